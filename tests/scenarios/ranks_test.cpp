#include "scenarios/ranks.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <vector>

namespace liandong {
namespace {

TEST(Ranks, AloneMakesEveryPieceOnceOnAnyNumberOfThreads) {
  for (const int lanes : {1, 3}) {
    std::vector<int> taken(50);
    alone().share({.count = 50,
                   .lanes = lanes,
                   .make = [](int i) { return std::to_string(i * i); },
                   .take =
                       [&](int i, const std::string& bytes) {
                         EXPECT_EQ(bytes, std::to_string(i * i));
                         ++taken[static_cast<std::size_t>(i)];
                         return true;
                       }});
    EXPECT_EQ(taken, std::vector<int>(50, 1)) << lanes;
  }
}

TEST(Ranks, NoPieceIsBegunOnceItIsEnough) {
  int begun = 0;
  alone().share({.count = 50,
                 .make =
                     [&](int) {
                       ++begun;
                       return std::string();
                     },
                 .take = [](int i, const std::string&) { return i < 6; }});
  EXPECT_EQ(begun, 7);
}

TEST(Ranks, NoPieceIsBegunAfterAStopAndWhatWasBegunIsTaken) {
  std::stop_source stop;
  std::atomic<int> begun = 0;
  int taken = 0;
  alone().share({.count = 50,
                 .lanes = 2,
                 .stop = stop.get_token(),
                 .make =
                     [&](int) {
                       if (++begun == 5) stop.request_stop();
                       return std::string();
                     },
                 .take =
                     [&](int, const std::string&) {
                       ++taken;
                       return true;
                     }});
  EXPECT_EQ(taken, begun);
  EXPECT_LT(begun, 8);
}

}  // namespace
}  // namespace liandong
