#include <QLineSeries>
#include <QValueAxis>
#include <algorithm>

#include "gui/views/charts/qt_chart.hpp"
#include "gui/views/theme.hpp"

namespace liandong::gui {
namespace {

class LineChart : public QtChart {
 private:
  void build() override {
    const ChartData& content = shown_data();
    series_.clear();
    double low = 0, high = 0;
    for (const ChartSeries& line : content.lines)
      for (std::size_t at = 0; at < line.values.size(); ++at)
        if (const auto value = amount(line, at)) {
          low = std::min(low, *value);
          high = std::max(high, *value);
        }
    QAbstractAxis* names = make_category_axis();
    QValueAxis* amounts = make_value_axis(low, high);
    chart().addAxis(names, Qt::AlignBottom);
    chart().addAxis(amounts, Qt::AlignLeft);
    for (std::size_t i = 0; i < content.lines.size(); ++i) {
      const ChartSeries& line = content.lines[i];
      auto* points = new QLineSeries;
      points->setName(line.name);
      points->setPen(QPen(Theme::current().of(line.hue), 2.2));
      for (std::size_t at = 0; at < line.values.size(); ++at)
        if (const auto value = amount(line, at)) points->append(static_cast<double>(at), *value);
      chart().addSeries(points);
      points->attachAxis(names);
      points->attachAxis(amounts);
      series_.push_back(points);
      connect(points, &QLineSeries::hovered, this,
              [this, i](const QPointF& at, bool over) { hover(shown_data().lines[i], static_cast<int>(at.x() + 0.5), over); });
      connect(points, &QLineSeries::clicked, this,
              [this, i](const QPointF& at) { emit clicked(to_qt(shown_data().lines[i].key), static_cast<int>(at.x() + 0.5)); });
    }
  }

  [[nodiscard]] QPointF value_place(int series, int category, QAbstractSeries** of) const override {
    const auto i = static_cast<std::size_t>(series), at = static_cast<std::size_t>(category);
    if (shown_data().nothing() || i >= series_.size() || !shown_data().lines[i].values[at]) return {};
    *of = series_[i];
    return {static_cast<double>(category), display().value(*shown_data().lines[i].values[at])};
  }

  std::vector<QLineSeries*> series_;  // Owned by the chart.
};

}  // namespace

std::unique_ptr<Chart> make_line_chart() { return std::make_unique<LineChart>(); }

}  // namespace liandong::gui
