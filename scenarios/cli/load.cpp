#include "scenarios/cli/load.hpp"

#include <iostream>
#include <utility>

#include "model/io/read_campaign.hpp"
#include "model/planning/wording.hpp"
#include "scenarios/cli/closest.hpp"
#include "scenarios/cli/print.hpp"

namespace liandong::cli {

std::optional<Certainty> parse_certainty(const std::string& word) {
  static const char* words[] = {"in_account", "issued", "approved", "applied", "hoped"};
  for (int level = 0; level < 5; ++level)
    if (word == words[level] || word == name_of(static_cast<Certainty>(level)).zh) return static_cast<Certainty>(level);
  return {};
}

Provenance provenance_of(const LoadedCampaign& loaded) {
  return {.input_hash = loaded.input_hash, .scenario = loaded.scenario, .seed = {}, .version = LIANDONG_VERSION, .options = {}};
}

std::optional<LoadedCampaign> load_campaign(const Session& session, const std::string& folder, const std::string& scenario,
                                            const std::optional<Certainty>& certainty) {
  Checked<CampaignFile> file = read_campaign(folder, scenario.empty() ? std::nullopt : std::optional<std::string>(scenario));
  if (!file) {
    refuse(session, file.issues(), folder);
    return {};
  }
  if (!file.issues().empty() && !session.json) {
    const std::string count = std::to_string(file.issues().size()), with = folder + (scenario.empty() ? "" : " --scenario " + scenario);
    std::cerr << session.say({count + (file.issues().size() == 1 ? " warning" : " warnings") + " in the input; liandong check " + with +
                                  " lists them.",
                              "录入数据有" + count + "条警告；用 liandong check " + with + " 查看。"})
              << "\n";
  }
  Settings settings = file->settings;
  std::string applied = file->scenario ? file->scenario->key : "";  // Of "baseline" nothing.
  if (certainty) settings.certainty = *certainty;
  return LoadedCampaign{.problem = PlanningProblem(std::move(file->campaign), std::move(file->funding), std::move(settings),
                                                   std::move(file->locks), std::move(file->modes)),
                        .input_hash = file->input_hash,
                        .scenario = std::move(applied)};
}

}  // namespace liandong::cli
