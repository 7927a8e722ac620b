#include <algorithm>
#include <map>
#include <utility>

#include "gui/models/plan_tables.hpp"
#include "model/planning/figures.hpp"

namespace liandong::gui {
namespace {

/// "f-city 1,200.0 万元 (60.00 %)" for each source that pays the project in the period, the largest first.
QString shares_tip(const ScenarioRun& run, ProjectId project, int t, Money gap) {
  const auto& payments = run.result.plan.payments;
  std::vector<Payment> here;
  for (auto p = std::lower_bound(payments.begin(), payments.end(), project, [](const Payment&a, ProjectId b) { return a.project < b; });
       p != payments.end() && p->project == project; ++p)
    if (p->t == t) here.push_back(*p);
  std::stable_sort(here.begin(), here.end(), [](const Payment& a, const Payment& b) { return a.amount > b.amount; });
  Money need = gap;
  for (const Payment& p : here) need += p.amount;
  std::string lines;
  const auto add = [&](const std::string& name, Money amount) {
    lines += (lines.empty() ? "" : "\n") + name + "  " + wan(amount) + "  " + percent(amount.wan() / need.wan());
  };
  for (const Payment& p : here) add(run.problem.funding()[p.source].key, p.amount);
  if (!gap.is_zero()) add("?", gap);
  return to_qt(lines);
}

}  // namespace

Records allocation_grid(const RunPtr& run) {
  const Campaign* c = &run->problem.campaign();
  const auto periods = static_cast<std::size_t>(run->problem.periods());
  auto money = money_by_project(*run);
  ProjectMoney sum{std::vector<Money>(periods), std::vector<Money>(periods), {}, {}};
  for (const ProjectMoney& project : money) {
    for (std::size_t t = 0; t < periods; ++t) {
      sum.paid[t] += project.paid[t];
      sum.gap[t] += project.gap[t];
    }
    sum.all_paid += project.all_paid;
    sum.all_gap += project.all_gap;
  }
  money.insert(money.begin(), sum);
  const auto rows = std::make_shared<const std::vector<ProjectMoney>>(std::move(money));
  const auto at = [rows](int row) -> const ProjectMoney& { return (*rows)[static_cast<std::size_t>(row)]; };
  const auto project = [](int row) { return ProjectId{row - 1}; };

  Records records{.owner = run, .rows = static_cast<int>(rows->size()), .pinned = 1};
  records.key = [c, project](int row) { return row == 0 ? std::string() : (*c)[project(row)].key; };
  records.columns.push_back({.title = QT_TRANSLATE_NOOP("Columns", "Project name"), .value = [c, project](int row) {
                               static const Text all{"All projects", "全部项目"};
                               return Value(row == 0 ? all : (*c)[project(row)].name);
                             }});
  records.columns.push_back({.title = QT_TRANSLATE_NOOP("Columns", "Paid"), .figures = true, .money = true, .value = [at](int row) {
                               return Value(at(row).all_paid);
                             }});
  records.columns.push_back({.title = QT_TRANSLATE_NOOP("Columns", "Gap"), .figures = true, .money = true, .value = [at](int row) {
                               return Value(at(row).all_gap);
                             }});
  for (std::size_t t = 0; t < periods; ++t)
    records.columns.push_back(
        {.figures = true,
         .value =
             [at, t](int row) {
               const Money need = at(row).paid[t] + at(row).gap[t];
               return need.is_zero() ? Value(std::string()) : Value(at(row).paid[t]);
             },
         .weight =
             [at, t](int row) {
               const Money gap = at(row).gap[t], need = at(row).paid[t] + gap;
               return need.is_zero() ? 0.0 : gap.wan() / need.wan();
             },
         .tip = [run, at, project,
                 t](int row) { return row == 0 ? QString() : shares_tip(*run, project(row), static_cast<int>(t), at(row).gap[t]); },
         .literal = c->horizon().at(static_cast<int>(t)).text()});
  return records;
}

Records price_grid(const RunPtr& run) {
  const Funding* f = &run->problem.funding();
  const auto periods = static_cast<std::size_t>(run->problem.periods());
  std::vector<std::vector<double>> prices(f->sources().size(), std::vector<double>(periods));
  double most = 0;
  for (const PriceEntry& p : run->result.plan.prices) {
    prices[p.source.index()][static_cast<std::size_t>(p.t)] = p.value;
    most = std::max(most, p.value);
  }
  const auto rows = std::make_shared<const std::vector<std::vector<double>>>(std::move(prices));
  Records records{.owner = run, .rows = static_cast<int>(rows->size())};
  records.key = [f](int row) { return (*f)[SourceId{row}].key; };
  records.columns.push_back(
      {.title = QT_TRANSLATE_NOOP("Columns", "Source name"), .value = [f](int row) { return Value((*f)[SourceId{row}].name); }});
  for (std::size_t t = 0; t < periods; ++t) {
    const auto at = [rows, t](int row) { return (*rows)[static_cast<std::size_t>(row)][t]; };
    records.columns.push_back({.figures = true,
                               .value = [at](int row) { return at(row) == 0 ? Value(std::string()) : Value(at(row)); },
                               .weight = [at, most](int row) { return most > 0 ? at(row) / most : 0.0; },
                               .literal = run->problem.campaign().horizon().at(static_cast<int>(t)).text()});
  }
  return records;
}

}  // namespace liandong::gui
