#pragma once

#include <QChartView>
#include <QLabel>
#include <set>

#include "gui/views/charts/chart.hpp"
#include "gui/views/charts/legend.hpp"

class QAbstractAxis;
class QAbstractSeries;
class QValueAxis;
class QStackedWidget;

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
  /// The amount of a series as it is to be drawn: nothing if the legend has switched the series off.
  [[nodiscard]] std::optional<double> amount(const ChartSeries& series, std::size_t category) const;
  [[nodiscard]] QValueAxis* make_value_axis(double low, double high,
                                            int steps = 0) const;  ///< `steps` 0: as many as the height has room for.
  /// For series whose values stand at 0, 1, 2 ...: every name while they are few; years over their quarters, or some, where they are many.
  [[nodiscard]] QAbstractAxis* make_category_axis() const;
  void style_axis(QAbstractAxis& axis) const;
  /// "2013Q2 · fiscal money: 1,234.5 万元" while the pointer is over a value.
  void hover(const ChartSeries& series, int category, bool over);
  [[nodiscard]] const ChartSeries& series_at(int index) const;  ///< Columns first, then lines.

 private:
  void changeEvent(QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void rebuild();
  void fill_legend();

  ChartData data_;
  const Display* display_ = nullptr;
  QChartView* view_ = nullptr;
  QLabel* empty_ = nullptr;
  QStackedWidget* stack_ = nullptr;
  Legend* legend_ = nullptr;
  int steps_ = 5;
  std::set<std::string> off_;  ///< Keys of series that the legend has switched off.
};

}  // namespace liandong::gui
