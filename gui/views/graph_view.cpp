#include "gui/views/graph_view.hpp"

#include <QGraphicsItem>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QStyleOptionGraphicsItem>
#include <QWheelEvent>
#include <cmath>

#include "gui/views/theme.hpp"

namespace liandong::gui {
namespace {

constexpr double readable = 0.45, smallest = 0.03, largest = 3;

}  // namespace

class GraphView::NodeItem : public QGraphicsItem {
 public:
  NodeItem(int number, GraphNode node) : number_(number), node_(std::move(node)) {
    setToolTip(node_.name + QStringLiteral("\n") + node_.note);
  }

  [[nodiscard]] int number() const { return number_; }
  void restyle(GraphNode node) {
    node_ = std::move(node);
    setToolTip(node_.name + QStringLiteral("\n") + node_.note);
    update();
  }

  [[nodiscard]] QRectF boundingRect() const override {
    return {-node_width / 2 - 2, -node_height / 2 - 2, node_width + 4, node_height + 4};
  }

  void paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) override {
    const double scale = painter->worldTransform().m11();
    const QRectF box(-node_width / 2, -node_height / 2, node_width, node_height);
    if (scale < readable) {  // Too small to read: a block of colour, which is quick to draw.
      painter->fillRect(box, node_.fill);
      return;
    }
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(node_.stage ? Theme::current().text : Theme::current().line, node_.stage ? 1.6 : 1));
    painter->setBrush(node_.fill);
    painter->drawRoundedRect(box, node_.stage ? node_height / 2 : 5, node_.stage ? node_height / 2 : 5);
    const QFont font = interface_font(8);
    painter->setFont(font);
    painter->setPen(node_.text);
    const QFontMetrics metrics(font);
    const QRectF inner = box.adjusted(node_.stage ? 12 : 7, 3, node_.stage ? -12 : -7, -3);
    painter->drawText(QRectF(inner.x(), inner.y(), inner.width(), inner.height() / 2), Qt::AlignLeft | Qt::AlignVCenter,
                      metrics.elidedText(node_.name, Qt::ElideRight, static_cast<int>(inner.width())));
    QColor soft = node_.text;
    soft.setAlphaF(0.75F);
    painter->setPen(soft);
    painter->drawText(QRectF(inner.x(), inner.center().y(), inner.width(), inner.height() / 2), Qt::AlignLeft | Qt::AlignVCenter,
                      metrics.elidedText(node_.note, Qt::ElideRight, static_cast<int>(inner.width())));
  }

 private:
  int number_;
  GraphNode node_;
};

/// All arcs, with a tip at the end of each. Those out of sight are not drawn; of very many seen from afar, straight lines are.
class GraphView::ArcsItem : public QGraphicsItem {
 public:
  explicit ArcsItem(const GraphLayout& layout) : size_(layout.size) {
    setZValue(-1);
    setFlag(ItemUsesExtendedStyleOption);  // For the part that is exposed.
    for (const auto& curve : layout.curve) {
      QPainterPath path(curve[0]);
      for (std::size_t k = 1; k + 2 < curve.size(); k += 3) path.cubicTo(curve[k], curve[k + 1], curve[k + 2]);
      const QPointF tip = curve.back(), before = curve[curve.size() - 2];
      const double length = std::hypot(tip.x() - before.x(), tip.y() - before.y());
      if (length > 0) {
        const QPointF along = (tip - before) / length, across(-along.y(), along.x());
        path.moveTo(tip - along * 7 + across * 3.5);
        path.lineTo(tip);
        path.lineTo(tip - along * 7 - across * 3.5);
      }
      boxes_.push_back(path.controlPointRect());
      lines_.push_back(QLineF(curve.front(), curve.back()));
      paths_.push_back(std::move(path));
    }
  }

  [[nodiscard]] QRectF boundingRect() const override { return QRectF({-20, -20}, size_ + QSizeF(40, 40)); }

  void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget*) override {
    const double scale = painter->worldTransform().m11();
    // Opaque: Qt hands translucent spans to other threads, one by one, which takes far longer than drawing them.
    QPen pen(scale < readable ? Theme::current().line : Theme::current().of(Hue::neutral), 1);
    pen.setCosmetic(true);
    painter->setPen(pen);
    painter->setBrush(Qt::NoBrush);
    if (scale < readable / 4 && paths_.size() > many) {
      painter->setRenderHint(QPainter::Antialiasing, false);
      painter->drawLines(lines_);
      return;
    }
    painter->setRenderHint(QPainter::Antialiasing);
    for (std::size_t i = 0; i < paths_.size(); ++i)
      if (boxes_[i].intersects(option->exposedRect)) painter->drawPath(paths_[i]);
  }

 private:
  static constexpr std::size_t many = 1500;

  QSizeF size_;
  std::vector<QPainterPath> paths_;
  std::vector<QRectF> boxes_;
  QList<QLineF> lines_;
};

