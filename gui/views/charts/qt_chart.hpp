#pragma once

#include <QChartView>
#include <QGraphicsSimpleTextItem>
#include <QLabel>

#include "gui/views/charts/chart.hpp"

class QAbstractSeries;
class QValueAxis;
class QLegendMarker;

namespace liandong::gui {

/// What the kinds of chart that Qt Charts draws have in common: title, legend that toggles, axes, hover, clicks. A kind fills `build()`.
class QtChart : public Chart {
  Q_OBJECT
 public:
  explicit QtChart(QWidget* parent = nullptr);

  void show_data(const ChartData& content, const Display& display) override;
  [[nodiscard]] const ChartData& shown_data() const override { return data_; }
  void draw(QPainter& painter, const QRectF& target) override;
  [[nodiscard]] QPoint place_of(int series, int category) const override;

 protected:
  /// Puts the series and axes of `shown_data()` into `chart()`.
  virtual void build() = 0;
  /// Where the value of a layer or line is in the coordinates of its series, for place_of().
  [[nodiscard]] virtual QPointF value_place(int series, int category, QAbstractSeries** of) const = 0;

  [[nodiscard]] QChart& chart() const { return *view_->chart(); }
  [[nodiscard]] const Display& display() const { return *display_; }
  [[nodiscard]] QValueAxis* make_value_axis(double low, double high) const;
  void style_axis(QAbstractAxis& axis) const;
  /// "2013Q2 · fiscal money: 1,234.5 万元" while the pointer is over a value.
  void hover(const ChartSeries& series, int category, bool over);
  /// Labels of the categories, thinned out so that they do not run into each other; the year alone where quarters are too many.
  [[nodiscard]] QStringList category_labels() const;
  [[nodiscard]] const ChartSeries& series_at(int index) const;  ///< Columns first, then lines.

 private:
  void changeEvent(QEvent* event) override;
  void rebuild();

  ChartData data_;
  const Display* display_ = nullptr;
  QChartView* view_ = nullptr;
  QLabel* empty_ = nullptr;
};

}  // namespace liandong::gui
