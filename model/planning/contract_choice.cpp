#include "model/planning/contract_choice.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <span>
#include <tuple>
#include <utility>

namespace liandong {
namespace {

constexpr double budget_share = 1e-4;   ///< Of the money's cost: what whole contracts may cost beyond need.
constexpr double half = 0.5;            ///< A contract that covers less of its full share is worth doing without.

/// Money problems solved in one improvement or thinning: fewer of large ones, so that the work grows with the plan and no faster.
int trials_for(Eigen::Index rows) { return static_cast<int>(std::clamp<Eigen::Index>(600'000 / std::max<Eigen::Index>(1, rows), 20, 300)); }

/// One way to pay a yuan: what it costs, its share, and what it adds to the match.
struct Way {
  double cost = 0, share = 1, match = 0;
};

/// Value and slope in tau of the shares filled in order of cost - tau match: for any tau >= 0 no more than (12).
struct Filled {
  double tau = 0, value = 0, slope = 0;
};

Filled fill(std::vector<Way>& ways, double tau) {
  std::sort(ways.begin(), ways.end(), [tau](const Way& a, const Way& b) { return a.cost - tau * a.match < b.cost - tau * b.match; });
  Filled at{.tau = tau};
  double left = 1;
  for (const Way& way : ways) {
    const double used = std::min(left, way.share);
    at.value += used * (way.cost - tau * way.match);
    at.slope -= used * way.match;
    left -= used;
    if (left <= 0) break;
  }
  return at;
}

/// (12) for a group's sources: the value is concave in tau, so that tangents from both sides close in on its maximum.
double yuan_price(std::vector<Way> ways) {
  Filled low = fill(ways, 0);
  if (low.slope <= 0) return low.value;
  const auto [least, most] = std::minmax_element(ways.begin(), ways.end(), [](const Way& a, const Way& b) { return a.cost < b.cost; });
  const double range = most->cost - least->cost;
  Filled high = fill(ways, 1 + 2 * range);
  for (int doubling = 0; high.slope > 0 && doubling < 64; ++doubling) high = fill(ways, 2 * high.tau);
  double best = std::max(low.value, high.value);
  for (int step = 0; step < 50 && low.slope > high.slope; ++step) {
    const double tau = (low.value - low.slope * low.tau - high.value + high.slope * high.tau) / (high.slope - low.slope);
    if (!(tau > low.tau && tau < high.tau)) break;
    const double roof = low.value + low.slope * (tau - low.tau);
    const Filled at = fill(ways, tau);
    best = std::max(best, at.value);
    if (at.value >= roof - 1e-12 * (1 + std::abs(roof))) break;
    (at.slope > 0 ? low : high) = at;
  }
  return best;
}

/// The least that a contract may draw on a project if it draws at all (14).
Money least_draw(const PlanningProblem& problem, SourceId contract) { return problem.funding()[problem.funding()[contract].contract].min_size; }


std::map<std::pair<ProjectId, SourceId>, Money> drawn_by_contracts(const PlanningProblem& problem, const std::vector<PaidLine>& lines) {
  std::map<std::pair<ProjectId, SourceId>, Money> drawn;
  for (const PaidLine& line : lines)
    for (const auto& [k, amount] : line.paid)
      if (!amount.is_zero() && is_contract(problem.funding()[k].channel)) drawn[{line.project, k}] += amount;
  return drawn;
}

}  // namespace

std::vector<std::pair<ProjectId, SourceId>> undersized(const PlanningProblem& problem, const std::vector<PaidLine>& lines) {
  std::vector<std::pair<ProjectId, SourceId>> small;
  for (const auto& [contract, amount] : drawn_by_contracts(problem, lines))
    if (amount < least_draw(problem, contract.second)) small.push_back(contract);
  return small;
}

Money full_share(const PlanningProblem& problem, ProjectId project, SourceId contract) {
  Money sum;
  for (const Money spend : problem.campaign()[project].profile) sum += problem.max_share(project, contract).floor_of(spend);
  return sum;
}

ContractSearch::ContractSearch(MoneyProgram& program, optimise::Solution optimum)
    : program_(program), money_(std::move(optimum)), simplex_(optimise::make_simplex(program.lp(), {.tolerance = 1e-9})),
      open_value_(money_.objective), budget_(budget_share * std::abs(money_.objective)), most_trials_(trials_for(program.lp().rows())) {
  optimise::set_basis(simplex_, *money_.basis);
}

bool ContractSearch::allowed(const Candidate& candidate, SourceId contract) const {
  const auto found = forbidden_.find(candidate.project);
  if (found != forbidden_.end() && std::find(found->second.begin(), found->second.end(), contract) != found->second.end()) return false;
  return full_share(program_.problem(), candidate.project, contract) >= least_draw(program_.problem(), contract);
}

std::map<std::pair<ProjectId, SourceId>, Money> ContractSearch::drawn() const { return drawn_by_contracts(program_.problem(), pay_lines(program_, money_.x)); }

/// The money of the programme's choice; from the beginning if the last basis is of no use.
void ContractSearch::solve_money() {
  money_ = optimise::solve_again(simplex_, program_.lp(), {.tolerance = 1e-9});
  if (money_.status == optimise::SolveStatus::optimal && money_.basis) return;
  money_ = optimise::solve(program_.lp(), {.tolerance = 1e-9, .vertex = true});
  if (money_.basis) optimise::set_basis(simplex_, *money_.basis);
}

void ContractSearch::choose() {
  round();
  improve();
  thin_out();
}

void ContractSearch::forbid(const std::vector<std::pair<ProjectId, SourceId>>& contracts) {
  ContractChoice choice = program_.choice();
  for (const auto& [project, source] : contracts) {
    forbidden_[project].push_back(source);
    choice[project.index()] = ContractCover::none();
  }
  program_.choose(std::move(choice));
  solve_money();
  improve();
}

/// A contract stays where it draws half of its full share or more; of several on one project the one that draws most.
void ContractSearch::round() {
  const auto amounts = drawn();
  ContractChoice choice = program_.choice();
  for (const Candidate& candidate : program_.candidates()) {
    ContractCover& cover = choice[candidate.project.index()];
    cover = ContractCover::none();
    Money most;
    bool all_allowed = true;
    for (const SourceId contract : candidate.contracts) {
      all_allowed = all_allowed && allowed(candidate, contract);
      const auto found = amounts.find({candidate.project, contract});
      if (found == amounts.end() || found->second <= most || !allowed(candidate, contract)) continue;
      most = found->second;
      if (most.wan() >= half * full_share(program_.problem(), candidate.project, contract).wan()) cover = ContractCover::by(contract);
    }
    if (!candidate.separable() && cover.source.known()) cover = all_allowed ? ContractCover{} : ContractCover::none();
  }
  program_.choose(std::move(choice));
  solve_money();
}

/// What each project's changes of cover would do at the multipliers at hand: no change costs less than its estimate.
std::vector<ContractSearch::Move> ContractSearch::estimates() const {
  const std::vector<double> values = program_.row_values(money_.y);
  const SpendModel& model = program_.model();
  std::map<int, double> known;
  const auto price = [&](const MoneyLine& line, const ContractCover& cover) {
    const int number = program_.group_of(line, cover);
    const auto [place, fresh] = known.try_emplace(number, 0.0);
    if (!fresh) return place->second;
    const MoneyGroup& group = program_.groups()[static_cast<std::size_t>(number)];
    std::vector<Way> ways{{.cost = model.gap_cost(model.cells()[static_cast<std::size_t>(group.cell)].t)}};
    for (const CellOffer& offer : model.offers(group.cell)) {
      if (is_contract(program_.problem().funding()[offer.source].channel) && !group.cover.admits(offer.source)) continue;
      Way way{.cost = offer.cost, .share = offer.share, .match = offer.match};
      for (const RowTerm& term : offer.terms) way.cost += term.factor * values[static_cast<std::size_t>(term.row)];  // (11)
      ways.push_back(way);
    }
    return place->second = yuan_price(std::move(ways));
  };
  std::vector<Move> moves;
  for (const Candidate& candidate : program_.candidates()) {
    const ContractCover now = program_.choice()[candidate.project.index()];
    const auto cost = [&](const ContractCover& cover) {
      double sum = 0;
      for (const int i : candidate.lines) {
        const MoneyLine& line = program_.lines()[static_cast<std::size_t>(i)];
        sum += line.spend.wan() * price(line, cover);
      }
      return sum;
    };
    const double here = cost(now);
    std::vector<ContractCover> covers{ContractCover::none()};
    const auto may = [&](SourceId contract) { return allowed(candidate, contract); };
    if (candidate.separable())
      for (const SourceId contract : candidate.contracts)
        if (may(contract)) covers.push_back(ContractCover::by(contract));
    if (candidate.contracts.size() > 1 && std::all_of(candidate.contracts.begin(), candidate.contracts.end(), may)) covers.emplace_back();
    for (const ContractCover& cover : covers)
      if (!(cover == now)) moves.push_back({.estimate = cost(cover) - here, .project = candidate.project, .cover = cover});
  }
  return moves;
}

/// Changes of cover that the multipliers at hand do not rule out, the most promising first, one a project.
std::vector<ContractSearch::Move> ContractSearch::promising() const {
  std::vector<Move> moves = estimates();
  const double worth = 1e-7 * std::abs(money_.objective);
  std::erase_if(moves, [&](const Move& move) { return move.estimate >= -worth || tried_.contains({move.project, move.cover}); });
  std::sort(moves.begin(), moves.end(), [](const Move& a, const Move& b) {
    return std::tie(a.estimate, a.project, a.cover.open, a.cover.source) < std::tie(b.estimate, b.project, b.cover.open, b.cover.source);
  });
  std::set<ProjectId> seen;
  std::erase_if(moves, [&](const Move& move) { return !seen.insert(move.project).second; });
  return moves;
}

/// Makes the changes if the money then costs no more than `limit`.
bool ContractSearch::apply(std::span<const Move> moves, double limit) {
  ContractChoice before = program_.choice(), after = before;
  for (const Move& move : moves) after[move.project.index()] = move.cover;
  program_.choose(std::move(after));
  optimise::Solution money = optimise::solve_again(simplex_, program_.lp(), {.tolerance = 1e-9});
  if (money.status == optimise::SolveStatus::optimal && money.basis && money.objective <= limit) {
    money_ = std::move(money);
    return true;
  }
  program_.choose(std::move(before));
  return false;
}

/// Moves while they pay and wholeness costs more than its budget: a quarter of the promising ones at once, fewer if that does not pay.
void ContractSearch::improve() {
  tried_.clear();
  std::vector<Move> moves = promising();
  for (int trial = 0; trial < most_trials_ && price() > budget_ && !moves.empty();) {
    bool moved = false;
    for (std::size_t count = (moves.size() + 3) / 4; count > 0 && !moved && trial < most_trials_; count /= 4) {
      ++trial;
      moved = apply(std::span(moves).first(count), money_.objective - 1e-7 * std::abs(money_.objective));
    }
    if (moved)
      tried_.clear();
    else
      tried_.insert({moves.front().project, moves.front().cover});
    moves = promising();
  }
}

/// Does without contracts that cover little, and without second ones, the smallest first, as long as that stays within the budget; without
/// those that draw nothing, always.
void ContractSearch::thin_out() {
  const auto amounts = drawn();
  ContractChoice choice = program_.choice();
  std::vector<std::pair<Money, Move>> thin;  ///< By what would no longer be drawn.
  for (const Candidate& candidate : program_.candidates()) {
    ContractCover& cover = choice[candidate.project.index()];
    if (cover == ContractCover::none()) continue;
    std::vector<std::pair<Money, SourceId>> used;
    for (const SourceId contract : candidate.contracts)
      if (const auto found = amounts.find({candidate.project, contract}); found != amounts.end()) used.emplace_back(found->second, contract);
    std::sort(used.begin(), used.end());
    if (used.empty()) {
      cover = ContractCover::none();
    } else if (used.size() == 1) {
      if (candidate.separable()) cover = ContractCover::by(used.front().second);
      if (used.front().first.wan() < half * full_share(program_.problem(), candidate.project, used.front().second).wan())
        thin.push_back({used.front().first, {.project = candidate.project, .cover = ContractCover::none()}});
    } else if (candidate.separable()) {
      Money less;
      for (std::size_t i = 0; i + 1 < used.size(); ++i) less += used[i].first;
      thin.push_back({less, {.project = candidate.project, .cover = ContractCover::by(used.back().second)}});
    }
  }
  program_.choose(std::move(choice));
  solve_money();
  std::stable_sort(thin.begin(), thin.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::map<std::pair<ProjectId, ContractCover>, double> estimate;  // At the multipliers at hand.
  const auto estimate_anew = [&] {
    for (const Move& move : estimates()) estimate[{move.project, move.cover}] = move.estimate;
  };
  estimate_anew();
  int trials = most_trials_;
  for (const auto& [amount, move] : thin) {
    const double limit = std::max(money_.objective, open_value_ + budget_);
    if (money_.objective + estimate[{move.project, move.cover}] > limit) continue;
    if (trials-- == 0) return;
    if (apply(std::span(&move, 1), limit)) estimate_anew();
  }
}

}  // namespace liandong
