#include "model/planning/pay_lines.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <tuple>

#include "model/core/wide.hpp"

namespace liandong {
namespace {

constexpr std::int64_t no_limit = std::numeric_limits<std::int64_t>::max();

/// A source that pays a group, or the gap, and what is left of its amount.
struct Payer {
  SourceId source;         ///< Unknown: the gap.
  std::int64_t left = 0;   ///< Fen not yet shared out.
  std::int64_t match = 0;  ///< What a fen adds to own - Σ m y, billionths.
  Rate share = Rate::one();
  bool contract = false;
  std::int64_t room = 0;   ///< Σ of the caps of the lines to come; `no_limit` for the gap.

  [[nodiscard]] bool gap() const { return !source.known(); }
  [[nodiscard]] std::int64_t cap(Money spend) const { return gap() ? spend.fen() : share.floor_of(spend).fen(); }
};

Int128 balance_of(const std::vector<Payer>& payers) {
  Int128 balance = 0;
  for (const Payer& payer : payers) balance += static_cast<Int128>(payer.left) * payer.match;
  return balance;
}

/// One line's part of the payers' amounts, between what the lines to come cannot take (low) and what this one may (high).
struct Part {
  std::vector<std::int64_t> low, high, amount;
};

/// Moves fen from one payer to another until `wanted` of own - Σ m y is gained (wanted > 0) or lost.
void shift_match(const std::vector<Payer>& payers, Part& part, Int128 wanted) {
  const bool gain = wanted > 0;
  Int128 missing = gain ? wanted : -wanted;
  while (missing > 0) {
    std::size_t up = payers.size(), down = payers.size();
    const auto value = [&](std::size_t k) { return gain ? payers[k].match : -payers[k].match; };
    for (std::size_t k = 0; k < payers.size(); ++k) {
      if (part.amount[k] < part.high[k] && (up == payers.size() || value(k) > value(up))) up = k;
      if (part.amount[k] > part.low[k] && (down == payers.size() || value(k) < value(down))) down = k;
    }
    if (up == payers.size() || down == payers.size() || value(up) <= value(down)) return;
    const Int128 step = value(up) - value(down);
    const Int128 enough = (missing + step - 1) / step;
    const std::int64_t most = std::min(part.high[up] - part.amount[up], part.amount[down] - part.low[down]);
    const std::int64_t moved = enough < most ? static_cast<std::int64_t>(enough) : most;
    part.amount[up] += moved;
    part.amount[down] -= moved;
    missing -= step * moved;
  }
}

class Sharing {
 public:
  explicit Sharing(const MoneyProgram& program) : program_(program), problem_(program.problem()) {}

  std::vector<PaidLine> run(const Eigen::VectorXd& solution) {
    std::vector<std::vector<int>> lines_of(program_.groups().size());
    const auto& lines = program_.lines();
    for (std::size_t i = 0; i < lines.size(); ++i) {
      paid_.push_back({.project = lines[i].project, .t = lines[i].t, .spend = lines[i].spend, .paid = {}, .gap = {}});
      lines_of[static_cast<std::size_t>(lines[i].group)].push_back(static_cast<int>(i));
    }
    // In the order of time, so that a project keeps the sources that it began with.
    std::vector<int> order(program_.groups().size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return period_of(a) < period_of(b); });
    for (const int group : order)
      if (!lines_of[static_cast<std::size_t>(group)].empty())
        share_out(program_.groups()[static_cast<std::size_t>(group)], std::move(lines_of[static_cast<std::size_t>(group)]), solution);
    return std::move(paid_);
  }

 private:
  [[nodiscard]] int period_of(int group) const {
    return program_.model().cells()[static_cast<std::size_t>(program_.groups()[static_cast<std::size_t>(group)].cell)].t;
  }
  [[nodiscard]] PaidLine& line(int number) { return paid_[static_cast<std::size_t>(number)]; }
  /// What the project has drawn from the source so far.
  [[nodiscard]] std::int64_t used(ProjectId project, SourceId source) const {
    const auto found = used_.find({project, source});
    return found == used_.end() ? 0 : found->second;
  }

