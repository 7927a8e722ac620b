#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "model/verify/bound.hpp"
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

/// The gap that a run may leave and still call its plan proven: what was asked for, or the default.
double asked_gap(const PlanFiles& plan) {
  const auto option = plan.summary.provenance.options.find("gap");
  if (option == plan.summary.provenance.options.end()) return 0.005;
  const auto rate = Rate::parse(option->second);
  return rate ? rate->value() : 0.005;
}

Multipliers resolve(const Facts& facts, const Keys& keys, const CertificateFile& certificate, Findings& findings) {
  constexpr const char* file = "certificate.json";
  Multipliers multipliers{.cash = std::vector<std::vector<double>>(static_cast<std::size_t>(facts.source_count())), .affordability = {}};
  const auto sound = [&](double value, const std::string& en, const std::string& zh) {
    if (!std::isfinite(value) || value < 0)
      findings.add(11, file, 0,
                   {fmt::format("The multiplier of {} is {:g}; multipliers are not negative.", en, value),
                    fmt::format("{}的乘子为 {:g}，乘子不得为负。", zh, value)});
  };
  for (const auto& [key, values] : certificate.cash) {
    const auto source = keys.source(key);
    if (!source) {
      findings.add(0, file, 0, unknown_key("source", "资金来源", key));
      continue;
    }
    multipliers.cash[source->index()] = values;
    for (std::size_t t = 0; t < values.size() && t < static_cast<std::size_t>(facts.periods()); ++t) {
      const std::string when = facts.campaign().horizon().at(static_cast<int>(t)).text();
      sound(values[t], fmt::format("source {} in {}", key, when), fmt::format("资金 {} 在 {} ", key, when));
    }
  }
  for (int k = 0; k < facts.source_count(); ++k)
    if (multipliers.cash[static_cast<std::size_t>(k)].size() != static_cast<std::size_t>(facts.periods()))
      findings.add(11, file, 0,
                   {fmt::format("Source {} does not have one multiplier for each period.", facts.funding()[SourceId{k}].key),
                    fmt::format("资金 {} 的乘子未按期给全。", facts.funding()[SourceId{k}].key)});
  for (const auto& [where, value] : certificate.affordability) {
    const auto unit = keys.unit(where.first);
    if (!unit) {
      findings.add(0, file, 0, unknown_key("unit", "单位", where.first));
      continue;
    }
    multipliers.affordability[{*unit, where.second}] = value;
    sound(value, fmt::format("{} in {}", where.first, where.second), fmt::format("{} 在 {} 年", where.first, where.second));
  }
  return multipliers;
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

void check_certificate(const Facts& facts, const Keys& keys, long double objective, const PlanFiles& plan, Findings& findings,
                       VerifyReport& report) {
  constexpr const char* file = "certificate.json";
  const CertificateFile& stated = plan.certificate;
  const ProvenBound proven = prove_bound(facts, resolve(facts, keys, stated, findings));
  report.proven_bound = as_double(proven.value);
  report.rounding = as_double(proven.rounding);
  const auto numbers = [&](const char* en, const char* zh) {
    return Text{fmt::format("The certificate claims that no plan costs less than {:.12g} 万元; {} {:.12g} 万元.", stated.bound, en,
                            report.proven_bound),
                fmt::format("证书称任何方案不低于 {:.12g} 万元，{} {:.12g} 万元。", stated.bound, zh, report.proven_bound)};
  };
  const long double size = std::max(1.0L, std::fabs(proven.value));
  if (!std::isfinite(stated.bound) || stated.bound > proven.value + proven.slack + 1e-9L * size)  // (13)
    findings.add(13, file, 0, numbers("its multipliers prove only", "其乘子只能证明"));
  else if (stated.bound < proven.value - 1e-6L * size) findings.add(13, file, 0, numbers("its multipliers prove more:", "其乘子可证明"));
  if (objective < proven.value - proven.rounding - 1e-9L * size)
    findings.add(
        13, file, 0,
        {fmt::format("The plan costs {:.12g} 万元, less than the {:.12g} 万元 that its own multipliers prove: one of the two is wrong.",
                     as_double(objective), report.proven_bound),
         fmt::format("方案目标值 {:.12g} 万元，低于其乘子所证明的下界 {:.12g} 万元，二者必有一误。", as_double(objective),
                     report.proven_bound)});
  const double gap =
      stated.objective == 0 ? (stated.bound == 0 ? 0.0 : 1.0) : (stated.objective - stated.bound) / std::fabs(stated.objective);
  if (!(std::fabs(gap - stated.relative_gap) <= 1e-12))
    findings.add(13, file, 0,
                 {fmt::format("The relative gap between cost and bound is {:.9g}, not {:.9g}.", gap, stated.relative_gap),
                  fmt::format("目标值与下界的相对差距应为 {:.9g}，文件中为 {:.9g}。", gap, stated.relative_gap)});
  if (stated.bound != plan.summary.bound)
    findings.add(13, "plan.json", 0,
                 {fmt::format("plan.json states a bound of {:.12g} 万元, the certificate {:.12g} 万元.", plan.summary.bound, stated.bound),
                  fmt::format("plan.json 中的下界为 {:.12g} 万元，证书中为 {:.12g} 万元。", plan.summary.bound, stated.bound)});
  if (plan.summary.outcome == "proven" && gap > asked_gap(plan) + 1e-12)
    findings.add(13, "plan.json", 0,
                 {fmt::format("The plan is called proven, but {:.4f} % lie between its cost and its bound.", gap * 100),
                  fmt::format("方案标为“已证明”，但目标值与下界相差 {:.4f} %。", gap * 100)});
}

}  // namespace liandong::verify
