#include "model/optimise/mps_builder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace liandong::optimise {

// docs/maths/mps.md (1): the sides of a row from its type, right-hand side and range.
void MpsBuilder::set_sides(LinearProgram& problem, MpsIssues& issues) const {
  problem.row_lower.resize(rows);
  problem.row_upper.resize(rows);
  for (std::size_t r = 0; r < kinds.size(); ++r) {
    const int i = number[r];
    if (i < 0) continue;
    const double side = std::isnan(rhs[r]) ? 0.0 : rhs[r];
    const bool ranged = !std::isnan(range[r]);
    double low = side, high = side;
    switch (kinds[r]) {
      case RowKind::less: low = ranged ? side - std::abs(range[r]) : -infinity; break;
      case RowKind::greater: high = ranged ? side + std::abs(range[r]) : infinity; break;
      default:
        if (ranged) (range[r] < 0 ? low : high) += range[r];
    }
    if (std::isnan(low) || std::isnan(high) || low == infinity || high == -infinity)
      issues.error("infinite-side", 0, 0, "value",
                   {fmt::format("The sides of row \"{}\" are infinite the wrong way.", shown(row_table.names()[r])),
                    fmt::format("行“{}”的右端项无穷大，方向不对，无法满足。", shown(row_table.names()[r]))},
                   {"Give the row a finite right-hand side, or remove it.", "请填写有限的右端项，或删去该行。"});
    problem.row_lower[i] = low;
    problem.row_upper[i] = high;
  }
}

void MpsBuilder::set_bounds(LinearProgram& problem, MpsIssues& issues) const {
  const auto n = static_cast<Eigen::Index>(bounds.size());
  problem.lower.resize(n);
  problem.upper.resize(n);
  problem.integer.assign(bounds.size(), false);
  bool any_integer = false;
  for (std::size_t j = 0; j < bounds.size(); ++j) {
    const Bounds& bound = bounds[j];
    const std::string_view column = column_table.names()[j];
    double low = bound.lower;
    if (bound.upper_stated && bound.upper < 0 && !bound.lower_stated) {
      low = -infinity;
      issues.warning("negative-upper-bound", bound.line, 0, "value",
                     {fmt::format("Column \"{}\" has the upper bound {} and no lower bound; it is read as unbounded below.", shown(column), bound.upper),
                      fmt::format("列“{}”的上界为 {}，未给下界，按无下界读取。", shown(column), bound.upper)},
                     {"State the lower bound with an LO or MI line.", "请用 LO 或 MI 行写明下界。"});
    }
    if (low > bound.upper || low == infinity || bound.upper == -infinity)
      issues.error("empty-bounds", bound.line, 0, "value",
                   {fmt::format("The bounds of column \"{}\", from {} to {}, leave no value.", shown(column), low, bound.upper),
                    fmt::format("列“{}”的界限从 {} 到 {}，没有可取的值。", shown(column), low, bound.upper)},
                   {"Correct one of the two bounds.", "请更正其中一个界限。"});
    problem.lower[static_cast<Eigen::Index>(j)] = low;
    problem.upper[static_cast<Eigen::Index>(j)] = bound.upper;
    problem.integer[j] = bound.integer;
    any_integer = any_integer || bound.integer;
  }
  if (!any_integer) problem.integer.clear();
}

