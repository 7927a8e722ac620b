#include "scenarios/reopen_plan.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <tuple>
#include <utility>

namespace liandong {
namespace {

template <class IdType, class Row>
std::map<std::string, IdType> index_of(const std::vector<Row>& rows) {
  std::map<std::string, IdType> index;
  for (std::size_t i = 0; i < rows.size(); ++i) index.emplace(rows[i].key, IdType{static_cast<std::int32_t>(i)});
  return index;
}

class Reopener {
 public:
  Reopener(const PlanningProblem& problem, const PlanFiles& files)
      : problem_(problem),
        files_(files),
        projects_(index_of<ProjectId>(problem.campaign().projects())),
        stages_(index_of<StageId>(problem.campaign().stages())),
        sources_(index_of<SourceId>(problem.funding().sources())),
        units_(index_of<UnitId>(problem.campaign().units())) {}

  Checked<Plan> reopen() {
    read_schedule();
    read_money();
    read_debt();
    read_prices();
    read_certificate();
    if (has_errors(issues_)) return issues_;
    return plan_;
  }

 private:
  template <class IdType>
  std::optional<IdType> find(const std::map<std::string, IdType>& index, const std::string& key, const char* file, int row, const Text& what) {
    if (const auto found = index.find(key); found != index.end()) return found->second;
    complain(file, row, {"There is no " + what.en + " " + key + " in the campaign.", "创建数据中没有" + what.zh + " " + key + "。"});
    return {};
  }

  void complain(const char* file, int row, Text sentence) {
    issues_.push_back({.severity = Severity::error, .code = "plan-of-other-campaign", .file = file, .row = row, .field = {}, .sentence = std::move(sentence),
                       .mend = {"Use the campaign that the plan was made from, or plan again.", "请使用编制该计划的数据，或重新编制计划。"}});
  }

  /// The index of a period of the horizon; complains about others.
  std::optional<int> within(Period period, const char* file, int row) {
    if (period.unit() == problem_.campaign().horizon().first.unit() && problem_.campaign().horizon().contains(period)) return problem_.campaign().horizon().index_of(period);
    complain(file, row, {period.text() + " lies outside the campaign's horizon.", period.text() + " 不在规划期内。"});
    return {};
  }

  void read_schedule() {
    plan_.start.resize(projects_.size());
    plan_.stage.resize(stages_.size());
    for (const ScheduleRow& row : files_.schedule) {
      if (row.kind == "project") {
        const auto id = find(projects_, row.node, "schedule.csv", row.row, {"project", "项目"});
        if (!id || !row.start) continue;
        const auto start = within(*row.start, "schedule.csv", row.row);
        const int duration = problem_.campaign()[*id].duration;
        if (start && *start + duration > problem_.periods())
          complain("schedule.csv", row.row, {"Project " + row.node + " would not be complete within the horizon.", "项目 " + row.node + " 在规划期内无法完成。"});
        else
          plan_.start[id->index()] = start;
      } else if (row.kind == "stage") {
        const auto id = find(stages_, row.node, "schedule.csv", row.row, {"stage", "阶段"});
        if (id && row.finish) plan_.stage[id->index()] = within(*row.finish, "schedule.csv", row.row);
      }
    }
  }

  /// Is `t` a period in which the plan builds the project?
  bool in_execution(ProjectId id, int t, const char* file, int row) {
    const auto start = plan_.start[id.index()];
    const Project& project = problem_.campaign()[id];
    if (start && t >= *start && t < *start + project.duration) return true;
    complain(file, row, {"Project " + project.key + " is not built in that period.", "项目 " + project.key + " 该期并不在建。"});
    return false;
  }

