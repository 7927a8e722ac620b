#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <set>

#include "model/io/cross_checks.hpp"
#include "model/io/row_note.hpp"
#include "model/io/words.hpp"

namespace liandong {
namespace {

template <class T>
bool admits(const std::vector<T>& list, const T& item) {
  return list.empty() || std::find(list.begin(), list.end(), item) != list.end();
}

/// Projects by unit: most sources are for a few units of many.
class ProjectsOfUnits {
 public:
  explicit ProjectsOfUnits(const FolderTables& tables) : of_unit_(tables.campaign.units.size()), all_(tables.campaign.projects.size()) {
    std::iota(all_.begin(), all_.end(), std::size_t{0});
    for (const std::size_t j : all_) of_unit_[tables.campaign.projects[j].unit.index()].push_back(j);
  }
  [[nodiscard]] std::vector<std::size_t> of(const std::vector<UnitId>& units) const {
    if (units.empty()) return all_;
    std::vector<std::size_t> found;
    for (const UnitId unit : units) found.insert(found.end(), of_unit_[unit.index()].begin(), of_unit_[unit.index()].end());
    return found;
  }

 private:
  std::vector<std::vector<std::size_t>> of_unit_;
  std::vector<std::size_t> all_;
};

/// By purpose alone: unit, sector, kind (9).
bool meant_for(const Source& source, const Project& project) {
  return admits(source.units, project.unit) && admits(source.sectors, project.sector) &&
         admits(source.kinds, word_of("project_kind", static_cast<int>(project.kind)).en);
}

/// By the project's own nature (9).
bool fit_for(const Source& source, const Project& project) {
  switch (source.channel) {
    case Channel::fiscal:
    case Channel::bundled: return true;
    case Channel::investment: return project.commercial;
    case Channel::bt: return project.bt;
    case Channel::bot: return project.operating_cost && project.user_fees && *project.user_fees > Money{};
  }
  return false;
}

/// Whether the law allows it at some start within the horizon (9).
class LawfulSomewhere {
 public:
  LawfulSomewhere(const RulePack& rules, const Horizon& horizon) : rules_(rules), horizon_(horizon) {}

  bool operator()(const Source& source, const Project& project) {
    if (!is_contract(source.channel)) return true;
    const auto [place, fresh] = known_.try_emplace({source.channel, project.sector}, false);
    for (int t = 0; fresh && t < horizon_.count && !place->second; ++t) {
      const auto day = horizon_.at(t).first_day();
      place->second = source.channel == Channel::bt ? rules_.bt_lawful(project.sector, day) : rules_.bot_subsidy_lawful(project.sector, day);
    }
    return place->second;
  }

