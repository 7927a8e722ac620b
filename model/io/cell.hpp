#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/core/money.hpp"
#include "model/core/period.hpp"
#include "model/core/rate.hpp"
#include "model/core/text.hpp"
#include "model/io/schema.hpp"

namespace liandong {

/// Why a cell cannot be read.
struct CellProblem {
  std::string code;
  Text sentence, mend;
};

/// A value, or what is wrong with its text.
template <class T>
struct CellResult {
  std::optional<T> value;
  CellProblem problem;

  CellResult(T v) : value(std::move(v)) {}
  CellResult(CellProblem p) : problem(std::move(p)) {}
};

/// How messages name a field: by its name in English, by its header in Chinese.
[[nodiscard]] Text field_label(const Field& field);

// Each reads one cell that is not blank, as its field says, range included. Full-width forms are accepted everywhere.
[[nodiscard]] CellResult<Money> read_money(const Field& field, std::string_view text);
[[nodiscard]] CellResult<Rate> read_rate(const Field& field, std::string_view text);
[[nodiscard]] CellResult<int> read_integer(const Field& field, std::string_view text);  ///< Types integer, count and year.
[[nodiscard]] CellResult<Period> read_period(const Field& field, std::string_view text, std::optional<PeriodUnit> unit);
[[nodiscard]] CellResult<int> read_word(const Field& field, std::string_view type, std::string_view text);  ///< Enumerations and yes_no.
[[nodiscard]] CellResult<std::string> read_key(const Field& field, std::string_view text);  ///< Types key and word.

/// The items of a list cell: "|" between them, full-width and "；;、" accepted. Blank items are kept out.
[[nodiscard]] std::vector<std::string> split_list(std::string_view text);

}  // namespace liandong
