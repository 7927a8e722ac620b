#include "scenarios/ranks.hpp"

#include <algorithm>
#include <mutex>
#include <utility>

#include "model/planning/parallel.hpp"

namespace liandong {

void Ranks::share(const SharedWork& work) {
  std::mutex guard;
  int next = 0;
  const int lanes = std::min(work.lanes, work.count);
  for_each_index(lanes, lanes, [&](int) {
    std::unique_lock lock(guard);
    while (next < work.count && !work.stop.stop_requested()) {
      const int i = next++;
      lock.unlock();
      std::string made = work.make(i);
      lock.lock();
      if (!work.take(i, std::move(made))) next = work.count;
    }
  });
}

Ranks& alone() {
  static Ranks self;
  return self;
}

}  // namespace liandong
