#include "gui/models/graph_layout.hpp"

#include <QList>
#include <QString>
#include <algorithm>
#include <numeric>

namespace liandong::gui {
namespace {

constexpr double between_layers = 70, between_rows = 14, points_per_inch = 72;

std::size_t at(int node) { return static_cast<std::size_t>(node); }

/// An S from the right side of one node to the left side of another.
std::vector<QPointF> s_curve(const QPointF& from, const QPointF& to) {
  const QPointF a(from.x() + node_width / 2, from.y()), b(to.x() - node_width / 2, to.y());
  const double pull = std::max(20.0, (b.x() - a.x()) / 2);
  return {a, {a.x() + pull, a.y()}, {b.x() - pull, b.y()}, b};
}

/// Arcs between nodes of a part that no way through the part implies; one that is implied through nodes left out stays.
std::vector<CompletionArc> arcs_within(const DependencyGraph& graph, const std::vector<bool>& only) {
  std::vector<std::vector<bool>> reach(only.size());
  std::vector<CompletionArc> arcs;
  const std::vector<int>& order = graph.topological_order();
  for (auto node = order.rbegin(); node != order.rend(); ++node) {
    if (!only[at(*node)]) continue;
    std::vector<bool>& here = reach[at(*node)];
    here.resize(only.size());
    std::vector<CompletionArc> out;
    for (const CompletionArc& arc : graph.arcs_from(*node))
      if (only[at(arc.to)]) out.push_back(arc);
    for (const CompletionArc& arc : out)
      if (std::none_of(out.begin(), out.end(),
                       [&](const CompletionArc& other) { return other.to != arc.to && reach[at(other.to)][at(arc.to)]; }))
        arcs.push_back(arc);
    for (const CompletionArc& arc : out) {
      here[at(arc.to)] = true;
      for (std::size_t i = 0; i < here.size(); ++i)
        if (reach[at(arc.to)][i]) here[i] = true;
    }
  }
  return arcs;
}

}  // namespace

GraphLayout layered_layout(const DependencyGraph& graph, const std::vector<bool>& only) {
  const auto nodes = at(graph.node_count());
  GraphLayout layout{.size = {}, .centre = std::vector<QPointF>(nodes), .arcs = graph.transitive_reduction(), .curve = {}};
  const auto in = [&only](int node) { return only.empty() || only[at(node)]; };
  if (!only.empty()) layout.arcs = arcs_within(graph, only);
  std::vector<int> layer(nodes);
  int layers = 0;
  for (const int node : graph.topological_order()) {
    if (!in(node)) continue;
    layers = std::max(layers, layer[at(node)] + 1);
    for (const CompletionArc& arc : graph.arcs_from(node))
      if (in(arc.to)) layer[at(arc.to)] = std::max(layer[at(arc.to)], layer[at(node)] + 1);
  }
  std::vector<std::vector<int>> members(at(layers));
  for (const int node : graph.topological_order())
    if (in(node)) members[at(layer[at(node)])].push_back(node);

  std::vector<double> place(nodes);
  const auto number = [&](const std::vector<int>& row) {
    for (std::size_t i = 0; i < row.size(); ++i) place[at(row[i])] = static_cast<double>(i) - static_cast<double>(row.size()) / 2;
  };
  for (const auto& row : members) number(row);
  for (int sweep = 0; sweep < 4; ++sweep)
    for (int i = 0; i < layers; ++i) {
      auto& row = members[at(sweep % 2 == 0 ? i : layers - 1 - i)];
      std::vector<double> middle(nodes);
      for (const int node : row) {
        double sum = 0;
        int count = 0;
        if (sweep % 2 == 0)
          for (const CompletionArc& arc : graph.arcs_to(node)) {
            if (in(arc.from)) sum += place[at(arc.from)], ++count;
          }
        else
          for (const CompletionArc& arc : graph.arcs_from(node)) {
            if (in(arc.to)) sum += place[at(arc.to)], ++count;
          }
        middle[at(node)] = count > 0 ? sum / count : place[at(node)];
      }
      std::stable_sort(row.begin(), row.end(), [&](int a, int b) { return middle[at(a)] < middle[at(b)]; });
      number(row);
    }

  std::size_t tallest = 0;
  for (const auto& row : members) tallest = std::max(tallest, row.size());
  const double height = static_cast<double>(tallest) * (node_height + between_rows);
  for (int i = 0; i < layers; ++i)
    for (std::size_t k = 0; k < members[at(i)].size(); ++k) {
      const double top = (height - static_cast<double>(members[at(i)].size()) * (node_height + between_rows)) / 2;
      layout.centre[at(members[at(i)][k])] = {i * (node_width + between_layers) + node_width / 2,
                                              top + (static_cast<double>(k) + 0.5) * (node_height + between_rows)};
    }
  layout.size = {layers * (node_width + between_layers), height};
  for (const CompletionArc& arc : layout.arcs) layout.curve.push_back(s_curve(layout.centre[at(arc.from)], layout.centre[at(arc.to)]));
  return layout;
}

QByteArray dot_source(const DependencyGraph& graph) {
  QByteArray text =
      "digraph g {\nrankdir=LR; nodesep=0.14; ranksep=0.7; splines=spline; ratio=0.55;\nnode [shape=box, fixedsize=true, label=\"\", "
      "width=";
  text += QByteArray::number(node_width / points_per_inch, 'f', 4) +
          ", height=" + QByteArray::number(node_height / points_per_inch, 'f', 4) + "];\n";
  for (int node = 0; node < graph.node_count(); ++node) text += QByteArray::number(node) + ";\n";
  for (const CompletionArc& arc : graph.transitive_reduction())
    text += QByteArray::number(arc.from) + "->" + QByteArray::number(arc.to) + ";\n";
  return text + "}\n";
}

std::optional<GraphLayout> read_plain(const QByteArray& plain, const DependencyGraph& graph) {
  GraphLayout layout{.size = {}, .centre = std::vector<QPointF>(at(graph.node_count())), .arcs = {}, .curve = {}};
  std::vector<bool> placed(at(graph.node_count()));
  bool ended = false;
  const auto point = [&](const QList<QByteArray>& words, qsizetype i) {
    return QPointF(words[i].toDouble() * points_per_inch, layout.size.height() - words[i + 1].toDouble() * points_per_inch);
  };
  const auto node_of = [&](const QByteArray& word) {
    bool good = false;
    const int node = word.toInt(&good);
    return good && node >= 0 && node < graph.node_count() ? node : -1;
  };
  for (const QByteArray& line : plain.split('\n')) {
    const QList<QByteArray> words = line.split(' ');
    if (words[0] == "graph" && words.size() >= 4) {
      layout.size = {words[2].toDouble() * points_per_inch, words[3].toDouble() * points_per_inch};
    } else if (words[0] == "node" && words.size() >= 4) {
      const int node = node_of(words[1]);
      if (node < 0) return {};
      layout.centre[at(node)] = point(words, 2);
      placed[at(node)] = true;
    } else if (words[0] == "edge" && words.size() >= 4) {
      const int from = node_of(words[1]), to = node_of(words[2]), count = words[3].toInt();
      if (from < 0 || to < 0 || count < 4 || count % 3 != 1 || words.size() < 4 + 2 * count) return {};
      layout.arcs.push_back({from, to, 0});
      std::vector<QPointF> curve;
      for (int i = 0; i < count; ++i) curve.push_back(point(words, 4 + 2 * i));
      layout.curve.push_back(std::move(curve));
    } else if (words[0] == "stop") {
      ended = true;
    }
  }
  if (!ended || std::find(placed.begin(), placed.end(), false) != placed.end()) return {};
  return layout;
}

std::vector<bool> related_to(const DependencyGraph& graph, int node) {
  std::vector<bool> related(at(graph.node_count()));
  const auto walk = [&](bool forward) {
    std::vector<bool> seen(related.size());
    std::vector<int> open{node};
    while (!open.empty()) {
      const int here = open.back();
      open.pop_back();
      if (seen[at(here)]) continue;
      seen[at(here)] = related[at(here)] = true;
      for (const CompletionArc& arc : forward ? graph.arcs_from(here) : graph.arcs_to(here)) open.push_back(forward ? arc.to : arc.from);
    }
  };
  walk(true);
  walk(false);
  return related;
}

}  // namespace liandong::gui
