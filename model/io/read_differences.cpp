#include "model/io/read_differences.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <set>
#include <string>
#include <utility>

#include "model/io/settings_reader.hpp"
#include "model/io/words.hpp"

namespace liandong {
namespace {

/// A key as people read it: the field's name without its unit, words and amounts in both languages.
Difference::Said said_of(const TomlEntry& entry, std::span<const Field> fields) {
  const auto field =
      std::find_if(fields.begin(), fields.end(), [&](const Field& f) { return f.name == entry.key || f.header_zh == entry.key; });
  std::vector<std::string> items;
  for (const TomlValue& item : entry.value.items) items.push_back(item.text);
  if (items.empty()) items = split_list(entry.value.text);
  const std::string value = fmt::format("{}", fmt::join(items, ", "));
  if (field == fields.end()) return {.key = {entry.key, entry.key}, .value = {value, value}};
  std::string name = field->name;
  if (name.ends_with("_wan")) name.erase(name.size() - 4);
  std::replace(name.begin(), name.end(), '_', ' ');
  Text text{value, fmt::format("{}", fmt::join(items, "、"))};
  if (const std::string& type = field->type == "word_list" ? field->target : field->type; is_word_type(type)) {
    text = {};
    for (const std::string& item : items) {
      const auto known = find_word(type, to_half_width(item));
      const Text here = known ? word_of(type, *known) : Text{item, item};
      text.en += (text.en.empty() ? "" : ", ") + here.en;
      text.zh += (text.zh.empty() ? "" : "、") + here.zh;
    }
  }
  if (!field->unit.empty() && field->type == "money") text.en += " 万元", text.zh += "万元";
  return {.key = {name, field->header_zh}, .value = std::move(text)};
}

class DifferenceReader {
 public:
  DifferenceReader(std::string_view scenario, const FolderTables& tables, std::optional<PeriodUnit> unit, IssueLog& log)
      : scenario_(scenario), file_("scenarios/" + scenario_ + ".toml"), tables_(tables), unit_(unit), log_(log) {
    for (const Project& project : tables.campaign.projects) sectors_.insert(project.sector);
  }

  std::vector<Difference> read(const TomlDocument& document) {
    const Schema& schema = Schema::scenarios();
    SectionReader head(find_section(document, "scenario"), schema.fields("scenario"), file_, unheard_);
    mark_ = head.word_as<SourceMark>("mark").value_or(SourceMark::illustrative);
    note_ = head.text("note");
    for (const TomlSection& section : document.sections) {
      if (section.name == "scenario" || section.name.empty()) continue;
      if (section.name == "prices" || section.name == "settings" || section.name == "rules") {
        if (!section.listed) read_entries(section);
        continue;
      }
      const std::span<const Field> fields = schema.fields(section.name);
      if (fields.empty() || section.listed == (section.name == "switch")) continue;  // check_sections() says so.
      IssueLog own;
      SectionReader reader(&section, fields, file_, own);
      Difference difference = blank(section);
      for (const TomlEntry& entry : section.entries)
        if (entry.key != "mark" && entry.key != "note" && entry.key != "出处" && entry.key != "说明")
          difference.said.push_back(said_of(entry, fields));
      difference.mark = reader.word_as<SourceMark>("mark").value_or(mark_);
      if (reader.has("note")) difference.note = reader.text("note");
      const std::size_t before = read_.size();
      if (section.name == "inflows")
        read_inflows(reader, difference);
      else if (section.name == "sources")
        read_sources(reader, difference);
      else if (section.name == "contracts")
        read_contracts(reader, difference);
      else if (section.name == "projects")
        read_projects(reader, difference);
      else if (section.name == "stages")
        read_stages(reader, difference);
      else if (section.name == "switch")
        read_switch(reader, difference);
      if (own.has_errors()) read_.resize(before);
      log_.add(own.take());
    }
    return std::move(read_);
  }

 private:
  [[nodiscard]] Difference blank(const TomlSection& section) const {
    Difference difference;
    difference.scenario = scenario_;
    difference.section = section.name;
    difference.row = section.line;
    difference.column = section.column;
    difference.mark = mark_;
    difference.note = note_;
    return difference;
  }

  void keep(Difference difference, decltype(Difference::what) what) {
    difference.what = std::move(what);
    read_.push_back(std::move(difference));
  }

  void read_entries(const TomlSection& section) {
    for (const TomlEntry& entry : section.entries) {
      Difference difference = blank(section);
      difference.row = entry.value.line;
      difference.column = entry.value.column;
      difference.said.push_back(said_of(entry, Schema::settings().fields(section.name)));
      TomlSection one = section;
      one.entries = {entry};
      keep(std::move(difference), SettingDifference{std::move(one)});
    }
  }

