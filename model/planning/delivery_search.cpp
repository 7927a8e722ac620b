#include "model/planning/delivery_search.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "model/optimise/solve.hpp"
#include "model/planning/delivery_bound.hpp"
#include "model/planning/delivery_program.hpp"
#include "model/planning/finish.hpp"
#include "model/planning/lock_conflict.hpp"
#include "model/planning/planner.hpp"
#include "model/planning/search.hpp"

namespace liandong {
namespace {

using Clock = std::chrono::steady_clock;

constexpr double unknown = std::numeric_limits<double>::infinity();

/// A change of one project's mode, and what it changes at the prices of the plan at hand.
struct Change {
  ProjectId project;
  int mode = 0;
  double gain = 0;  ///< 万元, at most, on dates near the present ones.
};

Multipliers multipliers_of(const Certificate& certificate) {
  return {.cash = certificate.cash, .affordability = certificate.affordability};
}
Multipliers multipliers_of(const CertificateBranch& branch) { return {.cash = branch.cash, .affordability = branch.affordability}; }

/// Amounts of a solver in whole fen, within the limits, that sum to the cost: rounded down, what is left over to the largest fractions.
std::vector<Money> whole_fen(const Mode& mode, const std::vector<double>& wan) {
  std::vector<Money> spend;
  std::vector<std::pair<double, std::size_t>> fractions;
  Money left = mode.cost;
  for (std::size_t u = 0; u < wan.size(); ++u) {
    spend.push_back(std::clamp(Money::floor_wan(std::max(0.0, wan[u]) + 1e-9), mode.least[u], mode.most[u]));
    fractions.emplace_back(spend.back().wan() - wan[u], u);
    left -= spend.back();
  }
  std::sort(fractions.begin(), fractions.end());
  for (const auto& [fraction, u] : fractions) {
    const Money more = std::clamp(left, mode.least[u] - spend[u], mode.most[u] - spend[u]);
    spend[u] += more;
    left -= more;
  }
  return spend;
}

class DeliverySearch {
 public:
  DeliverySearch(const PlanningProblem& problem, const PlanOptions& options)
      : problem_(problem), options_(options), bound_(problem), started_(Clock::now()) {
    for (std::size_t j = 0; j < problem.campaign().projects().size(); ++j) {
      const auto modes = problem.modes().of(id(j));
      if (modes.size() > 1) alternatives_ += static_cast<int>(modes.size()) - 1;
    }
  }

  PlanResult run() {
    const std::optional<Deliveries> relaxed = solve_relaxation_of_all();
    if (relaxed) plan(*relaxed);
    if (!enough()) plan(possible(problem_) ? problem_.deliveries() : problem_.modes().shortest());
    if (!enough()) plan(cheapest_choice());
    constexpr int few = 24, very_few = 10;  // Alternatives: so few that each, or two at a time, are planned.
    if (alternatives_ <= few && small())
      while (!stopped() && (plan_each() || (alternatives_ <= very_few && !enough() && plan_pairs()))) {
      }
    else
      while (!enough() && change_modes()) {
      }
    best_.plan.modes = entries();
    return finish();
  }

 private:
  static ProjectId id(std::size_t j) { return ProjectId{static_cast<std::int32_t>(j)}; }
  [[nodiscard]] bool small() const {
    constexpr int completions = 1500;
    return problem_.graph().node_count() * problem_.periods() <= completions;
  }
  [[nodiscard]] int mode_count(std::size_t j) const { return static_cast<int>(problem_.modes().of(id(j)).size()); }
  [[nodiscard]] static Deliveries with(Deliveries deliveries, ProjectId project, int mode) {
    deliveries[project.index()] = {.mode = mode, .profile = {}};
    return deliveries;
  }
  [[nodiscard]] double seconds() const { return std::chrono::duration<double>(Clock::now() - started_).count(); }
  [[nodiscard]] double objective() const { return planned_ ? best_.plan.certificate.objective : unknown; }
  [[nodiscard]] bool stopped() const {
    return options_.stop.stop_requested() || (options_.time_limit > 0 && seconds() >= options_.time_limit);
  }
  [[nodiscard]] bool enough() const {
    return planned_ && (stopped() || objective() - proof_.bound <= options_.gap * std::abs(objective()));
  }
  void report(Text step) const {
    if (options_.on_progress)
      options_.on_progress({.seconds = seconds(), .objective = objective(), .bound = proof_.bound, .step = std::move(step)});
  }
  [[nodiscard]] bool possible(const PlanningProblem& delivered) const {
    return !delivered.locks().any_dates() || !find_lock_conflict(delivered.campaign(), delivered.graph(), delivered.locks());
  }

