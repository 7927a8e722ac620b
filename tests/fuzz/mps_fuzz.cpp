#include <cstdint>
#include <cstdlib>
#include <sstream>
#include <string_view>

#include "model/optimise/mps.hpp"

// Reading must end without a crash whatever the bytes; what was read must be writable, and readable again in the same shape.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace liandong::optimise;
  const auto first = parse_mps({reinterpret_cast<const char*>(data), size}, "fuzz.mps");
  if (!first.ok()) {
    if (!liandong::has_errors(first.issues())) std::abort();
    return 0;
  }
  const LinearProgram& problem = first->linear;
  std::ostringstream out;
  write_mps(out, problem);
  const auto second = parse_mps(out.str(), "again.mps");
  if (!second.ok()) std::abort();
  if (second->linear.rows() != problem.rows() || second->linear.columns() != problem.columns() + (problem.offset != 0)) std::abort();
  if (second->linear.a.nonZeros() != problem.a.nonZeros()) std::abort();
  return 0;
}
