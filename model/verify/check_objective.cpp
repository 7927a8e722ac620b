#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "model/verify/checks.hpp"

namespace liandong::verify {
namespace {

long double wan(Money amount) { return static_cast<long double>(amount.fen()) / Money::fen_per_wan; }
double as_double(long double value) { return static_cast<double>(value); }

bool near(long double a, long double b, long double tolerance) {
  return std::fabs(a - b) <= tolerance * std::max({1.0L, std::fabs(a), std::fabs(b)});
}

void figure(Findings& findings, int constraint, const char* file, const char* en, const char* zh, long double right, double stated,
            long double tolerance) {
  if (near(right, stated, tolerance)) return;
  findings.add(constraint, file, 0,
               {fmt::format("{} is {:.9g} 万元, not {:.9g} 万元.", en, as_double(right), stated),
                fmt::format("{}应为 {:.9g} 万元，文件中为 {:.9g} 万元。", zh, as_double(right), stated)});
}

}  // namespace

std::map<std::string, long double> objective_parts(const Facts& facts, const Claims& claims, const Repayments& service) {
  std::map<std::string, long double> parts{{"gap", 0},       {"lateness", 0},    {"never", 0},
                                           {"own_money", 0}, {"other_money", 0}, {"debt_service", 0}};
  for (const auto& [where, gap] : claims.gaps) parts["gap"] += facts.gap_price() * facts.discount(where.second) * wan(gap.amount);
  for (int s = 0; s < facts.stage_count(); ++s) {
    const auto& reached = claims.stage[static_cast<std::size_t>(s)];
    for (int t = std::max(0, facts.deadline({s})); t < facts.periods(); ++t)
      if (!reached || t < *reached) parts["lateness"] += wan(facts.late_price({s}));
    if (!reached) parts["never"] += wan(facts.never_price({s}));
  }
  for (const auto& [where, payment] : claims.payments) {
    const auto& [project, source, t] = where;
    if (facts.is_contract(source)) continue;
    const bool own = facts.funding()[source].channel == Channel::fiscal && facts.funding()[source].owner.known();
    parts[own ? "own_money" : "other_money"] += facts.weight(source) * facts.discount(t) * wan(payment.amount);
  }
  for (const auto& [where, amount] : service) {
    const auto& [project, source, t] = where;
    parts["debt_service"] += facts.weight(facts.funding()[source].repaid_by) * facts.discount(t) * wan(amount);
  }
  return parts;
}

void check_objective(const std::map<std::string, long double>& parts, const PlanFiles& plan, Findings& findings) {
  long double total = 0;
  for (const auto& [name, value] : parts) total += value;
  figure(findings, 10, "certificate.json", "What the plan costs", "方案的目标值", total, plan.certificate.objective, 1e-9L);
  figure(findings, 10, "plan.json", "What the plan costs", "方案的目标值", total, plan.summary.objective, 1e-9L);
  for (const auto& [name, value] : parts) {
    const auto stated = plan.summary.parts.find(name);
    const double said = stated == plan.summary.parts.end() ? std::nan("") : stated->second;
    // A part may be small beside the total, so it is held to the total's precision.
    if (!(std::fabs(value - said) <= 1e-9L * std::max(1.0L, std::fabs(total))))
      findings.add(10, "plan.json", 0,
                   {fmt::format("The part {} of the objective is {:.9g} 万元, not {:.9g} 万元.", name, as_double(value), said),
                    fmt::format("目标值的 {} 部分应为 {:.9g} 万元，文件中为 {:.9g} 万元。", name, as_double(value), said)});
  }
}

}  // namespace liandong::verify