Eigen::SparseMatrix<double> MpsBuilder::quadratic_matrix(MpsIssues& issues) {
  const auto key = [](const QuadraticEntry& entry) { return std::pair(std::min(entry.row, entry.column), std::max(entry.row, entry.column)); };
  std::stable_sort(quadratic.begin(), quadratic.end(), [&](const auto& a, const auto& b) { return key(a) < key(b); });
  std::vector<Eigen::Triplet<double>> lower;
  for (std::size_t i = 0; i < quadratic.size();) {
    std::size_t end = i + 1;
    while (end < quadratic.size() && key(quadratic[end]) == key(quadratic[i])) ++end;
    const auto [first, second] = key(quadratic[i]);
    const bool pair_wanted = full_quadratic && first != second;
    const bool pair_good = pair_wanted && end - i == 2 && quadratic[i].row != quadratic[i + 1].row && quadratic[i].value == quadratic[i + 1].value;
    if (pair_wanted ? !pair_good : end - i != 1) {
      const std::string a = shown(column_table.names()[static_cast<std::size_t>(first)]);
      const std::string b = shown(column_table.names()[static_cast<std::size_t>(second)]);
      if (pair_wanted)
        issues.error("unsymmetric-quadratic", quadratic[i].line, 0, "value",
                     {fmt::format("QMATRIX must give the entries of \"{}\" and \"{}\" in both orders with the same value.", a, b),
                      fmt::format("QMATRIX 中“{}”与“{}”的系数应按两种次序各给一次，且数值相同。", a, b)},
                     {"Give both entries, or use QUADOBJ for one triangle.", "请补全另一次序的系数，或改用只给一个三角的 QUADOBJ。"});
      else
        issues.error("duplicate-entry", quadratic[end - 1].line, 0, "value",
                     {fmt::format("The quadratic entry of \"{}\" and \"{}\" is given twice.", a, b), fmt::format("“{}”与“{}”的二次项系数重复。", a, b)},
                     {"Keep one of them; QUADOBJ takes each pair once, in either order.", "只保留一个；QUADOBJ 中每对变量只给一次，次序不限。"});
    }
    if (quadratic[i].value != 0) lower.emplace_back(second, first, maximise ? -quadratic[i].value : quadratic[i].value);
    i = end;
  }
  Eigen::SparseMatrix<double> q;
  if (lower.empty()) return q;
  q.resize(column_table.size(), column_table.size());
  q.setFromTriplets(lower.begin(), lower.end());
  q.makeCompressed();
  return q;
}

QuadraticProgram MpsBuilder::finish(MpsIssues& issues) {
  QuadraticProgram result;
  LinearProgram& problem = result.linear;
  const auto strings = [](const std::vector<std::string_view>& views) { return std::vector<std::string>(views.begin(), views.end()); };
  problem.name = name;
  problem.objective_name = objective_name;
  problem.maximise = maximise;
  const double sign = maximise ? -1 : 1;

  std::vector<std::string_view> kept_rows;
  for (std::size_t r = 0; r < kinds.size(); ++r)
    if (number[r] >= 0) kept_rows.push_back(row_table.names()[r]);
  problem.row_names = strings(kept_rows);
  problem.column_names = strings(column_table.names());

  const auto n = static_cast<Eigen::Index>(cost.size());
  problem.c.resize(n);
  for (Eigen::Index j = 0; j < n; ++j) problem.c[j] = cost[static_cast<std::size_t>(j)] == 0 ? 0.0 : sign * cost[static_cast<std::size_t>(j)];
  problem.offset = constant == 0 ? 0.0 : -sign * constant;
  set_sides(problem, issues);
  set_bounds(problem, issues);
  if (issues.has_errors()) return result;

  std::vector<std::pair<int, double>> column;
  for (std::size_t j = 0; j + 1 < start.size(); ++j) {
    const auto begin = start[j], end = start[j + 1];
    if (std::is_sorted(index.begin() + begin, index.begin() + end)) continue;
    column.clear();
    for (int k = begin; k < end; ++k) column.emplace_back(index[static_cast<std::size_t>(k)], value[static_cast<std::size_t>(k)]);
    std::sort(column.begin(), column.end());
    for (int k = begin; k < end; ++k)
      std::tie(index[static_cast<std::size_t>(k)], value[static_cast<std::size_t>(k)]) = column[static_cast<std::size_t>(k - begin)];
  }
  problem.a.resize(rows, n);
  problem.a.resizeNonZeros(static_cast<Eigen::Index>(index.size()));
  std::copy(start.begin(), start.end(), problem.a.outerIndexPtr());
  std::copy(index.begin(), index.end(), problem.a.innerIndexPtr());
  std::copy(value.begin(), value.end(), problem.a.valuePtr());
  result.q = quadratic_matrix(issues);
  return result;
}

}  // namespace liandong::optimise
