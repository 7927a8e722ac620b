#include "model/funding/rule_pack.hpp"

// The law as docs/guide/rules.md lists it. A day that no source gives is the first of its year, and the article says so.

namespace liandong {
namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::year;
using std::chrono::year_month_day;

constexpr year_month_day on(int y, unsigned m, unsigned d) { return year(y) / month(m) / day(d); }

std::vector<Regime> china_regimes() {
  return {
      {.id = "R0", .title = {"BT in practice, no local bonds", "BT 可用，地方不得自行发债"}, .valid_from = on(2006, 1, 1)},
      {.id = "R1", .title = {"BT barred as government borrowing", "禁止以 BT 方式举借政府性债务"}, .valid_from = on(2012, 12, 24)},
      {.id = "R2", .title = {"New Budget Law: bonds and PPP", "新预算法：地方政府债券与 PPP"}, .valid_from = on(2015, 1, 1)},
      {.id = "R3", .title = {"PPP with 5, 7 and 10 % lines", "PPP 支出责任 5%、7%、10% 分档管理"}, .valid_from = on(2019, 3, 7)},
      {.id = "R4", .title = {"User-pay concessions only", "特许经营新机制：使用者付费"}, .valid_from = on(2023, 2, 1)},
  };
}

std::vector<Rule> contract_rules() {
  return {
      {.id = "BT1",
       .title = {"No borrowing by build-transfer with yearly buy-back, save lawful public rental housing and roads",
                 "除依法建设的公租房、公路外，不得以委托建设并逐年回购（BT）等方式举借政府性债务"},
       .article = {"Caiyu [2012] 463, 24 December 2012", "财预〔2012〕463号，2012年12月24日"},
       .valid_from = on(2012, 12, 24),
       .valid_to = {},
       .state = RuleState::hard,
       .verification = Verification::recalled,
       .limit = {},
       .exempt_sectors = {"roads", "public_housing"},
       .effects = {RuleEffect::bars_bt}},
      {.id = "BT2",
       .title = {"PPP: term of ten years or more; build-transfer, floor promises and buy-back refused",
                 "PPP 期限原则上不低于十年；不得采用 BT、保底承诺、回购安排"},
       .article = {"Caijin [2015] 57, 25 June 2015", "财金〔2015〕57号，2015年6月25日"},
       .valid_from = on(2015, 6, 25),
       .valid_to = {},
       .state = RuleState::hard,
       .verification = Verification::recalled,
       .limit = {},
       .exempt_sectors = {},
       .effects = {RuleEffect::bars_bt}},
      {.id = "BT3",
       .title = {"Build-transfer barred as hidden debt", "BT 视为新增隐性债务，一律禁止"},
       .article = {"Caijin [2019] 10, 7 March 2019", "财金〔2019〕10号，2019年3月7日"},
       .valid_from = on(2019, 3, 7),
       .valid_to = {},
       .state = RuleState::hard,
       .verification = Verification::recalled,
       .limit = {},
       .exempt_sectors = {},
       .effects = {RuleEffect::bars_bt}},
      {.id = "P1",
       .title = {"All PPP spending of a year at most 10 % of own general public budget expenditure",
                 "全部 PPP 项目当年支出责任不超过本级一般公共预算支出的 10%"},
       .article = {"Caijin [2015] 21, article 25, 7 April 2015; restated by Caijin [2022] 119",
                   "财金〔2015〕21号第二十五条，2015年4月7日；财金〔2022〕119号重申"},
       .valid_from = on(2015, 4, 7),
       .valid_to = {},
       .state = RuleState::hard,
       .verification = Verification::page,
       .limit = Rate::percent(10),
       .exempt_sectors = {},
       .effects = {RuleEffect::caps_service}},
      {.id = "P7b",
       .title = {"Concessions of at most 40 years; build-transfer barred; no gap subsidy, floor return or availability fee",
                 "特许经营期原则上不超过 40 年；禁止 BT；不得以可行性缺口补助、承诺保底收益率、可用性付费弥补建设和运营成本"},
       .article = {"Guobanhan [2023] 115, 3 November 2023", "国办函〔2023〕115号，2023年11月3日"},
       .valid_from = on(2023, 11, 3),
       .valid_to = {},
       .state = RuleState::hard,
       .verification = Verification::recalled,
       .limit = {},
       .exempt_sectors = {},
       .effects = {RuleEffect::bars_bt, RuleEffect::bars_bot_subsidy}},
      {.id = "M1",
       .title = {"No local match may be demanded for special transfers, save jointly borne duties",
                 "上级不得要求下级承担专项转移支付配套资金，共同事权除外"},
       .article = {"Budget Law 2014, article 16; Guofa [2014] 71", "预算法（2014）第十六条；国发〔2014〕71号"},
       .valid_from = on(2015, 1, 1),
       .valid_to = {},
       .state = RuleState::hard,
       .verification = Verification::recalled,
       .limit = {},
       .exempt_sectors = {},
       .effects = {RuleEffect::waives_match}},
      {.id = "M2",
       .title = {"Poor areas: no match from county and below for public works by the centre",
                 "贫困地区：国家安排的公益性建设项目取消县以下（含县）配套资金"},
       .article = {"Zhongfa [2011] 10 (outline for 2011-2020; day unknown, counted from the start of 2011)",
                   "中发〔2011〕10号（2011—2020年纲要；日期未核实，自2011年初起计）"},
       .valid_from = on(2011, 1, 1),
       .valid_to = {},
       .state = RuleState::hard,
       .verification = Verification::recalled,
       .limit = {},
       .exempt_sectors = {},
       .effects = {RuleEffect::waives_match_poor}},
  };
}

/// Rules that are shown with their margin and change no plan.
Rule reported(std::string id, Text title, Text article, year_month_day valid_from, Verification verification,
              std::optional<Rate> limit = {}) {
  return {.id = std::move(id),
          .title = std::move(title),
          .article = std::move(article),
          .valid_from = valid_from,
          .valid_to = {},
          .state = RuleState::reported,
          .verification = verification,
          .limit = limit,
          .exempt_sectors = {},
          .effects = {}};
}

std::vector<Rule> reported_rules() {
  constexpr Verification page = Verification::page;
  constexpr Verification recalled = Verification::recalled;
  return {
      reported("P2", {"Above 5 %: no new government-pay projects", "支出责任超过 5% 的地区不得新上政府付费项目"},
               {"Caijin [2019] 10, 7 March 2019; restated 2022", "财金〔2019〕10号，2019年3月7日；2022年重申"}, on(2019, 3, 7), page,
               Rate::percent(5)),
      reported("P3", {"Above 7 %: risk notice; above 10 %: no entry in the project library", "超过 7% 进行风险提示；超过 10% 不得入库"},
               {"Caijin [2019] 10, 7 March 2019", "财金〔2019〕10号，2019年3月7日"}, on(2019, 3, 7), recalled, Rate::percent(7)),
      reported("P4",
               {"No lending of ceiling room between areas, no inflated expenditure forecast",
                "不得跨地区调剂支出责任额度，不得虚增预算支出预测"},
               {"Caijin [2022] 119 (day of the page: 18 November 2022)", "财金〔2022〕119号（网页日期2022年11月18日）"}, on(2022, 11, 18),
               page),
      reported("P5", {"At least 30 % of construction cost payment tied to performance", "建设成本中参与绩效考核的部分不低于 30%"},
               {"Caibanjin [2017] 92, 10 November 2017", "财办金〔2017〕92号，2017年11月10日"}, on(2017, 11, 10), recalled,
               Rate::percent(30)),
      reported("P6",
               {"BOT, TOT and ROT generally 20 to 30 years; operation at most 8; management at most 3",
                "BOT、TOT、ROT 一般 20—30 年；委托运营不超过 8 年；管理合同不超过 3 年"},
               {"Caijin [2014] 113, 29 November 2014", "财金〔2014〕113号，2014年11月29日"}, on(2014, 11, 29), recalled),
      reported("P7",
               {"New mechanism: user-pay concessions, no new fiscal liability; private share 35 % or more in strongly public works",
                "新机制：使用者付费、特许经营，不新增财政未来支出责任；公益性较强项目民企股比不低于 35%"},
               {"Guobanhan [2023] 115, 3 November 2023", "国办函〔2023〕115号，2023年11月3日"}, on(2023, 11, 3), page, Rate::percent(35)),
      reported("P8", {"Existing PPP works: building and operation", "规范 PPP 存量项目建设和运营"},
               {"Guobanhan [2025] 84 (day unknown, counted from the start of 2025)", "国办函〔2025〕84号（日期未核实，自2025年初起计）"},
               on(2025, 1, 1), page),
      reported("D1",
               {"Platforms lose government borrowing; general and special debt within limits, in the budget",
                "剥离融资平台政府融资职能；一般债务、专项债务限额管理并纳入预算"},
               {"Guofa [2014] 43, published 2 October 2014", "国发〔2014〕43号，2014年10月2日公布"}, on(2014, 10, 2), page),
      reported("D2",
               {"Only provinces borrow, only by bonds, only for public capital spending; no guarantees",
                "仅省级政府可举债，只能发行债券，只用于公益性资本支出；不得担保"},
               {"Budget Law 2014, article 35", "预算法（2014）第三十五条"}, on(2015, 1, 1), recalled),
      reported("D3", {"Debt within the limit; national debt ratio about 86 % in 2015", "债务余额不超过限额；2015年全国债务率约 86%"},
               {"National People's Congress, August 2015; Caiyu [2015] 225", "全国人大常委会2015年8月；财预〔2015〕225号"}, on(2015, 8, 31),
               page, Rate::percent(86)),
      reported(
          "D4",
          {"Risk lines: debt over revenue 100 %, debt service 20 %, debt over GDP 60 %", "风险线：债务率 100%、偿债率 20%、负债率 60%"},
          {"Audit practice of 2013; Guobanhan [2016] 88 (counted from the start of 2013)",
           "2013年审计口径；国办函〔2016〕88号（自2013年初起计）"},
          on(2013, 1, 1), recalled, Rate::percent(100)),
      reported(
          "D5",
          {"General bonds for works without income, special bonds for works with income", "无收益项目用一般债券，有收益项目用专项债券"},
          {"Budget Law 2014 and Guofa [2014] 43", "预算法（2014）、国发〔2014〕43号"}, on(2015, 1, 1), page),
      reported("D6",
               {"Self-balancing special bonds; as equity at most 30 % of a province's volume",
                "项目收益自求平衡专项债券；用作资本金不超过全省规模的 30%"},
               {"Caiyu [2017] 89; Tingzi [2019] 33; Guobanfa [2024] 52 (counted from June 2017)",
                "财预〔2017〕89号；厅字〔2019〕33号；国办发〔2024〕52号（自2017年6月起计）"},
               on(2017, 6, 1), recalled, Rate::percent(30)),
      reported("D7", {"No purchase of services as a disguise for works", "不得以政府购买服务名义变相举债建设工程"},
               {"Caiyu [2017] 50 and 87 (counted from June 2017)", "财预〔2017〕50号、87号（自2017年6月起计）"}, on(2017, 6, 1), recalled),
      reported("M3", {"Pilot: poor counties may bundle farm and poverty money", "贫困县统筹整合使用财政涉农资金试点"},
               {"Guobanfa [2016] 22, 12 April 2016", "国办发〔2016〕22号，2016年4月12日"}, on(2016, 4, 12), recalled),
      reported("M4", {"Equity of fixed-asset projects: generally 20 % or more", "固定资产投资项目资本金一般不低于 20%"},
               {"Guofa [2009] 27, [2015] 51, [2019] 26 (day unknown, counted from the start of 2009)",
                "国发〔2009〕27号、〔2015〕51号、〔2019〕26号（日期未核实，自2009年初起计）"},
               on(2009, 1, 1), recalled, Rate::percent(20)),
      reported("B1", {"Reserve fund of 1 to 3 % of own general expenditure", "预备费按本级一般公共预算支出的 1%—3% 设置"},
               {"Budget Law, article 40 (old law: article 32)", "预算法第四十条（原第三十二条）"}, on(1995, 1, 1), page, Rate::percent(3)),
      reported("B2",
               {"Carry-over to the same project next year; unused two years running becomes surplus",
                "结转资金下年用于原项目；连续两年未用完作结余处理"},
               {"Budget Law 2014, article 42", "预算法（2014）第四十二条"}, on(2015, 1, 1), recalled),
      reported("B3",
               {"Carry-over over two years goes to the stabilisation fund; a fund's carry-over at most 30 % of its income",
                "结转超过两年补充预算稳定调节基金；政府性基金结转不超过当年收入的 30%"},
               {"Caiyu [2015] 15 (day unknown, counted from the start of 2015)", "财预〔2015〕15号（日期未核实，自2015年初起计）"},
               on(2015, 1, 1), page, Rate::percent(30)),
      reported("B4", {"General carry-over at most 9 % of spending", "一般公共预算结转占支出比重不超过 9%"},
               {"Caiyu [2013] 285, number uncertain (counted from the start of 2013)", "财预〔2013〕285号，文号存疑（自2013年初起计）"},
               on(2013, 1, 1), recalled, Rate::percent(9)),
      reported(
          "B5",
          {"No deficit of cities and counties; budget adjustments need the standing committee", "市县不列赤字；预算调整须经人大常委会批准"},
          {"Budget Law 2014, articles 35, 41, 66, 67", "预算法（2014）第三十五、四十一、六十六、六十七条"}, on(2015, 1, 1), recalled),
      reported("B6", {"Three-year rolling plan", "中期财政规划：三年滚动"},
               {"Guofa [2015] 3 (day unknown, counted from the start of 2015)", "国发〔2015〕3号（日期未核实，自2015年初起计）"},
               on(2015, 1, 1), recalled),
      reported("L1",
               {"Land-transfer income goes whole into the fund budget and has a list of uses", "土地出让收支全额纳入基金预算，专款专用"},
               {"Guobanfa [2006] 100; Caizong [2006] 68 (counted from the start of 2007)",
                "国办发〔2006〕100号；财综〔2006〕68号（自2007年初起计）"},
               on(2007, 1, 1), recalled),
      reported("L2",
               {"From net land proceeds: education 10 %, irrigation 10 %, housing 10 % or more",
                "土地出让收益计提：教育 10%、农田水利 10%、保障房不低于 10%"},
               {"Caizong [2011] 62 and 48; Caizong [2007] 64 (counted from the start of 2011)",
                "财综〔2011〕62号、48号；财综〔2007〕64号（自2011年初起计）"},
               on(2011, 1, 1), recalled, Rate::percent(10)),
      reported("L3", {"Agricultural land development: 15 % or more of average net yield", "农业土地开发资金不低于土地出让平均纯收益的 15%"},
               {"Caizong [2004] 49 (counted from the start of 2004)", "财综〔2004〕49号（自2004年初起计）"}, on(2004, 1, 1), recalled,
               Rate::percent(15)),
      reported("L4",
               {"Half or more of land proceeds for the countryside by the end of the 14th plan",
                "到“十四五”期末土地出让收益用于农业农村比例达到 50% 以上"},
               {"Opinion of September 2020", "2020年9月意见"}, on(2020, 9, 1), recalled, Rate::percent(50)),
      reported(
          "S1", {"Creation and demonstration drives need approval; a title may be cancelled", "创建示范活动须经批准，称号可能被取消"},
          {"Measures of 2022 (day unknown, counted from the start of 2022)", "创建示范活动管理办法（2022年；日期未核实，自2022年初起计）"},
          on(2022, 1, 1), recalled),
  };
}

}  // namespace

const RulePack& RulePack::china() {
  static const RulePack pack = [] {
    std::vector<Rule> rules = contract_rules();
    for (Rule& rule : reported_rules()) rules.push_back(std::move(rule));
    return RulePack(china_regimes(), std::move(rules));
  }();
  return pack;
}

}  // namespace liandong
