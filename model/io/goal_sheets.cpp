#include "model/io/goal_sheets.hpp"

#include <fmt/format.h>

#include <cmath>
#include <initializer_list>
#include <map>
#include <utility>

#include "model/io/csv.hpp"

namespace liandong {
namespace {

void add_row(std::string& text, std::initializer_list<std::string> cells) {
  bool first = true;
  for (const std::string& cell : cells) {
    if (!first) text += ',';
    text += csv_field(cell);
    first = false;
  }
  text += '\n';
}

/// To the fen, as real amounts are not known better; no negative zero.
std::string wan_number(double value) {
  const double fen = std::round(value * 1e6);
  return fmt::format("{:.6f}", fen == 0 ? 0.0 : fen / 1e6);
}

}  // namespace

std::string goals_text(const GoalReport& report) {
  std::string text =
      "goal,value_wan,bound_wan,tolerance_wan,priced_sum_wan,worse_by_wan,next_gains_wan,better_by_wan,gives_way,gives_way_wan\n";
  for (const GoalLevel& level : report.levels) {
    std::string worse, gains, better, gives, gives_by;
    for (const GoalMove& move : report.moves) {
      if (move.goal != level.goal) continue;
      if (move.change > 0 && move.possible) {
        // The first goal after it that gains.
        worse = wan_number(move.change);
        for (const Goal goal : goals)
          if (goal > level.goal && gains.empty() && move.values[goal] <= -0.01) gains = wan_number(-move.values[goal]);
        if (gains.empty()) gains = wan_number(0);
      }
      if (move.change < 0 && move.possible) {
        better = wan_number(-move.change);
        for (const Goal goal : goals)
          if (goal < level.goal && gives.empty() && move.values[goal] >= 0.01) {
            gives = word_for(goal);
            gives_by = wan_number(move.values[goal]);
          }
      }
    }
    add_row(text, {word_for(level.goal), wan_number(level.value), wan_number(level.bound), wan_number(level.tolerance),
                   wan_number(level.priced), worse, gains, better, gives, gives_by});
  }
  return text;
}

std::string goal_moves_text(const PlanningProblem& problem, const GoalReport& report) {
  std::string text = "goal,change_wan,stage,possible,firm_wan,strive_wan,gap_wan,cost_wan,smooth_wan\n";
  for (const GoalMove& move : report.moves) {
    const auto shown = [&](Goal goal) { return move.possible ? wan_number(move.values[goal]) : std::string(); };
    add_row(text, {word_for(move.goal), wan_number(move.change), move.stage.known() ? problem.campaign()[move.stage].key : "",
                   move.possible ? "yes" : "no", shown(Goal::firm), shown(Goal::strive), shown(Goal::gap), shown(Goal::cost),
                   shown(Goal::smooth)});
  }
  return text;
}

std::string burden_text(const PlanningProblem& problem, const GoalReport& report) {
  std::string text = "unit,year,before_wan,after_wan,weight_wan,share_before,share_after\n";
  std::map<std::pair<UnitId, int>, Money> before;
  for (const Burden& burden : report.before) before[{burden.unit, burden.year}] = burden.amount;
  for (const Burden& burden : report.after) {
    const Money was = before[{burden.unit, burden.year}];
    add_row(text, {problem.campaign()[burden.unit].key, std::to_string(burden.year), was.wan_text(), burden.amount.wan_text(),
                   wan_number(burden.weight), fmt::format("{:.6f}", was.wan() / burden.weight),
                   fmt::format("{:.6f}", burden.amount.wan() / burden.weight)});
  }
  return text;
}

}  // namespace liandong
