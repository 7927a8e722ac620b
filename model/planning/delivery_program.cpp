#include "model/planning/delivery_program.hpp"

#include <algorithm>
#include <string>

#include "model/planning/program_rows.hpp"

namespace liandong {
namespace {

using optimise::infinity;

/// Σ coefficient column + constant.
struct Expression {
  std::map<int, double> terms;
  double constant = 0;
  void add(int column, double factor) {
    if (column >= 0) terms[column] += factor;
    if (column == ExpandedGraph::one) constant += factor;
  }
};

class Builder {
 public:
  Builder(const PlanningProblem& problem, const DeliveryBound& layers, const DeliveryProgramOptions& options)
      : problem_(problem), options_(options), layers_(layers), graph_(layers_.frame(), windows()) {}

  DeliveryProgram build() {
    for (int x = 0; x < graph_.variable_count(); ++x) rows_.add_column(0, 0, 1);
    price_stages();
    for (const auto& arc : graph_.arcs()) {  // (1), and (2) as weak as any choice of modes makes it
      const int row = rows_.add_row(-infinity, 0);
      rows_.add(row, arc.chosen, 1);
      rows_.add(row, arc.implied, -1);
    }
    add_modes();
    if (options_.dates == nullptr) add_links();
    program_.cash_row.assign(problem_.funding().sources().size(), std::vector<int>(static_cast<std::size_t>(problem_.periods()), -1));
    for (int layer = 0; layer < layers_.count(); ++layer) add_money(layer);
    program_.lp = rows_.finish(offset_);
    program_.lp.integer.assign(static_cast<std::size_t>(program_.lp.columns()), false);
    for (int x = 0; x < graph_.variable_count(); ++x) program_.lp.integer[static_cast<std::size_t>(x)] = true;
    for (const auto& [place, column] : program_.mode_column) program_.lp.integer[static_cast<std::size_t>(column)] = true;
    if (options_.names) name_everything();
    return std::move(program_);
  }

 private:
  [[nodiscard]] std::vector<Window> windows() const {
    return options_.dates != nullptr ? fixed_windows(*options_.dates) : open_windows(layers_.frame());
  }
  [[nodiscard]] int mode_count(int j) const { return static_cast<int>(problem_.modes().of(ProjectId{j}).size()); }
  [[nodiscard]] bool has_modes(int v) const { return v < problem_.graph().project_count() && mode_count(v) > 0; }
  [[nodiscard]] bool open(int j, int mode) const {
    return options_.only == nullptr || (*options_.only)[static_cast<std::size_t>(j)].mode == mode;
  }
  [[nodiscard]] int duration(int v) const { return layers_.frame().graph().duration(v); }

  void add_price(int node, int t, double price) {
    const int x = graph_.variable(node, t);
    if (x >= 0) rows_.cost(x) += price;
    if (x == ExpandedGraph::one) offset_ += price;
  }

  void price_stages() {  // (10), second line
    for (int s = 0; s < static_cast<int>(problem_.campaign().stages().size()); ++s) {
      const StageId id{s};
      const int node = problem_.graph().node(id);
      const double late = problem_.late_price(id).wan(), never = problem_.never_price(id).wan();
      for (int t = problem_.deadline(id); t < problem_.periods(); ++t) {
        offset_ += late;
        add_price(node, t, -late);
      }
      offset_ += never;
      add_price(node, problem_.periods() - 1, -never);
    }
  }

  /// Project `j` completing in `q`: x_jq - x_j,q-1.
  [[nodiscard]] Expression completes(int j, int q) const {
    Expression e;
    e.add(graph_.variable(j, q), 1);
    e.add(graph_.variable(j, q - 1), -1);
    return e;
  }

  /// Σ_m z_jqm = x_jq - x_j,q-1.
  void add_modes() {
    for (int j = 0; j < problem_.graph().project_count(); ++j) {
      if (!has_modes(j)) continue;
      const Window& w = graph_.windows()[static_cast<std::size_t>(j)];
      for (int q = w.first; q <= w.last; ++q) {
        const Expression e = completes(j, q);
        if (e.terms.empty() && e.constant == 0) continue;
        const int row = rows_.add_row(e.constant, e.constant);
        for (const auto& [column, factor] : e.terms) rows_.add(row, column, -factor);
        for (int m = 0; m < mode_count(j); ++m) {
          const int start = q - problem_.modes().of(ProjectId{j})[static_cast<std::size_t>(m)].duration + 1;
          if (!open(j, m) || start < earliest_start(j)) continue;
          const int column = rows_.add_column(0, 0, 1);
          program_.mode_column[{j, q, m}] = column;
          rows_.add(row, column, 1);
        }
      }
    }
  }

  [[nodiscard]] int earliest_start(int j) const {
    const auto& earliest = problem_.campaign().projects()[static_cast<std::size_t>(j)].earliest_start;
    return earliest ? std::max(0, problem_.campaign().horizon().index_of(*earliest)) : 0;
  }

