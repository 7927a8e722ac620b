#include "model/planning/joint_search.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>
#include <map>
#include <memory>
#include <thread>
#include <utility>

#include "model/planning/allotment.hpp"
#include "model/planning/branch.hpp"
#include "model/planning/parallel.hpp"

namespace liandong {
namespace {

/// A part with its money, ready to be planned.
struct Part {
  explicit Part(ProblemPart from, std::vector<double> charge = {})
      : charged(!charge.empty()),
        source(std::move(from)),
        model(source.problem, std::move(charge)),
        layout(model),
        graph(source.problem, open_windows(source.problem)) {}
  bool charged = false;  ///< What it shares has a price instead of a limit.
  ProblemPart source;
  SpendModel model;
  MasterLayout layout;
  ExpandedGraph graph;
};

/// Takes values of the x_vt and prices from parts to the whole and back.
class Translation {
 public:
  Translation(const SpendModel& whole, const ExpandedGraph& graph) : whole_(whole), graph_(graph) {
    const auto& ceilings = whole.rows().affordability;
    for (std::size_t i = 0; i < ceilings.size(); ++i) ceiling_[ceilings[i]] = whole.rows().cash_count + static_cast<int>(i);
  }

  /// Calls visit(variable of the part, variable of the whole).
  template <class Visit>
  void for_each_variable(const Part& part, const Visit& visit) const {
    for (std::size_t v = 0; v < part.source.nodes.size(); ++v) {
      const Window& w = part.graph.windows()[v];
      for (int t = w.first; t <= w.last; ++t) {
        const int here = part.graph.variable(static_cast<int>(v), t), there = graph_.variable(part.source.nodes[v], t);
        if (here >= 0 && there >= 0) visit(static_cast<std::size_t>(here), static_cast<std::size_t>(there));
      }
    }
  }
  /// Calls visit(row of the part, row of the whole).
  template <class Visit>
  void for_each_row(const Part& part, const Visit& visit) const {
    const MoneyRows& rows = part.model.rows();
    for (int k = 0; k < rows.sources(); ++k)
      for (int t = 0; t < rows.periods; ++t)
        visit(static_cast<std::size_t>(rows.cash(SourceId{k}, t)),
              static_cast<std::size_t>(whole_.rows().cash(part.source.sources[static_cast<std::size_t>(k)], t)));
    for (std::size_t i = 0; i < rows.affordability.size(); ++i) {
      const auto& [unit, year] = rows.affordability[i];
      if (const auto found = ceiling_.find({part.source.units[unit.index()], year}); found != ceiling_.end())
        visit(static_cast<std::size_t>(rows.cash_count) + i, static_cast<std::size_t>(found->second));
    }
  }

 private:
  const SpendModel& whole_;
  const ExpandedGraph& graph_;
  std::map<std::pair<UnitId, int>, int> ceiling_;
};

class JointSearch {
 public:
  JointSearch(const MasterLayout& layout, const ExpandedGraph& graph, const JointOptions& options)
      : layout_(layout), graph_(graph), options_(options), allotment_(layout), translation_(layout.model(), graph) {}

  /// Where the relaxation of the whole begins: each part's own, with money in proportion to cost.
  Relaxation begin() {
    allotment_.divide_by_cost();
    Relaxation start;
    start.x.assign(static_cast<std::size_t>(graph_.variable_count()), 0.0);
    start.prices.assign(static_cast<std::size_t>(layout_.model().rows().count()), 0.0);
    std::vector<std::vector<std::pair<std::size_t, double>>> prices(static_cast<std::size_t>(allotment_.part_count()));
    for_each_part({"solving the parts", "逐个求解各部分"}, [&](int b) {
      const Part part(allotment_.part(b));
      constexpr double roughly = 1e-3;
      const Relaxation relaxed =
          solve_relaxation(part.layout, part.graph, {.tolerance = roughly, .time_limit = time_left(), .stop = options_.stop});
      if (!relaxed.x.empty())
        translation_.for_each_variable(part, [&](std::size_t here, std::size_t there) { start.x[there] = relaxed.x[here]; });
      translation_.for_each_row(part, [&](std::size_t here, std::size_t there) {
        prices[static_cast<std::size_t>(b)].emplace_back(there, relaxed.prices[here]);
      });
    });
    std::vector<int> count(start.prices.size(), 0);
    for (const auto& list : prices)
      for (const auto& [row, price] : list) {
        start.prices[row] += price;
        ++count[row];
      }
    for (std::size_t r = 0; r < count.size(); ++r)
      if (count[r] > 1) start.prices[r] /= count[r];
    repair(layout_.model().rows(), start.prices);
    return start;
  }

