#pragma once

#include <algorithm>
#include <tuple>
#include <vector>

#include "model/planning/plan.hpp"
#include "model/planning/planning_problem.hpp"
#include "tests/support/gallery.hpp"

namespace liandong {

[[nodiscard]] inline PlanningProblem problem_of(const gallery::Case& problem) {
  return PlanningProblem(gallery::campaign_of(problem), gallery::funding_of(problem), problem.settings);
}

/// A plan written down by a test, amounts in 万元; balances follow from it by (6).
class HandPlan {
 public:
  HandPlan(const PlanningProblem& problem, std::vector<int> start, std::vector<int> stage) : problem_(problem) {
    for (const int t : start) plan_.start.push_back(t < 0 ? std::nullopt : std::optional(t));
    for (const int t : stage) plan_.stage.push_back(t < 0 ? std::nullopt : std::optional(t));
  }
  HandPlan& pay(int project, int source, int t, double amount) {
    plan_.payments.push_back({ProjectId{project}, SourceId{source}, t, Money::nearest_wan(amount)});
    return *this;
  }
  HandPlan& lack(int project, int t, double amount) {
    plan_.gaps.push_back({ProjectId{project}, t, Money::nearest_wan(amount)});
    return *this;
  }
  HandPlan& repay(int project, int contract, int payer, int t, double amount) {
    plan_.service.push_back({ProjectId{project}, SourceId{contract}, SourceId{payer}, t, Money::nearest_wan(amount)});
    return *this;
  }
  HandPlan& price(int source, int t, double value) {
    plan_.prices.push_back({SourceId{source}, t, value, 0, 0});
    return *this;
  }
  [[nodiscard]] Plan done() {
    std::sort(plan_.payments.begin(), plan_.payments.end(),
              [](const Payment& a, const Payment& b) { return std::tie(a.project, a.source, a.t) < std::tie(b.project, b.source, b.t); });
    const auto periods = static_cast<std::size_t>(problem_.periods());
    for (std::size_t k = 0; k < problem_.funding().sources().size(); ++k) {
      std::vector<BalanceEntry> row(periods);
      for (std::size_t t = 0; t < periods; ++t) {
        const SourceId source{static_cast<int>(k)};
        row[t].inflow = problem_.inflow(source, static_cast<int>(t));
        for (const Payment& payment : plan_.payments)
          if (payment.source == source && payment.t == static_cast<int>(t)) row[t].drawn += payment.amount;
        for (const ServiceEntry& entry : plan_.service)
          if (entry.payer == source && entry.t == static_cast<int>(t)) row[t].debt_service += entry.amount;
        const Money before = t > 0 ? problem_.funding()[source].carry_over.floor_of(row[t - 1].balance) : Money{};
        row[t].balance = before + row[t].inflow - row[t].drawn - row[t].debt_service;
      }
      plan_.balances.push_back(std::move(row));
    }
    for (const ServiceEntry& entry : plan_.service) {
      const UnitId unit = problem_.funding()[entry.payer].owner;
      const int year = problem_.year_of(entry.t);
      const auto same = [&](const AffordabilityEntry& row) { return row.unit == unit && row.year == year; };
      auto at = std::find_if(plan_.affordability.begin(), plan_.affordability.end(), same);
      if (at == plan_.affordability.end()) at = plan_.affordability.insert(at, {unit, year, {}, problem_.affordability_ceiling(unit, year)});
      at->service += entry.amount;
    }
    return plan_;
  }

 private:
  const PlanningProblem& problem_;
  Plan plan_;
};

}  // namespace liandong
