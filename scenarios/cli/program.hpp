#pragma once

#include "scenarios/ranks.hpp"

namespace liandong::cli {

/// The whole program, on each of its ranks; rank 0 alone reads out what it has to say. Returns the exit status.
[[nodiscard]] int run_program(int argc, char** argv, Ranks& ranks);

}  // namespace liandong::cli
