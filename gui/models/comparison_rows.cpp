#include "gui/models/comparison_rows.hpp"

#include "scenarios/comparison_table.hpp"

namespace liandong::gui {
namespace {

struct Row {
  enum class Kind { heading, measure, change } kind = Kind::measure;
  std::vector<std::string> cells;
};

/// The row of changes under a measure has nothing for the first plan.
bool is_change(const std::vector<std::string>& cells) { return cells.size() > 1 && cells[0].starts_with("    ") && cells[1].empty(); }

}  // namespace

Records comparison_rows(const Comparison& comparison, const Display& display) {
  const std::size_t plans = comparison.keys.size();
  const std::vector<Table> tables =
      comparison_tables(comparison, {.language = display.language(), .unit = display.unit(), .columns = plans});
  auto rows = std::make_shared<std::vector<Row>>();
  for (const Table& table : tables) {
    Row heading{Row::Kind::heading, std::vector<std::string>(plans + 1)};
    heading.cells[0] = table.title;
    rows->push_back(std::move(heading));
    for (const auto& cells : table.rows) rows->push_back({is_change(cells) ? Row::Kind::change : Row::Kind::measure, cells});
  }
  Records records{.owner = rows, .rows = static_cast<int>(rows->size())};
  const auto at = [rows](int row) -> const Row& { return (*rows)[static_cast<std::size_t>(row)]; };
  records.columns.push_back({.title = QT_TRANSLATE_NOOP("Columns", "Measure"), .value = [at](int row) {
                               return Value(at(row).kind == Row::Kind::heading ? at(row).cells[0] : "    " + at(row).cells[0]);
                             }});
  for (std::size_t plan = 0; plan < plans; ++plan)
    records.columns.push_back({.figures = true,
                               .value = [at, plan](int row) { return Value(at(row).cells[plan + 1]); },
                               .weight =
                                   [at, plan](int row) {
                                     const Row& here = at(row);
                                     const std::string& cell = here.cells[plan + 1];
                                     return here.kind == Row::Kind::change && !cell.empty() && cell != "=" ? 0.1 : 0.0;
                                   },
                               .literal = comparison.keys[plan] == baseline ? translate("Charts", "Campaign as it is").toStdString()
                                                                            : comparison.names[plan].in(display.language())});
  return records;
}

}  // namespace liandong::gui
