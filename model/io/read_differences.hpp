#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "model/io/difference.hpp"
#include "model/io/folder_tables.hpp"
#include "model/io/issue_log.hpp"
#include "model/io/toml_document.hpp"

namespace liandong {

/// The differences that a scenario file states, in its order; `tables` are the campaign's. A difference that cannot be read, names what is
/// not there, says nothing or says two things of which one undoes the other becomes issues and is left out. What [prices], [settings] and
/// [rules] hold is read when it is applied.
[[nodiscard]] std::vector<Difference> read_differences(const TomlDocument& document, std::string_view scenario, const FolderTables& tables,
                                                       std::optional<PeriodUnit> unit, IssueLog& log);

}  // namespace liandong
