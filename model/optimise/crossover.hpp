#pragma once

#include "model/optimise/solve.hpp"

namespace liandong::optimise {

/// From an interior optimum to an optimal vertex with a basis (docs/maths/simplex.md (13), (14); after Megiddo 1991, Bixby and Saltzman 1994):
/// variables away from their bounds are pushed to a bound or into the basis, multipliers likewise, and simplex steps clear what is left.
/// `interior.x`, `y` and `z` need not be exact; the vertex meets `options.tolerance` by itself. `iterations` counts the simplex steps.
[[nodiscard]] Solution crossover(const LinearProgram& problem, const Solution& interior, const SolveOptions& options);

}  // namespace liandong::optimise
