#include <algorithm>
#include <cmath>

#include "model/optimise/double_double.hpp"
#include "model/optimise/presolve.hpp"

namespace liandong::optimise {
namespace {

using Eigen::Index;
using Eigen::VectorXd;

/// Reduced cost of column j with the multipliers known so far. Quadratic columns take part through `bend` = Qx.
double reduced_cost(const LinearProgram& p, const VectorXd& bend, const VectorXd& y, int j) {
  DoubleDouble sum;
  sum.add(p.c[j]);
  sum.add(bend[j]);
  for (Eigen::SparseMatrix<double>::InnerIterator it(p.a, j); it; ++it) sum.add_product(-it.value(), y[it.row()]);
  return sum.value();
}

/// (P4): the multiplier of a forcing row that turns every fixed column's reduced cost to the side of its bound.
double forcing_multiplier(const ReductionRecord& record, const LinearProgram& p, const VectorXd& bend, const VectorXd& y) {
  double multiplier = 0;
  for (const auto& [j, a] : record.entries) {
    const double ratio = reduced_cost(p, bend, y, j) / a;
    multiplier = record.at_most ? std::max(multiplier, ratio) : std::min(multiplier, ratio);
  }
  return multiplier;
}

}  // namespace

void postsolve(const QuadraticProgram& problem, const Presolved& presolved, VectorXd& x, VectorXd& y) {
  const LinearProgram& p = problem.linear;
  VectorXd full_x = VectorXd::Zero(p.columns()), full_y = VectorXd::Zero(p.rows());
  full_x(presolved.columns) = x;
  full_y(presolved.rows) = y;
  // Multipliers fixed by a cost come first: every later reduced cost has them in its c.
  for (const ReductionRecord& record : presolved.stack)
    if (record.kind == Reduction::free_singleton) full_y[record.row] = record.multiplier;
  VectorXd bend = VectorXd::Zero(p.columns());
  if (problem.q.nonZeros() > 0) bend = problem.q.selfadjointView<Eigen::Lower>() * full_x;
  for (auto record = presolved.stack.rbegin(); record != presolved.stack.rend(); ++record) {
    switch (record->kind) {
      case Reduction::empty_row:
      case Reduction::redundant_row: break;
      case Reduction::singleton_row: {  // (P2): a reduced cost that presses on the row's bound belongs to the row.
        const double z = reduced_cost(p, bend, full_y, record->column);
        if ((z > 0 && record->lower_moved) || (z < 0 && record->upper_moved)) full_y[record->row] = z / record->value;
        break;
      }
      case Reduction::forcing_row: full_y[record->row] = forcing_multiplier(*record, p, bend, full_y); break;
      case Reduction::duplicate_row: {  // (P5)
        double& kept = full_y[record->other_row];
        if ((kept > 0 && record->lower_moved) || (kept < 0 && record->upper_moved)) {
          full_y[record->row] = kept / record->value;
          kept = 0;
        }
        break;
      }
      case Reduction::fixed_column:
      case Reduction::empty_column:
      case Reduction::dominated_column: full_x[record->column] = record->value; break;
      case Reduction::free_singleton: {  // (P9)
        DoubleDouble rest;
        rest.add(record->side);
        for (const auto& [j, a] : record->entries)
          if (j != record->column) rest.add_product(-a, full_x[j]);
        full_x[record->column] = rest.value() / record->value;
        break;
      }
    }
  }
  x = full_x.cwiseMax(p.lower).cwiseMin(p.upper);
  y = std::move(full_y);
}

}  // namespace liandong::optimise
