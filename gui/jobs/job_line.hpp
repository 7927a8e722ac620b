#pragma once

#include <QObject>
#include <QString>
#include <atomic>
#include <functional>
#include <list>
#include <memory>
#include <optional>
#include <stop_token>
#include <thread>

#include "model/core/text.hpp"

namespace liandong::gui {

/// How far a job is. Amounts are values of the objective in 万元; empty while unknown.
struct JobProgress {
  double seconds = 0;
  std::optional<double> objective, bound;
  Text what, step;  ///< What it is about, such as a scenario, and what is being done.
  [[nodiscard]] std::optional<double> distance() const {
    return objective && bound && *objective > 0 ? std::optional((*objective - *bound) / *objective) : std::nullopt;
  }
};

/// What a job sees of the line that runs it. Used on the job's thread.
struct Job {
  std::stop_token stop;
  std::function<void(const JobProgress&)> report;
};

/// Long work off the GUI thread, one job at a time: starting one stops its predecessor, whose result is dropped. A job owns its inputs,
/// watches its stop token and hands back a landing, which runs on the GUI thread if the job is still the current one.
///
/// Lives on the GUI thread; all signals are emitted there.
class JobLine : public QObject {
  Q_OBJECT
 public:
  using Landing = std::function<void()>;
  using Work = std::function<Landing(const Job&)>;

  explicit JobLine(QObject* parent = nullptr);
  ~JobLine() override;  ///< Stops what runs and waits for it.

  void start(Work work);
  void stop();     ///< Asks the current job to end; what it has reached by then still lands.
  void abandon();  ///< The same, and nothing of it lands.
  [[nodiscard]] bool running() const { return running_; }

 signals:
  void started();
  void progressed(const liandong::gui::JobProgress& at);
  void ended();                         ///< After the landing; not for a job that was superseded.
  void failed(const QString& trouble);  ///< Before `ended`: the work threw, for example for want of memory.

 private:
  struct Thread {
    int number = 0;
    std::jthread thread{};
  };
  void arrive(int number, const Landing& landing, const QString& trouble);

  std::list<Thread> threads_;
  int number_ = 0;  ///< Of the latest job; only it lands.
  bool running_ = false;
};

}  // namespace liandong::gui
