#include "gui/views/charts/qt_chart.hpp"

#include <QEvent>
#include <QGraphicsLayout>
#include <QLegend>
#include <QLegendMarker>
#include <QLocale>
#include <QPainter>
#include <QStackedLayout>
#include <QToolTip>
#include <QValueAxis>
#include <cmath>

#include "gui/views/theme.hpp"

namespace liandong::gui {

QtChart::QtChart(QWidget* parent) : Chart(parent) {
  view_ = new QChartView(this);
  view_->setRenderHint(QPainter::Antialiasing);
  view_->setFrameShape(QFrame::NoFrame);
  view_->setFocusPolicy(Qt::StrongFocus);
  view_->setMinimumHeight(180);
  empty_ = new QLabel(this);
  empty_->setObjectName(QStringLiteral("empty"));
  empty_->setAlignment(Qt::AlignCenter);
  empty_->setWordWrap(true);
  auto* layout = new QStackedLayout(this);
  layout->addWidget(view_);
  layout->addWidget(empty_);
}

void QtChart::show_data(const ChartData& content, const Display& display) {
  data_ = content;
  display_ = &display;
  setAccessibleName(content.title);
  rebuild();
}

void QtChart::changeEvent(QEvent* event) {
  Chart::changeEvent(event);
  if (event->type() == QEvent::PaletteChange && display_) rebuild();
}

void QtChart::rebuild() {
  const Theme& theme = Theme::current();
  auto* fresh = new QChart;
  fresh->setBackgroundVisible(false);
  fresh->setMargins(QMargins(0, 0, 0, 0));
  fresh->layout()->setContentsMargins(0, 0, 0, 0);
  fresh->setLocalizeNumbers(true);
  fresh->setLocale(QLocale(QLocale::English));
  QFont title = interface_font(11);
  title.setWeight(QFont::DemiBold);
  fresh->setTitleFont(title);
  fresh->setTitle(data_.title.toHtmlEscaped());
  fresh->setTitleBrush(theme.text);
  fresh->legend()->setAlignment(Qt::AlignBottom);
  fresh->legend()->setFont(interface_font(9));
  fresh->legend()->setLabelColor(theme.text);
  fresh->legend()->setMarkerShape(QLegend::MarkerShapeRectangle);
  QChart* old = view_->chart();
  view_->setChart(fresh);
  if (old) old->deleteLater();  // Not at once: a click on it may have led here.
  view_->setBackgroundBrush(Qt::NoBrush);
  view_->setStyleSheet(QStringLiteral("background: transparent"));
  const bool nothing = data_.nothing();
  empty_->setText(data_.empty);
  static_cast<QStackedLayout*>(layout())->setCurrentIndex(nothing ? 1 : 0);
  if (nothing) return;
  build();
  for (QLegendMarker* marker : fresh->legend()->markers()) {
    marker->setPen(Qt::NoPen);
    connect(marker, &QLegendMarker::clicked, this, [marker] {  // For lines; the layers of columns belong together.
      if (marker->type() != QLegendMarker::LegendMarkerTypeXY) return;
      marker->series()->setVisible(!marker->series()->isVisible());
      marker->setVisible(true);
      QColor label = Theme::current().text;
      label.setAlphaF(marker->series()->isVisible() ? 1.0F : 0.35F);
      marker->setLabelBrush(label);
    });
  }
}

QValueAxis* QtChart::make_value_axis(double low, double high) const {
  auto* axis = new QValueAxis;
  style_axis(*axis);
  if (high <= low) high = low + 1;
  const double rough = (high - low) / 5, power = std::pow(10, std::floor(std::log10(rough)));
  const double step = power * (rough / power <= 1 ? 1 : rough / power <= 2 ? 2 : rough / power <= 5 ? 5 : 10);
  low = std::floor(low / step) * step;
  high = std::ceil(high / step) * step;
  axis->setRange(low, high);
  axis->setTickCount(static_cast<int>(std::lround((high - low) / step)) + 1);
  axis->setLabelFormat(QStringLiteral("%.%1f").arg(step >= 1 ? 0 : static_cast<int>(std::ceil(-std::log10(step) - 1e-9))));
  axis->setTitleText(display_->unit_name());
  QFont font = interface_font(9);
  axis->setTitleFont(font);
  axis->setTitleBrush(Theme::current().muted);
  return axis;
}

void QtChart::style_axis(QAbstractAxis& axis) const {
  const Theme& theme = Theme::current();
  axis.setLabelsFont(interface_font(8));
  axis.setLabelsColor(theme.muted);
  axis.setGridLineColor(theme.line);
  axis.setLinePenColor(theme.line);
  axis.setShadesVisible(false);
}

void QtChart::hover(const ChartSeries& series, int category, bool over) {
  const auto at = static_cast<std::size_t>(category);
  if (!over || at >= series.values.size() || !series.values[at]) {
    QToolTip::hideText();
    return;
  }
  QToolTip::showText(QCursor::pos(),
                     data_.categories.value(category) + QStringLiteral(" · ") + series.name + QStringLiteral("\n") +
                         display_->money(*series.values[at]) + QStringLiteral(" ") + display_->unit_name(),
                     this);
}

const ChartSeries& QtChart::series_at(int index) const {
  const auto at = static_cast<std::size_t>(index);
  return at < data_.columns.size() ? data_.columns[at] : data_.lines[at - data_.columns.size()];
}

QStringList QtChart::category_labels() const {
  QStringList labels = data_.categories;
  if (labels.size() <= 14) return labels;
  // Names must differ from each other for QBarCategoryAxis: those left out become blanks of different lengths.
  QString blank;
  for (qsizetype i = 0; i < labels.size(); ++i) {
    const QString& full = data_.categories[i];
    const bool first_of_year = i == 0 || full.left(4) != data_.categories[i - 1].left(4);
    blank += QChar(0x200B);
    labels[i] = first_of_year ? full.left(4) : blank;
  }
  return labels;
}

void QtChart::draw(QPainter& painter, const QRectF& target) {
  painter.save();
  view_->scene()->render(&painter, target, view_->sceneRect(), Qt::KeepAspectRatio);
  painter.restore();
}

QPoint QtChart::place_of(int series, int category) const {
  QAbstractSeries* of = nullptr;
  const QPointF value = value_place(series, category, &of);
  if (!of) return {-1, -1};
  const QPointF in_chart = chart().mapToPosition(value, of);
  return view_->mapTo(const_cast<QtChart*>(this), view_->mapFromScene(chart().mapToScene(in_chart)));
}

}  // namespace liandong::gui
