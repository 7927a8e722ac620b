#include "model/io/apply_differences.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "model/campaign/spending_profile.hpp"
#include "model/io/input_figures.hpp"
#include "model/planning/modes.hpp"

namespace liandong {
namespace {

template <class T>
bool admits(const std::vector<T>& list, const T& item) {
  return list.empty() || std::find(list.begin(), list.end(), item) != list.end();
}

bool is_of(const Source& source, const std::vector<UnitId>& units) {
  if (units.empty()) return true;
  if (source.owner.known()) return admits(units, source.owner);
  return source.units.size() == 1 && admits(units, source.units.front());
}

bool passes(const MoneyFilter& filter, const Source& source, SourceId id) {
  return admits(filter.sources, id) && is_of(source, filter.units) && (!filter.channel || *filter.channel == source.channel) &&
         (!filter.level || *filter.level == source.level);
}

class Applying {
 public:
  Applying(FolderTables& tables, CampaignHead& head, IssueLog& log) : tables_(tables), head_(head), log_(log) {}

  void apply(const Difference& difference) {
    now_ = &difference;
    passed_ = changed_ = 0;
    failed_ = false;
    std::visit(*this, difference.what);
    if (failed_ || changed_ > 0) return;
    if (passed_ == 0)
      say(Severity::warning, "scenario-without-effect",
          {"Nothing passes these filters, so the change does nothing", "没有内容符合这些条件，该调整不起作用"},
          {"Check the filters against the campaign's tables", "请对照数据表核对条件"});
    else
      say(Severity::warning, "scenario-changes-nothing",
          {"All that it is about is as it says already", "所涉内容原已如此，该调整没有改变任何数字"},
          {"Take it out, or correct the figure", "请删去，或改正数字"});
  }

  void finish() {
    for (Inflow& inflow : tables_.funding.inflows)
      if (const Source* source = source_of(inflow); source && off_[static_cast<std::size_t>(source->channel)]) inflow.amount = Money{};
  }

  void operator()(const InflowDifference& change) {
    std::vector<Inflow>& inflows = tables_.funding.inflows;
    std::vector<std::size_t> rows;
    for (std::size_t i = 0; i < inflows.size(); ++i) {
      const Source* source = source_of(inflows[i]);
      if (source && passes(change.money, *source, inflows[i].source) && (!change.certainty || *change.certainty == inflows[i].certainty) &&
          (!change.from || inflows[i].period >= *change.from) && (!change.to || inflows[i].period <= *change.to))
        rows.push_back(i);
    }
    passed_ = rows.size();
    const bool one_cell = change.money.sources.size() == 1 && change.certainty && change.from && change.to && *change.from == *change.to;
    if (rows.empty() && change.amount && one_cell) {
      inflows.push_back({.source = change.money.sources.front(),
                         .period = *change.from,
                         .certainty = *change.certainty,
                         .amount = *change.amount,
                         .row = 0});
      rows.push_back(inflows.size() - 1);
      ++changed_;
    } else if (change.amount) {
      std::vector<Money> before;
      for (const std::size_t i : rows) before.push_back(inflows[i].amount);
      const std::vector<Money> after = in_proportion(*change.amount, before);
      for (std::size_t k = 0; k < rows.size(); ++k) put(inflows[rows[k]].amount, after[k], "inflows.csv", inflows[rows[k]].row);
    }
    if (change.scale)
      for (const std::size_t i : rows) put(inflows[i].amount, change.scale->of(inflows[i].amount), "inflows.csv", inflows[i].row);
    if (change.shift != 0) shift(rows, change.shift);
  }

  void operator()(const SourceDifference& change) {
    for (std::size_t k = 0; k < tables_.funding.sources.size(); ++k) {
      Source& source = tables_.funding.sources[k];
      if (!passes(change.money, source, SourceId{static_cast<std::int32_t>(k)})) continue;
      ++passed_;
      if (change.max_share) put(source.max_share, *change.max_share, "sources.csv", source.row);
      if (change.match_rate) put(source.match_rate, *change.match_rate, "sources.csv", source.row);
      if (change.carry_over) put(source.carry_over, *change.carry_over, "sources.csv", source.row);
      if (change.cost_weight) put(source.cost_weight, change.cost_weight, "sources.csv", source.row);
    }
  }

