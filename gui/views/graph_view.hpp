#pragma once

#include <QColor>
#include <QGraphicsView>
#include <vector>

#include "gui/models/graph_layout.hpp"

namespace liandong::gui {

/// What is written on a node, and its colour.
struct GraphNode {
  QString name, note;
  QColor fill, text;
  bool stage = false;
};

/// A dependency graph to wander in: the wheel zooms, dragging pans, a click on a node leaves only what it waits for and what waits for it.
class GraphView : public QGraphicsView {
  Q_OBJECT
 public:
  explicit GraphView(QWidget* parent = nullptr);

  void show_graph(GraphLayout layout, std::vector<GraphNode> nodes);
  void restyle(std::vector<GraphNode> nodes);  ///< Other names and colours, the same places.
  /// Only these nodes, laid out by themselves; empty: all of them again.
  void focus_on(const std::vector<bool>& nodes, GraphLayout layout);
  void centre_on(int node);
  void show_all();
  [[nodiscard]] int node_count() const { return static_cast<int>(items_.size()); }
  [[nodiscard]] QPoint place_of(int node) const;  ///< On the viewport.

 signals:
  void node_clicked(int node);
  void node_opened(int node);  ///< Double click.
  void ground_clicked();

 protected:
  void resizeEvent(QResizeEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  class NodeItem;
  class ArcsItem;
  [[nodiscard]] int node_at(const QPoint& place) const;
  void zoom(double factor);

  void place(const std::vector<bool>& only);

  GraphLayout all_, shown_;
  std::vector<NodeItem*> items_;  // Owned by the scene.
  bool fitted_ = true;            ///< Nobody has zoomed or moved: a resized view shows all again.
  ArcsItem* arcs_ = nullptr;
  QPoint pressed_;
};

}  // namespace liandong::gui
