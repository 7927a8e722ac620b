#pragma once

#include <map>
#include <utility>
#include <vector>

#include "model/optimise/linear_program.hpp"
#include "model/planning/spend_model.hpp"
#include "model/planning/windows.hpp"

namespace liandong {

/// Projects that more contracts may pay for than this have them all or none: each separate cover is a group of its own.
inline constexpr std::size_t most_separate_contracts = 4;

/// Which contracts may pay for a project: any that is eligible, one source, or none.
struct ContractCover {
  bool open = true;
  SourceId source;  ///< Unknown = none; only where not open.

  [[nodiscard]] static ContractCover none() { return {.open = false, .source = {}}; }
  [[nodiscard]] static ContractCover by(SourceId source) { return {.open = false, .source = source}; }
  [[nodiscard]] bool admits(SourceId contract) const { return open || source == contract; }
  friend auto operator<=>(const ContractCover&, const ContractCover&) = default;
};

/// By project. Says nothing about projects that no contract may pay for.
using ContractChoice = std::vector<ContractCover>;

/// Spend of one project in one period of a fixed schedule.
struct MoneyLine {
  ProjectId project;
  int t = 0;
  int group = 0;  ///< Index into `MoneyProgram::groups()`, under the choice at hand.
  Money spend;
};

/// A source that may pay a group: a column of the programme, bounded by the share.
struct GroupColumn {
  SourceId source;
  int column = 0;
  double share = 1;  ///< φ of (4).
};

/// The lines of one cell of the spend model under the same cover: the same money may pay them on the same terms.
struct MoneyGroup {
  int cell = 0;         ///< Of the spend model.
  ContractCover cover;  ///< Open also where the cell has one contract at most and a line may use it.
  double spend = 0;     ///< Sum of its lines, 万元; 0 where the choice puts no line here.
  int balance_row = 0;
  int gap_column = 0;
  std::vector<GroupColumn> columns;  ///< Ascending by source.
};

struct MoneyPart;

struct MoneyOptions {
  double reserve_wan = 0;  ///< Kept back from every inflow and ceiling but contract volume, so that whole-fen rounding fits.
  Certainty certainty = Certainty::hoped;  ///< Inflows at least this certain count.
  const MoneyPart* part = nullptr;         ///< Only its projects, and its part of the money in common; null = the whole.
};

/// The money problem of a fixed schedule, (3) to (9), as a linear programme in 万元; the cost of lateness is not part of it. Its matrix does
/// not depend on the choice of contracts, which only moves spend between groups: bounds and sides.
class MoneyProgram {
 public:
  MoneyProgram(const SpendModel& model, const Schedule& schedule, const MoneyOptions& options);

  [[nodiscard]] const SpendModel& model() const { return *model_; }
  [[nodiscard]] const PlanningProblem& problem() const { return model_->problem(); }
  [[nodiscard]] const Schedule& schedule() const { return schedule_; }
  [[nodiscard]] const MoneyOptions& options() const { return options_; }
  [[nodiscard]] const optimise::LinearProgram& lp() const { return lp_; }
  [[nodiscard]] const std::vector<MoneyLine>& lines() const { return lines_; }  ///< By project, then period.
  [[nodiscard]] const std::vector<MoneyGroup>& groups() const { return groups_; }
  /// Row of (6) for a source and period; -1 where no money of the schedule touches the source.
  [[nodiscard]] const std::vector<std::vector<int>>& cash_row() const { return cash_row_; }

  /// Is this the money of a part, and the source in common with others?
  [[nodiscard]] bool divided(SourceId source) const;

  /// Projects of the schedule that some contract may pay for, ascending, and which: ascending, more than none.
  struct Candidate {
    ProjectId project;
    std::vector<SourceId> contracts;
    std::vector<int> lines;  ///< Indices of its lines.
    [[nodiscard]] bool separable() const { return contracts.size() <= most_separate_contracts; }
  };
  [[nodiscard]] const std::vector<Candidate>& candidates() const { return candidates_; }
  /// The group that `line` belongs to when its project has `cover`.
  [[nodiscard]] int group_of(const MoneyLine& line, const ContractCover& cover) const;

  [[nodiscard]] const ContractChoice& choice() const { return choice_; }
  void choose(ContractChoice choice);

  /// What a yuan of each money row of the model is worth, from the row multipliers of a solution: -y, 0 where the row is absent.
  [[nodiscard]] std::vector<double> row_values(const Eigen::VectorXd& y) const;

 private:
  void collect_lines();
  void add_groups();
  int money_row(int row);
  /// Inflow of a source as it counts here, 万元 by period, less the reserve.
  [[nodiscard]] std::vector<double> inflow(SourceId source) const;

  const SpendModel* model_;
  Schedule schedule_;
  MoneyOptions options_;
  std::vector<MoneyLine> lines_;
  std::vector<MoneyGroup> groups_;
  std::map<int, std::vector<int>> groups_of_cell_;  ///< First the open one.
  std::vector<Candidate> candidates_;
  ContractChoice choice_;
  std::vector<std::vector<int>> cash_row_;
  std::map<int, int> ceiling_row_;  ///< By row of the model.
  optimise::LinearProgram lp_;

  // While the programme is put together.
  std::vector<double> cost_, upper_, row_lower_, row_upper_;
  std::vector<Eigen::Triplet<double>> entries_;
  int add_column(double cost);
  int add_row(double lower, double upper);
};

}  // namespace liandong
