#include "model/io/settings_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <chrono>
#include <cstdio>

#include "model/io/words.hpp"

namespace liandong {

SectionReader::SectionReader(const TomlSection* section, std::span<const Field> fields, std::string_view file, IssueLog& log)
    : section_(section), fields_(fields), file_(file), log_(log) {
  if (!section) return;
  for (const TomlEntry& entry : section->entries) {
    const auto field = std::find_if(fields.begin(), fields.end(), [&](const Field& f) { return f.name == entry.key || f.header_zh == entry.key; });
    if (field == fields.end()) {
      std::vector<std::string> names;
      for (const Field& known : fields) names.push_back(known.name);
      std::string all;
      for (const std::string& name : names) all += (all.empty() ? "" : ", ") + name;
      const std::string near = nearest(entry.key, names);
      log.add(make_issue(Severity::error, "unknown-setting", file, entry.line, entry.column, fmt::format("{}.{}", section->name, entry.key),
                         {fmt::format("[{}] has no key \"{}\"", section->name, entry.key), fmt::format("[{}] 中没有“{}”这一项", section->name, entry.key)},
                         near.empty() ? Text{fmt::format("Its keys are {}", all), fmt::format("可用的项：{}", all)}
                                      : Text{fmt::format("Did you mean {}?", near), fmt::format("是否应为“{}”？", near)}));
      continue;
    }
    if (!entries_.emplace(field->name, &entry).second)
      log.add(make_issue(Severity::error, "duplicate-setting", file, entry.line, entry.column, fmt::format("{}.{}", section->name, field->name),
                         {fmt::format("{} is given twice, in English and in Chinese", field->name), fmt::format("“{}”以中英文重复给出", field->header_zh)},
                         {"Keep one of them", "请只保留一个"}));
  }
}

const TomlEntry* SectionReader::find(std::string_view field) const {
  const auto entry = entries_.find(field);
  return entry == entries_.end() ? nullptr : entry->second;
}

const Field& SectionReader::field_of(std::string_view field) const {
  const auto found = std::find_if(fields_.begin(), fields_.end(), [&](const Field& f) { return f.name == field; });
  assert(found != fields_.end());
  return *found;
}

std::pair<int, int> SectionReader::place(std::string_view field) const {
  if (const TomlEntry* entry = find(field)) return {entry->value.line, entry->value.column};
  return section_ ? std::pair(section_->line, section_->column) : std::pair(0, 0);
}

void SectionReader::error(std::string_view field, std::string_view code, Text sentence, Text mend) {
  const auto [line, column] = place(field);
  log_.add(make_issue(Severity::error, code, file_, line, column, fmt::format("{}.{}", field_of(field).table, field), std::move(sentence), std::move(mend)));
}

std::optional<std::string> SectionReader::cell(std::string_view name) {
  const Field& field = field_of(name);
  const TomlEntry* entry = find(name);
  const bool list = field.type.ends_with("_list");
  if (entry) {
    const TomlValue& value = entry->value;
    const bool plain = value.kind == TomlValue::Kind::text || value.kind == TomlValue::Kind::number || value.kind == TomlValue::Kind::boolean ||
                       (field.type == "date" && value.kind == TomlValue::Kind::other && !value.text.empty());
    if (plain && !trim(value.text).empty()) return value.text;
    if (list && value.kind == TomlValue::Kind::list) {
      std::string joined;
      for (const TomlValue& item : value.items) joined += (joined.empty() ? "" : "|") + item.text;
      return joined;
    }
    if (!plain) {
      error(name, "setting-type", {fmt::format("{} must be a single value", name), fmt::format("“{}”应为单个值", field.header_zh)},
            {fmt::format("Write {} = value: {}", name, field.meaning.en), fmt::format("请写成“{} = 值”：{}", name, field.meaning.zh)});
      return std::nullopt;
    }
  }
  if (!field.fallback.empty()) return field.fallback;
  if (field.required)
    error(name, "missing-setting", {fmt::format("[{}] lacks {}", field.table, name), fmt::format("[{}] 缺少“{}”（{}）", field.table, field.header_zh, name)},
          {fmt::format("Add it: {}", field.meaning.en), fmt::format("请补充：{}", field.meaning.zh)});
  return std::nullopt;
}

template <class Result>
auto SectionReader::take(std::string_view field, Result result) -> decltype(result.value) {
  if (!result.value) error(field, result.problem.code, std::move(result.problem.sentence), std::move(result.problem.mend));
  return std::move(result.value);
}

std::string SectionReader::text(std::string_view field) { return cell(field).value_or(""); }

std::optional<Money> SectionReader::money(std::string_view field) {
  const auto value = cell(field);
  if (!value) return std::nullopt;
  return take(field, read_money(field_of(field), *value));
}

std::optional<Rate> SectionReader::rate(std::string_view field) {
  const auto value = cell(field);
  if (!value) return std::nullopt;
  return take(field, read_rate(field_of(field), *value));
}

std::optional<int> SectionReader::integer(std::string_view field) {
  const auto value = cell(field);
  if (!value) return std::nullopt;
  return take(field, read_integer(field_of(field), *value));
}

std::optional<Period> SectionReader::period(std::string_view field, std::optional<PeriodUnit> unit) {
  const auto value = cell(field);
  if (!value) return std::nullopt;
  return take(field, read_period(field_of(field), *value, unit));
}

std::optional<int> SectionReader::word(std::string_view field) {
  const auto value = cell(field);
  if (!value) return std::nullopt;
  return take(field, read_word(field_of(field), field_of(field).type, *value));
}

std::vector<std::string> SectionReader::word_list(std::string_view field) {
  std::vector<std::string> words;
  const auto value = cell(field);
  if (!value) return words;
  for (const std::string& item : split_list(*value))
    if (const auto word = take(field, read_word(field_of(field), field_of(field).target, item)))
      words.push_back(word_of(field_of(field).target, *word).en);
  return words;
}

std::vector<std::string> SectionReader::text_list(std::string_view field) {
  const auto value = cell(field);
  return value ? split_list(*value) : std::vector<std::string>{};
}

std::vector<Rate> SectionReader::rate_list(std::string_view field) {
  std::vector<Rate> rates;
  for (const std::string& item : text_list(field))
    if (const auto rate = take(field, read_rate(field_of(field), item))) rates.push_back(*rate);
  return rates;
}

std::optional<std::string> SectionReader::date(std::string_view field) {
  const auto value = cell(field);
  if (!value) return std::nullopt;
  const std::string text = to_half_width(*value);
  int year = 0, month = 0, day = 0, end = 0;
  const bool form = text.size() == 10 && std::sscanf(text.c_str(), "%4d-%2d-%2d%n", &year, &month, &day, &end) == 3 && end == 10;
  if (form && (std::chrono::year(year) / month / day).ok()) return text;
  error(field, "not-a-date", {fmt::format("{} is \"{}\", which is no date", field, text), fmt::format("“{}”不是日期：{}", field_of(field).header_zh, text)},
        {"Write it as 2012-12-24", "请按 2012-12-24 的形式填写"});
  return std::nullopt;
}

void SectionReader::unknown_reference(std::string_view field, const std::string& name, std::string_view table, std::span<const std::string> known) {
  const std::string near = nearest(name, known);
  error(field, "unknown-reference",
        {fmt::format("{} names \"{}\", which {} does not have", field, name, table), fmt::format("“{}”引用的“{}”在 {} 中不存在", field_of(field).header_zh, name, table)},
        near.empty() ? Text{"Correct the name", "请改正编号"} : Text{fmt::format("Did you mean {}?", near), fmt::format("是否应为“{}”？", near)});
}

std::vector<std::int32_t> SectionReader::reference_list(std::string_view field, const KeyIndex& index) {
  std::vector<std::int32_t> ids;
  for (const std::string& item : text_list(field)) {
    const std::string key = to_half_width(item);
    if (const auto id = index.find(key)) ids.push_back(*id);
    else if (index.complete) unknown_reference(field, key, index.file, index.keys());
  }
  return ids;
}

const TomlSection* find_section(const TomlDocument& document, std::string_view name) {
  for (const TomlSection& section : document.sections)
    if (section.name == name && !section.listed) return &section;
  return nullptr;
}

void check_sections(const TomlDocument& document, std::string_view file, std::span<const std::string_view> known,
                    std::span<const std::string_view> listed, IssueLog& log) {
  const auto is_listed = [&](std::string_view name) { return std::find(listed.begin(), listed.end(), name) != listed.end(); };
  std::string all;
  std::vector<std::string> names;
  for (const std::string_view name : known) {
    names.emplace_back(name);
    all += fmt::format(fmt::runtime(is_listed(name) ? "{}[[{}]]" : "{}[{}]"), all.empty() ? "" : ", ", name);
  }
  for (const TomlSection& section : document.sections) {
    if (section.name.empty()) {
      for (const TomlEntry& entry : section.entries) {
        const bool named_section = std::find(known.begin(), known.end(), entry.key) != known.end();
        log.add(make_issue(Severity::error, "setting-outside-section", file, entry.line, entry.column, entry.key,
                           named_section ? Text{fmt::format("{} is a value, but should be a section", entry.key), fmt::format("{} 是值，应为节", entry.key)}
                                         : Text{fmt::format("\"{}\" stands outside every section", entry.key), fmt::format("“{}”不在任何节内", entry.key)},
                           {fmt::format("Put it under one of {}", all), fmt::format("请放在以下节之一：{}", all)}));
      }
      continue;
    }
    const bool is_known = std::find(known.begin(), known.end(), section.name) != known.end();
    if (is_known && section.listed == is_listed(section.name)) continue;
    const std::string near = is_known ? "" : nearest(section.name, names);
    Text mend{fmt::format("The sections are {}", all), fmt::format("可用的节：{}", all)};
    if (!near.empty()) mend = {fmt::format("Did you mean [{}]?", near), fmt::format("是否应为 [{}]？", near)};
    log.add(make_issue(Severity::error, "unknown-section", file, section.line, section.column, section.name,
                       {fmt::format("There is no section {}", section.listed ? "[[" + section.name + "]]" : "[" + section.name + "]"),
                        fmt::format("没有名为 {} 的节", section.listed ? "[[" + section.name + "]]" : "[" + section.name + "]")},
                       std::move(mend)));
  }
}

CampaignHead read_head(const TomlDocument& document, IssueLog& log) {
  constexpr std::string_view file = "campaign.toml";
  constexpr std::array<std::string_view, 5> sections = {"campaign", "declared", "prices", "settings", "rules"};
  check_sections(document, file, sections, {}, log);

  CampaignHead head;
  const auto note = [&](const SectionReader& reader, std::string_view section) {
    for (const Field& field : Schema::settings().fields(section))
      head.places[fmt::format("{}.{}", section, field.name)] = reader.place(field.name);
  };
  SectionReader campaign(find_section(document, "campaign"), Schema::settings().fields("campaign"), file, log);
  if (campaign.has("id"))
    if (const auto key = read_key(Schema::settings().fields("campaign").front(), campaign.text("id")); key.value) head.key = *key.value;
    else campaign.error("id", key.problem.code, key.problem.sentence, key.problem.mend);
  else head.key = campaign.text("id");
  head.name.zh = campaign.text("name_zh");
  head.name.en = campaign.text("name_en");
  head.first = campaign.period("first_period", std::nullopt);
  head.periods = campaign.integer("periods").value_or(0);
  note(campaign, "campaign");

  SectionReader declared(find_section(document, "declared"), Schema::settings().fields("declared"), file, log);
  head.declared = {declared.integer("programmes"), declared.integer("categories"), declared.integer("tasks"), declared.integer("stages")};
  note(declared, "declared");

  read_settings(document, file, head.settings, head.places, log);
  return head;
}

void read_settings(const TomlDocument& document, std::string_view file, Settings& settings, std::map<std::string, std::pair<int, int>>& places,
                   IssueLog& log) {
  const Schema& schema = Schema::settings();
  SectionReader prices(find_section(document, "prices"), schema.fields("prices"), file, log);
  const auto set_rate = [&](SectionReader& reader, const char* section, const char* field, Rate& rate) {
    if (!reader.has(field)) return;
    rate = reader.rate(field).value_or(rate);
    places[fmt::format("{}.{}", section, field)] = reader.place(field);
  };
  const auto set_money = [&](const char* field, Money& money) {
    if (!prices.has(field)) return;
    money = prices.money(field).value_or(money);
    places[fmt::format("prices.{}", field)] = prices.place(field);
  };
  Prices& price = settings.prices;
  set_rate(prices, "prices", "gap", price.gap);
  set_money("firm_late_wan", price.firm_late);
  set_money("strive_late_wan", price.strive_late);
  set_money("firm_never_wan", price.firm_never);
  set_money("strive_never_wan", price.strive_never);
  set_rate(prices, "prices", "own_fiscal", price.own_fiscal);
  set_rate(prices, "prices", "superior", price.superior);
  set_rate(prices, "prices", "bundled", price.bundled);
  set_rate(prices, "prices", "investment", price.investment);

  SectionReader general(find_section(document, "settings"), schema.fields("settings"), file, log);
  set_rate(general, "settings", "discount_rate", settings.discount_rate);
  set_rate(general, "settings", "affordability_limit", settings.affordability_limit);
  set_rate(general, "settings", "budget_growth", settings.budget_growth);
  if (general.has("certainty")) {
    if (const auto level = general.word("certainty")) settings.certainty = static_cast<Certainty>(*level);
    places["settings.certainty"] = general.place("certainty");
  }
  if (general.has("order")) {
    if (const auto order = general.word("order")) settings.order = static_cast<GoalOrder>(*order);
    places["settings.order"] = general.place("order");
  }

  const TomlSection* rules = find_section(document, "rules");
  if (!rules) return;
  std::vector<std::string> ids;
  for (const Rule& rule : RulePack::china().rules()) ids.push_back(rule.id);
  const Field& field = schema.fields("rules").front();
  for (const TomlEntry& entry : rules->entries) {
    const std::string name = fmt::format("rules.{}", entry.key);
    if (std::find(ids.begin(), ids.end(), entry.key) == ids.end()) {
      std::string all;
      for (const std::string& id : ids) all += (all.empty() ? "" : ", ") + id;
      log.add(make_issue(Severity::error, "unknown-rule", file, entry.line, entry.column, name,
                         {fmt::format("There is no rule \"{}\"", entry.key), fmt::format("没有编号为“{}”的规则", entry.key)},
                         {fmt::format("The rules are {}", all), fmt::format("现有规则：{}", all)}));
      continue;
    }
    const auto state = read_word(field, field.type, entry.value.text);
    if (state.value) settings.rule_states[entry.key] = static_cast<RuleState>(*state.value);
    else log.add(make_issue(Severity::error, state.problem.code, file, entry.value.line, entry.value.column, name, state.problem.sentence, state.problem.mend));
    places[name] = {entry.line, entry.column};
  }
}

}  // namespace liandong
