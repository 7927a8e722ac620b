#pragma once

#include <cstddef>
#include <iosfwd>
#include <string>

#include "model/core/issue.hpp"
#include "scenarios/cli/session.hpp"
#include "scenarios/table.hpp"

namespace liandong::cli {

inline constexpr std::size_t screen_width = 100;

/// The table with aligned columns, never wider than `screen_width`: texts are cut, figures are not.
void print_table(std::ostream& out, const Table& table);

/// One line per issue, "FILE:ROW:COLUMN: error: sentence (how to mend it)", `most` of them and "and N more"; 0 = all.
/// `folder` stands before the file names.
void print_issues(std::ostream& out, const Session& session, const Issues& issues, const std::string& folder, std::size_t most);

/// The same as JSON: {"errors": n, "warnings": n, "issues": [...]}.
void print_issues_json(std::ostream& out, const Session& session, const Issues& issues);

/// Input that a command cannot go on with: `most` of its issues to standard error, or all as JSON to standard output.
ExitStatus refuse(const Session& session, const Issues& issues, const std::string& folder, std::size_t most = 40);

}  // namespace liandong::cli
