#include "scenarios/cli/open_plan.hpp"

#include <iostream>
#include <utility>

#include "scenarios/cli/print.hpp"
#include "scenarios/reopen_plan.hpp"

namespace liandong::cli {

std::optional<OpenedPlan> open_plan(const Session& session, const std::string& campaign, const std::string& folder,
                                    const std::optional<std::string>& scenario) {
  const Checked<PlanFiles> files = read_plan_folder(folder);
  if (!files) {
    refuse(session, files.issues(), folder, 20);
    return {};
  }
  const Provenance& made = files->summary.provenance;
  const auto option = made.options.find("certainty");
  auto loaded =
      load_campaign(session, campaign, scenario.value_or(made.scenario), option == made.options.end() ? std::nullopt : parse_certainty(option->second));
  if (!loaded) return {};
  if (loaded->scenario == made.scenario && loaded->input_hash != made.input_hash)
    std::cerr << session.say({"liandong: the campaign has changed since this plan was made; what follows may not fit it",
                              "liandong：该计划编制后创建数据已有改动，以下内容可能不相符"})
              << "\n";
  Checked<Plan> plan = reopen_plan(loaded->problem, *files);
  if (!plan) {
    refuse(session, plan.issues(), folder, 20);
    return {};
  }
  if (!loaded->problem.modes().empty()) loaded->problem = loaded->problem.delivered(plan->deliveries);
  return OpenedPlan{.loaded = *std::move(loaded), .plan = *std::move(plan), .made = made};
}

}  // namespace liandong::cli
