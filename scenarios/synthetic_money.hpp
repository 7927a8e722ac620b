#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "scenarios/synthetic_city.hpp"

namespace liandong::synthetic {

inline constexpr int first_year = 2012;

struct SourceShape {
  std::string key;
  Text name;
  const char* channel = "fiscal";
  const char* level = "city";
  std::string owner{}, units{}, sectors{}, kinds{};  ///< As the file carries them; empty = none or all.
  const char* max_share = "1";
  const char* match_rate = "0";
  const char* carry_over = "1";
  std::string contract{}, repaid_by{};
};

struct InflowShape {
  std::string source;
  int period = 0;
  const char* certainty = "approved";
  std::int64_t amount = 0;  ///< In 100 yuan (0.01 万元), as all amounts here.
};

struct BudgetShape {
  std::string unit;
  int year = first_year;
  std::int64_t expenditure = 0, committed = 0;
};

/// The money of all cities.
struct Purse {
  std::vector<SourceShape> sources;
  std::vector<InflowShape> inflows;
  std::vector<BudgetShape> budgets;
};

/// Money for 95 % of the cost of all projects, about 60 % of the cost in hand (in the account or issued). A tenth of
/// the cost is money from above: a province's is common to its cities, at most 21; where there are several provinces, 3 % of all cost
/// comes from the centre instead, common to all cities and for works only. Contracts are repaid by the city.
[[nodiscard]] Purse make_purse(const std::vector<City>& cities, int periods, std::uint64_t seed);

}  // namespace liandong::synthetic
