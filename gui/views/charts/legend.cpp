#include "gui/views/charts/legend.hpp"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include "gui/views/theme.hpp"

namespace liandong::gui {
namespace {

constexpr int swatch = 11, row_height = 20, gap = 16;

QFont font_of() { return interface_font(9); }

}  // namespace

Legend::Legend(QWidget* parent) : QWidget(parent) {
  QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  policy.setHeightForWidth(true);
  setSizePolicy(policy);
  setFocusPolicy(Qt::TabFocus);
}

void Legend::show_entries(std::vector<LegendEntry> entries) {
  entries_ = std::move(entries);
  setFixedHeight(heightForWidth(std::max(200, width())));
  updateGeometry();
  update();
}

std::vector<QRect> Legend::places(int width) const {
  const QFontMetrics metrics(font_of());
  std::vector<QRect> all;
  int y = 0;
  for (std::size_t from = 0; from < entries_.size();) {
    std::size_t to = from;
    int used = 0;
    std::vector<int> widths;
    for (; to < entries_.size(); ++to) {
      const int wide = swatch + 6 + metrics.horizontalAdvance(entries_[to].name);
      if (to > from && used + gap + wide > width) break;
      used += (to > from ? gap : 0) + wide;
      widths.push_back(wide);
    }
    int x = std::max(0, (width - used) / 2);
    for (const int wide : widths) {
      all.emplace_back(x, y, wide, row_height);
      x += wide + gap;
    }
    y += row_height;
    from = to;
  }
  return all;
}

int Legend::heightForWidth(int width) const {
  const std::vector<QRect> all = places(width);
  return all.empty() ? 0 : all.back().bottom() + 1;
}

QSize Legend::sizeHint() const { return {240, heightForWidth(std::max(240, width()))}; }
QSize Legend::minimumSizeHint() const { return {80, row_height}; }

QRect Legend::place_of(int entry) const { return places(width())[static_cast<std::size_t>(entry)]; }

void Legend::paint_on(QPainter& painter) const {
  const std::vector<QRect> all = places(width());
  painter.setFont(font_of());
  for (std::size_t i = 0; i < all.size(); ++i) {
    const LegendEntry& entry = entries_[i];
    const QRectF box(all[i].x(), all[i].y() + (row_height - swatch) / 2.0, swatch, swatch);
    QColor colour = entry.colour;
    QColor text = Theme::current().text;
    if (!entry.on) {
      colour.setAlphaF(0.25F);
      text = Theme::current().muted;
    }
    if (entry.line)
      painter.fillRect(QRectF(box.x(), box.center().y() - 1.5, swatch, 3), colour);
    else
      painter.fillRect(box, colour);
    painter.setPen(text);
    painter.drawText(all[i].adjusted(swatch + 6, 0, 4, 0), Qt::AlignVCenter | Qt::AlignLeft, entry.name);
    if (hasFocus() && static_cast<int>(i) == focus_) {
      painter.setPen(QPen(Theme::current().accent, 1, Qt::DotLine));
      painter.setBrush(Qt::NoBrush);
      painter.drawRect(all[i].adjusted(-2, 0, 2, -1));
    }
  }
}

void Legend::paintEvent(QPaintEvent*) {
  const int height = heightForWidth(width());
  if (height != this->height()) setFixedHeight(height);
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  paint_on(painter);
}

void Legend::mousePressEvent(QMouseEvent* event) {
  const std::vector<QRect> all = places(width());
  for (std::size_t i = 0; i < all.size(); ++i)
    if (all[i].contains(event->position().toPoint())) {
      emit toggled(static_cast<int>(i));
      return;
    }
}

void Legend::keyPressEvent(QKeyEvent* event) {
  const int count = static_cast<int>(entries_.size());
  if (count > 0 && (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right)) {
    focus_ = (focus_ + (event->key() == Qt::Key_Right ? 1 : count - 1)) % count;
    update();
  } else if (count > 0 && (event->key() == Qt::Key_Space || event->key() == Qt::Key_Return)) {
    emit toggled(focus_);
  } else {
    QWidget::keyPressEvent(event);
  }
}

}  // namespace liandong::gui
