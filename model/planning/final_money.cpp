#include "model/planning/final_money.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <optional>
#include <stdexcept>
#include <tuple>
#include <utility>

#include "model/optimise/solve.hpp"
#include "model/planning/contract_choice.hpp"
#include "model/planning/merge_sources.hpp"
#include "model/planning/money_parts.hpp"
#include "model/planning/parallel.hpp"
#include "model/planning/pay_lines.hpp"
#include "model/planning/simplest_vertex.hpp"

namespace liandong {
namespace {

constexpr std::array levels{Certainty::issued, Certainty::approved, Certainty::hoped};

/// What one part, or the whole, comes to.
struct PartMoney {
  bool solved = true;
  std::vector<PaidLine> lines;
  std::array<std::vector<PaidLine>, levels.size()> lines_at;  ///< Empty at the settings' certainty.
  std::vector<PriceEntry> prices;                             ///< Of sources that the part has alone.
  double price_of_wholeness = 0;
};

std::vector<PaidLine> paid(const MoneyProgram& program, const Eigen::VectorXd& x) {
  std::vector<PaidLine> lines = pay_lines(program, x);
  merge_sources(program.problem(), lines);
  return lines;
}

/// Decides the contracts (14), then the amounts. False if the solver fails.
bool settle_plan(MoneyProgram& program, optimise::Solution& solution, PartMoney& money) {
  std::optional<ContractSearch> search;
  if (!program.candidates().empty() && solution.basis) {
    search.emplace(program, solution);
    search->choose();
  }
  for (;;) {
    if (search) solution = search->money();
    if (solution.status != optimise::SolveStatus::optimal) return false;
    money.lines = paid(program, simplest_vertex(program, solution));
    if (!search) return true;
    const auto small = undersized(program.problem(), money.lines);
    if (small.empty()) break;
    search->forbid(small);
  }
  money.price_of_wholeness = std::max(0.0, search->price());
  return true;
}

/// The same schedule under the same contracts with other inflows: contracts that come out too small are given up, no others are made.
bool settle_again(MoneyProgram& program, const optimise::Basis& start, std::vector<PaidLine>& lines) {
  for (;;) {
    optimise::Solution solution = optimise::solve_from(program.lp(), start, {.tolerance = 1e-9});
    if (solution.status != optimise::SolveStatus::optimal) solution = optimise::solve(program.lp(), {.tolerance = 1e-9, .vertex = true});
    if (solution.status != optimise::SolveStatus::optimal) return false;
    lines = paid(program, solution.x);
    const auto small = undersized(program.problem(), lines);
    if (small.empty()) return true;
    ContractChoice choice = program.choice();
    for (const auto& [project, source] : small) choice[project.index()] = ContractCover::none();
    program.choose(std::move(choice));
  }
}

/// Prices of the sources that `program` has to itself.
std::vector<PriceEntry> prices_of(const MoneyProgram& program, const optimise::Solution& solution) {
  std::vector<int> rows;
  std::vector<PriceEntry> prices;
  for (std::size_t k = 0; k < program.cash_row().size(); ++k) {
    const SourceId source{static_cast<int>(k)};
    if (program.cash_row()[k][0] < 0 || program.divided(source)) continue;
    for (int t = 0; t < program.problem().periods(); ++t) {
      rows.push_back(program.cash_row()[k][static_cast<std::size_t>(t)]);
      const double value = -solution.y[rows.back()];
      prices.push_back({.source = source, .t = t, .value = value > 1e-9 ? value : 0});
    }
  }
  if (!solution.basis) return prices;
  const auto ranges = optimise::rhs_ranges(program.lp(), solution, rows);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const double side = program.lp().row_upper[rows[i]];
    prices[i].range_low = ranges[i].low - side;
    prices[i].range_high = ranges[i].high - side;
  }
  return prices;
}

/// The levels of certainty are solved on up to `threads` threads.
PartMoney solve_part(const SpendModel& model, const Schedule& schedule, double reserve, const MoneyPart* part, int threads) {
  const Certainty certainty = model.problem().settings().certainty;
  PartMoney money;
  MoneyProgram program(model, schedule, {.reserve_wan = reserve, .certainty = certainty, .part = part});
  optimise::Solution solution = optimise::solve(program.lp(), {.tolerance = 1e-9, .vertex = true});
  money.solved = solution.status == optimise::SolveStatus::optimal && settle_plan(program, solution, money);
  if (!money.solved) return money;
  money.prices = prices_of(program, solution);
  std::array<bool, levels.size()> settled{};
  for_each_index(static_cast<int>(levels.size()), threads, [&](int level) {
    const auto i = static_cast<std::size_t>(level);
    if (levels[i] == certainty) {
      settled[i] = true;
      return;
    }
    MoneyProgram other(model, schedule, {.reserve_wan = reserve, .certainty = levels[i], .part = part});
    other.choose(program.choice());
    settled[i] = settle_again(other, solution.basis ? *solution.basis : optimise::Basis{}, money.lines_at[i]);
  });
  money.solved = std::all_of(settled.begin(), settled.end(), [](bool is) { return is; });
  return money;
}

/// The money of every part; of the whole as one where that is small or cannot be divided. `common` receives the prices of divided money.
std::vector<PartMoney> solve_parts(const SpendModel& model, const Schedule& schedule, double reserve, const FinalMoneyOptions& options,
                                   std::vector<PriceEntry>& common) {
  const MoneyProgram whole(model, schedule, {.reserve_wan = reserve, .certainty = model.problem().settings().certainty});
  std::vector<MoneyPart> parts;
  if (whole.lp().rows() > options.most_rows) parts = money_parts(whole);
  if (parts.size() > 1) {
    std::vector<double> values;
    if (options.division != nullptr) {
      divide(whole, *options.division, parts);
      values = options.division->prices;
    } else if (const optimise::Solution solution = optimise::solve(whole.lp(), {.tolerance = 1e-8});
               solution.status == optimise::SolveStatus::optimal) {
      divide(whole, solution.x, parts);
      values = whole.row_values(solution.y);
    } else {
      parts.clear();
    }
    std::map<SourceId, bool> divided;
    for (const MoneyPart& part : parts)
      for (const auto& [source, amounts] : part.inflow[static_cast<std::size_t>(whole.options().certainty)]) divided[source] = true;
    for (const auto& [source, is] : divided)
      for (int t = 0; t < model.problem().periods(); ++t) {
        const double value = values[static_cast<std::size_t>(model.rows().cash(source, t))];
        common.push_back({.source = source, .t = t, .value = value > 1e-9 ? value : 0});
      }
  }
  if (parts.size() < 2) return {solve_part(model, schedule, reserve, nullptr, options.threads)};
  std::vector<PartMoney> money(parts.size());
  for_each_index(static_cast<int>(parts.size()), options.threads, [&](int p) {
    money[static_cast<std::size_t>(p)] = solve_part(model, schedule, reserve, &parts[static_cast<std::size_t>(p)], 1);
  });
  return money;
}

/// The lines of all parts, by project and period.
std::vector<PaidLine> joined(std::vector<std::vector<PaidLine>*> lists) {
  std::vector<PaidLine> lines;
  for (auto* list : lists) lines.insert(lines.end(), std::make_move_iterator(list->begin()), std::make_move_iterator(list->end()));
  std::sort(lines.begin(), lines.end(),
            [](const PaidLine& a, const PaidLine& b) { return std::tie(a.project, a.t) < std::tie(b.project, b.t); });
  return lines;
}

std::vector<Money> gap_by_period(const PlanningProblem& problem, const std::vector<GapEntry>& gaps) {
  std::vector<Money> total(static_cast<std::size_t>(problem.periods()));
  for (const GapEntry& gap : gaps) total[static_cast<std::size_t>(gap.t)] += gap.amount;
  return total;
}

/// Every source and period, those that no line touches at 0.
std::vector<PriceEntry> complete(const PlanningProblem& problem, const std::vector<PriceEntry>& known) {
  std::vector<PriceEntry> prices;
  const auto periods = static_cast<std::size_t>(problem.periods());
  for (std::size_t k = 0; k < problem.funding().sources().size(); ++k)
    for (std::size_t t = 0; t < periods; ++t) prices.push_back({.source = SourceId{static_cast<int>(k)}, .t = static_cast<int>(t)});
  for (const PriceEntry& price : known) prices[price.source.index() * periods + static_cast<std::size_t>(price.t)] = price;
  return prices;
}

/// False if some balance or ceiling could not be held.
bool settle(const SpendModel& model, const Schedule& schedule, std::vector<PartMoney>& parts, int threads, FinalMoney& money) {
  const PlanningProblem& problem = model.problem();
  const auto allocated = [&](Certainty certainty, auto lines_of) {
    std::vector<std::vector<PaidLine>*> lists;
    for (PartMoney& part : parts) lists.push_back(&lines_of(part));
    return allocate(problem, schedule, certainty, joined(lists));
  };
  std::array<Allocation, levels.size()> others;
  std::vector<int> work{-1};  // The settings' certainty, which may be none of the levels.
  for (std::size_t i = 0; i < levels.size(); ++i)
    if (levels[i] != problem.settings().certainty) work.push_back(static_cast<int>(i));
  for_each_index(static_cast<int>(work.size()), threads, [&](int n) {
    const int level = work[static_cast<std::size_t>(n)];
    if (level < 0) {
      money.allocation = allocated(
          problem.settings().certainty, [](PartMoney & part) -> auto& { return part.lines; });
    } else {
      const auto i = static_cast<std::size_t>(level);
      others[i] = allocated(
          levels[i], [i](PartMoney & part) -> auto& { return part.lines_at[i]; });
    }
  });
  bool exact = money.allocation.exact;
  for (std::size_t i = 0; i < levels.size(); ++i) {
    const bool here = levels[i] == problem.settings().certainty;
    exact = exact && (here || others[i].exact);
    money.gap_at_certainty.push_back(
        {.level = levels[i], .by_period = gap_by_period(problem, here ? money.allocation.gaps : others[i].gaps)});
  }
  return exact;
}

/// Without any money every rule still holds: the whole spend is gap.
FinalMoney no_money(const SpendModel& model, const Schedule& schedule) {
  const PlanningProblem& problem = model.problem();
  const MoneyProgram program(model, schedule, {.certainty = problem.settings().certainty});
  FinalMoney money;
  money.allocation =
      allocate(problem, schedule, problem.settings().certainty, pay_lines(program, Eigen::VectorXd::Zero(program.lp().columns())));
  if (!money.allocation.exact) throw std::logic_error("an allocation without money breaks a balance");
  money.prices = complete(problem, {});
  for (const Certainty level : levels)
    money.gap_at_certainty.push_back({.level = level, .by_period = gap_by_period(problem, money.allocation.gaps)});
  return money;
}

}  // namespace

FinalMoney final_money(const SpendModel& model, const Schedule& schedule, const FinalMoneyOptions& options) {
  double reserve = 0.0002;  // 万元: 2 yuan; rounding moves a fen or two a group and instalment.
  for (int attempt = 0; attempt < 8; ++attempt, reserve *= 8) {
    std::vector<PriceEntry> prices;
    std::vector<PartMoney> parts = solve_parts(model, schedule, reserve, options, prices);
    if (!std::all_of(parts.begin(), parts.end(), [](const PartMoney& part) { return part.solved; })) continue;
    FinalMoney money;
    for (const PartMoney& part : parts) {
      prices.insert(prices.end(), part.prices.begin(), part.prices.end());
      money.price_of_wholeness += part.price_of_wholeness;
    }
    if (!settle(model, schedule, parts, options.threads, money)) continue;
    money.prices = complete(model.problem(), prices);
    return money;
  }
  return no_money(model, schedule);
}

}  // namespace liandong
