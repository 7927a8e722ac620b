#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "model/core/issue.hpp"
#include "model/core/money.hpp"
#include "model/core/text.hpp"
#include "model/planning/figures.hpp"
#include "scenarios/ranks.hpp"
#include "scenarios/table.hpp"

namespace liandong {

/// One plan of a batch.
struct BatchPiece {
  std::string name;      ///< Of its plan folder.
  std::string campaign;  ///< Folder.
  std::string scenario;  ///< "baseline" for the campaign itself.
};

/// What a batch is about. A campaign folder: the campaign itself and all its scenarios, or `scenarios`. A folder of campaign folders: each
/// of them, under each of `scenarios` if there are any. A file: a table with the columns campaign (from where the file lies) and, if one
/// likes, scenario (empty = the campaign itself, * = it and all its scenarios) and name.
[[nodiscard]] Checked<std::vector<BatchPiece>> list_pieces(const std::filesystem::path& what, const std::vector<std::string>& scenarios);

/// What became of a piece: the measures of its plan, from the plan folder.
struct BatchRow {
  BatchPiece piece;
  std::string state = "not_done";  ///< Or "proven", "best_found", "failed".
  std::string input_hash{};
  double objective = 0, bound = 0, distance = 0, coverage = 1;
  Money gap{}, public_money{}, cost_built{}, debt_service{};
  int late_periods = 0, stages = 0, stages_on_time = 0, stages_late = 0, stages_never = 0, projects_built = 0;
  Issues issues{};  ///< Why it failed.

  bool known = false;  ///< The plan was there already; this and `seconds` are not in the files.
  double seconds = 0;

  [[nodiscard]] bool planned() const { return state != "not_done" && state != "failed"; }
};

struct BatchOptions {
  double gap = 0.005;     ///< As of PlanOptions.
  double time_limit = 0;  ///< Seconds for each plan, 0 = none. A limit that bites makes a plan depend on the machine.
  int threads = 1;        ///< On each rank: several pieces at once, or one piece faster.
  std::string version{};  ///< Of the program.
  std::stop_token stop{};
  Ranks* ranks = &alone();
  std::function<void(const BatchRow&, std::size_t done)> on_row{};  ///< On rank 0, as they come.
};

inline constexpr const char* batch_mark = "batch.csv";  ///< By which the folder of a batch is known.

/// Plans every piece from the start and writes its folder, `out`/name, as `plan` would; whichever ranks and threads do it, and in whatever
/// order, a plan depends on its own input alone. A plan that is there already is taken over if it was made from the same input, with the
/// same options, by the same version, and was not cut short. What one piece lacks are issues of its row; the others go on. Rows as the
/// pieces, on rank 0.
[[nodiscard]] std::vector<BatchRow> plan_batch(const std::vector<BatchPiece>& pieces, const std::filesystem::path& out,
                                               const BatchOptions& options);

struct BatchTableOptions {
  Language language = Language::english;
  MoneyUnit unit = MoneyUnit::wan;
};
/// With a total if no campaign comes twice.
[[nodiscard]] Table batch_table(const std::vector<BatchRow>& rows, const BatchTableOptions& options = {});
/// batch.csv. Without a time, and without what was known before: the same batch gives the same bytes.
[[nodiscard]] std::string batch_csv(const std::vector<BatchRow>& rows);
[[nodiscard]] std::string batch_json(const std::vector<BatchRow>& rows);

/// A row as text, to be sent to another rank, and back.
[[nodiscard]] std::string bytes_of(const BatchRow& row);
[[nodiscard]] BatchRow batch_row(const std::string& bytes);

}  // namespace liandong
