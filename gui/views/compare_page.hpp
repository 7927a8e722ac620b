#pragma once

#include "gui/views/charts/chart.hpp"
#include "gui/views/page.hpp"
#include "gui/views/table_panel.hpp"

class QLabel;
class QListWidget;
class QPushButton;
class QStackedWidget;
class QTabBar;

namespace liandong::gui {

/// Two to six scenarios side by side, the first being what the others are compared with.
class ComparePage : public Page {
  Q_OBJECT
 public:
  ComparePage(Workspace& workspace, const Display& display, QWidget* parent = nullptr);
  [[nodiscard]] QString title() const override;
  [[nodiscard]] QString subtitle() const override;
  [[nodiscard]] std::vector<Chart*> charts() const override { return {channels_, gaps_}; }

  [[nodiscard]] QListWidget& scenarios() const { return *list_; }
  [[nodiscard]] QPushButton& button() const { return *compare_; }
  [[nodiscard]] TablePanel& headline() const { return *headline_; }
  [[nodiscard]] TablePanel& rows() const { return *rows_; }
  [[nodiscard]] Chart& channels() const { return *channels_; }

 private:
  void refresh() override;
  void fill_list();
  void count_chosen();
  [[nodiscard]] std::vector<std::string> chosen() const;
  void show_rows_behind(const QString& series, int plan, int period);

  QListWidget* list_;
  QPushButton* compare_;
  QStackedWidget* stack_;
  QLabel* empty_;
  Chart *gaps_, *channels_;
  QTabBar* tabs_;
  QStackedWidget* tables_;
  TablePanel *headline_, *rows_;
  QString listed_folder_;
};

}  // namespace liandong::gui
