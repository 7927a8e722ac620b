#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/core/issue.hpp"
#include "model/core/money.hpp"
#include "model/core/period.hpp"
#include "model/planning/make_plan.hpp"
#include "model/planning/planning_problem.hpp"

namespace liandong {

/// What a plan was made from and by. No time and no machine: the same input gives the same bytes.
struct Provenance {
  std::string input_hash;
  std::string scenario;  ///< Empty = the campaign as it is.
  std::optional<std::uint64_t> seed;
  std::string version;                         ///< Of the program.
  std::map<std::string, std::string> options;  ///< As given: gap, time, certainty, ...
};

/// Writes a plan folder (docs/guide/campaign-folder.md, "The plan folder"): ten files (and modes.csv where projects have modes), money in
/// 万元 with six decimals, periods as 2013Q2, doubles in the shortest form that reads back the same.
///
/// Whole or not at all: everything is written and synced beside `out`, then put in its place by one rename; on any failure `out` is as it
/// was. `problem` is delivered as the plan says. An existing plan folder is replaced, other files in it are kept; a folder that is neither
/// empty nor a plan folder is refused. What a writer that was killed left beside `out` is removed. Empty if all went well.
[[nodiscard]] Issues write_plan(const std::filesystem::path& out, const PlanningProblem& problem, const PlanResult& result,
                                const Provenance& provenance);

// The files as they are read back: keys as text, so that a checker resolves them itself. `row` is the line in the file.

struct ScheduleRow {
  std::string node, kind;  ///< Kind: project, task, stage.
  std::optional<Period> start, finish, deadline;
  std::optional<int> slack, late;
  int row = 0;
};
struct AllocationRow {
  std::string project, source;
  Period period;
  Money amount;
  int row = 0;
};
struct GapRow {
  std::string project;
  Period period;
  Money amount;
  int row = 0;
};
struct BalanceRow {
  std::string source;
  Period period;
  Money inflow, drawn, debt_service, balance;
  int row = 0;
};
struct DebtServiceRow {
  std::string project, source, payer;
  Period period;
  Money amount;
  int row = 0;
};
struct AffordabilityRow {
  std::string level, region;  ///< Region: the unit's key.
  int year = 0;
  Money service, ceiling;
  int row = 0;
};
struct PriceRow {
  std::string source;
  Period period;
  double value = 0, range_low = 0, range_high = 0;
  int row = 0;
};
struct ComplianceRow {
  std::string rule, article, state, margin, deciding_rows;
  int row = 0;
};

/// One mode of a project, and what the plan would cost more with it.
struct ModeRow {
  std::string project, mode;
  bool chosen = false;
  std::optional<double> replanned, at_prices;  ///< 万元; empty = not tried, impossible.
  int row = 0;
};

/// One project that is not where the approved plan has it.
struct MoveRow {
  std::string project, change;  ///< Change: moved, dropped, taken_up, new.
  std::optional<Period> approved, start;
  Money cost;
  int row = 0;
};

/// "Is the stage reached, or the project complete, by the end of the period?"
struct BranchAnswerFile {
  std::string stage;  ///< Empty if it is about a project.
  Period by;
  bool reached = false;
  std::string project{};
};
/// One branch of certificate.json. Sources, periods, units and years that are not named have a multiplier of 0.
struct BranchFile {
  /// κ of one source in consecutive periods.
  struct Cash {
    Period from;
    std::vector<double> values;
  };
  std::vector<BranchAnswerFile> path;
  double bound = 0;                                             ///< 万元; infinite (null in the file) if no dates agree with the answers.
  std::map<std::string, Cash> cash;                             ///< κ by source key.
  std::map<std::pair<std::string, int>, double> affordability;  ///< α by unit key and year.
};

/// A leaf of the tree of one part: `bound` is by how much it raises the bound of the whole, and of the multipliers it has those that
/// differ.
using RiseFile = BranchFile;

/// The limit on moves that a certificate speaks under, and ν.
struct MoveLimitFile {
  std::optional<int> most_projects;
  std::optional<Money> most_cost;
  double per_project = 0, per_wan = 0;  ///< 万元.
};

/// certificate.json.
struct CertificateFile {
  double objective = 0, bound = 0, relative_gap = 0;            ///< 万元; the last a ratio.
  std::map<std::string, std::vector<double>> cash;              ///< κ by source key, one value per period.
  std::map<std::pair<std::string, int>, double> affordability;  ///< α by unit key and year.
  std::optional<MoveLimitFile> moves{};                         ///< Empty if the plan does not start from an approved one.
  std::vector<BranchFile> branches;                             ///< Empty if the multipliers above prove the bound by themselves.
  std::vector<std::vector<RiseFile>> parts;  ///< Each a tree that raises what the multipliers above prove; none if there are branches.
};

/// What plan.json says that a checker needs.
struct PlanSummaryFile {
  Provenance provenance;
  std::string campaign, outcome;
  double objective = 0, bound = 0;
  std::map<std::string, double> parts;  ///< Of the objective, 万元.
};

struct PlanFiles {
  std::vector<ScheduleRow> schedule;
  std::vector<AllocationRow> allocation;
  std::vector<GapRow> gap;
  std::vector<BalanceRow> balances;
  std::vector<DebtServiceRow> debt_service;
  std::vector<AffordabilityRow> affordability;
  std::vector<PriceRow> prices;
  std::vector<ComplianceRow> compliance;
  std::vector<ModeRow> modes{};  ///< Empty where no project has modes.
  std::vector<MoveRow> moves{};  ///< Of moves.csv, which is there if the certificate has a limit on moves.
  CertificateFile certificate;
  PlanSummaryFile summary;
};

/// Reads a plan folder back. Checks form only (files, columns, numbers, periods), not whether the plan is right.
[[nodiscard]] Checked<PlanFiles> read_plan_folder(const std::filesystem::path& folder);

}  // namespace liandong
