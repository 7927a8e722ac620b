#pragma once

#include <vector>

#include "model/verify/completion_costs.hpp"
#include "model/verify/dual_prices.hpp"
#include "model/verify/min_closure.hpp"

namespace liandong::verify {

struct MoveRule;

/// Whether a stage is reached, or a project complete, by the end of `t`. One of the two is known.
struct Answer {
  StageId stage;
  int t = 0;
  bool reached = false;
  ProjectId project{};
};

/// The graph node that an answer is about: projects first, then stages.
[[nodiscard]] inline int node_of(const Facts& facts, const Answer& answer) {
  return answer.project.known() ? answer.project.value : facts.project_count() + answer.stage.value;
}

/// What multipliers prove, 万元.
struct ProvenBound {
  long double value = 0;  ///< L(κ, α) of (13); `value - slack` is below it whatever the rounding of this computation. Infinite if no dates
                          ///< agree with the answers.
  long double slack = 0;     ///< Whole capacities in the minimum cuts.
  long double rounding = 0;  ///< Instalments are whole fen: a plan may cost this much less than their exact values.
};

/// Proves bounds on the plans of one campaign. What the multipliers do not change is worked out once. Keeps a reference to the facts.
class Prover {
 public:
  /// `moves`: a limit on moves whose charges the bound includes, (M2); null = none. It must outlive the prover.
  explicit Prover(const Facts& facts, const MoveRule* moves = nullptr);

  /// L(κ, α) (13) over the plans that agree with every answer (C4), from the multipliers and the input alone: any non-negative values prove
  /// something, and `DualPrices` makes them so.
  [[nodiscard]] ProvenBound prove(const Multipliers& multipliers, const std::vector<Answer>& answers = {}) const;

  /// The same in its parts.
  struct Parts {
    DualPrices prices;
    long double stages = 0;              ///< Constant part of the stage prices and of the charges for moves.
    std::vector<ClosureBound> closures;  ///< By component of the graph.
    long double rounding = 0;

    [[nodiscard]] ProvenBound sum() const;
  };
  [[nodiscard]] Parts prove_parts(const Multipliers& multipliers, const std::vector<Answer>& answers) const;
  /// Component of a node (projects first, then stages).
  [[nodiscard]] int component(int node) const { return place_[static_cast<std::size_t>(node)].part; }
  [[nodiscard]] int last_due() const { return costs_.last_due(); }
  [[nodiscard]] int component_count() const { return static_cast<int>(parts_.size()); }

 private:
  /// A pair (v, t): item `at + t` of the closure problem `part`.
  struct Place {
    int part = 0, at = 0;
  };
  void confine(const Lock& lock);
  template <class WeightsOf>
  [[nodiscard]] long double charge_moves(const WeightsOf& weights_of) const;
  const Facts& facts_;
  const MoveRule* moves_;
  CompletionCosts costs_;
  std::vector<ClosureProblem> parts_;  ///< One for each component of the graph, without weights.
  std::vector<Place> place_;           ///< By node.
  std::vector<int> earliest_;          ///< By node: first period in which it may be complete, links aside (1).
};

/// The same without answers, for one use.
[[nodiscard]] ProvenBound prove_bound(const Facts& facts, const Multipliers& multipliers);

/// π_jtq (12): the least price of a yuan of spend. One offer per eligible source.
struct Offer {
  long double cost = 0;   ///< Of a yuan, (11).
  long double share = 1;  ///< φ_k.
  long double match = 0;  ///< m_k less 1 if it is own fiscal money itself: what it asks of the match constraint.
};
[[nodiscard]] long double cell_price(const std::vector<Offer>& offers, long double gap_cost);

}  // namespace liandong::verify
