#include "gui/models/plan_tables.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <utility>

#include "gui/models/record_writer.hpp"
#include "model/planning/wording.hpp"

namespace liandong::gui {
namespace {

/// Columns over the entries of a plan; `Row` is what one row shows.
template <class Row>
RecordWriter<Row> rows_of(const RunPtr& run, std::vector<Row> rows) {
  return {run, std::make_shared<const std::vector<Row>>(std::move(rows))};
}

template <class Id>
std::vector<Id> ids(std::size_t count) {
  std::vector<Id> all;
  for (std::size_t i = 0; i < count; ++i) all.push_back(Id{static_cast<std::int32_t>(i)});
  return all;
}

/// What the columns below ask of a run again and again.
struct Names {
  explicit Names(const RunPtr& run) : c(&run->problem.campaign()), f(&run->problem.funding()) {}
  [[nodiscard]] Period at(int t) const { return c->horizon().at(t); }
  const Campaign* c;
  const Funding* f;
};

}  // namespace

std::vector<ProjectMoney> money_by_project(const ScenarioRun& run) {
  const auto periods = static_cast<std::size_t>(run.problem.periods());
  std::vector<ProjectMoney> all(run.problem.campaign().projects().size(),
                                ProjectMoney{std::vector<Money>(periods), std::vector<Money>(periods), {}, {}});
  for (const Payment& p : run.result.plan.payments) {
    all[p.project.index()].paid[static_cast<std::size_t>(p.t)] += p.amount;
    all[p.project.index()].all_paid += p.amount;
  }
  for (const GapEntry& g : run.result.plan.gaps) {
    all[g.project.index()].gap[static_cast<std::size_t>(g.t)] += g.amount;
    all[g.project.index()].all_gap += g.amount;
  }
  return all;
}

Records schedule_rows(const RunPtr& run) {
  const Names n(run);
  const Plan* plan = &run->result.plan;
  const auto money = std::make_shared<const std::vector<ProjectMoney>>(money_by_project(*run));
  return rows_of(run, ids<ProjectId>(n.c->projects().size()))
      .keyed([n](ProjectId p) { return (*n.c)[p].key; })
      .add(QT_TRANSLATE_NOOP("Columns", "Project"), "node", [n](ProjectId p) { return (*n.c)[p].key; })
      .add(QT_TRANSLATE_NOOP("Columns", "Project name"), "", [n](ProjectId p) { return (*n.c)[p].name; })
      .add(QT_TRANSLATE_NOOP("Columns", "Unit name"), "", [n](ProjectId p) { return (*n.c)[(*n.c)[p].unit].name; })
      .add(QT_TRANSLATE_NOOP("Columns", "Start"), "start",
           [n, plan](ProjectId p) { return plan->start[p.index()] ? Value(n.at(*plan->start[p.index()])) : Value(); })
      .add(QT_TRANSLATE_NOOP("Columns", "Finish"), "finish",
           [n, plan](ProjectId p) {
             return plan->start[p.index()] ? Value(n.at(*plan->start[p.index()] + (*n.c)[p].duration - 1)) : Value();
           })
      .money(QT_TRANSLATE_NOOP("Columns", "Cost"), "", [n](ProjectId p) { return (*n.c)[p].cost; })
      .money(QT_TRANSLATE_NOOP("Columns", "Paid"), "", [money](ProjectId p) { return (*money)[p.index()].all_paid; })
      .money(QT_TRANSLATE_NOOP("Columns", "Gap"), "", [money](ProjectId p) { return (*money)[p.index()].all_gap; })
      .take();
}

Records stage_rows(const RunPtr& run) {
  const Names n(run);
  return rows_of(run, run->metrics.stages)
      .keyed([n](const StageMetrics& s) { return (*n.c)[s.stage].key; })
      .add(QT_TRANSLATE_NOOP("Columns", "Stage"), "node", [n](const StageMetrics& s) { return (*n.c)[s.stage].key; })
      .add(QT_TRANSLATE_NOOP("Columns", "Name"), "", [n](const StageMetrics& s) { return (*n.c)[s.stage].name; })
      .add(QT_TRANSLATE_NOOP("Columns", "Programme"), "", [n](const StageMetrics& s) { return (*n.c)[(*n.c)[s.stage].programme].name; })
      .add(QT_TRANSLATE_NOOP("Columns", "Firmness"), "", [n](const StageMetrics& s) { return name_of((*n.c)[s.stage].firmness); })
      .add(QT_TRANSLATE_NOOP("Columns", "Deadline"), "deadline", [n](const StageMetrics& s) { return (*n.c)[s.stage].deadline; })
      .add(QT_TRANSLATE_NOOP("Columns", "Forecast"), "finish",
           [n](const StageMetrics& s) { return s.forecast ? Value(n.at(*s.forecast)) : Value(); })
      .figure(QT_TRANSLATE_NOOP("Columns", "Periods late"), "late", [](const StageMetrics& s) { return s.late; })
      .figure(QT_TRANSLATE_NOOP("Columns", "Slack"), "", [](const StageMetrics& s) { return s.slack; })
      .figure(QT_TRANSLATE_NOOP("Columns", "Projects it needs"), "", [](const StageMetrics& s) { return s.required_projects; })
      .figure(QT_TRANSLATE_NOOP("Columns", "Of them built"), "", [](const StageMetrics& s) { return s.required_built; })
      .money(QT_TRANSLATE_NOOP("Columns", "Their cost"), "", [](const StageMetrics& s) { return s.required_cost; })
      .figure(QT_TRANSLATE_NOOP("Columns", "Indicators no project can close"), "", [](const StageMetrics& s) { return s.not_closable; })
      .take();
}

Records allocation_rows(const RunPtr& run) {
  const Names n(run);
  return rows_of(run, run->result.plan.payments)
      .keyed([n](const Payment& p) { return (*n.c)[p.project].key; })
      .add(QT_TRANSLATE_NOOP("Columns", "Project"), "project", [n](const Payment& p) { return (*n.c)[p.project].key; })
      .add(QT_TRANSLATE_NOOP("Columns", "Project name"), "", [n](const Payment& p) { return (*n.c)[p.project].name; })
      .add(QT_TRANSLATE_NOOP("Columns", "Source"), "source", [n](const Payment& p) { return (*n.f)[p.source].key; })
      .add(QT_TRANSLATE_NOOP("Columns", "Source name"), "", [n](const Payment& p) { return (*n.f)[p.source].name; })
      .add(QT_TRANSLATE_NOOP("Columns", "Channel"), "", [n](const Payment& p) { return name_of((*n.f)[p.source].channel); })
      .add(QT_TRANSLATE_NOOP("Columns", "Period"), "period", [n](const Payment& p) { return n.at(p.t); })
      .money(QT_TRANSLATE_NOOP("Columns", "Amount"), "amount_wan", [](const Payment& p) { return p.amount; })
      .take();
}

Records gap_rows(const RunPtr& run) {
  const Names n(run);
  return rows_of(run, run->result.plan.gaps)
      .keyed([n](const GapEntry& g) { return (*n.c)[g.project].key; })
      .add(QT_TRANSLATE_NOOP("Columns", "Project"), "project", [n](const GapEntry& g) { return (*n.c)[g.project].key; })
      .add(QT_TRANSLATE_NOOP("Columns", "Project name"), "", [n](const GapEntry& g) { return (*n.c)[g.project].name; })
      .add(QT_TRANSLATE_NOOP("Columns", "Unit name"), "", [n](const GapEntry& g) { return (*n.c)[(*n.c)[g.project].unit].name; })
      .add(QT_TRANSLATE_NOOP("Columns", "Period"), "period", [n](const GapEntry& g) { return n.at(g.t); })
      .money(QT_TRANSLATE_NOOP("Columns", "Gap"), "amount_wan", [](const GapEntry& g) { return g.amount; })
      .take();
}

Records balance_rows(const RunPtr& run) {
  const Names n(run);
  struct Row {
    SourceId source;
    int t;
    BalanceEntry entry;
  };
  std::vector<Row> rows;
  for (const SourceId source : ids<SourceId>(run->result.plan.balances.size()))
    for (int t = 0; t < run->problem.periods(); ++t)
      rows.push_back({source, t, run->result.plan.balances[source.index()][static_cast<std::size_t>(t)]});
  return rows_of(run, std::move(rows))
      .keyed([n](const Row& r) { return (*n.f)[r.source].key; })
      .add(QT_TRANSLATE_NOOP("Columns", "Source"), "source", [n](const Row& r) { return (*n.f)[r.source].key; })
      .add(QT_TRANSLATE_NOOP("Columns", "Source name"), "", [n](const Row& r) { return (*n.f)[r.source].name; })
      .add(QT_TRANSLATE_NOOP("Columns", "Period"), "period", [n](const Row& r) { return n.at(r.t); })
      .money(QT_TRANSLATE_NOOP("Columns", "Inflow"), "inflow_wan", [](const Row& r) { return r.entry.inflow; })
      .money(QT_TRANSLATE_NOOP("Columns", "Drawn"), "drawn_wan", [](const Row& r) { return r.entry.drawn; })
      .money(QT_TRANSLATE_NOOP("Columns", "Debt service"), "debt_service_wan", [](const Row& r) { return r.entry.debt_service; })
      .money(QT_TRANSLATE_NOOP("Columns", "Balance"), "balance_wan", [](const Row& r) { return r.entry.balance; })
      .take();
}

Records debt_service_rows(const RunPtr& run) {
  const Names n(run);
  return rows_of(run, run->result.plan.service)
      .keyed([n](const ServiceEntry& s) { return (*n.c)[s.project].key; })
      .add(QT_TRANSLATE_NOOP("Columns", "Project"), "contract_project", [n](const ServiceEntry& s) { return (*n.c)[s.project].key; })
      .add(QT_TRANSLATE_NOOP("Columns", "Project name"), "", [n](const ServiceEntry& s) { return (*n.c)[s.project].name; })
      .add(QT_TRANSLATE_NOOP("Columns", "Contract"), "source", [n](const ServiceEntry& s) { return (*n.f)[s.contract_source].key; })
      .add(QT_TRANSLATE_NOOP("Columns", "Contract name"), "", [n](const ServiceEntry& s) { return (*n.f)[s.contract_source].name; })
      .add(QT_TRANSLATE_NOOP("Columns", "Payer"), "payer", [n](const ServiceEntry& s) { return (*n.f)[s.payer].key; })
      .add(QT_TRANSLATE_NOOP("Columns", "Period"), "period", [n](const ServiceEntry& s) { return n.at(s.t); })
      .money(QT_TRANSLATE_NOOP("Columns", "Amount"), "amount_wan", [](const ServiceEntry& s) { return s.amount; })
      .take();
}

Records affordability_rows(const RunPtr& run) {
  const Names n(run);
  return rows_of(run, run->metrics.debt)
      .keyed([n](const DebtYear& d) { return (*n.c)[d.unit].key; })
      .add(QT_TRANSLATE_NOOP("Columns", "Unit"), "region", [n](const DebtYear& d) { return (*n.c)[d.unit].key; })
      .add(QT_TRANSLATE_NOOP("Columns", "Unit name"), "", [n](const DebtYear& d) { return (*n.c)[d.unit].name; })
      .add(QT_TRANSLATE_NOOP("Columns", "Year"), "year", [](const DebtYear& d) { return std::to_string(d.year); })
      .money(QT_TRANSLATE_NOOP("Columns", "Service of this plan"), "service_wan", [](const DebtYear& d) { return d.service; })
      .money(QT_TRANSLATE_NOOP("Columns", "Ceiling for it"), "ceiling_wan", [](const DebtYear& d) { return d.ceiling; })
      .money(QT_TRANSLATE_NOOP("Columns", "Head-room"), "", [](const DebtYear& d) { return d.head_room; })
      .money(QT_TRANSLATE_NOOP("Columns", "Earlier contracts"), "", [](const DebtYear& d) { return d.committed; })
      .money(QT_TRANSLATE_NOOP("Columns", "General expenditure"), "", [](const DebtYear& d) { return known_or_blank(d.expenditure); })
      .figure(QT_TRANSLATE_NOOP("Columns", "Share of it claimed"), "",
              [](const DebtYear& d) { return d.share ? Value(Share{*d.share}) : Value(); })
      .take();
}

Records price_rows(const RunPtr& run) {
  const Names n(run);
  return rows_of(run, run->result.plan.prices)
      .keyed([n](const PriceEntry& p) { return (*n.f)[p.source].key; })
      .add(QT_TRANSLATE_NOOP("Columns", "Source"), "source", [n](const PriceEntry& p) { return (*n.f)[p.source].key; })
      .add(QT_TRANSLATE_NOOP("Columns", "Source name"), "", [n](const PriceEntry& p) { return (*n.f)[p.source].name; })
      .add(QT_TRANSLATE_NOOP("Columns", "Period"), "period", [n](const PriceEntry& p) { return n.at(p.t); })
      .figure(QT_TRANSLATE_NOOP("Columns", "One more 万元 saves (万元)"), "value", [](const PriceEntry& p) { return p.value; })
      .take();
}

Records compliance_rows(const RunPtr& run) {
  return rows_of(run, run->result.plan.compliance)
      .keyed([](const ComplianceEntry& e) { return e.rule; })
      .add(QT_TRANSLATE_NOOP("Columns", "Rule"), "rule", [](const ComplianceEntry& e) { return e.rule; })
      .add(QT_TRANSLATE_NOOP("Columns", "State"), "", [](const ComplianceEntry& e) { return name_of(e.state); })
      .add(QT_TRANSLATE_NOOP("Columns", "Article"), "", [](const ComplianceEntry& e) { return e.article; })
      .add(QT_TRANSLATE_NOOP("Columns", "Margin"), "margin", [](const ComplianceEntry& e) { return word_or_blank(e.margin); })
      .add(QT_TRANSLATE_NOOP("Columns", "Verified"), "", [](const ComplianceEntry& e) { return name_of(e.verification); })
      .add(QT_TRANSLATE_NOOP("Columns", "Rows that decide"), "", [](const ComplianceEntry& e) { return e.deciding; })
      .take();
}

Records source_rows(const RunPtr& run) {
  const Names n(run);
  const auto* paid = &run->metrics.paid_by_source;
  std::vector<Money> inflow(n.f->sources().size());
  for (const SourceId source : ids<SourceId>(inflow.size()))
    for (int t = 0; t < run->problem.periods(); ++t) inflow[source.index()] += run->problem.inflow(source, t);
  return rows_of(run, ids<SourceId>(inflow.size()))
      .keyed([n](SourceId s) { return (*n.f)[s].key; })
      .add(QT_TRANSLATE_NOOP("Columns", "Source"), "", [n](SourceId s) { return (*n.f)[s].key; })
      .add(QT_TRANSLATE_NOOP("Columns", "Source name"), "", [n](SourceId s) { return (*n.f)[s].name; })
      .add(QT_TRANSLATE_NOOP("Columns", "Channel"), "", [n](SourceId s) { return name_of((*n.f)[s].channel); })
      .add(QT_TRANSLATE_NOOP("Columns", "Level"), "", [n](SourceId s) { return name_of((*n.f)[s].level); })
      .money(QT_TRANSLATE_NOOP("Columns", "Inflow that counts"), "", [inflow](SourceId s) { return inflow[s.index()]; })
      .money(QT_TRANSLATE_NOOP("Columns", "Pays for projects"), "", [paid](SourceId s) { return (*paid)[s.index()]; })
      .take();
}

}  // namespace liandong::gui
