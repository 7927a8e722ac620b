#include "model/planning/planner.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <memory>
#include <utility>

#include "model/planning/allotment.hpp"
#include "model/planning/branch.hpp"
#include "model/planning/finish.hpp"
#include "model/planning/joint_search.hpp"
#include "model/planning/move_limit.hpp"
#include "model/planning/move_search.hpp"
#include "model/planning/plan_memory.hpp"
#include "model/planning/relaxation.hpp"
#include "model/planning/search.hpp"

namespace liandong {
namespace {

using Clock = std::chrono::steady_clock;

/// What the run knows so far, and when it has had enough.
class Run {
 public:
  Run(const PlanOptions& options) : options_(options), started_(Clock::now()) {}

  [[nodiscard]] double seconds() const { return std::chrono::duration<double>(Clock::now() - started_).count(); }
  [[nodiscard]] bool stopped() const { return options_.stop.stop_requested(); }
  [[nodiscard]] bool out_of_time() const { return options_.time_limit > 0 && seconds() >= options_.time_limit; }
  [[nodiscard]] double time_left() const { return options_.time_limit > 0 ? std::max(0.01, options_.time_limit - seconds()) : 0; }
  /// What the search aims at: whole contracts and whole fen may cost a little yet.
  [[nodiscard]] double aim() const { return options_.gap - std::min(1.5e-4, 0.2 * options_.gap); }
  [[nodiscard]] double bound() const { return bound_; }
  void raise_bound(double bound) { bound_ = std::max(bound_, bound); }

  void report(double objective, Text step) const {
    if (options_.on_progress)
      options_.on_progress({.seconds = seconds(), .objective = objective, .bound = bound_, .step = std::move(step)});
  }
  [[nodiscard]] Enough enough() const {
    return [this](const Evaluation& best, const Text& step) {
      report(best.objective, step);
      return stopped() || out_of_time() || best.objective - bound_ <= aim() * std::abs(best.objective);
    };
  }

