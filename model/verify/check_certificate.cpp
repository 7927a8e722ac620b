#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "model/verify/bound.hpp"
#include "model/verify/branches.hpp"
#include "model/verify/checks.hpp"
#include "model/verify/multiplier_reader.hpp"
#include "model/verify/parts.hpp"

namespace liandong::verify {
namespace {

constexpr const char* file = "certificate.json";

double as_double(long double value) { return static_cast<double>(value); }

/// The gap that a run may leave and still call its plan proven: what was asked for, or the default.
double asked_gap(const PlanFiles& plan) {
  const auto option = plan.summary.provenance.options.find("gap");
  if (option == plan.summary.provenance.options.end()) return 0.005;
  const auto rate = Rate::parse(option->second);
  return rate ? rate->value() : 0.005;
}

/// What the certificate proves as a whole, and what it proves about plans with this plan's stage dates.
struct Proof {
  ProvenBound whole, here;
};

Proof prove_by_itself(const Facts& facts, const MoveRule* moves, const Multipliers& multipliers, const CertificateFile& stated,
                      Findings& findings) {
  const ProvenBound proven = Prover(facts, moves).prove(multipliers);
  const auto numbers = [&](const char* en, const char* zh) {
    return Text{fmt::format("The certificate claims that no plan costs less than {:.12g} 万元; {} {:.12g} 万元.", stated.bound, en,
                            as_double(proven.value)),
                fmt::format("证书称任何方案不低于 {:.12g} 万元，{} {:.12g} 万元。", stated.bound, zh, as_double(proven.value))};
  };
  const long double size = std::max(1.0L, std::fabs(proven.value));
  if (!std::isfinite(stated.bound) || stated.bound > proven.value + proven.slack + 1e-9L * size)  // (13)
    findings.add(13, file, 0, numbers("its multipliers prove only", "其乘子只能证明"));
  else if (stated.bound < proven.value - 1e-6L * size)
    findings.add(13, file, 0, numbers("its multipliers prove more:", "其乘子可证明"));
  return {proven, proven};
}

/// (C5). The branches' own bounds have been held against what they prove; here the certificate's is held against theirs.
Proof prove_by_branches(const BranchProofs& branches, const CertificateFile& stated, Findings& findings) {
  double claimed = std::numeric_limits<double>::infinity();
  for (const BranchFile& branch : stated.branches) claimed = std::min(claimed, branch.bound);
  const auto numbers = [&](const char* en, const char* zh) {
    return Text{
        fmt::format(
            "The certificate claims that no plan costs less than {:.12g} 万元; the least of its branches' bounds is {}{:.12g} 万元.",
            stated.bound, en, claimed),
        fmt::format("证书称任何方案不低于 {:.12g} 万元，其各分支下界中最小的{}为 {:.12g} 万元。", stated.bound, zh, claimed)};
  };
  const double size = std::max(1.0, std::fabs(claimed));
  if (!std::isfinite(stated.bound) || stated.bound > claimed + 1e-9 * size)
    findings.add(13, file, 0, numbers("only ", "只"));
  else if (stated.bound < claimed - 1e-6 * size)
    findings.add(13, file, 0, numbers("more: ", "更高，"));
  return {branches.whole, branches.here};
}

/// (C6). What the multipliers prove by themselves, and what the parts add.
Proof prove_by_parts(const BranchProofs& parts, const CertificateFile& stated, Findings& findings) {
  const auto numbers = [&](const char* en, const char* zh) {
    return Text{
        fmt::format("The certificate claims that no plan costs less than {:.12g} 万元; its multipliers and parts prove {} {:.12g} 万元.",
                    stated.bound, en, as_double(parts.whole.value)),
        fmt::format("证书称任何方案不低于 {:.12g} 万元，其乘子及各部分{}证明 {:.12g} 万元。", stated.bound, zh,
                    as_double(parts.whole.value))};
  };
  const long double size = std::max(1.0L, std::fabs(parts.whole.value));
  if (!std::isfinite(stated.bound) || stated.bound > parts.whole.value + parts.whole.slack + 1e-9L * size)
    findings.add(13, file, 0, numbers("only", "只能"));
  else if (stated.bound < parts.whole.value - 1e-6L * size)
    findings.add(13, file, 0, numbers("more:", "可"));
  return {parts.whole, parts.here};
}

}  // namespace

void check_certificate(const Facts& facts, const Keys& keys, const Claims& claims, const MoveRule* moves, long double objective,
                       const PlanFiles& plan, Findings& findings, VerifyReport& report) {
  const CertificateFile& stated = plan.certificate;
  const Multipliers multipliers = MultiplierReader(facts, keys, findings).read(stated);
  const auto branches = stated.branches.empty() ? std::nullopt : check_branches(facts, keys, claims, moves, stated.branches, findings);
  const auto parts = stated.branches.empty() && !stated.parts.empty()
                         ? check_parts(facts, keys, claims, multipliers, stated.parts, findings)
                         : std::nullopt;
  const Proof proof = branches ? prove_by_branches(*branches, stated, findings)
                      : parts  ? prove_by_parts(*parts, stated, findings)
                               : prove_by_itself(facts, moves, multipliers, stated, findings);
  report.branches = branches ? static_cast<int>(stated.branches.size()) : 0;
  report.proven_bound = as_double(proof.whole.value);
  report.rounding = as_double(proof.whole.rounding);
  const ProvenBound& here = proof.here;
  if (objective < here.value - here.rounding - 1e-9L * std::max(1.0L, std::fabs(here.value)))
    findings.add(
        13, file, 0,
        {fmt::format("The plan costs {:.12g} 万元, less than the {:.12g} 万元 that its own multipliers prove: one of the two is wrong.",
                     as_double(objective), as_double(here.value)),
         fmt::format("方案目标值 {:.12g} 万元，低于其乘子所证明的下界 {:.12g} 万元，二者必有一误。", as_double(objective),
                     as_double(here.value))});
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
