#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QTableView>
#include <QVBoxLayout>

#include "gui/views/plan_pages.hpp"
#include "gui/views/theme.hpp"
#include "scenarios/summary.hpp"

namespace liandong::gui {

CompliancePage::CompliancePage(Workspace& workspace, const Display& display, QWidget* parent) : Page(workspace, display, parent) {
  certificate_ = new Card;
  table_ = new TablePanel(display);
  auto* rules = new Card;
  rules->body().addWidget(table_);
  auto* row = new QHBoxLayout;
  row->setSpacing(12);
  row->addWidget(certificate_, 2);
  row->addWidget(rules, 5);
  body().addLayout(row, 1);
}

QString CompliancePage::title() const { return translate("Pages", "Proof and rules"); }

QString CompliancePage::subtitle() const {
  return translate("Pages",
                   "How good the plan is proven to be, and what it says about each rule: kept, broken, or only reported. liandong verify "
                   "checks a saved plan without the planner.");
}

void CompliancePage::refresh() {
  const RunPtr& run = workspace().run();
  if (!run) return;
  certificate_->set_title(display().in_unit(translate("Certificate", "Certificate")));
  QGridLayout* grid = certificate_->fresh_rows(1);
  grid->setContentsMargins(0, 4, 0, 0);
  grid->setVerticalSpacing(7);
  int row = 0;
  const auto add = [&](const QString& name, const QString& value, bool strong = false) {
    auto *left = new QLabel(name), *right = new QLabel(value);
    left->setObjectName(QStringLiteral("muted"));
    left->setWordWrap(true);
    right->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    if (strong) {
      QFont bold = right->font();
      bold.setWeight(QFont::DemiBold);
      right->setFont(bold);
    }
    grid->addWidget(left, row, 0);
    grid->addWidget(right, row++, 1);
  };
  const Plan& plan = run->result.plan;
  const ObjectiveParts& p = plan.parts;
  // Parts as they add up to the sum that is shown (docs/maths/measures.md, "On the screen").
  std::vector<Money> amounts;
  for (const double value : {p.gap, p.lateness, p.never, p.own_money, p.debt_service, p.other_money})
    amounts.push_back(Money::nearest_wan(value));
  const std::vector<std::string> shown = figures(amounts, display().unit());
  Money total;
  for (const Money amount : amounts) total += amount;
  const QString names[] = {
      translate("Certificate", "gap"),       translate("Certificate", "lateness"),     translate("Certificate", "stages not reached"),
      translate("Certificate", "own money"), translate("Certificate", "debt service"), translate("Certificate", "other money")};
  for (std::size_t i = 0; i < shown.size(); ++i) add(names[i], to_qt(shown[i]));
  add(translate("Certificate", "This plan costs"), display().money(total), true);
  add(translate("Certificate", "No plan can cost less than"), to_qt(figure(plan.certificate.bound, display().unit())), true);
  add(translate("Certificate", "Distance"), QString::number(plan.certificate.relative_gap() * 100, 'f', 3) + QStringLiteral(" %"), true);
  add(translate("Certificate", "Branches of the proof"), QString::number(std::max<std::size_t>(1, plan.certificate.branches.size())));
  add(translate("Certificate", "Planned in"), translate("Certificate", "%1 s").arg(QString::number(run->seconds, 'f', 1)));
  auto* meaning = new QLabel(display().say(meaning_of(run->result.outcome)));
  meaning->setWordWrap(true);
  grid->addWidget(meaning, row++, 0, 1, 2);
  auto* input = new QLabel(translate("Certificate", "Input: %1").arg(to_qt(run->input_hash.substr(0, 16))));
  input->setObjectName(QStringLiteral("muted"));
  input->setToolTip(to_qt(run->input_hash));
  grid->addWidget(input, row++, 0, 1, 2);
  grid->setColumnStretch(0, 1);
  grid->setRowStretch(row, 1);

  table_->set_empty_text(translate("Pages", "No rule is in force."));
  table_->show_records(compliance_rows(run));
}

}  // namespace liandong::gui
