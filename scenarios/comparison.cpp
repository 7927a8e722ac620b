#include "scenarios/comparison.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "model/core/period.hpp"
#include "model/io/words.hpp"
#include "model/planning/wording.hpp"

namespace liandong {
namespace {

Figure of(Money amount) { return {.money = amount}; }
Figure of(double number) { return {.number = number}; }
Figure of(int number) { return {.number = static_cast<double>(number)}; }
Figure of(std::string text) { return {.text = std::move(text)}; }

class Measures {
 public:
  explicit Measures(std::span<const ScenarioRun> runs) : runs_(runs), problem_(runs.front().problem), first_(runs.front()) {}

  std::vector<Measure> take() {
    plan();
    gap();
    funds();
    debt();
    head_room();
    stages();
    changes();
    return std::move(list_);
  }

 private:
  using Each = std::function<Figure(const ScenarioRun&)>;

  void add(std::string group, std::string measure, std::string item, MeasureUnit unit, Text label, const Each& figure, bool part = false) {
    Measure& row = list_.emplace_back(Measure{.group = std::move(group),
                                              .measure = std::move(measure),
                                              .item = std::move(item),
                                              .unit = unit,
                                              .label = std::move(label),
                                              .part = part,
                                              .figures = {}});
    for (const ScenarioRun& run : runs_) row.figures.push_back(figure(run));
  }

  void plan() {
    add("plan", "objective", "", MeasureUnit::value, {"objective", "目标值"},
        [](const ScenarioRun& r) { return of(r.result.plan.certificate.objective); });
    add("plan", "bound", "", MeasureUnit::value, {"no plan below", "任何方案不低于"},
        [](const ScenarioRun& r) { return of(r.result.plan.certificate.bound); });
    add("plan", "distance", "", MeasureUnit::share, {"distance", "差距"},
        [](const ScenarioRun& r) { return of(r.result.plan.certificate.relative_gap()); });
    add("plan", "projects_built", "", MeasureUnit::count, {"projects built", "建成项目数"},
        [](const ScenarioRun& r) { return of(r.metrics.projects_built); });
    add(
        "plan", "cost", "built", MeasureUnit::money, {"cost of what is built", "建成投资"},
        [](const ScenarioRun& r) { return of(r.metrics.cost_built); }, true);
    add(
        "plan", "cost", "never", MeasureUnit::money, {"cost of what is not", "不建投资"},
        [](const ScenarioRun& r) { return of(r.metrics.cost_never); }, true);
    add("plan", "cost", "", MeasureUnit::money, {"cost of all projects", "总投资"},
        [](const ScenarioRun& r) { return of(r.metrics.cost); });
  }

  /// A measure by fiscal year of the horizon, and its total.
  void by_year(const std::string& group, const std::string& measure, const Text& label,
               const std::function<const ByYear*(const ScenarioRun&)>& years, const Each& total) {
    for (int year = 0; year < first_.metrics.years; ++year) {
      const std::string item = std::to_string(first_.metrics.first_year + year);
      add(
          group, measure, item, MeasureUnit::money, label + both(" " + item),
          [&](const ScenarioRun& r) {
            const ByYear* amounts = years(r);
            return amounts ? of((*amounts)[static_cast<std::size_t>(year)]) : Figure{};
          },
          true);
    }
    add(group, measure, "", MeasureUnit::money, label + Text{", in all", "合计"}, total);
  }

  void gap() {
    by_year(
        "gap", "gap", {"gap", "缺口"}, [](const ScenarioRun& r) { return &r.metrics.gap_by_year; },
        [](const ScenarioRun& r) { return of(r.metrics.gap); });
    const auto kind = [&](const char* item, const Text& label, Money GapKinds::*amount) {
      add(
          "gap", "gap_kind", item, MeasureUnit::money, label, [amount](const ScenarioRun& r) { return of(r.metrics.gap_kinds.*amount); },
          true);
    };
    kind("structural", {"structural gap", "结构性缺口"}, &GapKinds::structural);
    kind("timing", {"timing gap", "时间性缺口"}, &GapKinds::timing);
    kind("tied", {"tied gap", "限制性缺口"}, &GapKinds::tied);
    add("gap", "coverage", "", MeasureUnit::share, {"coverage", "资金保障率"}, [](const ScenarioRun& r) { return of(r.metrics.coverage); });
    std::set<Certainty> levels;
    for (const ScenarioRun& run : runs_)
      for (const GapByCertainty& level : run.metrics.gap_by_certainty) levels.insert(level.level);
    for (const Certainty level : levels) {
      const std::string word = word_of("certainty", static_cast<int>(level)).en;
      Text label{"gap, all money", "缺口（全部资金）"};
      if (level <= Certainty::issued)
        label = {"gap, money in hand", "缺口（在手资金）"};
      else if (level != Certainty::hoped)
        label = {"gap, money to " + name_of(level).en, "缺口（至" + name_of(level).zh + "）"};
      const auto at = [level](const ScenarioRun& r) -> const GapByCertainty* {
        for (const GapByCertainty& entry : r.metrics.gap_by_certainty)
          if (entry.level == level) return &entry;
        return nullptr;
      };
      // Where all plans count money to this level, it is the gap above.
      const bool repeats =
          std::all_of(runs_.begin(), runs_.end(), [&](const ScenarioRun& r) { return at(r) && at(r)->by_year == r.metrics.gap_by_year; });
      const std::string group = repeats ? "gap_repeated" : "certainty";
      by_year(
          group, "gap_" + word, label, [&](const ScenarioRun& r) { return at(r) ? &at(r)->by_year : nullptr; },
          [&](const ScenarioRun& r) { return at(r) ? of(at(r)->total) : Figure{}; });
      add(group, "coverage_" + word, "", MeasureUnit::share, {"covered", "保障率"},
          [&](const ScenarioRun& r) { return at(r) ? of(at(r)->coverage) : Figure{}; });
    }
  }

