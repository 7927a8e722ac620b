#include "scenarios/simulation_influence.hpp"

#include <Eigen/Cholesky>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "model/planning/parallel.hpp"

namespace liandong {
namespace {

/// Less its mean, over its length; empty if it does not vary.
std::vector<float> standardised(const std::vector<float>& values) {
  double mean = 0;
  for (const float value : values) mean += value;
  mean /= static_cast<double>(std::max<std::size_t>(1, values.size()));
  double square = 0;
  for (const float value : values) square += (value - mean) * (value - mean);
  if (!(square > 0)) return {};
  const double length = std::sqrt(square);
  std::vector<float> out;
  out.reserve(values.size());
  for (const float value : values) out.push_back(static_cast<float>((value - mean) / length));
  return out;
}

double product(const std::vector<float>& a, const std::vector<float>& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += static_cast<double>(a[i]) * static_cast<double>(b[i]);
  return sum;
}

struct Result {
  ResultInfluences about;
  std::vector<float> values;
};

int late(int completion, int deadline, int periods) { return std::max(0, std::min(completion, periods) - deadline); }

std::vector<Result> results_of(const SimulationDraws& draws, const DispatchModel& model) {
  std::vector<Result> results;
  const auto noted = static_cast<std::size_t>(draws.noted);
  for (const Policy policy : policies) {
    const PolicyDraws& own = draws.of(policy);
    for (const Outlay outlay : outlays) {
      Result result;
      result.about.policy = policy;
      result.about.outlay = outlay;
      for (std::size_t i = 0; i < noted; ++i) result.values.push_back(static_cast<float>(amounts(own, outlay)[i]));
      results.push_back(std::move(result));
    }
    Result all;
    all.about.policy = policy;
    all.about.kind = ResultKind::lateness;
    all.values.resize(noted);
    for (std::size_t s = 0; s < draws.stages; ++s) {
      const StageId id{static_cast<int>(s)};
      Result result;
      result.about.policy = policy;
      result.about.kind = ResultKind::stage;
      result.about.stage = id;
      for (std::size_t i = 0; i < noted; ++i) {
        result.values.push_back(
            static_cast<float>(late(own.completion[i * draws.stages + s], model.problem().deadline(id), draws.periods)));
        all.values[i] += result.values.back();
      }
      results.push_back(std::move(result));
    }
    results.push_back(std::move(all));
  }
  return results;
}

/// (27): β_n r_n of a regression on the influences listed, which add up to its R².
void share_out(ResultInfluences& about, const std::vector<float>& result, const std::vector<std::vector<float>>& influences) {
  const auto n = static_cast<Eigen::Index>(about.shares.size());
  Eigen::MatrixXd between(n, n);
  Eigen::VectorXd with(n);
  const auto values = [&](Eigen::Index i) -> const std::vector<float>& {
    return influences[about.shares[static_cast<std::size_t>(i)].influence];
  };
  for (Eigen::Index i = 0; i < n; ++i) {
    with(i) = product(values(i), result);
    for (Eigen::Index j = 0; j <= i; ++j) between(i, j) = between(j, i) = product(values(i), values(j));
    between(i, i) += 1e-9;  // Two of them may be the same.
  }
  const Eigen::VectorXd beta = between.ldlt().solve(with);
  for (Eigen::Index i = 0; i < n; ++i) {
    about.shares[static_cast<std::size_t>(i)].variance_share = beta(i) * with(i);
    about.explained += beta(i) * with(i);
  }
}

}  // namespace

std::vector<float> ranks_of(const std::vector<float>& values) {
  std::vector<std::uint32_t> order(values.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(),
            [&](std::uint32_t a, std::uint32_t b) { return values[a] < values[b] || (values[a] == values[b] && a < b); });
  std::vector<float> ranks(values.size());
  for (std::size_t i = 0; i < order.size();) {
    std::size_t end = i;
    while (end < order.size() && values[order[end]] == values[order[i]]) ++end;
    for (std::size_t k = i; k < end; ++k) ranks[order[k]] = static_cast<float>(static_cast<double>(i + end + 1) / 2);
    i = end;
  }
  return ranks;
}

std::vector<ResultInfluences> explain_results(const SimulationDraws& draws, const RiskModel& risks, const DispatchModel& model, int threads,
                                              std::size_t most) {
  const std::size_t count = risks.influences().size(), noted = static_cast<std::size_t>(draws.noted);
  if (noted < 3) return {};
  std::vector<std::vector<float>> values(count), ranks(count);
  for_each_index(static_cast<int>(count), threads, [&](int n) {
    const auto place = static_cast<std::size_t>(n);
    std::vector<float> raw(noted);
    for (std::size_t i = 0; i < noted; ++i) raw[i] = draws.influences[i * count + place];
    values[place] = standardised(raw);
    if (!values[place].empty()) ranks[place] = standardised(ranks_of(raw));
  });
  std::vector<Result> results = results_of(draws, model);
  for_each_index(static_cast<int>(results.size()), threads, [&](int r) {
    Result& result = results[static_cast<std::size_t>(r)];
    const std::vector<float> own = standardised(result.values);
    if (own.empty()) return;
    const std::vector<float> own_ranks = standardised(ranks_of(result.values));
    std::vector<InfluenceShare> all;
    for (std::size_t n = 0; n < count; ++n)
      if (!ranks[n].empty())
        all.push_back({.influence = n, .rank_correlation = product(ranks[n], own_ranks), .variance_share = 0});  // (26)
    std::stable_sort(all.begin(), all.end(), [](const InfluenceShare& a, const InfluenceShare& b) {
      return std::fabs(a.rank_correlation) > std::fabs(b.rank_correlation);
    });
    all.resize(std::min(all.size(), most));
    result.about.shares = std::move(all);
    share_out(result.about, own, values);
  });
  std::vector<ResultInfluences> out;
  for (Result& result : results)
    if (!result.about.shares.empty()) out.push_back(std::move(result.about));
  return out;
}

}  // namespace liandong
