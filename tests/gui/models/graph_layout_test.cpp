#include "gui/models/graph_layout.hpp"

#include <QTest>
#include <functional>

#include "gui/jobs/graph_job.hpp"
#include "model/io/read_campaign.hpp"

using namespace liandong;
using namespace liandong::gui;

class GraphLayoutTest : public QObject {
  Q_OBJECT

  std::unique_ptr<DependencyGraph> graph_;

  /// Every node has a place of its own, and no arc goes back.
  void hold(const GraphLayout& layout, const std::vector<bool>& only = {}) {
    const auto in = [&](int node) { return only.empty() || only[static_cast<std::size_t>(node)]; };
    for (const CompletionArc& arc : layout.arcs) {
      QVERIFY(in(arc.from) && in(arc.to));
      QVERIFY(layout.centre[static_cast<std::size_t>(arc.from)].x() + node_width <=
              layout.centre[static_cast<std::size_t>(arc.to)].x() + 0.5);
    }
    for (int a = 0; a < graph_->node_count(); ++a)
      for (int b = 0; b < a; ++b) {
        if (!in(a) || !in(b)) continue;
        const QPointF apart = layout.centre[static_cast<std::size_t>(a)] - layout.centre[static_cast<std::size_t>(b)];
        QVERIFY(qAbs(apart.x()) >= node_width - 0.5 || qAbs(apart.y()) >= node_height - 0.5);
      }
    QCOMPARE(layout.arcs.size(), layout.curve.size());
  }

 private slots:
  void initTestCase() {
    const auto file = read_campaign(std::filesystem::path(LIANDONG_SOURCE_DIR) / "data/wuchuang");
    QVERIFY(file.ok());
    graph_ = std::make_unique<DependencyGraph>(file->campaign);
  }

  void our_own_layers_hold() {
    const GraphLayout layout = layered_layout(*graph_);
    QCOMPARE(layout.arcs.size(), graph_->transitive_reduction().size());
    hold(layout);
  }

  void a_part_of_the_graph_is_laid_out_by_itself() {
    const std::vector<bool> only = related_to(*graph_, graph_->node(StageId{0}));
    const GraphLayout layout = layered_layout(*graph_, only);
    hold(layout, only);
    QVERIFY(layout.size.height() < layered_layout(*graph_).size.height());
    // A chain stays a chain, also where its last arc is implied by nodes that are left out.
    const std::vector<int> chain = graph_->critical_chain(StageId{5});
    QVERIFY(chain.size() > 2);
    std::vector<bool> links(only.size());
    for (const int node : chain) links[static_cast<std::size_t>(node)] = true;
    const GraphLayout row = layered_layout(*graph_, links);
    hold(row, links);
    QCOMPARE(row.arcs.size(), chain.size() - 1);
    const GraphLayout nothing = layered_layout(*graph_, std::vector<bool>(only.size()));
    QVERIFY(nothing.arcs.empty());
  }

  void dot_or_its_stand_in_holds() { hold(lay_out(*graph_, {})); }

  void a_stop_leaves_the_stand_in() {
    std::stop_source stop;
    stop.request_stop();
    hold(lay_out(*graph_, stop.get_token()));
  }

  void what_dot_did_not_say_is_refused() {
    QVERIFY(!read_plain("", *graph_));
    QVERIFY(!read_plain("graph 1 2 3\nnode 0 1 1 1 1 x solid box black lightgrey\nstop\n", *graph_));  // The other nodes are missing.
    QVERIFY(!read_plain("graph 1 2 3\nnode 99999 1 1\nstop\n", *graph_));
    QVERIFY(!read_plain("graph 1 2 3\nedge 0 1 7 1 1\nstop\n", *graph_));
  }

  void related_are_those_on_a_way_through_the_node() {
    const int nodes = graph_->node_count();
    // By brute force: reach[a][b] if there is a way from a to b.
    std::vector<std::vector<bool>> reach(static_cast<std::size_t>(nodes), std::vector<bool>(static_cast<std::size_t>(nodes)));
    const auto& order = graph_->topological_order();
    for (auto node = order.rbegin(); node != order.rend(); ++node)
      for (const CompletionArc& arc : graph_->arcs()) {
        if (arc.from != *node) continue;
        reach[static_cast<std::size_t>(*node)][static_cast<std::size_t>(arc.to)] = true;
        for (int b = 0; b < nodes; ++b)
          if (reach[static_cast<std::size_t>(arc.to)][static_cast<std::size_t>(b)])
            reach[static_cast<std::size_t>(*node)][static_cast<std::size_t>(b)] = true;
      }
    for (const int node : {0, 17, 100, nodes - 1}) {
      const std::vector<bool> related = related_to(*graph_, node);
      for (int other = 0; other < nodes; ++other)
        QCOMPARE(bool(related[static_cast<std::size_t>(other)]),
                 other == node || reach[static_cast<std::size_t>(node)][static_cast<std::size_t>(other)] ||
                     reach[static_cast<std::size_t>(other)][static_cast<std::size_t>(node)]);
    }
  }
};

QTEST_GUILESS_MAIN(GraphLayoutTest)
#include "graph_layout_test.moc"
