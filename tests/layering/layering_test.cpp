#include "tests/layering/layering.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace liandong::layering {
namespace {

namespace fs = std::filesystem;

std::string text(const std::vector<Breach>& breaches) {
  std::string lines;
  for (const Breach& breach : breaches)
    lines += breach.file + ":" + std::to_string(breach.line) + ": " + breach.rule + ": " + breach.detail + "\n";
  return lines;
}

/// A repository of a few files that is gone after the test.
class Layering : public testing::Test {
 protected:
  Layering()
      : root_(fs::path(testing::TempDir()) /
              ("liandong-layering-" + std::string(testing::UnitTest::GetInstance()->current_test_info()->name()))) {
    fs::remove_all(root_);
    write("model/core/money.hpp", "#pragma once\n");
    write("model/planning/plan.hpp", "#pragma once\n#include \"model/core/money.hpp\"\n");
    write("model/planning/settings.hpp", "#pragma once\n");
    write("model/io/read.hpp", "#pragma once\n#include \"model/planning/plan.hpp\"\n");
    write("scenarios/compare.hpp", "#pragma once\n#include \"model/planning/plan.hpp\"\n");
  }
  ~Layering() override { fs::remove_all(root_); }

  void write(const std::string& file, const std::string& content) const {
    fs::create_directories((root_ / file).parent_path());
    std::ofstream(root_ / file) << content;
  }
  [[nodiscard]] std::string breaches() const { return text(find_breaches(root_)); }

 private:
  fs::path root_;
};

TEST(Repository, KeepsTheArrowsBetweenItsRooms) { EXPECT_EQ(text(find_breaches(LIANDONG_SOURCE_DIR)), ""); }

TEST(Repository, IsReallyRead) { EXPECT_TRUE(fs::exists(fs::path(LIANDONG_SOURCE_DIR) / "model/core/money.hpp")); }

TEST_F(Layering, AGoodRepositoryHasNoBreach) { EXPECT_EQ(breaches(), ""); }

TEST_F(Layering, CoreSeesNobody) {
  write("model/core/bad.cpp", "\n  #  include \"model/planning/plan.hpp\"  // why not\n");
  EXPECT_EQ(breaches(), "model/core/bad.cpp:2: arrow: model/planning/plan.hpp\n");
}

TEST_F(Layering, AnArrowInAngleBracketsIsAnArrow) {
  write("model/optimise/bad.cpp", "#include <model/planning/plan.hpp>\n");
  EXPECT_EQ(breaches(), "model/optimise/bad.cpp:1: arrow: model/planning/plan.hpp\n");
}

TEST_F(Layering, PlanningDoesNotReadFiles) {
  write("model/planning/bad.cpp", "#include \"model/io/read.hpp\"\n");
  EXPECT_EQ(breaches(), "model/planning/bad.cpp:1: arrow: model/io/read.hpp\n");
}

TEST_F(Layering, VerifyingSeesOfPlanningTheSettingsOnly) {
  write("model/verify/verify.cpp",
        "#include \"model/planning/settings.hpp\"\n#include \"model/io/read.hpp\"\n#include \"model/planning/plan.hpp\"\n");
  EXPECT_EQ(breaches(), "model/verify/verify.cpp:3: arrow: model/planning/plan.hpp\n");
}

TEST_F(Layering, TheProgramSeesScenariosAndNotTheOtherWayRound) {
  write("scenarios/cli/command.hpp", "#pragma once\n#include \"scenarios/compare.hpp\"\n#include \"model/io/read.hpp\"\n");
  write("scenarios/bad.cpp", "#include \"scenarios/cli/command.hpp\"\n");
  EXPECT_EQ(breaches(), "scenarios/bad.cpp:1: arrow: scenarios/cli/command.hpp\n");
}

TEST_F(Layering, WindowAndCommandLineDoNotMeet) {
  write("gui/views/window.hpp", "#pragma once\n#include <QWidget>\n#include \"scenarios/compare.hpp\"\n");
  write("scenarios/cli/bad.cpp", "#include \"gui/views/window.hpp\"\n");
  EXPECT_EQ(breaches(), "scenarios/cli/bad.cpp:1: arrow: gui/views/window.hpp\n");
}

TEST_F(Layering, ARoomThatTheHouseDoesNotKnowIsABreach) {
  write("model/attic/bad.cpp", "#include \"model/core/money.hpp\"\n");
  EXPECT_EQ(breaches(), "model/attic/bad.cpp:1: arrow: model/core/money.hpp\n");
}

TEST_F(Layering, HeavyLibrariesStayOutOfHeaders) {
  write("model/campaign/bad.hpp", "#pragma once\n#include <boost/graph/adjacency_list.hpp>\n#include <vector>\n");
  write("model/campaign/good.cpp", "#include <boost/graph/adjacency_list.hpp>\n");
  write("model/optimise/good.hpp", "#pragma once\n#include <Eigen/Core>\n");
  write("model/planning/bad.hpp", "#pragma once\n#include <Eigen/Core>\n");
  write("model/io/bad.cpp", "#include <QString>\n");
  EXPECT_EQ(breaches(),
            "model/campaign/bad.hpp:2: heavy: boost/graph/adjacency_list.hpp\nmodel/io/bad.cpp:1: heavy: "
            "QString\nmodel/planning/bad.hpp:2: heavy: Eigen/Core\n");
}

TEST_F(Layering, IncludesStartAtTheRoot) {
  write("model/core/bad.cpp", "#include \"money.hpp\"\n#include \"../core/money.hpp\"\n#include \"model/core/nowhere.hpp\"\n");
  EXPECT_EQ(breaches(),
            "model/core/bad.cpp:1: root: money.hpp\nmodel/core/bad.cpp:2: root: ../core/money.hpp\nmodel/core/bad.cpp:3: root: "
            "model/core/nowhere.hpp\n");
}

TEST_F(Layering, EveryHeaderIsReadOnce) {
  write("model/core/bad.hpp", "// #pragma once\n");
  EXPECT_EQ(breaches(), "model/core/bad.hpp:1: guard: no #pragma once\n");
}

}  // namespace
}  // namespace liandong::layering
