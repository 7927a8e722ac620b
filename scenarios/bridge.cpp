#include "scenarios/bridge.hpp"

#include <algorithm>
#include <mutex>
#include <set>
#include <tuple>
#include <utility>

#include "model/planning/parallel.hpp"
#include "scenarios/run.hpp"

namespace liandong {
namespace {

constexpr std::size_t most_exact = 8;  // Groups: 256 plans.

bool same_place(const Difference& a, const Difference& b) { return a.scenario == b.scenario && a.row == b.row; }

/// What the first one and the other have before they part.
std::size_t shared_beginning(const std::vector<Difference>& a, const std::vector<Difference>& b) {
  std::size_t n = 0;
  while (n < a.size() && n < b.size() && same_place(a[n], b[n])) ++n;
  return n;
}

/// A difference of the first scenario that does not hold any more.
Text no_longer(const Text& text) { return {"no longer: " + text.en, "不再有：" + text.zh}; }

class Grouping {
 public:
  Grouping(const CampaignFile& from, const CampaignFile& to)
      : from_(from.differences), to_(to.differences), shared_(shared_beginning(from_, to_)) {}

  [[nodiscard]] std::size_t differences() const { return from_.size() + to_.size() - 2 * shared_; }

  std::vector<BridgeGroup> run(BridgeGrouping by) {
    for (std::size_t i = shared_; i < from_.size(); ++i) group(from_[i], by, true).gone.push_back(i);
    for (std::size_t i = shared_; i < to_.size(); ++i) group(to_[i], by, false).come.push_back(i);
    return std::move(groups_);
  }

 private:
  BridgeGroup& group(const Difference& difference, BridgeGrouping by, bool gone) {
    std::string key = difference.scenario + ":" + std::to_string(difference.row);
    Text label = text_of(difference);
    if (by == BridgeGrouping::section) {
      key = difference.section;
      label = section_name(difference);
      gone = false;  // Both scenarios' differences stand under one name.
    } else if (by == BridgeGrouping::scenario) {
      key = difference.scenario;
      label = {key, key};
    }
    const auto known = std::find_if(groups_.begin(), groups_.end(), [&](const BridgeGroup& g) { return g.key == key; });
    if (known != groups_.end()) return *known;
    groups_.push_back({.key = std::move(key), .label = gone ? no_longer(label) : std::move(label), .gone = {}, .come = {}});
    return groups_.back();
  }

  const std::vector<Difference>&from_, &to_;
  std::size_t shared_;
  std::vector<BridgeGroup> groups_;
};

/// What a plan comes to, as the bridge looks at it.
struct Outcomes {
  bool there = false;
  Money objective, gap, cost, public_money;
  double low = 0, high = 0, relative = 0;
};

Outcomes outcomes_of(const ScenarioRun& run) {
  const Certificate& certificate = run.result.plan.certificate;
  return {.there = true,
          .objective = Money::nearest_wan(certificate.objective),
          .gap = run.metrics.gap,
          .cost = run.metrics.cost_built,
          .public_money = Money::nearest_wan(run.metrics.present_value),
          .low = certificate.bound,
          .high = certificate.objective,
          .relative = certificate.relative_gap()};
}

/// The campaign under each coalition of groups, planned.
class Coalitions {
 public:
  Coalitions(const CampaignFolder& folder, const CampaignFile& from, const CampaignFile& to, const std::vector<BridgeGroup>& groups)
      : folder_(folder), from_(from), to_(to), groups_(groups), outcomes_(std::size_t{1} << groups.size()) {}

  [[nodiscard]] const std::vector<Outcomes>& outcomes() const { return outcomes_; }

  /// Issues of those that are no valid input, each once.
  Issues check(const std::vector<Coalition>& wanted, int threads) const {
    std::vector<Issues> found(wanted.size());
    for_each_index(static_cast<int>(wanted.size()), threads, [&](int i) {
      const Checked<CampaignFile> file = input(wanted[static_cast<std::size_t>(i)]);
      if (!file) found[static_cast<std::size_t>(i)] = file.issues();
    });
    Issues all;
    std::set<std::tuple<std::string, std::string, int, int>> seen;
    for (std::size_t i = 0; i < found.size(); ++i)
      for (Issue& issue : found[i]) {
        if (issue.severity != Severity::error || !seen.emplace(issue.code, issue.file, issue.row, issue.column).second) continue;
        const Text which = names(wanted[i]);
        issue.sentence.en += "; so it is if of the differences there is only: " + which.en;
        issue.sentence.zh += "；仅有下列差别时如此：" + which.zh;
        all.push_back(std::move(issue));
      }
    return all;
  }