  /// An error unless one of `fields` is there.
  static void needs_one(SectionReader& reader, std::initializer_list<std::string_view> fields) {
    std::string all;
    for (const std::string_view field : fields) {
      if (reader.has(field)) return;
      all += (all.empty() ? "" : ", ") + std::string(field);
    }
    reader.error(*fields.begin(), "difference-says-nothing",
                 {"It says what it is about, and not what changes", "只写了条件，没有写调整的内容"},
                 {fmt::format("Give one of {}", all), fmt::format("请写明以下之一：{}", all)});
  }

  /// An error if both are there.
  static void either(SectionReader& reader, std::string_view first, std::string_view second) {
    if (!reader.has(first) || !reader.has(second)) return;
    reader.error(second, "difference-twice",
                 {fmt::format("{} and {} both say what it becomes", first, second), fmt::format("{} 与 {} 不能同时给出", first, second)},
                 {"Keep one of them", "请只保留一个"});
  }

  MoneyFilter money_filter(SectionReader& reader) const {
    return {.sources = reader.ids<SourceId>("source", tables_.sources),
            .units = reader.ids<UnitId>("unit", tables_.units),
            .channel = reader.word_as<Channel>("channel"),
            .level = reader.word_as<FundLevel>("level")};
  }

  void read_inflows(SectionReader& reader, const Difference& difference) {
    InflowDifference inflows{.money = money_filter(reader), .certainty = reader.word_as<Certainty>("certainty")};
    inflows.from = reader.period("from", unit_);
    inflows.to = reader.period("to", unit_);
    if (inflows.from && inflows.to && inflows.from->unit() == inflows.to->unit() && *inflows.to < *inflows.from)
      reader.error("to", "period-order",
                   {fmt::format("to ({}) lies before from ({})", inflows.to->text(), inflows.from->text()),
                    fmt::format("“至”（{}）早于“自”（{}）", inflows.to->text(), inflows.from->text())},
                   {"Exchange them, or correct one", "请对调或改正"});
    inflows.scale = reader.rate("scale");
    inflows.amount = reader.money("set_wan");
    inflows.shift = reader.integer("shift").value_or(0);
    needs_one(reader, {"scale", "set_wan", "shift"});
    either(reader, "scale", "set_wan");
    keep(difference, inflows);
  }

  void read_sources(SectionReader& reader, const Difference& difference) {
    SourceDifference sources{.money = money_filter(reader)};
    sources.max_share = reader.rate("max_share");
    sources.match_rate = reader.rate("match_rate");
    sources.carry_over = reader.rate("carry_over");
    sources.cost_weight = reader.rate("cost_weight");
    needs_one(reader, {"max_share", "match_rate", "carry_over", "cost_weight"});
    keep(difference, sources);
  }

  void read_contracts(SectionReader& reader, const Difference& difference) {
    ContractDifference terms{.contracts = reader.ids<ContractId>("contract", tables_.contracts),
                             .kind = reader.word_as<ContractKind>("kind")};
    terms.annual_rate = reader.rate("annual_rate");
    terms.add_rate = reader.rate("add_rate");
    terms.repayment = reader.word_as<Repayment>("repayment");
    terms.shares = reader.rate_list("shares");
    terms.instalments = reader.integer("instalments");
    terms.interval = reader.integer("interval");
    terms.first_after = reader.integer("first_after");
    terms.construction_return = reader.rate("construction_return");
    terms.profit_rate = reader.rate("profit_rate");
    terms.discount_rate = reader.rate("discount_rate");
    terms.subsidy_years = reader.integer("subsidy_years");
    terms.min_size = reader.money("min_size_wan");
    needs_one(reader, {"annual_rate", "add_rate", "repayment", "shares", "instalments", "interval", "first_after", "construction_return",
                       "profit_rate", "discount_rate", "subsidy_years", "min_size_wan"});
    either(reader, "annual_rate", "add_rate");
    keep(difference, terms);
  }

