#pragma once

#include <limits>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "model/optimise/linear_program.hpp"
#include "model/planning/money_program.hpp"
#include "model/planning/plan.hpp"

namespace liandong {

/// The money of a fixed schedule by goals: `MoneyProgram` with the gap, the cost and the burden of each unit and year as amounts that can
/// be minimised and limited, in 万元 (docs/maths/goal-order.md (5)). The contracts are those that the programme has chosen.
class GoalMoney {
 public:
  static constexpr double no_limit = std::numeric_limits<double>::infinity();
  struct Amounts {
    Eigen::VectorXd x;  ///< The programme's columns first.
    double gap = 0, cost = 0;
  };
  struct Even {
    Eigen::VectorXd x;  ///< A vertex among those with the evenest burden.
    double uneven = 0;  ///< (4).
    double bound = 0;   ///< No money with this schedule within the limits has less.
  };

  /// Keeps a reference to the programme.
  explicit GoalMoney(const MoneyProgram& program);

  /// Empty if the limits cannot be kept, or the solver fails.
  [[nodiscard]] std::optional<Amounts> least_gap(double cost_limit = no_limit);
  [[nodiscard]] std::optional<Amounts> least_cost(double gap_limit);
  /// Contracts pay what they pay in `held` (of least_cost()): none is torn up for the sake of an even burden.
  [[nodiscard]] std::optional<Even> evenest(const Eigen::VectorXd& held, double gap_limit, double cost_limit);
  /// The least cost with a burden as even as `uneven_limit`, contracts as in `held`.
  [[nodiscard]] std::optional<Amounts> least_cost_as_even(const Eigen::VectorXd& held, double gap_limit, double uneven_limit);

  /// The contracts' part of a solution, as `plan` has it.
  [[nodiscard]] Eigen::VectorXd contracts_of(const Plan& plan) const;

 private:
  struct BurdenColumn {
    int column = 0;
    double weight = 1, known = 0;  ///< E and K of (4).
  };
  [[nodiscard]] std::optional<Amounts> solved(const Eigen::VectorXd& costs, double gap_limit, double cost_limit);
  [[nodiscard]] double amount(const Eigen::VectorXd& row, const Eigen::VectorXd& x) const { return row.dot(x); }
  [[nodiscard]] double uneven(const Eigen::VectorXd& x) const;
  void hold_contracts(optimise::LinearProgram& lp, const Eigen::VectorXd& held) const;

  const MoneyProgram& program_;
  optimise::LinearProgram lp_;
  Eigen::VectorXd gap_, cost_;  ///< By column.
  int gap_row_ = 0, cost_row_ = 0;
  std::vector<BurdenColumn> burdens_;
};

}  // namespace liandong
