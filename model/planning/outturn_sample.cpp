#include "model/planning/outturn_sample.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "model/planning/parallel.hpp"

namespace liandong {
namespace {

constexpr std::size_t together = 8;  ///< Outturns priced before looking whether that is too dear already, whatever the number of threads.

/// Prices of another draw or of other dates lie further from the right ones than a start without any (measured on the example campaign: 21
/// steps from none, more than 40 from those).
constexpr double nothing_near = 1, exact_enough = 1e-6;

std::vector<std::size_t> by_size(const std::vector<double>& values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] > values[b]; });
  return order;
}

/// How many outturns weigh as much as the tail.
double tail_size(std::size_t count, double level) { return (1 - level) * static_cast<double>(count); }

/// Each outturn's money is between the cheapest and what shuns the gap: it goes down to a threshold where it can. (5)
struct TailMix {
  double level = 0, price = 0;
  std::vector<double> plain_cost, plain_gap;
  double threshold = 0;

  /// The share of the plain money with which outturn i comes down to `at` and no further.
  [[nodiscard]] double share(const SampleValue& value, std::size_t i, double at) const {
    const double room = plain_gap[i] - value.gap[i];
    return room <= 0 || value.tail[i] == 0 ? 1 : std::clamp((at - value.gap[i]) / room, 0.0, 1.0);
  }
  /// Mean + price x CVaR with that threshold.
  [[nodiscard]] double objective(const SampleValue& value, double at) const {
    double total = 0;
    for (std::size_t i = 0; i < plain_cost.size(); ++i) {
      const double back = share(value, i, at);
      const double cost = value.tail[i] == 0 ? plain_cost[i] : back * plain_cost[i] + (1 - back) * value.cost[i];
      const double gap = value.tail[i] == 0 ? plain_gap[i] : back * plain_gap[i] + (1 - back) * value.gap[i];
      total += cost + price / (1 - level) * std::max(0.0, gap - at);
    }
    return price * at + total / static_cast<double>(plain_cost.size());
  }
  /// The best threshold not below `floor`; the lowest of equals.
  double choose(const SampleValue& value, double floor) {
    std::vector<double> places{floor};
    for (std::size_t i = 0; i < plain_gap.size(); ++i)
      for (const double gap : {plain_gap[i], value.gap[i]})
        if (gap > floor) places.push_back(gap);
    std::sort(places.begin(), places.end());
    double best = std::numeric_limits<double>::infinity();
    for (const double place : places)
      if (const double now = objective(value, place); now < best - 1e-9 * std::abs(now)) {
        best = now;
        threshold = place;
      }
    return threshold;
  }
  void apply(SampleValue& value) const {
    for (std::size_t i = 0; i < plain_cost.size(); ++i) {
      if (value.tail[i] == 0) continue;
      const double back = share(value, i, threshold);
      value.cost[i] = back * plain_cost[i] + (1 - back) * value.cost[i];
      value.gap[i] = back * plain_gap[i] + (1 - back) * value.gap[i];
    }
  }
};

double mean_of(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

}  // namespace

double tail_mean(std::vector<double> values, double level) {
  std::sort(values.begin(), values.end(), std::greater<>());
  const double size = tail_size(values.size(), level);
  double left = size, total = 0;
  for (const double value : values) {
    const double part = std::min(1.0, left);
    if (part <= 0) break;
    total += part * value;
    left -= part;
  }
  return size > 0 ? total / size : 0;
}

std::vector<std::size_t> tail_of(const std::vector<double>& values, double level) {
  std::vector<std::size_t> order = by_size(values);
  order.resize(std::min(order.size(), static_cast<std::size_t>(tail_size(values.size(), level) + 1e-9)));
  std::sort(order.begin(), order.end());
  return order;
}

OutturnSample::OutturnSample(const PlanningProblem& planned, std::vector<Outturn> outturns, TailPrice tail) : planned_(&planned) {
  outturns_ = std::make_shared<const std::vector<Outturn>>(std::move(outturns));
  std::vector<OutturnDates> dates;
  for (const Outturn& outturn : *outturns_) {
    dates.emplace_back(planned, outturn);
    plain_.push_back(std::make_shared<const Money>(outturn.problem, 0.0));
  }
  dates_ = std::make_shared<const std::vector<OutturnDates>>(std::move(dates));
  *this = with(tail);
}

OutturnSample OutturnSample::with(TailPrice tail) const {
  OutturnSample other = *this;
  other.tail_ = tail;
  other.charged_ = plain_;
  if (tail.price > 0)
    for (std::size_t i = 0; i < size(); ++i)
      other.charged_[i] = std::make_shared<const Money>(outturn(i).problem, tail.price / (1 - tail.level));  // (5)
  return other;
}

std::vector<const PlanningProblem*> OutturnSample::problems() const {
  std::vector<const PlanningProblem*> all;
  for (const Outturn& outturn : *outturns_) all.push_back(&outturn.problem);
  return all;
}

