// The simulator on a plan: time of 10,000 draws, and a folder from which tests/bench/simulate_peer.py carries the same draws out by itself.
//
//   simulate_bench CAMPAIGN PLAN OUT [DRAWS [EXPORTED]]
//
// Writes OUT/model.json, OUT/draws.json (inputs and results of the first EXPORTED draws) and OUT/times.json.

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <string>

#include "model/io/plan_folder.hpp"
#include "model/io/read_campaign.hpp"
#include "scenarios/read_uncertainty.hpp"
#include "scenarios/reopen_plan.hpp"
#include "scenarios/simulation.hpp"

namespace {

using namespace liandong;
using Json = nlohmann::json;

Json contract_json(const DispatchModel& model, const DispatchContract& contract) {
  const Source& source = model.problem().funding().sources()[static_cast<std::size_t>(contract.source)];
  const Contract& terms = model.problem().funding()[source.contract];
  const auto factors = model.service_factors.begin() + contract.first_factor;
  const auto dates = model.instalment_dates.begin() + contract.first_after;
  return {{"project", contract.project},
          {"source", contract.source},
          {"terms", contract.terms},
          {"payer", contract.payer},
          {"debtor", contract.debtor},
          {"most_before", contract.most_before},
          {"instalments", contract.instalments},
          {"factors", std::vector<std::int64_t>(factors, factors + (contract.most_before + 1) * contract.instalments)},
          {"dates", std::vector<int>(dates, dates + contract.instalments)},
          {"bt", terms.kind == ContractKind::bt},
          {"repayment", static_cast<int>(terms.repayment)},
          {"compound", terms.capitalisation == Capitalisation::compound},
          {"half_periods", terms.draw_timing == DrawTiming::start    ? 2
                           : terms.draw_timing == DrawTiming::middle ? 1
                                                                     : 0},
          {"return", terms.construction_return.billionths()},
          {"first_after", terms.first_after},
          {"interval", terms.interval},
          {"profit", terms.profit_rate.billionths()},
          {"discount", terms.discount_rate.billionths()},
          {"subsidy_years", terms.subsidy_years},
          {"first_exponent", terms.first_exponent},
          {"shares", [&] {
             Json shares = Json::array();
             for (const Rate share : terms.shares) shares.push_back(share.billionths());
             return shares;
           }()}};
}

Json project_json(const DispatchModel& model, std::size_t j) {
  const DispatchProject& project = model.projects[j];
  const Project& input = model.problem().campaign().projects()[j];
  Json offers = Json::array(), lines = Json::array(), profiles = Json::array(), fallbacks = Json::array();
  for (int o = project.first_offer; o < project.first_offer + project.offers; ++o) {
    const DispatchOffer& offer = model.offers[static_cast<std::size_t>(o)];
    Json one = {{"number", o}, {"source", offer.source}, {"share", offer.max_share}, {"own", offer.own}, {"contract", offer.contract}};
    const auto periods = model.periods;
    if (offer.match >= 0)
      one["match"] = std::vector<std::int64_t>(model.match_rates.begin() + offer.match, model.match_rates.begin() + offer.match + periods);
    if (offer.lawful >= 0)
      one["lawful"] = std::vector<int>(model.lawful_starts.begin() + offer.lawful, model.lawful_starts.begin() + offer.lawful + periods);
    offers.push_back(std::move(one));
  }
  for (int f = 0; f < project.fallbacks; ++f)
    fallbacks.push_back(model.fallbacks[static_cast<std::size_t>(project.first_fallback + f)] - project.first_offer);
  for (int u = 0; project.start >= 0 && u < project.duration; ++u) {
    Json shares = Json::array();
    for (int s = model.lines[static_cast<std::size_t>(project.first_line + u)];
         s < model.lines[static_cast<std::size_t>(project.first_line + u + 1)]; ++s) {
      const PlannedShare& share = model.shares[static_cast<std::size_t>(s)];
      shares.push_back({share.offer - project.first_offer, share.from, share.to});
    }
    lines.push_back(std::move(shares));
  }
  const std::size_t next =
      j + 1 < model.projects.size() ? static_cast<std::size_t>(model.projects[j + 1].first_profile) : model.profiles.size();
  for (std::size_t p = static_cast<std::size_t>(project.first_profile); p < next; ++p) {
    const auto first = model.cumulative.begin() + model.profiles[p];
    profiles.push_back(std::vector<std::int64_t>(first, first + project.duration + static_cast<int>(p) - project.first_profile + 1));
  }
  return {{"start", project.start},
          {"earliest", project.earliest},
          {"duration", project.duration},
          {"cost", project.cost},
          {"operating", input.operating_cost.value_or(Money{}).fen()},
          {"fees", input.user_fees.value_or(Money{}).fen()},
          {"offers", offers},
          {"fallbacks", fallbacks},
          {"lines", lines},
          {"profiles", profiles}};
}

Json model_json(const DispatchModel& model) {
  Json projects = Json::array(), contracts = Json::array(), links = Json::array();
  for (std::size_t j = 0; j < model.projects.size(); ++j) projects.push_back(project_json(model, j));
  for (const DispatchContract& contract : model.contracts) contracts.push_back(contract_json(model, contract));
  for (std::size_t v = 0; v + 1 < model.first_link.size(); ++v) {
    Json into = Json::array();
    for (int l = model.first_link[v]; l < model.first_link[v + 1]; ++l) {
      const DispatchLink& link = model.links[static_cast<std::size_t>(l)];
      into.push_back({link.from, static_cast<int>(link.kind), link.lag});
    }
    links.push_back(std::move(into));
  }
  return {{"periods", model.periods},
          {"per_year", model.per_year},
          {"first_year_offset", model.first_year_offset},
          {"years", model.years},
          {"sources", model.sources_count},
          {"stages", model.stages},
          {"projects", projects},
          {"contracts", contracts},
          {"links", links},
          {"order", model.order},
          {"carry", model.carry},
          {"reserve", model.reserve},
          {"ceilings", model.ceilings},
          {"debtors", model.debtors.size()},
          {"stage_leads", std::vector<int>(model.stage_leads.begin(), model.stage_leads.end())}};
}

Json outcome_json(const DispatchOutcome& out) {
  return {{"gap", out.gap},         {"paid", out.paid},         {"later", out.later},          {"cost", out.cost},
          {"service", out.service}, {"over", out.over_ceiling}, {"completion", out.completion}};
}

double processor_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) return std::fputs("simulate_bench CAMPAIGN PLAN OUT [DRAWS [EXPORTED]]\n", stderr), 2;
  const std::filesystem::path out(argv[3]);
  const std::int64_t count = argc > 4 ? std::atoll(argv[4]) : 10'000, exported = argc > 5 ? std::atoll(argv[5]) : 20;
  const Checked<CampaignFile> file = read_campaign(argv[1]);
  const Checked<PlanFiles> files = read_plan_folder(argv[2]);
  if (!file || !files) return std::fputs("the campaign or the plan cannot be read\n", stderr), 2;
  PlanningProblem problem(file->campaign, file->funding, file->settings, file->locks, file->modes);
  const Checked<Plan> plan = reopen_plan(problem, *files);
  const Checked<Uncertainty> uncertainty = load_uncertainty(argv[1], problem.campaign(), problem.funding());
  if (!plan || !uncertainty) return std::fputs("the plan or the uncertainty does not fit\n", stderr), 2;
  if (!problem.modes().empty()) problem = problem.delivered(plan->deliveries);
  const DispatchModel model(problem, *plan, longest_delay(*uncertainty));
  const RiskModel risks(model, *uncertainty);
  std::filesystem::create_directories(out);
  std::ofstream(out / "model.json") << model_json(model);

  const Sampler sampler(Sampling::sobol, 1, count, risks.variables());
  DrawnInputs inputs = risks.inputs();
  RiskModel::Scratch scratch = risks.scratch();
  Dispatch dispatch(model);
  Json draws = Json::array();
  for (std::int64_t i = 0; i < std::min(exported, count); ++i) {
    risks.draw(sampler, i, scratch, inputs);
    std::vector<std::int64_t> rates;
    for (const Contract& terms : inputs.terms) rates.push_back(terms.annual_rate.billionths());
    Json draw = {{"cost_factor", inputs.cost_factor},
                 {"longer", inputs.longer},
                 {"approval", inputs.approval},
                 {"inflow", inputs.inflow},
                 {"quit", std::vector<int>(inputs.quit.begin(), inputs.quit.end())},
                 {"rates", rates}};
    draw["hold_schedule"] = outcome_json(dispatch.hold_schedule(inputs));
    draw["hold_budget"] = outcome_json(dispatch.hold_budget(inputs));
    draws.push_back(std::move(draw));
  }
  std::ofstream(out / "draws.json") << draws;

  Json times = Json::array();
  for (const int threads : {1, 2})
    for (const Sampling sampling : {Sampling::plain, Sampling::sobol}) {
      const double before = processor_seconds();
      const SimulationDraws made = simulate(risks, model, {.draws = count, .seed = 1, .sampling = sampling, .threads = threads});
      const double processor = processor_seconds() - before;
      std::printf("%lld draws, %s, %d threads: %.2f s wall, %.2f s processor\n", static_cast<long long>(made.draws), word_of(sampling),
                  threads, made.seconds, processor);
      times.push_back(
          {{"draws", made.draws}, {"sampling", word_of(sampling)}, {"threads", threads}, {"wall", made.seconds}, {"processor", processor}});
    }
  std::ofstream(out / "times.json") << times;
}
