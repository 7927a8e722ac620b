#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace liandong {

enum class PeriodUnit : std::uint8_t { month, quarter, year };

[[nodiscard]] constexpr int periods_per_year(PeriodUnit unit) {
  return unit == PeriodUnit::month ? 12 : unit == PeriodUnit::quarter ? 4 : 1;
}

/// One month, quarter or year of the calendar. Fiscal years are calendar years. Written 2013M05, 2013Q2, 2013.
class Period {
 public:
  constexpr Period() = default;
  constexpr Period(PeriodUnit unit, int year, int index_in_year) : unit_(unit), ordinal_(year * periods_per_year(unit) + index_in_year) {}
  /// Accepts "2013Q2", "2013q2", "2013M05", "2013M5", "2013-05", "2013" and "2013年2季度" / "2013年第2季度" / "2013年5月" /
  /// "2013年". Empty on anything else.
  [[nodiscard]] static std::optional<Period> parse(std::string_view text);

  [[nodiscard]] constexpr PeriodUnit unit() const { return unit_; }
  [[nodiscard]] constexpr int year() const { return ordinal_ / periods_per_year(unit_); }
  [[nodiscard]] constexpr int index_in_year() const { return ordinal_ % periods_per_year(unit_); }  ///< From 0.
  [[nodiscard]] std::chrono::year_month_day first_day() const;
  [[nodiscard]] std::chrono::year_month_day last_day() const;
  [[nodiscard]] std::string text() const;

  [[nodiscard]] constexpr Period plus(int periods) const {
    Period later = *this;
    later.ordinal_ += periods;
    return later;
  }
  /// Periods from `earlier` to this one; both of the same unit.
  [[nodiscard]] constexpr int since(Period earlier) const { return ordinal_ - earlier.ordinal_; }
  friend constexpr auto operator<=>(Period, Period) = default;

 private:
  PeriodUnit unit_ = PeriodUnit::quarter;
  int ordinal_ = 0;
};

/// The planning horizon: `count` consecutive periods; index t = 0 is `first`. A plain int t means an index into one.
struct Horizon {
  Period first;
  int count = 0;

  [[nodiscard]] Period at(int t) const { return first.plus(t); }
  [[nodiscard]] int index_of(Period period) const { return period.since(first); }  ///< May lie outside 0..count-1.
  [[nodiscard]] bool contains(Period period) const { return index_of(period) >= 0 && index_of(period) < count; }
  [[nodiscard]] int per_year() const { return periods_per_year(first.unit()); }
  friend bool operator==(const Horizon&, const Horizon&) = default;
};

}  // namespace liandong