 private:
  const RulePack& rules_;
  Horizon horizon_;
  std::map<std::pair<Channel, std::string>, bool> known_;
};

RulePack rules_of(const Settings& settings) {
  RulePack rules = RulePack::china();
  for (const auto& [id, state] : settings.rule_states)
    if (auto changed = rules.with_state(id, state)) rules = std::move(*changed);
  return rules;
}

void check_sectors(const FolderTables& tables, IssueLog& log) {
  std::set<std::string> sectors;
  for (const Project& project : tables.campaign.projects) sectors.insert(project.sector);
  const std::vector<std::string> known(sectors.begin(), sectors.end());
  for (const Source& source : tables.funding.sources)
    for (const std::string& sector : source.sectors) {
      if (sectors.contains(sector)) continue;
      const std::string near = nearest(sector, known);
      if (near.empty() && std::any_of(source.sectors.begin(), source.sectors.end(), [&](const std::string& other) { return sectors.contains(other); }))
        continue;  // A fund's purposes may go beyond what the campaign builds.
      warn(tables, log, "unknown-sector", "sources.csv", source.row, "sectors",
           {fmt::format("Source \"{}\" is for sector \"{}\", which no project has", source.key, sector),
            fmt::format("资金“{}”的适用行业“{}”没有任何项目使用", source.key, sector)},
           near.empty() ? Text{"Correct the sector here or in projects.csv", "请改正此处或 projects.csv 中的行业"}
                        : Text{fmt::format("Did you mean {}?", near), fmt::format("是否应为“{}”？", near)});
    }
}

}  // namespace

void check_reach(const FolderTables& tables, const CampaignHead& head, IssueLog& log) {
  const RulePack rules = rules_of(head.settings);
  LawfulSomewhere lawful(rules, tables.campaign.horizon);
  const auto& sources = tables.funding.sources;
  const auto& projects = tables.campaign.projects;
  check_sectors(tables, log);

  const ProjectsOfUnits of_units(tables);
  std::vector<bool> paid_for(projects.size(), false);
  for (const Source& source : sources) {
    bool meant = false, fit = false, pays = false, matched = false;
    const Contract* terms = source.contract.known() ? &tables.funding.contracts[source.contract.index()] : nullptr;
    const Money least = terms ? terms->min_size : Money{};
    Money largest;  // That it may pay on one project.
    for (const std::size_t j : of_units.of(source.units)) {
      if (!meant_for(source, projects[j])) continue;
      meant = true;
      if (!fit_for(source, projects[j])) continue;
      fit = true;
      if (!lawful(source, projects[j])) continue;
      pays = true;
      paid_for[j] = true;
      largest = std::max(largest, source.max_share.floor_of(projects[j].cost));
      if (source.match_rate > Rate{} && !matched)
        matched = std::any_of(sources.begin(), sources.end(), [&](const Source& own) {
          return own.channel == Channel::fiscal && own.owner.known() && (own.level == FundLevel::city || own.level == FundLevel::county) && meant_for(own, projects[j]);
        });
    }
    if (pays && least > Money{} && largest < least)
      warn(tables, log, "minimum-unreachable", "sources.csv", source.row, "contract",
           {fmt::format("Contract \"{}\" asks for {} 万元 on one project at least, but source \"{}\" may pay {} 万元 at most", terms->key, least.wan_text(), source.key, largest.wan_text()),
            fmt::format("合同“{}”要求单个项目不低于 {} 万元，而资金“{}”最多只能承担 {} 万元", terms->key, least.wan_text(), source.key, largest.wan_text())},
           {"Lower min_size_wan in contracts.csv, or raise the share", "请降低 contracts.csv 中的 min_size_wan，或提高最高比例"});
    if (!pays && source.max_share > Rate{}) {
      const Text why = !meant ? Text{"no project has its unit, sector and kind", "没有项目符合其适用单位、行业和类别"}
                       : !fit ? Text{"its channel fits none of these projects", "这些项目均不适用该渠道"}
                              : Text{"the rules bar it in every period of the horizon", "规划期内各期均为规则所禁止"};
      warn(tables, log, meant && fit ? "source-barred" : "source-pays-nothing", "sources.csv", source.row, meant ? "channel" : "",
           {fmt::format("Source \"{}\" can pay for nothing: {}", source.key, why.en), fmt::format("资金“{}”无法用于任何项目：{}", source.key, why.zh)},
           {"Check its units, sectors and kinds, or take it out", "请核对适用单位、行业、类别，或移出该资金"});
    } else if (pays && source.match_rate > Rate{} && !matched) {
      warn(tables, log, "match-impossible", "sources.csv", source.row, "match_rate",
           {fmt::format("Source \"{}\" needs a local match, but none of its projects has own fiscal money", source.key),
            fmt::format("资金“{}”要求地方配套，但其可用项目均无自有财政资金", source.key)},
           {"Add the fiscal source that matches it, or correct the match rate", "请补充配套的财政资金，或改正配套比例"});
    }
  }
  for (std::size_t j = 0; j < projects.size(); ++j)
    if (!paid_for[j] && !projects[j].cost.is_zero())
      warn(tables, log, "project-without-source", "projects.csv", projects[j].row, "",
           {fmt::format("No source may pay for project \"{}\" at any start: all of it would be a gap", projects[j].key),
            fmt::format("没有任何资金可用于项目“{}”，其投资将全部成为缺口", projects[j].key)},
           {"Check its unit and sector against sources.csv, or add a source", "请对照 sources.csv 核对所属单位和行业，或补充资金来源"});
}

}  // namespace liandong
