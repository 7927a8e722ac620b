#pragma once

#include <pthread.h>
#include <csignal>

#include <atomic>
#include <functional>
#include <stop_token>
#include <string>
#include <thread>

#include "model/core/text.hpp"

namespace liandong::cli {

/// While it lives, the first Ctrl-C (or SIGTERM) asks for a stop and the second ends the program at once. Make it before any
/// other thread: they inherit the blocked signals, and one thread alone waits for them, so no work happens in a handler.
class Interrupt {
 public:
  /// `notice`: what to say at the first, on the waiting thread; nothing if it is empty. By itself, that what has been reached is written.
  explicit Interrupt(Language language, std::function<std::string()> notice = {});
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
