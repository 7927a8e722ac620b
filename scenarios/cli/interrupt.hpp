#pragma once

#include <csignal>
#include <pthread.h>

#include <atomic>
#include <stop_token>
#include <thread>

#include "model/core/text.hpp"

namespace liandong::cli {

/// While it lives, the first Ctrl-C (or SIGTERM) asks for a stop and the second ends the program at once. Make it before any
/// other thread: they inherit the blocked signals, and one thread alone waits for them, so no work happens in a handler.
class Interrupt {
 public:
  explicit Interrupt(Language language);
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  [[nodiscard]] std::stop_token token() const { return source_.get_token(); }
  [[nodiscard]] bool stopped() const { return source_.stop_requested(); }

 private:
  std::stop_source source_;
  std::atomic<bool> finished_ = false;
  sigset_t watched_{}, before_{};
  std::thread waiter_;
};

}  // namespace liandong::cli
