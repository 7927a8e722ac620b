#include "model/planning/planning_program.hpp"

#include <algorithm>
#include <string>

#include "model/planning/delivery_program.hpp"
#include "model/planning/move_limit.hpp"
#include "model/planning/program_rows.hpp"

namespace liandong {
namespace {

using optimise::infinity;

class Builder {
 public:
  Builder(const SpendModel& model, std::vector<Window> windows, const ProgramOptions& options)
      : model_(model),
        problem_(model.problem()),
        options_(options),
        program_{.lp = {}, .graph = ExpandedGraph(problem_, std::move(windows))} {}

  PlanningProgram build() {
    for (int x = 0; x < program_.graph.variable_count(); ++x) rows_.add_column(0, 0, 1);
    price_stages();
    price_moves();
    for (const auto& arc : program_.graph.arcs()) {  // (1), (2)
      const int row = rows_.add_row(-infinity, 0);
      rows_.add(row, arc.chosen, 1);
      rows_.add(row, arc.implied, -1);
    }
    collect_spend();
    const std::size_t cells = model_.cells().size();
    program_.gap_column.assign(cells, -1);
    program_.cash_row.assign(problem_.funding().sources().size(), std::vector<int>(static_cast<std::size_t>(problem_.periods()), -1));
    for (std::size_t cell = 0; cell < cells; ++cell) add_cell(static_cast<int>(cell));
    if (options_.names) name_everything();
    program_.lp = rows_.finish(offset_);
    if (options_.names) {
      program_.lp.row_names = std::move(row_names_);
      program_.lp.column_names = std::move(column_names_);
      program_.lp.name = "liandong";
      program_.lp.objective_name = "cost_wan";
    }
    return std::move(program_);
  }

 private:
  /// Adds `price` x_vt to the objective.
  void add_price(int node, int t, double price) {
    const int x = program_.graph.variable(node, t);
    if (x >= 0) rows_.cost(x) += price;
    if (x == ExpandedGraph::one) offset_ += price;
  }

  void price_stages() {  // (10), second line
    const auto& campaign = problem_.campaign();
    const int horizon = problem_.periods();
    for (int s = 0; s < static_cast<int>(campaign.stages().size()); ++s) {
      const StageId id{s};
      const int node = problem_.graph().node(id);
      const double late = problem_.late_price(id).wan(), never = problem_.never_price(id).wan();
      for (int t = problem_.deadline(id); t < horizon; ++t) {
        offset_ += late;
        add_price(node, t, -late);
      }
      offset_ += never;
      add_price(node, horizon - 1, -never);
    }
  }

  /// (M2): price (1 - [complete exactly in the approved period]), or price [complete at all].
  void price_moves() {
    const MoveLimit* limit = problem_.move_limit();
    if (limit == nullptr) return;
    offset_ -= granted(*limit, limit->price);
    for (int j = 0; j < problem_.graph().project_count(); ++j) {
      const ProjectId id{j};
      const double price = price_of_moving(problem_, *limit, limit->price, id);
      if (price == 0) continue;
      if (const auto& start = limit->start[id.index()]) {
        const int completion = *start + problem_.graph().duration(j) - 1;
        offset_ += price;
        add_price(j, completion, -price);
        add_price(j, completion - 1, price);
      } else {
        add_price(j, problem_.periods() - 1, price);
      }
    }
  }

  /// Spend of each cell as a constant and coefficients on x: Σ_q p (x_jq - x_j,q-1), (3).
  void collect_spend() {
    program_.fixed_spend.assign(model_.cells().size(), 0.0);
    spend_.resize(model_.cells().size());
    const int projects = problem_.graph().project_count();
    for (int j = 0; j < projects; ++j) {
      const Window& w = program_.graph.windows()[static_cast<std::size_t>(j)];
      for (int q = w.first; q <= w.last; ++q) {
        const int now = program_.graph.variable(j, q);
        const int before = program_.graph.variable(j, q - 1);
        for (const SpendPiece& piece : model_.pieces(j, q)) {
          auto& terms = spend_[static_cast<std::size_t>(piece.cell)];
          if (now >= 0) terms[now] += piece.wan;
          if (now == ExpandedGraph::one && before != ExpandedGraph::one)
            program_.fixed_spend[static_cast<std::size_t>(piece.cell)] += piece.wan;
          if (before >= 0) terms[before] -= piece.wan;
        }
      }
    }
  }

  void add_cell(int number) {
    const auto c = static_cast<std::size_t>(number);
    const SpendCell& cell = model_.cells()[c];
    auto& terms = spend_[c];
    std::erase_if(terms, [](const auto& term) { return term.second == 0; });
    const double fixed = program_.fixed_spend[c];
    if (terms.empty() && fixed <= 0) return;

    int spend = -1;
    if (!terms.empty()) {
      spend = rows_.add_column(0, 0, infinity);
      const int definition = rows_.add_row(-fixed, -fixed);  // Σ coefficient x - S = -fixed
      for (const auto& [x, value] : terms) rows_.add(definition, x, value);
      rows_.add(definition, spend, -1);
    }
    const int balance = spend < 0 ? rows_.add_row(fixed, fixed) : rows_.add_row(0, 0);  // (3)
    if (spend >= 0) rows_.add(balance, spend, -1);
    const int gap = rows_.add_column(model_.gap_cost(cell.t), 0, infinity);
    rows_.add(balance, gap, 1);
    program_.gap_column[c] = gap;

    const auto offers = model_.offers(number);
    const bool needs_match = std::any_of(offers.begin(), offers.end(), [](const CellOffer& o) { return o.match < 0; });
    const int match = needs_match ? rows_.add_row(0, infinity) : -1;  // (5)
    for (const CellOffer& offer : offers) {
      const bool limited = offer.share < 1;
      const int y = rows_.add_column(offer.cost, 0, limited && spend < 0 ? offer.share * fixed : infinity);
      program_.money.push_back({.cell = number, .source = offer.source, .column = y});
      rows_.add(balance, y, 1);
      if (limited && spend >= 0) {  // (4)
        const int row = rows_.add_row(-infinity, 0);
        rows_.add(row, y, 1);
        rows_.add(row, spend, -offer.share);
      }
      if (needs_match && offer.match != 0) rows_.add(match, y, offer.match);
      for (const RowTerm& term : offer.terms) rows_.add(money_row(term.row), y, term.factor);  // (6) to (8)
    }
  }

