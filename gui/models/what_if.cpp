#include "gui/models/what_if.hpp"

#include <algorithm>

#include "gui/models/plan_charts.hpp"
#include "model/planning/wording.hpp"

namespace liandong::gui {
namespace {

Money scaled(Money amount, int percent) { return Rate::percent(percent).of(amount); }

struct Row {
  const char* name;
  Value plan, now, change;
  bool differs;
};

}  // namespace

const std::vector<Lever>& levers() {
  static const std::vector<Lever> all = [] {
    std::vector<Lever> made;
    for (int channel = 0; channel < 5; ++channel) made.push_back({.what = Lever::What::inflow, .channel = static_cast<Channel>(channel)});
    made.push_back({.what = Lever::What::bt_interest, .low = -50, .high = 50, .neutral = 0, .step = 5});
    made.push_back({.what = Lever::What::gap_price, .low = 50, .high = 300, .neutral = 100, .step = 10});
    made.push_back({.what = Lever::What::late_price, .low = 0, .high = 500, .neutral = 100, .step = 20});
    return made;
  }();
  return all;
}

Levers neutral_levers() {
  Levers values;
  for (const Lever& lever : levers()) values.push_back(lever.neutral);
  return values;
}

QString name_of(const Lever& lever, const Display& display) {
  switch (lever.what) {
    case Lever::What::inflow: return translate("WhatIf", "Inflow: %1").arg(display.say(liandong::name_of(lever.channel)));
    case Lever::What::bt_interest: return translate("WhatIf", "Interest of BT");
    case Lever::What::gap_price: return translate("WhatIf", "Price of the gap");
    case Lever::What::late_price: return translate("WhatIf", "Price of being late");
  }
  return {};
}

QString value_of(const Lever& lever, int value) {
  if (lever.what == Lever::What::bt_interest)
    return (value > 0 ? QStringLiteral("+") : QString()) + QString::number(value / 10.0, 'f', 1) + QStringLiteral(" %");
  return QString::number(value) + QStringLiteral(" %");
}

std::optional<CampaignFile> pulled(const CampaignFile& file, const Levers& values) {
  CampaignFile made = file;
  FundingTables tables = file.funding.tables();
  for (std::size_t i = 0; i < levers().size(); ++i) {
    const Lever& lever = levers()[i];
    const int value = values[i];
    if (value == lever.neutral) continue;
    switch (lever.what) {
      case Lever::What::inflow:
        for (Inflow& inflow : tables.inflows)
          if (tables.sources[inflow.source.index()].channel == lever.channel) inflow.amount = scaled(inflow.amount, value);
        break;
      case Lever::What::bt_interest:
        for (Contract& terms : tables.contracts)
          if (terms.kind == ContractKind::bt)
            terms.annual_rate =
                Rate::from_billionths(std::max<std::int64_t>(0, terms.annual_rate.billionths() + value * (Rate::one_unit / 1000)));
        break;
      case Lever::What::gap_price:
        made.settings.prices.gap = Rate::from_billionths(made.settings.prices.gap.billionths() / 100 * value);
        break;
      case Lever::What::late_price:
        for (Money* price : {&made.settings.prices.firm_late, &made.settings.prices.strive_late, &made.settings.prices.firm_never,
                             &made.settings.prices.strive_never})
          *price = scaled(*price, value);
        break;
    }
  }
  Checked<Funding> funding = Funding::build(std::move(tables), file.campaign.horizon());
  if (!funding) return {};
  made.funding = std::move(*funding);
  return made;
}

Records what_if_rows(const RunPtr& plan, const RunPtr& now, const Display& display) {
  const auto rows = std::make_shared<std::vector<Row>>();
  const PlanMetrics &a = plan->metrics, &b = now->metrics;
  const auto money = [&](const char* name, Money before, Money after) {
    rows->push_back({name, before, after, to_qt(change_figure(after - before, display.unit())).toStdString(), before != after});
  };
  const auto count = [&](const char* name, int before, int after) {
    const std::string change = before == after ? "=" : (after > before ? "+" : "") + std::to_string(after - before);
    rows->push_back({name, before, after, change, before != after});
  };
  money(QT_TRANSLATE_NOOP("WhatIf", "Cost of what is built"), a.cost_built, b.cost_built);
  money(QT_TRANSLATE_NOOP("WhatIf", "Funding gap"), a.gap, b.gap);
  money(QT_TRANSLATE_NOOP("WhatIf", "Debt service in all"), a.debt_service, b.debt_service);
  for (std::size_t channel = 0; channel < 5; ++channel) {
    static const char* names[] = {QT_TRANSLATE_NOOP("WhatIf", "Paid by fiscal money"),
                                  QT_TRANSLATE_NOOP("WhatIf", "Paid by bundled project money"), QT_TRANSLATE_NOOP("WhatIf", "Paid by BT"),
                                  QT_TRANSLATE_NOOP("WhatIf", "Paid by BOT"), QT_TRANSLATE_NOOP("WhatIf", "Paid by attracted investment")};
    money(names[channel], a.paid_by_channel[channel], b.paid_by_channel[channel]);
  }
  count(QT_TRANSLATE_NOOP("WhatIf", "Projects built"), a.projects_built, b.projects_built);
  count(QT_TRANSLATE_NOOP("WhatIf", "Stages on time"), a.stages_on_time, b.stages_on_time);
  count(QT_TRANSLATE_NOOP("WhatIf", "Periods late, all stages"), late_periods(a), late_periods(b));
  const auto at = [rows](int row) -> const Row& { return (*rows)[static_cast<std::size_t>(row)]; };
  Records records{.owner = rows, .rows = static_cast<int>(rows->size())};
  records.columns = {
      {.title = QT_TRANSLATE_NOOP("Columns", "Measure"),
       .value = [at](int row) { return Value(translate("WhatIf", at(row).name).toStdString()); }},
      {.title = QT_TRANSLATE_NOOP("Columns", "Plan"), .figures = true, .value = [at](int row) { return at(row).plan; }},
      {.title = QT_TRANSLATE_NOOP("Columns", "With these assumptions"), .figures = true, .value = [at](int row) { return at(row).now; }},
      {.title = QT_TRANSLATE_NOOP("Columns", "Change"),
       .figures = true,
       .value = [at](int row) { return at(row).change; },
       .weight = [at](int row) { return at(row).differs ? 0.1 : 0.0; }}};
  return records;
}

ChartData what_if_gap(const RunPtr& plan, const RunPtr& now, const Display& display) {
  ChartData data = gap_over_time({plan, now}, display);
  data.lines[0].name = translate("Columns", "Plan");
  data.lines[0].key = "plan";
  data.lines[0].hue = Hue::plan_6;
  data.lines[1].name = translate("Columns", "With these assumptions");
  data.lines[1].key = "now";
  return data;
}

}  // namespace liandong::gui
