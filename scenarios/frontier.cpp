#include "scenarios/frontier.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <tuple>
#include <utility>

#include "model/planning/change.hpp"
#include "model/planning/judge.hpp"
#include "model/planning/parallel.hpp"
#include "model/planning/plan_near.hpp"

namespace liandong {
namespace {

/// Factors on the prices of the gap and of lateness, as powers of two: exact, and the same place is never planned twice.
struct Place {
  double gap = 0, late = 0;
  friend auto operator<=>(const Place&, const Place&) = default;
};

constexpr double grid_gap[] = {-2, 0, 2, 4}, grid_late[] = {-5, -3, 0, 3};

Rate times(Rate rate, double factor) { return Rate::from_billionths(std::llround(static_cast<double>(rate.billionths()) * factor)); }
Money times(Money money, double factor) { return Money::nearest_wan(money.wan() * factor); }

PlanningProblem at_prices(const PlanningProblem& problem, const Place& place) {
  std::vector<Change> changes;
  Prices prices = problem.settings().prices;
  prices.gap = times(prices.gap, std::exp2(place.gap));
  changes.emplace_back(PriceChange{prices});
  const double late = std::exp2(place.late);
  for (std::size_t s = 0; s < problem.campaign().stages().size(); ++s) {
    const StageId id{static_cast<int>(s)};
    changes.emplace_back(StagePriceChange{id, times(problem.late_price(id), late), times(problem.never_price(id), late)});
  }
  Checked<PlanningProblem> changed = apply_changes(problem, changes);
  if (!changed) throw std::logic_error("a campaign with other prices is refused");
  return *std::move(changed);
}

/// The plan as one of the campaign at its own prices, with the bound that holds there.
FrontierPoint point_of(const PlanningProblem& problem, const Certificate& proof, const Place& place, PlanResult result) {
  PlanningProblem delivered = problem.modes().empty() ? problem : problem.delivered(result.plan.deliveries);
  judge_by(delivered, proof, result.plan);
  result.relaxation.reset();
  result.outcome = Outcome::best_found;
  PlanMetrics metrics = measure(delivered, result.plan);
  const Money gap = metrics.gap, public_money = Money::nearest_wan(metrics.present_value);
  const int late = late_periods(metrics);
  return {.gap_factor = std::exp2(place.gap),
          .late_factor = std::exp2(place.late),
          .problem = std::move(delivered),
          .result = std::move(result),
          .metrics = std::move(metrics),
          .gap = gap,
          .public_money = public_money,
          .late = late};
}

Measures3 measures_of(const FrontierPoint& point) {
  return {.gap = point.gap.wan(), .money = point.public_money.wan(), .late = static_cast<double>(point.late)};
}

class Tracing {
 public:
  Tracing(const PlanningProblem& problem, const FrontierOptions& options) : problem_(problem), options_(options) {}

  Frontier run() {
    std::vector<Place> places{{0, 0}};  // The campaign's own prices come first: the others go on from there.
    for (const double gap : grid_gap)
      for (const double late : grid_late)
        if (gap != 0 || late != 0) places.push_back({gap, late});
    places.resize(std::min(places.size(), std::max<std::size_t>(1, options_.plans)));
    plan(places);
    while (!stopped() && points_.size() < options_.plans) {
      places = between();
      places.resize(std::min(places.size(), options_.plans - points_.size()));
      if (places.empty()) break;
      plan(places);
    }
    return finish();
  }

 private:
  [[nodiscard]] bool stopped() const { return options_.stop.stop_requested(); }

  void plan(const std::vector<Place>& places) {
    std::size_t from = 0;
    if (points_.empty()) {
      PlanOptions plan = plan_options(options_.threads);
      PlanResult first = known_.plan(problem_, plan);
      if (first.outcome == Outcome::cancelled) return;
      proof_ = first.plan.certificate;
      keep(places.front(), std::move(first));
      from = 1;
    }
    std::vector<std::optional<PlanResult>> results(places.size());
    for_each_index(static_cast<int>(places.size() - from), options_.threads, [&](int i) {
      if (stopped()) return;
      const std::size_t place = from + static_cast<std::size_t>(i);
      PlanResult result = plan_near(known_, at_prices(problem_, places[place]), plan_options(1));
      if (cut_short(result, options_.stop)) return;
      results[place] = std::move(result);
      const std::scoped_lock lock(telling_);
      if (options_.on_progress) options_.on_progress(++told_, options_.plans);
    });
    for (std::size_t i = from; i < places.size(); ++i)
      if (results[i]) keep(places[i], *std::move(results[i]));
  }

  [[nodiscard]] PlanOptions plan_options(int threads) const {
    return {.gap = options_.gap, .time_limit = options_.time_limit, .threads = threads, .stop = options_.stop};
  }

  void keep(const Place& place, PlanResult result) { points_.emplace(place, point_of(problem_, proof_, place, std::move(result))); }

