#include <QBarCategoryAxis>
#include <QBarSet>
#include <QHorizontalStackedBarSeries>
#include <QLineSeries>
#include <QStackedBarSeries>
#include <QValueAxis>
#include <algorithm>

#include "gui/views/charts/qt_chart.hpp"
#include "gui/views/theme.hpp"

namespace liandong::gui {
namespace {

/// Standing or lying; lines are drawn over standing ones only.
class StackedColumns : public QtChart {
 public:
  explicit StackedColumns(bool lying) : lying_(lying) {}

 private:
  void build() override {
    const ChartData& content = shown_data();
    bars_ = lying_ ? static_cast<QAbstractBarSeries*>(new QHorizontalStackedBarSeries) : new QStackedBarSeries;
    bars_->setBarWidth(lying_ ? 0.55 : 0.72);
    std::vector<double> above(static_cast<std::size_t>(content.categories.size())), below = above;
    for (std::size_t i = 0; i < content.columns.size(); ++i) {
      const ChartSeries& layer = content.columns[i];
      auto* set = new QBarSet(layer.name);
      set->setColor(Theme::current().of(layer.hue));
      set->setBorderColor(Theme::current().surface);
      for (std::size_t at = 0; at < layer.values.size(); ++at) {
        const double value = layer.values[at] ? display().value(*layer.values[at]) : 0;
        *set << value;
        (value >= 0 ? above : below)[at] += value;
      }
      bars_->append(set);
      connect(set, &QBarSet::hovered, this, [this, i](bool over, int category) { hover(series_at(static_cast<int>(i)), category, over); });
      connect(set, &QBarSet::clicked, this, [this, i](int category) { emit clicked(to_qt(series_at(static_cast<int>(i)).key), category); });
    }
    chart().addSeries(bars_);
    double high = *std::max_element(above.begin(), above.end());
    const double low = *std::min_element(below.begin(), below.end());
    for (const ChartSeries& line : content.lines)
      for (const auto& value : line.values)
        if (value) high = std::max(high, display().value(*value));

    auto* names = new QBarCategoryAxis;
    style_axis(*names);
    names->setGridLineVisible(false);
    QStringList labels = lying_ ? content.categories : category_labels();
    if (lying_) std::reverse(labels.begin(), labels.end());
    names->append(labels);
    if (lying_) {
      names->setLabelsFont(interface_font(9));
      names->setLabelsColor(Theme::current().text);
      for (QBarSet* set : bars_->barSets()) {  // The first at the top, as it is read.
        QList<double> values;
        for (int at = set->count() - 1; at >= 0; --at) values.push_back(set->at(at));
        set->remove(0, set->count());
        set->append(values);
      }
    }
    QValueAxis* amounts = make_value_axis(low, high);
    chart().addAxis(names, lying_ ? Qt::AlignLeft : Qt::AlignBottom);
    chart().addAxis(amounts, lying_ ? Qt::AlignBottom : Qt::AlignLeft);
    bars_->attachAxis(names);
    bars_->attachAxis(amounts);
    if (!lying_) add_lines(*names, *amounts);
  }

  void add_lines(QAbstractAxis& names, QAbstractAxis& amounts) {
    const ChartData& content = shown_data();
    for (std::size_t i = 0; i < content.lines.size(); ++i) {
      const ChartSeries& line = content.lines[i];
      auto* points = new QLineSeries;
      points->setName(line.name);
      points->setPen(QPen(Theme::current().of(line.hue), 2, line.hue == Hue::ceiling ? Qt::DashLine : Qt::SolidLine));
      for (std::size_t at = 0; at < line.values.size(); ++at)
        if (line.values[at]) points->append(static_cast<double>(at), display().value(*line.values[at]));
      chart().addSeries(points);
      points->attachAxis(&names);
      points->attachAxis(&amounts);
      const int index = static_cast<int>(content.columns.size() + i);
      connect(points, &QLineSeries::hovered, this,
              [this, index](const QPointF& at, bool over) { hover(series_at(index), static_cast<int>(at.x() + 0.5), over); });
      connect(points, &QLineSeries::clicked, this,
              [this, index](const QPointF& at) { emit clicked(to_qt(series_at(index).key), static_cast<int>(at.x() + 0.5)); });
    }
  }

  [[nodiscard]] QPointF value_place(int series, int category, QAbstractSeries** of) const override {
    const ChartData& content = shown_data();
    const auto at = static_cast<std::size_t>(category);
    if (content.nothing() || !bars_ || series >= static_cast<int>(content.columns.size())) return {};
    double foot = 0;
    for (int i = 0; i < series; ++i)
      if (const auto& value = content.columns[static_cast<std::size_t>(i)].values[at]) foot += display().value(*value);
    const auto& value = content.columns[static_cast<std::size_t>(series)].values[at];
    *of = bars_;
    const double middle = foot + (value ? display().value(*value) / 2 : 0), place = lying_ ? static_cast<double>(content.categories.size() - 1 - category) : category;
    return lying_ ? QPointF(middle, place) : QPointF(place, middle);
  }

  bool lying_;
  QAbstractBarSeries* bars_ = nullptr;  // Owned by the chart.
};

}  // namespace

std::unique_ptr<Chart> make_stacked_columns() { return std::make_unique<StackedColumns>(false); }
std::unique_ptr<Chart> make_stacked_bars() { return std::make_unique<StackedColumns>(true); }

}  // namespace liandong::gui
