#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <string_view>

#include "model/core/row_issues.hpp"
#include "model/funding/checks.hpp"

namespace liandong {
namespace {


/// Own fiscal money, docs/maths/planning-problem.md (5): it matches, and it repays contracts.
bool is_own_fiscal(const Source& source) {
  return source.channel == Channel::fiscal && (source.level == FundLevel::city || source.level == FundLevel::county) &&
         source.owner.known();
}

void check_shares(const Source& source, const RowIssues& row) {
  if (source.max_share < Rate{} || source.max_share > Rate::one())
    row.error("share-range", "max_share",
              {fmt::format("The largest share of source \"{}\" is {}, outside 0 to 1.", source.key, source.max_share.text()),
               fmt::format("资金“{}”的最高比例为 {}，不在 0 至 1 之间。", source.key, source.max_share.text())},
              {"Write a share such as 0.8 or 80%.", "请填写 0.8 或 80% 这样的比例。"});
  else if (source.max_share == Rate{})
    row.warning("share-zero", "max_share",
                {fmt::format("Source \"{}\" may pay for nothing: its largest share is 0.", source.key),
                 fmt::format("资金“{}”的最高比例为 0，不能支付任何项目。", source.key)},
                {"Leave it blank for no limit.", "不设上限请留空。"});
  if (source.match_rate < Rate{} || source.match_rate > Rate::percent(1000))
    row.error("match-range", "match_rate",
              {fmt::format("The match rate of source \"{}\" is {}, outside 0 to 10.", source.key, source.match_rate.text()),
               fmt::format("资金“{}”的配套比例为 {}，不在 0 至 10 之间。", source.key, source.match_rate.text())},
              {"Write own money per yuan of this money, such as 0.3 or 30%.", "请填写每元本资金所需的自有资金，如 0.3 或 30%。"});
  if (source.carry_over < Rate{} || source.carry_over > Rate::one())
    row.error("carry-over-range", "carry_over",
              {fmt::format("The carry-over of source \"{}\" is {}, outside 0 to 1.", source.key, source.carry_over.text()),
               fmt::format("资金“{}”的结转比例为 {}，不在 0 至 1 之间。", source.key, source.carry_over.text())},
              {"Write what of a balance is still there in the next period: 1 = all, 0 = none.",
               "请填写余额结转到下一期的比例：1 为全部，0 为不结转。"});
  if (source.cost_weight && *source.cost_weight < Rate{})
    row.error(
        "negative-weight", "cost_weight",
        {fmt::format("The cost weight of source \"{}\" is negative.", source.key), fmt::format("资金“{}”的成本权重为负数。", source.key)},
        {"Write 0 or more, or leave it blank for the default.", "请填写不小于 0 的数，或留空采用默认值。"});
}

void check_repaying(const Source& source, const FundingTables& tables, const RowIssues& row) {
  if (!source.repaid_by.known()) {
    row.error("contract-without-repayer", "repaid_by",
              {fmt::format("Nobody repays source \"{}\".", source.key), fmt::format("资金“{}”没有填写偿还来源。", source.key)},
              {"Name the owner's fiscal source that pays the instalments or subsidies.", "请填写支付回购款或补贴的自有财政资金。"});
    return;
  }
  if (source.repaid_by.index() >= tables.sources.size()) {
    row.error("unknown-reference", "repaid_by",
              {fmt::format("The repaying source of \"{}\" is no row of sources.csv.", source.key),
               fmt::format("资金“{}”的偿还来源不在 sources.csv 中。", source.key)},
              {"Write a key that sources.csv has.", "请填写 sources.csv 中已有的编号。"});
    return;
  }
  const Source& payer = tables.sources[source.repaid_by.index()];
  if (!is_own_fiscal(payer))
    row.error("repayer-not-own-fiscal", "repaid_by",
              {fmt::format("Source \"{}\" is repaid by \"{}\", which is not the fiscal money of a city or county with an owner.",
                           source.key, payer.key),
               fmt::format("资金“{}”由“{}”偿还，但后者不是有所属单位的市县自有财政资金。", source.key, payer.key)},
              {"Name a source of channel fiscal, level city or county, with an owner.",
               "请填写渠道为 fiscal、级次为 city 或 county 且有所属单位的资金。"});
}

void check_terms(const Source& source, const FundingTables& tables, const RowIssues& row) {
  if (!source.contract.known()) {
    row.error("contract-missing", "contract",
              {fmt::format("Source \"{}\" is a contract channel but names no terms.", source.key),
               fmt::format("资金“{}”属于合同渠道，却没有填写合同条款。", source.key)},
              {"Name a row of contracts.csv.", "请填写 contracts.csv 中的合同编号。"});
    return;
  }
  if (source.contract.index() >= tables.contracts.size()) {
    row.error("unknown-reference", "contract",
              {fmt::format("The contract of source \"{}\" is no row of contracts.csv.", source.key),
               fmt::format("资金“{}”的合同不在 contracts.csv 中。", source.key)},
              {"Write a key that contracts.csv has.", "请填写 contracts.csv 中已有的编号。"});
    return;
  }
  const Contract& terms = tables.contracts[source.contract.index()];
  if ((terms.kind == ContractKind::bt) != (source.channel == Channel::bt))
    row.error(
        "contract-kind", "contract",
        {fmt::format("Source \"{}\" and its contract \"{}\" are of different kinds: one is BT, the other BOT.", source.key, terms.key),
         fmt::format("资金“{}”与合同“{}”方式不同：一个是 BT，另一个是 BOT。", source.key, terms.key)},
        {"Correct the channel of the source or the kind of the contract.", "请更正资金渠道或合同方式。"});
}

void check_kinds(const Source& source, const RowIssues& row) {
  constexpr std::array<std::string_view, 3> known{"hardware", "software", "management"};
  for (const std::string& kind : source.kinds)
    if (std::find(known.begin(), known.end(), kind) == known.end())
      row.error("unknown-kind", "kinds",
                {fmt::format("Source \"{}\" names the project kind \"{}\", which does not exist.", source.key, kind),
                 fmt::format("资金“{}”填写的项目类别“{}”不存在。", source.key, kind)},
                {"Write hardware, software or management; blank = all.", "请填写 hardware、software 或 management；留空为全部。"});
}

}  // namespace

void check_sources(const FundingTables& tables, Issues& issues) {
  std::map<std::string_view, int> first_row;
  for (const Source& source : tables.sources) {
    const RowIssues row("sources.csv", source.row, issues);
    const auto [place, fresh] = first_row.emplace(source.key, source.row);
    if (!fresh)
      row.error("duplicate-key", "id",
                {fmt::format("The key \"{}\" is already used in row {}.", source.key, place->second),
                 fmt::format("编号“{}”已在第 {} 行使用。", source.key, place->second)},
                {"Give each row its own key, or delete the repeated row.", "请为每一行使用不同的编号，或删除重复的行。"});
    check_shares(source, row);
    check_kinds(source, row);
    if (is_contract(source.channel)) {
      check_terms(source, tables, row);
      check_repaying(source, tables, row);
    } else if (source.contract.known() || source.repaid_by.known()) {
      row.error("contract-on-other-channel", source.contract.known() ? "contract" : "repaid_by",
                {fmt::format("Source \"{}\" is neither BT nor BOT, so it has no contract and is not repaid.", source.key),
                 fmt::format("资金“{}”既非 BT 也非 BOT，不应填写合同或偿还来源。", source.key)},
                {"Clear contract and repaid_by, or correct the channel.", "请清空合同与偿还来源，或更正渠道。"});
    }
    const bool local = source.level == FundLevel::city || source.level == FundLevel::county;
    if (source.channel == Channel::fiscal && local && !source.owner.known())
      row.warning(
          "fiscal-without-owner", "owner",
          {fmt::format(
               "Source \"{}\" is local fiscal money without an owner: it counts as money from above, matches nothing and repays nothing.",
               source.key),
           fmt::format("资金“{}”为市县财政资金但没有所属单位：将按上级资金处理，不计配套，也不能偿债。", source.key)},
          {"Name the unit whose own money it is.", "请填写该自有资金的所属单位。"});
  }
}

}  // namespace liandong
