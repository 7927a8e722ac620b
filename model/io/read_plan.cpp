#include <fmt/format.h>

#include <charconv>
#include <map>
#include <nlohmann/json.hpp>

#include "model/io/certificate_file.hpp"
#include "model/io/csv.hpp"
#include "model/io/encoding.hpp"
#include "model/io/issue_log.hpp"
#include "model/io/plan_folder.hpp"
#include "model/io/text_file.hpp"

namespace liandong {
namespace {

constexpr std::uintmax_t largest_plan_file = std::uintmax_t{1} << 30;

/// A table of a plan folder, row by row; what cannot be read goes to the log.
class PlanTable {
 public:
  PlanTable(const std::filesystem::path& folder, std::string file, std::initializer_list<std::string_view> columns, IssueLog& log)
      : file_(std::move(file)), log_(log), text_(load(folder)), csv_(text_, ',') {
    if (text_.empty() || !csv_.next(record_)) return;
    for (std::size_t i = 0; i < record_.fields.size(); ++i) place_.emplace(record_.fields[i], i);
    width_ = record_.field_count;
    open_ = true;
    for (const std::string_view column : columns)
      if (!place_.contains(std::string(column))) {
        add(record_.line, 0, column, "plan-column", fmt::format("The column {} is missing", column), fmt::format("缺少 {} 列", column));
        open_ = false;
      }
  }

  bool next() {
    if (!open_ || !csv_.next(record_)) return false;
    if (record_.problem || record_.field_count != width_) {
      add(record_.line, 0, "", "plan-row", "The row does not have the header's columns", "该行与表头列数不符");
      open_ = false;
      return false;
    }
    return true;
  }

  [[nodiscard]] int row() const { return record_.line; }
  [[nodiscard]] const std::string& text(std::string_view column) const {
    const auto place = place_.find(std::string(column));
    static const std::string none;
    return place == place_.end() ? none : record_.fields[place->second];
  }
  Money money(std::string_view column) {
    if (const auto value = Money::parse_wan(text(column))) return *value;
    wrong(column);
    return {};
  }
  std::optional<Period> maybe_period(std::string_view column) {
    if (text(column).empty()) return std::nullopt;
    const auto value = Period::parse(text(column));
    if (!value) wrong(column);
    return value;
  }
  Period period(std::string_view column) {
    const auto value = Period::parse(text(column));
    if (!value) wrong(column);
    return value.value_or(Period{});
  }
  std::optional<int> maybe_integer(std::string_view column) {
    if (text(column).empty()) return std::nullopt;
    return integer(column);
  }
  int integer(std::string_view column) {
    const std::string& cell = text(column);
    int value = 0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    if (error != std::errc{} || end != cell.data() + cell.size()) wrong(column);
    return value;
  }
  std::optional<double> maybe_real(std::string_view column) {
    if (text(column).empty()) return std::nullopt;
    return real(column);
  }
  double real(std::string_view column) {
    const std::string& cell = text(column);
    double value = 0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    if (error != std::errc{} || end != cell.data() + cell.size() || cell.empty()) wrong(column);
    return value;
  }

 private:
  std::string load(const std::filesystem::path& folder) {
    auto bytes = read_bytes(folder / file_, file_, largest_plan_file);
    log_.add(bytes.issues());
    if (!bytes) return {};
    if (const std::size_t bad = find_invalid_utf8(*bytes); bad != std::string::npos) {
      add(0, 0, "", "encoding", fmt::format("Byte {} is not UTF-8", bad + 1), fmt::format("第 {} 字节不是 UTF-8", bad + 1));
      return {};
    }
    return std::move(*bytes);
  }
  void wrong(std::string_view column) {
    const auto place = place_.find(std::string(column));
    add(record_.line, place == place_.end() ? 0 : static_cast<int>(place->second) + 1, column, "plan-value",
        fmt::format("{} cannot be read: \"{}\"", column, text(column)), fmt::format("{} 无法读取：“{}”", column, text(column)));
  }
  void add(int line, int column, std::string_view field, std::string_view code, std::string en, std::string zh) {
    log_.add(make_issue(Severity::error, code, file_, line, column, field, {std::move(en), std::move(zh)},
                        {"Plan folders are not edited by hand; write the plan again", "方案文件夹不应手工修改，请重新生成方案"}));
  }

