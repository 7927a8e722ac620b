#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "scenarios/simulation.hpp"

namespace liandong {

/// Some draws of a simulation in a row as bytes, to be kept in a file or sent to another machine of the same kind.
[[nodiscard]] std::string bytes_of(const SimulationDraws& piece);

/// Adds the draws in `bytes` behind those of `draws`, which has the same periods and stages; `influences` by draw. How many there were;
/// 0, and nothing added, if these are no such bytes.
std::int64_t append(SimulationDraws& draws, std::string_view bytes, std::size_t influences);

/// The draws in `bytes`; 0 if these are no such bytes.
[[nodiscard]] std::int64_t draws_in(std::string_view bytes, const SimulationDraws& like, std::size_t influences);

}  // namespace liandong
