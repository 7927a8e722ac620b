#include "model/planning/allocation.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

namespace liandong {
namespace {

/// Spend of one project in one period, and what pays for it.
struct Line {
  int project = 0;
  int t = 0;
  Money spend;
  std::vector<std::pair<SourceId, Money>> paid;  ///< Ascending by source.
  Money gap;
};

/// (5) in whole fen: own money x 1e9 >= Σ m y, exact in 128 bits.
bool match_held(const PlanningProblem& problem, const Line& line) {
  __extension__ using Wide = __int128;
  Wide balance = 0;
  for (const auto& [k, amount] : line.paid) {
    if (problem.counts_as_match(k)) balance += static_cast<Wide>(amount.fen()) * Rate::one_unit;
    balance -= static_cast<Wide>(amount.fen()) * problem.match_rate(ProjectId{line.project}, k, line.t).billionths();
  }
  return balance >= 0;
}

/// Rounds the real amounts of a line down, then hands the fen left over to sources that have room, the largest fraction first.
void round_line(const PlanningProblem& problem, Line& line, const std::vector<std::pair<SourceId, double>>& wanted) {
  Money left = line.spend;
  struct Remainder {
    double fraction;
    std::size_t place;
  };
  std::vector<Remainder> remainders;
  for (const auto& [k, wan] : wanted) {
    const Money cap = std::min(left, problem.funding()[k].max_share.floor_of(line.spend));
    // A solver leaves a hair below the whole fen it means: 1e-3 fen is the tolerance of that.
    const Money amount = std::clamp(Money::floor_wan(wan + 1e-9), Money{}, cap);
    line.paid.emplace_back(k, amount);
    left -= amount;
    remainders.push_back({wan * 1e6 - std::floor(wan * 1e6), line.paid.size() - 1});
  }
  while (!match_held(problem, line)) {  // A floor on the local money may cost the match a fen: matched money gives way.
    const auto matched = std::find_if(line.paid.begin(), line.paid.end(), [&](const auto& p) {
      return p.second.fen() > 0 && problem.match_rate(ProjectId{line.project}, p.first, line.t) > Rate{};
    });
    if (matched == line.paid.end()) break;
    const Money step = std::min(matched->second, Money::from_fen(std::max<std::int64_t>(1, matched->second.fen() / 1'000'000'000)));
    matched->second -= step;
    left += step;
  }
  std::stable_sort(remainders.begin(), remainders.end(), [](const Remainder& a, const Remainder& b) { return a.fraction > b.fraction; });
  const Money most_rounding = Money::from_fen(static_cast<std::int64_t>(wanted.size()) + 2);
  for (const Remainder& r : remainders) {
    auto& [k, amount] = line.paid[r.place];
    if (left > most_rounding || r.fraction <= 0) break;  // More than rounding is a real gap.
    const Money room = problem.funding()[k].max_share.floor_of(line.spend) - amount;
    const Money given = std::min(left, room);
    if (given.fen() <= 0) continue;
    amount += given;
    if (match_held(problem, line))
      left -= given;
    else
      amount -= given;
  }
  line.gap = left;
}

class Allocator {
 public:
  Allocator(const SpendModel& model, const PlanningProgram& program, const Schedule& schedule, const Eigen::VectorXd& solution)
      : model_(model), problem_(model.problem()), program_(program), schedule_(schedule), solution_(solution) {}

  Allocation run() {
    split_cells();
    settle();
    for (int round = 0; round < 50 && !mend_overdrafts(); ++round) settle();
    hand_out_reserve();
    settle();
    allocation_.exact = sound();
    fill_affordability();
    return std::move(allocation_);
  }

 private:
  void split_cells() {
    std::map<int, std::vector<const MoneyColumn*>> columns;
    for (const MoneyColumn& column : program_.money) columns[column.cell].push_back(&column);
    for (int j = 0; j < problem_.graph().project_count(); ++j) {
      const auto& completion = schedule_[static_cast<std::size_t>(j)];
      if (!completion) continue;
      const Project& project = problem_.campaign()[ProjectId{j}];
      for (const SpendPiece& piece : model_.pieces(j, *completion)) {
        const SpendCell& cell = model_.cells()[static_cast<std::size_t>(piece.cell)];
        Line line{.project = j, .t = cell.t, .spend = project.profile[static_cast<std::size_t>(piece.u)], .paid = {}, .gap = {}};
        const double part = piece.wan / program_.fixed_spend[static_cast<std::size_t>(piece.cell)];
        std::vector<std::pair<SourceId, double>> wanted;
        for (const MoneyColumn* column : columns[piece.cell]) {
          const double wan = solution_[column->column] * part;
          if (wan > 5e-7) wanted.emplace_back(column->source, wan);  // Half a fen.
        }
        round_line(problem_, line, wanted);
        lines_.push_back(std::move(line));
      }
    }
  }

  /// Payments, service and balances that follow from the lines.
  void settle() {
    allocation_.payments.clear();
    allocation_.gaps.clear();
    for (const Line& line : lines_) {
      for (const auto& [k, amount] : line.paid)
        if (!amount.is_zero()) allocation_.payments.push_back({ProjectId{line.project}, k, line.t, amount});
      if (!line.gap.is_zero()) allocation_.gaps.push_back({ProjectId{line.project}, line.t, line.gap});
    }
    std::sort(allocation_.payments.begin(), allocation_.payments.end(), [](const Payment& a, const Payment& b) {
      return std::tie(a.project, a.source, a.t) < std::tie(b.project, b.source, b.t);
    });
    std::sort(allocation_.gaps.begin(), allocation_.gaps.end(), [](const GapEntry& a, const GapEntry& b) {
      return std::tie(a.project, a.t) < std::tie(b.project, b.t);
    });
    allocation_.service = contract_service(problem_, schedule_, allocation_.payments);
    const auto periods = static_cast<std::size_t>(problem_.periods());
    const std::size_t sources = problem_.funding().sources().size();
    allocation_.balances.assign(sources, std::vector<BalanceEntry>(periods));
    for (const Payment& p : allocation_.payments) allocation_.balances[p.source.index()][static_cast<std::size_t>(p.t)].drawn += p.amount;
    for (const ServiceEntry& s : allocation_.service)
      if (s.t < problem_.periods()) allocation_.balances[s.payer.index()][static_cast<std::size_t>(s.t)].debt_service += s.amount;
    for (std::size_t k = 0; k < sources; ++k) {
      Money balance;
      const Rate carry = problem_.funding().sources()[k].carry_over;
      for (std::size_t t = 0; t < periods; ++t) {  // (6)
        BalanceEntry& entry = allocation_.balances[k][t];
        entry.inflow = problem_.inflow(SourceId{static_cast<int>(k)}, static_cast<int>(t));
        balance = carry.floor_of(balance) + entry.inflow - entry.drawn - entry.debt_service;
        entry.balance = balance;
      }
    }
    service_by_year_.clear();
    for (const ServiceEntry& s : allocation_.service)
      service_by_year_[{problem_.debtor(s.contract_source), problem_.year_of(s.t)}] += s.amount;
  }

  [[nodiscard]] bool sound() const {
    for (const auto& source : allocation_.balances)
      for (const BalanceEntry& entry : source)
        if (entry.balance.fen() < 0) return false;
    for (const auto& [key, amount] : service_by_year_)
      if (amount > problem_.affordability_ceiling(key.first, key.second)) return false;
    return true;
  }

  /// Takes fen that rounding overdrew from the last draws before the overdraft. True when there is none left.
  bool mend_overdrafts() {
    bool clean = true;
    for (std::size_t k = 0; k < allocation_.balances.size(); ++k)
      for (int t = 0; t < problem_.periods(); ++t) {
        Money missing = -allocation_.balances[k][static_cast<std::size_t>(t)].balance;
        if (missing.fen() <= 0) continue;
        clean = false;
        for (int earlier = t; earlier >= 0 && missing.fen() > 0; --earlier)
          for (Line& line : lines_) {
            if (line.t != earlier || missing.fen() <= 0) continue;
            for (auto& [source, amount] : line.paid) {
              if (source.index() != k) continue;
              const Money taken = std::min(missing, amount);
              amount -= taken;
              if (!match_held(problem_, line)) {  // This money carries a match: leave it.
                amount += taken;
                continue;
              }
              line.gap += taken;
              missing -= taken;
            }
          }
        break;  // Later balances of this source follow from the mended one.
      }
    return clean;
  }

  /// Fills gaps from balances that nobody needs later: what the reserve kept back. Money without a contract only.
  void hand_out_reserve() {
    for (Line& line : lines_) {
      if (line.gap.is_zero()) continue;
      const int start = *schedule_[static_cast<std::size_t>(line.project)] - problem_.campaign()[ProjectId{line.project}].duration + 1;
      for (int number = 0; number < static_cast<int>(problem_.funding().sources().size()) && !line.gap.is_zero(); ++number) {
        const SourceId k{number};
        const Source& source = problem_.funding()[k];
        if (is_contract(source.channel) || problem_.eligibility(ProjectId{line.project}, k, start) != Eligibility::eligible) continue;
        auto& balances = allocation_.balances[k.index()];
        Money spare = balances[static_cast<std::size_t>(line.t)].balance;
        if (source.carry_over > Rate{}) {
          if (source.carry_over < Rate::one()) continue;  // A fen here would be a fraction of a fen later.
          for (int t = line.t; t < problem_.periods(); ++t) spare = std::min(spare, balances[static_cast<std::size_t>(t)].balance);
        }
        auto place = std::lower_bound(line.paid.begin(), line.paid.end(), k, [](const auto& p, SourceId id) { return p.first < id; });
        const Money now = place != line.paid.end() && place->first == k ? place->second : Money{};
        const Money given = std::min({line.gap, spare, source.max_share.floor_of(line.spend) - now});
        if (given.fen() <= 0) continue;
        Line changed = line;
        auto& paid = changed.paid;
        const auto at = paid.begin() + (place - line.paid.begin());
        if (at != paid.end() && at->first == k)
          at->second += given;
        else
          paid.insert(at, {k, given});
        changed.gap -= given;
        if (!match_held(problem_, changed)) continue;
        line = std::move(changed);
        const int until = source.carry_over == Rate::one() ? problem_.periods() - 1 : line.t;
        for (int t = line.t; t <= until; ++t) balances[static_cast<std::size_t>(t)].balance -= given;
      }
    }
  }

  void fill_affordability() {
    std::set<UnitId> debtors;
    for (std::size_t k = 0; k < problem_.funding().sources().size(); ++k)
      if (is_contract(problem_.funding().sources()[k].channel)) debtors.insert(problem_.debtor(SourceId{static_cast<int>(k)}));
    for (const UnitId unit : debtors) {
      int last = problem_.year_of(problem_.periods() - 1);
      for (const auto& [key, amount] : service_by_year_)
        if (key.first == unit) last = std::max(last, key.second);
      for (int year = problem_.year_of(0); year <= last; ++year) {
        const auto service = service_by_year_.find({unit, year});
        allocation_.affordability.push_back({.unit = unit,
                                             .year = year,
                                             .service = service == service_by_year_.end() ? Money{} : service->second,
                                             .ceiling = problem_.affordability_ceiling(unit, year)});
      }
    }
  }

  const SpendModel& model_;
  const PlanningProblem& problem_;
  const PlanningProgram& program_;
  const Schedule& schedule_;
  const Eigen::VectorXd& solution_;
  std::vector<Line> lines_;
  std::map<std::pair<UnitId, int>, Money> service_by_year_;
  Allocation allocation_;
};

}  // namespace

Allocation allocate(const SpendModel& model, const PlanningProgram& program, const Schedule& schedule, const Eigen::VectorXd& solution) {
  return Allocator(model, program, schedule, solution).run();
}

std::vector<ServiceEntry> contract_service(const PlanningProblem& problem, const Schedule& schedule, const std::vector<Payment>& payments) {
  const int per_year = problem.campaign().horizon().per_year();
  std::map<std::pair<ProjectId, SourceId>, std::vector<Draw>> contracts;
  for (const Payment& p : payments)
    if (is_contract(problem.funding()[p.source].channel))
      contracts[{p.project, p.source}].push_back({.before = *schedule[p.project.index()] - p.t, .amount = p.amount});
  std::vector<ServiceEntry> service;
  for (const auto& [key, draws] : contracts) {
    const auto& [id, source_id] = key;
    const Source& source = problem.funding()[source_id];
    const Contract& terms = problem.funding()[source.contract];
    const Project& project = problem.campaign()[id];
    std::vector<Instalment> instalments;
    if (source.channel == Channel::bt) {
      instalments = bt_instalments(terms, bt_price_base(terms, draws, per_year), per_year);
    } else {
      Money capital;
      for (const Draw& draw : draws) capital += draw.amount;
      instalments = bot_subsidies(terms, capital, Money::muldiv(*project.operating_cost, capital.fen(), project.cost.fen()),
                                  Money::muldiv(*project.user_fees, capital.fen(), project.cost.fen()), per_year);
    }
    for (const Instalment& instalment : instalments)
      if (!instalment.amount.is_zero())
        service.push_back({.project = id, .contract_source = source_id, .payer = source.repaid_by,
                           .t = *schedule[id.index()] + instalment.after, .amount = instalment.amount});
  }
  std::sort(service.begin(), service.end(), [](const ServiceEntry& a, const ServiceEntry& b) {
    return std::tie(a.project, a.contract_source, a.t) < std::tie(b.project, b.contract_source, b.t);
  });
  return service;
}

}  // namespace liandong