  void read_money() {
    for (const AllocationRow& row : files_.allocation) {
      const auto project = find(projects_, row.project, "allocation.csv", row.row, {"project", "项目"});
      const auto source = find(sources_, row.source, "allocation.csv", row.row, {"source", "资金来源"});
      const auto t = within(row.period, "allocation.csv", row.row);
      if (project && source && t && in_execution(*project, *t, "allocation.csv", row.row)) plan_.payments.push_back({*project, *source, *t, row.amount});
    }
    for (const GapRow& row : files_.gap) {
      const auto project = find(projects_, row.project, "gap.csv", row.row, {"project", "项目"});
      const auto t = within(row.period, "gap.csv", row.row);
      if (project && t && in_execution(*project, *t, "gap.csv", row.row)) plan_.gaps.push_back({*project, *t, row.amount});
    }
    std::sort(plan_.payments.begin(), plan_.payments.end(), [](const Payment& a, const Payment& b) { return std::tie(a.project, a.source, a.t) < std::tie(b.project, b.source, b.t); });
    std::sort(plan_.gaps.begin(), plan_.gaps.end(), [](const GapEntry& a, const GapEntry& b) { return std::tie(a.project, a.t) < std::tie(b.project, b.t); });
    plan_.balances.assign(sources_.size(), std::vector<BalanceEntry>(static_cast<std::size_t>(problem_.periods())));
    for (const BalanceRow& row : files_.balances) {
      const auto source = find(sources_, row.source, "balances.csv", row.row, {"source", "资金来源"});
      const auto t = within(row.period, "balances.csv", row.row);
      if (source && t) plan_.balances[source->index()][static_cast<std::size_t>(*t)] = {row.inflow, row.drawn, row.debt_service, row.balance};
    }
  }

  void read_debt() {
    for (const DebtServiceRow& row : files_.debt_service) {
      const auto project = find(projects_, row.project, "debt_service.csv", row.row, {"project", "项目"});
      const auto source = find(sources_, row.source, "debt_service.csv", row.row, {"source", "资金来源"});
      const auto payer = find(sources_, row.payer, "debt_service.csv", row.row, {"source", "资金来源"});
      if (!project || !source || !payer) continue;
      if (row.period.unit() != problem_.campaign().horizon().first.unit()) {
        complain("debt_service.csv", row.row, {row.period.text() + " is no period of this campaign.", row.period.text() + " 不是本数据的期间。"});
        continue;
      }
      plan_.service.push_back({*project, *source, *payer, problem_.campaign().horizon().index_of(row.period), row.amount});
    }
    for (const AffordabilityRow& row : files_.affordability)
      if (const auto unit = find(units_, row.region, "affordability.csv", row.row, {"unit", "单位"})) plan_.affordability.push_back({*unit, row.year, row.service, row.ceiling});
  }

  void read_prices() {
    for (const PriceRow& row : files_.prices) {
      const auto source = find(sources_, row.source, "prices.csv", row.row, {"source", "资金来源"});
      const auto t = within(row.period, "prices.csv", row.row);
      if (source && t) plan_.prices.push_back({*source, *t, row.value, row.range_low, row.range_high});
    }
  }

  void read_certificate() {
    const auto part = [&](const char* name) {
      const auto found = files_.summary.parts.find(name);
      return found == files_.summary.parts.end() ? 0.0 : found->second;
    };
    plan_.parts = {part("gap"), part("lateness"), part("never"), part("own_money"), part("debt_service"), part("other_money")};
    plan_.certificate.objective = files_.certificate.objective;
    plan_.certificate.bound = files_.certificate.bound;
    plan_.certificate.cash.assign(sources_.size(), std::vector<double>(static_cast<std::size_t>(problem_.periods())));
    for (const auto& [key, values] : files_.certificate.cash)
      if (const auto source = sources_.find(key); source != sources_.end() && values.size() == static_cast<std::size_t>(problem_.periods()))
        plan_.certificate.cash[source->second.index()] = values;
    for (const auto& [key, value] : files_.certificate.affordability)
      if (const auto unit = units_.find(key.first); unit != units_.end()) plan_.certificate.affordability[{unit->second, key.second}] = value;
    for (const BranchFile& branch : files_.certificate.branches) read_branch(branch);
    if (const auto& moves = files_.certificate.moves)
      plan_.certificate.moves = MovePrices{.project = moves->per_project, .cost = moves->per_wan};
  }

