#include "scenarios/read_uncertainty.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <set>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "model/io/encoding.hpp"
#include "model/io/schema_data.hpp"
#include "model/io/settings_reader.hpp"
#include "model/io/sha256.hpp"
#include "model/io/text_file.hpp"
#include "model/io/toml_document.hpp"

namespace liandong {
namespace {

constexpr std::array<std::string_view, 10> section_names = {"uncertainty", "drivers",  "correlations", "costs",    "durations",
                                                            "approvals",   "arrivals", "incomes",      "interest", "partners"};
constexpr std::size_t most_drivers = 50;  // A correlation matrix of this size is repaired in a moment.
constexpr std::size_t most_delays = 41;   // Up to ten years of quarters.

template <class Rows>
KeyIndex index_of(const Rows& rows, std::string file) {
  KeyIndex index;
  index.file = std::move(file);
  for (const auto& row : rows) index.add(row.key, row.row);
  return index;
}

class UncertaintyReader {
 public:
  UncertaintyReader(const Campaign& campaign, const Funding& funding, IssueLog& log)
      : campaign_(campaign),
        funding_(funding),
        log_(log),
        projects_(index_of(campaign.projects(), "projects.csv")),
        units_(index_of(campaign.units(), "units.csv")),
        sources_(index_of(funding.sources(), "sources.csv")),
        contracts_(index_of(funding.contracts(), "contracts.csv")) {
    for (const Project& project : campaign.projects()) sectors_.insert(project.sector);
  }

  Uncertainty read(const TomlDocument& document) {
    const std::span<const std::string_view> names = section_names;
    check_sections(document, uncertainty_file, names, names.subspan(1), log_);
    if (const TomlSection* head = find_section(document, "uncertainty")) {
      SectionReader reader = reader_of(*head);
      known_.from = note(reader, *head);
    }
    // Drivers first: the other sections refer to them, wherever they stand.
    each(document, "drivers", [&](SectionReader& reader, const TomlSection&) { read_driver(reader); });
    known_.correlation = SquareMatrix::identity(known_.drivers.size());
    each(document, "correlations", [&](SectionReader& reader, const TomlSection& section) { read_correlation(reader, section); });
    repair();
    each(document, "costs", [&](SectionReader& reader, const TomlSection& section) {
      known_.costs.push_back(
          {.which = projects(reader, section), .factor = three_point(reader), .loading = loading(reader), .from = note(reader, section)});
    });
    const auto delays = [&](std::vector<DelayRisk>& rows) {
      return [&](SectionReader& reader, const TomlSection& section) {
        rows.push_back(
            {.which = projects(reader, section), .delay = delay(reader), .loading = loading(reader), .from = note(reader, section)});
      };
    };
    each(document, "durations", delays(known_.durations));
    each(document, "approvals", delays(known_.approvals));
    each(document, "arrivals", [&](SectionReader& reader, const TomlSection& section) { read_arrival(reader, section); });
    each(document, "incomes", [&](SectionReader& reader, const TomlSection& section) {
      known_.incomes.push_back({.which = sources(reader, section, true),
                                .volatility = number(reader, "volatility", 0),
                                .loading = loading(reader),
                                .from = note(reader, section)});
    });
    each(document, "interest", [&](SectionReader& reader, const TomlSection& section) {
      known_.interest.push_back({.contracts = reader.ids<ContractId>("contract", contracts_),
                                 .add = three_point(reader),
                                 .loading = loading(reader),
                                 .from = note(reader, section)});
    });
    each(document, "partners", [&](SectionReader& reader, const TomlSection& section) {
      known_.partners.push_back({.which = sources(reader, section, false),
                                 .quit = number(reader, "quit", 0),
                                 .loading = loading(reader),
                                 .from = note(reader, section)});
    });
    return std::move(known_);
  }

 private:
  SectionReader reader_of(const TomlSection& section) {
    return {&section, Schema::uncertainty().fields(section.name), uncertainty_file, log_};
  }

  template <class Read>
  void each(const TomlDocument& document, std::string_view name, const Read& read) {
    for (const TomlSection& section : document.sections)
      if (section.listed && section.name == name) {
        SectionReader reader = reader_of(section);
        read(reader, section);
      }
  }

  RiskNote note(SectionReader& reader, const TomlSection& section) const {
    return {.mark = reader.word_as<SourceMark>("mark").value_or(known_.from.mark), .note = reader.text("note"), .row = section.line};
  }

