#include "gui/jobs/job_line.hpp"

#include <QMetaObject>
#include <chrono>
#include <exception>
#include <utility>

namespace liandong::gui {
namespace {

constexpr std::chrono::milliseconds between_reports{50};

}  // namespace

JobLine::JobLine(QObject* parent) : QObject(parent) {}

JobLine::~JobLine() {
  for (Thread& thread : threads_) thread.thread.request_stop();
  threads_.clear();  // Joins. What the threads still post finds no receiver.
}

void JobLine::start(Work work) {
  for (Thread& thread : threads_) thread.thread.request_stop();
  const int number = ++number_;
  running_ = true;
  emit started();
  threads_.push_back({.number = number});
  threads_.back().thread = std::jthread([this, number, work = std::move(work)](const std::stop_token& stop) {
    auto last = std::chrono::steady_clock::now() - between_reports;
    const Job job{.stop = stop, .report = [this, number, &last](const JobProgress& at) {
                    const auto now = std::chrono::steady_clock::now();
                    if (now - last < between_reports) return;
                    last = now;
                    QMetaObject::invokeMethod(
                        this,
                        [this, number, at] {
                          if (number == number_ && running_) emit progressed(at);
                        },
                        Qt::QueuedConnection);
                  }};
    Landing landing;
    QString trouble;
    try {
      landing = work(job);
    } catch (const std::exception& error) {
      trouble = QString::fromUtf8(error.what());
    }
    QMetaObject::invokeMethod(
        this, [this, number, landing = std::move(landing), trouble] { arrive(number, landing, trouble); }, Qt::QueuedConnection);
  });
}

void JobLine::stop() {
  if (running_) threads_.back().thread.request_stop();
}

void JobLine::abandon() {
  if (!running_) return;
  stop();
  ++number_;
  running_ = false;
  emit ended();
}

void JobLine::arrive(int number, const Landing& landing, const QString& trouble) {
  threads_.remove_if([&](const Thread& thread) { return thread.number == number; });  // It has nothing left to do, so this does not wait.
  if (number != number_) return;
  running_ = false;
  if (!trouble.isEmpty()) emit failed(trouble);
  if (landing) landing();
  emit ended();
}

}  // namespace liandong::gui
