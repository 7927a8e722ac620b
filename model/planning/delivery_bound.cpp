#include "model/planning/delivery_bound.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "model/planning/branch.hpp"

namespace liandong {
namespace {

struct Durations {
  int shortest = 1, longest = 1;
};

std::vector<Durations> durations(const PlanningProblem& problem) {
  std::vector<Durations> found;
  for (std::size_t j = 0; j < problem.campaign().projects().size(); ++j) {
    const int now = problem.campaign().projects()[j].duration;
    Durations d{now, now};
    for (const Mode& mode : problem.modes().of(ProjectId{static_cast<std::int32_t>(j)})) {
      d.shortest = std::min(d.shortest, mode.duration);
      d.longest = std::max(d.longest, mode.duration);
    }
    found.push_back(d);
  }
  return found;
}

/// (1): the least δ over the modes. With every project at its shortest, a link from a start is too strong by what `from` may last longer.
PlanningProblem frame_of(const PlanningProblem& problem) {
  const std::vector<Durations> durations = liandong::durations(problem);
  std::vector<Project> projects = problem.campaign().projects();
  for (std::size_t j = 0; j < projects.size(); ++j) projects[j].duration = durations[j].shortest;
  const auto spread = [&](ProjectId id) { return durations[id.index()].longest - durations[id.index()].shortest; };
  std::vector<Link> links = problem.campaign().links();
  for (Link& link : links)
    if (link.from.project && (link.kind == LinkKind::start_to_start || link.kind == LinkKind::start_to_finish))
      link.lag -= spread(*link.from.project);
  std::vector<Lock> locks = problem.locks().rows();
  for (Lock& lock : locks)
    if (lock.to) lock.to = lock.to->plus(spread(lock.project));
  return problem.revised(problem.campaign().revised(std::move(projects), std::move(links)), std::move(locks));
}

PlanningProblem layer_of(const PlanningProblem& problem, int layer) {
  Deliveries deliveries = problem.deliveries();
  for (std::size_t j = 0; j < deliveries.size(); ++j) {
    const auto modes = problem.modes().of(ProjectId{static_cast<std::int32_t>(j)});
    if (modes.empty()) continue;
    deliveries[j].mode = std::min(layer, static_cast<int>(modes.size()) - 1);
    const Mode& mode = modes[static_cast<std::size_t>(deliveries[j].mode)];
    deliveries[j].profile = mode.elastic() ? mode.most : mode.profile;  // So that every period that may have spend has a cell.
  }
  const PlanningProblem delivered = problem.delivered(std::move(deliveries));
  return delivered.revised(delivered.campaign().revised(delivered.campaign().projects(), {}), problem.locks().rows());
}

}  // namespace

double cheapest_spend(double total, std::vector<Limited> periods) {
  double cost = 0;
  for (const Limited& period : periods) {
    cost += period.least * period.price;
    total -= period.least;
  }
  std::sort(periods.begin(), periods.end(), [](const Limited& a, const Limited& b) { return a.price < b.price; });
  for (const Limited& period : periods) {
    const double more = std::min(total, period.most - period.least);
    if (more <= 0) continue;
    cost += more * period.price;
    total -= more;
  }
  return cost;
}

DeliveryBound::DeliveryBound(const PlanningProblem& problem) : frame_(frame_of(problem)), windows_(open_windows(frame_)) {
  for (int layer = 0; layer < problem.modes().most(); ++layer) layers_.emplace_back(layer_of(problem, layer));
}

std::vector<DeliveryBound::ProjectCosts> DeliveryBound::by_mode(const Multipliers& multipliers) const {
  std::vector<ProjectCosts> all;
  for (std::size_t m = 0; m < layers_.size(); ++m) {
    const SpendModel& model = layers_[m].model;
    const RowPrices prices = row_prices(model.rows(), multipliers);
    CompletionCosts costs = completion_costs(model, prices);
    costs.at.resize(static_cast<std::size_t>(frame_.graph().project_count()));
    for (std::size_t j = 0; j < costs.at.size(); ++j) {
      const ProjectId id{static_cast<std::int32_t>(j)};
      const Mode* mode = layers_[m].problem.modes().find(id, layers_[m].problem.deliveries()[j]);
      if (mode == nullptr || !mode->elastic()) continue;
      for (int q = 0; q < frame_.periods(); ++q) {
        if (costs.at[j][static_cast<std::size_t>(q)] == std::numeric_limits<double>::infinity()) continue;
        std::vector<Limited> periods;
        for (const SpendPiece& piece : model.pieces(id.value, q))
          periods.push_back({.least = mode->least[static_cast<std::size_t>(piece.u)].wan(),
                             .most = mode->most[static_cast<std::size_t>(piece.u)].wan(),
                             .price = spend_price(model, piece.cell, prices)});
        costs.at[j][static_cast<std::size_t>(q)] = cheapest_spend(mode->cost.wan(), std::move(periods));  // (17)
      }
    }
    all.push_back(std::move(costs.at));
  }
  return all;
}

CompletionCosts DeliveryBound::costs(const Multipliers& multipliers) const {
  CompletionCosts costs = stage_costs(frame_);
  std::vector<ProjectCosts> all = by_mode(multipliers);
  for (std::size_t j = 0; j < all.front().size(); ++j) {
    costs.at[j] = std::move(all.front()[j]);
    for (std::size_t m = 1; m < all.size(); ++m)
      for (std::size_t q = 0; q < costs.at[j].size(); ++q) costs.at[j][q] = std::min(costs.at[j][q], all[m][j][q]);  // (16)
  }
  for (std::size_t k = 0; k < multipliers.cash.size(); ++k)
    for (std::size_t t = 0; t < multipliers.cash[k].size(); ++t)
      costs.constant -= frame_.inflow(SourceId{static_cast<std::int32_t>(k)}, static_cast<int>(t)).wan() * multipliers.cash[k][t];
  for (const auto& [place, alpha] : multipliers.affordability)
    costs.constant -= frame_.affordability_ceiling(place.first, place.second).wan() * alpha;
  return costs;
}

double DeliveryBound::bound(const std::vector<BranchAnswer>& path, const Multipliers& multipliers) const {
  std::vector<Window> windows = windows_;
  if (!narrow(frame_, path, windows)) return std::numeric_limits<double>::infinity();
  return cheapest_schedule(frame_, ExpandedGraph(frame_, std::move(windows)), costs(multipliers)).value;
}

}  // namespace liandong