  /// 1 if the node is complete by the end of t; t may lie beyond the horizon.
  [[nodiscard]] Expression complete(int v, int t) const {
    Expression e;
    if (t >= 0) e.add(graph_.variable(v, std::min(t, problem_.periods() - 1)), 1);
    return e;
  }
  /// 1 if it is started by the start of t, and complete within the horizon. A stage starts when it is reached, at the end of the period
  /// before.
  [[nodiscard]] Expression started(int v, int t) const {
    if (!has_modes(v)) return complete(v, std::min(t + duration(v) - 1, problem_.periods() - 1));
    Expression e;
    for (auto z = program_.mode_column.lower_bound({v, 0, 0}); z != program_.mode_column.end() && std::get<0>(z->first) == v; ++z) {
      const auto& [j, q, m] = z->first;
      if (q - problem_.modes().of(ProjectId{v})[static_cast<std::size_t>(m)].duration + 1 <= t) e.add(z->second, 1);
    }
    return e;
  }

  /// Links with an end that has modes (4): what the frame's arcs leave out. Starts of stages included.
  void add_links() {
    const int projects = problem_.graph().project_count();
    for (const Link& link : problem_.campaign().links()) {
      const int from = node_of(link.from, projects), to = node_of(link.to, projects);
      if (!has_modes(from) && !has_modes(to)) continue;
      const bool from_start = link.kind == LinkKind::start_to_start || link.kind == LinkKind::start_to_finish;
      const bool to_start = link.kind == LinkKind::finish_to_start || link.kind == LinkKind::start_to_start;
      // A start is the beginning of its period, a finish the end: finish-to-start asks for one period more, start-to-finish for one less.
      const int lag = link.lag + (!from_start && to_start ? 1 : from_start && !to_start ? -1 : 0);
      for (int t = 0; t < problem_.periods() + (to_start ? 1 : 0); ++t) {
        Expression row = to_start ? started(to, t) : complete(to, t);
        const Expression before = from_start ? started(from, t - lag) : complete(from, t - lag);
        for (const auto& [column, factor] : before.terms) row.terms[column] -= factor;
        std::erase_if(row.terms, [](const auto& term) { return term.second == 0; });
        const double room = before.constant - row.constant;
        if (row.terms.empty()) continue;
        const int number = rows_.add_row(-infinity, room);
        for (const auto& [column, factor] : row.terms) rows_.add(number, column, factor);
      }
    }
  }

  static int node_of(const LinkEnd& end, int projects) { return end.project ? end.project->value : projects + end.stage->value; }

  /// Spend of the layer's cells, and the money for them.
  void add_money(int layer) {
    const SpendModel& model = layers_.model(layer);
    std::vector<Expression> spend(model.cells().size());
    for (int j = 0; j < problem_.graph().project_count(); ++j) {
      const ProjectId id{j};
      if (has_modes(j) ? layer >= mode_count(j) : layer > 0) continue;
      const Window& w = graph_.windows()[static_cast<std::size_t>(j)];
      for (int q = w.first; q <= w.last; ++q) {
        if (!has_modes(j)) {
          const Expression e = completes(j, q);
          for (const SpendPiece& piece : model.pieces(j, q)) {
            Expression& cell = spend[static_cast<std::size_t>(piece.cell)];
            for (const auto& [column, factor] : e.terms) cell.terms[column] += factor * piece.wan;
            cell.constant += e.constant * piece.wan;
          }
          continue;
        }
        const auto z = program_.mode_column.find({j, q, layer});
        if (z == program_.mode_column.end()) continue;
        const Mode& mode = problem_.modes().of(id)[static_cast<std::size_t>(layer)];
        if (mode.elastic()) {
          add_elastic(id, mode, layer, q, z->second, spend);
          continue;
        }
        for (const SpendPiece& piece : model.pieces(j, q)) spend[static_cast<std::size_t>(piece.cell)].terms[z->second] += piece.wan;
      }
    }
    for (std::size_t cell = 0; cell < spend.size(); ++cell) add_cell(model, static_cast<int>(cell), spend[cell]);
  }

  /// (17): least z <= s_u <= most z, Σ s_u = cost z.
  void add_elastic(ProjectId id, const Mode& mode, int number, int q, int z, std::vector<Expression>& spend) {
    const int sum = rows_.add_row(0, 0);
    rows_.add(sum, z, -mode.cost.wan());
    for (const SpendPiece& piece : layers_.model(number).pieces(id.value, q)) {
      const auto u = static_cast<std::size_t>(piece.u);
      const int s = rows_.add_column(0, 0, infinity);
      rows_.add(sum, s, 1);
      const int low = rows_.add_row(0, infinity), high = rows_.add_row(-infinity, 0);
      rows_.add(low, s, 1);
      rows_.add(low, z, -mode.least[u].wan());
      rows_.add(high, s, 1);
      rows_.add(high, z, -mode.most[u].wan());
      spend[static_cast<std::size_t>(piece.cell)].terms[s] += 1;
      program_.elastic.push_back({.project = id, .mode = number, .completion = q, .u = piece.u, .column = s});
    }
  }

