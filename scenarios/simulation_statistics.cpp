#include "scenarios/simulation_statistics.hpp"

#include <algorithm>
#include <cmath>

namespace liandong {
namespace {

double wan(std::int64_t fen) { return static_cast<double>(fen) / static_cast<double>(Money::fen_per_wan); }

double mean(std::span<const double> values) {
  double sum = 0;  // In the order of draws, so that it is the same every time.
  for (const double value : values) sum += value;
  return values.empty() ? 0 : sum / static_cast<double>(values.size());
}

double deviation(std::span<const double> values) {
  if (values.size() < 2) return 0;
  const double centre = mean(values);
  double sum = 0;
  for (const double value : values) sum += (value - centre) * (value - centre);
  return std::sqrt(sum / static_cast<double>(values.size() - 1));
}

/// (23): the error of a statistic from its values on the sampler's sets.
template <class Statistic>
double error_by_sets(std::span<const double> values, const Statistic& statistic) {
  constexpr auto sets = static_cast<std::size_t>(Sampler::replicates);
  if (values.size() < 2 * sets) return deviation(values) / std::sqrt(std::max<double>(1, static_cast<double>(values.size())));
  std::vector<double> results, set;
  for (std::size_t r = 0; r < sets; ++r) {
    set.clear();
    for (std::size_t i = r; i < values.size(); i += sets) set.push_back(values[i]);
    results.push_back(statistic(set));
  }
  return deviation(results) / std::sqrt(static_cast<double>(sets));
}

double shortfall(std::span<const double> values, double threshold, double level) {
  double excess = 0;
  for (const double value : values) excess += std::max(0.0, value - threshold);
  return threshold + excess / ((1 - level) * static_cast<double>(values.size()));  // (24)
}

std::vector<double> sorted(std::span<const double> values) {
  std::vector<double> copy(values.begin(), values.end());
  std::sort(copy.begin(), copy.end());
  return copy;
}

Spread spread_of(std::span<const double> values, Sampling sampling) {
  if (values.empty()) return {};
  const std::vector<double> order = sorted(values);
  return {.mean = mean_of(values, sampling),
          .deviation = deviation(values),
          .low = order.front(),
          .p5 = quantile_of(order, 0.05),
          .p25 = quantile_of(order, 0.25),
          .p50 = quantile_of(order, 0.5),
          .p75 = quantile_of(order, 0.75),
          .p95 = quantile_of(order, 0.95),
          .high = order.back()};
}

/// 1 for each draw in which every stage that counts is reached by its deadline.
template <class Counts>
std::vector<double> on_time(const SimulationDraws& draws, const DispatchModel& model, Policy policy, const Counts& counts) {
  const std::vector<int>& completion = draws.of(policy).completion;
  std::vector<double> values(static_cast<std::size_t>(draws.draws), 1);
  for (std::size_t s = 0; s < draws.stages; ++s) {
    if (!counts(s)) continue;
    const int deadline = model.problem().deadline(StageId{static_cast<int>(s)});
    for (std::size_t i = 0; i < values.size(); ++i)
      if (completion[i * draws.stages + s] > deadline) values[i] = 0;
  }
  return values;
}

StageChance chance_of(const SimulationDraws& draws, const DispatchModel& model, Policy policy, std::size_t s) {
  StageChance chance;
  chance.on_time = mean_of(on_time(draws, model, policy, [&](std::size_t other) { return other == s; }), draws.sampling);
  std::vector<double> dates;
  for (std::size_t i = 0; i < static_cast<std::size_t>(draws.draws); ++i)
    dates.push_back(draws.of(policy).completion[i * draws.stages + s]);
  if (dates.empty()) return chance;
  std::sort(dates.begin(), dates.end());
  const auto reached = std::lower_bound(dates.begin(), dates.end(), static_cast<double>(never_complete)) - dates.begin();
  chance.reached = static_cast<double>(reached) / static_cast<double>(dates.size());
  const auto date = [&](double level) {
    const double at = quantile_of(dates, level);
    return at < never_complete ? std::optional(static_cast<int>(at)) : std::nullopt;
  };
  chance.p50 = date(0.5);
  chance.p80 = date(0.8);
  return chance;
}

std::vector<double> in_wan(const std::vector<std::int64_t>& fen) {
  std::vector<double> values;
  values.reserve(fen.size());
  for (const std::int64_t amount : fen) values.push_back(wan(amount));
  return values;
}

}  // namespace

const char* word_of(Outlay outlay) {
  switch (outlay) {
    case Outlay::gap: return "gap";
    case Outlay::gap_service: return "gap_of_service";
    case Outlay::paid: return "paid";
    case Outlay::later: return "later";
    case Outlay::cost: return "cost";
    case Outlay::service: return "debt_service";
    case Outlay::over_ceiling: return "over_ceiling";
  }
  return "";
}

const char* word_of(Policy policy) { return policy == Policy::hold_schedule ? "hold_schedule" : "hold_budget"; }

const std::vector<std::int64_t>& amounts(const PolicyDraws& draws, Outlay outlay) {
  switch (outlay) {
    case Outlay::gap: break;
    case Outlay::gap_service: return draws.gap_service;
    case Outlay::paid: return draws.paid;
    case Outlay::later: return draws.later;
    case Outlay::cost: return draws.cost;
    case Outlay::service: return draws.service;
    case Outlay::over_ceiling: return draws.over_ceiling;
  }
  return draws.gap;
}

Estimate mean_of(std::span<const double> values, Sampling sampling) {
  if (values.empty()) return {};
  if (sampling == Sampling::plain) return {mean(values), deviation(values) / std::sqrt(static_cast<double>(values.size()))};  // (22)
  return {mean(values), error_by_sets(values, [](const std::vector<double>& set) { return mean(set); })};
}

double quantile_of(std::span<const double> order, double level) {
  const auto n = static_cast<double>(order.size());
  const auto rank = static_cast<std::size_t>(std::clamp(std::ceil(level * n - 1e-9), 1.0, n));
  return order[rank - 1];
}

TailRisk tail_of(std::span<const double> values, double level, Sampling sampling) {
  TailRisk tail{.level = level, .at_risk = {}, .shortfall = {}};
  if (values.empty()) return tail;
  const std::vector<double> order = sorted(values);
  const auto n = static_cast<double>(values.size());
  tail.at_risk.value = quantile_of(order, level);
  tail.shortfall.value = shortfall(values, tail.at_risk.value, level);
  if (sampling != Sampling::plain) {
    tail.at_risk.error = error_by_sets(values, [&](const std::vector<double>& set) { return quantile_of(sorted(set), level); });
    tail.shortfall.error =
        error_by_sets(values, [&](const std::vector<double>& set) { return shortfall(set, quantile_of(sorted(set), level), level); });
    return tail;
  }
  const double half = 1.96 * std::sqrt(level * (1 - level) / n);  // (25): between order statistics.
  tail.at_risk.error = (quantile_of(order, std::min(1.0, level + half)) - quantile_of(order, std::max(0.0, level - half))) / (2 * 1.96);
  std::vector<double> excess;
  for (const double value : values) excess.push_back(std::max(0.0, value - tail.at_risk.value));
  tail.shortfall.error = deviation(excess) / ((1 - level) * std::sqrt(n));
  return tail;
}

PolicySummary summarise(const SimulationDraws& draws, const DispatchModel& model, Policy policy) {
  const PolicyDraws& own = draws.of(policy);
  PolicySummary summary;
  const auto periods = static_cast<std::size_t>(draws.periods), count = static_cast<std::size_t>(draws.draws);
  std::vector<double> values(count);
  for (std::size_t t = 0; t < periods; ++t) {
    for (std::size_t i = 0; i < count; ++i) values[i] = wan(own.gap_by_period[i * periods + t]);
    summary.gap_by_period.push_back(spread_of(values, draws.sampling));
  }
  for (std::size_t s = 0; s < draws.stages; ++s) summary.stages.push_back(chance_of(draws, model, policy, s));
  const std::vector<Stage>& stages = model.problem().campaign().stages();
  summary.all_on_time = mean_of(on_time(draws, model, policy, [](std::size_t) { return true; }), draws.sampling);
  summary.firm_on_time =
      mean_of(on_time(draws, model, policy, [&](std::size_t s) { return stages[s].firmness == Firmness::firm; }), draws.sampling);
  for (std::size_t i = 0; i < count; ++i) values[i] = own.gap[i] == 0 ? 1 : 0;
  summary.without_gap = mean_of(values, draws.sampling);
  for (const Outlay outlay : outlays) summary.outlays.push_back(spread_of(in_wan(amounts(own, outlay)), draws.sampling));
  const std::vector<double> gap = in_wan(own.gap);
  for (const double level : {0.9, 0.95, 0.99}) summary.gap_tail.push_back(tail_of(gap, level, draws.sampling));
  return summary;
}

bool precise_enough(const SimulationDraws& draws, const DispatchModel& model, const SimulationOptions& options) {
  const TailRisk tail = tail_of(in_wan(draws.of(Policy::hold_schedule).gap), options.cvar_level, draws.sampling);
  if (tail.shortfall.error > options.until * tail.shortfall.value) return false;
  for (const Policy policy : policies)
    if (mean_of(on_time(draws, model, policy, [](std::size_t) { return true; }), draws.sampling).error > options.until) return false;
  return true;
}

}  // namespace liandong
