#include "model/io/folder_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "model/io/funding_tables.hpp"
#include "model/io/mode_table.hpp"
#include "model/io/table_reader.hpp"
#include "model/io/words.hpp"

namespace liandong {

const std::vector<TableName>& table_names() {
  static const std::vector<TableName> names = {
      {"units"},    {"programmes"}, {"categories"},           {"tasks"},           {"stages"},        {"projects"},
      {"serves"},   {"links", false}, {"contracts", false, true}, {"sources", true, true}, {"inflows", true, true}, {"budgets", false, true}, {"locks", false}, {"modes", false}};
  return names;
}

std::vector<Money> spread(Money cost, const std::vector<Rate>& shares) {
  const std::int64_t total = std::accumulate(shares.begin(), shares.end(), std::int64_t{0},
                                             [](std::int64_t sum, Rate share) { return sum + share.billionths(); });
  std::vector<Money> parts(shares.size());
  if (shares.empty() || total <= 0) return parts;
  std::vector<std::pair<std::int64_t, std::size_t>> remainders;
  std::int64_t left = cost.fen();
  for (std::size_t i = 0; i < shares.size(); ++i) {
    parts[i] = Money::muldiv_floor(cost, shares[i].billionths(), total);
    left -= parts[i].fen();
    // The remainder of cost * share / total, from 128 bits.
    __extension__ using Wide = __int128;
    const Wide remainder = Wide{cost.fen()} * shares[i].billionths() - Wide{parts[i].fen()} * total;
    remainders.emplace_back(-static_cast<std::int64_t>(remainder), i);
  }
  std::sort(remainders.begin(), remainders.end());
  for (std::size_t i = 0; left > 0; ++i, --left) parts[remainders[i % remainders.size()].second] += Money::from_fen(1);
  return parts;
}

std::string take_key(TableReader& row, KeyIndex& index) {
  const auto key = row.key("id");
  int first = 0;
  if (!key) {
    index.add(fmt::format("\n{}", row.row()), row.row());  // No cell can name it, but row numbers stay right.
  } else if (!index.add(*key, row.row(), &first)) {
    row.add(Severity::error, "duplicate-key", "id",
            {fmt::format("The key \"{}\" is already used in row {}", *key, first), fmt::format("编号“{}”已在第 {} 行使用", *key, first)},
            {"Give each row its own key, or delete the repeated row", "请为每一行使用不同的编号，或删除重复的行"});
  }
  return key.value_or("");
}

namespace {

std::vector<Money> read_profile(TableReader& row, const Project& project) {
  const auto periods = static_cast<std::size_t>(project.duration);
  const std::vector<Rate> even(periods, Rate::one());
  std::vector<Rate> shares = row.rate_list("profile");
  if (shares.empty()) return spread(project.cost, even);
  const std::int64_t sum = std::accumulate(shares.begin(), shares.end(), std::int64_t{0}, [](std::int64_t s, Rate r) { return s + r.billionths(); });
  if (shares.size() != periods) {
    row.add(Severity::error, "profile-length", "profile",
            {fmt::format("The profile has {} shares for a duration of {} periods", shares.size(), periods),
             fmt::format("支出比例有 {} 项，工期却为 {} 期", shares.size(), periods)},
            {"Give one share for each period of execution, or leave it blank for even spending", "请按工期每期给出一个比例，或留空表示均匀支出"});
    return spread(project.cost, even);
  }
  if (sum != Rate::one_unit) {
    row.add(Severity::error, "profile-sum", "profile",
            {fmt::format("The shares of the profile sum to {}, not to 1", Rate::from_billionths(sum).text()),
             fmt::format("支出比例合计为 {}，不等于 1", Rate::from_billionths(sum).text())},
            {"Make the shares sum to exactly 1; the last one may take the rest", "请使比例合计恰为 1，余数可并入末期"});
    return spread(project.cost, even);
  }
  return spread(project.cost, shares);
}

Text both(TableReader& row, std::string_view zh, std::string_view en) { return {.en = row.text(en), .zh = row.text(zh)}; }

void read_units(TableReader& row, FolderTables& out) {
  while (row.next()) {
    if (row.broken()) { out.rows_lost = true; out.units.complete = false; continue; }
    Unit unit{.key = take_key(row, out.units), .name = both(row, "name_zh", "name_en"), .row = row.row()};
    unit.level = row.word_or("level", UnitLevel::county);
    unit.poor_area = row.word("poor_area").value_or(0) != 0;
    unit.mark = row.word_or("mark", SourceMark::illustrative);
    out.campaign.units.push_back(std::move(unit));
  }
}

void read_programmes(TableReader& row, FolderTables& out) {
  while (row.next()) {
    if (row.broken()) { out.rows_lost = true; out.programmes.complete = false; continue; }
    Programme programme{.key = take_key(row, out.programmes), .name = both(row, "name_zh", "name_en"), .row = row.row()};
    programme.level_wording = both(row, "level_zh", "level_en");
    programme.group = both(row, "group_zh", "group_en");
    programme.declared_categories = row.integer("declared_categories");
    programme.declared_tasks = row.integer("declared_tasks");
    programme.mark = row.word_or("mark", SourceMark::illustrative);
    out.campaign.programmes.push_back(std::move(programme));
  }
}

/// For rows that must stay in their table: the row that was named, else any, since the mistake is reported already.
template <class I>
I or_any(std::optional<std::int32_t> id) {
  return I{id.value_or(0)};
}

void read_categories(TableReader& row, FolderTables& out) {
  while (row.next()) {
    if (row.broken()) { out.rows_lost = true; out.categories.complete = false; continue; }
    Category category{.key = take_key(row, out.categories)};
    category.row = row.row();
    category.programme = or_any<ProgrammeId>(row.reference("programme", out.programmes));
    category.name = both(row, "name_zh", "name_en");
    category.declared_tasks = row.integer("declared_tasks");
    category.mark = row.word_or("mark", SourceMark::illustrative);
    out.campaign.categories.push_back(std::move(category));
  }
}

void read_tasks(TableReader& row, FolderTables& out) {
  while (row.next()) {
    if (row.broken()) { out.rows_lost = true; out.tasks.complete = false; continue; }
    Task task{.key = take_key(row, out.tasks)};
    task.row = row.row();
    task.category = or_any<CategoryId>(row.reference("category", out.categories));
    if (task.category.index() < out.campaign.categories.size()) task.programme = out.campaign.categories[task.category.index()].programme;
    task.name = both(row, "name_zh", "name_en");
    task.kind = row.word_or("kind", ProjectKind::hardware);
    task.responsible = row.text("responsible");
    task.measure = row.text("measure");
    task.target = row.text("target");
    task.shared_result = row.text("shared_result");
    task.closable = row.word("closable").value_or(1) != 0;
    task.mark = row.word_or("mark", SourceMark::illustrative);
    out.campaign.tasks.push_back(std::move(task));
  }
}

void read_stages(TableReader& row, FolderTables& out, std::optional<PeriodUnit> unit) {
  while (row.next()) {
    if (row.broken()) { out.rows_lost = true; out.stages.complete = false; continue; }
    Stage stage{.key = take_key(row, out.stages)};
    stage.row = row.row();
    stage.programme = or_any<ProgrammeId>(row.reference("programme", out.programmes));
    stage.name = both(row, "name_zh", "name_en");
    if (const auto level = row.word("title_level")) stage.title_level = word_of("title_level", *level).en;
    for (const std::int32_t id : row.reference_list("units", out.units)) stage.units.push_back(UnitId{id});
    stage.deadline = row.period("deadline", unit).value_or(Period(unit.value_or(PeriodUnit::quarter), 2000, 0));
    stage.firmness = row.word_or("firmness", Firmness::firm);
    stage.assessment_lag = row.integer("assessment_lag").value_or(0);
    stage.late_price = row.money("late_price_wan");
    stage.never_price = row.money("never_price_wan");
    stage.mark = row.word_or("mark", SourceMark::illustrative);
    out.campaign.stages.push_back(std::move(stage));
  }
}

void read_projects(TableReader& row, FolderTables& out, std::optional<PeriodUnit> unit) {
  while (row.next()) {
    if (row.broken()) { out.rows_lost = true; out.projects.complete = false; continue; }
    Project project{.key = take_key(row, out.projects)};
    project.row = row.row();
    project.name = both(row, "name_zh", "name_en");
    project.kind = row.word_or("kind", ProjectKind::hardware);
    project.unit = or_any<UnitId>(row.reference("unit", out.units));
    project.sector = row.key("sector").value_or("");
    project.responsible = row.text("responsible");
    project.cost = row.money("cost_wan").value_or(Money{});
    project.duration = row.integer("duration").value_or(1);
    project.earliest_start = row.period("earliest_start", unit);
    project.profile = read_profile(row, project);
    project.tags = row.word_list("tags");
    project.commercial = row.word("commercial").value_or(0) != 0;
    project.bt = row.word("bt").value_or(0) != 0;
    project.operating_cost = row.money("operating_wan");
    project.user_fees = row.money("user_fees_wan");
    project.basis = both(row, "basis_zh", "basis_en");
    project.mark = row.word_or("mark", SourceMark::illustrative);
    out.campaign.projects.push_back(std::move(project));
  }
}

void read_serves(TableReader& row, FolderTables& out) {
  while (row.next()) {
    if (row.broken()) { out.rows_lost = true; continue; }
    const auto project = row.reference("project", out.projects);
    const auto task = row.reference("task", out.tasks);
    Service service{.stages = {}, .row = row.row()};
    for (const std::int32_t id : row.reference_list("stages", out.stages)) service.stages.push_back(StageId{id});
    service.mark = row.word_or("mark", SourceMark::illustrative);
    if (!project || !task) { out.rows_lost = true; continue; }
    service.project = ProjectId{*project};
    service.task = TaskId{*task};
    out.campaign.services.push_back(std::move(service));
  }
}

void read_links(TableReader& row, FolderTables& out) {
  const KeyIndex* const ends[] = {&out.projects, &out.stages};
  const auto end = [&](std::string_view field) -> std::optional<LinkEnd> {
    const auto found = row.reference_any(field, ends);
    if (!found) return std::nullopt;
    LinkEnd there;
    if (found->first == 0) there.project = ProjectId{found->second};
    else there.stage = StageId{found->second};
    return there;
  };
  while (row.next()) {
    if (row.broken()) { out.rows_lost = true; continue; }
    const auto from = end("from");
    const auto to = end("to");
    Link link;
    link.row = row.row();
    link.kind = row.word_or("type", LinkKind::finish_to_start);
    link.lag = row.integer("lag").value_or(0);
    link.mark = row.word_or("mark", SourceMark::illustrative);
    if (!from || !to) { out.rows_lost = true; continue; }
    link.from = *from;
    link.to = *to;
    out.campaign.links.push_back(link);
  }
}

/// False, with an issue, if the cell is blank where the lock needs it, or filled where it says nothing.
bool cell_fits(TableReader& row, std::string_view field, bool wanted, bool needed, const Text& kind) {
  if (!row.blank(field) && !wanted) {
    row.add(Severity::error, "lock-field", field,
            {fmt::format("A lock of kind {} has no {}", kind.en, field), fmt::format("“{}”锁定不使用该列", kind.zh)},
            {"Leave the cell blank, or choose the kind that was meant", "请留空，或改为所需的锁定类别"});
    return false;
  }
  if (row.blank(field) && needed) {
    row.add(Severity::error, "lock-field", field,
            {fmt::format("A lock of kind {} needs its {}", kind.en, field), fmt::format("“{}”锁定需要填写该列", kind.zh)},
            {"Fill in the cell", "请填写"});
    return false;
  }
  return true;
}

void read_locks(TableReader& row, FolderTables& out, std::optional<PeriodUnit> unit) {
  while (row.next()) {
    if (row.broken()) { out.rows_lost = true; continue; }
    Lock lock;
    lock.row = row.row();
    const auto project = row.reference("project", out.projects);
    const auto kind = row.word("lock");
    lock.from = row.period("from", unit);
    lock.to = row.period("to", unit);
    const auto source = row.reference("source", out.sources);
    row.word("mark");
    if (!project || !kind) { out.rows_lost = true; continue; }
    lock.project = ProjectId{*project};
    lock.kind = static_cast<LockKind>(*kind);
    if (source) lock.source = SourceId{*source};
    const bool dates = lock.kind == LockKind::start, money = lock.kind == LockKind::reserve || lock.kind == LockKind::bar;
    const Text word = word_of("lock_kind", *kind);
    const bool fits = cell_fits(row, "from", dates, dates && row.blank("to"), word) && cell_fits(row, "to", dates, false, word) &&
                      cell_fits(row, "source", money, money, word);
    if (!fits || (money && !source)) { out.rows_lost = true; continue; }
    out.locks.push_back(lock);
  }
}

KeyIndex* index_of(std::string_view name, FolderTables& tables) {
  if (name == "units") return &tables.units;
  if (name == "programmes") return &tables.programmes;
  if (name == "categories") return &tables.categories;
  if (name == "tasks") return &tables.tasks;
  if (name == "stages") return &tables.stages;
  if (name == "projects") return &tables.projects;
  if (name == "contracts") return &tables.contracts;
  if (name == "sources") return &tables.sources;
  return nullptr;
}

bool of_funding(std::string_view name) {
  const auto found = std::find_if(table_names().begin(), table_names().end(), [&](const TableName& table) { return table.name == name; });
  return found != table_names().end() && found->of_funding;
}

}  // namespace

void lose_table(std::string_view name, FolderTables& tables) {
  if (KeyIndex* index = index_of(name, tables)) index->complete = false;
  (of_funding(name) ? tables.funding_complete : tables.campaign_complete) = false;
  if (name == "units") tables.funding_complete = false;  // Nobody would own any money.
  tables.rows_lost = true;
}

void read_table(std::string_view name, std::string_view text, std::optional<PeriodUnit> unit, FolderTables& tables, IssueLog& log) {
  TableReader row{std::string(name), text, log};
  tables.columns[row.file()] = row.columns();
  if (KeyIndex* index = index_of(name, tables)) index->file = row.file();
  if (!row.ok()) return lose_table(name, tables);
  if (name == "units") read_units(row, tables);
  else if (name == "programmes") read_programmes(row, tables);
  else if (name == "categories") read_categories(row, tables);
  else if (name == "tasks") read_tasks(row, tables);
  else if (name == "stages") read_stages(row, tables, unit);
  else if (name == "projects") read_projects(row, tables, unit);
  else if (name == "serves") read_serves(row, tables);
  else if (name == "links") read_links(row, tables);
  else if (name == "locks") read_locks(row, tables, unit);
  else if (name == "modes") read_modes(row, tables);
  else read_funding_table(name, row, text, unit, tables);

  const bool may_be_empty = name == "links" || name == "contracts" || name == "budgets" || name == "locks" || name == "modes";
  if (row.rows_read() == 0 && !may_be_empty) {
    log.add(make_issue(Severity::error, "empty-table", row.file(), 0, 0, "", {fmt::format("{} has a header and no rows", row.file()), fmt::format("{} 只有表头，没有数据行", row.file())},
                       {"Fill in its rows", "请填写数据行"}));
    lose_table(name, tables);
  }
}

}  // namespace liandong
