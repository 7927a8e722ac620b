// Bytes as campaign.toml, then as a scenario.
#include <cstdint>
#include <cstdlib>

#include "model/io/apply_differences.hpp"
#include "model/io/encoding.hpp"
#include "model/io/read_differences.hpp"
#include "model/io/scenario_file.hpp"
#include "model/io/settings_reader.hpp"

using namespace liandong;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto decoded = decode(std::string(reinterpret_cast<const char*>(data), size), "campaign.toml");
  if (!decoded) return 0;
  const auto document = parse_toml(decoded->text, "campaign.toml");
  IssueLog log;
  log.add(document.issues());
  if (document) {
    CampaignHead head = read_head(*document, log);
    FolderTables tables;
    tables.sources.add("fiscal", 2);
    tables.campaign.horizon = {Period(PeriodUnit::quarter, 2012, 0), 12};
    tables.funding.sources.push_back({.key = "fiscal", .name = {}});
    static_cast<void>(read_scenario(*document, "s", log));
    apply_differences(read_differences(*document, "s", tables, PeriodUnit::quarter, log), tables, head, log);
    read_settings(*document, "scenarios/s.toml", head.settings, head.places, log);
  }
  const Issues issues = log.take();
  if (!document && !has_errors(issues)) std::abort();
  for (const Issue& issue : issues)
    if (issue.sentence.en.empty() || issue.sentence.zh.empty() || issue.row < 0 || issue.column < 0) std::abort();
  return 0;
}
