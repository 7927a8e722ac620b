#pragma once

#include "gui/views/page.hpp"
#include "gui/views/table_panel.hpp"

class QTabBar;

namespace liandong::gui {

/// The tables of the campaign folder.
class DataPage : public Page {
  Q_OBJECT
 public:
  DataPage(Workspace& workspace, const Display& display, QWidget* parent = nullptr);

  [[nodiscard]] QString title() const override;
  [[nodiscard]] QString subtitle() const override;
  /// Shows the table of that file, such as "inflows"; an issue leads here.
  void show_table(const QString& name);
  void select_row(int file_row);
  [[nodiscard]] TablePanel& table() const { return *panel_; }

 private:
  void refresh() override;
  void show_current();

  QTabBar* tabs_;
  TablePanel* panel_;
  std::vector<CampaignTable> tables_;
};

}  // namespace liandong::gui
