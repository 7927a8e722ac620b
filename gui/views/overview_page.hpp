#pragma once

#include "gui/views/charts/chart.hpp"
#include "gui/views/page.hpp"

class QGridLayout;
class QScrollArea;

namespace liandong::gui {

/// The page for leadership, in 亿元: cost, gap, stages, debts, the proven distance, and what further money is worth where.
class OverviewPage : public Page {
  Q_OBJECT
 public:
  OverviewPage(Workspace& workspace, const Display& display, QWidget* parent = nullptr);

  [[nodiscard]] QString title() const override;
  [[nodiscard]] QString subtitle() const override;
  [[nodiscard]] std::vector<Chart*> charts() const override { return {gap_, money_}; }
  /// All of it at once, without scroll bars and on white: for printing.
  void lay_out_for_paper();

 private:
  void refresh() override;
  void fill_figures(const ScenarioRun& run);
  void fill_stages(const ScenarioRun& run);
  void fill_prices(const ScenarioRun& run);

  Display leadership_;  ///< In 亿元, whatever unit the other pages have.
  QScrollArea* scroll_;
  QWidget* sheet_;
  QHBoxLayout* figures_;
  Card *stages_, *prices_;
  Chart *gap_, *money_;
};

}  // namespace liandong::gui
