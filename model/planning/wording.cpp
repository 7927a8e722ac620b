#include "model/planning/wording.hpp"


namespace liandong {

const Text& name_of(Certainty level) {
  static const Text names[] = {{"in account", "已到位"}, {"issued", "已下达"}, {"approved", "已批复"}, {"applied for", "已申报"}, {"hoped for", "争取中"}};
  return names[static_cast<int>(level)];
}

const Text& name_of(Channel channel) {
  static const Text names[] = {
      {"fiscal money", "财政资金"}, {"bundled project money", "整合项目资金"}, {"BT", "BT（建设-移交）"}, {"BOT", "BOT（建设-运营-移交）"}, {"attracted investment", "招商引资"}};
  return names[static_cast<int>(channel)];
}

const Text& name_of(FundLevel level) {
  static const Text names[] = {{"central", "中央"}, {"province", "省级"}, {"city", "市级"}, {"county", "县区级"}, {"market", "社会"}};
  return names[static_cast<int>(level)];
}

const Text& name_of(ProjectKind kind) {
  static const Text names[] = {{"hardware", "硬件"}, {"software", "软件"}, {"management", "管理"}};
  return names[static_cast<int>(kind)];
}

const Text& name_of(Firmness firmness) {
  static const Text names[] = {{"firm", "必须"}, {"strive", "力争"}};
  return names[static_cast<int>(firmness)];
}

const Text& name_of(UnitLevel level) {
  static const Text names[] = {{"central", "中央"}, {"province", "省"}, {"city", "市"}, {"county", "县区"}};
  return names[static_cast<int>(level)];
}

const Text& name_of(Eligibility eligibility) {
  static const Text eligible{"May pay", "可以支付"}, other_unit{"Not for this unit", "不适用于该单位"},
      other_sector{"Not for this sector", "不适用于该行业"}, other_kind{"Not for this kind of work", "不适用于该类别"},
      not_commercial{"Commercial projects only", "只投经营性项目"}, not_bt{"Projects fit for BT only", "只用于适合BT的项目"},
      barred{"Barred by a rule on the day of the start", "开工之日为规则所禁止"},
      no_fees{"Running costs and user fees must be known", "须有已知的运营成本和使用者付费"},
      locked{"Barred by a lock", "已锁定为不得使用"}, reserved{"Reserved for other projects", "已锁定为其他项目专用"},
      other_mode{"Not in the way the project is delivered", "不适用于所选的实施方式"};
  switch (eligibility) {
    case Eligibility::eligible: return eligible;
    case Eligibility::other_unit: return other_unit;
    case Eligibility::other_sector: return other_sector;
    case Eligibility::other_kind: return other_kind;
    case Eligibility::not_commercial: return not_commercial;
    case Eligibility::not_bt: return not_bt;
    case Eligibility::barred_by_rule: return barred;
    case Eligibility::no_user_fees: return no_fees;
    case Eligibility::barred_by_lock: return locked;
    case Eligibility::reserved_for_others: return reserved;
    case Eligibility::barred_by_mode: return other_mode;
  }
  return eligible;
}

const Text& name_of(ComplianceState state) {
  static const Text names[] = {{"kept", "符合"}, {"broken", "违反"}, {"not applicable", "不适用"}, {"reported", "仅报告"}};
  return names[static_cast<int>(state)];
}

const Text& name_of(Verification verification) {
  static const Text names[] = {{"seen on a page", "已见原文"}, {"unverified", "未核实"}};
  return names[static_cast<int>(verification)];
}

Text naming(const Text& name, const std::string& key) {
  return {name.in(Language::english) + " (" + key + ")", name.in(Language::chinese) + "（" + key + "）"};
}

Text listing(const std::vector<Text>& items, std::size_t most) {
  Text text;
  const std::size_t shown = items.size() > most ? most : items.size();
  for (std::size_t i = 0; i < shown; ++i) {
    const bool last = i + 1 == items.size();
    if (i > 0) text += last ? Text{" and ", "和"} : Text{", ", "、"};
    text += items[i];
  }
  if (items.size() > shown) {
    const std::string rest = std::to_string(items.size() - shown);
    text += Text{" and " + rest + " more", "等" + std::to_string(items.size()) + "项"};
  }
  return text;
}

void close_up(Text& text) {
  const std::string loose = " 万元";
  for (std::size_t at = text.zh.find(loose); at != std::string::npos; at = text.zh.find(loose, at)) text.zh.erase(at, 1);
}

std::string period_ranges(const Horizon& horizon, const std::vector<int>& periods) {
  std::string text;
  for (std::size_t i = 0; i < periods.size();) {
    std::size_t j = i;
    while (j + 1 < periods.size() && periods[j + 1] == periods[j] + 1) ++j;
    if (!text.empty()) text += ", ";
    text += horizon.at(periods[i]).text();
    if (j > i) text += "–" + horizon.at(periods[j]).text();
    i = j + 1;
  }
  return text;
}

Text period_count(int count, PeriodUnit unit) {
  const std::string n = std::to_string(count);
  const std::string plural = count == 1 ? "" : "s";
  switch (unit) {
    case PeriodUnit::month: return {n + " month" + plural, n + "个月"};
    case PeriodUnit::quarter: return {n + " quarter" + plural, n + "个季度"};
    case PeriodUnit::year: return {n + " year" + plural, n + "年"};
  }
  return both(n);
}

}  // namespace liandong