  /// Plans the choice; keeps it if it is the best, and what it proves if that is the most. Its cost, if it could be planned.
  double plan(const Deliveries& deliveries) {
    if (!tried_.insert(key(deliveries)).second) return unknown;
    const PlanningProblem fixed = problem_.delivered(deliveries);
    if (!possible(fixed)) return unknown;
    PlanOptions inner{.gap = options_.gap,
                      .time_limit = options_.time_limit > 0 ? std::max(0.01, options_.time_limit - seconds()) : 0,
                      .threads = options_.threads,
                      .stop = options_.stop};
    if (options_.on_progress)
      inner.on_progress = [&](const PlanProgress& progress) {
        if (progress.step.en != "done") report(progress.step);
      };
    Planner planner;
    double cost = unknown;
    constexpr int most_rounds = 6;  // Of elastic spend: each begins with the best spend for the dates of the last.
    Deliveries now = deliveries;
    for (int round = 0; round < most_rounds && (round == 0 || !stopped()); ++round) {
      PlanResult result = planner.plan(problem_.delivered(now), inner);
      const Schedule dates = schedule_of(fixed, result.plan);
      result.plan.deliveries = now;
      raise(result.plan.certificate);
      cost = std::min(cost, result.plan.certificate.objective);
      if (result.plan.certificate.objective < objective() || !planned_) best_ = std::move(result);
      planned_ = true;
      report({"choosing modes", "选择实施方式"});
      if (!problem_.modes().any_elastic()) break;
      const auto spread = spread_spend(now, dates);
      if (!spread || spread->cost > cost - 1e-6 * std::abs(cost)) break;
      now = spread->deliveries;
      cost = std::min(cost, take(now, dates));
    }
    costs_[key(deliveries)] = cost;
    return cost;
  }

  struct Spread {
    Deliveries deliveries;
    double cost = 0;  ///< With real amounts.
  };
  /// The best elastic spend for fixed dates (17): one linear programme; what its multipliers prove about all plans is kept.
  std::optional<Spread> spread_spend(const Deliveries& deliveries, const Schedule& dates) {
    const DeliveryProgram program = delivery_program(problem_, bound_, {.only = &deliveries, .dates = &dates});
    if (program.elastic.empty()) return std::nullopt;
    const optimise::Solution solution = optimise::solve(program.lp, {.tolerance = 1e-9, .vertex = true, .stop = options_.stop});
    if (solution.status != optimise::SolveStatus::optimal) return std::nullopt;
    raise(program, solution.y);
    Spread spread{.deliveries = deliveries, .cost = solution.objective};
    std::map<ProjectId, std::vector<double>> wan;
    for (const DeliveryProgram::Spend& spend : program.elastic) {
      auto& periods = wan[spend.project];
      periods.resize(static_cast<std::size_t>(problem_.modes().find(spend.project, deliveries[spend.project.index()])->duration));
      periods[static_cast<std::size_t>(spend.u)] = solution.x[spend.column];
    }
    for (const auto& [project, periods] : wan) {
      Delivery& delivery = spread.deliveries[project.index()];
      delivery.profile = whole_fen(*problem_.modes().find(project, delivery), periods);
    }
    return spread;
  }

  void raise(const DeliveryProgram& program, const Eigen::VectorXd& y) {
    Multipliers multipliers = program.multipliers(problem_, y);
    raise(Certificate{.cash = std::move(multipliers.cash), .affordability = std::move(multipliers.affordability)});
  }

