#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "model/core/wide.hpp"
#include "model/funding/contract.hpp"
#include "model/funding/repayment.hpp"
#include "scenarios/dispatch_model.hpp"

namespace liandong {

/// What one draw makes of the inputs of a plan.
struct DrawnInputs {
  std::vector<std::int64_t> cost_factor;  ///< By project, 2^-32.
  std::vector<int> longer, approval;      ///< By project, periods.
  std::vector<std::int64_t> inflow;       ///< By source and period, fen.
  std::vector<std::uint8_t> quit;         ///< By offer: its partner is gone.
  std::vector<Contract> terms;            ///< As drawn.
};

/// The inputs that the plan was made from.
[[nodiscard]] DrawnInputs planned_inputs(const DispatchModel& model);

inline constexpr int never_complete = 1'000'000;

/// What carrying out a plan came to, fen. Of the works within the horizon: paid + gap + later = cost.
struct DispatchOutcome {
  std::vector<std::int64_t> gap;  ///< By period, of the works and of debt service.
  std::int64_t gap_works = 0;     ///< Due within the horizon and not paid.
  std::int64_t gap_service = 0;   ///< Instalments and subsidies due within the horizon and not paid.
  std::int64_t paid = 0;          ///< For works.
  std::int64_t later = 0;         ///< Spend that falls after the horizon, or waits for money beyond it.
  std::int64_t cost = 0;          ///< Of the projects that the plan builds.
  std::int64_t service = 0;       ///< Of all contracts, also beyond the horizon.
  std::int64_t service_due = 0;   ///< Within the horizon.
  std::int64_t over_ceiling = 0;  ///< Service above the ceilings (8), summed over units and years.
  std::vector<int> completion;    ///< By node, period; `never_complete` = not within what is known.
};

/// One payment of a dispatch, and balances after each period, for checks.
struct DispatchPayment {
  int project = 0, source = 0, t = 0;
  std::int64_t amount = 0;
};
struct DispatchTrail {
  std::vector<DispatchPayment> payments;
  std::vector<std::int64_t> balances;  ///< By source and period.
  std::vector<int> starts;             ///< By project; `never_complete` = not started.
};

/// Carries a plan out, period by period, in whole fen (docs/maths/simulation.md (12) to (21); (4) to (9) are those of
/// docs/maths/planning-problem.md). One object for each thread; nothing is allocated once it is made, unless a trail is asked for.
class Dispatch {
 public:
  explicit Dispatch(const DispatchModel& model);

  /// Projects keep their dates but for what the draw delays; what cannot be paid is gap.
  const DispatchOutcome& hold_schedule(const DrawnInputs& inputs, DispatchTrail* trail = nullptr);
  /// A period's work is done if it can be paid in full, and waits otherwise; so do its successors.
  const DispatchOutcome& hold_budget(const DrawnInputs& inputs, DispatchTrail* trail = nullptr);

 private:
  // Under a budget what has not begun or ended by `now_` does so later, whatever was foreseen.
  [[nodiscard]] int start_of(int node) const {
    const auto v = static_cast<std::size_t>(node);
    const bool open = now_ >= 0 && v < model_.projects.size() && done_[v] == 0;
    return open && start_[v] <= now_ ? now_ + 1 : start_[v];
  }
  [[nodiscard]] int completion_of(int node) const {
    const auto v = static_cast<std::size_t>(node);
    const bool open = now_ >= 0 && v < model_.projects.size() && done_[v] < length_of(node);
    return open && outcome_.completion[v] <= now_ ? now_ + 1 : outcome_.completion[v];
  }

  /// The spend of one project in one period.
  struct Line {
    int project = 0, first_share = 0, last_share = 0;
    std::int64_t spend = 0, left = 0;
    Int128 match = 0;  ///< Σ own - Σ m y of (5), billionths of a fen.
  };
  struct Taken {
    int offer = 0;
    std::int64_t amount = 0;
  };

  void begin(const DrawnInputs& inputs, DispatchTrail* trail);
  void settle_dates();
  [[nodiscard]] int earliest_start(int node) const;
  /// The period of execution in the plan whose sources pay this one.
  [[nodiscard]] int planned_period(int project, int done) const {
    const DispatchProject& planned = model_.projects[static_cast<std::size_t>(project)];
    const int longer = inputs_->longer[static_cast<std::size_t>(project)];
    return longer == 0 ? done : done * planned.duration / (planned.duration + longer);
  }
  [[nodiscard]] int length_of(int project) const {
    return model_.projects[static_cast<std::size_t>(project)].duration + inputs_->longer[static_cast<std::size_t>(project)];
  }
  [[nodiscard]] bool may_finish(int node, int t) const;
  void settle_stage(int node);
  void receive(int t);
  void open_line(int project, int done, Line& line);
  bool pay_contracts(Line& line, int t, bool whole);
  bool pay_as_planned(Line& line, int t, bool whole);
  void pay_from_free_money(Line& line, int t);
  [[nodiscard]] std::int64_t most_payable(const Line& line, int t) const;
  void take(Line& line, int offer, std::int64_t amount, int t);
  void give_back(Line& line, int t);
  [[nodiscard]] bool may_pay(int offer, int project) const;
  [[nodiscard]] std::int64_t share_room(const Line& line, int offer) const;
  [[nodiscard]] std::int64_t match_room(const Line& line, int offer, int t) const;
  [[nodiscard]] std::int64_t service_room(const DispatchContract& contract, std::int64_t amount, int t) const;
  void note_service(const DispatchContract& contract, std::int64_t amount, int t);
  bool try_line(int project, int t, bool free_money);
  void hand_over(int project, int completion, int now);
  void pay_service(int t);
  void record(const Line& line, int t);
  void work(int t, bool free_money);
  void wait(int t);
  void close_period();
  void finish();

  const DispatchModel& model_;
  const DrawnInputs* inputs_ = nullptr;
  DispatchTrail* trail_ = nullptr;
  DispatchOutcome outcome_;
  int now_ = -1;                                  // The period, under a budget.
  std::vector<int> start_, done_;                 // By node; periods of execution done.
  std::vector<std::uint8_t> handed_over_;         // By contract's project.
  std::vector<std::int64_t> balance_, due_;       // By source; by source and period.
  std::vector<std::int64_t> paid_;                // By offer, on the line that is being paid.
  std::vector<std::int64_t> drawn_;               // By contract and period.
  std::vector<std::int64_t> foreseen_, service_;  // By debtor and year: by factors; to the fen.
  std::vector<Line> lines_;
  std::vector<Taken> taken_;
  std::vector<std::uint8_t> served_;  // By project: its line of this period is paid.
  std::vector<Draw> draws_;
  std::vector<Instalment> instalments_;
};

}  // namespace liandong
