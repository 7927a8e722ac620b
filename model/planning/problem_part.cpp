#include "model/planning/problem_part.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace liandong {
namespace {

/// New numbers for the rows of a table that are kept, in their old order.
template <class Id>
class Renumbering {
 public:
  explicit Renumbering(std::size_t rows) : number_(rows, -1) {}

  void keep(Id id) { number_[id.index()] = 0; }
  void settle() {
    int next = 0;
    for (int& number : number_)
      if (number >= 0) number = next++;
  }
  [[nodiscard]] bool kept(Id id) const { return number_[id.index()] >= 0; }
  void apply(Id& id) const {
    if (id.known()) id.value = number_[id.index()];
  }
  /// Without the ids that are not kept.
  void apply(std::vector<Id>& ids) const {
    std::erase_if(ids, [&](Id id) { return !kept(id); });
    for (Id& id : ids) apply(id);
  }
  [[nodiscard]] std::vector<Id> kept() const {
    std::vector<Id> ids;
    for (std::size_t i = 0; i < number_.size(); ++i)
      if (number_[i] >= 0) ids.push_back(Id{static_cast<std::int32_t>(i)});
    return ids;
  }
  /// The rows that are kept.
  template <class Row>
  [[nodiscard]] std::vector<Row> of(const std::vector<Row>& rows) const {
    std::vector<Row> found;
    for (std::size_t i = 0; i < rows.size(); ++i)
      if (number_[i] >= 0) found.push_back(rows[i]);
    return found;
  }

 private:
  std::vector<int> number_;
};

class Extraction {
 public:
  Extraction(const PlanningProblem& whole, const std::vector<int>& nodes, const std::vector<SourceId>& sources)
      : whole_(whole),
        from_(whole.campaign().tables()),
        money_(whole.funding().tables()),
        units_(from_.units.size()),
        programmes_(from_.programmes.size()),
        categories_(from_.categories.size()),
        tasks_(from_.tasks.size()),
        stages_(from_.stages.size()),
        projects_(from_.projects.size()),
        sources_(money_.sources.size()),
        contracts_(money_.contracts.size()) {
    const int project_count = whole.graph().project_count();
    for (const int v : nodes) {
      if (v < project_count)
        projects_.keep({v});
      else
        stages_.keep({v - project_count});
    }
    for (const SourceId k : sources) sources_.keep(k);
    projects_.settle();
    stages_.settle();
    sources_.settle();
    find_what_goes_with_them();
  }

  [[nodiscard]] PlanningProblem problem(const std::vector<std::vector<Money>>& inflow) const {
    auto campaign = Campaign::build(campaign_tables());
    assert(campaign.ok());  // Part of a sound campaign.
    auto funding = Funding::build(funding_tables(inflow), from_.horizon);
    assert(funding.ok());
    return {*std::move(campaign), *std::move(funding), whole_.settings(), locks()};
  }

  [[nodiscard]] std::vector<UnitId> units() const { return units_.kept(); }

 private:
  void find_what_goes_with_them() {
    for (const Project& project : projects_.of(from_.projects)) units_.keep(project.unit);
    for (const Stage& stage : stages_.of(from_.stages)) {
      programmes_.keep(stage.programme);
      for (const UnitId unit : stage.units) units_.keep(unit);
    }
    for (const Service& service : from_.services)
      if (projects_.kept(service.project)) tasks_.keep(service.task);
    tasks_.settle();
    for (const Task& task : tasks_.of(from_.tasks)) {
      categories_.keep(task.category);
      programmes_.keep(task.programme);
    }
    for (const Source& source : sources_.of(money_.sources)) {
      if (source.owner.known()) units_.keep(source.owner);
      if (!source.units.empty() && std::none_of(source.units.begin(), source.units.end(), [&](UnitId u) { return units_.kept(u); }))
        units_.keep(source.units.front());  // An empty list would mean all.
      if (source.contract.known()) contracts_.keep(source.contract);
    }
    units_.settle();
    programmes_.settle();
    categories_.settle();
    contracts_.settle();
  }

