#include "model/planning/simplest_vertex.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace liandong {
namespace {

constexpr double zero_price = 1e-8;  ///< 万元 per 万元: below it, a reduced cost is none.
constexpr double floor_share = 0.02;
constexpr int rounds = 2;

/// (1): 1 / (floor + share), the mean of the share in the class and in the group.
Eigen::VectorXd source_weights(const MoneyProgram& program, const Eigen::VectorXd& x) {
  std::map<int, double> class_spend;
  std::map<std::pair<int, SourceId>, double> class_paid;
  const auto class_of = [&](const MoneyGroup& group) { return program.model().cells()[static_cast<std::size_t>(group.cell)].spend_class; };
  for (const MoneyGroup& group : program.groups()) {
    if (group.spend <= 0) continue;
    class_spend[class_of(group)] += group.spend;
    for (const GroupColumn& column : group.columns) class_paid[{class_of(group), column.source}] += x[column.column];
  }
  Eigen::VectorXd weights = Eigen::VectorXd::Zero(x.size());
  for (const MoneyGroup& group : program.groups()) {
    if (group.spend <= 0) continue;
    const auto weight = [&](double paid, double of_class) {
      const double share = 0.5 * (paid / group.spend + of_class);
      return floor_share / (floor_share + std::clamp(share, 0.0, 1.0));
    };
    for (const GroupColumn& column : group.columns)
      weights[column.column] = weight(x[column.column], class_paid.at({class_of(group), column.source}) / class_spend.at(class_of(group)));
    weights[group.gap_column] = weight(x[group.gap_column], 0);
  }
  return weights;
}

}  // namespace

Eigen::VectorXd simplest_vertex(const MoneyProgram& program, const optimise::Solution& optimum) {
  if (!optimum.basis) return optimum.x;
  optimise::LinearProgram face = program.lp();
  for (Eigen::Index j = 0; j < face.columns(); ++j)
    if (std::abs(optimum.z[j]) > zero_price) face.lower[j] = face.upper[j] = optimum.z[j] > 0 ? face.lower[j] : face.upper[j];
  for (Eigen::Index i = 0; i < face.rows(); ++i)
    if (std::abs(optimum.y[i]) > zero_price) {
      const double side = optimum.y[i] > 0 ? face.row_lower[i] : face.row_upper[i];
      face.row_lower[i] = face.row_upper[i] = side;
    }
  Eigen::VectorXd x = optimum.x;
  optimise::Basis basis = *optimum.basis;
  for (int round = 0; round < rounds; ++round) {
    face.c = source_weights(program, x);
    const optimise::Solution next = optimise::solve_from(face, basis, {.tolerance = 1e-9, .vertex = true});
    if (next.status != optimise::SolveStatus::optimal || !next.basis) break;
    x = next.x;
    basis = *next.basis;
  }
  const double worse = program.lp().c.dot(x) - optimum.objective;
  return worse <= 1e-7 * (1 + std::abs(optimum.objective)) ? x : optimum.x;
}

}  // namespace liandong
