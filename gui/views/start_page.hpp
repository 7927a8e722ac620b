#pragma once

#include "gui/views/page.hpp"

class QPushButton;

namespace liandong::gui {

/// What stands where no campaign is open: open one, take the example, go on with a recent one.
class StartPage : public Page {
  Q_OBJECT
 public:
  StartPage(Workspace& workspace, const Display& display, QWidget* parent = nullptr);
  [[nodiscard]] QString title() const override;
  [[nodiscard]] QString subtitle() const override;
  void set_recent(const QStringList& folders);
  void set_example(const QString& folder);

 signals:
  void wants_folder();
  void wants(const QString& folder);

 private:
  void refresh() override;
  QPushButton *open_, *example_;
  QLabel *hint_, *recent_title_, *steps_;
  QVBoxLayout* recent_list_;
  QStringList recent_;
  QString example_folder_;
};

}  // namespace liandong::gui
