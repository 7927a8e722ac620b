#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace liandong::verify {

/// A set of items in which taking `first` obliges to take `second`.
struct ClosureProblem {
  std::vector<long double> weight;           ///< By item; may be negative.
  std::vector<bool> barred;                  ///< By item: may not be taken at all.
  std::vector<std::pair<int, int>> obliges;  ///< (taken, so must be taken).
  std::vector<bool> forced{};                ///< By item: must be taken. Empty = none.
};

/// A value that no closed set's weight lies below, and within `slack` of the least weight. One minimum cut with whole capacities: the
/// weights are scaled to integers and rounded down, so that rounding lowers the value only.
struct ClosureBound {
  long double value = 0;
  long double slack = 0;
  bool possible = true;  ///< False if something forced obliges to something barred: then there is no set, and no value.
};
[[nodiscard]] ClosureBound min_closure(const ClosureProblem& problem);

}  // namespace liandong::verify
