#include "model/io/scenario_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <system_error>

#include "model/io/settings_reader.hpp"
#include "model/io/words.hpp"

namespace liandong {
namespace {

InflowChange read_change(const TomlSection& section, std::string_view file, const KeyIndex& sources, std::optional<PeriodUnit> unit, IssueLog& log) {
  SectionReader reader(&section, Schema::scenarios().fields("inflows"), file, log);
  InflowChange change;
  change.line = section.line;
  if (reader.has("source")) {
    const std::string key = to_half_width(reader.text("source"));
    if (const auto id = sources.find(key)) {
      change.source = SourceId{*id};
    } else if (sources.complete) {
      const std::string near = nearest(key, sources.keys());
      reader.error("source", "unknown-reference",
                   {fmt::format("source names \"{}\", which {} does not have", key, sources.file), fmt::format("“资金来源”引用的“{}”在 {} 中不存在", key, sources.file)},
                   near.empty() ? Text{"Correct the name", "请改正编号"} : Text{fmt::format("Did you mean {}?", near), fmt::format("是否应为“{}”？", near)});
    }
  }
  if (const auto word = reader.word("channel")) change.channel = static_cast<Channel>(*word);
  if (const auto word = reader.word("level")) change.level = static_cast<FundLevel>(*word);
  if (const auto word = reader.word("certainty")) change.certainty = static_cast<Certainty>(*word);
  change.from = reader.period("from", unit);
  change.to = reader.period("to", unit);
  if (const auto scale = reader.rate("scale")) change.scale = *scale;
  if (change.from && change.to && change.from->unit() == change.to->unit() && *change.to < *change.from)
    reader.error("to", "period-order", {fmt::format("to ({}) lies before from ({})", change.to->text(), change.from->text()),
                                        fmt::format("“至”（{}）早于“自”（{}）", change.to->text(), change.from->text())},
                 {"Exchange them, or correct one", "请对调或改正"});
  return change;
}

bool meets(const InflowChange& change, const Inflow& inflow, const Source& source) {
  return (!change.source || *change.source == inflow.source) && (!change.channel || *change.channel == source.channel) &&
         (!change.level || *change.level == source.level) && (!change.certainty || *change.certainty == inflow.certainty) &&
         (!change.from || inflow.period >= *change.from) && (!change.to || inflow.period <= *change.to);
}

}  // namespace

std::vector<std::string> scenario_names(const std::filesystem::path& campaign_folder) {
  std::vector<std::string> names;
  std::error_code none;
  for (std::filesystem::directory_iterator entry(campaign_folder / "scenarios", none), end; !none && entry != end; entry.increment(none))
    if (entry->path().extension() == ".toml") names.push_back(entry->path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

Scenario read_scenario(const TomlDocument& document, std::string_view key, std::string_view file, const KeyIndex& sources, std::optional<PeriodUnit> unit,
                       IssueLog& log) {
  constexpr std::array<std::string_view, 6> sections = {"scenario", "prices", "settings", "rules", "inflows", "switch"};
  check_sections(document, file, sections, "inflows", log);
  Scenario scenario;
  scenario.key = key;
  SectionReader head(find_section(document, "scenario"), Schema::scenarios().fields("scenario"), file, log);
  scenario.name = {.en = head.text("name_en"), .zh = head.text("name_zh")};
  scenario.reason = {.en = head.text("reason_en"), .zh = head.text("reason_zh")};
  for (const TomlSection& section : document.sections)
    if (section.name == "inflows" && section.listed) scenario.changes.push_back(read_change(section, file, sources, unit, log));
  SectionReader switches(find_section(document, "switch"), Schema::scenarios().fields("switch"), file, log);
  for (const std::string& word : switches.word_list("off")) scenario.off.push_back(static_cast<Channel>(*find_word("channel", word)));
  return scenario;
}

void apply_scenario(const Scenario& scenario, std::string_view file, FundingTables& tables, IssueLog& log) {
  for (const InflowChange& change : scenario.changes) {
    bool met = false;
    for (Inflow& inflow : tables.inflows) {
      if (!inflow.source.known() || !meets(change, inflow, tables.sources[inflow.source.index()])) continue;
      met = true;
      inflow.amount = change.scale.of(inflow.amount);
    }
    if (!met)
      log.add(make_issue(Severity::warning, "scenario-without-effect", file, change.line, 0, "inflows",
                         {"No inflow passes these filters, so the change does nothing", "没有资金符合这些条件，该调整不起作用"},
                         {"Check the filters against sources.csv and inflows.csv", "请对照 sources.csv 和 inflows.csv 核对条件"}));
  }
  for (Inflow& inflow : tables.inflows)
    if (inflow.source.known() &&
        std::find(scenario.off.begin(), scenario.off.end(), tables.sources[inflow.source.index()].channel) != scenario.off.end())
      inflow.amount = Money{};
}

}  // namespace liandong
