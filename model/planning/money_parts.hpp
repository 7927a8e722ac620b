#pragma once

#include <array>
#include <map>
#include <vector>

#include "model/planning/money_division.hpp"
#include "model/planning/money_program.hpp"

namespace liandong {

/// A part of a campaign that has its own money and contracts to itself, such as a city with its counties, and a fixed part of the money
/// from above that it has in common with others: the money of a schedule falls into one problem for each part.
struct MoneyPart {
  std::vector<ProjectId> projects;  ///< Ascending; those of the schedule.
  /// By certainty, then source in common: 万元 in each period. Other sources are the part's alone.
  std::array<std::map<SourceId, std::vector<double>>, 5> inflow;
};

/// The parts of `whole`, by their first project: units that own money, or the payers of contracts, tie together. One part: nothing to
/// divide.
[[nodiscard]] std::vector<MoneyPart> money_parts(const MoneyProgram& whole);

/// Divides the money in common as the solution `x` of `whole` uses it: at the programme's certainty each part receives just what it draws,
/// when it draws it (but for amounts below 100 yuan, which wait); at other levels the same share of each source's inflow, by what the part
/// draws in all (by its spend where nobody draws).
void divide(const MoneyProgram& whole, const Eigen::VectorXd& x, std::vector<MoneyPart>& parts);

/// The same as `division` has it, less the reserve, shared by amount: for a whole that is too large to be solved as one.
void divide(const MoneyProgram& whole, const MoneyDivision& division, std::vector<MoneyPart>& parts);

}  // namespace liandong