std::vector<RowPrices> OutturnSample::prices(const Multipliers& multipliers) const {
  std::vector<RowPrices> all;
  for (std::size_t i = 0; i < size(); ++i) all.push_back(row_prices(model(i, false).rows(), multipliers));
  return all;
}

std::vector<CompletionCosts> OutturnSample::costs(const std::vector<RowPrices>& prices, const std::vector<std::uint8_t>& tail,
                                                  int threads) const {
  std::vector<CompletionCosts> all(size());
  for_each_index(static_cast<int>(size()), threads, [&](int n) {
    const auto i = static_cast<std::size_t>(n);
    all[i] = completion_costs(model(i, tail[i] != 0), prices[i]);
  });
  return all;
}

double OutturnSample::least(const std::vector<CompletionCosts>& costs, const Schedule& planned) const {
  double total = 0;
  for (std::size_t i = 0; i < size(); ++i) total += costs[i].of(dates()[i].of(planned));
  return total / static_cast<double>(size());
}

SampleValue OutturnSample::value(const Schedule& planned, const std::vector<RowPrices>& near, int threads,
                                 const std::vector<CompletionCosts>* costs, double below) const {
  SampleValue value{.planned = planned,
                    .cost = std::vector<double>(size(), 0.0),
                    .gap = std::vector<double>(size(), 0.0),
                    .tail = std::vector<std::uint8_t>(size(), 0),
                    .used = tail_,
                    .prices = near};
  std::vector<Schedule> schedules;
  for (const OutturnDates& dates : *dates_) schedules.push_back(dates.of(planned));
  std::vector<std::uint8_t> failed(size(), 0);
  const auto price = [&](const std::vector<std::size_t>& which, bool in_tail) {
    for_each_index(static_cast<int>(which.size()), threads, [&](int n) {
      const std::size_t i = which[static_cast<std::size_t>(n)];
      Evaluation money = evaluate(layout(i, in_tail), schedules[i], value.prices[i], 1, nothing_near, exact_enough);
      failed[i] = std::isfinite(money.objective) ? 0 : 1;
      value.gap[i] = money.gap;
      value.cost[i] = money.objective - (in_tail ? tail_.price / (1 - tail_.level) * money.gap : 0);
      if (failed[i] == 0) value.prices[i] = std::move(money.prices);
      value.tail[i] = in_tail ? 1 : 0;
    });
  };
  std::vector<double> least(size(), 0.0);
  double hope = 0;
  if (costs != nullptr)
    for (std::size_t i = 0; i < size(); ++i) hope += least[i] = (*costs)[i].of(schedules[i]);
  for (std::size_t first = 0; first < size(); first += together) {
    std::vector<std::size_t> which(std::min(together, size() - first));
    std::iota(which.begin(), which.end(), first);
    price(which, false);
    for (const std::size_t i : which) {
      if (failed[i] != 0) return value;
      if (costs != nullptr) hope += std::max(0.0, value.cost[i] - least[i]);
    }
    if (costs != nullptr && hope >= below * static_cast<double>(size())) return value;
  }
  if (tail_.price > 0) {
    // Money that shuns the gap where it is worst; then in the next outturns too, as long as the best threshold lies at their gaps. (5)
    const auto shun = [&](const std::vector<std::size_t>& which) {
      price(which, true);
      return std::all_of(which.begin(), which.end(), [&](std::size_t i) { return failed[i] == 0; });
    };
    TailMix mix{.level = tail_.level, .price = tail_.price, .plain_cost = value.cost, .plain_gap = value.gap};
    const std::vector<std::size_t> order = by_size(value.gap);
    const std::size_t some = std::max<std::size_t>(1, tail_of(value.gap, tail_.level).size());
    if (tail_.threshold) {
      mix.threshold = *tail_.threshold;
      if (!shun(
              {order.begin(), std::find_if(order.begin(), order.end(), [&](std::size_t i) { return mix.plain_gap[i] <= mix.threshold; })}))
        return value;
    }
    for (std::size_t done = 0; done < size() && !tail_.threshold;) {
      const std::vector<std::size_t> fresh(order.begin() + static_cast<std::ptrdiff_t>(done),
                                           order.begin() + static_cast<std::ptrdiff_t>(std::min(done + some, size())));
      if (!shun(fresh)) return value;
      done += fresh.size();
      const double floor = done < size() ? mix.plain_gap[order[done]] : 0;
      if (mix.choose(value, floor) > floor + 1e-9 * (1 + floor)) break;
    }
    mix.apply(value);
    value.used.threshold = mix.threshold;
    std::fill(value.tail.begin(), value.tail.end(), std::uint8_t{0});  // The bound may charge no more than the tail.
    for (const std::size_t i : tail_of(value.gap, tail_.level)) value.tail[i] = 1;
  }
  value.whole = true;
  value.mean = mean_of(value.cost);
  value.cvar = tail_mean(value.gap, tail_.level);
  value.objective = value.mean + tail_.price * value.cvar;
  return value;
}

}  // namespace liandong