  /// Both ends come first among the wanted. Without given ends the first is planned from the start; the others, several at once, from what
  /// it left.
  void plan(const std::vector<Coalition>& wanted, const BridgeOptions& options) {
    ScenarioPlanner own;
    std::mutex telling;
    std::size_t done = 0;
    const auto reached = [&](Coalition coalition, const ScenarioRun& run) {
      if (cut_short(run.result, options.stop)) return;
      outcomes_[coalition] = outcomes_of(run);
      const std::scoped_lock lock(telling);
      ++done;
      if (options.on_progress) options.on_progress(done, wanted.size());
    };
    const auto planned = [&](Coalition coalition, int threads, const auto& plan) {
      if (options.stop.stop_requested()) return;
      const Checked<CampaignFile> file = input(coalition);
      const PlanOptions how{.gap = options.gap, .time_limit = options.time_limit, .threads = threads, .stop = options.stop};
      reached(coalition, plan(NamedInput{.key = {}, .file = *file}, how));
    };
    std::size_t begun = 1;
    if (options.ends) {
      reached(wanted[0], options.ends->from);
      reached(wanted[1], options.ends->to);
      begun = 2;
    } else {
      planned(wanted[0], options.threads, [&](const NamedInput& input, const PlanOptions& how) { return own.first(input, how); });
    }
    const ScenarioPlanner& planner = options.ends ? options.ends->planner : own;
    for_each_index(static_cast<int>(wanted.size() - begun), options.threads, [&](int i) {
      planned(wanted[static_cast<std::size_t>(i) + begun], 1,
              [&](const NamedInput& input, const PlanOptions& how) { return planner.next(input, how); });
    });
  }

 private:
  [[nodiscard]] Checked<CampaignFile> input(Coalition coalition) const {
    std::vector<bool> gone(from_.differences.size(), false), come(to_.differences.size(), false);
    for (std::size_t g = 0; g < groups_.size(); ++g) {
      const bool in = (coalition >> g & 1U) != 0;
      for (const std::size_t i : groups_[g].gone) gone[i] = in;
      for (const std::size_t i : groups_[g].come) come[i] = in;
    }
    std::vector<Difference> differences;
    for (std::size_t i = 0; i < from_.differences.size(); ++i)
      if (!gone[i]) differences.push_back(from_.differences[i]);
    for (std::size_t i = 0; i < to_.differences.size(); ++i)
      if (come[i]) differences.push_back(to_.differences[i]);
    return folder_.file(differences);
  }

  [[nodiscard]] Text names(Coalition coalition) const {
    Text text;
    for (std::size_t g = 0; g < groups_.size(); ++g) {
      if ((coalition >> g & 1U) == 0) continue;
      text.en += (text.en.empty() ? "" : "; ") + groups_[g].label.en;
      text.zh += (text.zh.empty() ? "" : "；") + groups_[g].label.zh;
    }
    return text;
  }