  void read_projects(SectionReader& reader, const Difference& difference) {
    ProjectDifference projects{.projects = reader.ids<ProjectId>("project", tables_.projects),
                               .programmes = reader.ids<ProgrammeId>("programme", tables_.programmes),
                               .units = reader.ids<UnitId>("unit", tables_.units)};
    projects.sectors = reader.text_list("sector");
    for (std::string& sector : projects.sectors) {
      sector = to_half_width(sector);
      if (!sectors_.contains(sector) && tables_.projects.complete)
        reader.unknown_reference("sector", sector, tables_.projects.file, std::vector<std::string>(sectors_.begin(), sectors_.end()));
    }
    projects.kind = reader.word_as<ProjectKind>("kind");
    if (const auto shared = reader.word("shared")) projects.shared = *shared != 0;
    projects.cost_scale = reader.rate("cost_scale");
    projects.cost = reader.money("cost_wan");
    projects.duration = reader.integer("duration");
    projects.longer = reader.integer("longer").value_or(0);
    projects.earliest_start = reader.period("earliest_start", unit_);
    projects.delay = reader.integer("delay").value_or(0);
    projects.drop = reader.word("drop").value_or(0) != 0;
    needs_one(reader, {"cost_scale", "cost_wan", "duration", "longer", "earliest_start", "delay", "drop"});
    either(reader, "cost_scale", "cost_wan");
    either(reader, "duration", "longer");
    either(reader, "earliest_start", "delay");
    keep(difference, projects);
  }

  void read_stages(SectionReader& reader, const Difference& difference) {
    StageDifference stages{.stages = reader.ids<StageId>("stage", tables_.stages),
                           .programmes = reader.ids<ProgrammeId>("programme", tables_.programmes),
                           .firmness = reader.word_as<Firmness>("firmness")};
    stages.deadline = reader.period("deadline", unit_);
    stages.shift = reader.integer("shift").value_or(0);
    stages.late_price = reader.money("late_price_wan");
    stages.never_price = reader.money("never_price_wan");
    needs_one(reader, {"deadline", "shift", "late_price_wan", "never_price_wan"});
    either(reader, "deadline", "shift");
    keep(difference, stages);
  }

  /// One difference for each channel, and one for the rules.
  void read_switch(SectionReader& reader, const Difference& difference) {
    needs_one(reader, {"off", "on", "rules"});
    const auto one = [&](std::string_view field, Text value) {
      Difference single = difference;
      std::tie(single.row, single.column) = reader.place(field);
      single.said = {{.key = field == "rules" ? Text{"rules", "规则"} : Text{std::string(field), field == "on" ? "启用" : "停用"},
                      .value = std::move(value)}};
      return single;
    };
    for (const char* field : {"off", "on"})
      for (const std::string& name : reader.word_list(field)) {
        const int channel = *find_word("channel", name);
        keep(one(field, word_of("channel", channel)),
             ChannelSwitch{.channel = static_cast<Channel>(channel), .on = std::string_view(field) == "on"});
      }
    if (const auto rules = reader.word("rules"))
      keep(one("rules", *rules != 0 ? Text{"as the pack says", "按规则包"} : Text{"reported only", "仅报告"}),
           RulesSwitch{.on = *rules != 0});
  }

  std::string scenario_, file_;
  const FolderTables& tables_;
  std::optional<PeriodUnit> unit_;
  IssueLog& log_;
  IssueLog unheard_;  // [scenario] has its issues from read_scenario().
  std::set<std::string> sectors_;
  SourceMark mark_ = SourceMark::illustrative;
  std::string note_;
  std::vector<Difference> read_;
};

}  // namespace

std::vector<Difference> read_differences(const TomlDocument& document, std::string_view scenario, const FolderTables& tables,
                                         std::optional<PeriodUnit> unit, IssueLog& log) {
  return DifferenceReader(scenario, tables, unit, log).read(document);
}

Text section_name(const Difference& difference) {
  static const std::pair<std::string_view, Text> sections[] = {
      {"inflows", {"inflows", "资金流入"}}, {"sources", {"sources", "资金来源"}}, {"contracts", {"contracts", "合同条款"}},
      {"projects", {"projects", "项目"}},   {"stages", {"stages", "阶段"}},       {"switch", {"switch", "启停"}},
      {"prices", {"prices", "价格"}},       {"settings", {"settings", "设置"}},   {"rules", {"rules", "规则"}}};
  for (const auto& [section, name] : sections)
    if (section == difference.section) return name;
  return {difference.section, difference.section};
}

Text text_of(const Difference& difference) {
  Text text = section_name(difference);
  text.en += ": ";
  text.zh += "：";
  for (std::size_t i = 0; i < difference.said.size(); ++i) {
    const Difference::Said& said = difference.said[i];
    text.en += (i > 0 ? ", " : "") + said.key.en + " " + said.value.en;
    text.zh += (i > 0 ? "，" : "") + said.key.zh + " " + said.value.zh;
  }
  return text;
}

}  // namespace liandong
