#pragma once

#include "model/optimise/solve.hpp"
#include "model/planning/money_program.hpp"

namespace liandong {

/// Of the optimal solutions of `program.lp()`, a vertex with few sources per group: the optimal face is kept (reduced costs and row
/// multipliers of `optimum` say where it lies), and on it sources are dearer the less of a group they pay (docs/maths/allocation.md (1)).
/// `optimum` must be an optimal vertex with a basis; where nothing better is found, its own x comes back.
[[nodiscard]] Eigen::VectorXd simplest_vertex(const MoneyProgram& program, const optimise::Solution& optimum);

}  // namespace liandong
