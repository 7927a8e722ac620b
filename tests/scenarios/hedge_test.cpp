#include "scenarios/hedge.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "model/planning/finish.hpp"
#include "model/planning/sample_search.hpp"
#include "model/verify/verify.hpp"
#include "scenarios/generate.hpp"
#include "scenarios/outturns.hpp"
#include "scenarios/read_uncertainty.hpp"
#include "tests/support/campaign_folders.hpp"
#include "tests/support/gallery_builder.hpp"
#include "tests/support/random_campaign.hpp"
#include "tests/support/read_back.hpp"

namespace liandong {
namespace {

using gallery::Builder;

/// One work of 100, due at once. 60 of own money at once, applied for: it comes or does not; 60 a year later for certain. A yuan of gap
/// costs 3, a year late `late`.
///   Start at once:   money comes 60 + 3 x 40 = 180, gap 40; or does not: 3 x 100 = 300, gap 100.
///   Start in a year: 100 + late, no gap;            or 60 + 3 x 40 + late = 180 + late, gap 40.
gallery::Case comes_or_not(double late) {
  Builder b("comes-or-not", PeriodUnit::year, 2, Rate{});
  const ProjectId a = b.project("a", {.spend = {100}});
  const SourceId own = b.source("own", {.inflow = {60}, .certainty = Certainty::applied});
  b.more_inflow(own, 1, 60, Certainty::issued);
  b.stage("first", {.needs = {a}, .deadline = 0, .late = late, .never = 100'000});
  return b.unsolved();
}

Uncertainty half_of_what_is_applied_for() {
  Uncertainty what;
  what.arrivals.push_back({.which = {}, .certainty = Certainty::applied, .drop = 0.5, .share = ThreePoint(1.0), .loading = {}, .from = {}});
  return what;
}

PlanningProblem problem_of(const gallery::Case& input) {
  return PlanningProblem(gallery::campaign_of(input), gallery::funding_of(input), input.settings);
}

/// The share of a sample in which the money comes, from the mean gap of starting at once: 40 a + 100 (1 - a).
double share_that_comes(const HedgeComparison& at) { return (100 - at.deterministic.gap) / 60; }

/// With a late price of 90 the plan counts on the money and starts at once: 180 < 190. On average waiting is better unless money comes in
/// three quarters of the draws: 190 a + 270 (1 - a) against 180 a + 300 (1 - a). Value of the stochastic solution: 30 - 40 a.
TEST(Hedge, OneWorkWhoseMoneyComesOrNotByHand) {
  const Hedge hedge = hedge_plan(problem_of(comes_or_not(90)), half_of_what_is_applied_for(), {.draws = 40, .fresh = 200, .gap = 1e-6});
  EXPECT_EQ(hedge.end, HedgeEnd::hedged);
  EXPECT_EQ(hedge.deterministic.plan.start[0], 0);
  EXPECT_EQ(hedge.plan.plan.start[0], 1);
  std::set<double> shares;
  for (const HedgeComparison* at : {&hedge.searched, &hedge.chosen, &hedge.judged}) {
    const double a = share_that_comes(*at);
    EXPECT_NEAR(a, 0.5, 0.25);
    EXPECT_NEAR(at->deterministic.cost, 180 * a + 300 * (1 - a), 1e-3);
    EXPECT_NEAR(at->hedged.cost, 190 * a + 270 * (1 - a), 1e-3);
    EXPECT_NEAR(at->saved, 30 - 40 * a, 1e-3);
    EXPECT_NEAR(at->deterministic.cvar, 100, 1e-4);  // More than a tenth of the draws lack the money.
    EXPECT_NEAR(at->hedged.cvar, 40, 1e-4);
    EXPECT_EQ(at->deterministic.all_on_time, 1);
    EXPECT_EQ(at->hedged.all_on_time, 0);
    shares.insert(a);
  }
  EXPECT_GE(shares.size(), 2U) << "the samples are not the same draws";
  // The bound may build two fifths at once and the rest later: 100 + 0.6 x 90, or 3 x 40 + 60 + 0.6 x 90.
  const double a = share_that_comes(hedge.searched);
  EXPECT_NEAR(hedge.bound, 154 * a + 234 * (1 - a), 0.05);
  EXPECT_LE(hedge.bound, 154 * a + 234 * (1 - a) + 1e-6);
  ASSERT_EQ(hedge.moves.size(), 1U);
}

/// With a late price of 130 starting at once is best on average too (waiting: 230 a + 310 (1 - a)): only a limit makes it wait.
TEST(Hedge, ATighterLimitCostsNoLess) {
  const PlanningProblem problem = problem_of(comes_or_not(130));
  const auto with_limit = [&](std::optional<double> wan) {
    return hedge_plan(problem, half_of_what_is_applied_for(),
                      {.draws = 40, .fresh = 100, .limit = wan ? std::optional(gallery::wan(*wan)) : std::nullopt, .gap = 1e-6});
  };
  const Hedge free = with_limit({}), loose = with_limit(100), tight = with_limit(50), tightest = with_limit(40),
              impossible = with_limit(39);
  EXPECT_EQ(free.end, HedgeEnd::no_better);
  EXPECT_EQ(loose.end, HedgeEnd::no_better);
  EXPECT_EQ(tight.end, HedgeEnd::hedged);
  EXPECT_EQ(tight.plan.plan.start[0], 1);
  EXPECT_EQ(impossible.end, HedgeEnd::impossible);
  EXPECT_NEAR(impossible.least_cvar, 40, 1e-4);
  EXPECT_LE(free.searched.hedged.cost, loose.searched.hedged.cost + 1e-6);
  EXPECT_LT(loose.searched.hedged.cost, tight.searched.hedged.cost);
  EXPECT_LE(tight.searched.hedged.cost, tightest.searched.hedged.cost + 1e-6);
  for (const Hedge* hedge : {&loose, &tight, &tightest}) {
    EXPECT_LE(hedge->searched.hedged.cvar, *hedge->limit + 1e-3);
    EXPECT_LE(hedge->bound, hedge->searched.hedged.cost + 1e-6) << "no dates within the limit cost less";
  }
  const double a = share_that_comes(tight.searched);
  EXPECT_NEAR(tight.searched.hedged.cost, 230 * a + 310 * (1 - a), 1e-3);
  ASSERT_GE(tight.points.size(), 2U);
  for (std::size_t i = 1; i < tight.points.size(); ++i) EXPECT_LE(tight.points[i].cvar, tight.points[i - 1].cvar + 1e-6);
}

TEST(Hedge, TailMeanByHand) {
  EXPECT_EQ(tail_mean({1, 4, 2, 3}, 0.5), 3.5);
  EXPECT_EQ(tail_mean({1, 4, 2, 3}, 0.75), 4);
  EXPECT_NEAR(tail_mean({1, 4, 2, 3}, 0.6), (4 + 0.6 * 3) / 1.6, 1e-12);
  EXPECT_EQ(tail_mean({1, 4, 2, 3}, 0), 2.5);
  EXPECT_EQ(tail_of({1, 4, 2, 3}, 0.5), (std::vector<std::size_t>{1, 3}));
}

Uncertainty defaults(const PlanningProblem& problem) { return *load_uncertainty("no such folder", problem.campaign(), problem.funding()); }

/// The dates of an outturn against those of the simulation, which follows the links themselves.
TEST(Hedge, DatesAreThoseOfTheSimulation) {
  const PlanningProblem problem = problem_in("small");
  const Uncertainty uncertainty = defaults(problem);
  const Plan plan = make_plan(problem).plan;
  const DispatchModel model(problem, plan, longest_delay(uncertainty));
  const RiskModel risks(model, uncertainty);
  Dispatch dispatch(model);
  RiskModel::Scratch scratch = risks.scratch();
  DrawnInputs drawn = risks.inputs();
  constexpr int draws = 200;
  const Sampler sampler(Sampling::plain, 11, draws, risks.variables());
  const std::vector<Outturn> outturns = OutturnDraws(problem, uncertainty).make(11, 0, draws);
  const Schedule planned = schedule_of(problem, plan);
  int late = 0;
  for (int i = 0; i < draws; ++i) {
    risks.draw(sampler, i, scratch, drawn);
    const std::vector<int>& truth = dispatch.hold_schedule(drawn).completion;
    const Schedule dates = OutturnDates(problem, outturns[static_cast<std::size_t>(i)]).of(planned);
    for (std::size_t v = 0; v < dates.size(); ++v) {
      EXPECT_EQ(dates[v].value_or(never_complete), truth[v] < problem.periods() ? truth[v] : never_complete)
          << "draw " << i << ", node " << v;
      late += dates[v] != planned[v] ? 1 : 0;
    }
    for (std::size_t k = 0; k < problem.funding().sources().size(); ++k)
      for (int t = 0; t < problem.periods(); ++t)
        EXPECT_EQ(outturns[static_cast<std::size_t>(i)].problem.inflow(SourceId{static_cast<int>(k)}, t).fen(),
                  drawn.inflow[k * static_cast<std::size_t>(problem.periods()) + static_cast<std::size_t>(t)]);
    for (std::size_t j = 0; j < plan.start.size(); ++j)
      if (plan.start[j]) {
        EXPECT_EQ(outturns[static_cast<std::size_t>(i)].problem.campaign().projects()[j].cost.fen(),
                  scaled(problem.campaign().projects()[j].cost.fen(), drawn.cost_factor[j]));
      }
  }
  EXPECT_GT(late, draws) << "nothing was late";
}

/// The dual bound of any dates at any prices is not above what they cost, and the closure's not above that of any dates.
TEST(Hedge, TheClosureIsBelowEverySchedule) {
  for (const std::uint64_t seed : {3, 8, 12}) {
    const PlanningProblem problem = problem_of(gallery::random_case({.seed = seed}));
    const OutturnSample sample(problem, OutturnDraws(problem, defaults(problem)).make(seed, 0, 6));
    const PlanResult plan = make_plan(problem);
    const std::vector<RowPrices> near =
        sample.prices({.cash = plan.plan.certificate.cash, .affordability = plan.plan.certificate.affordability});
    const std::vector<std::uint8_t> tail(sample.size(), 0);
    const std::vector<CompletionCosts> costs = sample.costs(near, tail);
    const OutturnGraph graph(problem, open_windows(problem), sample.dates(), sample.problems());
    const OutturnGraph::Cheapest cheapest = graph.solve(costs);
    std::uint64_t state = seed;
    for (int draw = 0; draw < 50; ++draw) {
      Schedule dates(static_cast<std::size_t>(problem.graph().node_count()));
      for (int v = 0; v < problem.graph().project_count(); ++v) {
        const Window w = lone_window(problem, v);
        state = state * 6364136223846793005ULL + 1442695040888963407ULL;
        const int q = w.first + static_cast<int>((state >> 33U) % static_cast<std::uint64_t>(problem.periods() - w.first + 1));
        if (q <= w.last) dates[static_cast<std::size_t>(v)] = q;
      }
      settle_stages(problem, dates);
      if (!respects_links(problem, dates)) continue;
      const double least = sample.least(costs, dates);
      EXPECT_LE(cheapest.value, least + 1e-6 * std::abs(least));
      const SampleValue value = sample.value(dates, near);
      ASSERT_TRUE(value.whole);
      EXPECT_LE(least, value.mean + 2e-6 * std::abs(value.mean));
      // Left on the way only if it is too dear.
      EXPECT_TRUE(sample.value(dates, near, 1, &costs, value.objective * 1.001 + 1).whole);
    }
  }
}

Hedge of_generated(const std::string& name, std::uint64_t seed, int threads) {
  const auto folder = std::filesystem::path(testing::TempDir()) / ("liandong_" + name + std::to_string(::getpid()));
  std::filesystem::remove_all(folder);
  EXPECT_TRUE(generate_campaign({.projects = 14, .periods = 8, .seed = seed, .out = folder}).empty());
  const Checked<CampaignFile> input = read_campaign(folder);
  const PlanningProblem problem(input->campaign, input->funding, input->settings);
  const Uncertainty uncertainty = *load_uncertainty(folder, problem.campaign(), problem.funding());
  Hedge hedge = hedge_plan(problem, uncertainty, {.draws = 20, .fresh = 32, .seed = seed, .threads = threads});
  // Every rule kept, objective and bound proven again.
  const Checked<PlanFiles> files = read_back(problem, hedge.plan);
  if (files)
    for (const Finding& finding : verify_plan(*input, *files).findings)
      if (finding.sentence.en.find("hash") == std::string::npos) ADD_FAILURE() << finding.file << ": " << finding.sentence.en;
  std::filesystem::remove_all(folder);
  return hedge;
}

class HedgeFresh : public testing::TestWithParam<int> {};

/// On draws that took no part in search or choice the hedged dates do not cost more than the deterministic ones, as far as these draws can
/// tell; on those searched on they lie between the bound and them.
TEST_P(HedgeFresh, AtLeastAsGoodAsTheDeterministicPlan) {
  const auto seed = static_cast<std::uint64_t>(GetParam());
  const Hedge hedge = of_generated("hedge" + std::to_string(seed), seed, 2);
  EXPECT_GE(hedge.judged.saved, -2 * hedge.judged.saved_error);
  EXPECT_LE(hedge.bound, hedge.searched.hedged.cost * (1 + 1e-6));
  EXPECT_GE(hedge.chosen.saved, 0);
  EXPECT_EQ(hedge.judged.draws, 32);
  EXPECT_EQ(hedge.end == HedgeEnd::no_better, hedge.moves.empty());
}
INSTANTIATE_TEST_SUITE_P(Seed, HedgeFresh, testing::Values(1, 2, 3), testing::PrintToStringParamName());

TEST(Hedge, ThreadsDoNotMatter) {
  const Hedge one = of_generated("hedge_one", 4, 1), two = of_generated("hedge_two", 4, 2);
  EXPECT_EQ(hedge_json(one), hedge_json(two));
  EXPECT_EQ(hedge_csv(one), hedge_csv(two));
  EXPECT_EQ(hedge_moves_csv(one), hedge_moves_csv(two));
}

TEST(Hedge, StoppedAtOnceTheDeterministicPlanComesBack) {
  std::stop_source stop;
  stop.request_stop();
  const PlanningProblem problem = problem_in("small");
  const Hedge hedge = hedge_plan(problem, defaults(problem), {.draws = 12, .fresh = 12, .stop = stop.get_token()});
  EXPECT_EQ(hedge.end, HedgeEnd::cancelled);
  EXPECT_EQ(hedge.judged.draws, 0);
  EXPECT_EQ(hedge.plan.plan.start, hedge.deterministic.plan.start);
}

}  // namespace
}  // namespace liandong
