#include "scenarios/cli/print_moves.hpp"

#include <algorithm>
#include <iostream>
#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

#include "model/planning/figures.hpp"
#include "model/planning/move_list.hpp"
#include "scenarios/cli/print.hpp"
#include "scenarios/cli/terminal.hpp"
#include "scenarios/table.hpp"

namespace liandong::cli {
namespace {

std::string start_text(const PlanningProblem& problem, const std::optional<int>& start) {
  return start ? problem.campaign().horizon().at(*start).text() : "-";
}

}  // namespace

std::string moves_text(const Session& session, const Moves& moves) {
  const std::string count = std::to_string(moves.projects), cost = figure(moves.cost);
  return session.say(
      {count + (moves.projects == 1 ? " project of " : " projects of ") + cost + " 万元", count + "个项目（投资" + cost + "万元）"});
}

std::string limit_text(const Session& session, const MoveLimit& limit) {
  std::string text;
  if (limit.most_projects)
    text += session.say({std::to_string(*limit.most_projects) + " projects", std::to_string(*limit.most_projects) + "个项目"});
  if (limit.most_cost)
    text += (text.empty() ? "" : session.say({" and ", "、"})) + figure(*limit.most_cost) + session.say({" 万元", "万元"});
  return text;
}

void print_moves(const Session& session, const std::string& from, const PlanningProblem& problem, const LimitedPlan& planned) {
  const MoveLimit& limit = *problem.move_limit();
  const std::string most = limit_text(session, limit);
  Table table{.title = session.say({"Moves from " + from + ": ", "相对 " + from + " 的调整："}) + moves_text(session, planned.moves) +
                       (most.empty() ? "" : session.say({"; allowed: ", "；限额："}) + most),
              .head = {session.say({"project", "项目"}), session.say({"change", "调整"}), session.say({"from", "原定"}),
                       session.say({"to", "现为"}), session.say({"why", "原因"})},
              .figures = {false, false, false, false, false},
              .rows = {},
              .shrinks = 4};
  constexpr std::size_t most_rows = 20;
  const std::vector<Move> moves = list_moves(problem, planned.result->plan);
  for (const Move& move : moves) {
    if (table.rows.size() == most_rows) break;
    table.rows.push_back({problem.campaign()[move.project].key, session.say(name_of(move.kind)), start_text(problem, move.from),
                          start_text(problem, move.to), session.say(move.reason)});
  }
  std::cout << "\n";
  print_table(std::cout, table);
  if (moves.size() > most_rows) {
    const std::string rest = std::to_string(moves.size() - most_rows);
    std::cout << session.say({"... and " + rest + " more in moves.csv", "……另有" + rest + "项，见 moves.csv"}) << "\n";
  }
  if (most.empty()) return;
  const double here = planned.result->plan.certificate.objective, free = planned.free.plan.certificate.objective;
  const std::string extra = figure(std::max(0.0, here - free), MoneyUnit::wan),
                    share = percent(free > 0 ? std::max(0.0, here - free) / free : 0);
  std::cout << wrap(session.say({"Without the limit the plan found costs " + figure(free, MoneyUnit::wan) + " 万元 and moves " +
                                     moves_text(session, planned.free_moves) + "; the limit costs " + extra + " 万元 (" + share + ").",
                                 "不设限额时，所得计划代价为" + figure(free, MoneyUnit::wan) + "万元，调整" +
                                     moves_text(session, planned.free_moves) + "；限额的代价为" + extra + "万元（" + share + "）。"}),
                    screen_width, 2)
            << "\n";
}

std::string with_moves(const std::string& summary, const PlanningProblem& problem, const LimitedPlan& planned) {
  const MoveLimit& limit = *problem.move_limit();
  auto json = nlohmann::ordered_json::parse(summary);
  auto list = nlohmann::ordered_json::array();
  const auto period = [&](const std::optional<int>& t) {
    return t ? nlohmann::ordered_json(start_text(problem, t)) : nlohmann::ordered_json();
  };
  for (const Move& move : list_moves(problem, planned.result->plan))
    list.push_back({{"project", problem.campaign()[move.project].key},
                    {"change", word_of(move.kind)},
                    {"from", period(move.from)},
                    {"to", period(move.to)}});
  json["moves"] = {{"projects", planned.moves.projects},
                   {"cost_wan", planned.moves.cost.wan()},
                   {"most_projects", limit.most_projects ? nlohmann::ordered_json(*limit.most_projects) : nlohmann::ordered_json()},
                   {"most_cost_wan", limit.most_cost ? nlohmann::ordered_json(limit.most_cost->wan()) : nlohmann::ordered_json()},
                   {"free_objective_wan", planned.free.plan.certificate.objective},
                   {"free_projects", planned.free_moves.projects},
                   {"list", list}};
  return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace liandong::cli
