#include "gui/views/start_page.hpp"

#include <QDir>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace liandong::gui {

StartPage::StartPage(Workspace& workspace, const Display& display, QWidget* parent) : Page(workspace, display, parent) {
  auto* card = new Card;
  card->setMaximumWidth(680);
  card->body().setContentsMargins(28, 24, 28, 24);
  card->body().setSpacing(12);
  steps_ = new QLabel;
  steps_->setWordWrap(true);
  open_ = new QPushButton;
  open_->setObjectName(QStringLiteral("primary"));
  example_ = new QPushButton;
  hint_ = new QLabel;
  hint_->setObjectName(QStringLiteral("muted"));
  hint_->setWordWrap(true);
  recent_title_ = new QLabel;
  recent_title_->setObjectName(QStringLiteral("card_title"));
  recent_list_ = new QVBoxLayout;
  recent_list_->setSpacing(0);
  auto* buttons = new QHBoxLayout;
  buttons->addWidget(open_);
  buttons->addWidget(example_);
  buttons->addStretch(1);
  card->body().addWidget(steps_);
  card->body().addSpacing(6);
  card->body().addLayout(buttons);
  card->body().addWidget(hint_);
  card->body().addSpacing(10);
  card->body().addWidget(recent_title_);
  card->body().addLayout(recent_list_);
  body().addSpacing(10);
  auto* row = new QHBoxLayout;
  row->addWidget(card, 3);
  row->addStretch(1);
  body().addLayout(row);
  body().addStretch(1);
  connect(open_, &QPushButton::clicked, this, &StartPage::wants_folder);
  connect(example_, &QPushButton::clicked, this, [this] { emit wants(example_folder_); });
}

QString StartPage::title() const { return translate("Start", "Liandong"); }
QString StartPage::subtitle() const {
  return translate(
      "Start",
      "What do we build when, who pays for each quarter of it, will the titles be won on time, and where does the money run short?");
}

void StartPage::set_recent(const QStringList& folders) {
  recent_ = folders;
  mark_changed();
}

void StartPage::set_example(const QString& folder) {
  example_folder_ = folder;
  mark_changed();
}

void StartPage::refresh() {
  steps_->setText(translate("Start",
                            "1.  Open a campaign folder: its tables are checked, and what is wrong is listed with how to mend it.\n"
                            "2.  Plan: start dates and who pays each period, with a proven distance from the best.\n"
                            "3.  Look: the gap, the funds, the debts, the stages; a click says why.\n"
                            "4.  Compare scenarios side by side, and print the page for leadership."));
  open_->setText(translate("Start", "Open a folder …"));
  example_->setText(translate("Start", "Open the example"));
  example_->setVisible(!example_folder_.isEmpty());
  example_->setToolTip(example_folder_);
  hint_->setText(translate("Start", "Or drop a campaign folder on this window."));
  recent_title_->setText(translate("Start", "Recent"));
  recent_title_->setVisible(!recent_.isEmpty());
  while (QLayoutItem* item = recent_list_->takeAt(0)) {
    item->widget()->deleteLater();
    delete item;
  }
  for (const QString& folder : recent_) {
    auto* button = new QPushButton(QDir(folder).dirName() + QStringLiteral("   ") + folder);
    button->setObjectName(QStringLiteral("link"));
    connect(button, &QPushButton::clicked, this, [this, folder] { emit wants(folder); });
    recent_list_->addWidget(button);
  }
}

}  // namespace liandong::gui
