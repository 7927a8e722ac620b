#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <vector>

#include "model/io/cross_checks.hpp"
#include "model/io/row_note.hpp"

namespace liandong {
namespace {

constexpr std::int64_t slip = 1000;        ///< Yuan written as 万元 are 10,000 times too large; honest amounts of one kind rarely differ by 1,000.
constexpr std::size_t enough_to_judge = 4;

Money median(std::vector<Money> amounts) {
  const auto middle = amounts.begin() + static_cast<std::ptrdiff_t>(amounts.size() / 2);
  std::nth_element(amounts.begin(), middle, amounts.end());
  return *middle;
}

bool slipped(Money amount, Money usual) { return usual > Money{} && amount.fen() / slip > usual.fen(); }

void warn_slip(const FolderTables& tables, IssueLog& log, std::string_view file, int row, std::string_view field, const Text& what, Money amount, Money usual) {
  warn(tables, log, "unit-slip", file, row, field,
       {fmt::format("{} is {} 万元, while its like is about {} 万元: perhaps it is in yuan", what.en, amount.wan_text(), usual.wan_text()),
        fmt::format("{}为 {} 万元，而同类约为 {} 万元，可能误用了元", what.zh, amount.wan_text(), usual.wan_text())},
       {fmt::format("Write it in 万元; if it is in yuan: {}", Money::muldiv(amount, 1, 10'000).wan_text()),
        fmt::format("请以万元填写；如原为元：{}", Money::muldiv(amount, 1, 10'000).wan_text())});
}

/// Medians of amounts by kind; of all amounts where a kind has too few to judge by, none where these are too few as well.
template <class Kind>
class Usual {
 public:
  Usual(const std::map<Kind, std::vector<Money>>& by_kind, const std::vector<Money>& all) {
    if (all.size() >= enough_to_judge) of_all_ = median(all);
    for (const auto& [kind, amounts] : by_kind)
      if (amounts.size() >= enough_to_judge) of_kind_.emplace(kind, median(amounts));
  }
  [[nodiscard]] std::optional<Money> of(const Kind& kind) const {
    const auto found = of_kind_.find(kind);
    return found == of_kind_.end() ? of_all_ : found->second;
  }

 private:
  std::map<Kind, Money> of_kind_;
  std::optional<Money> of_all_;
};

void check_unit_slips(const FolderTables& tables, IssueLog& log) {
  std::map<std::string, std::vector<Money>> by_sector;
  std::vector<Money> all;
  for (const Project& project : tables.campaign.projects) {
    if (project.cost.is_zero()) continue;
    by_sector[project.sector].push_back(project.cost);
    all.push_back(project.cost);
  }
  const Usual usual_cost(by_sector, all);
  for (const Project& project : tables.campaign.projects) {
    const auto usual = usual_cost.of(project.sector);
    if (usual && slipped(project.cost, *usual))
      warn_slip(tables, log, "projects.csv", project.row, "cost_wan",
                {fmt::format("The cost of \"{}\"", project.key), fmt::format("项目“{}”的总投资", project.key)}, project.cost, *usual);
  }
  std::map<SourceId, std::vector<Money>> by_source;
  std::vector<Money> flows;
  for (const Inflow& inflow : tables.funding.inflows) {
    if (inflow.amount.is_zero()) continue;
    by_source[inflow.source].push_back(inflow.amount);
    flows.push_back(inflow.amount);
  }
  const Usual usual_flow(by_source, flows);
  for (const Inflow& inflow : tables.funding.inflows) {
    const auto usual = usual_flow.of(inflow.source);
    if (usual && slipped(inflow.amount, *usual))
      warn_slip(tables, log, "inflows.csv", inflow.row, "amount_wan",
                {fmt::format("The inflow of \"{}\" in {}", tables.funding.sources[inflow.source.index()].key, inflow.period.text()),
                 fmt::format("资金“{}”{} 的到位金额", tables.funding.sources[inflow.source.index()].key, inflow.period.text())},
                inflow.amount, *usual);
  }
}

void warn_twice(const FolderTables& tables, IssueLog& log, const Inflow& first, const Inflow& again) {
  const std::string& key = tables.funding.sources[again.source.index()].key;
  warn(tables, log, "inflow-twice", "inflows.csv", again.row, "certainty",
       {fmt::format("The same {} 万元 of \"{}\" in {} stand on two rungs of certainty (row {}): is it the same money?", again.amount.wan_text(), key,
                    again.period.text(), first.row),
        fmt::format("资金“{}”{} 的同一金额 {} 万元按两种确定性填写（第 {} 行），是否为同一笔资金？", key, again.period.text(), again.amount.wan_text(), first.row)},
       {"Each yuan stands on one rung: delete the row it has left behind", "每笔资金只列一种确定性，请删除已过时的一行"});
}

void check_double_counting(const FolderTables& tables, IssueLog& log) {
  std::map<std::pair<std::string, UnitId>, const Project*> named;
  for (const Project& project : tables.campaign.projects) {
    if (project.name.zh.empty()) continue;
    const auto [first, fresh] = named.emplace(std::pair(project.name.zh, project.unit), &project);
    if (!fresh)
      warn(tables, log, "project-twice", "projects.csv", project.row, "name_zh",
           {fmt::format("Projects \"{}\" (row {}) and \"{}\" have the same name and unit: is one work counted twice?", first->second->key, first->second->row, project.key),
            fmt::format("项目“{}”（第 {} 行）与“{}”名称和所属单位相同，是否重复计算？", first->second->key, first->second->row, project.key)},
           {"Keep one row and let it serve both tasks, or tell them apart by name", "请保留一行并让其服务于两项任务，或用名称加以区分"});
  }
  // Names, not keys: the same fund may have been entered as two sources. A fund whose forecast is split over rungs by shares has unequal
  // amounts somewhere; equal ones in it are chance.
  std::map<std::pair<std::string, UnitId>, std::map<Period, std::vector<const Inflow*>>> funds;
  for (const Inflow& inflow : tables.funding.inflows) {
    const Source& source = tables.funding.sources[inflow.source.index()];
    const bool capacity = is_contract(source.channel);  // Signed, not received.
    if (!inflow.amount.is_zero() && !capacity) funds[{source.name.zh, source.owner}][inflow.period].push_back(&inflow);
  }
  for (const auto& [fund, periods] : funds) {
    const bool split = std::any_of(periods.begin(), periods.end(), [](const auto& entry) {
      return std::any_of(entry.second.begin(), entry.second.end(), [&](const Inflow* inflow) { return inflow->amount != entry.second.front()->amount; });
    });
    if (split) continue;
    for (const auto& [period, rows] : periods)
      for (std::size_t i = 1; i < rows.size(); ++i)
        if (rows[i]->certainty != rows.front()->certainty) warn_twice(tables, log, *rows.front(), *rows[i]);
  }
}

void check_years(const FolderTables& tables, IssueLog& log) {
  std::map<SourceId, std::map<int, int>> years;  // Year -> first row.
  for (const Inflow& inflow : tables.funding.inflows) {
    const Channel channel = tables.funding.sources[inflow.source.index()].channel;
    if (!is_contract(channel) && channel != Channel::investment) years[inflow.source].emplace(inflow.period.year(), inflow.row);
  }
  for (const auto& [id, rows] : years)
    for (auto year = rows.begin(), next = std::next(year); next != rows.end(); ++year, ++next) {
      if (next->first == year->first + 1) continue;
      const std::string missing = next->first == year->first + 2 ? fmt::format("{}", year->first + 1) : fmt::format("{}-{}", year->first + 1, next->first - 1);
      const std::string& key = tables.funding.sources[id.index()].key;
      warn(tables, log, "inflow-years-missing", "inflows.csv", next->second, "period",
           {fmt::format("Source \"{}\" has money before and after {}, but no row for it", key, missing), fmt::format("资金“{}”在 {} 年前后都有金额，该年却没有数据", key, missing)},
           {"Add the missing rows; write 0 if nothing arrives", "请补充缺少的行；确无资金请填 0"});
    }
}

void check_money_there(const FolderTables& tables, IssueLog& log) {
  std::map<FundLevel, std::pair<Money, int>> by_level;  // Total and first row.
  std::vector<Money> by_source(tables.funding.sources.size());
  for (const Inflow& inflow : tables.funding.inflows) by_source[inflow.source.index()] += inflow.amount;
  for (std::size_t k = 0; k < by_source.size(); ++k) {
    auto& [total, row] = by_level.try_emplace(tables.funding.sources[k].level, Money{}, tables.funding.sources[k].row).first->second;
    total += by_source[k];
  }
  static constexpr std::pair<const char*, const char*> names[] = {{"central", "中央"}, {"province", "省级"}, {"city", "市级"}, {"county", "县级"}, {"market", "社会"}};
  for (const auto& [level, money] : by_level)
    if (money.first.is_zero()) {
      const auto& [en, zh] = names[static_cast<std::size_t>(level)];
      warn(tables, log, "level-without-money", "sources.csv", money.second, "level",
           {fmt::format("No source of level {} has any inflow", en), fmt::format("{}资金没有任何到位金额", zh)},
           {"Add inflows of this level, or take its sources out", "请补充该级次的资金，或移出其来源"});
    }
  for (std::size_t k = 0; k < by_source.size(); ++k) {
    const Source& source = tables.funding.sources[k];
    if (!by_source[k].is_zero() || by_level[source.level].first.is_zero()) continue;
    warn(tables, log, "source-without-money", "sources.csv", source.row, "", {fmt::format("Source \"{}\" has no inflow", source.key), fmt::format("资金“{}”没有任何到位金额", source.key)},
         {"Add its inflows, or take it out", "请补充到位金额，或移出该资金"});
  }
}

void check_owners(const FolderTables& tables, IssueLog& log) {
  for (const Source& source : tables.funding.sources) {
    if (!source.owner.known() || source.owner.index() >= tables.campaign.units.size()) continue;
    const Unit& owner = tables.campaign.units[source.owner.index()];
    const bool agree = (source.level == FundLevel::city && owner.level == UnitLevel::city) || (source.level == FundLevel::county && owner.level == UnitLevel::county);
    if (agree || (source.level != FundLevel::city && source.level != FundLevel::county)) continue;
    warn(tables, log, "owner-level", "sources.csv", source.row, "owner",
         {fmt::format("Source \"{}\" is of another level than its owner \"{}\"", source.key, owner.key), fmt::format("资金“{}”的级次与所属单位“{}”的层级不一致", source.key, owner.key)},
         {"Correct the level or the owner", "请改正级次或所属单位"});
  }
}

void check_yearly_figures(const FolderTables& tables, IssueLog& log) {
  for (const Project& project : tables.campaign.projects) {
    const auto check = [&](const std::optional<Money>& yearly, std::string_view field, const char* en, const char* zh) {
      if (!yearly || project.cost.is_zero() || *yearly <= project.cost) return;
      warn(tables, log, "yearly-above-cost", "projects.csv", project.row, field,
           {fmt::format("The {} of \"{}\" exceed its whole cost", en, project.key), fmt::format("项目“{}”的{}超过总投资", project.key, zh)},
           {"Check the unit: both are in 万元", "请核对单位，两者均以万元计"});
    };
    check(project.operating_cost, "operating_wan", "yearly operating costs", "年运营成本");
    check(project.user_fees, "user_fees_wan", "yearly user fees", "年使用者付费");
  }
}

}  // namespace

void check_plausible(const FolderTables& tables, const CampaignHead&, IssueLog& log) {
  if (tables.funding_complete || !tables.funding.sources.empty()) {
    check_unit_slips(tables, log);
    check_double_counting(tables, log);
    check_years(tables, log);
    check_owners(tables, log);
    if (tables.funding_complete && !tables.rows_lost) check_money_there(tables, log);
  }
  check_yearly_figures(tables, log);
}

void check_prices(const FolderTables& tables, const CampaignHead& head, IssueLog& log) {
  const Prices& prices = head.settings.prices;
  const auto at = [&](const char* setting, std::string_view code, Text sentence, Text mend) {
    const auto place = head.places.find(setting);
    const auto [line, column] = place == head.places.end() ? std::pair(0, 0) : place->second;
    if (line > 0 && log.row_has_error("campaign.toml", line)) return;
    log.add(make_issue(Severity::warning, code, "campaign.toml", line, column, setting, std::move(sentence), std::move(mend)));
  };
  Rate dearest = std::max({prices.own_fiscal, prices.superior, prices.bundled, prices.investment});
  std::string whose;
  for (const Source& source : tables.funding.sources)
    if (source.cost_weight && *source.cost_weight > dearest) dearest = *source.cost_weight, whose = source.key;
  if (prices.gap <= dearest)
    at("prices.gap", "gap-cheaper-than-money",
       {fmt::format("A yuan of gap is priced {}, no more than a yuan of money ({}{}): leaving works unpaid would look cheap", prices.gap.text(), dearest.text(),
                    whose.empty() ? "" : ", source " + whose),
        fmt::format("每元缺口的价格为 {}，不高于资金的权重（{}{}），会使留缺口显得更便宜", prices.gap.text(), dearest.text(), whose.empty() ? "" : "，资金 " + whose)},
       {"Price the gap well above every weight; 3 is usual", "缺口价格应明显高于各项权重，一般取 3"});
  if (prices.strive_late > prices.firm_late)
    at("prices.strive_late_wan", "price-order", {"A strive stage is priced higher when late than a firm one", "力争阶段的逾期价格高于必须完成的阶段"},
       {"Exchange the two prices, or correct one", "请对调或改正价格"});
  if (prices.strive_never > prices.firm_never)
    at("prices.strive_never_wan", "price-order", {"A strive stage that is never reached is priced higher than a firm one", "力争阶段的未达成价格高于必须完成的阶段"},
       {"Exchange the two prices, or correct one", "请对调或改正价格"});
  const bool some = std::any_of(tables.funding.inflows.begin(), tables.funding.inflows.end(), [&](const Inflow& inflow) {
    return inflow.certainty <= head.settings.certainty && inflow.amount > Money{};
  });
  if (!some && !tables.funding.inflows.empty())
    at("settings.certainty", "certainty-without-money", {"No inflow is as certain as the plan asks for: everything would be a gap", "没有资金达到规划要求的确定性，全部投资将成为缺口"},
       {"Plan with less certain money, or enter surer inflows", "请放宽确定性要求，或补充更确定的资金"});
}

}  // namespace liandong