  /// Of small problems the relaxation with all modes is solved as it stands: no multipliers of one choice alone prove more. Gives the
  /// choice that it leans to: of each project the mode with most of it, elastic spend as it is there.
  std::optional<Deliveries> solve_relaxation_of_all() {
    if (!small()) return std::nullopt;
    const DeliveryProgram program = delivery_program(problem_, bound_);
    const optimise::Solution solution = optimise::solve(program.lp, {.tolerance = 1e-9, .stop = options_.stop});
    if (solution.status != optimise::SolveStatus::optimal) return std::nullopt;
    raise(program, solution.y);
    std::map<std::pair<ProjectId, int>, double> weight;  // By project and mode.
    for (const auto& [place, column] : program.mode_column)
      weight[{ProjectId{std::get<0>(place)}, std::get<2>(place)}] += solution.x[column];
    Deliveries choice = problem_.deliveries();
    std::map<ProjectId, double> most;
    for (const auto& [place, w] : weight)
      if (const auto [best, fresh] = most.try_emplace(place.first, w); fresh || w > best->second + 1e-9) {
        best->second = w;
        choice[place.first.index()] = {.mode = place.second, .profile = {}};
      }
    std::map<ProjectId, std::vector<double>> wan;
    for (const DeliveryProgram::Spend& spend : program.elastic) {
      const Delivery& delivery = choice[spend.project.index()];
      if (delivery.mode != spend.mode || most[spend.project] < 1e-6) continue;
      auto& periods = wan[spend.project];
      periods.resize(static_cast<std::size_t>(problem_.modes().find(spend.project, delivery)->duration));
      periods[static_cast<std::size_t>(spend.u)] += solution.x[spend.column] / most[spend.project];
    }
    for (const auto& [project, periods] : wan) {
      Delivery& delivery = choice[project.index()];
      delivery.profile = whole_fen(*problem_.modes().find(project, delivery), periods);
    }
    return choice;
  }

  /// What the multipliers of a certificate for one choice prove about all of them.
  void raise(const Certificate& from) {
    Certificate here = from;
    here.parts.clear();  // Rises of one choice are none of all; only its multipliers are taken over.
    here.bound = bound_.bound({}, multipliers_of(from));
    if (!here.branches.empty()) {
      double least = unknown;
      for (CertificateBranch& branch : here.branches)
        least = std::min(least, branch.bound = bound_.bound(branch.path, multipliers_of(branch)));
      if (least > here.bound)
        here.bound = least;
      else
        here.branches.clear();
    }
    if (here.bound > proof_.bound) proof_ = std::move(here);
  }

  [[nodiscard]] static std::vector<int> key(const Deliveries& deliveries) {
    std::vector<int> modes;
    for (const Delivery& delivery : deliveries) modes.push_back(delivery.mode);
    return modes;
  }

  /// For each project the mode that is cheapest at the prices of the proof, on the dates that are cheapest there.
  [[nodiscard]] Deliveries cheapest_choice() const {
    const Multipliers multipliers = multipliers_of(proof_);
    const auto by_mode = bound_.by_mode(multipliers);
    const ExpandedGraph graph(bound_.frame(), open_windows(bound_.frame()));
    const Schedule dates = cheapest_schedule(bound_.frame(), graph, bound_.costs(multipliers)).schedule;
    Deliveries choice = best_.plan.deliveries;
    for (std::size_t j = 0; j < choice.size(); ++j) {
      if (!dates[j] || choice[j].mode < 0) continue;
      const auto cost = [&](int mode) { return by_mode[static_cast<std::size_t>(mode)][j][static_cast<std::size_t>(*dates[j])]; };
      for (int m = 0; m < static_cast<int>(problem_.modes().of(id(j)).size()); ++m)
        if (cost(m) < cost(choice[j].mode)) choice[j] = {.mode = m, .profile = {}};
    }
    return choice;
  }

  /// Every alternative of the best plan, planned; true if one of them was better.
  bool plan_each() {
    const double before = objective();
    const Deliveries from = best_.plan.deliveries;
    for (std::size_t j = 0; j < from.size(); ++j)
      for (int m = 0; m < mode_count(j) && !stopped(); ++m)
        if (m != from[j].mode) plan(with(from, id(j), m));
    return objective() < before - 1e-9 * std::abs(before);
  }

