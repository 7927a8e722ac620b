#include "tests/support/gallery_builder.hpp"

// 万元 throughout; "halving" as in gallery_money.cpp.

namespace liandong::gallery {
namespace {

constexpr Rate halving = Rate::one();
constexpr Rate none{};

/// Start 0: 40 + 3 x 60 = 220. Start 1: 100 + 50 for one late period = 150. Start 2: 100 + 100.
Case waiting() {
  Builder b("waiting", PeriodUnit::year, 4, none);
  const ProjectId a = b.project("a", {.spend = {100}});
  b.source("own", {.inflow = {40, 60}});
  b.stage("first", {.needs = {a}, .late = 50});
  return b.solved(150, {1}, {1}, 0);
}

/// The same, but a late period costs 130: start 0 at 220 beats start 1 at 230.
Case not_waiting() {
  Builder b("not-waiting", PeriodUnit::year, 4, none);
  const ProjectId a = b.project("a", {.spend = {100}});
  b.source("own", {.inflow = {40, 60}});
  b.stage("first", {.needs = {a}, .late = 130});
  return b.solved(220, {0}, {0}, 60);
}

/// The wish: a project of 1000 without money costs 3000 as a gap; dropped it costs 3 late periods x 10 + 500 = 530. The duty beside it is
/// built: 20.
Case strive_dropped() {
  Builder b("strive-dropped", PeriodUnit::year, 4, none);
  const ProjectId wish = b.project("wish", {.spend = {1000}, .sector = "culture"}),
                  duty = b.project("duty", {.spend = {20}, .sector = "toilets"});
  b.source("own", {.inflow = {20}, .sectors = {"toilets"}});
  b.stage("hope", {.needs = {wish}, .deadline = 1, .late = 10, .never = 500, .firmness = Firmness::strive});
  b.stage("must", {.needs = {duty}, .deadline = 0, .late = 100});
  return b.solved(550, {-1, 0}, {-1, 0}, 0);
}

/// Every kind of link, two components, a project that costs nothing; money halves, so all is built as late as it may be.
/// First title by 6, one period of assessment, so c and d end by 5; b ends by 4 (b FF+1 c, b FS d of one period); a ends by 2 (a SS+1 b:
/// their ends lie d_b - d_a + 1 = 2 apart). The a SF+2 d link (d ends at or after a) is slack. a in 1..2: 4/2 + 4/4 = 3; b in 2..4: 4/4 +
/// 4/8 + 4/16 = 1.75; c in 5: 16/32 = 0.5; d nothing; e in 7: 32/128 = 0.25. Together 5.5. A late period costs 100, ending earlier at least
/// doubles a term.
Case every_link() {
  Builder b("every-link", PeriodUnit::year, 8, halving);
  const ProjectId a = b.project("a", {.spend = {4, 4}}), second = b.project("b", {.spend = {4, 4, 4}}), c = b.project("c", {.spend = {16}}),
                  d = b.project("d", {.spend = {0}}), e = b.project("e", {.spend = {32}});
  b.link({a, {}}, {second, {}}, LinkKind::start_to_start, 1);
  b.link({second, {}}, {c, {}}, LinkKind::finish_to_finish, 1);
  b.link({second, {}}, {d, {}}, LinkKind::finish_to_start);
  b.link({a, {}}, {d, {}}, LinkKind::start_to_finish, 2);
  b.source("own", {.inflow = {100}});
  b.stage("first", {.needs = {c, d}, .deadline = 6, .late = 100, .lag = 1});
  b.stage("second", {.needs = {e}, .deadline = 7, .late = 100});
  return b.solved(5.5, {1, 2, 5, 5, 7}, {6, 7}, 0);
}

/// A later title waits for an earlier one: the chain of stages. The first needs a (2 periods, from 1), reached at 2; the second needs only
/// the first and b. On time at 1 is impossible: one late period of 30. Costs 10 + 10 + 5 with money at hand.
Case stage_after_stage() {
  Builder b("stage-after-stage", PeriodUnit::year, 4, none);
  const ProjectId a = b.project("a", {.spend = {10, 10}, .earliest = 1}), second = b.project("b", {.spend = {5}, .earliest = 2});
  b.source("own", {.inflow = {100}});
  const StageId province = b.stage("province", {.needs = {a}, .deadline = 1, .late = 30}),
                ministry = b.stage("ministry", {.needs = {second}, .deadline = 2, .late = 40});
  b.link({{}, province}, {{}, ministry}, LinkKind::finish_to_start);
  return b.solved(55, {1, 2}, {2, 2}, 0);
}

/// One period: a is built with 4 of its own and a gap of 6, 4 + 18 = 22; b takes two periods and is never complete: 5 + 70. Together 97.
Case single_period() {
  Builder b("single-period", PeriodUnit::year, 1, none);
  const ProjectId a = b.project("a", {.spend = {10}}), second = b.project("b", {.spend = {5, 5}});
  b.source("own", {.inflow = {4}});
  b.stage("first", {.needs = {a}, .late = 10, .never = 90});
  b.stage("second", {.needs = {second}, .late = 5, .never = 70});
  return b.solved(97, {0, -1}, {0, -1}, 6);
}

/// Two projects, money for one a year: 50 at 0 and 50 at 1. The firm title (late 100) goes first, the strive title (late 20) waits:
/// 50 + 50 + 20 = 120. Both at 0 would cost a gap of 50: 50 + 150 = 200.
Case who_goes_first() {
  Builder b("who-goes-first", PeriodUnit::year, 3, none);
  const ProjectId strive = b.project("strive", {.spend = {50}}), firm = b.project("firm", {.spend = {50}});
  b.source("own", {.inflow = {50, 50}});
  b.stage("hope", {.needs = {strive}, .late = 20, .never = 500, .firmness = Firmness::strive});
  b.stage("must", {.needs = {firm}, .late = 100});
  return b.solved(120, {1, 0}, {1, 0}, 0);
}

}  // namespace

std::vector<Case> schedule_cases() {
  return {waiting(), not_waiting(), strive_dropped(), every_link(), stage_after_stage(), single_period(), who_goes_first()};
}

}  // namespace liandong::gallery