  void operator()(const ContractDifference& change) {
    for (std::size_t i = 0; i < tables_.funding.contracts.size(); ++i) {
      Contract& terms = tables_.funding.contracts[i];
      if (!admits(change.contracts, ContractId{static_cast<std::int32_t>(i)}) || (change.kind && *change.kind != terms.kind)) continue;
      ++passed_;
      const auto set = [&](auto& field, const auto& value) {
        if (value) put(field, *value, "contracts.csv", terms.row);
      };
      set(terms.annual_rate, change.annual_rate);
      if (change.add_rate) {
        const std::int64_t rate = terms.annual_rate.billionths() + change.add_rate->billionths();
        if (rate < 0)
          fail("rate-below-zero",
               {fmt::format("The interest of \"{}\" would be {}", terms.key, Rate::from_billionths(rate).text()),
                fmt::format("合同“{}”的年利率将为 {}", terms.key, Rate::from_billionths(rate).text())},
               {"Take off less", "请减少下调幅度"});
        else
          put(terms.annual_rate, Rate::from_billionths(rate), "contracts.csv", terms.row);
      }
      set(terms.repayment, change.repayment);
      if (!change.shares.empty()) {
        put(terms.shares, change.shares, "contracts.csv", terms.row);
        if (!change.instalments) put(terms.instalments, static_cast<int>(change.shares.size()), "contracts.csv", terms.row);
      }
      set(terms.instalments, change.instalments);
      set(terms.interval, change.interval);
      set(terms.first_after, change.first_after);
      set(terms.construction_return, change.construction_return);
      set(terms.profit_rate, change.profit_rate);
      set(terms.discount_rate, change.discount_rate);
      set(terms.subsidy_years, change.subsidy_years);
      set(terms.min_size, change.min_size);
    }
  }

  void operator()(const ProjectDifference& change) {
    if (serves_.empty()) serves_ = programmes_by_project();
    for (std::size_t j = 0; j < tables_.campaign.projects.size(); ++j) {
      Project& project = tables_.campaign.projects[j];
      const std::set<ProgrammeId>& serves = serves_[j];
      const ProjectId id{static_cast<std::int32_t>(j)};
      const bool of_programme = change.programmes.empty() || std::any_of(change.programmes.begin(), change.programmes.end(),
                                                                         [&](ProgrammeId programme) { return serves.contains(programme); });
      if (!admits(change.projects, id) || !of_programme || !admits(change.units, project.unit) || !admits(change.sectors, project.sector) ||
          (change.kind && *change.kind != project.kind) || (change.shared && *change.shared != (serves.size() > 1)))
        continue;
      ++passed_;
      change_cost(change, project, id);
      change_duration(change, project, id);
      change_start(change, project);
      if (change.drop) drop(project, id);
    }
  }

  void operator()(const StageDifference& change) {
    for (std::size_t s = 0; s < tables_.campaign.stages.size(); ++s) {
      Stage& stage = tables_.campaign.stages[s];
      if (!admits(change.stages, StageId{static_cast<std::int32_t>(s)}) || !admits(change.programmes, stage.programme) ||
          (change.firmness && *change.firmness != stage.firmness))
        continue;
      ++passed_;
      put(stage.deadline, change.deadline.value_or(stage.deadline).plus(change.shift), "stages.csv", stage.row);
      if (change.late_price) put(stage.late_price, change.late_price, "stages.csv", stage.row);
      if (change.never_price) put(stage.never_price, change.never_price, "stages.csv", stage.row);
    }
  }