  /// The same for two changes at a time; true at the first that is better.
  bool plan_pairs() {
    const double before = objective();
    const Deliveries from = best_.plan.deliveries;
    for (std::size_t j = 0; j < from.size(); ++j)
      for (std::size_t i = j + 1; i < from.size(); ++i)
        for (int m = 0; m < mode_count(j); ++m)
          for (int n = 0; n < mode_count(i) && !stopped(); ++n) {
            if (m == from[j].mode || n == from[i].mode) continue;
            plan(with(with(from, id(j), m), id(i), n));
            if (objective() < before - 1e-9 * std::abs(before)) return true;
          }
    return false;
  }

  /// The best plan's money, solved for its prices.
  struct Priced {
    Evaluation plan;
    std::vector<DeliveryBound::ProjectCosts> by_mode;
    CompletionCosts stages;  ///< And the constant.
    std::vector<int> durations;
  };
  [[nodiscard]] Priced price(const PlanningProblem& fixed, Schedule schedule) const {
    const SpendModel model(fixed);
    const MasterLayout layout(model);
    Priced priced{.plan = evaluate(layout, std::move(schedule), row_prices(model.rows(), multipliers_of(proof_)))};
    const Multipliers multipliers = liandong::multipliers_of(model.rows(), priced.plan.prices);
    priced.by_mode = bound_.by_mode(multipliers);
    priced.stages = bound_.costs(multipliers);
    for (std::size_t j = 0; j < problem_.campaign().projects().size(); ++j) priced.stages.at[j].assign(priced.stages.at[j].size(), 0.0);
    for (const Project& project : fixed.campaign().projects()) priced.durations.push_back(project.duration);
    return priced;
  }

  /// (2) for these modes: what each completion costs at the prices.
  [[nodiscard]] static CompletionCosts costs_of(const Priced& priced, const Deliveries& deliveries) {
    CompletionCosts costs = priced.stages;
    for (std::size_t j = 0; j < deliveries.size(); ++j)
      costs.at[j] = priced.by_mode[static_cast<std::size_t>(std::max(0, deliveries[j].mode))][j];
    return costs;
  }

  /// The dates near those of the plan that are cheapest at its prices if projects are delivered otherwise; a proven bound on all plans
  /// near. Empty if links, locks and horizon leave none.
  [[nodiscard]] std::optional<CheapestSchedule> dates_near(const Priced& priced, const Deliveries& deliveries) const {
    const PlanningProblem fixed = problem_.delivered(deliveries);
    int reach = 4;
    for (std::size_t j = 0; j < deliveries.size(); ++j)
      reach = std::max(reach, 2 + std::abs(fixed.campaign().projects()[j].duration - priced.durations[j]));
    std::vector<Window> windows = windows_around(fixed, priced.plan.schedule, reach);
    if (!possible(fixed) || !tighten(fixed, windows)) return std::nullopt;
    CheapestSchedule found = cheapest_schedule(fixed, ExpandedGraph(fixed, std::move(windows)), costs_of(priced, deliveries));
    if (!std::isfinite(found.value)) return std::nullopt;
    settle_stages(fixed, found.schedule);
    return found;
  }

  /// Every other mode of every project that is built, the most promising first.
  [[nodiscard]] std::vector<Change> changes(const Priced& priced, const Deliveries& from) const {
    std::vector<Change> found;
    for (std::size_t j = 0; j < from.size(); ++j)
      for (int m = 0; m < mode_count(j); ++m) {
        if (m == from[j].mode || !priced.plan.schedule[j]) continue;
        if (const auto dates = dates_near(priced, with(from, id(j), m)))
          found.push_back({.project = id(j), .mode = m, .gain = priced.plan.objective - dates->value});
      }
    std::stable_sort(found.begin(), found.end(), [](const Change& a, const Change& b) { return a.gain > b.gain; });
    return found;
  }

