#include "model/core/period.hpp"

namespace liandong {
namespace {

/// Takes `fewest` to `most` digits off the front of `text`.
std::optional<int> take_number(std::string_view& text, std::size_t fewest, std::size_t most) {
  int value = 0;
  std::size_t digits = 0;
  while (digits < most && digits < text.size() && text[digits] >= '0' && text[digits] <= '9') value = value * 10 + (text[digits++] - '0');
  if (digits < fewest) return std::nullopt;
  text.remove_prefix(digits);
  return value;
}

bool take(std::string_view& text, std::string_view wanted) {
  if (!text.starts_with(wanted)) return false;
  text.remove_prefix(wanted.size());
  return true;
}

std::optional<Period> numbered(PeriodUnit unit, int year, std::optional<int> number, std::string_view rest) {
  if (!number || !rest.empty() || *number < 1 || *number > periods_per_year(unit)) return std::nullopt;
  return Period(unit, year, *number - 1);
}

/// What may follow "年": nothing, "2季度" or "第2季度", "5月".
std::optional<Period> parse_chinese(int year, std::string_view rest) {
  if (rest.empty()) return Period(PeriodUnit::year, year, 0);
  const bool ordinal = take(rest, "第");
  const std::optional<int> number = take_number(rest, 1, 2);
  if (take(rest, "季度")) return numbered(PeriodUnit::quarter, year, number, rest);
  if (!ordinal && take(rest, "月")) return numbered(PeriodUnit::month, year, number, rest);
  return std::nullopt;
}

std::chrono::year_month first_month(Period period) {
  const int months = 12 / periods_per_year(period.unit());
  return std::chrono::year(period.year()) / std::chrono::month(static_cast<unsigned>(period.index_in_year() * months + 1));
}

}  // namespace

std::optional<Period> Period::parse(std::string_view text) {
  const std::optional<int> year = take_number(text, 4, 4);
  if (!year || *year < 1000) return std::nullopt;
  if (text.empty()) return Period(PeriodUnit::year, *year, 0);
  if (take(text, "Q") || take(text, "q")) {
    const std::optional<int> number = take_number(text, 1, 1);
    return numbered(PeriodUnit::quarter, *year, number, text);
  }
  if (take(text, "M") || take(text, "m")) {
    const std::optional<int> number = take_number(text, 1, 2);
    return numbered(PeriodUnit::month, *year, number, text);
  }
  if (take(text, "-")) {
    const std::optional<int> number = take_number(text, 2, 2);
    return numbered(PeriodUnit::month, *year, number, text);
  }
  if (take(text, "年")) return parse_chinese(*year, text);
  return std::nullopt;
}

std::chrono::year_month_day Period::first_day() const { return first_month(*this) / std::chrono::day(1); }

std::chrono::year_month_day Period::last_day() const { return std::chrono::sys_days(plus(1).first_day()) - std::chrono::days(1); }

std::string Period::text() const {
  const std::string year_text = std::to_string(year());
  const std::string number = std::to_string(index_in_year() + 1);
  switch (unit_) {
    case PeriodUnit::month: return year_text + (number.size() < 2 ? "M0" : "M") + number;
    case PeriodUnit::quarter: return year_text + "Q" + number;
    case PeriodUnit::year: break;
  }
  return year_text;
}

}  // namespace liandong
