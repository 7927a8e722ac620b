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
        const double value = amount(layer, at).value_or(0);
        *set << value;
        (value >= 0 ? above : below)[at] += value;
      }
      bars_->append(set);
      const int index = static_cast<int>(i);
      connect(set, &QBarSet::hovered, this, [this, index](bool over, int bar) { hover(series_at(index), category_of(bar), over); });
      connect(set, &QBarSet::clicked, this, [this, index](int bar) { emit clicked(to_qt(series_at(index).key), category_of(bar)); });
    }
    chart().addSeries(bars_);
    double high = *std::max_element(above.begin(), above.end());
    const double low = *std::min_element(below.begin(), below.end());
    for (const ChartSeries& line : content.lines)
      for (std::size_t at = 0; at < line.values.size(); ++at) high = std::max(high, amount(line, at).value_or(high));

    QAbstractAxis* names = lying_ ? lying_names() : make_category_axis();
    QValueAxis* amounts = make_value_axis(low, high, lying_ ? 3 : 0);
    chart().addAxis(names, lying_ ? Qt::AlignLeft : Qt::AlignBottom);
    chart().addAxis(amounts, lying_ ? Qt::AlignBottom : Qt::AlignLeft);
    bars_->attachAxis(names);
    bars_->attachAxis(amounts);
    if (!lying_) add_lines(*names, *amounts);
  }

  /// The first at the top, as it is read.
  QAbstractAxis* lying_names() {
    auto* names = new QBarCategoryAxis;
    style_axis(*names);
    names->setGridLineVisible(false);
    names->setLabelsFont(interface_font(9));
    names->setLabelsColor(Theme::current().text);
    QStringList labels = shown_data().categories;
    std::reverse(labels.begin(), labels.end());
    names->append(labels);
    for (QBarSet* set : bars_->barSets()) {
      QList<double> values;
      for (int at = set->count() - 1; at >= 0; --at) values.push_back(set->at(at));
      set->remove(0, set->count());
      set->append(values);
    }
    return names;
  }

  void add_lines(QAbstractAxis& names, QAbstractAxis& amounts) {
    const ChartData& content = shown_data();
    for (std::size_t i = 0; i < content.lines.size(); ++i) {
      const ChartSeries& line = content.lines[i];
      auto* points = new QLineSeries;
      points->setName(line.name);
      points->setPen(QPen(Theme::current().of(line.hue), 2, line.hue == Hue::ceiling ? Qt::DashLine : Qt::SolidLine));
      for (std::size_t at = 0; at < line.values.size(); ++at)
        if (const auto value = amount(line, at)) points->append(static_cast<double>(at), *value);
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
    for (int i = 0; i < series; ++i) foot += amount(content.columns[static_cast<std::size_t>(i)], at).value_or(0);
    const double value = amount(content.columns[static_cast<std::size_t>(series)], at).value_or(0);
    *of = bars_;
    const double middle = foot + value / 2, place = lying_ ? static_cast<double>(content.categories.size() - 1 - category) : category;
    return lying_ ? QPointF(middle, place) : QPointF(place, middle);
  }

  [[nodiscard]] int category_of(int bar) const { return lying_ ? static_cast<int>(shown_data().categories.size()) - 1 - bar : bar; }

  bool lying_;
  QAbstractBarSeries* bars_ = nullptr;  // Owned by the chart.
};

}  // namespace

std::unique_ptr<Chart> make_stacked_columns() { return std::make_unique<StackedColumns>(false); }
std::unique_ptr<Chart> make_stacked_bars() { return std::make_unique<StackedColumns>(true); }

}  // namespace liandong::gui
