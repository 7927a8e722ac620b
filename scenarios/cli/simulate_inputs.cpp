#include "scenarios/cli/simulate_inputs.hpp"

#include <fmt/core.h>

#include <bit>
#include <filesystem>
#include <utility>

#include "model/io/folder_transaction.hpp"
#include "model/io/sha256.hpp"
#include "model/io/text_file.hpp"
#include "scenarios/cli/open_uncertainty.hpp"
#include "scenarios/cli/plan_limits.hpp"
#include "scenarios/cli/print.hpp"
#include "scenarios/simulation_report.hpp"

namespace liandong::cli {
namespace {

constexpr std::int64_t most_draws = 1'000'000;  // Some gigabyte of results.
constexpr std::uintmax_t largest_plan_file = std::uintmax_t{1} << 30;

/// All that the draws depend on, as a name.
std::string fingerprint(const SimulateArguments& arguments, const OpenedPlan& opened, const Uncertainty& uncertainty) {
  Sha256 hash;
  hash.add(fmt::format("{} {} {} {} {} {} {}", LIANDONG_VERSION, std::endian::native == std::endian::little ? "little" : "big",
                       opened.loaded.input_hash, uncertainty.hash, arguments.sampling, arguments.draws, arguments.seed));
  for (const char* name : {"schedule.csv", "allocation.csv", "gap.csv", "balances.csv", "debt_service.csv", "affordability.csv",
                           "modes.csv", "certificate.json", "plan.json"})
    if (const Checked<std::string> file = read_bytes(std::filesystem::path(arguments.plan) / name, name, largest_plan_file))
      hash.add(fmt::format("\n{} {}\n", name, file->size()) + *file);
  return hash.hex();
}

}  // namespace

std::optional<Text> trouble_with(const SimulateArguments& arguments) {
  if (arguments.draws < 1 || arguments.draws > most_draws) return Text{"--draws is from 1 to 1000000", "--draws 取 1 至 1000000"};
  if (!(arguments.until >= 0 && arguments.until < 1))
    return Text{"--until is a share from 0 to below 1, such as 0.01", "--until 是比例，取 0 至 1（不含），例如 0.01"};
  if (auto limits = trouble_with_limits(0, 0, arguments.threads)) return limits;
  if (!parse_sampling(arguments.sampling))
    return Text{"--sampling is sobol, latin or plain, not " + arguments.sampling,
                "--sampling 为 sobol、latin 或 plain，不能是 " + arguments.sampling};
  if (!parse_unit(arguments.unit)) return not_a_unit(arguments.unit);
  return {};
}

std::optional<SimulateInputs> read_inputs(const Session& session, const SimulateArguments& arguments) {
  auto opened =
      open_plan(session, arguments.campaign, arguments.plan, arguments.scenario.empty() ? std::nullopt : std::optional(arguments.scenario));
  if (!opened) return {};
  auto uncertainty = open_uncertainty(session, arguments.campaign, opened->loaded.problem);
  if (!uncertainty) return {};
  if (!arguments.out.empty() && session.ranks->leads())  // Minutes of drawing must not end in a folder that cannot be written.
    if (const FolderTransaction probe(arguments.out, simulation_mark); !probe.ok()) {
      refuse(session, probe.issues(), arguments.out, 20);
      return {};
    }
  std::string name = fingerprint(arguments, *opened, *uncertainty);
  SimulateInputs inputs{.opened = *std::move(opened), .uncertainty = *std::move(uncertainty), .fingerprint = std::move(name)};
  if (arguments.pieces.empty()) return inputs;
  inputs.pieces.emplace(arguments.pieces, inputs.fingerprint);
  if (const Issues issues = inputs.pieces->open(); has_errors(issues)) {
    refuse(session, issues, arguments.pieces, 20);
    return {};
  }
  return inputs;
}

}  // namespace liandong::cli