  /// A tree for each part, with what it shares at the prices of `whole`: its leaves, and the dates of its best plan.
  std::vector<std::vector<PartLeaf>> prove_parts(const Relaxation& whole, Schedule& schedule) {
    std::vector<std::vector<PartLeaf>> trees(static_cast<std::size_t>(allotment_.part_count()));
    schedule.resize(static_cast<std::size_t>(graph_.node_count()));
    for_each_part({"planning the parts", "逐个规划各部分"}, [&](int b) {
      ProblemPart source = allotment_.part(b);
      std::vector<double> charge;
      for (const SourceId k : source.sources)
        for (int t = 0; t < graph_.periods(); ++t) charge.push_back(allotment_.shared(k) ? price(whole, k, t) : -1);
      const Part part(std::move(source), std::move(charge));
      const Relaxation near = seen_by(part, whole);
      BranchResult found = branch(part, near);
      put(found.best.schedule, part, schedule);
      trees[static_cast<std::size_t>(b)] = leaves_of(part, near.prices, found.leaves);
    });
    return trees;
  }

  /// `best` with each part planned anew around its dates, with the money divided as `best` uses it; `thoroughly` = move by move, too.
  Evaluation improve_parts(const Evaluation& best, bool thoroughly) {
    objective_ = best.objective;
    allotment_.divide(best.draws);
    Schedule schedule = best.schedule;
    for_each_part({"improving the parts", "逐个改进各部分"}, [&](int b) {
      const Part part(allotment_.part(b));
      RowPrices near(static_cast<std::size_t>(part.model.rows().count()), 0.0);
      translation_.for_each_row(part, [&](std::size_t here, std::size_t there) { near[here] = best.prices[there]; });
      Schedule known;
      for (const int v : part.source.nodes) known.push_back(best.schedule[static_cast<std::size_t>(v)]);
      Evaluation found = evaluate(part.layout, std::move(known), near);
      for (const int reach : {1, 3}) {
        const ExpandedGraph around(part.source.problem, windows_around(part.source.problem, found.schedule, reach));
        const Relaxation relaxed = solve_relaxation(part.layout, around,
                                                    {.tolerance = 3e-4,
                                                     .time_limit = time_left(),
                                                     .patience = 4,
                                                     .cutoff = found.objective - 1e-5 * std::abs(found.objective),
                                                     .stop = options_.stop});
        if (!relaxed.x.empty()) keep_better(found, round_relaxation(part.layout, around, relaxed, 1, found.objective));
      }
      constexpr int patience = 2;  // The next round divides the money anew.
      if (thoroughly)
        found = improve(
            part.layout, std::move(found), 1, [&](const Evaluation&, const Text&) { return spent(); }, patience);
      put(found.schedule, part, schedule);
    });
    return evaluate(layout_, std::move(schedule), best.prices, options_.threads);
  }

  void raise_bound(double bound) { bound_ = std::max(bound_, bound); }
  void report(const Text& step) const {
    if (options_.on_progress) options_.on_progress(objective_, bound_, step);
  }
  [[nodiscard]] double time_left() const { return options_.time_left ? options_.time_left() : 0; }
  /// Is there no time for another part?
  [[nodiscard]] bool spent() const {
    constexpr double least = 0.02;  // Seconds.
    const double left = time_left();
    return options_.stop.stop_requested() || (left > 0 && left < least);
  }

 private:
  void for_each_part(const Text& what, const std::function<void(int)>& work) const {
    std::atomic<int> done = 0;
    const auto caller = std::this_thread::get_id();
    const int count = allotment_.part_count();
    for_each_index(count, options_.threads, [&](int b) {
      work(b);
      const int now = ++done;
      if (std::this_thread::get_id() == caller)
        report({fmt::format("{} ({} of {})", what.en, now, count), fmt::format("{}（{}/{}）", what.zh, now, count)});
    });
  }

  /// What a part does, in the whole's terms.
  static void put(const Schedule& of_part, const Part& part, Schedule& schedule) {
    for (std::size_t v = 0; v < of_part.size(); ++v) schedule[static_cast<std::size_t>(part.source.nodes[v])] = of_part[v];
  }

  [[nodiscard]] double price(const Relaxation& whole, SourceId source, int t) const {
    return whole.prices[static_cast<std::size_t>(layout_.model().rows().cash(source, t))];
  }

  /// The relaxation of the whole as far as it concerns a part.
  Relaxation seen_by(const Part& part, const Relaxation& whole) const {
    Relaxation near;
    near.x.assign(static_cast<std::size_t>(part.graph.variable_count()), 0.0);
    near.prices.assign(static_cast<std::size_t>(part.model.rows().count()), 0.0);
    translation_.for_each_variable(part, [&](std::size_t here, std::size_t there) { near.x[here] = whole.x[there]; });
    translation_.for_each_row(part, [&](std::size_t here, std::size_t there) {
      if (!charged(part, here)) near.prices[here] = whole.prices[there];
    });
    return near;
  }

  [[nodiscard]] bool charged(const Part& part, std::size_t row) const {
    const MoneyRows& rows = part.model.rows();
    return part.charged && static_cast<int>(row) < rows.cash_count &&
           allotment_.shared(part.source.sources[row / static_cast<std::size_t>(rows.periods)]);
  }

