#include "model/optimise/mps.hpp"

#include <gmock/gmock.h>
#include <unistd.h>
#include <zlib.h>

#include <fstream>
#include <random>
#include <sstream>

namespace liandong::optimise {
namespace {

using ::testing::ElementsAre;

constexpr std::string_view small = R"(* a comment
NAME          TINY
ROWS
 N  COST
 L  LIM1
 G  LIM2
 E  MYEQN
 N  OTHER
COLUMNS
    X         COST                 1   LIM1                 1
    X         LIM2                 1
    Y         COST                 2   LIM1                 1
    Y         MYEQN               -1   OTHER                5
    Z         COST                -1   MYEQN                1
RHS
    RHS       LIM1                 4   LIM2                 1
    RHS       MYEQN                7   COST               -10
RANGES
    RNG       LIM1               2.5   MYEQN               -3
BOUNDS
 UP BND       X                    4
 LO BND       Y                   -1
 UP BND       Y                    1
 FR BND       Z
ENDATA
)";

LinearProgram parsed(std::string_view text) {
  const Checked<QuadraticProgram> result = parse_mps(text, "t.mps");
  EXPECT_TRUE(result.ok()) << (result.issues().empty() ? "" : result.issues().front().sentence.en);
  return result.ok() ? result->linear : LinearProgram{};
}

std::vector<std::pair<std::string, int>> problems(std::string_view text) {
  std::vector<std::pair<std::string, int>> found;
  const Checked<QuadraticProgram> result = parse_mps(text, "t.mps");
  for (const Issue& issue : result.issues()) {
    EXPECT_EQ(issue.file, "t.mps");
    EXPECT_FALSE(issue.sentence.en.empty() || issue.sentence.zh.empty() || issue.mend.en.empty() || issue.mend.zh.empty());
    found.emplace_back(issue.code, issue.row);
  }
  return found;
}

std::string replaced(std::string_view text, std::string_view from, std::string_view to) {
  std::string result(text);
  const auto at = result.find(from);
  EXPECT_NE(at, std::string::npos);
  return result.replace(at, from.size(), to);
}

TEST(Mps, ReadsEverySectionOfASmallFile) {
  const LinearProgram lp = parsed(small);
  ASSERT_EQ(lp.rows(), 3);
  ASSERT_EQ(lp.columns(), 3);
  EXPECT_EQ(lp.name, "TINY");
  EXPECT_EQ(lp.objective_name, "COST");
  EXPECT_THAT(lp.row_names, ElementsAre("LIM1", "LIM2", "MYEQN"));
  EXPECT_EQ(Eigen::MatrixXd(lp.a), (Eigen::MatrixXd(3, 3) << 1, 1, 0, 1, 0, 0, 0, -1, 1).finished());
  EXPECT_EQ(lp.c, Eigen::Vector3d(1, 2, -1));
  EXPECT_EQ(lp.offset, 10);  // The objective's right-hand side is minus the constant.
  EXPECT_EQ(lp.row_lower, Eigen::Vector3d(1.5, 1, 4));
  EXPECT_EQ(lp.row_upper, Eigen::Vector3d(4, infinity, 7));
  EXPECT_EQ(lp.lower, Eigen::Vector3d(0, -1, -infinity));
  EXPECT_EQ(lp.upper, Eigen::Vector3d(4, 1, infinity));
}

TEST(Mps, LineEndingsTabsAndLeadingMarksMakeNoDifference) {
  const LinearProgram plain = parsed(small);
  std::string other = "\xef\xbb\xbf";
  for (const char ch : std::string(small)) other += ch == '\n' ? std::string("  \r\n") : std::string(1, ch);
  const LinearProgram windows = parsed(other);
  EXPECT_EQ(Eigen::MatrixXd(windows.a), Eigen::MatrixXd(plain.a));
  EXPECT_EQ(windows.row_lower, plain.row_lower);
  std::string tabs(small);
  for (std::size_t at; (at = tabs.find("  ")) != std::string::npos;) tabs.replace(at, 2, "\t");
  EXPECT_EQ(parsed(tabs).upper, plain.upper);
}

TEST(Mps, RangesFollowTheSignRules) {
  const auto sides = [](std::string type, std::string range) {
    const LinearProgram lp =
        parsed("NAME\nROWS\n N C\n " + type + " R\nCOLUMNS\n X R 1\nRHS\n RHS R 10\nRANGES\n RNG R " + range + "\nENDATA\n");
    return std::pair(lp.row_lower[0], lp.row_upper[0]);
  };
  EXPECT_EQ(sides("E", "3"), std::pair(10.0, 13.0));
  EXPECT_EQ(sides("E", "-3"), std::pair(7.0, 10.0));
  EXPECT_EQ(sides("L", "3"), std::pair(7.0, 10.0));
  EXPECT_EQ(sides("L", "-3"), std::pair(7.0, 10.0));
  EXPECT_EQ(sides("G", "3"), std::pair(10.0, 13.0));
  EXPECT_EQ(sides("G", "-3"), std::pair(10.0, 13.0));
  EXPECT_EQ(sides("E", "0"), std::pair(10.0, 10.0));
}

TEST(Mps, BoundsOfEveryType) {
  const auto bounds = [](std::string lines) {
    const LinearProgram lp = parsed("NAME\nROWS\n N C\nCOLUMNS\n X C 1\nBOUNDS\n" + lines + "ENDATA\n");
    return std::tuple(lp.lower[0], lp.upper[0], !lp.integer.empty() && lp.integer[0]);
  };
  EXPECT_EQ(bounds(" UP B X 3\n"), std::tuple(0.0, 3.0, false));
  EXPECT_EQ(bounds(" up B X 3\n"), std::tuple(0.0, 3.0, false));
  EXPECT_EQ(bounds(" UP X 3\n"), std::tuple(0.0, 3.0, false));
  EXPECT_EQ(bounds(" UP B X 1e30\n"), std::tuple(0.0, infinity, false));
  EXPECT_EQ(bounds(" LO B X -3.5\n"), std::tuple(-3.5, infinity, false));
  EXPECT_EQ(bounds(" FX B X 2\n"), std::tuple(2.0, 2.0, false));
  EXPECT_EQ(bounds(" FR B X\n"), std::tuple(-infinity, infinity, false));
  EXPECT_EQ(bounds(" FR X\n"), std::tuple(-infinity, infinity, false));
  EXPECT_EQ(bounds(" FR B X 0\n"), std::tuple(-infinity, infinity, false));
  EXPECT_EQ(bounds(" MI B X\n UP B X 4\n"), std::tuple(-infinity, 4.0, false));
  EXPECT_EQ(bounds(" UP B X 4\n PL B X\n"), std::tuple(0.0, infinity, false));
  EXPECT_EQ(bounds(" BV B X\n"), std::tuple(0.0, 1.0, true));
  EXPECT_EQ(bounds(" LI B X 2\n UI B X 9\n"), std::tuple(2.0, 9.0, true));
  EXPECT_EQ(bounds(" UP B X -2\n"), std::tuple(-infinity, -2.0, false));
  EXPECT_THAT(problems("NAME\nROWS\n N C\nCOLUMNS\n X C 1\nBOUNDS\n UP B X -2\nENDATA\n"), ElementsAre(std::pair("negative-upper-bound", 7)));
  EXPECT_THAT(problems("NAME\nROWS\n N C\nCOLUMNS\n X C 1\nBOUNDS\n LO B X 0\n UP B X -2\nENDATA\n"), ElementsAre(std::pair("empty-bounds", 8)));
  EXPECT_THAT(problems("NAME\nROWS\n N C\nCOLUMNS\n X C 1\nBOUNDS\n SC B X 3\n XX B X 3\nENDATA\n"),
              ElementsAre(std::pair("unsupported-bound", 7), std::pair("bad-bound-type", 8)));
}

TEST(Mps, MaximisationIsNegatedAndRemembered) {
  for (const std::string sense : {"OBJSENSE\n    MAX\n", "OBJSENSE MAXIMIZE\n"}) {
    const LinearProgram lp = parsed(replaced(small, "ROWS\n", sense + "ROWS\n"));
    EXPECT_TRUE(lp.maximise);
    EXPECT_EQ(lp.c, Eigen::Vector3d(-1, -2, 1));
    EXPECT_EQ(lp.offset, -10);
  }
  EXPECT_FALSE(parsed(replaced(small, "ROWS\n", "OBJSENSE\n MIN\nROWS\n")).maximise);
  EXPECT_THAT(problems(replaced(small, "ROWS\n", "OBJSENSE\n UP\nROWS\n")), ::testing::Contains(std::pair("bad-sense", 4)));
}

TEST(Mps, IntegersStandBetweenMarkers) {
  const LinearProgram lp = parsed(R"(NAME
ROWS
 N C
COLUMNS
 A C 1
 M1 'MARKER' 'INTORG'
 B C 1
 M2 'MARKER' 'INTEND'
 D C 1
ENDATA)");
  EXPECT_THAT(lp.integer, ElementsAre(false, true, false));
}

// Blanks inside names: columns 5-12 and 15-22 hold the names, as in Netlib's forplan.
TEST(Mps, NamesWithBlanksAreReadByColumns) {
  const LinearProgram lp = parsed(R"(NAME          BLANKS
ROWS
 N  THE COST
 L  A ROW
COLUMNS
    ONE COL   THE COST           1.5   A ROW                2
    TWO       A ROW                3
RHS
    RHS       A ROW               12
BOUNDS
 UP BND       ONE COL              4
ENDATA
)");
  EXPECT_THAT(lp.column_names, ElementsAre("ONE COL", "TWO"));
  EXPECT_THAT(lp.row_names, ElementsAre("A ROW"));
  EXPECT_EQ(Eigen::MatrixXd(lp.a), (Eigen::MatrixXd(1, 2) << 2, 3).finished());
  EXPECT_EQ(lp.c[0], 1.5);
  EXPECT_EQ(lp.row_upper[0], 12);
  EXPECT_EQ(lp.upper[0], 4);
}

TEST(Mps, AStrayBlankInAFreeFileIsAMistakeNotANewLayout) {
  EXPECT_THAT(problems("NAME x FREE\nROWS\n N C\n L A B\nCOLUMNS\n long_column_name_1 C 1\nENDATA\n"), ElementsAre(std::pair("malformed-line", 4)));
  EXPECT_THAT(problems("NAME\nROWS\n N C\n L  A B\nCOLUMNS\n long_column_name_1 C 1\nENDATA\n"), ElementsAre(std::pair("malformed-line", 4)));
}

TEST(Mps, QuadraticSections) {
  const std::string head = "NAME\nROWS\n N C\nCOLUMNS\n X C 1\n Y C 1\n";
  const Eigen::MatrixXd wanted = (Eigen::MatrixXd(2, 2) << 4, 0, 1, 2).finished();
  for (const std::string section : {"QUADOBJ\n X X 4\n X Y 1\n Y Y 2\n", "QUADOBJ\n X X 4 Y 1\n Y Y 2\n", "QMATRIX\n X X 4\n X Y 1\n Y X 1\n Y Y 2\n", "QSECTION C\n X X 4\n Y X 1\n Y Y 2\n"}) {
    const auto result = parse_mps(head + section + "ENDATA\n", "q.qps");
    ASSERT_TRUE(result.ok()) << section;
    EXPECT_EQ(Eigen::MatrixXd(result->q), wanted) << section;
  }
  EXPECT_EQ(parse_mps(head + "ENDATA\n", "q.qps")->q.nonZeros(), 0);
  EXPECT_THAT(problems(head + "QMATRIX\n X Y 1\nENDATA\n"), ElementsAre(std::pair("unsymmetric-quadratic", 8)));
  EXPECT_THAT(problems(head + "QUADOBJ\n X Y 1\n Y X 1\nENDATA\n"), ElementsAre(std::pair("duplicate-entry", 9)));
}

TEST(Mps, EveryMistakeIsReportedWithItsLine) {
  EXPECT_THAT(problems(R"(NAME
ROWS
 N C
 L R1
 L R1
 Q R2
COLUMNS
 X C 1 R1 2x
 X R9 3
 Y C 1 C 2
 X C 5
 Z C
RHS
 RHS R1 1 R1 2
BOUNDS
 UP B W 3
SOS1
 S1 S2 S3
ENDATA)"),
              ElementsAre(std::pair("duplicate-row", 5), std::pair("bad-row-type", 6), std::pair("bad-number", 8), std::pair("unknown-row", 9),
                          std::pair("duplicate-entry", 10), std::pair("split-column", 11), std::pair("malformed-line", 12), std::pair("duplicate-entry", 14),
                          std::pair("unknown-column", 16), std::pair("unsupported-section", 17)));
  const Checked<QuadraticProgram> result = parse_mps("NAME\nROWS\n N C\nCOLUMNS\n X C 1 R1 2\nENDATA\n", "t.mps");
  ASSERT_EQ(result.issues().size(), 1u);
  EXPECT_EQ(result.issues()[0].column, 8);
  EXPECT_THAT(problems(""), ElementsAre(std::pair("no-end", 0), std::pair("no-rows", 0)));
  EXPECT_THAT(problems("NAME\nROWS\n N C\n"), ElementsAre(std::pair("no-end", 3)));
}

TEST(Mps, ManyMistakesAreCountedNotListed) {
  std::string text = "NAME\nROWS\n N C\nCOLUMNS\n";
  for (int i = 0; i < 1000; ++i) text += " X R" + std::to_string(i) + " 1\n";
  const Checked<QuadraticProgram> result = parse_mps(text + "ENDATA\n", "t.mps");
  ASSERT_EQ(result.issues().size(), 101u);
  EXPECT_NE(result.issues().back().sentence.en.find("900"), std::string::npos);
}

TEST(Mps, NumbersInEveryDress) {
  const auto coefficient = [](std::string number) { return parsed("NAME\nROWS\n N C\nCOLUMNS\n X C " + number + "\nENDATA\n").c[0]; };
  EXPECT_EQ(coefficient("1."), 1);
  EXPECT_EQ(coefficient("+.5"), 0.5);
  EXPECT_EQ(coefficient("-1.25E+02"), -125);
  EXPECT_EQ(coefficient("1.5D3"), 1500);
  EXPECT_EQ(coefficient("1e-400"), 0);
  for (const std::string wrong : {"1,5", "nan", "0x10", "--1", "+-1", "1e", "e5", "."})
    EXPECT_THAT(problems("NAME\nROWS\n N C\nCOLUMNS\n X C " + wrong + "\nENDATA\n"), ElementsAre(std::pair("bad-number", 5))) << wrong;
  EXPECT_THAT(problems("NAME\nROWS\n N C\nCOLUMNS\n X C 1e400\nENDATA\n"), ElementsAre(std::pair("infinite-coefficient", 5)));
}

TEST(Mps, ReadsCompressedFilesAndRefusesDamagedOnes) {
  const auto path = std::filesystem::temp_directory_path() / ("liandong_mps_test_" + std::to_string(::getpid()) + ".mps.gz");
  const gzFile out = gzopen(path.c_str(), "wb");
  gzwrite(out, small.data(), static_cast<unsigned>(small.size()));
  gzclose(out);
  EXPECT_TRUE(read_mps(path).ok());
  std::filesystem::resize_file(path, std::filesystem::file_size(path) - 12);
  ASSERT_FALSE(read_mps(path).ok());
  EXPECT_EQ(read_mps(path).issues()[0].code, "damaged-archive");
  std::filesystem::remove(path);
  EXPECT_EQ(read_mps(path).issues()[0].code, "unreadable-file");
  EXPECT_EQ(read_mps(std::filesystem::temp_directory_path()).issues()[0].code, "unreadable-file");
}

LinearProgram random_program(std::mt19937& random) {
  const auto uniform = [&](int low, int high) { return std::uniform_int_distribution(low, high)(random); };
  const auto number = [&] { return std::ldexp(std::uniform_real_distribution(-1.0, 1.0)(random), uniform(-30, 30)); };
  LinearProgram lp;
  const int m = uniform(0, 6), n = uniform(1, 8);
  std::vector<Eigen::Triplet<double>> entries;
  for (int i = 0; i < m; ++i)
    for (int j = 0; j < n; ++j)
      if (uniform(0, 2) == 0) entries.emplace_back(i, j, number());
  lp.a.resize(m, n);
  lp.a.setFromTriplets(entries.begin(), entries.end());
  const auto interval = [&](double& low, double& high) {
    const int kind = uniform(0, 5);
    low = number();
    high = low + std::abs(number());
    if (kind == 0) high = low;
    if (kind == 1 || kind == 2) low = -infinity;
    if (kind == 1 || kind == 3) high = infinity;
  };
  lp.c.resize(n);
  lp.lower.resize(n);
  lp.upper.resize(n);
  lp.row_lower.resize(m);
  lp.row_upper.resize(m);
  for (int j = 0; j < n; ++j) {
    lp.c[j] = uniform(0, 3) == 0 ? 0 : number();
    interval(lp.lower[j], lp.upper[j]);
    lp.integer.push_back(uniform(0, 2) == 0);
    lp.column_names.push_back("col" + std::to_string(j));
  }
  for (int i = 0; i < m; ++i) {
    interval(lp.row_lower[i], lp.row_upper[i]);
    lp.row_names.push_back("row" + std::to_string(i));
  }
  if (std::find(lp.integer.begin(), lp.integer.end(), true) == lp.integer.end()) lp.integer.clear();
  lp.name = "random";
  lp.objective_name = "obj";
  return lp;
}

std::string written(const LinearProgram& lp) {
  std::ostringstream out;
  write_mps(out, lp);
  return out.str();
}

TEST(MpsWriter, RoundTripIsExact) {
  std::mt19937 random(11);
  for (int trial = 0; trial < 500; ++trial) {
    const LinearProgram lp = random_program(random), back = parsed(written(lp));
    ASSERT_EQ(Eigen::MatrixXd(back.a), Eigen::MatrixXd(lp.a));
    ASSERT_EQ(back.c, lp.c);
    ASSERT_EQ(back.lower, lp.lower);
    ASSERT_EQ(back.upper, lp.upper);
    ASSERT_EQ(back.integer, lp.integer);
    ASSERT_EQ(back.row_names, lp.row_names);
    ASSERT_EQ(back.column_names, lp.column_names);
    ASSERT_EQ(back.name, lp.name);
    ASSERT_EQ(back.objective_name, lp.objective_name);
    // A range that no double reaches exactly may move its other side by a rounding.
    for (int i = 0; i < lp.rows(); ++i) {
      const double slack = 3e-16 * std::max(1.0, std::abs(lp.row_upper[i] - lp.row_lower[i]));
      ASSERT_TRUE(back.row_lower[i] == lp.row_lower[i] || std::abs(back.row_lower[i] - lp.row_lower[i]) <= slack);
      ASSERT_TRUE(back.row_upper[i] == lp.row_upper[i] || std::abs(back.row_upper[i] - lp.row_upper[i]) <= slack);
    }
  }
}

TEST(MpsWriter, TheConstantIsAColumnFixedAtOne) {
  LinearProgram lp = parsed(small);
  const LinearProgram back = parsed(written(lp));
  ASSERT_EQ(back.columns(), 4);
  EXPECT_EQ(back.column_names[3], "CONSTANT");
  EXPECT_EQ(back.c[3], 10);
  EXPECT_EQ(back.lower[3], 1);
  EXPECT_EQ(back.upper[3], 1);
  EXPECT_EQ(back.offset, 0);
}

TEST(MpsWriter, NamesThatOthersCannotReadAreReplaced) {
  LinearProgram lp = parsed(small);
  lp.column_names = {"a b", "C1", "C1"};
  lp.row_names = {"", std::string(300, 'x'), "COST"};
  const LinearProgram back = parsed(written(lp));
  EXPECT_THAT(back.column_names, ElementsAre("C1_", "C1", "C3", "CONSTANT"));
  EXPECT_THAT(back.row_names, ElementsAre("R1", "R2", "R3"));
}

}  // namespace
}  // namespace liandong::optimise