  void funds() {
    for (int channel = 0; channel < 5; ++channel)
      add(
          "funds", "paid_by_channel", word_of("channel", channel).en, MeasureUnit::money, name_of(static_cast<Channel>(channel)),
          [channel](const ScenarioRun& r) { return of(r.metrics.paid_by_channel[static_cast<std::size_t>(channel)]); }, true);
    add("funds", "paid_by_channel", "", MeasureUnit::money, {"paid, all channels", "各渠道合计"},
        [](const ScenarioRun& r) { return of(r.metrics.paid); });
    for (int level = 0; level < 5; ++level)
      add(
          "funds", "paid_by_level", word_of("fund_level", level).en, MeasureUnit::money, name_of(static_cast<FundLevel>(level)),
          [level](const ScenarioRun& r) { return of(r.metrics.paid_by_level[static_cast<std::size_t>(level)]); }, true);
    add("funds", "paid_by_level", "", MeasureUnit::money, {"paid, all levels", "各级合计"},
        [](const ScenarioRun& r) { return of(r.metrics.paid); });
    for (std::size_t k = 0; k < problem_.funding().sources().size(); ++k) {
      const Source& source = problem_.funding().sources()[k];
      add(
          "sources", "paid_by_source", source.key, MeasureUnit::money, source.name,
          [k](const ScenarioRun& r) { return of(r.metrics.paid_by_source[k]); }, true);
    }
    add("sources", "paid_by_source", "", MeasureUnit::money, {"paid, all sources", "各来源合计"},
        [](const ScenarioRun& r) { return of(r.metrics.paid); });
  }

