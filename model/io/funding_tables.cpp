#include "model/io/funding_tables.hpp"

namespace liandong {
namespace {

void read_contracts(TableReader& row, FolderTables& out) {
  while (row.next()) {
    if (row.broken()) { out.rows_lost = true; out.contracts.complete = false; continue; }
    Contract contract;
    contract.key = take_key(row, out.contracts);
    contract.row = row.row();
    contract.kind = row.word_or("kind", ContractKind::bt);
    contract.repayment = row.word_or("repayment", Repayment::given_shares);
    contract.shares = row.rate_list("shares");
    contract.instalments = row.integer("instalments").value_or(contract.instalments);
    contract.interval = row.integer("interval").value_or(contract.interval);
    contract.first_after = row.integer("first_after").value_or(contract.first_after);
    contract.annual_rate = row.rate("annual_rate").value_or(Rate{});
    contract.construction_return = row.rate("construction_return").value_or(Rate{});
    contract.capitalisation = row.word_or("capitalisation", Capitalisation::simple);
    contract.draw_timing = row.word_or("draw_timing", DrawTiming::middle);
    contract.profit_rate = row.rate("profit_rate").value_or(Rate{});
    contract.discount_rate = row.rate("discount_rate").value_or(Rate{});
    contract.subsidy_years = row.integer("subsidy_years").value_or(contract.subsidy_years);
    contract.first_exponent = row.integer("first_exponent").value_or(contract.first_exponent);
    contract.min_size = row.money("min_size_wan").value_or(Money{});
    row.word("mark");
    out.funding.contracts.push_back(std::move(contract));
  }
}

/// All keys of the table, before its rows are read: sources name each other.
KeyIndex all_keys(std::string_view table, std::string_view text) {
  IssueLog unheard;
  TableReader row{std::string(table), text, unheard};
  KeyIndex index;
  index.file = row.file();
  while (row.next()) {
    if (row.broken()) index.complete = false;
    else take_key(row, index);
  }
  return index;
}

void read_sources(TableReader& row, std::string_view text, FolderTables& out) {
  const KeyIndex all = all_keys("sources", text);
  while (row.next()) {
    if (row.broken()) { out.rows_lost = true; out.sources.complete = false; continue; }
    Source source;
    source.key = take_key(row, out.sources);
    source.row = row.row();
    source.name = {.en = row.text("name_en"), .zh = row.text("name_zh")};
    source.channel = row.word_or("channel", Channel::fiscal);
    source.level = row.word_or("level", FundLevel::city);
    if (const auto owner = row.reference("owner", out.units)) source.owner = UnitId{*owner};
    for (const std::int32_t id : row.reference_list("units", out.units)) source.units.push_back(UnitId{id});
    source.sectors = row.word_list("sectors");
    source.kinds = row.word_list("kinds");
    source.max_share = row.rate("max_share").value_or(Rate::one());
    source.match_rate = row.rate("match_rate").value_or(Rate{});
    source.carry_over = row.rate("carry_over").value_or(Rate::one());
    source.cost_weight = row.rate("cost_weight");
    if (const auto contract = row.reference("contract", out.contracts)) source.contract = ContractId{*contract};
    if (const auto payer = row.reference("repaid_by", all)) source.repaid_by = SourceId{*payer};
    row.word("mark");
    out.funding.sources.push_back(std::move(source));
  }
}

void read_inflows(TableReader& row, std::optional<PeriodUnit> unit, FolderTables& out) {
  while (row.next()) {
    if (row.broken()) { out.rows_lost = true; continue; }
    Inflow inflow;
    inflow.row = row.row();
    const auto source = row.reference("source", out.sources);
    const auto period = row.period("period", unit);
    inflow.certainty = row.word_or("certainty", Certainty::hoped);
    inflow.amount = row.money("amount_wan").value_or(Money{});
    row.word("mark");
    if (!source || !period) { out.rows_lost = true; continue; }
    inflow.source = SourceId{*source};
    inflow.period = *period;
    out.funding.inflows.push_back(inflow);
  }
}

void read_budgets(TableReader& row, FolderTables& out) {
  while (row.next()) {
    if (row.broken()) { out.rows_lost = true; continue; }
    Budget budget;
    budget.row = row.row();
    const auto unit = row.reference("unit", out.units);
    const auto year = row.integer("year");
    budget.general_expenditure = row.money("general_expenditure_wan").value_or(Money{});
    budget.committed_service = row.money("committed_service_wan").value_or(Money{});
    row.word("mark");
    if (!unit || !year) { out.rows_lost = true; continue; }
    budget.unit = UnitId{*unit};
    budget.year = *year;
    out.funding.budgets.push_back(budget);
  }
}

}  // namespace

void read_funding_table(std::string_view name, TableReader& row, std::string_view text, std::optional<PeriodUnit> unit, FolderTables& tables) {
  if (name == "contracts") read_contracts(row, tables);
  else if (name == "sources") read_sources(row, text, tables);
  else if (name == "inflows") read_inflows(row, unit, tables);
  else if (name == "budgets") read_budgets(row, tables);
}

}  // namespace liandong
