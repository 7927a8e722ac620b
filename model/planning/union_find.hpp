#pragma once

#include <algorithm>
#include <numeric>
#include <vector>

namespace liandong {

/// Classes of 0..count-1 that joining makes one; each is named by its least member.
class UnionFind {
 public:
  explicit UnionFind(int count) : up_(static_cast<std::size_t>(count)) { std::iota(up_.begin(), up_.end(), 0); }

  [[nodiscard]] int root(int x) {
    while (up_[static_cast<std::size_t>(x)] != x) {
      int& above = up_[static_cast<std::size_t>(x)];
      above = up_[static_cast<std::size_t>(above)];
      x = above;
    }
    return x;
  }
  void join(int a, int b) {
    a = root(a);
    b = root(b);
    if (a != b) up_[static_cast<std::size_t>(std::max(a, b))] = std::min(a, b);
  }

 private:
  std::vector<int> up_;
};

}  // namespace liandong
