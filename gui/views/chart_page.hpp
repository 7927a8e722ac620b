#pragma once

#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "gui/models/plan_charts.hpp"
#include "gui/views/charts/chart.hpp"
#include "gui/views/page.hpp"
#include "gui/views/table_panel.hpp"

class QComboBox;

namespace liandong::gui {

/// A chart over the rows it is drawn from: what a page of the plan is about. A click on the chart narrows the rows to what was clicked.
struct ChartPageForm {
  std::function<QString()> title, subtitle, empty_rows;
  std::unique_ptr<Chart> chart;
  /// Something to choose from, such as a fund; empty: there is one chart alone.
  std::function<std::vector<std::pair<QString, int>>(const ScenarioRun&, const Display&)> choices{};
  std::function<ChartData(const ScenarioRun&, int choice, const Display&)> data;
  std::function<Records(const RunPtr&)> rows;
  std::function<TableFilter::Keep(const RunPtr&, int choice)> rows_of_choice{};
  std::function<TableFilter::Keep(const RunPtr&, int choice, const QString& series, int category)> rows_of_click;
  const char* row_kind = "project";  ///< What a row's key names, when its reason is asked for.
};

class ChartPage : public Page {
  Q_OBJECT
 public:
  ChartPage(ChartPageForm form, Workspace& workspace, const Display& display, QWidget* parent = nullptr);

  [[nodiscard]] QString title() const override { return form_.title(); }
  [[nodiscard]] QString subtitle() const override { return form_.subtitle(); }
  [[nodiscard]] std::vector<Chart*> charts() const override { return {chart_}; }
  void narrow_to(int period) override;
  [[nodiscard]] TablePanel& table() const { return *table_; }
  [[nodiscard]] QComboBox& choice() const { return *choice_; }

 private:
  void refresh() override;
  void show_choice();

  ChartPageForm form_;
  Chart* chart_;
  TablePanel* table_;
  QComboBox* choice_;
};

[[nodiscard]] Page* make_gap_page(Workspace& workspace, const Display& display);
[[nodiscard]] Page* make_funding_page(Workspace& workspace, const Display& display);
[[nodiscard]] Page* make_balances_page(Workspace& workspace, const Display& display);
[[nodiscard]] Page* make_debt_page(Workspace& workspace, const Display& display);

}  // namespace liandong::gui
