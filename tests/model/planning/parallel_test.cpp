#include "model/planning/parallel.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <numeric>
#include <stdexcept>
#include <vector>

namespace liandong {
namespace {

TEST(Parallel, EveryItemOnce) {
  for (const int threads : {1, 2, 3, 8})
    for (const int count : {0, 1, 2, 7, 1000}) {
      std::vector<std::atomic<int>> calls(static_cast<std::size_t>(count));
      for_each_index(count, threads, [&](int i) { ++calls[static_cast<std::size_t>(i)]; });
      for (const auto& n : calls) EXPECT_EQ(n, 1);
    }
}

/// All items are done when the call returns, also those that other threads took; thousands of short calls leave nothing behind.
TEST(Parallel, ManyShortCalls) {
  for (int round = 0; round < 20'000; ++round) {
    int values[3] = {};
    for_each_index(3, 3, [&](int i) { values[i] = round + i; });
    ASSERT_EQ(values[0] + values[1] + values[2], 3 * round + 3);
  }
}

TEST(Parallel, WorkMayCallItAgain) {
  std::vector<int> sums(16);
  for_each_index(16, 4, [&](int i) {
    std::vector<int> parts(100);
    for_each_index(100, 4, [&](int j) { parts[static_cast<std::size_t>(j)] = i * j; });
    sums[static_cast<std::size_t>(i)] = std::accumulate(parts.begin(), parts.end(), 0);
  });
  for (int i = 0; i < 16; ++i) EXPECT_EQ(sums[static_cast<std::size_t>(i)], i * 4950);
}

/// Items of different calls at once, from threads of their own.
TEST(Parallel, CallsFromSeveralThreads) {
  std::atomic<int> total = 0;
  for_each_index(4, 4, [&](int) {
    for (int n = 0; n < 500; ++n) for_each_index(5, 3, [&](int i) { total += i; });
  });
  EXPECT_EQ(total, 4 * 500 * 10);
}

TEST(Parallel, WhatTheOnlyThreadThrowsComesOut) {
  int calls = 0;
  const auto work = [&](int i) {
    ++calls;
    if (i == 2) throw std::runtime_error("two");
  };
  EXPECT_THROW(for_each_index(5, 1, work), std::runtime_error);
  EXPECT_EQ(calls, 3);
}

}  // namespace
}  // namespace liandong
