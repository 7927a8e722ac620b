#pragma once

#include <QColor>
#include <QString>
#include <QWidget>
#include <vector>

namespace liandong::gui {

struct LegendEntry {
  QString name;
  QColor colour;
  bool line = false;
  bool on = true;
};

/// Names of series beside their colours, as many lines as they need. A click, or Space on the one in focus, switches a series off and on.
class Legend : public QWidget {
  Q_OBJECT
 public:
  explicit Legend(QWidget* parent = nullptr);

  void show_entries(std::vector<LegendEntry> entries);
  void paint_on(QPainter& painter) const;  ///< As it is on the screen; for export.
  [[nodiscard]] QRect place_of(int entry) const;

  [[nodiscard]] bool hasHeightForWidth() const override { return true; }
  [[nodiscard]] int heightForWidth(int width) const override;
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override;

 signals:
  void toggled(int entry);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  [[nodiscard]] std::vector<QRect> places(int width) const;

  std::vector<LegendEntry> entries_;
  int focus_ = 0;
};

}  // namespace liandong::gui