  void read_driver(SectionReader& reader) {
    const auto& field = Schema::uncertainty().fields("drivers").front();
    const std::string text = reader.text("id");
    if (text.empty()) return;  // Reported as missing.
    const auto key = read_key(field, text);
    if (!key.value) {
      reader.error("id", key.problem.code, key.problem.sentence, key.problem.mend);
      return;
    }
    if (find_driver(*key.value) >= 0) {
      reader.error("id", "duplicate-key",
                   {fmt::format("The driver \"{}\" is there twice", *key.value), fmt::format("因素“{}”重复", *key.value)},
                   {"Remove one of them", "请删去其中之一"});
      return;
    }
    if (known_.drivers.size() == most_drivers) {
      reader.error("id", "too-many-drivers",
                   {fmt::format("There are more than {} drivers", most_drivers), fmt::format("因素多于 {} 个", most_drivers)},
                   {"A few common causes are enough; put the rest together", "共同因素宜少，请合并"});
      return;
    }
    known_.drivers.push_back({.key = *key.value, .name = {reader.text("name_en"), reader.text("name_zh")}});
  }

  [[nodiscard]] int find_driver(std::string_view key) const {
    for (std::size_t d = 0; d < known_.drivers.size(); ++d)
      if (known_.drivers[d].key == key) return static_cast<int>(d);
    return -1;
  }

  /// -1, once an issue says so, if there is no such driver.
  int driver(SectionReader& reader, std::string_view field) {
    const std::string key = reader.text(field);
    if (key.empty()) return -1;
    const int found = find_driver(key);
    if (found < 0) {
      std::vector<std::string> keys;
      for (const Driver& known : known_.drivers) keys.push_back(known.key);
      reader.unknown_reference(field, key, "[[drivers]]", keys);
    }
    return found;
  }

  void read_correlation(SectionReader& reader, const TomlSection& section) {
    const int a = driver(reader, "a"), b = driver(reader, "b");
    const auto value = reader.rate("value");
    (void)note(reader, section);
    if (a < 0 || b < 0 || !value) return;
    if (a == b) {
      reader.error("b", "correlation-with-itself", {"A driver's correlation with itself is 1", "因素与其自身的相关系数恒为 1"},
                   {"Name two drivers, or remove this", "请写两个不同的因素，或删去此项"});
      return;
    }
    if (!pairs_.insert({std::min(a, b), std::max(a, b)}).second) {
      reader.error("b", "duplicate-key", {"This pair of drivers has a correlation already", "这两个因素的相关系数已给出"},
                   {"Remove one of them", "请删去其中之一"});
      return;
    }
    const auto i = static_cast<std::size_t>(a), j = static_cast<std::size_t>(b);
    known_.correlation(i, j) = known_.correlation(j, i) = value->value();
    if (first_correlation_.first == 0) first_correlation_ = {section.line, section.column};
  }

  void repair() {
    known_.correlation = nearest_correlation(known_.correlation, &known_.repair);
    if (!known_.repair.needed) return;
    const std::string lowest = fmt::format("{:.3g}", known_.repair.lowest_eigenvalue),
                      change = fmt::format("{:.3f}", known_.repair.largest_change);
    log_.add(make_issue(
        Severity::warning, "correlation-impossible", uncertainty_file, first_correlation_.first, first_correlation_.second,
        "correlations.value",
        {fmt::format("No drivers can have these correlations together (smallest eigenvalue {}); the nearest that they can have are "
                     "used, which differ by up to {}",
                     lowest, change),
         fmt::format("各因素不可能同时具有这些相关系数（最小特征值 {}）；已改用最接近的可行值，最大改动 {}", lowest, change)},
        {"Bring correlations that contradict each other nearer to zero", "请将相互矛盾的相关系数向 0 调整"}));
  }

  double number(SectionReader& reader, std::string_view field, double otherwise) {
    const auto value = reader.rate(field);
    return value ? value->value() : otherwise;
  }

  ThreePoint three_point(SectionReader& reader) {
    const auto low = reader.rate("low"), mode = reader.rate("mode"), high = reader.rate("high");
    const auto shape = reader.word_as<SpreadShape>("shape").value_or(SpreadShape::pert);
    if (!low || !mode || !high) return ThreePoint{};
    if (*low > *mode || *mode > *high) {
      reader.error(*low > *mode ? "mode" : "high", "three-point-order",
                   {fmt::format("low {}, mode {}, high {} do not rise", low->text(), mode->text(), high->text()),
                    fmt::format("最低 {}、最可能 {}、最高 {} 不是从小到大", low->text(), mode->text(), high->text())},
                   {"Write them as low <= mode <= high", "应满足 最低 ≤ 最可能 ≤ 最高"});
      return ThreePoint{};
    }
    return {low->value(), mode->value(), high->value(), shape};
  }

  DelayChances delay(SectionReader& reader) {
    DelayChances chances;
    double sum = 0;
    for (const Rate chance : reader.rate_list("delay")) sum += chances.emplace_back(chance.value());
    if (chances.empty()) return {1.0};  // Reported as missing, or unreadable.
    if (chances.size() > most_delays) {
      reader.error("delay", "too-many-delays",
                   {fmt::format("There are more than {} chances", most_delays), fmt::format("概率多于 {} 个", most_delays)},
                   {"Put the longest delays together", "请合并最长的延迟"});
      return {1.0};
    }
    if (std::fabs(sum - 1) > 1e-6) {
      reader.error("delay", "chances-sum",
                   {fmt::format("The chances add up to {:.6g}, not 1", sum), fmt::format("概率合计为 {:.6g}，不等于 1", sum)},
                   {"Give the chance of each delay, 0 periods first", "请从 0 期起逐期给出概率，合计为 1"});
      return {1.0};
    }
    for (double& chance : chances) chance /= sum;
    return chances;
  }

