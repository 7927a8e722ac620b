#include "model/planning/money_program.hpp"

#include <algorithm>
#include <utility>

#include "model/planning/money_parts.hpp"

namespace liandong {
namespace {

using optimise::infinity;

bool needs_match(std::span<const CellOffer> offers) {
  return std::any_of(offers.begin(), offers.end(), [](const CellOffer& o) { return o.match < 0 || (o.match > 0 && o.match < 1); });
}

}  // namespace

MoneyProgram::MoneyProgram(const SpendModel& model, const Schedule& schedule, const MoneyOptions& options)
    : model_(&model), schedule_(schedule), options_(options) {
  collect_lines();
  cash_row_.assign(problem().funding().sources().size(), std::vector<int>(static_cast<std::size_t>(problem().periods()), -1));
  add_groups();
  const auto vector = [](const std::vector<double>& v) { return Eigen::Map<const Eigen::VectorXd>(v.data(), static_cast<Eigen::Index>(v.size())); };
  lp_.a.resize(static_cast<Eigen::Index>(row_lower_.size()), static_cast<Eigen::Index>(cost_.size()));
  lp_.a.setFromTriplets(entries_.begin(), entries_.end());
  lp_.a.makeCompressed();
  lp_.c = vector(cost_);
  lp_.lower = Eigen::VectorXd::Zero(lp_.a.cols());
  lp_.upper = vector(upper_);
  lp_.row_lower = vector(row_lower_);
  lp_.row_upper = vector(row_upper_);
  entries_ = {};
  choose(ContractChoice(problem().campaign().projects().size()));
}

void MoneyProgram::collect_lines() {
  std::vector<ProjectId> projects;
  if (options_.part != nullptr)
    projects = options_.part->projects;
  else
    for (int j = 0; j < problem().graph().project_count(); ++j) projects.push_back(ProjectId{j});
  for (const ProjectId id : projects) {
    const auto& completion = schedule_[id.index()];
    if (!completion) continue;
    const Project& project = problem().campaign()[id];
    Candidate candidate{.project = id, .contracts = {}, .lines = {}};
    for (const SpendPiece& piece : model_->pieces(id.value, *completion)) {
      candidate.lines.push_back(static_cast<int>(lines_.size()));
      groups_of_cell_[piece.cell];
      lines_.push_back({.project = id, .t = model_->cells()[static_cast<std::size_t>(piece.cell)].t, .group = piece.cell,
                        .spend = project.profile[static_cast<std::size_t>(piece.u)]});
    }
    if (candidate.lines.empty()) continue;
    for (const CellOffer& offer : model_->offers(lines_.back().group))
      if (is_contract(problem().funding()[offer.source].channel)) candidate.contracts.push_back(offer.source);
    if (!candidate.contracts.empty()) candidates_.push_back(std::move(candidate));
  }
}

void MoneyProgram::add_groups() {
  for (auto& [cell, numbers] : groups_of_cell_) {
    const auto offers = model_->offers(cell);
    std::vector<SourceId> contracts;
    for (const CellOffer& offer : offers)
      if (is_contract(problem().funding()[offer.source].channel)) contracts.push_back(offer.source);
    std::vector<ContractCover> covers{{}};
    if (!contracts.empty()) covers.push_back(ContractCover::none());
    if (contracts.size() > 1 && contracts.size() <= most_separate_contracts)
      for (const SourceId contract : contracts) covers.push_back(ContractCover::by(contract));
    for (const ContractCover& cover : covers) {
      numbers.push_back(static_cast<int>(groups_.size()));
      MoneyGroup group{.cell = cell, .cover = cover, .balance_row = add_row(0, 0), .columns = {}};  // (3)
      group.gap_column = add_column(model_->gap_cost(model_->cells()[static_cast<std::size_t>(cell)].t));
      entries_.emplace_back(group.balance_row, group.gap_column, 1.0);
      const int match = needs_match(offers) ? add_row(0, infinity) : -1;  // (5)
      for (const CellOffer& offer : offers) {
        if (is_contract(problem().funding()[offer.source].channel) && !cover.admits(offer.source)) continue;
        const int y = add_column(offer.cost);
        group.columns.push_back({.source = offer.source, .column = y, .share = offer.share});
        entries_.emplace_back(group.balance_row, y, 1.0);
        if (match >= 0 && offer.match != 0) entries_.emplace_back(match, y, offer.match);
        for (const RowTerm& term : offer.terms)
          if (term.factor != 0) entries_.emplace_back(money_row(term.row), y, term.factor);  // (6) to (8)
      }
      groups_.push_back(std::move(group));
    }
  }
  for (MoneyLine& line : lines_) line.group = groups_of_cell_.at(line.group).front();
}

int MoneyProgram::add_column(double cost) {
  cost_.push_back(cost);
  upper_.push_back(infinity);
  return static_cast<int>(cost_.size()) - 1;
}

int MoneyProgram::add_row(double lower, double upper) {
  row_lower_.push_back(lower);
  row_upper_.push_back(upper);
  return static_cast<int>(row_lower_.size()) - 1;
}

int MoneyProgram::money_row(int row) {
  const MoneyRows& rows = model_->rows();
  if (row >= rows.cash_count) {
    const auto [place, fresh] = ceiling_row_.try_emplace(row, 0);
    if (fresh) place->second = add_row(-infinity, std::max(0.0, rows.limit[static_cast<std::size_t>(row)] - options_.reserve_wan));
    return place->second;
  }
  const int source = row / rows.periods;
  auto& of_source = cash_row_[static_cast<std::size_t>(source)];
  if (of_source[0] < 0) {  // b_t - rho b_t-1 + draws + service = A_t, b_t >= 0
    const std::vector<double> amounts = inflow(SourceId{source});
    int previous = -1;
    for (std::size_t t = 0; t < of_source.size(); ++t) {
      of_source[t] = add_row(amounts[t], amounts[t]);
      const int balance = add_column(0);
      entries_.emplace_back(of_source[t], balance, 1.0);
      const double carry = rows.carry[static_cast<std::size_t>(source)];
      if (previous >= 0 && carry != 0) entries_.emplace_back(of_source[t], previous, -carry);
      previous = balance;
    }
  }
  return of_source[static_cast<std::size_t>(row % rows.periods)];
}

std::vector<double> MoneyProgram::inflow(SourceId source) const {
  if (divided(source)) return options_.part->inflow[static_cast<std::size_t>(options_.certainty)].at(source);
  // Contract volume needs no reserve: a contract that covers a project to the fen should.
  const double reserve = is_contract(problem().funding()[source].channel) ? 0 : options_.reserve_wan;
  std::vector<double> amounts;
  for (const Money amount : problem().funding().inflow(source, problem().campaign().horizon(), options_.certainty))
    amounts.push_back(std::max(0.0, amount.wan() - reserve));
  return amounts;
}

bool MoneyProgram::divided(SourceId source) const {
  return options_.part != nullptr && options_.part->inflow[static_cast<std::size_t>(options_.certainty)].contains(source);
}

int MoneyProgram::group_of(const MoneyLine& line, const ContractCover& cover) const {
  const auto& numbers = groups_of_cell_.at(groups_[static_cast<std::size_t>(line.group)].cell);
  if (cover.open || numbers.size() == 1) return numbers[0];
  if (!cover.source.known()) return numbers[1];
  for (const int number : numbers)
    if (const ContractCover& here = groups_[static_cast<std::size_t>(number)].cover; !here.open && here.source == cover.source) return number;
  return numbers[0];  // The only contract of the cell.
}

void MoneyProgram::choose(ContractChoice choice) {
  choice_ = std::move(choice);
  for (MoneyGroup& group : groups_) group.spend = 0;
  std::vector<Money> spend(groups_.size());
  for (MoneyLine& line : lines_) {
    line.group = group_of(line, choice_[line.project.index()]);
    spend[static_cast<std::size_t>(line.group)] += line.spend;
  }
  for (std::size_t i = 0; i < groups_.size(); ++i) {
    MoneyGroup& group = groups_[i];
    group.spend = spend[i].wan();
    lp_.row_lower[group.balance_row] = lp_.row_upper[group.balance_row] = group.spend;
    for (const GroupColumn& column : group.columns) lp_.upper[column.column] = column.share < 1 ? column.share * group.spend : infinity;  // (4)
  }
}

std::vector<double> MoneyProgram::row_values(const Eigen::VectorXd& y) const {
  const MoneyRows& rows = model_->rows();
  std::vector<double> values(static_cast<std::size_t>(rows.count()), 0.0);
  for (std::size_t k = 0; k < cash_row_.size(); ++k)
    for (int t = 0; t < rows.periods; ++t)
      if (const int row = cash_row_[k][static_cast<std::size_t>(t)]; row >= 0)
        values[static_cast<std::size_t>(rows.cash(SourceId{static_cast<int>(k)}, t))] = -y[row];
  for (const auto& [row, at] : ceiling_row_) values[static_cast<std::size_t>(row)] = -y[at];
  return values;
}

}  // namespace liandong
