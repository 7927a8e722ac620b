#include "scenarios/comparison_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>

namespace liandong {
namespace {

class Writer {
 public:
  Writer(const Comparison& comparison, const ComparisonTableOptions& options) : comparison_(comparison), options_(options) {}

  std::vector<Table> write() {
    static const std::pair<const char*, Text> groups[] = {
        {"plan", {"Plans", "方案"}},
        {"stages", {"Stages", "阶段"}},
        {"gap", {"Gap", "资金缺口"}},
        {"certainty", {"Gap by certainty of the money, dates held", "分确定性的资金缺口（日期不变）"}},
        {"funds", {"Who pays", "资金构成"}},
        {"public", {"Public money and debt", "财政支出与债务"}},
        {"head_room", {"Least room under the debt ceiling in any year", "各年支出责任余量的最小值"}},
        {"moves", {"What moves from the first", "相对第一个方案的变动"}}};
    std::vector<Table> tables;
    const std::size_t plans = comparison_.keys.size(), others = std::max<std::size_t>(1, options_.columns - 1);
    for (const auto& [group, title] : groups)
      for (std::size_t from = 1; from < std::max<std::size_t>(2, plans); from += others) {
        columns_ = {0};
        for (std::size_t i = from; i < std::min(plans, from + others); ++i) columns_.push_back(i);
        Table table = group_table(group, title);
        if (!table.rows.empty()) tables.push_back(std::move(table));
      }
    return tables;
  }

 private:
  [[nodiscard]] std::string say(const Text& text) const { return text.in(options_.language); }

  Table group_table(const std::string& group, const Text& title) const {
    Table table;
    const bool money = group != "stages";
    table.title = say(money ? in_unit(title, options_.unit) : title);
    table.head = {""};
    for (const std::size_t i : columns_) table.head.push_back(comparison_.keys[i]);
    table.figures.assign(table.head.size(), true);
    table.figures[0] = false;
    const std::vector<Measure>& all = comparison_.measures;
    for (std::size_t m = 0; m < all.size();) {
      std::size_t end = m + 1;  // The parts of a total, and it.
      while (all[m].part && end < all.size() && all[end].measure == all[m].measure && all[end].group == all[m].group) ++end;
      if (all[m].group == group) add(m, end, table);
      m = end;
    }
    return table;
  }

  [[nodiscard]] std::optional<Money> rounded_alone(const Figure& figure) const {
    if (figure.empty()) return {};
    return round_parts(std::vector<Money>{figure.money ? *figure.money : Money::nearest_wan(*figure.number)}, options_.unit).front();
  }

  /// Rounded so that what stands together adds up: the parts to their total. By row, then by column.
  std::vector<std::vector<Figure>> shown(std::size_t from, std::size_t to) const {
    std::vector<std::vector<Figure>> cells(to - from);
    for (const std::size_t i : columns_) {
      std::vector<Money> parts;
      for (std::size_t m = from; m < to; ++m)
        if (comparison_.measures[m].part && comparison_.measures[m].figures[i].money)
          parts.push_back(*comparison_.measures[m].figures[i].money);
      const std::vector<Money> rounded = round_parts(parts, options_.unit);
      std::size_t next = 0;
      for (std::size_t m = from; m < to; ++m) {
        const Measure& measure = comparison_.measures[m];
        Figure figure = measure.figures[i];
        if (figure.money && measure.part)
          figure.money = rounded[next++];
        else if (figure.money || measure.unit == MeasureUnit::value)
          figure = {.money = rounded_alone(figure)};
        else if (figure.number && measure.unit == MeasureUnit::share)
          figure.number = std::round(*figure.number * 1e4) / 1e4;
        cells[m - from].push_back(std::move(figure));
      }
    }
    return cells;
  }

  std::string text_of(const Figure& figure, MeasureUnit unit) const {
    if (figure.money) return liandong::figure(*figure.money, options_.unit);
    if (figure.number) return unit == MeasureUnit::share ? percent(*figure.number) : fmt::format("{:.0f}", *figure.number);
    return figure.text.empty() ? "–" : figure.text;
  }

  std::string change_text(const Figure& change, MeasureUnit unit) const {
    if (change.empty()) return "";
    const double sign = change.money ? static_cast<double>(change.money->fen()) : *change.number;
    if (sign == 0) return "=";
    const std::string text = unit == MeasureUnit::share ? fmt::format("{:.2f}", *change.number * 100) : text_of(change, unit);
    if (unit == MeasureUnit::share && std::abs(*change.number) < 0.00005) return "=";
    return (sign > 0 ? "+" : "") + text;
  }

  static bool nothing(const std::vector<Figure>& row, MeasureUnit unit) {
    if (unit == MeasureUnit::count || unit == MeasureUnit::periods) return false;
    return std::all_of(row.begin(), row.end(), [](const Figure& f) { return f.empty() || (f.money && f.money->is_zero()); });
  }

  void add(std::size_t from, std::size_t to, Table& table) const {
    const auto cells = shown(from, to);
    for (std::size_t m = from; m < to; ++m) {
      const Measure& original = comparison_.measures[m];
      Measure measure = original;
      measure.figures = cells[m - from];
      if (nothing(measure.figures, measure.unit)) continue;
      std::vector<std::string> row{(measure.part ? "  " : "") + say(measure.label)}, changes{say({"    change", "    变化"}), ""};
      for (const Figure& figure : measure.figures) row.push_back(text_of(figure, measure.unit));
      table.rows.push_back(std::move(row));
      bool any = false;
      for (std::size_t c = 1; c < measure.figures.size(); ++c) {
        changes.push_back(change_text(measure.change(c), measure.unit));
        any = any || (!changes.back().empty() && changes.back() != "=");
      }
      if (any && measure.group != "moves") table.rows.push_back(std::move(changes));
    }
  }

  const Comparison& comparison_;
  const ComparisonTableOptions& options_;
  std::vector<std::size_t> columns_;
};

}  // namespace

std::vector<Table> comparison_tables(const Comparison& comparison, const ComparisonTableOptions& options) {
  return Writer(comparison, options).write();
}

}  // namespace liandong