  void debt() {
    add("public", "present_value", "", MeasureUnit::value, {"present value", "现值"},
        [](const ScenarioRun& r) { return of(r.metrics.present_value); });
    std::set<int> years;
    for (const ScenarioRun& run : runs_)
      for (const DebtYear& year : run.metrics.debt)
        if (!year.service.is_zero()) years.insert(year.year);
    // By year to the last instalment; and with what lies beyond the horizon as one.
    const int beyond = first_.metrics.first_year + first_.metrics.years;
    const auto service = [](int from, int before) {
      return [from, before](const ScenarioRun& r) {
        Money sum;
        for (const DebtYear& entry : r.metrics.debt)
          if (entry.year >= from && entry.year < before) sum += entry.service;
        return of(sum);
      };
    };
    const Text label{"debt service ", "债务支出 "}, whole{"debt service, in all", "债务支出合计"};
    const Each all = [](const ScenarioRun& r) { return of(r.metrics.debt_service); };
    for (int year = first_.metrics.first_year; year < beyond; ++year)
      add("public", "debt_service", std::to_string(year), MeasureUnit::money, label + both(std::to_string(year)), service(year, year + 1),
          true);
    add("public", "debt_service", "later", MeasureUnit::money, label + Text{"later", "以后年度"}, service(beyond, 10'000), true);
    add("public", "debt_service", "", MeasureUnit::money, whole, all);
    for (const int year : years)
      add("service", "service_by_year", std::to_string(year), MeasureUnit::money, label + both(std::to_string(year)),
          service(year, year + 1), true);
    add("service", "service_by_year", "", MeasureUnit::money, whole, all);
    add("public", "last_instalment", "", MeasureUnit::period, {"last instalment", "最后一次偿付"}, [&](const ScenarioRun& r) {
      std::optional<int> last;
      for (const ServiceEntry& entry : r.result.plan.service) last = std::max(last.value_or(entry.t), entry.t);
      return last ? of(problem_.campaign().horizon().at(*last).text()) : Figure{};
    });
    add("public", "peak_load", "", MeasureUnit::share, {"peak load of a budget", "预算最重负担"},
        [](const ScenarioRun& r) { return r.metrics.peak_load ? of(r.metrics.peak_load->share) : Figure{}; });
  }

  void head_room() {
    std::set<std::pair<UnitId, int>> cells;
    for (const ScenarioRun& run : runs_)
      for (const DebtYear& year : run.metrics.debt) cells.emplace(year.unit, year.year);
    std::set<UnitId> units;
    for (const auto& cell : cells) units.insert(cell.first);
    for (const UnitId unit : units)
      add("head_room", "least_head_room", problem_.campaign()[unit].key, MeasureUnit::money, problem_.campaign()[unit].name,
          [unit](const ScenarioRun& r) {
            std::optional<Money> least;
            for (const DebtYear& entry : r.metrics.debt)
              if (entry.unit == unit) least = std::min(least.value_or(entry.head_room), entry.head_room);
            return least ? of(*least) : Figure{};
          });
    for (const auto& [unit, year] : cells)
      add("affordability", "head_room", problem_.campaign()[unit].key + " " + std::to_string(year), MeasureUnit::money,
          problem_.campaign()[unit].name + both(" " + std::to_string(year)), [unit = unit, year = year](const ScenarioRun& r) {
            for (const DebtYear& entry : r.metrics.debt)
              if (entry.unit == unit && entry.year == year) return of(entry.head_room);
            return Figure{};
          });
  }

  void stages() {
    add("stages", "stages_on_time", "", MeasureUnit::count, {"stages on time", "按时阶段"},
        [](const ScenarioRun& r) { return of(r.metrics.stages_on_time); });
    add("stages", "stages_late", "", MeasureUnit::count, {"stages late", "逾期阶段"},
        [](const ScenarioRun& r) { return of(r.metrics.stages_late); });
    add("stages", "stages_never", "", MeasureUnit::count, {"stages never", "未达成阶段"},
        [](const ScenarioRun& r) { return of(r.metrics.stages_never); });
    const bool quarters = problem_.campaign().horizon().first.unit() == PeriodUnit::quarter;
    add("stages", "late_periods", "", MeasureUnit::periods,
        quarters ? Text{"late quarters, all stages", "逾期季度合计"} : Text{"late periods, all stages", "逾期期数合计"},
        [](const ScenarioRun& r) { return of(late_periods(r.metrics)); });
    for (std::size_t s = 0; s < problem_.campaign().stages().size(); ++s) {
      const Stage& stage = problem_.campaign().stages()[s];
      add("stages", "stage_forecast", stage.key, MeasureUnit::period, stage.name, [&, s](const ScenarioRun& r) {
        const auto forecast = r.metrics.stages[s].forecast;
        return forecast ? of(problem_.campaign().horizon().at(*forecast).text()) : Figure{};
      });
    }
    for (std::size_t s = 0; s < problem_.campaign().stages().size(); ++s) {
      const Stage& stage = problem_.campaign().stages()[s];
      add("lateness", "stage_late", stage.key, MeasureUnit::periods, stage.name,
          [s](const ScenarioRun& r) { return of(r.metrics.stages[s].late); });
    }
  }

  void changes() {
    std::vector<PlanDistance> distances;
    for (const ScenarioRun& run : runs_) distances.push_back(distance(first_, run));
    std::size_t i = 0;
    const auto each = [&](const std::string& measure, MeasureUnit unit, const Text& label,
                          const std::function<Figure(const PlanDistance&)>& figure) {
      i = 0;
      add("moves", measure, "", unit, label, [&](const ScenarioRun&) { return figure(distances[i++]); });
    };
    each("projects_moved", MeasureUnit::count, {"projects moved", "改期项目数"}, [](const PlanDistance& d) { return of(d.moved); });
    each("cost_moved", MeasureUnit::money, {"their cost", "其投资"}, [](const PlanDistance& d) { return of(d.moved_cost); });
    each("funds_shifted", MeasureUnit::money, {"funds shifted", "改变用途的资金"}, [](const PlanDistance& d) { return of(d.shifted); });
  }

  std::span<const ScenarioRun> runs_;
  const PlanningProblem& problem_;
  const ScenarioRun& first_;
  std::vector<Measure> list_;
};

}  // namespace

bool Measure::differs() const {
  return std::any_of(figures.begin(), figures.end(), [&](const Figure& figure) { return figure != figures.front(); });
}

Figure Measure::change(std::size_t i) const {
  const Figure& a = figures.front();
  const Figure& b = figures[i];
  if (unit == MeasureUnit::period) {
    const auto before = Period::parse(a.text), after = Period::parse(b.text);
    return before && after ? of(after->since(*before)) : Figure{};
  }
  if (a.money && b.money) return of(*b.money - *a.money);
  if (a.number && b.number) return of(*b.number - *a.number);
  return {};
}

PlanDistance distance(const ScenarioRun& first, const ScenarioRun& other) {
  return distance(first.problem.campaign(), first.result.plan, other.result.plan);
}

Comparison compare(std::span<const ScenarioRun> runs) {
  Comparison comparison;
  if (runs.empty()) return comparison;
  for (const ScenarioRun& run : runs) {
    comparison.keys.push_back(run.key);
    comparison.names.push_back(run.scenario ? run.scenario->name : Text{"the campaign itself", "原数据"});
  }
  comparison.measures = Measures(runs).take();
  return comparison;
}

}  // namespace liandong
