#include "gui/views/gantt_view.hpp"

#include <QHelpEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QScrollBar>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "gui/views/theme.hpp"

namespace liandong::gui {
namespace {

constexpr int names_width = 250, axis_height = 40, row_height = 22, money_height = 130;

Hue hue_of(Channel channel) {
  static const Hue hues[] = {Hue::fiscal, Hue::bundled, Hue::bt, Hue::bot, Hue::investment};
  return hues[static_cast<int>(channel)];
}

}  // namespace

GanttView::GanttView(QWidget* parent) : QAbstractScrollArea(parent) {
  setFrameShape(QFrame::NoFrame);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  viewport()->setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
}

void GanttView::show_data(GanttData content, const Display& display) {
  data_ = std::move(content);
  display_ = &display;
  fit();
  viewport()->update();
}

void GanttView::fit() {
  const int seen = viewport()->height() - axis_height - money_height;
  verticalScrollBar()->setRange(0, std::max(0, rows() * row_height - seen));
  verticalScrollBar()->setPageStep(std::max(1, seen));
  verticalScrollBar()->setSingleStep(row_height);
}

void GanttView::resizeEvent(QResizeEvent* event) {
  QAbstractScrollArea::resizeEvent(event);
  fit();
}

QRectF GanttView::cell(int t) const {
  const double width =
      static_cast<double>(viewport()->width() - names_width - 8) / std::max<double>(1, static_cast<double>(data_.periods.size()));
  return {names_width + t * width, 0, width, 0};
}

int GanttView::row_at(int y) const {
  if (y < axis_height || y >= viewport()->height() - money_height) return -1;
  const int row = (y - axis_height + verticalScrollBar()->value()) / row_height;
  return row < rows() ? row : -1;
}

void GanttView::paintEvent(QPaintEvent*) {
  QPainter painter(viewport());
  painter.setRenderHint(QPainter::Antialiasing);
  painter.fillRect(viewport()->rect(), Theme::current().surface);
  if (data_.periods.isEmpty()) return;
  draw_rows(painter);
  draw_axis(painter);
  draw_money(painter);
}

void GanttView::draw_axis(QPainter& painter) const {
  const Theme& theme = Theme::current();
  painter.fillRect(QRect(0, 0, viewport()->width(), axis_height), theme.surface);
  painter.setFont(interface_font(8));
  for (int t = 0; t < data_.periods.size(); ++t) {
    const QRectF at = cell(t);
    const QString& name = data_.periods[t];
    const bool first_of_year = t == 0 || name.left(4) != data_.periods[t - 1].left(4);
    if (first_of_year) {
      painter.setPen(theme.text);
      painter.drawText(QRectF(at.x() + 3, 2, at.width() * 4, 18), Qt::AlignLeft | Qt::AlignVCenter, name.left(4));
      painter.setPen(theme.line);
      painter.drawLine(QPointF(at.x(), 0), QPointF(at.x(), viewport()->height()));
    }
    if (at.width() > 18) {
      painter.setPen(theme.muted);
      painter.drawText(QRectF(at.x(), 20, at.width(), 16), Qt::AlignCenter, name.mid(4));
    }
  }
  painter.setPen(theme.line);
  painter.drawLine(0, axis_height - 1, viewport()->width(), axis_height - 1);
}

void GanttView::draw_rows(QPainter& painter) const {
  const int top = verticalScrollBar()->value(), bottom = viewport()->height() - money_height;
  painter.save();
  painter.setClipRect(0, axis_height, viewport()->width(), bottom - axis_height);
  const Theme& theme = Theme::current();
  const QFont font = interface_font(9);
  const QFontMetrics metrics(font);
  for (int row = top / row_height; row < rows(); ++row) {
    const double y = axis_height + row * row_height - top;
    if (y > bottom) break;
    const QRectF band(0, y, viewport()->width(), row_height);
    const bool is_stage = row < static_cast<int>(data_.stages.size());
    if (row % 2 == 1) painter.fillRect(band, QColor(theme.window.red(), theme.window.green(), theme.window.blue(), 140));
    const auto at = static_cast<std::size_t>(is_stage ? row : row - static_cast<int>(data_.stages.size()));
    const QString& name = is_stage ? data_.stages[at].name : data_.bars[at].name;
    const bool faint = !is_stage && !data_.bars[at].start;
    painter.setFont(font);
    painter.setPen(faint ? theme.muted : theme.text);
    painter.drawText(QRectF(8, y, names_width - 16, row_height), Qt::AlignVCenter | Qt::AlignLeft,
                     metrics.elidedText(name, Qt::ElideRight, names_width - 18));
    if (is_stage)
      draw_stage(painter, data_.stages[at], band);
    else
      draw_bar(painter, data_.bars[at], band);
  }
  const int line = axis_height + static_cast<int>(data_.stages.size()) * row_height - top;
  painter.setPen(theme.line);
  painter.drawLine(0, line, viewport()->width(), line);
  painter.restore();
}

void GanttView::draw_bar(QPainter& painter, const GanttBar& bar, const QRectF& row) const {
  const Theme& theme = Theme::current();
  if (!bar.start) {
    painter.setPen(theme.muted);
    painter.drawText(QRectF(names_width + 4, row.y(), 300, row.height()), Qt::AlignVCenter, translate("Gantt", "not built in these years"));
    return;
  }
  const QRectF first = cell(*bar.start), last = cell(std::min(*bar.start + bar.duration, static_cast<int>(data_.periods.size())) - 1);
  QPainterPath outline;
  outline.addRoundedRect(QRectF(first.x() + 1, row.y() + 4, last.right() - first.x() - 2, row.height() - 8), 3, 3);
  painter.save();
  painter.setClipPath(outline, Qt::IntersectClip);
  for (std::size_t u = 0; u < bar.covered.size(); ++u) {
    const QRectF at = cell(*bar.start + static_cast<int>(u));
    const double paid = (row.height() - 8) * bar.covered[u];
    painter.fillRect(QRectF(at.x(), row.bottom() - 4 - paid, at.width() + 1, paid), theme.of(hue_of(bar.payer[u])));
    painter.fillRect(QRectF(at.x(), row.y() + 4, at.width() + 1, row.height() - 8 - paid), theme.of(Hue::gap));
  }
  painter.restore();
}

void GanttView::draw_stage(QPainter& painter, const GanttStage& stage, const QRectF& row) const {
  const Theme& theme = Theme::current();
  const double middle = row.center().y(), r = 5;
  const QColor colour = !stage.forecast ? theme.bad : stage.late > 0 ? theme.warn : theme.good;
  const int periods = static_cast<int>(data_.periods.size());
  const double due = cell(std::min(stage.deadline, periods - 1)).right();
  if (stage.forecast) {
    const double there = cell(*stage.forecast).right();
    painter.setPen(QPen(colour, 2));
    painter.drawLine(QPointF(due, middle), QPointF(there, middle));
    painter.setBrush(colour);
    painter.setPen(Qt::NoPen);
    if (stage.late > 0)
      painter.drawPolygon(QPolygonF({{there - r, middle + r}, {there + r, middle + r}, {there, middle - r}}));
    else
      painter.drawEllipse(QPointF(there, middle), r, r);
  } else {
    painter.setPen(QPen(colour, 2));
    const double end = cell(periods - 1).right();
    painter.drawLine(QPointF(end - r, middle - r), QPointF(end + r, middle + r));
    painter.drawLine(QPointF(end - r, middle + r), QPointF(end + r, middle - r));
  }
  painter.setPen(QPen(theme.text, 1.4));  // The deadline: an open diamond.
  painter.setBrush(Qt::NoBrush);
  painter.drawPolygon(QPolygonF({{due - r - 1, middle}, {due, middle - r - 1}, {due + r + 1, middle}, {due, middle + r + 1}}));
}

void GanttView::draw_money(QPainter& painter) const {
  const Theme& theme = Theme::current();
  const int top = viewport()->height() - money_height;
  painter.fillRect(QRect(0, top, viewport()->width(), money_height), theme.surface);
  painter.setPen(theme.line);
  painter.drawLine(0, top, viewport()->width(), top);
  double most = 0;
  const auto periods = static_cast<std::size_t>(data_.periods.size());
  for (std::size_t t = 0; t < periods; ++t) {
    Money sum = data_.gap[t];
    for (const auto& channel : data_.paid) sum += channel[t];
    most = std::max(most, display_->value(sum));
  }
  const double foot = viewport()->height() - 8, height = money_height - 20;
  for (std::size_t t = 0; t < periods && most > 0; ++t) {
    const QRectF at = cell(static_cast<int>(t));
    double y = foot;
    const auto layer = [&](Money amount, Hue hue) {
      const double h = display_->value(amount) / most * height;
      painter.fillRect(QRectF(at.x() + at.width() * 0.12, y - h, at.width() * 0.76, h), theme.of(hue));
      y -= h;
    };
    for (std::size_t channel = 0; channel < 5; ++channel) layer(data_.paid[channel][t], hue_of(static_cast<Channel>(channel)));
    layer(data_.gap[t], Hue::gap);
  }
  // What the colours mean, for the bars above too.
  static const char* names[] = {QT_TRANSLATE_NOOP("Gantt", "fiscal"),     QT_TRANSLATE_NOOP("Gantt", "bundled"),
                                QT_TRANSLATE_NOOP("Gantt", "BT"),         QT_TRANSLATE_NOOP("Gantt", "BOT"),
                                QT_TRANSLATE_NOOP("Gantt", "investment"), QT_TRANSLATE_NOOP("Gantt", "gap")};
  painter.setFont(interface_font(8));
  painter.setPen(theme.text);
  painter.drawText(QRectF(8, top + 6, names_width - 16, 16), Qt::AlignLeft, display_->in_unit(translate("Gantt", "Spend of all projects")));
  painter.setPen(theme.muted);
  painter.drawText(QRectF(8, top + 22, names_width - 16, 16), Qt::AlignLeft,
                   translate("Gantt", "highest column: %1").arg(QLocale(QLocale::English).toString(most, 'f', most < 100 ? 2 : 0)));
  for (int i = 0; i < 6; ++i) {
    const int x = 8 + (i % 2) * 116, y = top + 46 + (i / 2) * 22;
    painter.fillRect(QRect(x, y + 3, 11, 11), theme.of(i < 5 ? hue_of(static_cast<Channel>(i)) : Hue::gap));
    painter.setPen(theme.text);
    painter.drawText(QRectF(x + 17, y, 98, 17), Qt::AlignVCenter | Qt::AlignLeft, translate("Gantt", names[i]));
  }
}

void GanttView::mousePressEvent(QMouseEvent* event) {
  const int row = row_at(static_cast<int>(event->position().y()));
  if (row < 0) return;
  const int stages = static_cast<int>(data_.stages.size());
  if (row < stages)
    emit stage_clicked(data_.stages[static_cast<std::size_t>(row)].stage);
  else
    emit project_clicked(data_.bars[static_cast<std::size_t>(row - stages)].project);
}

bool GanttView::viewportEvent(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QAbstractScrollArea::viewportEvent(event);
  auto* help = static_cast<QHelpEvent*>(event);
  const int row = row_at(help->pos().y()), stages = static_cast<int>(data_.stages.size());
  if (row < 0) {
    QToolTip::hideText();
    return true;
  }
  QString text;
  if (row < stages) {
    const GanttStage& stage = data_.stages[static_cast<std::size_t>(row)];
    text = stage.name + QStringLiteral("\n") +
           translate("Gantt", "deadline %1, forecast %2")
               .arg(data_.periods.value(stage.deadline, QStringLiteral("–")),
                    stage.forecast ? data_.periods.value(*stage.forecast) : QStringLiteral("–"));
  } else {
    const GanttBar& bar = data_.bars[static_cast<std::size_t>(row - stages)];
    text = bar.name;
    if (bar.start)
      text += QStringLiteral("\n") + data_.periods.value(*bar.start) + QStringLiteral(" – ") +
              data_.periods.value(*bar.start + bar.duration - 1);
  }
  QToolTip::showText(help->globalPos(), text, this);
  return true;
}

}  // namespace liandong::gui
