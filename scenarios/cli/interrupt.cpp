#include "scenarios/cli/interrupt.hpp"

#include <unistd.h>

#include <chrono>
#include <utility>

namespace liandong::cli {

Interrupt::Interrupt(Language language, std::function<std::string()> notice) {
  sigemptyset(&watched_);
  sigaddset(&watched_, SIGINT);
  sigaddset(&watched_, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &watched_, &before_);
  if (!notice)
    notice = [language] {
      return Text{"Stopping: what has been reached will be written. Once more ends at once.",
                  "正在停止：将写出目前已得的结果。再按一次立即结束。"}
          .in(language);
    };
  waiter_ = std::thread([this, notice = std::move(notice)] {
    std::chrono::steady_clock::time_point first{};
    for (int signal = 0; sigwait(&watched_, &signal) == 0;) {
      if (finished_) return;
      if (source_.stop_requested()) {
        // One stop may come twice, to the process and to its group (as coreutils' timeout does): only a later one is a second.
        if (std::chrono::steady_clock::now() - first < std::chrono::milliseconds(500)) continue;
        ::_exit(128 + signal);
      }
      first = std::chrono::steady_clock::now();
      if (const std::string text = notice(); !text.empty()) {
        const std::string line = "\n" + text + "\n";
        // Not by std::cerr: the deputy of a dead rank 0 keeps that silent.
        static_cast<void>(!::write(STDERR_FILENO, line.data(), line.size()));
      }
      source_.request_stop();
    }
  });
}

Interrupt::~Interrupt() {
  finished_ = true;
  pthread_kill(waiter_.native_handle(), SIGINT);  // Wakes the waiting thread only.
  waiter_.join();
  pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

}  // namespace liandong::cli