  Loading loading(SectionReader& reader) {
    const int found = driver(reader, "driver");
    const auto value = reader.rate("loading");
    if (reader.has("driver") != reader.has("loading"))
      reader.error(reader.has("driver") ? "driver" : "loading", "loading-incomplete",
                   {"driver and loading belong together, and one is missing", "“因素”与“载荷”须同时给出"},
                   {"Give both, or neither", "请同时给出，或都不给"});
    return found < 0 || !value ? Loading{} : Loading{.driver = found, .value = value->value()};
  }

  ProjectFilter projects(SectionReader& reader, const TomlSection& section) {
    ProjectFilter filter{.projects = reader.ids<ProjectId>("project", projects_),
                         .units = reader.ids<UnitId>("unit", units_),
                         .sectors = reader.text_list("sector"),
                         .kind = reader.word_as<ProjectKind>("kind")};
    for (const std::string& sector : filter.sectors)
      if (!sectors_.contains(sector))
        reader.unknown_reference("sector", sector, "projects.csv", std::vector<std::string>(sectors_.begin(), sectors_.end()));
    bool any = false;
    for (std::size_t j = 0; j < campaign_.projects().size() && !any; ++j)
      any = filter.admits(campaign_, ProjectId{static_cast<std::int32_t>(j)});
    if (!any) about_nothing(section, {"no project", "没有符合条件的项目"});
    return filter;
  }

  SourceFilter sources(SectionReader& reader, const TomlSection& section, bool with_level) {
    SourceFilter filter{.sources = reader.ids<SourceId>("source", sources_),
                        .units = reader.ids<UnitId>("unit", units_),
                        .channel = reader.word_as<Channel>("channel"),
                        .level = with_level ? reader.word_as<FundLevel>("level") : std::nullopt};
    bool any = false;
    for (std::size_t k = 0; k < funding_.sources().size() && !any; ++k)
      any = filter.admits(funding_, SourceId{static_cast<std::int32_t>(k)});
    if (!any) about_nothing(section, {"no source", "没有符合条件的资金来源"});
    return filter;
  }

  void about_nothing(const TomlSection& section, const Text& what) {
    log_.add(make_issue(
        Severity::warning, "about-nothing", uncertainty_file, section.line, section.column, section.name,
        {fmt::format("This is about {} of the campaign, and changes nothing", what.en), fmt::format("{}，此项不起作用", what.zh)},
        {"Widen or correct its conditions, or remove it", "请放宽或改正条件，或删去此项"}));
  }

  void read_arrival(SectionReader& reader, const TomlSection& section) {
    known_.arrivals.push_back({.which = sources(reader, section, true),
                               .certainty = reader.word_as<Certainty>("certainty"),
                               .drop = number(reader, "drop", 0),
                               .share = three_point(reader),
                               .delay = delay(reader),
                               .loading = loading(reader),
                               .from = note(reader, section)});
  }

  const Campaign& campaign_;
  const Funding& funding_;
  IssueLog& log_;
  KeyIndex projects_, units_, sources_, contracts_;
  std::set<std::string> sectors_;
  std::set<std::pair<int, int>> pairs_;
  std::pair<int, int> first_correlation_{0, 0};
  Uncertainty known_;
};

}  // namespace

Checked<Uncertainty> read_uncertainty(std::string_view text, const Campaign& campaign, const Funding& funding) {
  IssueLog log;
  const auto document = parse_toml(text, uncertainty_file);
  log.add(document.issues());
  if (!document) return log.take();
  Uncertainty known = UncertaintyReader(campaign, funding, log).read(*document);
  if (log.has_errors()) return log.take();
  Sha256 hash;
  hash.add(text);
  known.hash = hash.hex();
  return {std::move(known), log.take()};
}

Checked<Uncertainty> load_uncertainty(const std::filesystem::path& folder, const Campaign& campaign, const Funding& funding) {
  std::error_code none;
  const std::filesystem::path path = folder / uncertainty_file;
  if (!std::filesystem::exists(std::filesystem::symlink_status(path, none))) {
    Checked<Uncertainty> built_in = read_uncertainty(default_uncertainty_toml, campaign, funding);
    if (!built_in) return built_in;
    (*built_in).defaults = true;
    return *std::move(built_in);  // What of it is about nothing here is nobody's mistake.
  }
  auto bytes = read_bytes(path, uncertainty_file);
  if (!bytes) return bytes.issues();
  auto decoded = decode(*std::move(bytes), uncertainty_file);
  if (!decoded) return decoded.issues();
  return read_uncertainty(decoded->text, campaign, funding);
}

}  // namespace liandong