  void operator()(const ChannelSwitch& change) {
    bool& off = off_[static_cast<std::size_t>(change.channel)];
    for (const Inflow& inflow : tables_.funding.inflows)
      if (const Source* source = source_of(inflow); source && source->channel == change.channel && !inflow.amount.is_zero()) ++passed_;
    if (passed_ > 0 && off == change.on) ++changed_;
    off = !change.on;
  }

  void operator()(const RulesSwitch& change) {
    const auto before = settings_figures(head_.settings);
    head_.settings.rule_states.clear();
    if (!change.on)
      for (const Rule& rule : RulePack::china().rules()) head_.settings.rule_states[rule.id] = RuleState::reported;
    compare_settings(before);
  }

  void operator()(const SettingDifference& change) {
    const auto before = settings_figures(head_.settings);
    IssueLog own;
    read_settings({.sections = {change.entry}}, now_->file(), head_.settings, head_.places, own);
    failed_ = own.has_errors();
    log_.add(own.take());
    compare_settings(before);
  }

 private:
  void say(Severity severity, std::string_view code, Text sentence, Text mend) {
    log_.add(make_issue(severity, code, now_->file(), now_->row, now_->column, now_->section, std::move(sentence), std::move(mend)));
  }
  void fail(std::string_view code, Text sentence, Text mend) {
    failed_ = true;
    say(Severity::error, code, std::move(sentence), std::move(mend));
  }

  template <class T>
  void put(T& field, const T& value, const char* file, int row) {
    if (field == value) return;
    field = value;
    ++changed_;
    tables_.revised[{file, row}] = fmt::format("{}:{}:{}", now_->file(), now_->row, now_->column);
  }

  const Source* source_of(const Inflow& inflow) const {
    return inflow.source.known() && inflow.source.index() < tables_.funding.sources.size() ? &tables_.funding.sources[inflow.source.index()]
                                                                                           : nullptr;
  }

  /// Money that comes later or earlier; amounts that meet in one cell are one.
  void shift(const std::vector<std::size_t>& rows, int periods) {
    std::vector<Inflow>& inflows = tables_.funding.inflows;
    const Horizon& horizon = tables_.campaign.horizon;
    std::set<std::size_t> gone;
    for (const std::size_t i : rows) {
      if (!horizon.contains(inflows[i].period)) continue;
      const int t = std::max(0, horizon.index_of(inflows[i].period) + periods);
      if (t >= horizon.count) {
        gone.insert(i);
        ++changed_;
      } else {
        put(inflows[i].period, horizon.at(t), "inflows.csv", inflows[i].row);
      }
    }
    std::map<std::tuple<SourceId, Period, Certainty>, std::size_t> cells;
    std::vector<Inflow> kept;
    for (std::size_t i = 0; i < inflows.size(); ++i) {
      if (gone.contains(i)) continue;
      const auto [cell, fresh] = cells.emplace(std::tuple(inflows[i].source, inflows[i].period, inflows[i].certainty), kept.size());
      if (fresh || !horizon.contains(inflows[i].period))
        kept.push_back(inflows[i]);
      else
        kept[cell->second].amount += inflows[i].amount;
    }
    inflows = std::move(kept);
  }

  std::vector<std::set<ProgrammeId>> programmes_by_project() const {
    std::vector<std::set<ProgrammeId>> serves(tables_.campaign.projects.size());
    for (const Service& service : tables_.campaign.services)
      serves[service.project.index()].insert(tables_.campaign.tasks[service.task.index()].programme);
    return serves;
  }

  template <class Revise>
  void revise_modes(ProjectId id, const Revise& revise) {
    for (Mode& mode : tables_.modes)
      if (mode.project == id) {
        revise(mode);
        if (mode.elastic()) mode.profile = even_within(mode.cost, mode.least, mode.most);
      }
  }

