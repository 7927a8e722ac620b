#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <iostream>
#include <map>
#include <set>

#include "model/optimise/solve.hpp"
#include "tests/oracle/planned.hpp"
#include "tests/support/random_campaign.hpp"

namespace liandong {
namespace {

using gallery::Case;

/// A drawn campaign with what the questions below ask of it.
struct Drawn {
  Case problem_case;
  PlanningProblem problem;
  double relaxation = 0;
};

PlanningProblem problem_of(const Case& c) { return oracle::problem_of(oracle::input_of(c)); }
double relaxation_of(const PlanningProblem& problem) { return optimise::solve(planning_program(problem)).objective; }

Drawn draw(std::uint64_t seed) {
  Case drawn = gallery::random_case({.seed = seed});
  PlanningProblem problem = problem_of(drawn);
  const double relaxation = relaxation_of(problem);
  return {std::move(drawn), std::move(problem), relaxation};
}

/// Does the optimum change if the campaign is changed so? Then what was changed matters to it, and is not merely there.
bool matters(const Drawn& drawn, const std::function<void(Case&)>& change) {
  Case other = drawn.problem_case;
  change(other);
  return std::abs(relaxation_of(problem_of(other)) - drawn.relaxation) > oracle::tolerance(drawn.relaxation, 1e-5);
}

void without_inflow(Case& c, const std::function<bool(const Source&)>& of) {
  std::erase_if(c.funding.inflows, [&](const Inflow& inflow) { return of(c.funding.sources[inflow.source.index()]); });
}

/// Can no source pay for this project, whenever it starts?
bool nobody_pays(const PlanningProblem& problem, ProjectId project) {
  for (int k = 0; k < static_cast<int>(problem.funding().sources().size()); ++k)
    for (int start = 0; start < problem.periods(); ++start)
      if (problem.eligibility(project, {k}, start) == Eligibility::eligible) return false;
  return problem.campaign()[project].cost > Money{};
}

bool barred_later(const PlanningProblem& problem) {
  for (int j = 0; j < problem.graph().project_count(); ++j)
    for (int k = 0; k < static_cast<int>(problem.funding().sources().size()); ++k)
      if (problem.eligibility({j}, {k}, 0) == Eligibility::eligible &&
          problem.eligibility({j}, {k}, problem.periods() - 1) == Eligibility::barred_by_rule)
        return true;
  return false;
}

template <class Row, class Key>
bool repeats(const std::vector<Row>& rows, const Key& key) {
  std::set<decltype(key(rows[0]))> seen;
  return std::any_of(rows.begin(), rows.end(), [&](const Row& row) { return !seen.insert(key(row)).second; });
}

bool tied(const Campaign& campaign) {
  return repeats(campaign.projects(), [](const Project& p) { return p.profile; }) &&
         repeats(campaign.stages(), [](const Stage& s) { return s.never_price; });
}

int cities(const Case& c) {
  return static_cast<int>(
      std::count_if(c.campaign.units.begin(), c.campaign.units.end(), [](const Unit& u) { return u.level == UnitLevel::city; }));
}

bool any_link(const Case& c, LinkKind kind, int sign) {
  return std::any_of(c.campaign.links.begin(), c.campaign.links.end(), [&](const Link& l) { return l.kind == kind && l.lag * sign > 0; });
}

bool any_deadline(const PlanningProblem& problem, int first, int last) {
  const auto& stages = problem.campaign().stages();
  return std::any_of(stages.begin(), stages.end(), [&](const Stage& s) {
    const int t = problem.campaign().horizon().index_of(s.deadline);
    return t >= first && t <= last;
  });
}

using Question = std::function<bool(const Drawn&)>;

std::map<std::string, Question> questions() {
  constexpr int far = 1000;
  std::map<std::string, Question> all{
      {"BT matters",
       [](const Drawn& d) {
         return matters(d, [](Case& c) { without_inflow(c, [](const Source& s) { return s.channel == Channel::bt; }); });
       }},
      {"BOT matters",
       [](const Drawn& d) {
         return matters(d, [](Case& c) { without_inflow(c, [](const Source& s) { return s.channel == Channel::bot; }); });
       }},
      {"investment matters",
       [](const Drawn& d) {
         return matters(d, [](Case& c) { without_inflow(c, [](const Source& s) { return s.channel == Channel::investment; }); });
       }},
      {"a ceiling binds",
       [](const Drawn& d) { return matters(d, [](Case& c) { c.settings.affordability_limit = Rate::percent(10'000'000); }); }},
      {"a match rule binds",
       [](const Drawn& d) {
         return matters(d, [](Case& c) {
           for (Source& s : c.funding.sources) s.match_rate = Rate{};
         });
       }},
      {"a waiver matters",
       [](const Drawn& d) {
         return matters(d, [](Case& c) {
           for (Unit& u : c.campaign.units) u.poor_area = false;
         });
       }},
      {"a largest share binds",
       [](const Drawn& d) {
         return matters(d, [](Case& c) {
           for (Source& s : c.funding.sources) s.max_share = Rate::one();
         });
       }},
      {"carry-over below 1 matters",
       [](const Drawn& d) {
         return matters(d, [](Case& c) {
           for (Source& s : c.funding.sources) s.carry_over = Rate::one();
         });
       }},
      {"certainty matters", [](const Drawn& d) { return matters(d, [](Case& c) { c.settings.certainty = Certainty::hoped; }); }},
      {"cities share money that matters",
       [](const Drawn& d) {
         return cities(d.problem_case) > 1 &&
                matters(d, [](Case& c) { without_inflow(c, [](const Source& s) { return s.level == FundLevel::province; }); });
       }},
      {"links matter", [](const Drawn& d) { return matters(d, [](Case& c) { c.campaign.links.clear(); }); }},
      {"nobody may pay for a project",
       [](const Drawn& d) {
         for (int j = 0; j < d.problem.graph().project_count(); ++j)
           if (nobody_pays(d.problem, {j})) return true;
         return false;
       }},
      {"a project costs nothing",
       [](const Drawn& d) {
         const auto& projects = d.problem_case.campaign.projects;
         return std::any_of(projects.begin(), projects.end(), [](const Project& p) { return p.cost.is_zero(); });
       }},
      {"a project does not fit",
       [](const Drawn& d) {
         const auto& earliest = d.problem.graph().earliest_completion();
         return std::any_of(earliest.begin(), earliest.end(), [&](int q) { return q >= d.problem.periods(); });
       }},
      {"ties", [](const Drawn& d) { return tied(d.problem.campaign()); }},
      {"a contract is barred later", [](const Drawn& d) { return barred_later(d.problem); }},
      {"one period", [](const Drawn& d) { return d.problem.periods() == 1; }},
      {"several components",
       [](const Drawn& d) {
         const auto parts = d.problem.graph().components();
         return *std::max_element(parts.begin(), parts.end()) > 0;
       }},
      {"a stage links to another end",
       [](const Drawn& d) {
         return std::any_of(d.problem_case.campaign.links.begin(), d.problem_case.campaign.links.end(),
                            [](const Link& l) { return l.from.stage.has_value(); });
       }},
      {"a deadline before the horizon", [](const Drawn& d) { return any_deadline(d.problem, -far, -1); }},
      {"a deadline inside the horizon", [](const Drawn& d) { return any_deadline(d.problem, 0, d.problem.periods() - 1); }},
      {"a deadline beyond the horizon", [](const Drawn& d) { return any_deadline(d.problem, d.problem.periods(), far); }},
  };
  const std::map<std::string, LinkKind> kinds{{"finish-to-start", LinkKind::finish_to_start},
                                              {"start-to-start", LinkKind::start_to_start},
                                              {"finish-to-finish", LinkKind::finish_to_finish},
                                              {"start-to-finish", LinkKind::start_to_finish}};
  for (const auto& [name, kind] : kinds)
    for (const int sign : {1, -1})
      all[name + (sign > 0 ? " with a lag" : " with a lead")] = [kind = kind, sign](const Drawn& d) {
        return any_link(d.problem_case, kind, sign);
      };
  return all;
}

/// What the comparisons of random_test.cpp are worth: the hundred campaigns ask every question of the problem several times.
TEST(RandomCampaigns, CoverEveryFeature) {
  const auto asked = questions();
  std::map<std::string, int> found;
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    const Drawn drawn = draw(seed);
    for (const auto& [name, question] : asked)
      if (question(drawn)) ++found[name];
  }
  for (const auto& [name, question] : asked) {
    EXPECT_GE(found[name], 5) << name;
    std::cout << name << ": " << found[name] << '\n';
  }
}

TEST(RandomCampaigns, WideOnesHoldBothEnds) {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    const Case c = gallery::random_case({.seed = seed, .wide = true});
    Money least = Money::from_fen(INT64_MAX), most;
    for (const Project& p : c.campaign.projects) {
      if (p.cost > Money{}) least = std::min(least, p.cost);
      most = std::max(most, p.cost);
    }
    EXPECT_EQ(least.fen(), 1);
    EXPECT_GE(most.fen(), 10'000'000'000'000) << "1,000 亿元";
  }
}

}  // namespace
}  // namespace liandong