  void read_branch(const BranchFile& file) {
    CertificateBranch branch{.path = {}, .bound = file.bound, .cash = {}, .affordability = {}};
    for (const BranchAnswerFile& answer : file.path) {
      BranchAnswer& question = branch.path.emplace_back();
      question.reached = answer.reached;
      if (const auto t = within(answer.by, "certificate.json", 0)) question.t = *t;
      if (answer.project.empty()) {
        if (const auto stage = find(stages_, answer.stage, "certificate.json", 0, {"stage", "阶段"})) question.stage = *stage;
      } else if (const auto project = find(projects_, answer.project, "certificate.json", 0, {"project", "项目"})) {
        question.project = *project;
      }
    }
    branch.cash.assign(sources_.size(), std::vector<double>(static_cast<std::size_t>(problem_.periods())));
    for (const auto& [key, cash] : file.cash) {
      const auto source = sources_.find(key);
      const auto first = within(cash.from, "certificate.json", 0);
      if (source == sources_.end() || !first || cash.values.size() > static_cast<std::size_t>(problem_.periods() - *first)) continue;
      std::copy(cash.values.begin(), cash.values.end(), branch.cash[source->second.index()].begin() + *first);
    }
    for (const auto& [key, value] : file.affordability)
      if (const auto unit = units_.find(key.first); unit != units_.end()) branch.affordability[{unit->second, key.second}] = value;
    plan_.certificate.branches.push_back(std::move(branch));
  }

  const PlanningProblem& problem_;
  const PlanFiles& files_;
  std::map<std::string, ProjectId> projects_;
  std::map<std::string, StageId> stages_;
  std::map<std::string, SourceId> sources_;
  std::map<std::string, UnitId> units_;
  Plan plan_;
  Issues issues_;
};

/// modes.csv, keys resolved.
std::vector<ModeEntry> modes_of(const PlanningProblem& problem, const PlanFiles& files, Issues& issues) {
  const auto projects = index_of<ProjectId>(problem.campaign().projects());
  std::vector<ModeEntry> entries;
  for (const ModeRow& row : files.modes) {
    const auto project = projects.find(row.project);
    const auto modes = project == projects.end() ? std::span<const Mode>{} : problem.modes().of(project->second);
    const auto mode = std::find_if(modes.begin(), modes.end(), [&](const Mode& m) { return m.key == row.mode; });
    if (mode == modes.end()) {
      issues.push_back({.severity = Severity::error, .code = "plan-of-other-campaign", .file = "modes.csv", .row = row.row, .field = {},
                        .sentence = {"Project " + row.project + " has no mode " + row.mode + " in the campaign.", "创建数据中项目 " + row.project + " 没有实施方式 " + row.mode + "。"},
                        .mend = {"Use the campaign that the plan was made from, or plan again.", "请使用编制该计划的数据，或重新编制计划。"}});
      continue;
    }
    entries.push_back({.project = project->second, .mode = static_cast<int>(mode - modes.begin()), .chosen = row.chosen, .at_prices = row.at_prices, .replanned = row.replanned});
  }
  return entries;
}

/// What an elastic project spends is what is paid for it and what lacks.
void set_elastic_spend(const PlanningProblem& problem, const Plan& plan, Deliveries& deliveries) {
  const auto add = [&](ProjectId project, int t, Money amount) {
    const Mode* mode = problem.modes().find(project, deliveries[project.index()]);
    if (mode == nullptr || !mode->elastic()) return;
    std::vector<Money>& profile = deliveries[project.index()].profile;
    profile.resize(static_cast<std::size_t>(mode->duration));
    profile[static_cast<std::size_t>(t - *plan.start[project.index()])] += amount;
  };
  for (const Payment& payment : plan.payments) add(payment.project, payment.t, payment.amount);
  for (const GapEntry& gap : plan.gaps) add(gap.project, gap.t, gap.amount);
}

}  // namespace

Checked<Plan> reopen_plan(const PlanningProblem& problem, const PlanFiles& files) {
  if (problem.modes().empty()) return Reopener(problem, files).reopen();
  Issues issues;
  std::vector<ModeEntry> modes = modes_of(problem, files, issues);
  if (has_errors(issues)) return issues;
  Deliveries deliveries = problem.modes().first();
  for (const ModeEntry& entry : modes)
    if (entry.chosen) deliveries[entry.project.index()].mode = entry.mode;
  Checked<Plan> plan = Reopener(problem.delivered(deliveries), files).reopen();
  if (!plan) return plan;
  set_elastic_spend(problem, *plan, deliveries);
  (*plan).deliveries = std::move(deliveries);
  (*plan).modes = std::move(modes);
  return plan;
}

}  // namespace liandong
