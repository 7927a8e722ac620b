#include "model/io/scenario_file.hpp"

#include <algorithm>
#include <array>
#include <system_error>

#include "model/io/settings_reader.hpp"
#include "model/io/words.hpp"

namespace liandong {

std::vector<std::string> scenario_names(const std::filesystem::path& campaign_folder) {
  std::vector<std::string> names;
  std::error_code none;
  for (std::filesystem::directory_iterator entry(campaign_folder / "scenarios", none), end; !none && entry != end; entry.increment(none))
    if (entry->path().extension() == ".toml") names.push_back(entry->path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

Scenario read_scenario(const TomlDocument& document, std::string_view key, IssueLog& log) {
  constexpr std::array<std::string_view, 10> sections = {"scenario", "prices",    "settings", "rules",  "inflows",
                                                         "sources",  "contracts", "projects", "stages", "switch"};
  constexpr std::array<std::string_view, 5> listed = {"inflows", "sources", "contracts", "projects", "stages"};
  Scenario scenario{.key = std::string(key), .name = {}, .reason = {}};
  check_sections(document, scenario.file(), sections, listed, log);
  SectionReader head(find_section(document, "scenario"), Schema::scenarios().fields("scenario"), scenario.file(), log);
  scenario.name = {.en = head.text("name_en"), .zh = head.text("name_zh")};
  scenario.reason = {.en = head.text("reason_en"), .zh = head.text("reason_zh")};
  scenario.author = head.text("author");
  scenario.date = head.date("date").value_or("");
  scenario.based_on = to_half_width(head.text("based_on"));
  if (scenario.based_on == baseline) scenario.based_on.clear();
  scenario.based_on_place = head.place("based_on");
  if (const auto mark = head.word("mark")) scenario.mark = static_cast<SourceMark>(*mark);
  scenario.note = head.text("note");
  return scenario;
}

}  // namespace liandong
