#include "model/planning/plan_memory.hpp"

#include <algorithm>
#include <map>
#include <memory>

namespace liandong {
namespace {

template <class Row>
std::vector<std::string> keys_of(const std::vector<Row>& rows) {
  std::vector<std::string> keys;
  for (const Row& row : rows) keys.push_back(row.key);
  return keys;
}

/// For each key of `now` its place in `before`, or -1.
std::vector<int> places(const std::vector<std::string>& now, const std::vector<std::string>& before) {
  std::map<std::string, int> known;
  for (std::size_t i = 0; i < before.size(); ++i) known.emplace(before[i], static_cast<int>(i));
  std::vector<int> found;
  for (const std::string& key : now) {
    const auto place = known.find(key);
    found.push_back(place == known.end() ? -1 : place->second);
  }
  return found;
}

/// The same the other way round.
std::vector<int> inverse(const std::vector<int>& places, std::size_t size) {
  std::vector<int> found(size, -1);
  for (std::size_t i = 0; i < places.size(); ++i)
    if (places[i] >= 0) found[static_cast<std::size_t>(places[i])] = static_cast<int>(i);
  return found;
}

class Recall {
 public:
  Recall(const PlanMemory& memory, const SpendModel& model, const ExpandedGraph& open)
      : memory_(memory), model_(model), problem_(model.problem()), open_(open) {
    const Campaign& campaign = problem_.campaign();
    const std::vector<int> projects = places(keys_of(campaign.projects()), memory.projects);
    const std::vector<int> stages = places(keys_of(campaign.stages()), memory.stages);
    node_before_ = projects;
    for (const int s : stages) node_before_.push_back(s < 0 ? -1 : static_cast<int>(memory.projects.size()) + s);
    node_now_ = inverse(node_before_, memory.projects.size() + memory.stages.size());
    collect_rows(places(keys_of(problem_.funding().sources()), memory.sources), places(keys_of(campaign.units()), memory.units));
  }

  Recalled run() {
    Recalled found{.leaves = memory_.leaves, .schedule = schedule()};
    for (BranchLeaf& leaf : found.leaves) leaf.prices = prices(leaf.prices);
    take_out_lost_questions(found.leaves);
    for (BranchLeaf& leaf : found.leaves) relaxation(leaf);
    return found;
  }

 private:
  void collect_rows(const std::vector<int>& sources, const std::vector<int>& units) {
    const MoneyRows& rows = model_.rows();
    const std::vector<int> unit_now = inverse(units, memory_.units.size());
    std::map<std::pair<int, int>, int> ceilings;  // Unit and year as they are now, and the row before.
    const int cash_before = static_cast<int>(memory_.sources.size()) * rows.periods;
    for (std::size_t i = 0; i < memory_.affordability.size(); ++i) {
      const auto& [unit, year] = memory_.affordability[i];
      ceilings.emplace(std::pair(unit_now[unit.index()], year), cash_before + static_cast<int>(i));
    }
    for (const int source : sources)
      for (int t = 0; t < rows.periods; ++t) row_before_.push_back(source < 0 ? -1 : source * rows.periods + t);
    for (const auto& [unit, year] : rows.affordability) {
      const auto place = ceilings.find({unit.value, year});
      row_before_.push_back(place == ceilings.end() ? -1 : place->second);
    }
  }

  /// Any prices prove something. Money that nobody knew is taken to be worth what the dearest of the known is in that period, and no more
  /// than a gap.
  [[nodiscard]] RowPrices prices(const RowPrices& before) const {
    const MoneyRows& rows = model_.rows();
    std::vector<double> dearest(static_cast<std::size_t>(rows.periods), 0.0);
    RowPrices now(row_before_.size(), 0.0);
    for (std::size_t r = 0; r < now.size(); ++r) {
      if (row_before_[r] < 0) continue;
      now[r] = before[static_cast<std::size_t>(row_before_[r])];
      if (r >= static_cast<std::size_t>(rows.cash_count)) continue;
      double& most = dearest[r % dearest.size()];
      most = std::min(std::max(most, now[r]), model_.gap_cost(static_cast<int>(r % dearest.size())));
    }
    for (std::size_t r = 0; r < static_cast<std::size_t>(rows.cash_count); ++r)
      if (row_before_[r] < 0) now[r] = dearest[r % dearest.size()];
    repair(rows, now);
    return now;
  }

  [[nodiscard]] Schedule schedule() const {
    Schedule now(node_before_.size());
    for (std::size_t v = 0; v < now.size(); ++v)
      if (node_before_[v] >= 0) now[v] = memory_.schedule[static_cast<std::size_t>(node_before_[v])];
    return moved_into(problem_, open_.windows(), std::move(now));
  }

  /// The question in terms of the problem; false if what it is about is gone.
  [[nodiscard]] bool translate(BranchAnswer& answer) const {
    const int projects = problem_.graph().project_count();
    const bool project = answer.project.known();
    const int before = project ? answer.project.value : static_cast<int>(memory_.projects.size()) + answer.stage.value;
    const int now = node_now_[static_cast<std::size_t>(before)];
    if (now < 0) return false;
    if (project)
      answer.project = ProjectId{now};
    else
      answer.stage = StageId{now - projects};
    return true;
  }