GraphView::GraphView(QWidget* parent) : QGraphicsView(parent) {
  setScene(new QGraphicsScene(this));
  setFrameShape(QFrame::NoFrame);
  setDragMode(QGraphicsView::ScrollHandDrag);
  setTransformationAnchor(QGraphicsView::AnchorUnderMouse);
  setViewportUpdateMode(QGraphicsView::SmartViewportUpdate);
  setBackgroundBrush(Qt::NoBrush);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scene()->setItemIndexMethod(QGraphicsScene::BspTreeIndex);
}

void GraphView::show_graph(GraphLayout layout, std::vector<GraphNode> nodes) {
  scene()->clear();
  items_.clear();
  arcs_ = nullptr;
  all_ = std::move(layout);
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    auto* item = new NodeItem(static_cast<int>(i), std::move(nodes[i]));
    scene()->addItem(item);
    items_.push_back(item);
  }
  shown_ = all_;
  place({});
}

void GraphView::place(const std::vector<bool>& only) {
  delete arcs_;
  arcs_ = new ArcsItem(shown_);
  scene()->addItem(arcs_);
  for (std::size_t i = 0; i < items_.size(); ++i) {
    items_[i]->setVisible(only.empty() || only[i]);
    items_[i]->setPos(shown_.centre[i]);
  }
  scene()->setSceneRect(QRectF({-400, -400}, shown_.size + QSizeF(800, 800)));
  show_all();
}

void GraphView::restyle(std::vector<GraphNode> nodes) {
  for (std::size_t i = 0; i < nodes.size() && i < items_.size(); ++i) items_[i]->restyle(std::move(nodes[i]));
  viewport()->update();
}

void GraphView::focus_on(const std::vector<bool>& nodes, GraphLayout layout) {
  shown_ = nodes.empty() ? all_ : std::move(layout);
  place(nodes);
}

void GraphView::centre_on(int node) {
  if (node < 0 || node >= node_count()) return;
  if (transform().m11() < readable) {
    resetTransform();
    scale(0.9, 0.9);
  }
  centerOn(items_[static_cast<std::size_t>(node)]);
}

void GraphView::show_all() {
  if (items_.empty()) return;
  fitted_ = true;
  fitInView(QRectF({-10, -10}, shown_.size + QSizeF(20, 20)), Qt::KeepAspectRatio);
  if (transform().m11() > 1.1) {  // A few nodes need not fill the window.
    resetTransform();
    scale(1.1, 1.1);
    centerOn(QRectF({}, shown_.size).center());
  }
}

void GraphView::resizeEvent(QResizeEvent* event) {
  QGraphicsView::resizeEvent(event);
  if (fitted_) show_all();
}

QPoint GraphView::place_of(int node) const { return mapFromScene(items_[static_cast<std::size_t>(node)]->pos()); }

int GraphView::node_at(const QPoint& place) const {
  for (QGraphicsItem* item : items(place))
    if (const auto* node = dynamic_cast<NodeItem*>(item)) return node->number();
  return -1;
}

void GraphView::zoom(double factor) {
  const double now = transform().m11(), next = std::clamp(now * factor, smallest, largest);
  scale(next / now, next / now);
  fitted_ = false;
}

void GraphView::wheelEvent(QWheelEvent* event) {
  zoom(std::pow(1.0015, event->angleDelta().y()));
  event->accept();
}

void GraphView::mousePressEvent(QMouseEvent* event) {
  pressed_ = event->pos();
  QGraphicsView::mousePressEvent(event);
}

void GraphView::mouseReleaseEvent(QMouseEvent* event) {
  QGraphicsView::mouseReleaseEvent(event);
  if ((event->pos() - pressed_).manhattanLength() > 4) {  // That was a drag.
    fitted_ = false;
    return;
  }
  const int node = node_at(event->pos());
  if (node >= 0)
    emit node_clicked(node);
  else
    emit ground_clicked();
}

void GraphView::mouseDoubleClickEvent(QMouseEvent* event) {
  if (const int node = node_at(event->pos()); node >= 0) emit node_opened(node);
}

void GraphView::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal: zoom(1.25); return;
    case Qt::Key_Minus: zoom(0.8); return;
    case Qt::Key_0: show_all(); return;
    default: QGraphicsView::keyPressEvent(event);
  }
}

}  // namespace liandong::gui