  void add_cell(const SpendModel& model, int number, Expression& spend) {
    std::erase_if(spend.terms, [](const auto& term) { return term.second == 0; });
    if (spend.terms.empty() && spend.constant <= 0) return;
    const SpendCell& cell = model.cells()[static_cast<std::size_t>(number)];
    const int total = rows_.add_column(0, 0, infinity);
    const int definition = rows_.add_row(-spend.constant, -spend.constant);
    for (const auto& [column, factor] : spend.terms) rows_.add(definition, column, factor);
    rows_.add(definition, total, -1);
    const int balance = rows_.add_row(0, 0);  // (3)
    rows_.add(balance, total, -1);
    rows_.add(balance, rows_.add_column(model.gap_cost(cell.t), 0, infinity), 1);
    const auto offers = model.offers(number);
    const bool needs_match = std::any_of(offers.begin(), offers.end(), [](const CellOffer& o) { return o.match < 0; });
    const int match = needs_match ? rows_.add_row(0, infinity) : -1;  // (5)
    for (const CellOffer& offer : offers) {
      const int y = rows_.add_column(offer.cost, 0, infinity);
      rows_.add(balance, y, 1);
      if (offer.share < 1) {  // (4)
        const int row = rows_.add_row(-infinity, 0);
        rows_.add(row, y, 1);
        rows_.add(row, total, -offer.share);
      }
      if (needs_match && offer.match != 0) rows_.add(match, y, offer.match);
      for (const RowTerm& term : offer.terms) rows_.add(money_row(model.rows(), term.row), y, term.factor);  // (6) to (8)
    }
  }

  int money_row(const MoneyRows& rows, int row) {
    if (row >= rows.cash_count) {
      const auto& [unit, year] = rows.affordability[static_cast<std::size_t>(row - rows.cash_count)];
      const auto [place, fresh] = program_.affordability_row.try_emplace({unit, year}, 0);
      if (fresh) place->second = rows_.add_row(-infinity, problem_.affordability_ceiling(unit, year).wan());
      return place->second;
    }
    const SourceId k{row / rows.periods};
    auto& of_source = program_.cash_row[k.index()];
    if (of_source[0] < 0) {  // b_t - rho b_t-1 + draws + service = A_t, b_t >= 0
      int previous = -1;
      for (int t = 0; t < problem_.periods(); ++t) {
        const double inflow = problem_.inflow(k, t).wan();
        const int r = of_source[static_cast<std::size_t>(t)] = rows_.add_row(inflow, inflow);
        const int balance = rows_.add_column(0, 0, infinity);
        rows_.add(r, balance, 1);
        if (previous >= 0) rows_.add(r, previous, -problem_.funding()[k].carry_over.value());
        previous = balance;
      }
    }
    return of_source[static_cast<std::size_t>(row % rows.periods)];
  }

  void name_everything() {
    auto& lp = program_.lp;
    lp.name = "liandong";
    lp.objective_name = "cost_wan";
    lp.column_names.resize(static_cast<std::size_t>(lp.columns()));
    for (std::size_t i = 0; i < lp.column_names.size(); ++i) lp.column_names[i] = "c" + std::to_string(i);
    lp.row_names.resize(static_cast<std::size_t>(lp.rows()));
    for (std::size_t i = 0; i < lp.row_names.size(); ++i) lp.row_names[i] = "r" + std::to_string(i);
    for (int v = 0; v < graph_.node_count(); ++v) {
      const Window& w = graph_.windows()[static_cast<std::size_t>(v)];
      for (int t = w.first; t <= w.last; ++t)
        if (const int x = graph_.variable(v, t); x >= 0)
          lp.column_names[static_cast<std::size_t>(x)] =
              (problem_.graph().is_stage(v) ? "s" : "p") + std::to_string(v) + "_" + std::to_string(t);
    }
    for (const auto& [place, column] : program_.mode_column) {
      const auto& [j, q, m] = place;
      lp.column_names[static_cast<std::size_t>(column)] = "m" + std::to_string(j) + "_" + std::to_string(q) + "_" + std::to_string(m);
    }
  }

  const PlanningProblem& problem_;
  DeliveryProgramOptions options_;
  const DeliveryBound& layers_;
  ExpandedGraph graph_;
  DeliveryProgram program_;
  ProgramRows rows_;
  double offset_ = 0;
};

}  // namespace

Multipliers DeliveryProgram::multipliers(const PlanningProblem& problem, const Eigen::VectorXd& y) const {
  Multipliers m;
  for (std::size_t k = 0; k < cash_row.size(); ++k) {
    std::vector<double>& values = m.cash.emplace_back(cash_row[k].size(), 0.0);
    for (std::size_t t = values.size(); t-- > 0;) {
      if (cash_row[k][t] >= 0) values[t] = std::max(0.0, -y[cash_row[k][t]]);
      if (t + 1 < values.size())
        values[t] = std::max(values[t], problem.funding().sources()[k].carry_over.value() * values[t + 1]);  // (11)
    }
  }
  for (const auto& [place, row] : affordability_row) m.affordability[place] = std::max(0.0, -y[row]);
  return m;
}

DeliveryProgram delivery_program(const PlanningProblem& problem, const DeliveryBound& layers, const DeliveryProgramOptions& options) {
  return Builder(problem, layers, options).build();
}

}  // namespace liandong
