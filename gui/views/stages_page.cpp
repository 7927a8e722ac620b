#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>
#include <map>

#include "gui/models/stage_status.hpp"
#include "gui/views/plan_pages.hpp"
#include "gui/views/theme.hpp"
#include "model/planning/wording.hpp"

namespace liandong::gui {
namespace {

QLabel* words(const QString& text, const char* name = nullptr) {
  auto* label = new QLabel(text);
  label->setTextFormat(Qt::PlainText);
  label->setWordWrap(true);
  if (name) label->setObjectName(QString::fromLatin1(name));
  return label;
}

}  // namespace

StagesPage::StagesPage(Workspace& workspace, const Display& display, QWidget* parent) : Page(workspace, display, parent) {
  scroll_ = new QScrollArea;
  scroll_->setWidgetResizable(true);
  scroll_->setFrameShape(QFrame::NoFrame);
  body().addWidget(scroll_, 1);
}

QString StagesPage::title() const { return translate("Pages", "Award stages"); }

QString StagesPage::subtitle() const {
  return translate("Pages", "● on time   ▲ late   ✕ not reached. Each programme has a column, its stages in order of their deadlines.");
}

void StagesPage::refresh() {
  const RunPtr& run = workspace().run();
  if (!run) return;
  const Campaign& campaign = run->problem.campaign();
  const Theme& theme = Theme::current();
  board_ = new QWidget;
  board_->setObjectName(QStringLiteral("plain"));
  auto* columns = new QHBoxLayout(board_);
  columns->setContentsMargins(0, 0, 0, 0);
  columns->setSpacing(12);
  std::map<ProgrammeId, std::vector<StageMetrics>> by_programme;
  for (const StageMetrics& stage : run->metrics.stages) by_programme[campaign[stage.stage].programme].push_back(stage);
  for (auto& [programme, stages] : by_programme) {
    auto* column = new QVBoxLayout;
    column->setSpacing(10);
    QLabel* head = words(display().say(campaign[programme].name), "card_title");
    head->setMinimumHeight(QFontMetrics(head->font()).lineSpacing() * 2 + 6);
    head->setAlignment(Qt::AlignBottom | Qt::AlignLeft);
    column->addWidget(head);
    std::stable_sort(stages.begin(), stages.end(), [](const StageMetrics& a, const StageMetrics& b) { return a.deadline < b.deadline; });
    for (const StageMetrics& stage : stages) {
      const Stage& of = campaign[stage.stage];
      const StageStatus status = status_of(stage, run->problem, display());
      auto* card = new Card;
      card->set_title({});
      card->body().setSpacing(3);
      QLabel* name = words(display().say(of.name));
      QFont bold = name->font();
      bold.setWeight(QFont::DemiBold);
      name->setFont(bold);
      card->body().addWidget(name);
      QLabel* result = words(status.shape + QStringLiteral("  ") + status.words);
      result->setStyleSheet(QStringLiteral("color: %1; font-weight: 600")
                                .arg((status.state == StageState::on_time ? theme.good
                                      : status.state == StageState::late  ? theme.warn
                                                                          : theme.bad)
                                         .name()));
      card->body().addWidget(result);
      const QString forecast = stage.forecast ? to_qt(campaign.horizon().at(*stage.forecast).text()) : QStringLiteral("–");
      card->body().addWidget(
          words(translate("Stages", "deadline %1 (%2)").arg(to_qt(of.deadline.text()), display().say(name_of(of.firmness))), "muted"));
      card->body().addWidget(words(translate("Stages", "forecast %1").arg(forecast), "muted"));
      card->body().addWidget(
          words(translate("Stages", "%1 of %2 projects built").arg(stage.required_built).arg(stage.required_projects), "muted"));
      if (stage.not_closable > 0)
        card->body().addWidget(words(translate("Stages", "indicators no project can close: %1").arg(stage.not_closable), "muted"));
      auto* why = new QPushButton(translate("Stages", "What decides it?"));
      why->setObjectName(QStringLiteral("link"));
      why->setCursor(Qt::PointingHandCursor);
      why->setAccessibleName(why->text() + QStringLiteral(" ") + name->text());
      connect(why, &QPushButton::clicked, this, [this, key = to_qt(of.key)] { emit asks_why(QStringLiteral("stage"), key); });
      card->body().addWidget(why);
      column->addWidget(card);
    }
    column->addStretch(1);
    columns->addLayout(column, 1);
  }
  scroll_->setWidget(board_);
}

}  // namespace liandong::gui