  void change_cost(const ProjectDifference& change, Project& project, ProjectId id) {
    if (!change.cost && !change.cost_scale) return;
    const Money old = project.cost, now = change.cost ? *change.cost : change.cost_scale->of(old);
    put(project.cost, now, "projects.csv", project.row);
    project.profile = in_proportion(now, project.profile);
    revise_modes(id, [&](Mode& mode) {
      const Money before = mode.cost;
      const Money after = change.cost_scale ? change.cost_scale->of(before)
                          : old.is_zero()   ? now
                                            : Money::muldiv(before, now.fen(), old.fen());
      put(mode.cost, after, "modes.csv", mode.row);
      mode.profile = in_proportion(after, mode.profile);
      if (before.is_zero()) return;
      for (Money& least : mode.least) least = Money::muldiv_floor(least, after.fen(), before.fen());
      for (Money& most : mode.most) most = std::min(after, -Money::muldiv_floor(-most, after.fen(), before.fen()));
    });
  }

  void change_duration(const ProjectDifference& change, Project& project, ProjectId id) {
    if (!change.duration && change.longer == 0) return;
    const int old = project.duration, now = std::max(1, change.duration.value_or(old + change.longer));
    put(project.duration, now, "projects.csv", project.row);
    project.profile = stretched(project.profile, now);
    revise_modes(id, [&](Mode& mode) {
      const int after = std::max(1, mode.duration + now - old);
      put(mode.duration, after, "modes.csv", mode.row);
      for (std::vector<Money>* spend : {&mode.profile, &mode.least, &mode.most})
        if (!spend->empty()) *spend = stretched(*spend, after);
    });
  }

  void change_start(const ProjectDifference& change, Project& project) {
    if (!change.earliest_start && change.delay == 0) return;
    const Horizon& horizon = tables_.campaign.horizon;
    const int before = project.earliest_start ? std::max(0, horizon.index_of(*project.earliest_start)) : 0;
    const int t = change.earliest_start ? horizon.index_of(*change.earliest_start) : std::max(0, before + change.delay);
    if (t >= horizon.count)
      return fail("start-after-horizon",
                  {fmt::format("Project \"{}\" could not start before {}, after the horizon", project.key, horizon.at(t).text()),
                   fmt::format("项目“{}”最早 {} 才能开工，已在规划期之后", project.key, horizon.at(t).text())},
                  {"Delay it less, or write drop = true", "请缩短推迟期数，或写 drop = true"});
    if (t != before || (change.earliest_start && project.earliest_start && t > 0))
      put(project.earliest_start, std::optional(horizon.at(t)), "projects.csv", project.row);
  }

  void drop(const Project& project, ProjectId id) {
    for (const Lock& lock : tables_.locks) {
      if (lock.project != id) continue;
      if (lock.kind == LockKind::drop) return;
      if (lock.kind == LockKind::start || lock.kind == LockKind::build)
        return fail("drop-locked",
                    {fmt::format("Project \"{}\" is dropped here, and row {} of locks.csv has it built", project.key, lock.row),
                     fmt::format("此处不建项目“{}”，而 locks.csv 第 {} 行已锁定其建设", project.key, lock.row)},
                    {"Name the other projects alone, or take the lock out", "请只写其他项目，或删去该锁定"});
    }
    tables_.locks.push_back({.project = id, .kind = LockKind::drop, .from = {}, .to = {}, .source = {}, .row = 0});
    ++changed_;
  }

  void compare_settings(const std::vector<InputFigure>& before) {
    ++passed_;
    changed_ += changed_figures(before, settings_figures(head_.settings)).size();
  }

  FolderTables& tables_;
  CampaignHead& head_;
  IssueLog& log_;
  const Difference* now_ = nullptr;
  std::size_t passed_ = 0, changed_ = 0;
  bool failed_ = false;
  std::array<bool, 5> off_{};  // By channel.
  std::vector<std::set<ProgrammeId>> serves_;
};

}  // namespace

void apply_differences(std::span<const Difference> differences, FolderTables& tables, CampaignHead& head, IssueLog& log) {
  Applying applying(tables, head, log);
  for (const Difference& difference : differences) applying.apply(difference);
  applying.finish();
}

}  // namespace liandong
