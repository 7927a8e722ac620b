#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "model/core/text.hpp"
#include "scenarios/dispatch.hpp"
#include "scenarios/sampler.hpp"
#include "scenarios/uncertainty.hpp"

namespace liandong {

/// The most periods by which works may take longer.
[[nodiscard]] int longest_delay(const Uncertainty& uncertainty);

enum class InfluenceKind { driver, cost, delay, money, interest, partner };

/// A drawn quantity that may explain a result: a driver's score, a project's cost factor or delay, what of a source's money comes within
/// the horizon, what is added to an interest rate, how many partners of a source quit.
struct Influence {
  InfluenceKind kind = InfluenceKind::driver;
  std::string key;
  Text name;
};

/// Makes drawn inputs from random numbers (docs/maths/simulation.md (5) to (11)). Variables are named by the keys of what they are about,
/// so that another scenario of the same campaign meets the same fortune.
class RiskModel {
 public:
  /// Both must outlive it.
  RiskModel(const DispatchModel& model, const Uncertainty& uncertainty);

  /// Names of the random numbers that a draw takes, for the sampler.
  [[nodiscard]] const std::vector<std::string>& variables() const { return variables_; }
  [[nodiscard]] const std::vector<Influence>& influences() const { return influences_; }

  /// Room to draw into.
  struct Scratch {
    std::vector<double> driver_scores;
    std::vector<double> incomes;        ///< Factors.
    std::vector<std::int64_t> arrival;  ///< By group, 2^-32.
    std::vector<int> late;              ///< By group, periods.
    std::vector<double> interest;       ///< By drawn terms: what is added.
  };
  [[nodiscard]] Scratch scratch() const;
  [[nodiscard]] DrawnInputs inputs() const { return planned_inputs(model_); }

  /// Draw `i` into `inputs`, which `inputs()` or an earlier draw has made.
  void draw(const Sampler& sampler, std::int64_t i, Scratch& scratch, DrawnInputs& inputs) const;
  /// The influences of the draw that was last drawn into both, in their order.
  void note_influences(const Scratch& scratch, const DrawnInputs& inputs, std::span<float> out) const;

 private:
  /// A random number and the driver that it follows; without either it is one half.
  struct Score {
    int variable = -1;
    Loading loading;
    double rest = 1;  ///< sqrt(1 - loading^2).
  };
  struct Item {
    int about = 0;  ///< Project, source, contract terms or offer.
    int row = 0;    ///< Of the uncertainty.
    Score score;
  };
  /// What one source receives on one rung of the ladder in one year.
  struct ArrivalGroup {
    int row = 0;
    Score drop, share, late;
  };
  struct UncertainInflow {
    int source = 0, t = 0, group = -1, income = -1;
    std::int64_t amount = 0;
  };

  Score score(const std::string& name, const Loading& loading, bool uncertain);
  void add_incomes();
  void add_interest();
  void add_partners();
  void add_costs();
  void add_arrivals();
  void add_delays(const std::vector<DelayRisk>& rows, const char* name, std::vector<Item>& items);
  void add_influences();
  [[nodiscard]] double normal(const Score& score, const Sampler& sampler, std::int64_t i, const Scratch& scratch) const;
  [[nodiscard]] double probability(const Score& score, const Sampler& sampler, std::int64_t i, const Scratch& scratch) const;

  const DispatchModel& model_;
  const Uncertainty& uncertainty_;
  SquareMatrix root_;
  std::vector<std::string> variables_;
  std::vector<Item> incomes_, interest_, partners_, costs_, durations_, approvals_;
  std::vector<ArrivalGroup> groups_;
  std::vector<UncertainInflow> uncertain_;
  std::vector<std::int64_t> certain_;  ///< By source and period.
  std::vector<double> planned_;        ///< By source, all periods.
  std::vector<Influence> influences_;
  std::vector<int> delayed_, paying_, partnered_;  ///< Projects and sources behind the influences of these kinds.
};

}  // namespace liandong
