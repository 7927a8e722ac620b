#pragma once

#include "gui/views/charts/chart.hpp"
#include "gui/views/page.hpp"
#include "gui/views/table_panel.hpp"

class QPushButton;
class QSlider;

namespace liandong::gui {

/// Sliders for the main assumptions; the plan under them is made anew while they move, from what is known of the plan.
class WhatIfPage : public Page {
  Q_OBJECT
 public:
  WhatIfPage(Workspace& workspace, const Display& display, QWidget* parent = nullptr);
  [[nodiscard]] QString title() const override;
  [[nodiscard]] QString subtitle() const override;
  [[nodiscard]] std::vector<Chart*> charts() const override { return {gap_}; }
  [[nodiscard]] QSlider& slider(std::size_t lever) const { return *sliders_[lever]; }
  [[nodiscard]] TablePanel& table() const { return *table_; }
  [[nodiscard]] QPushButton& reset() const { return *reset_; }

 private:
  void refresh() override;
  void ask();
  void show_values();
  [[nodiscard]] Levers values() const;

  std::vector<QSlider*> sliders_;
  std::vector<QLabel*> names_, shown_;
  QPushButton* reset_;
  QLabel* state_;
  Chart* gap_;
  TablePanel* table_;
  RunPtr of_;  ///< The plan that the sliders start from.
};

}  // namespace liandong::gui
