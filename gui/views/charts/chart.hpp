#pragma once

#include <QWidget>
#include <memory>
#include <string>

#include "gui/models/chart_data.hpp"
#include "gui/models/display.hpp"

class QPainter;

namespace liandong::gui {

/// A chart as the pages know it. What draws it is behind this: under views/charts one file for each kind knows Qt Charts.
class Chart : public QWidget {
  Q_OBJECT
 public:
  using QWidget::QWidget;

  virtual void show_data(const ChartData& content, const Display& display) = 0;
  [[nodiscard]] virtual const ChartData& shown_data() const = 0;
  /// The whole chart, title and legend included, into `target`; in the light theme if it is for paper.
  virtual void draw(QPainter& painter, const QRectF& target) = 0;
  /// Where the middle of a column's layer, or a line's point, is on this widget; for tests and for keyboard users. Empty if not drawn.
  [[nodiscard]] virtual QPoint place_of(int series, int category) const = 0;

 signals:
  void clicked(const QString& series_key, int category);
};

[[nodiscard]] std::unique_ptr<Chart> make_stacked_columns();  ///< Columns on each other, lines over them.
[[nodiscard]] std::unique_ptr<Chart> make_stacked_bars();     ///< The same lying: a bar for each category, its name at the left.
[[nodiscard]] std::unique_ptr<Chart> make_line_chart();       ///< Lines alone.

}  // namespace liandong::gui
