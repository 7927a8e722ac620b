#include "tests/support/gallery.hpp"

#include <stdexcept>

#include "tests/support/gallery_builder.hpp"

namespace liandong::gallery {

Builder::Builder(std::string name, PeriodUnit unit, int periods, Rate discount, int first_year) {
  case_.name = std::move(name);
  CampaignTables& tables = case_.campaign;
  tables.key = case_.name;
  tables.name = {case_.name, case_.name};
  tables.horizon = {Period(unit, first_year, 0), periods};
  tables.units.push_back({.key = "city", .name = {"City", "市本级"}, .level = UnitLevel::city, .row = 2});
  tables.programmes.push_back({.key = "title",
                               .name = {"Title", "创建"},
                               .level_wording = {},
                               .group = {},
                               .declared_categories = {},
                               .declared_tasks = {},
                               .row = 2});
  tables.categories.push_back({.key = "works", .programme = {0}, .name = {"Works", "建设"}, .declared_tasks = {}, .row = 2});
  case_.settings.discount_rate = discount;
}

UnitId Builder::city(const std::string& key) {
  auto& units = case_.campaign.units;
  units.push_back({.key = key, .name = {key, key}, .level = UnitLevel::city, .row = static_cast<int>(units.size()) + 2});
  return {static_cast<int>(units.size()) - 1};
}

UnitId Builder::county(const std::string& key, bool poor) {
  auto& units = case_.campaign.units;
  units.push_back(
      {.key = key, .name = {key, key}, .level = UnitLevel::county, .poor_area = poor, .row = static_cast<int>(units.size()) + 2});
  return {static_cast<int>(units.size()) - 1};
}

ProjectId Builder::project(const std::string& key, ProjectTerms terms) {
  auto& projects = case_.campaign.projects;
  Project project;
  project.key = key;
  project.name = {key, key};
  project.unit = terms.unit;
  project.sector = terms.sector;
  project.duration = static_cast<int>(terms.spend.size());
  for (const double amount : terms.spend) {
    project.profile.push_back(wan(amount));
    project.cost += wan(amount);
  }
  if (terms.earliest >= 0) project.earliest_start = case_.campaign.horizon.at(terms.earliest);
  project.commercial = terms.commercial;
  project.bt = terms.bt;
  if (terms.operating) project.operating_cost = wan(*terms.operating);
  if (terms.fees) project.user_fees = wan(*terms.fees);
  project.row = static_cast<int>(projects.size()) + 2;
  projects.push_back(std::move(project));
  return {static_cast<int>(projects.size()) - 1};
}

StageId Builder::stage(const std::string& key, StageTerms terms) {
  CampaignTables& tables = case_.campaign;
  const StageId id{static_cast<int>(tables.stages.size())};
  Stage stage;
  stage.key = key;
  stage.programme = {0};
  stage.name = {key, key};
  stage.title_level = "city";
  stage.units = std::move(terms.units);
  if (stage.units.empty())
    for (int u = 0; u < static_cast<int>(tables.units.size()); ++u) stage.units.push_back({u});
  stage.deadline = tables.horizon.at(terms.deadline);
  stage.firmness = terms.firmness;
  stage.assessment_lag = terms.lag;
  stage.late_price = wan(terms.late);
  stage.never_price = wan(terms.never);
  stage.row = id.value + 2;
  tables.stages.push_back(std::move(stage));

  Task task;
  task.key = key + "-task";
  task.category = {0};
  task.programme = {0};
  task.name = {task.key, task.key};
  task.row = static_cast<int>(tables.tasks.size()) + 2;
  tables.tasks.push_back(std::move(task));
  for (const ProjectId project : terms.needs)
    tables.services.push_back({.project = project,
                               .task = {static_cast<int>(tables.tasks.size()) - 1},
                               .stages = {id},
                               .row = static_cast<int>(tables.services.size()) + 2});
  return id;
}

void Builder::link(LinkEnd from, LinkEnd to, LinkKind kind, int lag) {
  auto& links = case_.campaign.links;
  links.push_back({.from = from, .to = to, .kind = kind, .lag = lag, .row = static_cast<int>(links.size()) + 2});
}

SourceId Builder::source(const std::string& key, SourceTerms terms) {
  auto& sources = case_.funding.sources;
  const SourceId id{static_cast<int>(sources.size())};
  Source source;
  source.key = key;
  source.name = {key, key};
  source.channel = terms.channel;
  source.level = terms.level;
  source.owner = terms.owner;
  source.units = terms.units;
  source.sectors = terms.sectors;
  source.cost_weight = terms.cost_weight;
  source.max_share = terms.max_share;
  source.match_rate = terms.match_rate;
  source.carry_over = terms.carry_over;
  source.row = id.value + 2;
  sources.push_back(std::move(source));
  for (std::size_t t = 0; t < terms.inflow.size(); ++t)
    if (terms.inflow[t] > 0) more_inflow(id, static_cast<int>(t), terms.inflow[t], terms.certainty);
  return id;
}

SourceId Builder::contract(const std::string& key, double capacity, SourceId repaid_by, Contract terms, const SourceTerms& limits) {
  auto& contracts = case_.funding.contracts;
  terms.key = key;
  terms.row = static_cast<int>(contracts.size()) + 2;
  const SourceId id = source(key, {.inflow = {capacity},
                                   .channel = terms.kind == ContractKind::bt ? Channel::bt : Channel::bot,
                                   .level = FundLevel::market,
                                   .owner = {},
                                   .sectors = limits.sectors,
                                   .max_share = limits.max_share,
                                   .units = limits.units});
  contracts.push_back(std::move(terms));
  case_.funding.sources.back().contract = {static_cast<int>(contracts.size()) - 1};
  case_.funding.sources.back().repaid_by = repaid_by;
  return id;
}

void Builder::more_inflow(SourceId source, int t, double amount, Certainty certainty) {
  auto& inflows = case_.funding.inflows;
  inflows.push_back({.source = source,
                     .period = case_.campaign.horizon.at(t),
                     .certainty = certainty,
                     .amount = wan(amount),
                     .row = static_cast<int>(inflows.size()) + 2});
}

void Builder::budget(UnitId unit, int year, double expenditure, double committed) {
  auto& budgets = case_.funding.budgets;
  budgets.push_back({.unit = unit,
                     .year = year,
                     .general_expenditure = wan(expenditure),
                     .committed_service = wan(committed),
                     .row = static_cast<int>(budgets.size()) + 2});
}

Case Builder::solved(double objective, std::initializer_list<int> start, std::initializer_list<int> stage, double gap) {
  case_.objective = objective;
  for (const int a : start) case_.start.push_back(a < 0 ? std::nullopt : std::optional(a));
  for (const int q : stage) case_.stage.push_back(q < 0 ? std::nullopt : std::optional(q));
  case_.gap = wan(gap);
  return case_;
}

const std::vector<Case>& cases() {
  static const std::vector<Case> all = [] {
    std::vector<Case> found;
    for (auto&& part : {money_cases(), contract_cases(), schedule_cases()}) found.insert(found.end(), part.begin(), part.end());
    return found;
  }();
  return all;
}

const Case& find(const std::string& name) {
  for (const Case& problem : cases())
    if (problem.name == name) return problem;
  throw std::out_of_range("no gallery case " + name);
}

namespace {
template <class T>
T accepted(Checked<T> checked, const std::string& name) {
  if (!checked) throw std::logic_error(name + ": " + (checked.issues().empty() ? "refused" : checked.issues().front().sentence.en));
  return std::move(*checked);
}
}  // namespace

Campaign campaign_of(const Case& problem) { return accepted(Campaign::build(problem.campaign), problem.name); }
Funding funding_of(const Case& problem) { return accepted(Funding::build(problem.funding, problem.campaign.horizon), problem.name); }

}  // namespace liandong::gallery