  /// Changes modes of the best plan as long as that pays, all that promise something at once or one by one, and plans the choice. True if
  /// the plan is better then.
  bool change_modes() {
    const double before = objective();
    Deliveries now = best_.plan.deliveries;
    Priced priced = price(problem_.delivered(now), schedule_of(problem_.delivered(now), best_.plan));
    if (!std::isfinite(priced.plan.objective)) return false;
    bool changed = false;
    for (bool gained = true; gained && !stopped();) {
      gained = false;
      std::vector<Change> promising = changes(priced, now);
      std::erase_if(promising, [&](const Change& change) { return change.gain < 1e-7 * std::abs(priced.plan.objective); });
      std::vector<std::vector<Change>> attempts;
      for (std::size_t part = promising.size(); part > 1; part /= 2)
        attempts.emplace_back(promising.begin(), promising.begin() + static_cast<std::ptrdiff_t>(part));
      constexpr std::size_t most = 12;  // Changes tried one by one before giving up on these prices.
      for (std::size_t i = 0; i < std::min(most, promising.size()); ++i) attempts.push_back({promising[i]});
      for (const std::vector<Change>& attempt : attempts) {
        if (stopped()) break;
        Deliveries deliveries = now;
        for (const Change& change : attempt) deliveries = with(deliveries, change.project, change.mode);
        auto dates = dates_near(priced, deliveries);
        if (!dates) continue;
        Priced next = price(problem_.delivered(deliveries), std::move(dates->schedule));
        if (!(next.plan.objective < priced.plan.objective - 1e-7 * std::abs(priced.plan.objective))) continue;
        priced = std::move(next);
        now = std::move(deliveries);
        gained = changed = true;
        report({"choosing modes", "选择实施方式"});
        break;
      }
    }
    if (!changed) return false;
    take(now, priced.plan.schedule);
    if (!enough()) plan(now);
    return objective() < before - 1e-9 * std::abs(before);
  }

  /// The plan of a choice and schedule, if it is better than the best.
  double take(const Deliveries& deliveries, const Schedule& schedule) {
    const PlanningProblem fixed = problem_.delivered(deliveries);
    PlanResult result;
    result.plan = finish_plan(SpendModel(fixed), schedule, options_.threads);
    result.plan.deliveries = deliveries;
    const double cost = result.plan.certificate.objective;
    if (cost < objective()) best_ = std::move(result);
    return cost;
  }

  /// Every mode, with what it would cost more.
  [[nodiscard]] std::vector<ModeEntry> entries() const {
    const Deliveries& chosen = best_.plan.deliveries;
    const PlanningProblem fixed = problem_.delivered(chosen);
    const Priced priced = price(fixed, schedule_of(fixed, best_.plan));
    std::map<std::pair<ProjectId, int>, double> gains;
    if (std::isfinite(priced.plan.objective))
      for (const Change& change : changes(priced, chosen)) gains[{change.project, change.mode}] = change.gain;
    std::vector<ModeEntry> entries;
    for (std::size_t j = 0; j < chosen.size(); ++j)
      for (int m = 0; m < mode_count(j); ++m) {
        ModeEntry entry{.project = id(j), .mode = m};
        entry.chosen = best_.plan.start[j] && m == chosen[j].mode;
        if (entry.chosen) entry.at_prices = entry.replanned = 0;
        if (const auto gain = gains.find({id(j), m}); gain != gains.end()) entry.at_prices = -gain->second;
        if (const auto cost = costs_.find(key(with(chosen, id(j), m))); !entry.chosen && best_.plan.start[j] && cost != costs_.end())
          entry.replanned = cost->second - objective();
        entries.push_back(entry);
      }
    return entries;
  }

  PlanResult finish() {
    Certificate& certificate = best_.plan.certificate;
    const double cost = certificate.objective;
    certificate = proof_;
    certificate.objective = cost;
    best_.relaxation.reset();
    best_.outcome = certificate.relative_gap() <= options_.gap ? Outcome::proven
                    : options_.stop.stop_requested()           ? Outcome::cancelled
                                                               : Outcome::best_found;
    report({"done", "完成"});
    return std::move(best_);
  }

  const PlanningProblem& problem_;
  const PlanOptions& options_;
  DeliveryBound bound_;
  Clock::time_point started_;
  bool planned_ = false;
  PlanResult best_;
  Certificate proof_{.bound = -unknown};
  int alternatives_ = 0;
  std::set<std::vector<int>> tried_;
  std::map<std::vector<int>, double> costs_;  ///< Of choices that were planned.
};

}  // namespace

PlanResult plan_deliveries(const PlanningProblem& problem, const PlanOptions& options) { return DeliverySearch(problem, options).run(); }

}  // namespace liandong