  const CampaignFolder& folder_;
  const CampaignFile &from_, &to_;
  const std::vector<BridgeGroup>& groups_;
  std::vector<Outcomes> outcomes_;
};

/// Every coalition that is to be planned, in the order in which a stop would do least harm: both ends, then order after order, then the
/// rest.
std::vector<Coalition> wanted_coalitions(std::size_t groups, const std::vector<std::vector<int>>& orders, bool all) {
  std::vector<Coalition> wanted{0, (Coalition{1} << groups) - 1};
  std::set<Coalition> known(wanted.begin(), wanted.end());
  const auto want = [&](Coalition c) {
    if (known.insert(c).second) wanted.push_back(c);
  };
  for (const std::vector<int>& order : orders)
    for (const Coalition c : coalitions_along(order)) want(c);
  if (all)
    for (Coalition c = 0; c < Coalition{1} << groups; ++c) want(c);
  return wanted;
}

/// The pairs of orders all of whose coalitions were planned.
std::vector<std::vector<int>> complete_orders(const std::vector<std::vector<int>>& orders, const std::vector<Outcomes>& outcomes) {
  std::vector<std::vector<int>> complete;
  const auto whole = [&](const std::vector<int>& order) {
    const std::vector<Coalition> along = coalitions_along(order);
    return std::all_of(along.begin(), along.end(), [&](Coalition c) { return outcomes[c].there; });
  };
  for (std::size_t i = 0; i + 1 < orders.size(); i += 2)
    if (whole(orders[i]) && whole(orders[i + 1])) complete.insert(complete.end(), {orders[i], orders[i + 1]});
  return complete;
}

struct Looked {
  const char* key;
  Text label;
  Money Outcomes::*value;
};
const Looked looked_at[] = {{"objective", {"Objective", "目标值"}, &Outcomes::objective},
                            {"gap", {"Financing gap", "资金缺口"}, &Outcomes::gap},
                            {"cost_built", {"Cost built", "建成投资"}, &Outcomes::cost},
                            {"present_value", {"Public money, present value", "公共资金现值"}, &Outcomes::public_money}};

BridgeMeasure measure_of(const Looked& looked, int groups, const std::vector<Outcomes>& outcomes,
                         const std::vector<std::vector<int>>* orders) {
  std::vector<Money> values;
  for (const Outcomes& o : outcomes) values.push_back(o.*looked.value);
  BridgeMeasure measure{.key = looked.key,
                        .label = looked.label,
                        .from = values.front(),
                        .to = values.back(),
                        .shares = {},
                        .alone = {},
                        .last = {},
                        .error = {}};
  if (orders == nullptr) {
    measure.shares = exact_shares(groups, values);
    for (int g = 0; g < groups; ++g) {
      measure.alone.push_back(values[Coalition{1} << g] - values.front());
      measure.last.push_back(values.back() - values[(values.size() - 1) ^ Coalition{1} << g]);
    }
  } else {
    SampledShares sampled = sampled_shares(groups, *orders, values);
    measure.shares = std::move(sampled.shares);
    measure.error = std::move(sampled.error);
  }
  return measure;
}

/// The same bridge walked the other way; `back` has its groups as they read from there.
void turn_round(Bridge& bridge, const std::vector<BridgeGroup>& back) {
  for (BridgeGroup& group : bridge.groups)
    group = *std::find_if(back.begin(), back.end(), [&](const BridgeGroup& other) { return other.key == group.key; });
  for (BridgeMeasure& measure : bridge.measures) {
    std::swap(measure.from, measure.to);
    std::swap(measure.alone, measure.last);
    for (auto* amounts : {&measure.shares, &measure.alone, &measure.last})
      for (Money& amount : *amounts) amount = -amount;
  }
  for (ShareRange& range : bridge.objective_ranges) range = {.low = -range.high, .high = -range.low};
}

Issue not_different(const std::string& from, const std::string& to) {
  return make_issue(Severity::error, "nothing-between", "scenarios", 0, 0, "",
                    {from + " and " + to + " have the same differences from the campaign", from + " 与 " + to + " 对原数据的差别相同"},
                    {"Name two scenarios that differ", "请指定两个不同的情景"});
}

Issue too_many(std::size_t groups) {
  const std::string n = std::to_string(groups), most = std::to_string(most_players);
  return make_issue(
      Severity::error, "too-many-groups", "scenarios", 0, 0, "",
      {"there are " + n + " groups of differences; at most " + most + " can be told apart", "差别共" + n + "组，最多可分" + most + "组"},
      {"Use --by section or --by scenario", "请用 --by section 或 --by scenario"});
}

}  // namespace

std::vector<BridgeGroup> bridge_groups(const CampaignFile& from, const CampaignFile& to, BridgeGrouping grouping) {
  Grouping all(from, to);
  if (grouping == BridgeGrouping::fitting)
    grouping = all.differences() <= most_exact ? BridgeGrouping::difference : BridgeGrouping::section;
  return all.run(grouping);
}

Checked<std::optional<Bridge>> make_bridge(const CampaignFolder& folder, const std::string& from, const std::string& to,
                                           const BridgeOptions& options) {
  // The way is always planned in the same direction, so that the way back is it with the opposite sign.
  const bool back = !options.ends && (to == baseline || (from != baseline && to < from));
  const std::string &first = back ? to : from, &other = back ? from : to;
  Checked<CampaignFile> begin = folder.file(first), end = folder.file(other);
  if (!begin) return begin.issues();
  if (!end) return end.issues();
  Bridge bridge{.from = from, .to = to, .groups = bridge_groups(*begin, *end, options.grouping), .measures = {}, .objective_ranges = {}};
  const std::size_t n = bridge.groups.size();
  if (n == 0) return Issues{not_different(from, to)};
  if (n > static_cast<std::size_t>(most_players)) return Issues{too_many(n)};
  const int groups = static_cast<int>(n);
  const bool all = n <= most_exact;
  const std::vector<std::vector<int>> orders = antithetic_orders(groups, options.pairs, options.seed);
  const std::vector<Coalition> wanted = wanted_coalitions(n, orders, all);
  Coalitions coalitions(folder, *begin, *end, bridge.groups);
  Issues wrong = coalitions.check(wanted, options.threads);
  if (!wrong.empty()) return wrong;
  coalitions.plan(wanted, options);

  const std::vector<Outcomes>& outcomes = coalitions.outcomes();
  bridge.plans = static_cast<std::size_t>(std::count_if(outcomes.begin(), outcomes.end(), [](const Outcomes& o) { return o.there; }));
  for (const Outcomes& o : outcomes) bridge.worst_gap = std::max(bridge.worst_gap, o.relative);
  bridge.exact = all && bridge.plans == outcomes.size();
  const std::vector<std::vector<int>> complete = complete_orders(orders, outcomes);
  if (!bridge.exact && complete.empty()) return std::optional<Bridge>{};
  if (!bridge.exact) bridge.orders = complete.size();
  for (const Looked& looked : looked_at)
    bridge.measures.push_back(measure_of(looked, groups, outcomes, bridge.exact ? nullptr : &complete));
  if (bridge.exact) {
    std::vector<double> low, high;
    for (const Outcomes& o : outcomes) {
      low.push_back(o.low);
      high.push_back(o.high);
    }
    bridge.objective_ranges = exact_ranges(groups, low, high);
  }
  if (back) turn_round(bridge, bridge_groups(*end, *begin, options.grouping));
  return std::optional(std::move(bridge));
}

}  // namespace liandong
