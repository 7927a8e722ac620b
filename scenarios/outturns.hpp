#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "model/planning/outturn.hpp"
#include "scenarios/dispatch.hpp"
#include "scenarios/risk_model.hpp"
#include "scenarios/uncertainty.hpp"

namespace liandong {

/// Draws of a campaign's uncertainty as planning problems (docs/maths/hedging.md (1)): whatever plan is made, the same inputs are drawn,
/// each project's cost, time and partners included. The i-th draw of a seed is the same however many are made.
class OutturnDraws {
 public:
  /// Both must outlive it. Projects with modes are delivered as `problem` says.
  OutturnDraws(const PlanningProblem& problem, const Uncertainty& uncertainty);

  /// Draws first .. first + count - 1.
  [[nodiscard]] std::vector<Outturn> make(std::uint64_t seed, int first, int count, int threads = 1) const;
  [[nodiscard]] const RiskModel& risks() const { return *risks_; }

 private:
  [[nodiscard]] Outturn outturn(const DrawnInputs& drawn) const;

  const PlanningProblem& problem_;
  std::unique_ptr<const DispatchModel> model_;  ///< Of a plan that does everything.
  std::unique_ptr<const RiskModel> risks_;
};

/// The mean of outturns as one problem: money that comes on average in each period, mean costs and interest, no delays and nobody quits.
[[nodiscard]] PlanningProblem mean_problem(const PlanningProblem& planned, const std::vector<Outturn>& outturns);

}  // namespace liandong
