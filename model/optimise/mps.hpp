#pragma once

#include <filesystem>
#include <iosfwd>
#include <string>
#include <string_view>

#include "model/core/issue.hpp"
#include "model/optimise/linear_program.hpp"

namespace liandong::optimise {

/// Reads free or fixed MPS and QPS (gzip-compressed files too). Issues carry the line. `q` is empty for a linear programme.
[[nodiscard]] Checked<QuadraticProgram> read_mps(const std::filesystem::path& file);
[[nodiscard]] Checked<QuadraticProgram> parse_mps(std::string_view text, const std::string& file_name);

/// Writes free MPS that common solvers read alike (names without blanks; the constant as a fixed column; full precision).
void write_mps(std::ostream& out, const LinearProgram& problem);

}  // namespace liandong::optimise
