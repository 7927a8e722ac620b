#include "gui/jobs/job_line.hpp"

#include <QSignalSpy>
#include <QTest>
#include <stdexcept>

using namespace liandong;
using namespace liandong::gui;

class JobLineTest : public QObject {
  Q_OBJECT

  static bool wait(JobLine& line) {
    return QTest::qWaitFor([&] { return !line.running(); }, 20'000);
  }
  /// Works until it is told to stop, then lands `value`.
  static JobLine::Work until_stopped(int& landed, int value) {
    return [&landed, value](const Job& job) -> JobLine::Landing {
      while (!job.stop.stop_requested()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
      return [&landed, value] { landed = value; };
    };
  }

 private slots:
  void a_result_lands_on_the_thread_of_the_line() {
    JobLine line;
    QThread* where = nullptr;
    QSignalSpy ended(&line, &JobLine::ended);
    line.start([&](const Job&) -> JobLine::Landing {
      if (QThread::currentThread() == QCoreApplication::instance()->thread()) return {};
      return [&] { where = QThread::currentThread(); };
    });
    QVERIFY(line.running());
    QVERIFY(wait(line));
    QCOMPARE(where, QThread::currentThread());
    QCOMPARE(ended.count(), 1);
  }

  void starting_one_stops_its_predecessor_and_drops_its_result() {
    JobLine line;
    int landed = 0;
    QSignalSpy ended(&line, &JobLine::ended);
    line.start(until_stopped(landed, 1));
    line.start(until_stopped(landed, 2));
    QTest::qWait(100);  // The first has come home by now.
    QCOMPARE(landed, 0);
    QVERIFY(line.running());
    line.stop();
    QVERIFY(wait(line));
    QCOMPARE(landed, 2);
    QCOMPARE(ended.count(), 1);
  }

  void a_stop_keeps_what_was_reached_and_abandoning_does_not() {
    JobLine line;
    int landed = 0;
    line.start(until_stopped(landed, 1));
    line.stop();
    QVERIFY(wait(line));
    QCOMPARE(landed, 1);
    line.start(until_stopped(landed, 2));
    line.abandon();
    QVERIFY(!line.running());
    QTest::qWait(100);
    QCOMPARE(landed, 1);
    line.stop();  // Nothing runs: nothing happens.
  }

  void trouble_is_told_and_nothing_lands() {
    JobLine line;
    QSignalSpy failed(&line, &JobLine::failed);
    line.start([](const Job&) -> JobLine::Landing { throw std::runtime_error("no room"); });
    QVERIFY(wait(line));
    QCOMPARE(failed.count(), 1);
    QCOMPARE(failed.first().first().toString(), QStringLiteral("no room"));
  }

  void progress_comes_in_steps_and_ends_with_the_job() {
    JobLine line;
    QSignalSpy progressed(&line, &JobLine::progressed);
    line.start([](const Job& job) -> JobLine::Landing {
      for (int i = 0; i < 2'000; ++i) job.report({.seconds = 1.0 * i, .objective = 110, .bound = 100});
      return [] {};
    });
    QVERIFY(wait(line));
    QVERIFY(progressed.count() >= 1);
    QVERIFY(progressed.count() < 200);
    const auto at = progressed.first().first().value<JobProgress>();
    QVERIFY(qAbs(*at.distance() - 10.0 / 110) < 1e-12);
  }

  void a_line_waits_for_its_jobs_when_it_goes() {
    int landed = 0;
    std::atomic<bool> over = false;
    {
      JobLine line;
      line.start([&](const Job& job) -> JobLine::Landing {
        while (!job.stop.stop_requested()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
        over = true;
        return [&] { landed = 1; };
      });
    }
    QVERIFY(over);
    QTest::qWait(20);
    QCOMPARE(landed, 0);
  }
};

QTEST_GUILESS_MAIN(JobLineTest)
#include "job_line_test.moc"
