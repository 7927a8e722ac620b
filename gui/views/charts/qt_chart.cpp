#include "gui/views/charts/qt_chart.hpp"

#include <QBarCategoryAxis>
#include <QCategoryAxis>
#include <QEvent>
#include <QGraphicsLayout>
#include <QLegend>
#include <QLocale>
#include <QPainter>
#include <QSet>
#include <QStackedWidget>
#include <QToolTip>
#include <QVBoxLayout>
#include <QValueAxis>
#include <algorithm>
#include <cmath>

#include "gui/views/theme.hpp"

namespace liandong::gui {

QtChart::QtChart(QWidget* parent) : Chart(parent) {
  view_ = new QChartView(this);
  view_->setRenderHint(QPainter::Antialiasing);
  view_->setFrameShape(QFrame::NoFrame);
  view_->setFocusPolicy(Qt::StrongFocus);
  view_->setMinimumHeight(112);
  empty_ = new QLabel(this);
  empty_->setObjectName(QStringLiteral("empty"));
  empty_->setAlignment(Qt::AlignCenter);
  empty_->setWordWrap(true);
  stack_ = new QStackedWidget(this);
  stack_->addWidget(view_);
  stack_->addWidget(empty_);
  legend_ = new Legend(this);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(4);
  layout->addWidget(stack_, 1);
  layout->addWidget(legend_);
  connect(legend_, &Legend::toggled, this, [this](int entry) {
    const std::string& key = series_at(entry).key;
    if (!off_.erase(key)) off_.insert(key);
    rebuild();
  });
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

void QtChart::resizeEvent(QResizeEvent* event) {
  Chart::resizeEvent(event);
  const int steps = std::clamp((stack_->height() - 60) / 32, 1, 5);
  if (steps == steps_) return;
  steps_ = steps;
  if (display_) rebuild();
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
  fresh->legend()->hide();  // It cuts names short; ours is below.
  QChart* old = view_->chart();
  view_->setChart(fresh);
  if (old) old->deleteLater();  // Not at once: a click on it may have led here.
  view_->setBackgroundBrush(Qt::NoBrush);
  view_->setStyleSheet(QStringLiteral("background: transparent"));
  const bool nothing = data_.nothing();
  empty_->setText(data_.empty);
  stack_->setCurrentIndex(nothing ? 1 : 0);
  legend_->setVisible(!nothing);
  if (nothing) return;
  fill_legend();
  build();
}

void QtChart::fill_legend() {
  std::vector<LegendEntry> entries;
  const auto add = [&](const ChartSeries& series, bool line) {
    entries.push_back({series.name, Theme::current().of(series.hue), line, !off_.contains(series.key)});
  };
  for (const ChartSeries& series : data_.columns) add(series, false);
  for (const ChartSeries& series : data_.lines) add(series, true);
  legend_->show_entries(std::move(entries));
}

std::optional<double> QtChart::amount(const ChartSeries& series, std::size_t category) const {
  if (off_.contains(series.key) || category >= series.values.size() || !series.values[category]) return {};
  return display_->value(*series.values[category]);
}

QValueAxis* QtChart::make_value_axis(double low, double high, int steps) const {
  auto* axis = new QValueAxis;
  style_axis(*axis);
  if (high <= low) high = low + 1;
  const double rough = (high - low) / (steps > 0 ? steps : steps_), power = std::pow(10, std::floor(std::log10(rough)));
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

QAbstractAxis* QtChart::make_category_axis() const {
  constexpr qsizetype few = 14;
  const QStringList& names = data_.categories;
  if (names.size() <= few) {
    auto* axis = new QBarCategoryAxis;
    axis->append(names);
    style_axis(*axis);
    axis->setGridLineVisible(false);
    return axis;
  }
  auto* axis = new QCategoryAxis;
  style_axis(*axis);
  axis->setGridLineVisible(false);
  axis->setStartValue(-0.5);
  QStringList years;
  for (const QString& name : names) years.push_back(name.left(4));
  const qsizetype different = QSet<QString>(years.begin(), years.end()).size();
  if (different < names.size()) {  // Quarters or months: a label for each year, in the middle of its periods.
    for (qsizetype i = 0; i < names.size(); ++i)
      if (i + 1 == names.size() || years[i + 1] != years[i]) axis->append(years[i], static_cast<double>(i) + 0.5);
  } else {
    axis->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
    const qsizetype step = (names.size() + few - 1) / few;
    for (qsizetype i = 0; i < names.size(); i += step) axis->append(names[i], static_cast<double>(i));
  }
  axis->setRange(-0.5, static_cast<double>(names.size()) - 0.5);
  return axis;
}

void QtChart::draw(QPainter& painter, const QRectF& target) {
  if (data_.nothing()) return;
  painter.save();
  const double scale = std::min(target.width() / width(), target.height() / height());
  painter.translate(target.topLeft());
  painter.scale(scale, scale);
  const QRectF place(stack_->geometry());
  view_->scene()->render(&painter, place, view_->sceneRect(), Qt::IgnoreAspectRatio);
  painter.translate(legend_->pos());
  legend_->paint_on(painter);
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
