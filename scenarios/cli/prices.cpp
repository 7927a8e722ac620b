#include <fmt/core.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <cmath>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "model/io/price_study_file.hpp"
#include "model/planning/figures.hpp"
#include "model/planning/price_study.hpp"
#include "model/planning/wording.hpp"
#include "scenarios/cli/find_row.hpp"
#include "scenarios/cli/interrupt.hpp"
#include "scenarios/cli/open_plan.hpp"
#include "scenarios/cli/plan_limits.hpp"
#include "scenarios/cli/print.hpp"
#include "scenarios/cli/progress.hpp"
#include "scenarios/cli/session.hpp"
#include "scenarios/cli/terminal.hpp"
#include "scenarios/cli/threads.hpp"

namespace liandong::cli {
namespace {

struct PricesArguments {
  std::string campaign, plan, out;
  std::vector<std::string> sources, periods;
  int dearest = 0, threads = all_threads();
  std::size_t most = 20;
  std::optional<double> gap;
  double time = 0;
};

/// Without a sign in front of nothing.
std::string value_text(double value) { return fmt::format("{:.2f}", std::abs(value) < 0.005 ? 0.0 : value); }

/// What to study: nothing named = all sources, whole; sources; periods of them; and the dearest periods of all.
std::optional<std::vector<PriceQuestion>> questions_of(const Session& session, const OpenedPlan& opened, const PricesArguments& arguments) {
  const PlanningProblem& problem = opened.loaded.problem;
  std::vector<PriceQuestion> whole = whole_sources(problem, opened.plan);
  if (!arguments.sources.empty()) {
    std::vector<SourceId> named;
    for (const std::string& key : arguments.sources) {
      const auto id = find_row<SourceId>(session, problem.funding().sources(), key, {"source", "资金来源"});
      if (!id) return {};
      named.push_back(*id);
    }
    std::erase_if(whole, [&](const PriceQuestion& q) { return std::find(named.begin(), named.end(), q.source) == named.end(); });
  }
  std::vector<PriceQuestion> questions;
  if (arguments.periods.empty()) questions = whole;
  for (const std::string& text : arguments.periods) {
    const Horizon& horizon = problem.campaign().horizon();
    if (text == "all") {
      for (const PriceQuestion& q : whole)
        for (int t = 0; t < problem.periods(); ++t)
          if (!problem.inflow(q.source, t).is_zero()) questions.push_back({q.source, t});
      continue;
    }
    const std::optional<Period> period = Period::parse(text);
    if (!period || period->unit() != horizon.first.unit() || !horizon.contains(*period)) {
      report_misuse(session, {"--quarter is a period of the campaign, such as " + horizon.first.text() + ", or all; not " + text,
                              "--quarter 应为规划期内的一期，如 " + horizon.first.text() + "，或 all；不能是 " + text});
      return {};
    }
    for (const PriceQuestion& q : whole)
      if (!problem.inflow(q.source, horizon.index_of(*period)).is_zero()) questions.push_back({q.source, horizon.index_of(*period)});
  }
  if (arguments.dearest > 0)
    for (const PriceQuestion& q : dearest_periods(problem, opened.plan, arguments.dearest))
      if (std::find(questions.begin(), questions.end(), q) == questions.end()) questions.push_back(q);
  return questions;
}

/// "City general budget 2013Q2".
Text name_of(const PlanningProblem& problem, const PriceQuestion& question) {
  return problem.funding()[question.source].name + both(question.t ? " " + problem.campaign().horizon().at(*question.t).text() : "");
}

std::string cell(const SourcePrice& price, int percent) {
  const PriceStep* step = price.step(Rate::percent(percent));
  return step == nullptr ? "–" : value_text(step->price);
}

Table table_of(const Session& session, const PlanningProblem& problem, const PriceStudy& study, std::size_t most) {
  Table table{.title = session.say({"What one more 万元 saves (万元)", "每增加1万元可节省（万元）"}),
              .head = {session.say({"money", "资金"}), "万元", session.say({"dual", "对偶"}), session.say({"up to", "有效至"}), "-10 %",
                       "-5 %", "-1 %", "+1 %", "+5 %", "+10 %", session.say({"proven", "已证明"}), session.say({"moves", "变动"})},
              .figures = {false, true, true, true, true, true, true, true, true, true, true, true},
              .rows = {},
              .shrinks = 0};
  for (const SourcePrice& price : study.prices) {
    if (most > 0 && table.rows.size() >= most) break;
    const PriceStep* up = price.step(Rate::percent(10));
    const std::string holds = std::isfinite(price.dual_high) ? "+" + fmt::format("{:.0f}", price.dual_high) : session.say({"any", "不限"});
    table.rows.push_back({problem.funding()[price.question.source].key + " " + session.say(name_of(problem, price.question)),
                          fmt::format("{:.0f}", price.money.wan()), value_text(price.dual), holds, cell(price, -10), cell(price, -5),
                          cell(price, -1), cell(price, 1), cell(price, 5), cell(price, 10),
                          up == nullptr ? "–" : fmt::format("{:.2f}–{:.2f}", up->low, up->high),
                          up == nullptr ? "–" : std::to_string(up->moved)});
  }
  return table;
}

/// Where the multipliers mislead: the proven range of a step does not contain them.
void print_departures(const Session& session, const PlanningProblem& problem, const PriceStudy& study) {
  for (const SourcePrice& price : study.prices)
    for (const bool upwards : {true, false}) {
      const PriceStep* step = price.departs(upwards);
      if (step == nullptr) continue;
      const std::string change = fmt::format("{:+g} %", 100 * step->change.value()), dual = value_text(price.dual),
                        extra = fmt::format("{:+.1f}", step->extra);
      const std::string low = value_text(step->low), high = value_text(step->high);
      const Text name = name_of(problem, price.question);
      std::cout << wrap(session.say(name + Text{": at " + change + " (" + extra + " 万元) each 万元 is worth " + low + " to " + high +
                                                    ", proven; the multiplier says " + dual + ", and misleads.",
                                                "：" + change + "（" + extra + "万元）时，每万元价值已证明为 " + low + " 至 " + high +
                                                    "，而对偶价格为 " + dual + "，不可照用。"}),
                        screen_width, 2)
                << "\n";
    }
}

nlohmann::ordered_json json_of(const PlanningProblem& problem, const PriceStudy& study) {
  using Json = nlohmann::ordered_json;
  Json prices = Json::array();
  for (const SourcePrice& price : study.prices) {
    Json steps = Json::array();
    for (const PriceStep& step : price.steps)
      steps.push_back({{"change", step.change.value()},
                       {"extra_wan", step.extra},
                       {"value_replanned", step.price},
                       {"value_held", step.held},
                       {"proven_low", step.low},
                       {"proven_high", step.high},
                       {"projects_moved", step.moved},
                       {"stages_moved", step.stages_moved},
                       {"cost_wan", step.cost},
                       {"bound_wan", step.bound}});
    prices.push_back({{"source", problem.funding()[price.question.source].key},
                      {"period", price.question.t ? Json(problem.campaign().horizon().at(*price.question.t).text()) : Json()},
                      {"money_wan", price.money.wan()},
                      {"dual", price.dual},
                      {"dual_range_wan", {price.dual_low, price.dual_high}},
                      {"complete", price.complete},
                      {"steps", steps}});
  }
  return {{"cost_wan", study.cost}, {"plan_cost_wan", study.plan_cost}, {"bound_wan", study.bound}, {"prices", prices}};
}

void print_study(const Session& session, const PlanningProblem& problem, const PriceStudy& study, std::size_t most) {
  print_table(std::cout, table_of(session, problem, study, most));
  if (most > 0 && study.prices.size() > most) {
    const std::string rest = std::to_string(study.prices.size() - most);
    std::cout << session.say({"and " + rest + " more, see price_study.csv", "另有" + rest + "项，见 price_study.csv"}) << "\n";
  }
  std::cout << "\n"
            << wrap(session.say({"Dual: with the plan's dates held, surely right for up to so much more beside it. The others: planned "
                                 "anew with so much less or more of it. Proven: between these the true value lies at +10 %. Moves: "
                                 "projects that then start at another time.",
                                 "对偶：计划日期不变时的价格，在右侧所列增量以内必定有效。其余各列：资金增减该比例后重新编制计划。已证明："
                                 "增加 10 % 时每万元真实价值必在此区间。变动：届时开工时间改变的项目数。"}),
                    screen_width, 0)
            << "\n";
  print_departures(session, problem, study);
  if (study.plan_cost - study.cost > 1e-6 * std::abs(study.cost)) {
    const std::string better = figure(study.plan_cost - study.cost, MoneyUnit::wan);
    std::cout << wrap(session.say({"On the way a plan was met that costs " + better +
                                       " 万元 less than this one with the same money: plan again with a smaller --gap.",
                                   "研究中发现一个同等资金下目标值低" + better + "万元的方案：可用更小的 --gap 重新编制计划。"}),
                      screen_width, 0)
              << "\n";
  }
}

int run_prices(const Session& session, const PricesArguments& arguments) {
  if (const auto trouble = trouble_with_limits(arguments.gap.value_or(0), arguments.time, arguments.threads)) return report_misuse(session, *trouble);
  Interrupt interrupt(session.language);
  const auto opened = open_plan(session, arguments.campaign, arguments.plan);
  if (!opened) return exit_bad_input;
  const PlanningProblem& problem = opened->loaded.problem;
  const auto questions = questions_of(session, *opened, arguments);
  if (!questions) return exit_bad_input;
  const auto made_with = opened->made.options.find("gap");
  const double gap = arguments.gap                             ? *arguments.gap
                     : made_with == opened->made.options.end() ? 0.005
                                                               : std::atof(made_with->second.c_str());

  ProgressLine progress;
  const PriceStudy study =
      study_prices(problem, opened->plan, *questions,
                   {.changes = {},
                    .gap = gap,
                    .time_limit = arguments.time,
                    .threads = arguments.threads,
                    .stop = interrupt.token(),
                    .on_progress = [&](const PriceStudyProgress& at) {
                      progress.show(fmt::format("{:6.1f} s  ", at.seconds) + session.say({"planned anew ", "已重新编制 "}) +
                                    std::to_string(at.done) + "/" + std::to_string(at.steps));
                    }});
  progress.clear();
  const std::string out = arguments.out.empty() ? arguments.plan : arguments.out;
  if (const Issues issues = write_price_study(out, problem, study); has_errors(issues)) {
    print_issues(std::cerr, session, issues, out, 20);
    return exit_bad_input;
  }
  if (session.json)
    std::cout << json_of(problem, study).dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) << "\n";
  else {
    print_study(session, problem, study, arguments.most);
    std::cout << session.say({"Written to ", "已写入 "}) << out << "/price_study.csv\n";
  }
  const bool complete = std::all_of(study.prices.begin(), study.prices.end(), [](const SourcePrice& price) { return price.complete; });
  if (!complete && !session.json)
    std::cerr << session.say({"liandong: not everything was planned anew; what was is shown (–: left out)",
                              "liandong：尚有未重新编制的项，已显示完成的部分（– 为未完成）"})
              << "\n";
  return interrupt.stopped() ? exit_cancelled : exit_ok;
}

}  // namespace

