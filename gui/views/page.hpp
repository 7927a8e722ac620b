#pragma once

#include <QWidget>

#include "gui/jobs/workspace.hpp"
#include "gui/models/display.hpp"

class QLabel;
class QVBoxLayout;
class QHBoxLayout;
class QGridLayout;

namespace liandong::gui {

class Chart;

/// What all pages share: the heading, and that they are filled when they are seen. A page fills itself whole in `refresh()`, from the
/// workspace, in the language and unit of the display.
class Page : public QWidget {
  Q_OBJECT
 public:
  Page(Workspace& workspace, const Display& display, QWidget* parent = nullptr);

  [[nodiscard]] virtual QString title() const = 0;
  [[nodiscard]] virtual QString subtitle() const { return {}; }
  /// Charts that can be exported, the main one first.
  [[nodiscard]] virtual std::vector<Chart*> charts() const { return {}; }
  /// Shows only what belongs to this period, or to this row's key; what a click on another page led to. Pages that cannot, ignore it.
  virtual void narrow_to(int /*period*/) {}
  virtual void narrow_to(const QString& /*key*/) {}
  /// Something changed: fills the page now if it is seen, otherwise when it is.
  void mark_changed();

 signals:
  void leads_to(const QString& page, int period);
  void asks_why(const QString& kind, const QString& key);  ///< "project", "stage", or "gap".

 protected:
  virtual void refresh() = 0;
  void showEvent(QShowEvent* event) override;

  [[nodiscard]] Workspace& workspace() const { return workspace_; }
  [[nodiscard]] const Display& display() const { return display_; }
  [[nodiscard]] QVBoxLayout& body() const { return *body_; }
  [[nodiscard]] QHBoxLayout& tools() const { return *tools_; }  ///< At the right of the heading.

 private:
  void freshen();

  Workspace& workspace_;
  const Display& display_;
  QLabel *title_, *subtitle_;
  QVBoxLayout* body_;
  QHBoxLayout* tools_;
  bool stale_ = true;
};

/// A white box with rounded corners, a heading and a body.
class Card : public QWidget {
 public:
  explicit Card(QWidget* parent = nullptr);
  void set_title(const QString& title);
  [[nodiscard]] QVBoxLayout& body() const { return *body_; }
  /// Rows of the body anew, in place of those of the last call.
  QGridLayout* fresh_rows(int stretch = 0);

 private:
  QLabel* title_;
  QVBoxLayout* body_;
  QWidget* rows_ = nullptr;
};

}  // namespace liandong::gui