  std::string file_;
  IssueLog& log_;
  std::string text_;
  CsvReader csv_;
  CsvRecord record_;
  std::map<std::string, std::size_t> place_;
  std::size_t width_ = 0;
  bool open_ = false;
};

std::optional<std::string> read_text(const std::filesystem::path& folder, const std::string& file, IssueLog& log) {
  auto bytes = read_bytes(folder / file, file, largest_plan_file);
  log.add(bytes.issues());
  if (!bytes) return std::nullopt;
  return std::move(*bytes);
}

std::optional<nlohmann::json> read_json(const std::filesystem::path& folder, const std::string& file, IssueLog& log) {
  const auto text = read_text(folder, file, log);
  if (!text) return std::nullopt;
  auto json = nlohmann::json::parse(*text, nullptr, false);
  if (!json.is_discarded() && json.is_object()) return json;
  log.add(make_issue(Severity::error, "plan-json", file, 0, 0, "", {fmt::format("{} is not a JSON object", file), fmt::format("{} 不是 JSON 对象", file)},
                     {"Write the plan again", "请重新生成方案"}));
  return std::nullopt;
}

/// Runs `read`, and turns what the JSON library throws about missing or wrongly typed members into an issue.
template <class Read>
void guarded(const std::string& file, IssueLog& log, Read read) {
  try {
    read();
  } catch (const nlohmann::json::exception& error) {
    log.add(make_issue(Severity::error, "plan-json", file, 0, 0, "",
                       {fmt::format("{} lacks a value or has one of the wrong kind: {}", file, error.what()), fmt::format("{} 缺少数值或类型不符：{}", file, error.what())},
                       {"Write the plan again", "请重新生成方案"}));
  }
}

void read_summary(const nlohmann::json& json, PlanSummaryFile& out) {
  const auto& provenance = json.at("provenance");
  out.provenance.input_hash = provenance.at("input_hash").get<std::string>();
  if (const auto& scenario = provenance.at("scenario"); !scenario.is_null()) out.provenance.scenario = scenario.get<std::string>();
  if (const auto& seed = provenance.at("seed"); !seed.is_null()) out.provenance.seed = seed.get<std::uint64_t>();
  out.provenance.version = provenance.at("version").get<std::string>();
  out.provenance.options = provenance.at("options").get<std::map<std::string, std::string>>();
  out.campaign = json.at("campaign").at("id").get<std::string>();
  out.outcome = json.at("outcome").get<std::string>();
  out.objective = json.at("objective_wan").get<double>();
  out.bound = json.at("bound_wan").get<double>();
  out.parts = json.at("parts_wan").get<std::map<std::string, double>>();
}

}  // namespace

Checked<PlanFiles> read_plan_folder(const std::filesystem::path& folder) {
  IssueLog log;
  PlanFiles files;
  {
    PlanTable t(folder, "schedule.csv", {"node", "kind", "start", "finish", "deadline", "slack", "late"}, log);
    while (t.next())
      files.schedule.push_back({t.text("node"), t.text("kind"), t.maybe_period("start"), t.maybe_period("finish"), t.maybe_period("deadline"),
                                t.maybe_integer("slack"), t.maybe_integer("late"), t.row()});
  }
  {
    PlanTable t(folder, "allocation.csv", {"project", "source", "period", "amount_wan"}, log);
    while (t.next()) files.allocation.push_back({t.text("project"), t.text("source"), t.period("period"), t.money("amount_wan"), t.row()});
  }
  {
    PlanTable t(folder, "gap.csv", {"project", "period", "amount_wan"}, log);
    while (t.next()) files.gap.push_back({t.text("project"), t.period("period"), t.money("amount_wan"), t.row()});
  }
  {
    PlanTable t(folder, "balances.csv", {"source", "period", "inflow_wan", "drawn_wan", "debt_service_wan", "balance_wan"}, log);
    while (t.next())
      files.balances.push_back({t.text("source"), t.period("period"), t.money("inflow_wan"), t.money("drawn_wan"), t.money("debt_service_wan"),
                                t.money("balance_wan"), t.row()});
  }
  {
    PlanTable t(folder, "debt_service.csv", {"contract_project", "source", "payer", "period", "amount_wan"}, log);
    while (t.next())
      files.debt_service.push_back({t.text("contract_project"), t.text("source"), t.text("payer"), t.period("period"), t.money("amount_wan"), t.row()});
  }
  {
    PlanTable t(folder, "affordability.csv", {"level", "region", "year", "service_wan", "ceiling_wan"}, log);
    while (t.next())
      files.affordability.push_back({t.text("level"), t.text("region"), t.integer("year"), t.money("service_wan"), t.money("ceiling_wan"), t.row()});
  }
  {
    PlanTable t(folder, "prices.csv", {"source", "period", "value", "range_low_wan", "range_high_wan"}, log);
    while (t.next())
      files.prices.push_back({t.text("source"), t.period("period"), t.real("value"), t.real("range_low_wan"), t.real("range_high_wan"), t.row()});
  }
  {
    PlanTable t(folder, "compliance.csv", {"rule", "article", "state", "margin", "deciding_rows"}, log);
    while (t.next()) files.compliance.push_back({t.text("rule"), t.text("article"), t.text("state"), t.text("margin"), t.text("deciding_rows"), t.row()});
  }
  std::error_code none;
  if (std::filesystem::exists(folder / "modes.csv", none)) {
    PlanTable t(folder, "modes.csv", {"project", "mode", "chosen", "replanned_wan", "at_prices_wan"}, log);
    while (t.next())
      files.modes.push_back({t.text("project"), t.text("mode"), t.text("chosen") == "yes", t.maybe_real("replanned_wan"), t.maybe_real("at_prices_wan"), t.row()});
  }
  if (const auto text = read_text(folder, "certificate.json", log)) files.certificate = read_certificate(*text, log);
  if (files.certificate.moves) {
    PlanTable t(folder, "moves.csv", {"project", "change", "approved_start", "start", "cost_wan"}, log);
    while (t.next())
      files.moves.push_back(
          {t.text("project"), t.text("change"), t.maybe_period("approved_start"), t.maybe_period("start"), t.money("cost_wan"), t.row()});
  }
  if (const auto json = read_json(folder, "plan.json", log)) guarded("plan.json", log, [&] { read_summary(*json, files.summary); });

  if (log.has_errors()) return log.take();
  return files;
}

}  // namespace liandong