 private:
  const PlanOptions& options_;
  Clock::time_point started_;
  double bound_ = -std::numeric_limits<double>::infinity();
};

/// Everything as early as links allow: a plan to fall back on when there is no time for a better one.
Evaluation fallback(const MasterLayout& layout, const RowPrices& near) {
  if (layout.model().problem().move_limit()) return evaluate(layout, nearest_to_approved(layout.model().problem()), near);
  Schedule schedule;
  for (const Window& w : open_windows(layout.model().problem())) schedule.push_back(w.empty() ? std::nullopt : std::optional(w.first));
  return evaluate(layout, std::move(schedule), near);
}

/// The leaves as a certificate: the first one's multipliers stand for the whole if there is no other.
void certify(const MoneyRows& rows, const std::vector<BranchLeaf>& leaves, const std::vector<std::vector<PartLeaf>>& parts,
             Certificate& certificate) {
  Multipliers whole = multipliers_of(rows, leaves.front().prices);
  certificate.cash = std::move(whole.cash);
  certificate.affordability = std::move(whole.affordability);
  certificate.bound = std::numeric_limits<double>::infinity();
  for (const BranchLeaf& leaf : leaves) {
    certificate.bound = std::min(certificate.bound, leaf.bound);
    if (leaves.size() == 1) break;
    Multipliers m = multipliers_of(rows, leaf.prices);
    certificate.branches.push_back(
        {.path = leaf.path, .bound = leaf.bound, .cash = std::move(m.cash), .affordability = std::move(m.affordability)});
  }
  for (const std::vector<PartLeaf>& tree : parts) {
    std::vector<CertificateRise>& rises = certificate.parts.emplace_back();
    double least = std::numeric_limits<double>::infinity();
    for (const PartLeaf& leaf : tree) {
      CertificateRise& rise = rises.emplace_back();
      rise.path = leaf.path;
      rise.rise = leaf.rise;
      for (const auto& [row, price] : leaf.prices) {
        if (row < rows.cash_count) {
          auto& cash = rise.cash[SourceId{row / rows.periods}];
          cash.resize(static_cast<std::size_t>(rows.periods), 0.0);
          cash[static_cast<std::size_t>(row % rows.periods)] = price;
        } else {
          rise.affordability[rows.affordability[static_cast<std::size_t>(row - rows.cash_count)]] = price;
        }
      }
      least = std::min(least, leaf.rise);
    }
    certificate.bound += least;
  }
}

/// Each leaf with the relaxation that was offered, if its prices prove more there.
void take_where_better(const MasterLayout& layout, const std::vector<Window>& windows, const PlanMemory& memory,
                       std::vector<BranchLeaf>& leaves, int threads) {
  std::vector<BranchLeaf> others = leaves;
  for (BranchLeaf& leaf : others) {
    leaf.prices = memory.offered->prices;
    leaf.graph = memory.offered_graph;
    leaf.relaxed = memory.offered;
  }
  reprice(layout, windows, others, threads);
  for (std::size_t i = 0; i < leaves.size(); ++i)
    if (others[i].bound > leaves[i].bound) leaves[i] = std::move(others[i]);
}

}  // namespace

Planner::Planner() = default;
Planner::~Planner() = default;
Planner::Planner(const Planner& other) : memory_(other.memory_ ? std::make_unique<PlanMemory>(*other.memory_) : nullptr) {}
Planner::Planner(Planner&&) noexcept = default;
Planner& Planner::operator=(Planner&&) noexcept = default;

void Planner::offer(std::shared_ptr<const ExpandedGraph> graph, std::shared_ptr<const Relaxation> relaxed) {
  if (!memory_) return;
  memory_->offered_graph = std::move(graph);
  memory_->offered = std::move(relaxed);
}

PlanResult Planner::plan(const PlanningProblem& problem, const PlanOptions& options) {
  Run run(options);
  const SpendModel model(problem);
  const MasterLayout layout(model, std::min(MasterLayout::small_block, options.apart_from));
  const ExpandedGraph graph(problem, open_windows(problem));
  const Enough enough = run.enough();
  PlanResult result;
  Evaluation best;
  std::vector<BranchLeaf> leaves;
  std::vector<std::vector<PartLeaf>> parts;
  const auto lowest = [&] {
    double least = std::numeric_limits<double>::infinity();
    for (const BranchLeaf& leaf : leaves) least = std::min(least, leaf.bound);
    return least;
  };
  constexpr int city = 20'000;  // Variables: beyond, a node of the tree costs too much.
  const bool jointly = graph.variable_count() > options.apart_from && problem.modes().empty() && problem.move_limit() == nullptr &&
                       Allotment::possible(layout);
  std::optional<Recalled> known;
  if (memory_) known = recall(*memory_, model, graph);
  if (jointly) {
    std::optional<WarmStart> warm;
    if (known) warm = WarmStart{known->leaves.front().graph.get(), known->leaves.front().relaxed.get()};
    JointResult joint = plan_jointly(layout, graph,
                                     {.gap = run.aim(),
                                      .threads = options.threads,
                                      .warm = warm,
                                      .stop = options.stop,
                                      .time_left = [&] { return run.time_left(); },
                                      .on_progress =
                                          [&](double objective, double bound, const Text& step) {
                                            run.raise_bound(bound);
                                            run.report(objective, step);
                                          }},
                                     enough);
    best = std::move(joint.best);
    if (joint.relaxed.converged) result.relaxation = joint.relaxed.objective;
    parts = std::move(joint.parts);
    run.raise_bound(joint.bound);
    leaves.push_back(root_leaf(graph, std::move(joint.relaxed)));
  } else if (known) {
    run.report(std::numeric_limits<double>::infinity(), {"pricing what is known", "按新条件重新定价"});
    leaves = std::move(known->leaves);
    reprice(layout, graph.windows(), leaves, options.threads);
    if (memory_->offered) take_where_better(layout, graph.windows(), *memory_, leaves, options.threads);
    run.raise_bound(lowest());
    best = evaluate(layout, std::move(known->schedule), leaves.front().prices);
  } else {
    constexpr int small = 1000;  // Variables: what costs milliseconds is solved to the end.
    const bool exact = graph.variable_count() <= small;
    const Text solving{"solving the relaxation", "求解松弛问题"};
    run.report(std::numeric_limits<double>::infinity(), solving);
    Relaxation relaxed = solve_relaxation(layout, graph,
                                          {.tolerance = exact ? 1e-8 : std::clamp(0.1 * options.gap, 1e-6, 1e-3),
                                           .time_limit = run.time_left(),
                                           .threads = options.threads,
                                           .patience = exact ? 0 : 6,
                                           .stop = options.stop,
                                           .on_progress = [&](const RelaxationProgress& progress) {
                                             run.raise_bound(progress.bound);
                                             run.report(std::numeric_limits<double>::infinity(), solving);
                                           }});
    run.raise_bound(relaxed.bound);
    if (relaxed.converged || relaxed.objective - relaxed.bound <= 0.5 * options.gap * std::abs(relaxed.objective))
      result.relaxation = relaxed.objective;
    best = round_relaxation(layout, graph, relaxed, options.threads);
    leaves.push_back(root_leaf(graph, std::move(relaxed)));
  }
  if (!std::isfinite(best.objective)) best = fallback(layout, leaves.front().prices);
  if (problem.move_limit() != nullptr && !enough(best, {"first plan", "首个方案"}))
    best = search_within_limit(layout, graph, std::move(best), options.threads);
  if (!jointly && graph.variable_count() <= city && !enough(best, {"first plan", "首个方案"})) {
    BranchResult branched = branch_on_dates(layout, graph.windows(), std::move(leaves), std::move(best),
                                            {.gap = run.aim(),
                                             .threads = options.threads,
                                             .stop = options.stop,
                                             .time_left = [&] { return run.time_left(); },
                                             .on_bound = [&](double bound) { run.raise_bound(bound); }},
                                            enough);
    best = std::move(branched.best);
    leaves = std::move(branched.leaves);
  }
  const bool whole = !jointly || graph.variable_count() <= city;  // Many parts have had their search; together they are too much for one.
  std::vector<const BranchLeaf*> promising;                       // Where plans better than the best may yet be.
  if (whole)
    for (const BranchLeaf& leaf : leaves) promising.push_back(&leaf);
  std::stable_sort(promising.begin(), promising.end(), [](const BranchLeaf* a, const BranchLeaf* b) { return a->bound < b->bound; });
  constexpr std::size_t dives = 4;
  promising.resize(std::min(promising.size(), dives));
  for (const BranchLeaf* leaf : promising)
    if (!enough(best, {"plan found", "已得方案"}))
      best = dive(layout, *leaf->graph, *leaf->relaxed, std::move(best), options.threads, enough);
  for (double before = std::numeric_limits<double>::infinity(); whole && !(best.objective >= before);) {
    before = best.objective - 1e-6 * std::abs(best.objective);
    if (enough(best, {"plan found", "已得方案"})) break;
    best = polish(layout, std::move(best), options.threads, enough);
    if (enough(best, {"plan polished", "方案已改进"})) break;
    best = improve(layout, std::move(best), options.threads, enough);
  }

  run.report(best.objective, {"allocating to the fen", "逐分分配资金"});
  std::optional<MoneyDivision> division;
  if (jointly && !best.draws.empty()) {
    Allotment allotment(layout);
    allotment.divide(best.draws);
    division = allotment.division();
    division->prices = best.prices;
  }
  result.plan = finish_plan(model, best.schedule, options.threads, division ? &*division : nullptr);
  certify(model.rows(), leaves, parts, result.plan.certificate);
  if (const MoveLimit* limit = problem.move_limit()) result.plan.certificate.moves = limit->price;
  result.outcome = result.plan.certificate.relative_gap() <= options.gap ? Outcome::proven
                   : run.stopped()                                       ? Outcome::cancelled
                                                                         : Outcome::best_found;
  run.report(result.plan.certificate.objective, {"done", "完成"});
  memory_ = std::make_unique<PlanMemory>(remember(model, graph, std::move(leaves), std::move(best.schedule)));
  return result;
}

}  // namespace liandong
