#include "scenarios/input_changes.hpp"

#include <algorithm>
#include <span>
#include <utility>

namespace liandong {
namespace {

/// By source: what counts within the horizon.
std::vector<Money> counted(const CampaignFile& file) {
  std::vector<Money> money(file.funding.sources().size());
  for (std::size_t k = 0; k < money.size(); ++k)
    for (const Money amount : file.funding.inflow(SourceId{static_cast<std::int32_t>(k)}, file.campaign.horizon(), file.settings.certainty))
      money[k] += amount;
  return money;
}

Money sum(const std::vector<Money>& parts) {
  Money whole;
  for (const Money part : parts) whole += part;
  return whole;
}

}  // namespace

Checked<ScenarioInput> read_input(const CampaignFolder& folder, const std::string& scenario) {
  Checked<CampaignFile> file = folder.file(scenario);
  if (!file) return file.issues();
  Issues warnings = file.issues();
  ScenarioInput input{.key = scenario, .file = std::move(*file), .effects = {}};
  // Each difference by itself: the inputs with it, less those without it and what comes after it.
  Checked<CampaignFile> before = folder.file();
  for (std::size_t n = 1; n <= input.file.differences.size(); ++n) {
    Checked<CampaignFile> after = folder.file(std::span(input.file.differences).first(n));
    DifferenceEffect& effect = input.effects.emplace_back();
    if (before && after) {  // A difference may need a later one to make sense; its effect is then counted there.
      const InputComparison change = compare_inputs(*before, *after);
      effect = {.figures = change.figures.size(),
                .inflow = change.inflow_after - change.inflow_before,
                .cost = change.cost_after - change.cost_before};
    }
    if (after) before = std::move(after);
  }
  return {std::move(input), std::move(warnings)};
}

InputComparison compare_inputs(const CampaignFile& before, const CampaignFile& after) {
  InputComparison result;
  result.figures = changed_figures(input_figures(before), input_figures(after));
  const std::vector<Money> a = counted(before), b = counted(after);
  for (std::size_t k = 0; k < a.size(); ++k)
    if (a[k] != b[k]) result.sources.push_back({.source = SourceId{static_cast<std::int32_t>(k)}, .before = a[k], .after = b[k]});
  const auto size = [](const SourceChange& change) { return std::max(change.after - change.before, change.before - change.after); };
  std::stable_sort(result.sources.begin(), result.sources.end(),
                   [&](const SourceChange& x, const SourceChange& y) { return size(x) > size(y); });
  result.inflow_before = sum(a);
  result.inflow_after = sum(b);
  result.cost_before = before.campaign.total_cost();
  result.cost_after = after.campaign.total_cost();
  return result;
}

}  // namespace liandong
