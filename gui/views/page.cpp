#include "gui/views/page.hpp"

#include <QFrame>
#include <QGridLayout>
#include <QLabel>
#include <QShowEvent>
#include <QVBoxLayout>

namespace liandong::gui {

Page::Page(Workspace& workspace, const Display& display, QWidget* parent) : QWidget(parent), workspace_(workspace), display_(display) {
  setObjectName(QStringLiteral("page"));
  setAttribute(Qt::WA_StyledBackground);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(22, 16, 22, 14);
  layout->setSpacing(10);
  auto* heading = new QHBoxLayout;
  auto* words = new QVBoxLayout;
  words->setSpacing(0);
  title_ = new QLabel(this);
  title_->setObjectName(QStringLiteral("title"));
  subtitle_ = new QLabel(this);
  subtitle_->setObjectName(QStringLiteral("subtitle"));
  subtitle_->setWordWrap(true);
  words->addWidget(title_);
  words->addWidget(subtitle_);
  heading->addLayout(words, 1);
  tools_ = new QHBoxLayout;
  heading->addLayout(tools_);
  layout->addLayout(heading);
  body_ = new QVBoxLayout;
  body_->setSpacing(12);
  layout->addLayout(body_, 1);
}

void Page::mark_changed() {
  stale_ = true;
  if (isVisible()) freshen();
}

void Page::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  freshen();
}

void Page::freshen() {
  if (!stale_) return;
  stale_ = false;
  title_->setText(title());
  subtitle_->setText(subtitle());
  subtitle_->setVisible(!subtitle_->text().isEmpty());
  refresh();
}

Card::Card(QWidget* parent) : QWidget(parent) {
  auto* outer = new QVBoxLayout(this);
  outer->setContentsMargins(0, 0, 0, 0);
  auto* frame = new QFrame(this);
  frame->setObjectName(QStringLiteral("card"));
  outer->addWidget(frame);
  body_ = new QVBoxLayout(frame);
  body_->setContentsMargins(14, 10, 14, 10);
  body_->setSpacing(6);
  title_ = new QLabel(frame);
  title_->setObjectName(QStringLiteral("card_title"));
  title_->setVisible(false);
  body_->addWidget(title_);
}

QGridLayout* Card::fresh_rows(int stretch) {
  delete rows_;
  rows_ = new QWidget;
  rows_->setObjectName(QStringLiteral("rows"));
  auto* grid = new QGridLayout(rows_);
  grid->setContentsMargins(0, 0, 0, 0);
  body_->addWidget(rows_, stretch);
  return grid;
}

void Card::set_title(const QString& title) {
  title_->setText(title);
  title_->setVisible(!title.isEmpty());
}

}  // namespace liandong::gui
