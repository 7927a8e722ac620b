#pragma once

#include <map>
#include <tuple>
#include <utility>
#include <vector>

#include "model/planning/windows.hpp"

namespace liandong {

/// Projects whose spend the same money may pay on the same terms: they aggregate exactly, since shares are pari passu.
struct SpendClass {
  UnitId unit;
  std::vector<SourceId> sources;  ///< Eligible, ascending.
  bool contract = false;          ///< Some source is BT or BOT: terms depend on the completion period.
  double operating_ratio = 0, fee_ratio = 0;  ///< Per yuan of capital and year; only where a BOT source is eligible.
  ProjectId example;              ///< Any project of the class, for eligibility and match.
};

/// Spend of one class in one period; where a contract may pay, of work that completes in `completion` (else -1).
struct SpendCell {
  int spend_class = 0;
  int t = 0;
  int completion = -1;
};

/// A part of a project's spend: `wan` 万元 in `cell`, its u-th period of execution.
struct SpendPiece {
  int cell = 0;
  int u = 0;
  double wan = 0;
};

/// One instalment or subsidy per yuan drawn: in period `t` (perhaps beyond the horizon), of `factor` yuan.
struct ServiceFactor {
  int t = 0;
  double factor = 0;
};

/// Which money may pay which spend: classes, cells and contract factors of a planning problem. Doubles, for solvers.
class SpendModel {
 public:
  explicit SpendModel(const PlanningProblem& problem);

  [[nodiscard]] const PlanningProblem& problem() const { return *problem_; }
  [[nodiscard]] const std::vector<SpendClass>& classes() const { return classes_; }
  [[nodiscard]] const std::vector<SpendCell>& cells() const { return cells_; }
  [[nodiscard]] const SpendClass& class_of(const SpendCell& cell) const { return classes_[static_cast<std::size_t>(cell.spend_class)]; }
  /// Spend of `project` when it completes in `completion`, by cell. Starts at or after 0 only.
  [[nodiscard]] const std::vector<SpendPiece>& pieces(int project, int completion) const {
    return pieces_[static_cast<std::size_t>(project)][static_cast<std::size_t>(completion)];
  }
  /// Debt service per yuan that contract source `k` pays on `cell`; empty for other sources.
  [[nodiscard]] std::vector<ServiceFactor> service(const SpendCell& cell, SourceId k) const;

 private:
  const PlanningProblem* problem_;
  std::vector<SpendClass> classes_;
  std::vector<SpendCell> cells_;
  std::vector<std::vector<std::vector<SpendPiece>>> pieces_;  ///< [project][completion].
};

}  // namespace liandong
