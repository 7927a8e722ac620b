#include <fmt/format.h>

#include <map>
#include <string_view>

#include "model/core/row_issues.hpp"
#include "model/funding/checks.hpp"

namespace liandong {
namespace {

constexpr int most = 1'000;  ///< More instalments, periods or years than this are slips of the pen.

void check_rate(Rate rate, std::string_view field, const Text& name, const Contract& terms, const RowIssues& row) {
  if (rate < Rate{})
    row.error("negative-rate", field,
              {fmt::format("The {} of contract \"{}\" is negative: {}.", name.en, terms.key, rate.text()),
               fmt::format("合同“{}”的{}为负数：{}。", terms.key, name.zh, rate.text())},
              {"Write 0 or more.", "请填写不小于 0 的数。"});
  else if (rate > Rate::one())
    row.error("rate-above-one", field,
              {fmt::format("The {} of contract \"{}\" is {}, that is more than 100 %.", name.en, terms.key, rate.text()),
               fmt::format("合同“{}”的{}为 {}，即超过 100%。", terms.key, name.zh, rate.text())},
              {"Write 7.68 per cent as 0.0768 or 7.68%, not as 7.68.", "百分之七点六八应写作 0.0768 或 7.68%，不能写作 7.68。"});
}

void check_number(int value, int least, std::string_view field, const Text& name, const Contract& terms, const RowIssues& row) {
  if (value >= least && value <= most) return;
  row.error("number-range", field,
            {fmt::format("The {} of contract \"{}\" is {}.", name.en, terms.key, value),
             fmt::format("合同“{}”的{}为 {}。", terms.key, name.zh, value)},
            {fmt::format("Write a whole number from {} to {}.", least, most), fmt::format("请填写 {} 至 {} 的整数。", least, most)});
}

void check_given_shares(const Contract& terms, const RowIssues& row) {
  if (terms.shares.size() != static_cast<std::size_t>(terms.instalments))
    row.error("share-count", "shares",
              {fmt::format("Contract \"{}\" gives {} shares for {} instalments.", terms.key, terms.shares.size(), terms.instalments),
               fmt::format("合同“{}”给出 {} 个回购比例，却有 {} 次回购。", terms.key, terms.shares.size(), terms.instalments)},
              {"Give one share per instalment, such as 0.4|0.3|0.3.", "每次回购给出一个比例，如 0.4|0.3|0.3。"});
  Rate sum;
  bool inside = true;
  for (const Rate share : terms.shares) {
    inside = inside && share >= Rate{} && share <= Rate::one();
    if (inside) sum = Rate::from_billionths(sum.billionths() + share.billionths());
  }
  if (!inside)
    row.error("share-range", "shares",
              {fmt::format("A share of contract \"{}\" lies outside 0 to 1.", terms.key),
               fmt::format("合同“{}”有回购比例不在 0 至 1 之间。", terms.key)},
              {"Write shares of the price base, such as 0.4|0.3|0.3.", "请填写占回购基数的比例，如 0.4|0.3|0.3。"});
  else if (!terms.shares.empty() && sum != Rate::one())
    row.error("share-sum", "shares",
              {fmt::format("The shares of contract \"{}\" sum to {}, not 1.", terms.key, sum.text()),
               fmt::format("合同“{}”的回购比例合计为 {}，不等于 1。", terms.key, sum.text())},
              {"Make the shares sum to exactly 1.", "请使回购比例合计恰为 1。"});
}

void check_bt(const Contract& terms, int periods_per_year, const RowIssues& row) {
  check_number(terms.instalments, 1, "instalments", {"number of instalments", "回购次数"}, terms, row);
  check_number(terms.interval, 1, "interval", {"interval", "回购间隔"}, terms, row);
  check_number(terms.first_after, 0, "first_after", {"time to the first instalment", "首付间隔"}, terms, row);
  check_rate(terms.annual_rate, "annual_rate", {"interest rate", "年利率"}, terms, row);
  check_rate(terms.construction_return, "construction_return", {"construction return", "建设回报率"}, terms, row);
  if (terms.repayment == Repayment::given_shares) check_given_shares(terms, row);
  const bool sane = terms.instalments >= 1 && terms.instalments <= most && terms.interval >= 1 && terms.interval <= most;
  if (!sane) return;
  const int periods = terms.instalments * terms.interval;
  if (periods < 3 * periods_per_year || periods > 5 * periods_per_year)
    row.warning(
        "buy-back-period", "instalments",
        {fmt::format("Contract \"{}\" buys back over {:.1f} years; 3 to 5 years are usual.", terms.key, 1.0 * periods / periods_per_year),
         fmt::format("合同“{}”的回购期为 {:.1f} 年，一般为 3 至 5 年。", terms.key, 1.0 * periods / periods_per_year)},
        {"Check the number of instalments and the interval, which is in periods.", "请核对回购次数和间隔（以期计）。"});
}

void check_bot(const Contract& terms, const RowIssues& row) {
  check_rate(terms.profit_rate, "profit_rate", {"profit rate", "合理利润率"}, terms, row);
  check_rate(terms.discount_rate, "discount_rate", {"discount rate", "年度折现率"}, terms, row);
  check_number(terms.subsidy_years, 1, "subsidy_years", {"number of subsidy years", "补贴年数"}, terms, row);
  check_number(terms.first_exponent, 0, "first_exponent", {"first exponent", "首年折现指数"}, terms, row);
  if (terms.subsidy_years < 1 || terms.subsidy_years > most) return;
  if (terms.subsidy_years < 10 || terms.subsidy_years > 40)
    row.warning("concession-term", "subsidy_years",
                {fmt::format("Contract \"{}\" subsidises {} years; rules P6 and P7b expect 10 to 40.", terms.key, terms.subsidy_years),
                 fmt::format("合同“{}”的补贴年数为 {} 年，按规则 P6、P7b 应在 10 至 40 年之间。", terms.key, terms.subsidy_years)},
                {"Check the term; BOT contracts usually run 20 to 30 years.", "请核对期限；BOT 合同一般为 20 至 30 年。"});
}

}  // namespace

void check_contracts(const FundingTables& tables, int periods_per_year, Issues& issues) {
  std::map<std::string_view, int> first_row;
  for (const Contract& terms : tables.contracts) {
    const RowIssues row("contracts.csv", terms.row, issues);
    const auto [place, fresh] = first_row.emplace(terms.key, terms.row);
    if (!fresh)
      row.error("duplicate-key", "id",
                {fmt::format("The key \"{}\" is already used in row {}.", terms.key, place->second),
                 fmt::format("编号“{}”已在第 {} 行使用。", terms.key, place->second)},
                {"Give each row its own key, or delete the repeated row.", "请为每一行使用不同的编号，或删除重复的行。"});
    if (terms.min_size < Money{})
      row.error("negative-amount", "min_size_wan",
                {fmt::format("The minimum size of contract \"{}\" is negative: {} 万元.", terms.key, terms.min_size.wan_text()),
                 fmt::format("合同“{}”的单项最低规模为负数：{} 万元。", terms.key, terms.min_size.wan_text())},
                {"Write 0 or more; leave it blank for no minimum.", "请填写不小于 0 的数；没有最低规模则留空。"});
    if (terms.kind == ContractKind::bt)
      check_bt(terms, periods_per_year, row);
    else
      check_bot(terms, row);
  }
}

}  // namespace liandong