  /// The group's amounts in whole fen, the gap last: rounded down, then the fen left over to the largest fractions that have room in
  /// share (4) and match (5). More than rounding is a real gap.
  std::vector<Payer> payers_of(const MoneyGroup& group, const std::vector<int>& lines, const Eigen::VectorXd& solution) {
    Money spend;
    for (const int i : lines) spend += line(i).spend;
    std::vector<Payer> payers;
    std::vector<std::pair<double, std::size_t>> fractions;
    std::int64_t left = spend.fen();
    for (const GroupColumn& column : group.columns) {
      const double wan = solution[column.column];
      if (!(wan > 5e-7)) continue;  // Half a fen.
      const Source& source = problem_.funding()[column.source];
      Payer payer{.source = column.source, .share = problem_.max_share(line(lines.front()).project, column.source), .contract = is_contract(source.channel)};
      payer.match = match_weight(problem_, line(lines.front()), column.source);
      for (const int i : lines) payer.room += payer.cap(line(i).spend);
      // A solver leaves a hair below the whole fen it means: 1e-3 fen is the tolerance of that.
      payer.left = std::clamp(Money::floor_wan(wan + 1e-9).fen(), std::int64_t{0}, std::min(left, payer.room));
      left -= payer.left;
      fractions.emplace_back(wan * 1e6 - std::floor(wan * 1e6), payers.size());
      payers.push_back(payer);
    }
    while (balance_of(payers) < 0) {  // A floor on the local money may cost the match a fen: matched money gives way.
      const auto matched = std::find_if(payers.begin(), payers.end(), [](const Payer& p) { return p.match < 0 && p.left > 0; });
      if (matched == payers.end()) break;
      const std::int64_t step = std::min(matched->left, std::max<std::int64_t>(1, matched->left / 1'000'000'000));
      matched->left -= step;
      left += step;
    }
    const std::int64_t most_rounding = static_cast<std::int64_t>(payers.size()) + 2;
    std::stable_sort(fractions.begin(), fractions.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    for (const auto& [fraction, place] : fractions) {
      if (left > most_rounding || fraction <= 0) break;
      Payer& payer = payers[place];
      const std::int64_t given = std::min(left, payer.room - payer.left);
      if (given <= 0) continue;
      payer.left += given;
      left -= given;
      if (balance_of(payers) >= 0) continue;
      payer.left -= given;
      left += given;
    }
    payers.push_back({.source = {}, .left = left, .room = no_limit});
    return payers;
  }

  void share_out(const MoneyGroup& group, std::vector<int> lines, const Eigen::VectorXd& solution) {
    std::vector<Payer> payers = payers_of(group, lines, solution);
    const auto contract_so_far = [&](int i) {
      std::int64_t sum = 0;
      for (const Payer& payer : payers)
        if (payer.contract) sum += used(line(i).project, payer.source);
      return sum;
    };
    // Projects under contract first, then the large ones: the first find most room.
    std::stable_sort(lines.begin(), lines.end(), [&](int a, int b) {
      const auto had_a = contract_so_far(a) > 0, had_b = contract_so_far(b) > 0;
      return had_a != had_b ? had_a : line(a).spend > line(b).spend;
    });
    std::int64_t rest = 0;
    for (const int i : lines) rest += line(i).spend.fen();
    for (const int i : lines) {
      const Money spend = line(i).spend;
      rest -= spend.fen();
      Part part = part_of(payers, line(i).project, spend, rest);
      const Int128 whole = balance_of(payers);
      Int128 own = 0;
      for (std::size_t k = 0; k < payers.size(); ++k) own += static_cast<Int128>(part.amount[k]) * payers[k].match;
      if (own < 0) shift_match(payers, part, -own);  // (5) of this line, and of those to come.
      if (own > whole) shift_match(payers, part, whole - own);
      for (std::size_t k = 0; k < payers.size(); ++k) {
        payers[k].left -= part.amount[k];
        if (!payers[k].gap()) settle(line(i), payers[k].source, part.amount[k]);
      }
      hold_match(line(i));
    }
  }

  /// The least that the lines to come leave to this one, then as few payers more as fill it: those that it has already or had
  /// before (of these those that end here), then those with most to give; the gap last.
  Part part_of(std::vector<Payer>& payers, ProjectId project, Money spend, std::int64_t rest) {
    const std::size_t n = payers.size();
    Part part{.low = std::vector<std::int64_t>(n), .high = std::vector<std::int64_t>(n), .amount = {}};
    std::int64_t need = spend.fen();
    for (std::size_t k = 0; k < n; ++k) {
      Payer& payer = payers[k];
      const std::int64_t cap = payer.cap(spend);
      if (!payer.gap()) payer.room -= cap;
      part.high[k] = std::min({cap, payer.left, need});
      part.low[k] = std::clamp<std::int64_t>(payer.left - (payer.gap() ? rest : payer.room), 0, part.high[k]);
      need -= part.low[k];
    }
    part.amount = part.low;
    std::vector<std::size_t> order(n);
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto key = [&](std::size_t k) {
      const bool present = part.low[k] > 0 || used(project, payers[k].source) > 0;
      const bool finished = part.high[k] == payers[k].left;  // Then the lines to come do without it.
      return std::tuple(payers[k].gap() && part.low[k] == 0, !payers[k].contract, !present, !(present && finished), -part.high[k]);
    };
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
    for (const std::size_t k : order) {
      const std::int64_t more = std::min(need, part.high[k] - part.amount[k]);
      if (more <= 0) continue;
      part.amount[k] += more;
      need -= more;
    }
    return part;
  }

  void settle(PaidLine& line, SourceId source, std::int64_t fen) {
    if (fen <= 0) return;
    line.paid.emplace_back(source, Money::from_fen(fen));
    used_[{line.project, source}] += fen;
  }

  /// What is unpaid is gap. Should a match still lack a fen, matched money gives way.
  void hold_match(PaidLine& line) {
    Money left = line.spend;
    for (const auto& [k, amount] : line.paid) left -= amount;
    while (match_balance(problem_, line) < 0) {
      const auto matched = std::find_if(line.paid.begin(), line.paid.end(), [&](const auto& p) {
        return p.second.fen() > 0 && problem_.match_rate(line.project, p.first, line.t) > Rate{};
      });
      if (matched == line.paid.end()) break;
      const Money step = std::min(matched->second, Money::from_fen(std::max<std::int64_t>(1, matched->second.fen() / 1'000'000)));
      matched->second -= step;
      left += step;
    }
    line.gap = left;
  }

  const MoneyProgram& program_;
  const PlanningProblem& problem_;
  std::vector<PaidLine> paid_;
  std::map<std::pair<ProjectId, SourceId>, std::int64_t> used_;
};

}  // namespace

Money PaidLine::from(SourceId source) const {
  const auto place = std::lower_bound(paid.begin(), paid.end(), source, [](const auto& p, SourceId id) { return p.first < id; });
  return place != paid.end() && place->first == source ? place->second : Money{};
}

void PaidLine::add(SourceId source, Money amount) {
  const auto place = std::lower_bound(paid.begin(), paid.end(), source, [](const auto& p, SourceId id) { return p.first < id; });
  if (place != paid.end() && place->first == source)
    place->second += amount;
  else
    paid.insert(place, {source, amount});
}

std::int64_t match_weight(const PlanningProblem& problem, const PaidLine& line, SourceId source) {
  return (problem.counts_as_match(source) ? Rate::one_unit : 0) - problem.match_rate(line.project, source, line.t).billionths();
}

Int128 match_balance(const PlanningProblem& problem, const PaidLine& line) {
  Int128 balance = 0;
  for (const auto& [k, amount] : line.paid) balance += static_cast<Int128>(amount.fen()) * match_weight(problem, line, k);
  return balance;
}

std::vector<PaidLine> pay_lines(const MoneyProgram& program, const Eigen::VectorXd& solution) { return Sharing(program).run(solution); }

}  // namespace liandong