  /// The programme's row for a row of the model.
  int money_row(int row) {
    const MoneyRows& rows = model_.rows();
    if (row < rows.cash_count) return cash(SourceId{row / rows.periods}, row % rows.periods);
    const auto& [unit, year] = rows.affordability[static_cast<std::size_t>(row - rows.cash_count)];
    return affordability(unit, year);
  }

  int cash(SourceId k, int t) {
    auto& row = program_.cash_row[k.index()];
    if (row[0] < 0) {  // b_t - rho b_t-1 + draws + service = A_t, b_t >= 0
      const double carry = problem_.funding()[k].carry_over.value();
      int previous = -1;
      for (int period = 0; period < problem_.periods(); ++period) {
        const double inflow = std::max(0.0, problem_.inflow(k, period).wan() - options_.reserve_wan);
        const int r = rows_.add_row(inflow, inflow);
        const int balance = rows_.add_column(0, 0, infinity);
        rows_.add(r, balance, 1);
        if (previous >= 0) rows_.add(r, previous, -carry);
        previous = balance;
        row[static_cast<std::size_t>(period)] = r;
      }
    }
    return row[static_cast<std::size_t>(t)];
  }

  int affordability(UnitId unit, int year) {
    const auto [place, fresh] = program_.affordability_row.try_emplace({unit, year}, 0);
    if (fresh)
      place->second = rows_.add_row(-infinity, std::max(0.0, problem_.affordability_ceiling(unit, year).wan() - options_.reserve_wan));
    return place->second;
  }

  void name_everything() {
    column_names_.resize(static_cast<std::size_t>(rows_.columns()));
    for (std::size_t i = 0; i < column_names_.size(); ++i) column_names_[i] = "c" + std::to_string(i);
    row_names_.resize(static_cast<std::size_t>(rows_.rows()));
    for (std::size_t i = 0; i < row_names_.size(); ++i) row_names_[i] = "r" + std::to_string(i);
    const auto& graph = program_.graph;
    for (int v = 0; v < graph.node_count(); ++v) {
      const Window& w = graph.windows()[static_cast<std::size_t>(v)];
      for (int t = w.first; t <= w.last; ++t)
        if (const int x = graph.variable(v, t); x >= 0)
          column_names_[static_cast<std::size_t>(x)] =
              (problem_.graph().is_stage(v) ? "s" : "p") + std::to_string(v) + "_" + std::to_string(t);
    }
    for (const MoneyColumn& money : program_.money)
      column_names_[static_cast<std::size_t>(money.column)] = "y" + std::to_string(money.cell) + "_" + std::to_string(money.source.value);
    for (std::size_t c = 0; c < program_.gap_column.size(); ++c)
      if (program_.gap_column[c] >= 0) column_names_[static_cast<std::size_t>(program_.gap_column[c])] = "g" + std::to_string(c);
    for (std::size_t k = 0; k < program_.cash_row.size(); ++k)
      for (std::size_t t = 0; t < program_.cash_row[k].size(); ++t)
        if (program_.cash_row[k][t] >= 0)
          row_names_[static_cast<std::size_t>(program_.cash_row[k][t])] = "cash" + std::to_string(k) + "_" + std::to_string(t);
    for (const auto& [key, row] : program_.affordability_row)
      row_names_[static_cast<std::size_t>(row)] = "afford" + std::to_string(key.first.value) + "_" + std::to_string(key.second);
  }

  const SpendModel& model_;
  const PlanningProblem& problem_;
  ProgramOptions options_;
  PlanningProgram program_;
  ProgramRows rows_;
  std::vector<std::map<int, double>> spend_;
  double offset_ = 0;
  std::vector<std::string> row_names_, column_names_;
};

}  // namespace

PlanningProgram build_program(const SpendModel& model, std::vector<Window> windows, const ProgramOptions& options) {
  return Builder(model, std::move(windows), options).build();
}

optimise::LinearProgram planning_program(const PlanningProblem& problem) {
  if (!problem.modes().empty()) return delivery_program(problem, DeliveryBound(problem), {.names = true}).lp;
  const SpendModel model(problem);
  PlanningProgram program = build_program(model, open_windows(problem), {.names = true});
  program.lp.integer.assign(static_cast<std::size_t>(program.lp.columns()), false);
  for (int x = 0; x < program.graph.variable_count(); ++x) program.lp.integer[static_cast<std::size_t>(x)] = true;
  return std::move(program.lp);
}

}  // namespace liandong
