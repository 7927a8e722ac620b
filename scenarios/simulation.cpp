#include "scenarios/simulation.hpp"

#include <algorithm>
#include <chrono>
#include <memory>
#include <mutex>

#include "model/planning/parallel.hpp"
#include "scenarios/simulation_statistics.hpp"

namespace liandong {
namespace {

constexpr std::int64_t block = 32;         ///< Draws that one thread makes in a row.
constexpr std::int64_t round_size = 1024;  ///< After which `until` is looked at.

void reserve(PolicyDraws& out, std::size_t draws, std::size_t periods, std::size_t stages) {
  for (auto* amounts : {&out.gap, &out.gap_service, &out.paid, &out.later, &out.cost, &out.service, &out.over_ceiling})
    amounts->resize(draws);
  out.gap_by_period.resize(draws * periods);
  out.completion.resize(draws * stages);
}

void note(const DispatchOutcome& outcome, std::size_t i, std::size_t projects, PolicyDraws& out) {
  const std::size_t periods = outcome.gap.size(), stages = outcome.completion.size() - projects;
  out.gap[i] = outcome.gap_works + outcome.gap_service;
  out.gap_service[i] = outcome.gap_service;
  out.paid[i] = outcome.paid;
  out.later[i] = outcome.later;
  out.cost[i] = outcome.cost;
  out.service[i] = outcome.service;
  out.over_ceiling[i] = outcome.over_ceiling;
  std::copy(outcome.gap.begin(), outcome.gap.end(), out.gap_by_period.begin() + static_cast<std::ptrdiff_t>(i * periods));
  std::copy(outcome.completion.begin() + static_cast<std::ptrdiff_t>(projects), outcome.completion.end(),
            out.completion.begin() + static_cast<std::ptrdiff_t>(i * stages));
}

/// What one thread works with.
struct Worker {
  Worker(const RiskModel& risks, const DispatchModel& model) : inputs(risks.inputs()), scratch(risks.scratch()), dispatch(model) {}
  DrawnInputs inputs;
  RiskModel::Scratch scratch;
  Dispatch dispatch;
};

}  // namespace

SimulationDraws simulate(const RiskModel& risks, const DispatchModel& model, const SimulationOptions& options) {
  const auto begin = std::chrono::steady_clock::now();
  const auto seconds = [&] { return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count(); };
  const Sampler sampler(options.sampling, options.seed, options.draws, risks.variables());
  const auto periods = static_cast<std::size_t>(model.periods), projects = model.projects.size(), influences = risks.influences().size();
  SimulationDraws out;
  out.sampling = options.sampling;
  out.periods = model.periods;
  out.stages = model.stages;
  std::mutex idle_guard, progress_guard;
  std::vector<std::unique_ptr<Worker>> idle;
  std::int64_t shown = 0;
  for (std::int64_t first = 0; first < options.draws; first += round_size) {
    const std::int64_t last = std::min(options.draws, first + round_size);
    for (PolicyDraws& draws : out.by_policy) reserve(draws, static_cast<std::size_t>(last), periods, model.stages);
    out.noted = std::min(last, most_noted);
    out.influences.resize(static_cast<std::size_t>(out.noted) * influences);
    std::vector<std::uint8_t> done(static_cast<std::size_t>((last - first + block - 1) / block));
    for_each_index(static_cast<int>(done.size()), options.threads, [&](int b) {
      if (options.stop.stop_requested()) return;
      std::unique_ptr<Worker> worker;
      {
        const std::scoped_lock lock(idle_guard);
        if (!idle.empty()) {
          worker = std::move(idle.back());
          idle.pop_back();
        }
      }
      if (!worker) worker = std::make_unique<Worker>(risks, model);
      const std::int64_t from = first + b * block, to = std::min(last, from + block);
      for (std::int64_t i = from; i < to; ++i) {
        risks.draw(sampler, i, worker->scratch, worker->inputs);
        const auto place = static_cast<std::size_t>(i);
        if (i < out.noted)
          risks.note_influences(worker->scratch, worker->inputs, std::span(out.influences).subspan(place * influences, influences));
        note(worker->dispatch.hold_schedule(worker->inputs), place, projects, out.by_policy[0]);
        note(worker->dispatch.hold_budget(worker->inputs), place, projects, out.by_policy[1]);
      }
      done[static_cast<std::size_t>(b)] = 1;
      {
        const std::scoped_lock lock(idle_guard);
        idle.push_back(std::move(worker));
      }
      if (!options.on_progress) return;
      const std::scoped_lock lock(progress_guard);
      shown += to - from;
      options.on_progress({.done = shown, .draws = options.draws, .seconds = seconds()});
    });
    // Blocks are begun in order, so those without a gap before them are nearly all that were made before a stop.
    const auto whole = std::find(done.begin(), done.end(), std::uint8_t{0}) - done.begin();
    out.draws = std::min(last, first + whole * block);
    if (out.draws < last) {
      out.end = SimulationEnd::cancelled;
      break;
    }
    if (options.until > 0 && last < options.draws && precise_enough(out, model, options)) {
      out.end = SimulationEnd::precise;
      break;
    }
  }
  for (PolicyDraws& draws : out.by_policy) reserve(draws, static_cast<std::size_t>(out.draws), periods, model.stages);
  out.noted = std::min(out.noted, out.draws);
  out.influences.resize(static_cast<std::size_t>(out.noted) * influences);
  out.seconds = seconds();
  return out;
}

}  // namespace liandong
