#include "scenarios/generate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <set>
#include <string_view>

#include "model/io/whole_file.hpp"
#include "scenarios/synthetic_city.hpp"
#include "scenarios/synthetic_money.hpp"

namespace liandong {
namespace {

using namespace synthetic;

std::string quarter(int t) { return fmt::format("{}Q{}", first_year + t / 4, t % 4 + 1); }

/// Rows of one CSV file.
class Rows {
 public:
  explicit Rows(std::string_view header) : text_(std::string(header) + "\n") {}
  void add(std::initializer_list<std::string_view> cells) {
    bool first = true;
    for (const std::string_view cell : cells) {
      if (!first) text_ += ',';
      first = false;
      if (cell.find_first_of(",\"\n") == std::string_view::npos) {
        text_ += cell;
        continue;
      }
      text_ += '"';
      for (const char c : cell) text_.append(c == '"' ? 2 : 1, c);
      text_ += '"';
    }
    text_ += '\n';
  }
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::string text_;
};

/// "1234.56" from hundredths of 万元, and a whole or decimal number per thousand.
std::string wan(std::int64_t hundredths) {
  return hundredths % 100 ? fmt::format("{}.{:02}", hundredths / 100, hundredths % 100) : fmt::format("{}", hundredths / 100);
}
std::string number(int value) { return fmt::format("{}", value); }
std::string yes(bool value) { return value ? "yes" : "no"; }

std::string join(const std::vector<int>& units, const City& city) {
  std::string text;
  for (const int unit : units) text += (text.empty() ? "" : "|") + city.units[static_cast<std::size_t>(unit)].key;
  return text;
}

std::string task_key(Programme programme, int task) {
  const std::string prefix = programmes[programme].key;
  return task == -1 ? prefix + "-file" : task == -2 ? prefix + "-accept" : prefix + "-" + sectors()[static_cast<std::size_t>(task)].key;
}

void write_units(const std::vector<City>& cities, std::map<std::string, std::string>& files) {
  Rows rows("id,name_zh,name_en,level,poor_area,mark,note");
  for (const City& city : cities)
    for (const UnitShape& unit : city.units)
      rows.add({unit.key, unit.name.zh, unit.name.en, unit.city ? "city" : "county", yes(unit.poor), "illustrative", ""});
  files["units.csv"] = rows.text();
}

/// Programmes, categories and tasks: those that some project serves, so that the declared counts are the real ones.
void write_goals(const std::vector<City>& cities, int& task_count, int& programme_count_used, std::map<std::string, std::string>& files) {
  std::set<std::pair<Programme, int>> used;
  for (const City& city : cities)
    for (const ServiceShape& service : city.services) used.insert({service.programme, service.task});
  Rows programme_rows("id,name_zh,name_en,declared_categories,declared_tasks,mark,note");
  Rows category_rows("id,programme,name_zh,name_en,declared_tasks,mark,note");
  Rows task_rows("id,category,name_zh,name_en,kind,closable,mark,note");
  for (int p = 0; p < programme_count; ++p) {
    const auto programme = static_cast<Programme>(p);
    const ProgrammeShape& shape = programmes[p];
    int hard = 0, soft = 0;
    for (const auto& [owner, task] : used)
      if (owner == programme) ++(task < 0 ? soft : hard);
    if (hard + soft == 0) continue;
    ++programme_count_used;
    // One indicator that no project can close: shown, never in the way.
    const std::string key = shape.key;
    programme_rows.add({key, shape.zh, shape.en, hard ? "2" : "1", number(hard + soft + 1), "illustrative", ""});
    category_rows.add({key + "-soft", key, std::string(shape.zh) + "软件资料", std::string(shape.en) + ": records", number(soft + 1),
                       "illustrative", ""});
    if (hard)
      category_rows.add(
          {key + "-hard", key, std::string(shape.zh) + "硬件建设", std::string(shape.en) + ": works", number(hard), "illustrative", ""});
    task_rows.add({key + "-gdp", key + "-soft", "人均地区生产总值", "GDP per head", "management", "no", "illustrative", ""});
    for (const auto& [owner, task] : used) {
      if (owner != programme) continue;
      if (task < 0)
        task_rows.add({task_key(programme, task), key + "-soft", task == -1 ? "资料收集整理" : "考核验收",
                       task == -1 ? "Dossier" : "Acceptance", task == -1 ? "software" : "management", "yes", "illustrative", ""});
      else
        task_rows.add({task_key(programme, task), key + "-hard", sectors()[static_cast<std::size_t>(task)].zh,
                       sectors()[static_cast<std::size_t>(task)].en, "hardware", "yes", "illustrative", ""});
    }
    task_count += hard + soft + 1;
  }
  files["programmes.csv"] = programme_rows.text();
  files["categories.csv"] = category_rows.text();
  files["tasks.csv"] = task_rows.text();
}

void write_works(const std::vector<City>& cities, std::map<std::string, std::string>& files) {
  Rows stages("id,programme,name_zh,name_en,title_level,units,deadline,firmness,assessment_lag,mark,note");
  Rows projects(
      "id,name_zh,name_en,kind,unit,sector,cost_wan,duration,earliest_start,profile,commercial,bt,operating_wan,user_fees_wan,mark,note");
  Rows serves("project,task,stages,mark,note");
  Rows links("from,to,type,lag,mark,note");
  for (const City& city : cities) {
    for (const StageShape& s : city.stages)
      stages.add({s.key, programmes[s.programme].key, s.name.zh, s.name.en, s.title_level, join(s.units, city), quarter(s.deadline),
                  s.strive ? "strive" : "firm", number(s.lag), "illustrative", ""});
    for (const ProjectShape& p : city.projects) {
      const SectorShape* sector = p.sector < 0 ? nullptr : &sectors()[static_cast<std::size_t>(p.sector)];
      projects.add({p.key, p.name.zh, p.name.en, p.kind, city.units[static_cast<std::size_t>(p.unit)].key,
                    sector ? sector->key : "creation", wan(p.cost), number(p.duration), p.earliest < 0 ? "" : quarter(p.earliest),
                    p.profile, yes(sector && sector->commercial), yes(sector && sector->bt),
                    sector && sector->operating ? wan(p.cost * sector->operating / 1000) : "",
                    sector && sector->fees ? wan(p.cost * sector->fees / 1000) : "", "illustrative", ""});
    }
    for (const ServiceShape& s : city.services) serves.add({s.project, task_key(s.programme, s.task), s.stages, "illustrative", ""});
    for (const LinkShape& l : city.links) links.add({l.from, l.to, l.type, number(l.lag), "illustrative", ""});
  }
  files["stages.csv"] = stages.text();
  files["projects.csv"] = projects.text();
  files["serves.csv"] = serves.text();
  files["links.csv"] = links.text();
}

void write_money(const Purse& purse, std::map<std::string, std::string>& files) {
  Rows sources("id,name_zh,name_en,channel,level,owner,units,sectors,kinds,max_share,match_rate,carry_over,contract,repaid_by,mark,note");
  Rows inflows("source,period,certainty,amount_wan,mark,note");
  Rows contracts("id,kind,repayment,shares,instalments,interval,first_after,annual_rate,profit_rate,discount_rate,subsidy_years,mark,note");
  Rows budgets("unit,year,general_expenditure_wan,committed_service_wan,mark,note");
  for (const SourceShape& s : purse.sources)
    sources.add({s.key, s.name.zh, s.name.en, s.channel, s.level, s.owner, s.units, s.sectors, s.kinds, s.max_share, s.match_rate,
                 s.carry_over, s.contract, s.repaid_by, "illustrative", ""});
  for (const InflowShape& i : purse.inflows) inflows.add({i.source, quarter(i.period), i.certainty, wan(i.amount), "illustrative", ""});
  contracts.add({"bt-shares", "bt", "given_shares", "0.4|0.3|0.3", "3", "4", "0", "0.0768", "", "", "", "illustrative", ""});
  contracts.add({"bt-principal", "bt", "equal_principal", "", "4", "4", "4", "0.072", "", "", "", "illustrative", ""});
  contracts.add({"bot-gap", "bot", "", "", "", "", "", "", "0.065", "0.045", "12", "illustrative", ""});
  for (const BudgetShape& b : purse.budgets)
    budgets.add({b.unit, number(b.year), wan(b.expenditure), wan(b.committed), "illustrative", ""});
  files["sources.csv"] = sources.text();
  files["inflows.csv"] = inflows.text();
  files["contracts.csv"] = contracts.text();
  files["budgets.csv"] = budgets.text();
}

Issue problem(std::string code, std::string file, Text sentence, Text mend) {
  Issue issue;
  issue.code = std::move(code);
  issue.file = std::move(file);
  issue.sentence = std::move(sentence);
  issue.mend = std::move(mend);
  return issue;
}

Issues check(const GenerateOptions& options) {
  Issues issues;
  const auto require = [&](int value, int low, int high, const char* en, const char* zh) {
    if (value < low || value > high)
      issues.push_back(
          problem("size", "",
                  {fmt::format("The number of {} is {}, outside {} to {}.", en, value, low, high),
                   fmt::format("{}为 {}，超出 {} 至 {} 的范围。", zh, value, low, high)},
                  {fmt::format("Give a number from {} to {}.", low, high), fmt::format("请给出 {} 至 {} 之间的数。", low, high)}));
  };
  require(options.cities, 1, 999, "cities", "城市数");
  require(options.projects, 6, 20000, "projects of a city", "每市项目数");
  require(options.periods, 6, 400, "periods", "期数");
  if (options.out.empty())
    issues.push_back(problem("folder", "", {"No folder to write to is given.", "没有给出输出文件夹。"},
                             {"Name a folder with --out.", "请用 --out 指定文件夹。"}));
  return issues;
}

}  // namespace

std::map<std::string, std::string> synthetic_campaign(const GenerateOptions& options) {
  std::vector<City> cities;
  for (int i = 1; i <= options.cities; ++i) {
    RandomStream random(options.seed, static_cast<std::uint64_t>(i));
    cities.push_back(make_city(i, options.projects, options.periods, random));
  }
  std::map<std::string, std::string> files;
  int tasks = 0, programme_total = 0;
  std::size_t stages = 0;
  for (const City& city : cities) stages += city.stages.size();
  write_units(cities, files);
  write_goals(cities, tasks, programme_total, files);
  write_works(cities, files);
  write_money(make_purse(cities, options.periods, options.seed), files);
  const std::string size = fmt::format("{}-{}-{}-{}", options.cities, options.projects, options.periods, options.seed);
  files["campaign.toml"] = fmt::format(
      "[campaign]\nid = \"synthetic-{0}\"\nname_zh = \"合成算例 {0}\"\nname_en = \"Synthetic campaign {0}\"\nfirst_period = "
      "\"{1}\"\nperiods = {2}\n\n"
      "[declared]\nprogrammes = {3}\ntasks = {4}\nstages = {5}\n",
      size, quarter(0), options.periods, programme_total, tasks, stages);
  return files;
}

Issues generate_campaign(const GenerateOptions& options) {
  Issues issues = check(options);
  if (!issues.empty()) return issues;
  std::error_code failed;
  std::filesystem::create_directories(options.out, failed);
  for (const auto& [name, content] : synthetic_campaign(options)) {
    issues = write_whole(options.out / name, content);
    if (!issues.empty()) break;
  }
  return issues;
}

}  // namespace liandong