void add_prices(CLI::App& app, Session& session) {
  const auto arguments = std::make_shared<PricesArguments>();
  CLI::App* sub = app.add_subcommand("prices", session.say({"Say what one more 万元 of each source is worth, by planning anew",
                                                            "重新编制计划，得出各项资金每增加1万元的价值"}));
  sub->add_option("CAMPAIGN", arguments->campaign, session.say({"Campaign folder", "创建数据文件夹"}))->required()->option_text(" ");
  sub->add_option("PLAN", arguments->plan, session.say({"Plan folder, as `liandong plan` wrote it", "由 liandong plan 写出的计划文件夹"}))
      ->required()
      ->option_text(" ");
  sub->add_option("--source", arguments->sources,
                  session.say({"Only this source; may be given several times (all)", "只研究该资金来源，可多次给出（全部）"}))
      ->option_text("ID")
      ->expected(1)
      ->take_all();
  sub->add_option("--quarter", arguments->periods,
                  session.say({"Money of this period only, or each period by itself: all (the whole source)",
                               "只研究该期资金；all 为逐期研究（整项资金）"}))
      ->option_text("PERIOD")
      ->expected(1)
      ->take_all();
  sub->add_option("--dearest", arguments->dearest,
                  session.say({"Also the N dearest periods of all sources (0)", "另研究全部资金中最贵的 N 期（0）"}))
      ->option_text("N");
  sub->add_option("--gap", arguments->gap,
                  session.say({"Relative distance to the proven bound of each re-plan (that of the plan)",
                               "每次重新编制与已证明下界的相对差距（同原计划）"}))
      ->option_text("SHARE");
  sub->add_option("--time", arguments->time,
                  session.say({"Seconds after which what is known is shown (no limit)", "超过该秒数即显示已得结果（不限）"}))
      ->option_text("SECONDS");
  sub->add_option("--threads", arguments->threads,
                  session.say({"Threads; the result does not depend on it (as many as the machine has)", "线程数，不影响结果（默认为本机全部）"}))
      ->option_text("N");
  sub->add_option("--most", arguments->most, session.say({"Rows to show, 0 = all (20)", "显示的行数，0 为全部（20）"}))->option_text("N");
  sub->add_option("--out", arguments->out,
                  session.say({"Folder for price_study.csv (the plan's)", "price_study.csv 所在文件夹（计划文件夹）"}))
      ->option_text("DIR");
  sub->add_flag("--json", session.json, session.say({"Print JSON", "输出 JSON"}));
  sub->footer(
      session.say({"Ctrl-C stops and keeps what is known. Exit status: 0, 2 bad input, 6 cancelled.\n"
                   "Examples:\n  liandong prices data/wuchuang plan --source f-city --threads 2\n  liandong prices data/wuchuang plan "
                   "--source f-city --quarter 2013Q2",
                   "Ctrl-C 停止并保留已得结果。退出码：0，2 输入有误，6 已取消。\n"
                   "示例：\n  liandong prices data/wuchuang plan --source f-city --threads 2\n  liandong prices data/wuchuang plan "
                   "--source f-city --quarter 2013Q2"}));
  sub->callback([&session, arguments] { session.action = [&session, arguments] { return run_prices(session, *arguments); }; });
}

}  // namespace liandong::cli
