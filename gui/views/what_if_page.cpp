#include "gui/views/what_if_page.hpp"

#include <QLabel>
#include <QPushButton>
#include <QSlider>
#include <QVBoxLayout>

namespace liandong::gui {

WhatIfPage::WhatIfPage(Workspace& workspace, const Display& display, QWidget* parent) : Page(workspace, display, parent) {
  auto* side = new Card;
  side->setFixedWidth(300);
  side->body().setSpacing(2);
  for (const Lever& lever : levers()) {
    auto *name = new QLabel, *shown = new QLabel;
    shown->setAlignment(Qt::AlignRight);
    auto* slider = new QSlider(Qt::Horizontal);
    slider->setRange(lever.low / lever.step, lever.high / lever.step);
    slider->setValue(lever.neutral / lever.step);
    slider->setPageStep(2);
    auto* row = new QHBoxLayout;
    row->addWidget(name, 1);
    row->addWidget(shown);
    side->body().addLayout(row);
    side->body().addWidget(slider);
    side->body().addSpacing(6);
    names_.push_back(name);
    shown_.push_back(shown);
    sliders_.push_back(slider);
    connect(slider, &QSlider::valueChanged, this, &WhatIfPage::ask);
  }
  reset_ = new QPushButton;
  state_ = new QLabel;
  state_->setObjectName(QStringLiteral("muted"));
  state_->setWordWrap(true);
  side->body().addWidget(reset_);
  side->body().addWidget(state_);
  side->body().addStretch(1);

  gap_ = make_line_chart().release();
  auto* upper = new Card;
  upper->body().addWidget(gap_);
  table_ = new TablePanel(display);
  table_->set_tools_visible(false);
  auto* lower = new Card;
  lower->body().addWidget(table_);
  auto* right = new QVBoxLayout;
  right->setSpacing(12);
  right->addWidget(upper, 1);
  right->addWidget(lower, 1);
  auto* all = new QHBoxLayout;
  all->setSpacing(12);
  all->addWidget(side);
  all->addLayout(right, 1);
  body().addLayout(all, 1);

  connect(reset_, &QPushButton::clicked, this, [this] {
    for (std::size_t i = 0; i < sliders_.size(); ++i) {
      const QSignalBlocker quiet(sliders_[i]);
      sliders_[i]->setValue(levers()[i].neutral / levers()[i].step);
    }
    ask();
  });
  connect(&workspace, &Workspace::what_if_changed, this, &WhatIfPage::mark_changed);
  connect(&workspace.asking(), &JobLine::started, this, &WhatIfPage::show_values);
}

QString WhatIfPage::title() const { return translate("Pages", "What if"); }

QString WhatIfPage::subtitle() const {
  return translate("Pages",
                   "Pull at an assumption: the plan is made anew under it, within the same distance from its own bound. The campaign's "
                   "files stay as they are.");
}

Levers WhatIfPage::values() const {
  Levers all;
  for (std::size_t i = 0; i < sliders_.size(); ++i) all.push_back(sliders_[i]->value() * levers()[i].step);
  return all;
}

void WhatIfPage::ask() {
  show_values();
  workspace().ask_what_if(values());
}

void WhatIfPage::show_values() {
  for (std::size_t i = 0; i < sliders_.size(); ++i) {
    names_[i]->setText(name_of(levers()[i], display()));
    shown_[i]->setText(value_of(levers()[i], values()[i]));
    sliders_[i]->setAccessibleName(names_[i]->text());
  }
  reset_->setText(translate("WhatIf", "Back to the plan"));
  reset_->setEnabled(values() != neutral_levers());
  const RunPtr& now = workspace().what_if();
  state_->setText(workspace().asking().running() ? translate("WhatIf", "Planning …")
                  : now                          ? translate("WhatIf", "Planned in %1 s, %2 from its bound.")
                              .arg(QString::number(now->seconds, 'f', 2), to_qt(percent(now->result.plan.certificate.relative_gap())))
                        : translate("WhatIf", "Move a slider."));
}

void WhatIfPage::refresh() {
  const RunPtr& run = workspace().run();
  if (!run) return;
  if (of_ != run) {
    of_ = run;
    for (std::size_t i = 0; i < sliders_.size(); ++i) {
      const QSignalBlocker quiet(sliders_[i]);
      sliders_[i]->setValue(levers()[i].neutral / levers()[i].step);
    }
  }
  const RunPtr now = workspace().what_if() ? workspace().what_if() : run;
  gap_->show_data(what_if_gap(run, now, display()), display());
  table_->show_records(what_if_rows(run, now, display()));
  table_->fit_columns();
  show_values();
}

}  // namespace liandong::gui
