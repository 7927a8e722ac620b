#include "tests/model/verify/made_plan.hpp"
#include "tests/support/delivery_cases.hpp"

namespace liandong {
namespace {

using test::expect_found;
using test::fen;
using test::Made;

Made made(const gallery::DeliveryCase& c) {
  return test::make({.campaign = gallery::campaign_of(c.problem),
                     .funding = gallery::funding_of(c.problem),
                     .settings = c.problem.settings,
                     .input_hash = c.problem.name,
                     .scenario = {},
                     .locks = {},
                     .modes = c.modes},
                    c.problem.name);
}

Made made(const std::string& name) {
  for (const gallery::DeliveryCase& c : gallery::delivery_cases())
    if (c.problem.name == name) return made(c);
  throw std::out_of_range(name);
}

TEST(VerifyDelivery, EveryPlanHolds) {
  for (const gallery::DeliveryCase& c : gallery::delivery_cases()) {
    const Made plan = made(c);
    const VerifyReport report = verify_plan(plan.input, plan.plan);
    EXPECT_TRUE(report.holds()) << c.problem.name << "\n" << test::sentences(report);
    EXPECT_NEAR(report.objective, c.problem.objective, 0.1) << c.problem.name;
    EXPECT_LE(report.proven_bound, c.problem.objective + 1e-6) << c.problem.name;
  }
}

TEST(VerifyDelivery, AnotherModeThanThePlannedOne) {
  const auto swap = [](PlanFiles& plan) {
    for (ModeRow& row : plan.modes) row.chosen = !row.chosen;
  };
  expect_found(made("bt_dearer_but_later"), swap, 9, "allocation.csv", "may not pay for project a");
  expect_found(made("bt_dearer_but_later"), swap, 3, "allocation.csv", "spends 100.000000");
  expect_found(made("haste_saves_a_late_year"), swap, 1, "schedule.csv", "takes 2 periods");
}

TEST(VerifyDelivery, NoModeTwoModesAndOneThatIsNotThere) {
  const Made plan = made("haste_saves_a_late_year");
  expect_found(
      plan, [](PlanFiles& p) { p.modes.clear(); }, 16, "modes.csv", "No mode is chosen");
  expect_found(
      plan,
      [](PlanFiles& p) {
        for (ModeRow& row : p.modes) row.chosen = true;
      },
      16, "modes.csv", "More than one mode");
  expect_found(
      plan, [](PlanFiles& p) { p.modes.front().mode = "magic"; }, 16, "modes.csv", "no mode");
  expect_found(
      plan, [](PlanFiles& p) { p.modes.front().project = "z"; }, 0, "modes.csv", "no project");
}

TEST(VerifyDelivery, SpendOutsideItsLimits) {
  const auto move = [](Money amount) {
    return [amount](PlanFiles& plan) {
      plan.gap.front().amount -= amount;
      plan.allocation.back().amount += amount;
    };
  };
  // 45 and 55 of at most 55: a fen less in the first year and more in the second is out on both sides.
  expect_found(made("spend_as_far_as_limits_go"), move(fen), 17, "allocation.csv", "the limits are 45.000000 and 55.000000");
  expect_found(
      made("spend_as_far_as_limits_go"), [](PlanFiles& plan) { plan.gap.front().amount += fen; }, 17, "allocation.csv", "in all");
}

TEST(VerifyDelivery, AModesOwnShare) {
  expect_found(
      made("share_of_a_mode"),
      [](PlanFiles& plan) {
        for (AllocationRow& row : plan.allocation)
          if (row.source == "province") row.amount += fen;
        plan.gap.front().amount -= fen;
      },
      4, "allocation.csv", "largest share of 50.000000");
}

// The bound is the least over the modes: a bound that holds only for the chosen ones is refused.
TEST(VerifyDelivery, ABoundForOneModeAlone) {
  const Made plan = made("own_where_waiting_is_cheap");
  expect_found(
      plan,
      [](PlanFiles& p) {
        p.certificate.bound = p.summary.bound = p.certificate.objective + 1;
        p.certificate.relative_gap = -1 / p.certificate.objective;
      },
      13, "certificate.json", "prove");
}

}  // namespace
}  // namespace liandong
