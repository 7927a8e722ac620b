#include "model/planning/parallel.hpp"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>
#include <utility>
#include <vector>

namespace liandong {
namespace {

/// One call of for_each_index. It may outlive the call in the queue, and then finds nothing to do.
class Batch {
 public:
  Batch(int count, const std::function<void(int)>& work) : count_(count), work_(&work) {}

  void run() {
    for (int i = next_++; i < count_; i = next_++) {
      (*work_)(i);  // The caller waits while an item is not done, so that `work_` is there.
      finish(1);
    }
  }
  void run_by_caller() {
    try {
      run();
    } catch (...) {
      const int begun = std::min(next_.exchange(count_), count_);
      finish(count_ - begun + 1);  // What nobody will begin any more, and the item that threw.
      wait();
      throw;
    }
    wait();
  }

 private:
  void finish(int items) {
    if ((done_ += items) < count_) return;
    const std::scoped_lock lock(mutex_);
    all_done_.notify_all();
  }
  void wait() {
    std::unique_lock lock(mutex_);
    all_done_.wait(lock, [&] { return done_ >= count_; });
  }

  const int count_;
  const std::function<void(int)>* work_;
  std::atomic<int> next_{0}, done_{0};
  std::mutex mutex_;
  std::condition_variable all_done_;
};

/// Threads that wait for batches: as many as were ever asked for at once.
class Pool {
 public:
  static Pool& instance() {
    static Pool pool;
    return pool;
  }

  void offer(const std::shared_ptr<Batch>& batch, int helpers) {
    const std::scoped_lock lock(mutex_);
    while (static_cast<int>(threads_.size()) < helpers) threads_.emplace_back([this](const std::stop_token& stop) { serve(stop); });
    for (int i = 0; i < helpers; ++i) waiting_.push_back(batch);
    helpers == 1 ? offered_.notify_one() : offered_.notify_all();
  }

  /// Nobody need come for it any more.
  void withdraw(const std::shared_ptr<Batch>& batch) {
    const std::scoped_lock lock(mutex_);
    std::erase(waiting_, batch);
  }

 private:
  void serve(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    while (offered_.wait(lock, stop, [&] { return !waiting_.empty(); })) {
      const std::shared_ptr<Batch> batch = std::move(waiting_.front());
      waiting_.pop_front();
      lock.unlock();
      batch->run();
      lock.lock();
    }
  }

  std::mutex mutex_;
  std::condition_variable_any offered_;
  std::deque<std::shared_ptr<Batch>> waiting_;
  std::vector<std::jthread> threads_;  ///< Last: they end before what they use.
};

}  // namespace

void for_each_index(int count, int threads, const std::function<void(int)>& work) {
  const int helpers = std::min(count, threads) - 1;
  if (helpers <= 0) {
    for (int i = 0; i < count; ++i) work(i);
    return;
  }
  struct Offer {
    explicit Offer(std::shared_ptr<Batch> of, int helpers) : batch(std::move(of)) { Pool::instance().offer(batch, helpers); }
    ~Offer() { Pool::instance().withdraw(batch); }
    Offer(const Offer&) = delete;
    Offer& operator=(const Offer&) = delete;
    std::shared_ptr<Batch> batch;
  } const offer(std::make_shared<Batch>(count, work), helpers);
  offer.batch->run_by_caller();
}

}  // namespace liandong
