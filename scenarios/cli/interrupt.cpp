#include "scenarios/cli/interrupt.hpp"

#include <unistd.h>

#include <chrono>
#include <iostream>

namespace liandong::cli {

Interrupt::Interrupt(Language language) {
  sigemptyset(&watched_);
  sigaddset(&watched_, SIGINT);
  sigaddset(&watched_, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &watched_, &before_);
  waiter_ = std::thread([this, language] {
    std::chrono::steady_clock::time_point first{};
    for (int signal = 0; sigwait(&watched_, &signal) == 0;) {
      if (finished_) return;
      if (source_.stop_requested()) {
        // One stop may come twice, to the process and to its group (as coreutils' timeout does): only a later one is a second.
        if (std::chrono::steady_clock::now() - first < std::chrono::milliseconds(500)) continue;
        ::_exit(128 + signal);
      }
      first = std::chrono::steady_clock::now();
      const Text text{"\nStopping: what has been reached will be written. Once more ends at once.\n", "\n正在停止：将写出目前已得的结果。再按一次立即结束。\n"};
      std::cerr << text.in(language) << std::flush;
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
