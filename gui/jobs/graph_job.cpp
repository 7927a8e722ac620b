#include "gui/jobs/graph_job.hpp"

#include <QProcess>
#include <QStandardPaths>

namespace liandong::gui {

GraphLayout lay_out(const DependencyGraph& graph, const std::stop_token& stop, int seconds) {
  constexpr int most_nodes = 3000;  // Beyond it dot takes minutes.
  const QString dot = QStandardPaths::findExecutable(QStringLiteral("dot"));
  if (dot.isEmpty() || graph.node_count() > most_nodes) return layered_layout(graph);
  QProcess process;
  process.start(dot, {QStringLiteral("-Tplain")});
  if (!process.waitForStarted(5'000)) return layered_layout(graph);
  process.write(dot_source(graph));
  process.closeWriteChannel();
  bool done = false;
  for (int tenths = 0; !done && tenths < seconds * 10 && !stop.stop_requested(); ++tenths) done = process.waitForFinished(100);
  if (!done) {
    process.kill();
    process.waitForFinished(1'000);
    return layered_layout(graph);
  }
  if (process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0) return layered_layout(graph);
  return read_plain(process.readAllStandardOutput(), graph).value_or(layered_layout(graph));
}

}  // namespace liandong::gui
