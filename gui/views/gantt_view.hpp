#pragma once

#include <QAbstractScrollArea>

#include "gui/models/gantt.hpp"

namespace liandong::gui {

/// Stages and projects as bars over the money of the same periods. Only what is seen is drawn, so ten thousand projects scroll as well.
class GanttView : public QAbstractScrollArea {
  Q_OBJECT
 public:
  explicit GanttView(QWidget* parent = nullptr);
  void show_data(GanttData content, const Display& display);
  [[nodiscard]] const GanttData& shown_data() const { return data_; }

 signals:
  void project_clicked(liandong::ProjectId project);
  void stage_clicked(liandong::StageId stage);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  bool viewportEvent(QEvent* event) override;

 private:
  [[nodiscard]] int rows() const { return static_cast<int>(data_.stages.size() + data_.bars.size()); }
  [[nodiscard]] QRectF cell(int t) const;  ///< x and width of a period.
  [[nodiscard]] int row_at(int y) const;
  void draw_axis(QPainter& painter) const;
  void draw_rows(QPainter& painter) const;
  void draw_bar(QPainter& painter, const GanttBar& bar, const QRectF& row) const;
  void draw_stage(QPainter& painter, const GanttStage& stage, const QRectF& row) const;
  void draw_money(QPainter& painter) const;
  void fit();

  GanttData data_;
  const Display* display_ = nullptr;
};

}  // namespace liandong::gui
