#pragma once

#include <map>
#include <set>
#include <span>
#include <utility>
#include <vector>

#include "model/optimise/simplex.hpp"
#include "model/optimise/solve.hpp"
#include "model/planning/money_program.hpp"
#include "model/planning/pay_lines.hpp"

namespace liandong {

/// Chooses which projects go under contract, so that few contracts cover whole projects, none below its minimum (14) (docs/maths/allocation.md). Moves the
/// programme's choice; the money is solved anew from the last basis after each move. Deterministic.
class ContractSearch {
 public:
  /// `optimum`: the vertex of `program` while every project is open. Keeps a reference to the programme.
  ContractSearch(MoneyProgram& program, optimise::Solution optimum);

  /// The largest fits of the open optimum first, then single moves as long as they pay; contracts that cover little of their project go where
  /// that costs next to nothing. The programme ends with a choice for every project.
  void choose();
  /// Takes contracts off for good, (project, source) each, and looks for moves that make up for it.
  void forbid(const std::vector<std::pair<ProjectId, SourceId>>& contracts);

  [[nodiscard]] const optimise::Solution& money() const { return money_; }  ///< Of the choice at hand.
  /// 万元 by which the choice at hand is dearer than money that ignores (14).
  [[nodiscard]] double price() const { return money_.objective - open_value_; }

 private:
  using Candidate = MoneyProgram::Candidate;
  struct Move {
    double estimate = 0;  ///< A bound on the change from the multipliers at hand: no smaller.
    ProjectId project;
    ContractCover cover;
  };

  [[nodiscard]] bool allowed(const Candidate& candidate, SourceId contract) const;
  [[nodiscard]] std::vector<Move> estimates() const;
  [[nodiscard]] std::vector<Move> promising() const;
  bool apply(std::span<const Move> moves, double limit);
  void solve_money();
  void round();
  void improve();
  void thin_out();
  /// What each contract draws, 万元.
  [[nodiscard]] std::map<std::pair<ProjectId, SourceId>, Money> drawn() const;

  MoneyProgram& program_;
  optimise::Solution money_;
  optimise::Simplex simplex_;
  double open_value_ = 0;
  double budget_ = 0;  ///< What wholeness may cost, 万元.
  int most_trials_ = 0;
  std::map<ProjectId, std::vector<SourceId>> forbidden_;
  std::set<std::pair<ProjectId, ContractCover>> tried_;  ///< Moves made in vain since the last that paid.
};

/// The most a contract could draw on a project, Σ floor(φ p): its full share (4).
[[nodiscard]] Money full_share(const PlanningProblem& problem, ProjectId project, SourceId contract);
/// Contracts that draw less on their project than (14) allows.
[[nodiscard]] std::vector<std::pair<ProjectId, SourceId>> undersized(const PlanningProblem& problem, const std::vector<PaidLine>& lines);

}  // namespace liandong
