#pragma once

#include "gui/views/gantt_view.hpp"
#include "gui/views/page.hpp"
#include "gui/views/table_panel.hpp"

class QScrollArea;

namespace liandong::gui {

/// Projects and stages over the funds, on one time axis.
class SchedulePage : public Page {
  Q_OBJECT
 public:
  SchedulePage(Workspace& workspace, const Display& display, QWidget* parent = nullptr);
  [[nodiscard]] QString title() const override;
  [[nodiscard]] QString subtitle() const override;
  [[nodiscard]] GanttView& gantt() const { return *gantt_; }

 private:
  void refresh() override;
  GanttView* gantt_;
};

/// One table over the whole page.
class TablePage : public Page {
  Q_OBJECT
 public:
  struct Form {
    std::function<QString()> title, subtitle;
    std::function<Records(const RunPtr&)> rows;
    const char* row_kind = "project";
    int name_width = 0;  ///< Of the first column; 0 as wide as its content.
    int cell_width = 0;  ///< Of the periods' columns.
  };
  TablePage(Form form, Workspace& workspace, const Display& display, QWidget* parent = nullptr);
  [[nodiscard]] QString title() const override { return form_.title(); }
  [[nodiscard]] QString subtitle() const override { return form_.subtitle(); }
  [[nodiscard]] TablePanel& table() const { return *table_; }

 private:
  void refresh() override;
  Form form_;
  TablePanel* table_;
};

[[nodiscard]] Page* make_allocation_page(Workspace& workspace, const Display& display);
[[nodiscard]] Page* make_prices_page(Workspace& workspace, const Display& display);

/// Award stages as cards under their programmes; a click on one says what decides its date.
class StagesPage : public Page {
  Q_OBJECT
 public:
  StagesPage(Workspace& workspace, const Display& display, QWidget* parent = nullptr);
  [[nodiscard]] QString title() const override;
  [[nodiscard]] QString subtitle() const override;

 private:
  void refresh() override;
  QWidget* board_ = nullptr;
  QScrollArea* scroll_;
};

/// What proves the plan, and what it says about every rule.
class CompliancePage : public Page {
  Q_OBJECT
 public:
  CompliancePage(Workspace& workspace, const Display& display, QWidget* parent = nullptr);
  [[nodiscard]] QString title() const override;
  [[nodiscard]] QString subtitle() const override;

 private:
  void refresh() override;
  Card* certificate_;
  TablePanel* table_;
};

}  // namespace liandong::gui
