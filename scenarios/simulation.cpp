#include "scenarios/simulation.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "model/planning/parallel.hpp"
#include "scenarios/draw_piece.hpp"
#include "scenarios/piece_store.hpp"
#include "scenarios/simulation_statistics.hpp"

namespace liandong {
namespace {

constexpr std::int64_t block = 32;  ///< Draws that one thread makes in a row.

void resize(PolicyDraws& out, std::size_t draws, std::size_t periods, std::size_t stages) {
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

/// Makes draws in a row, on several threads.
class DrawMaker {
 public:
  DrawMaker(const RiskModel& risks, const DispatchModel& model, const SimulationOptions& options)
      : risks_(risks),
        model_(model),
        options_(options),
        sampler_(options.sampling, options.seed, options.draws, risks.variables()),
        influences_(risks.influences().size()) {}

  /// Draws first .. last - 1; after a stop fewer. `made` is told how many, block by block.
  SimulationDraws make(std::int64_t first, std::int64_t last, const std::function<void(std::int64_t)>& made) {
    SimulationDraws piece;
    piece.periods = model_.periods;
    piece.stages = model_.stages;
    piece.draws = last - first;
    piece.noted = std::clamp<std::int64_t>(most_noted - first, 0, piece.draws);
    cut(piece);
    std::vector<std::uint8_t> done(static_cast<std::size_t>((last - first + block - 1) / block));
    for_each_index(static_cast<int>(done.size()), options_.threads, [&](int b) {
      if (options_.stop.stop_requested()) return;
      const std::int64_t from = b * block, to = std::min(last - first, from + block);
      std::unique_ptr<Worker> worker = hire();
      for (std::int64_t i = from; i < to; ++i) draw(first + i, static_cast<std::size_t>(i), *worker, piece);
      done[static_cast<std::size_t>(b)] = 1;
      const std::scoped_lock lock(guard_);
      idle_.push_back(std::move(worker));
      made(to - from);
    });
    // Blocks are begun in order, so those without a gap before them are nearly all that were made before a stop.
    const auto whole = std::find(done.begin(), done.end(), std::uint8_t{0}) - done.begin();
    piece.draws = std::min(piece.draws, whole * block);
    piece.noted = std::min(piece.noted, piece.draws);
    cut(piece);
    return piece;
  }

 private:
  std::unique_ptr<Worker> hire() {
    {
      const std::scoped_lock lock(guard_);
      if (!idle_.empty()) {
        std::unique_ptr<Worker> worker = std::move(idle_.back());
        idle_.pop_back();
        return worker;
      }
    }
    return std::make_unique<Worker>(risks_, model_);
  }

  void draw(std::int64_t i, std::size_t place, Worker& worker, SimulationDraws& piece) const {
    risks_.draw(sampler_, i, worker.scratch, worker.inputs);
    if (place < static_cast<std::size_t>(piece.noted))
      risks_.note_influences(worker.scratch, worker.inputs, std::span(piece.influences).subspan(place * influences_, influences_));
    note(worker.dispatch.hold_schedule(worker.inputs), place, model_.projects.size(), piece.by_policy[0]);
    note(worker.dispatch.hold_budget(worker.inputs), place, model_.projects.size(), piece.by_policy[1]);
  }

  void cut(SimulationDraws& piece) const {
    for (PolicyDraws& draws : piece.by_policy)
      resize(draws, static_cast<std::size_t>(piece.draws), static_cast<std::size_t>(piece.periods), piece.stages);
    piece.influences.resize(static_cast<std::size_t>(piece.noted) * influences_);
  }

  const RiskModel& risks_;
  const DispatchModel& model_;
  const SimulationOptions& options_;
  const Sampler sampler_;
  const std::size_t influences_;
  std::mutex guard_;
  std::vector<std::unique_ptr<Worker>> idle_;
};

/// How a piece came about; its first byte.
constexpr char is_new = 'n', is_known = 'k', is_unkept = 'u';

}  // namespace

SimulationDraws simulate(const RiskModel& risks, const DispatchModel& model, const SimulationOptions& options) {
  const auto begin = std::chrono::steady_clock::now();
  const auto seconds = [&] { return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count(); };
  const std::size_t influences = risks.influences().size();
  SimulationDraws out;
  out.sampling = options.sampling;
  out.periods = model.periods;
  out.stages = model.stages;
  const SimulationDraws like = out;
  const auto count = static_cast<int>((options.draws + draws_in_piece - 1) / draws_in_piece);
  const auto first = [](int piece) { return piece * draws_in_piece; };
  const auto last = [&](int piece) { return std::min(options.draws, first(piece) + draws_in_piece); };

  std::mutex progress_guard;
  std::int64_t shown = 0;
  const auto show = [&](std::int64_t draws) {
    if (!options.on_progress || !options.ranks->leads()) return;
    const std::scoped_lock lock(progress_guard);
    shown += draws;
    options.on_progress({.done = shown, .draws = options.draws, .seconds = seconds()});
  };
  DrawMaker maker(risks, model, options);
  std::vector<std::uint8_t> shown_here(static_cast<std::size_t>(count));  ///< Pieces of which `show` has been told.
  const auto make = [&](int i) {
    if (options.pieces)
      if (const auto known = options.pieces->find(i); known && draws_in(*known, like, influences) == last(i) - first(i))
        return is_known + *known;
    shown_here[static_cast<std::size_t>(i)] = 1;
    const SimulationDraws piece = maker.make(first(i), last(i), show);
    const std::string bytes = bytes_of(piece);
    const bool keep = options.pieces && piece.draws == last(i) - first(i);
    return (keep && !options.pieces->keep(i, bytes).empty() ? is_unkept : is_new) + bytes;
  };

  std::map<int, std::string> waiting;  // What has come before its turn.
  int next = 0;
  bool open = true;
  const auto add = [&](int i, const std::string& piece) {
    const std::int64_t draws = append(out, std::string_view(piece).substr(1), influences);
    if (piece.front() == is_known) out.taken_up += draws;
    if (piece.front() == is_unkept) out.unkept += draws;
    open = draws == last(i) - first(i);
    if (!open || options.until <= 0 || out.draws == options.draws || !precise_enough(out, model, options)) return;
    out.end = SimulationEnd::precise;
    open = false;
  };
  options.ranks->share({.count = count, .lanes = 1, .stop = options.stop, .make = make, .take = [&](int i, std::string piece) {
                          if (shown_here[static_cast<std::size_t>(i)] == 0) show(last(i) - first(i));
                          waiting.emplace(i, std::move(piece));
                          for (auto at = waiting.begin(); open && at != waiting.end() && at->first == next; at = waiting.erase(at))
                            add(next++, at->second);
                          return open;
                        }});
  if (out.draws < options.draws && out.end == SimulationEnd::all_draws) out.end = SimulationEnd::cancelled;
  out.seconds = seconds();
  return out;
}

}  // namespace liandong
