#include "scenarios/correlation.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace liandong {
namespace {

SquareMatrix three(double ab, double ac, double bc) {
  SquareMatrix m = SquareMatrix::identity(3);
  m(0, 1) = m(1, 0) = ab;
  m(0, 2) = m(2, 0) = ac;
  m(1, 2) = m(2, 1) = bc;
  return m;
}

TEST(Correlation, LeavesPossibleOnesAsTheyAre) {
  const SquareMatrix given = three(0.5, -0.2, 0.3);
  CorrelationRepair repair;
  EXPECT_EQ(nearest_correlation(given, &repair), given);
  EXPECT_FALSE(repair.needed);
}

/// Higham's example (2002, section 4): the nearest to [1 1 0; 1 1 1; 0 1 1] is [1 0.7607 0.1573; . 1 0.7607; . . 1].
TEST(Correlation, RepairsImpossibleOnes) {
  CorrelationRepair repair;
  const SquareMatrix near = nearest_correlation(three(1, 0, 1), &repair);
  EXPECT_TRUE(repair.needed);
  EXPECT_NEAR(repair.lowest_eigenvalue, 1 - std::sqrt(2.0), 1e-12);
  EXPECT_NEAR(near(0, 1), 0.7607, 5e-5);
  EXPECT_NEAR(near(0, 2), 0.1573, 5e-5);
  EXPECT_NEAR(near(1, 2), 0.7607, 5e-5);
  EXPECT_NEAR(repair.largest_change, 0.2393, 5e-5);
}

TEST(Correlation, TriangularRootGivesTheMatrixBack) {
  for (const SquareMatrix& m : {three(0.5, -0.2, 0.3), three(1, 0.4, 0.4), nearest_correlation(three(1, 0, 1)), three(1, 1, 1)}) {
    const SquareMatrix root = triangular_root(m);
    for (std::size_t i = 0; i < 3; ++i)
      for (std::size_t j = 0; j < 3; ++j) {
        double sum = 0;
        for (std::size_t k = 0; k < 3; ++k) sum += root(i, k) * root(j, k);
        EXPECT_NEAR(sum, m(i, j), 1e-4) << i << j;
      }
  }
}

}  // namespace
}  // namespace liandong
