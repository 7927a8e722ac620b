#pragma once

#include <functional>
#include <limits>
#include <vector>

#include "model/planning/evaluation.hpp"

namespace liandong {

/// Asked between steps with the best plan so far; true = enough (gap reached, time up, stopped).
using Enough = std::function<bool(const Evaluation& best, const Text& step)>;

/// Schedules read off a relaxed solution (over `graph`) at several levels, the best of them with its money. Those that its prices prove to
/// cost `below` or more are not looked at: the result may be empty.
[[nodiscard]] Evaluation round_relaxation(const MasterLayout& layout, const ExpandedGraph& graph, const Relaxation& relaxed, int threads,
                                          double below = std::numeric_limits<double>::infinity());

/// Narrows the windows between low and high levels of the relaxed solution, re-solves, and so on until they close
/// (docs/maths/integer-plans.md). Keeps and returns the better of `best` and what it finds.
[[nodiscard]] Evaluation dive(const MasterLayout& layout, ExpandedGraph graph, Relaxation relaxed, Evaluation best, int threads,
                              const Enough& enough);

/// Re-plans everything at once within a few periods of the best plan, by relaxation and dive, at several reaches.
[[nodiscard]] Evaluation polish(const MasterLayout& layout, Evaluation best, int threads, const Enough& enough);

/// Moves completions (with what the links drag along) as long as that pays; candidates in the order of their dual bound, which also
/// discards those that cannot pay. `patience` batches of eight that gain nothing end it.
[[nodiscard]] Evaluation improve(const MasterLayout& layout, Evaluation best, int threads, const Enough& enough, int patience = 6);

}  // namespace liandong