  /// Of the two sides of a question about what is gone, the one in which it was there stays: its leaves then speak of all plans of the
  /// node.
  void take_out_lost_questions(std::vector<BranchLeaf>& leaves) const {
    std::erase_if(leaves, [&](BranchLeaf& leaf) {
      std::vector<BranchAnswer> path;
      for (BranchAnswer answer : leaf.path) {
        if (translate(answer))
          path.push_back(answer);
        else if (!answer.reached)
          return true;
      }
      leaf.path = std::move(path);
      return false;
    });
  }

  /// Its graph and relaxation, which several leaves may share, over the windows that are left of theirs.
  void relaxation(BranchLeaf& leaf) {
    auto& [graph, relaxed] = known_[leaf.relaxed.get()];
    if (!graph) {
      graph = std::make_shared<ExpandedGraph>(problem_, windows(*leaf.graph));
      auto mapped = std::make_shared<Relaxation>(*leaf.relaxed);
      mapped->prices = prices(leaf.relaxed->prices);
      mapped->x = values(*graph, *leaf.graph, leaf.relaxed->x);
      relaxed = std::move(mapped);
    }
    kept_.push_back(leaf.relaxed);  // So that its address stays its own.
    leaf.graph = graph;
    leaf.relaxed = relaxed;
    leaf.solved = leaf.finished = false;
  }

  [[nodiscard]] std::vector<Window> windows(const ExpandedGraph& before) const {
    std::vector<Window> both = open_.windows();
    for (std::size_t v = 0; v < both.size(); ++v) {
      if (node_before_[v] < 0) continue;
      const Window& old = before.windows()[static_cast<std::size_t>(node_before_[v])];
      if (old.empty() && both[v].may_never) both[v] = Window::never();
      if (old.empty() || both[v].empty()) continue;
      both[v] = {.first = std::max(both[v].first, old.first),
                 .last = std::min(both[v].last, old.last),
                 .may_never = both[v].may_never && old.may_never};
    }
    return tighten(problem_, both) ? both : open_.windows();
  }

  /// Values by node and period; what is new is there as soon as something waits for it.
  [[nodiscard]] std::vector<double> values(const ExpandedGraph& now, const ExpandedGraph& before, const std::vector<double>& x) const {
    std::vector<double> mapped(static_cast<std::size_t>(now.variable_count()), 0.0);
    for (int v = 0; v < now.node_count(); ++v) {
      const int old = node_before_[static_cast<std::size_t>(v)];
      if (old < 0) continue;
      const Window& w = now.windows()[static_cast<std::size_t>(v)];
      for (int t = w.first; t <= w.last; ++t) {
        const int to = now.variable(v, t), from = before.variable(old, t);
        if (to >= 0)
          mapped[static_cast<std::size_t>(to)] = from >= 0 ? x[static_cast<std::size_t>(from)] : from == ExpandedGraph::one ? 1 : 0;
      }
    }
    now.close(mapped);
    return mapped;
  }

  const PlanMemory& memory_;
  const SpendModel& model_;
  const PlanningProblem& problem_;
  const ExpandedGraph& open_;
  std::vector<int> node_before_, node_now_, row_before_;
  std::map<const Relaxation*, std::pair<std::shared_ptr<const ExpandedGraph>, std::shared_ptr<const Relaxation>>> known_;
  std::vector<std::shared_ptr<const Relaxation>> kept_;
};

bool same_shape(const PlanMemory& memory, const SpendModel& model, const ExpandedGraph& open) {
  const Campaign& campaign = model.problem().campaign();
  return memory.windows == open.windows() && memory.affordability == model.rows().affordability &&
         memory.projects == keys_of(campaign.projects()) && memory.stages == keys_of(campaign.stages()) &&
         memory.sources == keys_of(model.problem().funding().sources()) && memory.units == keys_of(campaign.units());
}

}  // namespace

PlanMemory remember(const SpendModel& model, const ExpandedGraph& open, std::vector<BranchLeaf> leaves, Schedule schedule) {
  const PlanningProblem& problem = model.problem();
  return {.projects = keys_of(problem.campaign().projects()),
          .stages = keys_of(problem.campaign().stages()),
          .sources = keys_of(problem.funding().sources()),
          .units = keys_of(problem.campaign().units()),
          .horizon = problem.campaign().horizon(),
          .windows = open.windows(),
          .affordability = model.rows().affordability,
          .leaves = std::move(leaves),
          .schedule = std::move(schedule)};
}

std::optional<Recalled> recall(const PlanMemory& memory, const SpendModel& model, const ExpandedGraph& open) {
  if (memory.leaves.empty() || !(memory.horizon == model.problem().campaign().horizon())) return std::nullopt;
  if (same_shape(memory, model, open)) return Recalled{.leaves = memory.leaves, .schedule = memory.schedule};
  return Recall(memory, model, open).run();
}

Schedule moved_into(const PlanningProblem& problem, const std::vector<Window>& windows, Schedule schedule) {
  const auto& order = problem.graph().topological_order();
  for (auto node = order.rbegin(); node != order.rend(); ++node) {
    auto& q = schedule[static_cast<std::size_t>(*node)];
    const Window& w = windows[static_cast<std::size_t>(*node)];
    if (w.empty()) {
      q.reset();
      continue;
    }
    if (!q && !w.may_never) q = w.last;
    for (const CompletionArc& arc : problem.graph().arcs_from(*node)) {
      const auto& to = schedule[static_cast<std::size_t>(arc.to)];
      if (to) q = std::min(q.value_or(w.last), *to - arc.delta);
    }
    if (q) q = std::clamp(*q, w.first, w.last);
  }
  settle_stages(problem, schedule);
  return schedule;
}

}  // namespace liandong