  /// Half-way between the neighbours on a line of the grid that lie furthest apart, each measure scaled to its range; the furthest first,
  /// at most four at a time, so that every round may look at the last one.
  [[nodiscard]] std::vector<Place> between() const {
    std::vector<Measures3> all;
    for (const auto& [place, point] : points_) all.push_back(measures_of(point));
    const auto span = [&](double Measures3::*m) {
      const auto [low, high] =
          std::minmax_element(all.begin(), all.end(), [m](const Measures3& a, const Measures3& b) { return a.*m < b.*m; });
      return std::max((*high).*m - (*low).*m, 1e-9);
    };
    const double gap = span(&Measures3::gap), money = span(&Measures3::money), late = span(&Measures3::late);
    std::vector<std::pair<double, Place>> middles;
    const auto neighbours = [&](auto same, auto along) {
      std::map<double, std::map<double, Measures3>> lines;
      for (const auto& [place, point] : points_) lines[place.*same][place.*along] = measures_of(point);
      for (const auto& [line, row] : lines)
        for (auto a = row.begin(), b = row.empty() ? row.end() : std::next(a); b != row.end(); ++a, ++b) {
          const Measures3 &one = a->second, &other = b->second;
          const double apart = std::hypot((one.gap - other.gap) / gap, (one.money - other.money) / money, (one.late - other.late) / late);
          Place middle;
          middle.*same = line;
          middle.*along = (a->first + b->first) / 2;
          constexpr double nearly_the_same = 0.05, finest = 0.25;
          if (apart > nearly_the_same && b->first - a->first > finest && !points_.contains(middle)) middles.emplace_back(apart, middle);
        }
    };
    neighbours(&Place::gap, &Place::late);
    neighbours(&Place::late, &Place::gap);
    std::stable_sort(middles.begin(), middles.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<Place> places;
    constexpr std::size_t round = 4;
    for (const auto& [apart, place] : middles)
      if (places.size() < round && std::find(places.begin(), places.end(), place) == places.end()) places.push_back(place);
    return places;
  }

  Frontier finish() {
    Frontier frontier{.points = {}, .planned = points_.size(), .complete = !stopped()};
    std::vector<FrontierPoint> all;
    std::vector<Measures3> measures;
    for (auto& [place, point] : points_) {
      measures.push_back(measures_of(point));
      all.push_back(std::move(point));
    }
    for (const std::size_t i : not_beaten(measures)) frontier.points.push_back(std::move(all[i]));
    std::stable_sort(frontier.points.begin(), frontier.points.end(),
                     [](const FrontierPoint& a, const FrontierPoint& b) { return std::pair(a.late, a.gap) < std::pair(b.late, b.gap); });
    name(frontier.points);
    return frontier;
  }

  static void name(std::vector<FrontierPoint>& points) {
    if (points.empty()) return;
    std::vector<Measures3> measures;
    for (const FrontierPoint& point : points) measures.push_back(measures_of(point));
    const auto least = [&](auto order, Text text) {
      const auto best =
          std::min_element(measures.begin(), measures.end(), [&](const Measures3& a, const Measures3& b) { return order(a) < order(b); });
      points[static_cast<std::size_t>(best - measures.begin())].names.push_back(std::move(text));
    };
    least([](const Measures3& m) { return std::tuple(m.late, m.gap, m.money); }, {"least late", "逾期最少"});
    least([](const Measures3& m) { return std::tuple(m.gap, m.late, m.money); }, {"least gap", "缺口最小"});
    least([](const Measures3& m) { return std::tuple(m.money, m.late, m.gap); }, {"least public money", "公共资金最少"});
    points[most_balanced(measures)].names.push_back({"balanced", "均衡"});
    for (FrontierPoint& point : points)
      if (point.gap_factor == 1 && point.late_factor == 1) point.names.push_back({"own prices", "现行价格"});
  }

  const PlanningProblem& problem_;
  const FrontierOptions& options_;
  Planner known_;
  Certificate proof_;
  std::map<Place, FrontierPoint> points_;
  std::mutex telling_;
  std::size_t told_ = 1;
};

}  // namespace

std::vector<std::size_t> not_beaten(const std::vector<Measures3>& points) {
  const auto as_good = [](const Measures3& a, const Measures3& b) { return a.gap <= b.gap && a.money <= b.money && a.late <= b.late; };
  std::vector<std::size_t> kept;
  for (std::size_t i = 0; i < points.size(); ++i) {
    bool beaten = false;
    for (std::size_t j = 0; j < points.size() && !beaten; ++j)
      if (j != i) beaten = as_good(points[j], points[i]) && (!as_good(points[i], points[j]) || j < i);
    if (!beaten) kept.push_back(i);
  }
  return kept;
}

std::size_t most_balanced(const std::vector<Measures3>& points) {
  const auto scaled = [&](double Measures3::*m) {
    const auto [low, high] =
        std::minmax_element(points.begin(), points.end(), [m](const Measures3& a, const Measures3& b) { return a.*m < b.*m; });
    return [m, from = (*low).*m, span = (*high).*m - (*low).*m](const Measures3& p) { return span > 0 ? (p.*m - from) / span : 0.0; };
  };
  const auto gap = scaled(&Measures3::gap), money = scaled(&Measures3::money), late = scaled(&Measures3::late);
  std::size_t best = 0;
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < points.size(); ++i) {
    const double far = std::hypot(gap(points[i]), money(points[i]), late(points[i]));
    if (far < least) {
      least = far;
      best = i;
    }
  }
  return best;
}

Frontier trace_frontier(const PlanningProblem& problem, const FrontierOptions& options) {
  const PlanningProblem priced = weighed_by_prices(problem);
  return Tracing(priced, options).run();
}

}  // namespace liandong
