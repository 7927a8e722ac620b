#pragma once

#include <algorithm>
#include <atomic>
#include <functional>
#include <thread>
#include <vector>

namespace liandong {

/// Calls work(0..count-1), each once, on up to `threads` threads. Work items must not share state; results go by index,
/// so that the outcome does not depend on the number of threads.
inline void for_each_index(int count, int threads, const std::function<void(int)>& work) {
  const int helpers = std::min(count, threads) - 1;
  if (helpers <= 0) {
    for (int i = 0; i < count; ++i) work(i);
    return;
  }
  std::atomic<int> next{0};
  const auto run = [&] {
    for (int i = next++; i < count; i = next++) work(i);
  };
  std::vector<std::jthread> pool;
  for (int i = 0; i < helpers; ++i) pool.emplace_back(run);
  run();
}

}  // namespace liandong
