#include "scenarios/goal_summary.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace liandong {
namespace {

class Tables {
 public:
  Tables(const PlanningProblem& problem, const GoalReport& report, Language language, MoneyUnit unit)
      : problem_(problem), report_(report), language_(language), unit_(unit) {}

  [[nodiscard]] Table levels() const {
    Table table;
    table.title = titled({"Goals in strict order", "按严格次序的各项目标"});
    table.head = {say({"goal", "目标"}), say({"this plan", "本计划"}), say({"no less than", "下界"}), say({"tolerance", "容许"}),
                  say({"by priced sum", "按价格合计的计划"})};
    table.figures = {false, true, true, true, true};
    for (const GoalLevel& level : report_.levels)
      table.rows.push_back(
          {say(name_of(level.goal)), amount(level.value), amount(level.bound), amount(level.tolerance), amount(level.priced)});
    return table;
  }

  [[nodiscard]] Table moves() const {
    Table table;
    table.title = titled({"Price of moving one goal, less is better", "变动一项目标的代价，越小越好"});
    table.head = {say({"if this goal", "若该目标"})};
    for (const Goal goal : goals) table.head.push_back(say(name_of(goal)));
    table.figures.assign(table.head.size(), true);
    table.figures[0] = false;
    for (const GoalMove& move : report_.moves) {
      std::vector<std::string> row{say(moved(move))};
      for (const Goal goal : goals) row.push_back(move.possible ? signed_amount(move.values[goal]) : "-");
      if (!move.possible) row[0] += say({": impossible", "：不可能"});
      table.rows.push_back(std::move(row));
    }
    return table;
  }

  /// Empty if smoothing changed nothing.
  [[nodiscard]] Table burden() const {
    std::map<std::pair<UnitId, int>, double> before;
    std::map<UnitId, double> change;
    int first = problem_.year_of(0), last = problem_.year_of(problem_.periods() - 1);
    for (const Burden& b : report_.before) before[{b.unit, b.year}] = b.amount.wan() / b.weight;
    for (const Burden& b : report_.after) change[b.unit] += std::abs(b.amount.wan() - before[{b.unit, b.year}] * b.weight);
    std::vector<std::pair<double, UnitId>> order;
    for (const auto& [unit, sum] : change)
      if (sum >= 0.1) order.emplace_back(-sum, unit);
    std::sort(order.begin(), order.end());
    constexpr std::size_t most_units = 3;
    order.resize(std::min(order.size(), most_units));
    Table table;
    table.title = say({"Burden on own budgets, share of general expenditure, before and after it was made even",
                       "自有预算负担占一般公共预算支出的比例，均衡前后"});
    table.head = {""};
    for (int year = first; year <= last; ++year) table.head.push_back(std::to_string(year));
    table.figures.assign(table.head.size(), true);
    table.figures[0] = false;
    for (const auto& [sum, unit] : order) {
      std::vector<std::string> was{say(problem_.campaign()[unit].name)}, is{say({"  made even", "  均衡后"})};
      for (const Burden& b : report_.after) {
        if (b.unit != unit || b.year > last) continue;
        was.push_back(percent(before[{unit, b.year}]));
        is.push_back(percent(b.amount.wan() / b.weight));
      }
      table.rows.push_back(std::move(was));
      table.rows.push_back(std::move(is));
    }
    return table;
  }

 private:
  [[nodiscard]] std::string say(const Text& text) const { return text.in(language_); }
  [[nodiscard]] std::string titled(const Text& title) const { return say(in_unit(title, unit_)); }
  [[nodiscard]] std::string amount(double wan) const { return figure(Money::nearest_wan(wan), unit_); }
  [[nodiscard]] std::string signed_amount(double wan) const {
    const std::string text = amount(wan);
    const bool zero = text.find_first_of("123456789") == std::string::npos;
    return zero ? amount(0) : (wan > 0 ? "+" : "") + text;
  }

  [[nodiscard]] Text moved(const GoalMove& move) const {
    const Text& name = name_of(move.goal);
    if (move.stage.known()) {
      const std::string& key = problem_.campaign()[move.stage].key;
      return {key + " may be a period later", key + "可晚一期"};
    }
    const std::string by = amount(std::abs(move.change));
    return move.change > 0 ? Text{name.en + " may be " + by + " worse", name.zh + "可增加" + by}
                           : Text{name.en + " must be " + by + " better", name.zh + "须减少" + by};
  }

  const PlanningProblem& problem_;
  const GoalReport& report_;
  Language language_;
  MoneyUnit unit_;
};

}  // namespace

std::vector<Table> goal_tables(const PlanningProblem& problem, const GoalReport& report, Language language, MoneyUnit unit) {
  const Tables tables(problem, report, language, unit);
  std::vector<Table> list{tables.levels()};
  if (!report.moves.empty()) list.push_back(tables.moves());
  if (Table burden = tables.burden(); !burden.rows.empty()) list.push_back(std::move(burden));
  return list;
}

Text meaning_of(const GoalReport& report, double objective, MoneyUnit unit) {
  const std::string more = figure(Money::nearest_wan(objective - report.priced_objective), unit);
  return {"Goals in strict order; by the campaign's prices this costs " + more + " " + name_of(unit).en +
              " more than the plan by the priced sum.",
          "目标按严格次序逐项满足；按本创建的价格计算，比按价格合计的计划多" + more + name_of(unit).zh + "。"};
}

}  // namespace liandong
