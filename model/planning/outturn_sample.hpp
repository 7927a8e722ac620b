#pragma once

#include <limits>
#include <memory>
#include <optional>
#include <vector>

#include "model/planning/evaluation.hpp"
#include "model/planning/lagrangian.hpp"
#include "model/planning/outturn.hpp"

namespace liandong {

/// What lies in the tail of the gap is charged for: `price` for each yuan of CVaR at `level`, docs/maths/hedging.md (4).
struct TailPrice {
  double level = 0.9;
  double price = 0;
  /// The gap above which money shuns it; empty = the best one for the sample, as (5) has it.
  std::optional<double> threshold{};
};

/// CVaR: the mean of the largest (1 - level) of values that weigh the same.
[[nodiscard]] double tail_mean(std::vector<double> values, double level);
/// The places of the largest values that lie wholly within that share, ascending.
[[nodiscard]] std::vector<std::size_t> tail_of(const std::vector<double>& values, double level);

/// A schedule in each outturn of a sample, with the best money there. Amounts in 万元.
struct SampleValue {
  Schedule planned;
  bool whole = false;                                          ///< All of it is there: nothing proved it too dear on the way.
  std::vector<double> cost, gap;                               ///< By outturn: (10) there, and the gap of all periods together.
  std::vector<std::uint8_t> tail;                              ///< By outturn: its money was decided with the tail's charge.
  TailPrice used;                                              ///< With the threshold found, if the tail is charged.
  std::vector<RowPrices> prices;                               ///< By outturn.
  double mean = std::numeric_limits<double>::infinity();       ///< Of the costs.
  double cvar = 0;                                             ///< Of the gaps.
  double objective = std::numeric_limits<double>::infinity();  ///< Mean + price x CVaR.
};

/// Several outturns that all weigh the same, laid out for pricing one schedule after another: two stages, the dates first and, once the
/// outturn is known, the money.
class OutturnSample {
 public:
  /// `planned` must outlive it.
  OutturnSample(const PlanningProblem& planned, std::vector<Outturn> outturns, TailPrice tail = {});

  [[nodiscard]] std::size_t size() const { return outturns_->size(); }
  [[nodiscard]] const PlanningProblem& planned() const { return *planned_; }
  [[nodiscard]] const Outturn& outturn(std::size_t i) const { return (*outturns_)[i]; }
  [[nodiscard]] const std::vector<OutturnDates>& dates() const { return *dates_; }
  [[nodiscard]] std::vector<const PlanningProblem*> problems() const;
  [[nodiscard]] const TailPrice& tail() const { return tail_; }
  /// The same outturns under another price of the tail.
  [[nodiscard]] OutturnSample with(TailPrice tail) const;

  /// The money of one outturn, in the tail with its charge.
  [[nodiscard]] const MasterLayout& layout(std::size_t i, bool in_tail) const { return (in_tail ? charged_ : plain_)[i]->layout; }
  [[nodiscard]] const SpendModel& model(std::size_t i, bool in_tail) const { return (in_tail ? charged_ : plain_)[i]->model; }
  /// Multipliers of another problem with the same sources, as prices of each outturn.
  [[nodiscard]] std::vector<RowPrices> prices(const Multipliers& multipliers) const;

  /// What each completion costs in each outturn at given prices: whatever the schedule and the money, `of()` is not more than it costs,
  /// with those in `tail` charged.
  [[nodiscard]] std::vector<CompletionCosts> costs(const std::vector<RowPrices>& prices, const std::vector<std::uint8_t>& tail,
                                                   int threads = 1) const;
  [[nodiscard]] double least(const std::vector<CompletionCosts>& costs, const Schedule& planned) const;

  /// The schedule in every outturn, from prices near the right ones. Given `costs`, it is left as soon as they prove it to cost `below` or
  /// more: then it is not whole.
  [[nodiscard]] SampleValue value(const Schedule& planned, const std::vector<RowPrices>& near, int threads = 1,
                                  const std::vector<CompletionCosts>* costs = nullptr,
                                  double below = std::numeric_limits<double>::infinity()) const;

 private:
  struct Money {
    Money(const PlanningProblem& problem, double charge) : model(problem, charge), layout(model) {}
    SpendModel model;
    MasterLayout layout;
  };

  const PlanningProblem* planned_;
  std::shared_ptr<const std::vector<Outturn>> outturns_;
  std::shared_ptr<const std::vector<OutturnDates>> dates_;
  TailPrice tail_;
  std::vector<std::shared_ptr<const Money>> plain_, charged_;  ///< The same where nothing is charged.
};

}  // namespace liandong