  [[nodiscard]] CampaignTables campaign_tables() const {
    CampaignTables to{.key = from_.key, .name = from_.name, .horizon = from_.horizon, .declared = {}};
    to.units = units_.of(from_.units);
    to.programmes = programmes_.of(from_.programmes);
    for (Programme& programme : to.programmes) programme.declared_categories = programme.declared_tasks = std::nullopt;
    to.categories = categories_.of(from_.categories);
    for (Category& category : to.categories) {
      programmes_.apply(category.programme);
      category.declared_tasks = std::nullopt;
    }
    to.tasks = tasks_.of(from_.tasks);
    for (Task& task : to.tasks) {
      categories_.apply(task.category);
      programmes_.apply(task.programme);
    }
    to.stages = stages_.of(from_.stages);
    for (Stage& stage : to.stages) {
      programmes_.apply(stage.programme);
      units_.apply(stage.units);
    }
    to.projects = projects_.of(from_.projects);
    for (Project& project : to.projects) units_.apply(project.unit);
    for (Service service : from_.services) {
      if (!projects_.kept(service.project)) continue;
      projects_.apply(service.project);
      tasks_.apply(service.task);
      const bool all = service.stages.empty();
      stages_.apply(service.stages);
      if (all || !service.stages.empty()) to.services.push_back(std::move(service));
    }
    const auto keep_end = [&](LinkEnd& end) {
      if (end.project ? !projects_.kept(*end.project) : !stages_.kept(*end.stage)) return false;
      if (end.project)
        projects_.apply(*end.project);
      else
        stages_.apply(*end.stage);
      return true;
    };
    for (Link link : from_.links)
      if (keep_end(link.from) && keep_end(link.to)) to.links.push_back(link);
    return to;
  }

  [[nodiscard]] FundingTables funding_tables(const std::vector<std::vector<Money>>& inflow) const {
    FundingTables to;
    to.sources = sources_.of(money_.sources);
    for (Source& source : to.sources) {
      units_.apply(source.owner);
      units_.apply(source.units);
      contracts_.apply(source.contract);
      sources_.apply(source.repaid_by);
    }
    for (std::size_t k = 0; k < inflow.size(); ++k)
      for (std::size_t t = 0; t < inflow[k].size(); ++t)
        if (!inflow[k][t].is_zero())
          to.inflows.push_back({.source = SourceId{static_cast<int>(k)},
                                .period = from_.horizon.at(static_cast<int>(t)),
                                .certainty = Certainty::in_account,
                                .amount = inflow[k][t]});
    to.contracts = contracts_.of(money_.contracts);
    for (Budget budget : money_.budgets) {
      if (!units_.kept(budget.unit)) continue;
      units_.apply(budget.unit);
      to.budgets.push_back(budget);
    }
    return to;
  }

  /// A source that is reserved for projects elsewhere pays for none here, and is not among the sources.
  [[nodiscard]] std::vector<Lock> locks() const {
    std::vector<Lock> kept;
    for (Lock lock : whole_.locks().rows()) {
      if (!projects_.kept(lock.project) || (lock.source.known() && !sources_.kept(lock.source))) continue;
      projects_.apply(lock.project);
      sources_.apply(lock.source);
      kept.push_back(lock);
    }
    return kept;
  }

  const PlanningProblem& whole_;
  const CampaignTables& from_;
  const FundingTables& money_;
  Renumbering<UnitId> units_;
  Renumbering<ProgrammeId> programmes_;
  Renumbering<CategoryId> categories_;
  Renumbering<TaskId> tasks_;
  Renumbering<StageId> stages_;
  Renumbering<ProjectId> projects_;
  Renumbering<SourceId> sources_;
  Renumbering<ContractId> contracts_;
};

}  // namespace

ProblemPart part_of(const PlanningProblem& whole, std::vector<int> nodes, std::vector<SourceId> sources,
                    const std::vector<std::vector<Money>>& inflow) {
  const Extraction extraction(whole, nodes, sources);
  return {.problem = extraction.problem(inflow), .nodes = std::move(nodes), .sources = std::move(sources), .units = extraction.units()};
}

}  // namespace liandong