  BranchResult branch(const Part& part, const Relaxation& near) const {
    const double gap = 0.3 * options_.gap;
    constexpr double slow = 0.02;  // Of the gap asked for: a tree that has raised the bound by less with its last questions is left.
    constexpr std::size_t first = 12, last = 8;  // Questions.
    Relaxation relaxed = solve_relaxation(part.layout, part.graph,
                                          {.tolerance = std::clamp(0.1 * gap, 1e-6, 3e-4),
                                           .time_limit = time_left(),
                                           .patience = 5,
                                           .warm = WarmStart{&part.graph, &near},
                                           .stop = options_.stop});
    Evaluation best;
    if (!relaxed.x.empty()) best = round_relaxation(part.layout, part.graph, relaxed, 1);
    if (!std::isfinite(best.objective)) {
      best.schedule = part.graph.round(near.x.data(), 0.5);
      return {.best = std::move(best), .bound = relaxed.bound, .leaves = {}};
    }
    std::vector<double> bounds;
    std::vector<BranchLeaf> leaves;
    leaves.push_back(root_leaf(part.graph, std::move(relaxed)));
    constexpr int most_nodes = 60;
    return branch_on_dates(part.layout, part.graph.windows(), std::move(leaves), std::move(best),
                           {.gap = gap,
                            .most_nodes = most_nodes,
                            .stop = options_.stop,
                            .time_left = options_.time_left,
                            .on_bound = [&](double bound) { bounds.push_back(bound); }},
                           [&](const Evaluation& at, const Text&) {
                             const double bound = bounds.back(), cost = std::abs(at.objective);
                             const std::size_t asked = 2 * (bounds.size() - 1);
                             if (asked >= first && bound - bounds[bounds.size() - 1 - last / 2] < slow * options_.gap * cost) return true;
                             return spent() || at.objective - bound <= gap * cost;
                           });
  }

  /// In terms of the whole; none if they do not raise its bound.
  std::vector<PartLeaf> leaves_of(const Part& part, const RowPrices& prices, const std::vector<BranchLeaf>& leaves) const {
    const double root = cheapest_schedule(part.source.problem, part.graph, completion_costs(part.model, prices)).value;
    std::vector<PartLeaf> found;
    const int projects = part.source.problem.graph().project_count(), all_projects = layout_.model().problem().graph().project_count();
    for (const BranchLeaf& leaf : leaves) {
      PartLeaf& here = found.emplace_back();
      here.rise = leaf.bound - root;
      if (!(here.rise > 0)) return {};
      for (BranchAnswer answer : leaf.path) {
        if (answer.project.known())
          answer.project.value = part.source.nodes[answer.project.index()];
        else
          answer.stage.value = part.source.nodes[answer.stage.index() + static_cast<std::size_t>(projects)] - all_projects;
        here.path.push_back(answer);
      }
      translation_.for_each_row(part, [&](std::size_t row, std::size_t there) {
        if (!charged(part, row)) here.prices.emplace_back(static_cast<int>(there), leaf.prices[row]);
      });
    }
    return found;
  }

  const MasterLayout& layout_;
  const ExpandedGraph& graph_;
  const JointOptions& options_;
  Allotment allotment_;
  Translation translation_;
  double objective_ = std::numeric_limits<double>::infinity(), bound_ = -objective_;  ///< Told.
};

}  // namespace

JointResult plan_jointly(const MasterLayout& layout, const ExpandedGraph& graph, const JointOptions& options, const Enough& enough) {
  JointSearch search(layout, graph, options);
  JointResult result;
  constexpr double of_whole = 0.4;  // Of a time limit: the parts want the rest.
  {
    std::optional<Relaxation> start;
    if (!options.warm) start = search.begin();
    result.relaxed = solve_relaxation(layout, graph,
                                      {.tolerance = std::clamp(0.2 * options.gap, 1e-6, 1e-3),
                                       .time_limit = of_whole * search.time_left(),
                                       .threads = options.threads,
                                       .patience = 6,
                                       .warm = options.warm ? *options.warm : WarmStart{&graph, &*start},
                                       .stop = options.stop,
                                       .on_progress = [&](const RelaxationProgress& progress) {
                                         search.raise_bound(progress.bound);
                                         search.report({"solving the relaxation", "求解松弛问题"});
                                       }});
  }
  result.bound = result.relaxed.bound;
  if (result.relaxed.x.empty() || search.spent()) return result;
  Schedule schedule;
  for (std::vector<PartLeaf>& leaves : search.prove_parts(result.relaxed, schedule)) {
    if (leaves.empty()) continue;
    double least = std::numeric_limits<double>::infinity();
    for (const PartLeaf& leaf : leaves) least = std::min(least, leaf.rise);
    result.bound += least;
    result.parts.push_back(std::move(leaves));
  }
  search.raise_bound(result.bound);
  result.best = evaluate(layout, std::move(schedule), result.relaxed.prices, options.threads);
  const Text step{"improving the parts", "逐个改进各部分"};
  constexpr int most_rounds = 6;
  for (int round = 0; round < most_rounds && std::isfinite(result.best.objective); ++round) {
    search.report(step);
    if (enough(result.best, step)) break;
    const double before = result.best.objective;
    const bool thoroughly = round > 0;
    keep_better(result.best, search.improve_parts(result.best, thoroughly));
    if (thoroughly && before - result.best.objective < 0.01 * options.gap * std::abs(result.best.objective)) break;
  }
  return result;
}

}  // namespace liandong
