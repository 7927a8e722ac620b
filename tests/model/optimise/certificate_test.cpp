#include "model/optimise/certificate.hpp"

#include <gtest/gtest.h>

#include "model/optimise/scaling.hpp"
#include "tests/model/optimise/small_problems.hpp"

namespace liandong::optimise {
namespace {

// x + y <= 1 and x + y >= 2 with x, y >= 0: y = (-1, 1) supports 2 - 1 = 1.
const LinearProgram contradiction = linear(2, {{1, 1}, {1, 1}}, {-infinity, 2}, {1, infinity}, {0, 0}, {0, 0}, {infinity, infinity});

TEST(Farkas, AProofHasNoViolation) {
  EXPECT_EQ(farkas_violation(contradiction, vector({-1, 1})), 0);
  EXPECT_EQ(farkas_violation(contradiction, vector({-1e-5, 1e-5})), 0);
}

TEST(Farkas, WhatProvesNothingIsInfinitelyWrong) {
  EXPECT_EQ(farkas_violation(contradiction, vector({0, 0})), infinity);
  EXPECT_EQ(farkas_violation(contradiction, vector({1, -1})), infinity);
  EXPECT_EQ(farkas_violation(contradiction, vector({-1, 0})), infinity);
  EXPECT_EQ(farkas_violation(contradiction, vector({-1})), infinity);
}

TEST(Farkas, WrongSignsCountRelativeToTheValue) {
  // z = -A'y = (-e, -e) presses on absent upper bounds; value 1 + 2e - ...; times 1 + largest side = 3.
  const double e = 1e-7;
  EXPECT_NEAR(farkas_violation(contradiction, vector({-1, 1 + e})), 3 * e, 1e-12);
}

TEST(Farkas, NoCertificateForAFeasibleProblem) {
  std::mt19937 random(5);
  for (int k = 0; k < 200; ++k) {
    const LinearProgram p = random_solvable(random, 1 + k % 4, 1 + k % 5);
    const Eigen::VectorXd y = Eigen::VectorXd::Random(p.rows());
    EXPECT_GT(farkas_violation(p, y), certificate_tolerance);
  }
}

TEST(Ray, MustFallAndStayFeasible) {
  const QuadraticProgram p{linear(2, {{1, -1}}, {-infinity}, {1}, {-1, 0}, {0, 0}, {infinity, infinity}), {}};
  EXPECT_EQ(ray_violation(p, vector({1, 1})), 0);
  EXPECT_EQ(ray_violation(p, vector({-1, -1})), infinity);
  EXPECT_GT(ray_violation(p, vector({1, 0})), 1);
  const QuadraticProgram curved = quadratic(p.linear, {{0, 0, 1.0}});
  EXPECT_GT(ray_violation(curved, vector({1, 1})), 1);
}

TEST(Scaling, LosesNothing) {
  // Powers of two: what is scaled and scaled back is the same number.
  const LinearProgram p = linear(3, {{1e6, 3, 0}, {0.1, 0, 1e-5}}, {1, -infinity}, {1, 7e4}, {1e3, 0.3, 5}, {0, 2, -infinity}, {0.7, 2, infinity});
  const ScaledForm form = scale({p, {}});
  ASSERT_EQ(form.columns, (std::vector<int>{0, 2}));
  for (Eigen::Index j = 0; j < 2; ++j)
    for (Eigen::SparseMatrix<double>::InnerIterator it(form.a, j); it; ++it) {
      EXPECT_EQ(it.value() / form.row_scale[it.row()] / form.column_scale[j], p.a.coeff(it.row(), form.columns[static_cast<std::size_t>(j)]));
      EXPECT_LE(std::abs(it.value()), 2.5);
    }
  EXPECT_EQ(form.upper[0] * form.column_scale[0] * form.primal_unit, 0.7);
}

}  // namespace
}  // namespace liandong::optimise
