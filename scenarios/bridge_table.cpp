#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "scenarios/bridge.hpp"

namespace liandong {
namespace {

class Writer {
 public:
  Writer(const Bridge& bridge, const BridgeTableOptions& options) : bridge_(bridge), options_(options) {}

  std::vector<Table> write() const {
    std::vector<Table> tables{groups(), way()};
    if (bridge_.exact && bridge_.groups.size() > 1) tables.push_back(interplay());
    return tables;
  }

 private:
  [[nodiscard]] std::string say(const Text& text) const { return text.in(options_.language); }
  [[nodiscard]] Money rounded(Money amount) const { return round_parts(std::vector<Money>{amount}, options_.unit).front(); }
  [[nodiscard]] std::string change(Money amount) const { return change_figure(amount, options_.unit); }

  /// Rounded so that they lead from the first figure, as it is shown, to the last one: what is lost by rounding goes to the largest.
  [[nodiscard]] std::vector<Money> steps(const BridgeMeasure& measure) const {
    std::vector<Money> parts = round_parts(measure.shares, options_.unit);
    Money left = rounded(measure.to) - rounded(measure.from);
    for (const Money part : parts) left -= part;
    const auto size = [](Money m) { return std::abs(m.fen()); };
    if (!parts.empty()) *std::max_element(parts.begin(), parts.end(), [&](Money a, Money b) { return size(a) < size(b); }) += left;
    return parts;
  }

  /// What the numbers in the other tables stand for.
  Table groups() const {
    Table table{.title = say({"What differs", "有何差别"}), .head = {"", ""}, .figures = {true, false}, .rows = {}, .shrinks = 1};
    for (std::size_t g = 0; g < bridge_.groups.size(); ++g) table.rows.push_back({std::to_string(g + 1), say(bridge_.groups[g].label)});
    return table;
  }

  Table way() const {
    Table table{
        .title = say(in_unit({"From " + bridge_.from + " to " + bridge_.to, "从 " + bridge_.from + " 到 " + bridge_.to}, options_.unit)),
        .head = {""},
        .figures = {false},
        .rows = {}};
    const auto head = [&](const std::string& text) {
      table.head.push_back(text);
      table.figures.push_back(true);
    };
    std::vector<std::vector<Money>> parts;
    for (const BridgeMeasure& measure : bridge_.measures) {
      head(say(measure.label));
      if (!measure.error.empty()) head("±");
      if (measure.key == "objective" && !bridge_.objective_ranges.empty()) head(say({"proven", "可证范围"}));
      parts.push_back(steps(measure));
    }
    const auto end_row = [&](const std::string& name, bool last) {
      std::vector<std::string> row{name};
      for (const BridgeMeasure& measure : bridge_.measures) {
        row.push_back(figure(last ? measure.to : measure.from, options_.unit));
        if (!measure.error.empty() || (measure.key == "objective" && !bridge_.objective_ranges.empty())) row.emplace_back();
      }
      table.rows.push_back(std::move(row));
    };
    end_row(bridge_.from, false);
    for (std::size_t g = 0; g < bridge_.groups.size(); ++g) {
      std::vector<std::string> row{"  " + std::to_string(g + 1)};
      for (std::size_t m = 0; m < bridge_.measures.size(); ++m) {
        const BridgeMeasure& measure = bridge_.measures[m];
        row.push_back(change(parts[m][g]));
        if (!measure.error.empty()) row.push_back(std::isfinite(measure.error[g]) ? figure(measure.error[g], options_.unit) : "?");
        if (measure.key == "objective" && !bridge_.objective_ranges.empty()) {
          const ShareRange& range = bridge_.objective_ranges[g];
          row.push_back(figure(range.low, options_.unit) + " .. " + figure(range.high, options_.unit));
        }
      }
      table.rows.push_back(std::move(row));
    }
    end_row(bridge_.to, true);
    return table;
  }

  Table interplay() const {
    Table table{.title = say(in_unit({"What each changes as the only one, and after all others", "各组单独变动、以及最后变动的影响"},
                                     options_.unit)),
                .head = {""},
                .figures = {false},
                .rows = {}};
    for (const BridgeMeasure& measure : bridge_.measures) {
      if (measure.key != "objective" && measure.key != "gap") continue;
      table.head.push_back(say(measure.label) + say({": alone", "：单独"}));
      table.head.push_back(say({"last", "最后"}));
      table.figures.insert(table.figures.end(), {true, true});
    }
    for (std::size_t g = 0; g < bridge_.groups.size(); ++g) {
      std::vector<std::string> row{std::to_string(g + 1)};
      for (const BridgeMeasure& measure : bridge_.measures) {
        if (measure.key != "objective" && measure.key != "gap") continue;
        row.push_back(change(measure.alone[g]));
        row.push_back(change(measure.last[g]));
      }
      table.rows.push_back(std::move(row));
    }
    return table;
  }

  const Bridge& bridge_;
  const BridgeTableOptions& options_;
};

}  // namespace

std::vector<Table> bridge_tables(const Bridge& bridge, const BridgeTableOptions& options) { return Writer(bridge, options).write(); }

}  // namespace liandong
