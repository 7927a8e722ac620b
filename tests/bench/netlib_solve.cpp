// Solves every MPS file given and prints one line per problem: name, status, objective, residuals, iterations, seconds.
#include <chrono>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include "model/optimise/mps.hpp"
#include "model/optimise/solve.hpp"

namespace {

const char* name_of(liandong::optimise::SolveStatus status) {
  using enum liandong::optimise::SolveStatus;
  switch (status) {
    case optimal: return "optimal";
    case infeasible: return "infeasible";
    case unbounded: return "unbounded";
    case limit: return "limit";
    case cancelled: return "cancelled";
    case numerical: return "numerical";
  }
  return "?";
}

}  // namespace

int main(int count, char** arguments) {
  using namespace liandong::optimise;
  SolveOptions options;
  for (int k = 1; k < count; ++k) {
    if (!std::strcmp(arguments[k], "--no-presolve")) {
      options.presolve = false;
      continue;
    }
    if (!std::strncmp(arguments[k], "--time=", 7)) {
      options.time_limit = std::atof(arguments[k] + 7);
      continue;
    }
    if (!std::strcmp(arguments[k], "--vertex")) {
      options.vertex = true;
      continue;
    }
    const std::filesystem::path file = arguments[k];
    const auto problem = read_mps(file);
    std::string name = file.filename().string();
    name = name.substr(0, name.find('.'));
    if (!problem) {
      std::printf("%-10s unreadable: %s\n", name.c_str(), problem.issues().front().sentence.en.c_str());
      continue;
    }
    const auto begin = std::chrono::steady_clock::now();
    const Solution s = problem->q.nonZeros() ? solve(*problem, options) : solve(problem->linear, options);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    std::printf("%-10s %6ld %6ld %-10s %.12e p %.1e d %.1e g %.1e cert %.1e it %3d sec %.2f\n", name.c_str(), static_cast<long>(problem->linear.rows()),
                static_cast<long>(problem->linear.columns()), name_of(s.status), s.objective, s.kkt.primal_residual, s.kkt.dual_residual, s.kkt.gap,
                s.certificate_violation, s.iterations, seconds);
    std::fflush(stdout);
  }
}
