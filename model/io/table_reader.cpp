#include "model/io/table_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>

#include "model/io/cell.hpp"
#include "model/io/words.hpp"

namespace liandong {
namespace {

constexpr int most_rows = 2'000'000;
constexpr int most_searches = 100;  ///< Suggestions cost a walk over all keys; a table with more wrong keys has another trouble.

Issue issue_at(std::string_view file, int row, int column, std::string_view code, Text sentence, Text mend) {
  return make_issue(Severity::error, code, file, row, column, "", std::move(sentence), std::move(mend));
}

}  // namespace

TableReader::TableReader(std::string table, std::string_view text, IssueLog& log)
    : table_(std::move(table)), file_(table_ + ".csv"), log_(log), csv_(text, detect_separator(text)) {
  for (const Field& field : Schema::tables().fields(table_)) fields_.push_back({.field = &field});
  assert(!fields_.empty());
  read_header();
}

void TableReader::read_header() {
  if (!csv_.next(record_)) {
    log_.add(issue_at(file_, 0, 0, "file-empty", {fmt::format("{} has no header row", file_), fmt::format("{} 没有表头行", file_)},
                      {"Write the header row of the table", "请写入表头行"}));
    ok_ = false;
    return;
  }
  if (record_.problem) {
    log_.add(issue_at(file_, record_.problem->line, static_cast<int>(record_.problem->field) + 1, record_.problem->code, record_.problem->sentence,
                      record_.problem->mend));
    ok_ = false;
    return;
  }
  for (const std::string& cell : record_.fields) header_.push_back(to_half_width(cell));
  while (!header_.empty() && header_.back().empty()) header_.pop_back();
  if (header_.size() == 1 && record_.fields.front().find("，") != std::string::npos) {
    log_.add(issue_at(file_, record_.line, 1, "full-width-comma",
                      {"The header is separated by full-width commas", "表头使用了全角逗号分隔"},
                      {"Separate columns with the half-width comma \",\"", "请用半角逗号“,”分隔各列"}));
    ok_ = false;
    return;
  }
  for (std::size_t place = 0; place < header_.size(); ++place) read_header_cell(place);
  for (const Column& column : fields_) {
    if (column.place > 0) {
      columns_[column.field->name] = column.place;
    } else if (column.field->required) {
      const Text label = field_label(*column.field);
      Issue issue = issue_at(file_, record_.line, 0, "missing-column",
                             {fmt::format("The column {} is missing", label.en), fmt::format("缺少“{}”列（{}）", label.zh, label.en)},
                             {fmt::format("Add it: {}", column.field->meaning.en), fmt::format("请补充该列：{}", column.field->meaning.zh)});
      issue.field = label.en;
      log_.add(std::move(issue));
      ok_ = false;
    }
  }
}

void TableReader::read_header_cell(std::size_t place) {
  const std::string& name = header_[place];
  const int number = static_cast<int>(place) + 1;
  const auto found = std::find_if(fields_.begin(), fields_.end(),
                                  [&](const Column& column) { return column.field->name == name || column.field->header_zh == name; });
  if (found != fields_.end() && found->place == 0) {
    found->place = number;
    return;
  }
  if (found != fields_.end()) {
    Issue issue = issue_at(file_, record_.line, number, "duplicate-column",
                           {fmt::format("The column {} is there twice (columns {} and {})", found->field->name, found->place, number),
                            fmt::format("“{}”列重复（第 {} 列和第 {} 列）", found->field->header_zh, found->place, number)},
                           {"Keep one of them", "请只保留一列"});
    issue.field = found->field->name;
    log_.add(std::move(issue));
    ok_ = false;
    return;
  }
  if (name.empty()) return;  // A nameless column is the spreadsheet's own affair; its cells are not read.
  std::vector<std::string> names;
  for (const Column& column : fields_) {
    names.push_back(column.field->name);
    names.push_back(column.field->header_zh);
  }
  const std::string near = nearest(name, names);
  Issue issue = issue_at(file_, record_.line, number, "unknown-column",
                         {fmt::format("The column \"{}\" is not known and not read", name), fmt::format("未知列“{}”，未读取", name)},
                         near.empty() ? Text{"Remove it, or use a header of docs/guide/campaign-folder.md", "请删除该列，或改用数据文件夹说明中的表头"}
                                      : Text{fmt::format("Did you mean {}?", near), fmt::format("是否应为“{}”？", near)});
  issue.severity = Severity::warning;
  log_.add(std::move(issue));
}

bool TableReader::next() {
  if (!ok_) return false;
  do {
    if (!csv_.next(record_)) return false;
  } while (!record_.problem && record_.blank());
  cursor_ = 0;
  muted_ = false;
  if (++rows_ > most_rows) {
    log_.add(issue_at(file_, record_.line, 0, "too-many-rows",
                      {fmt::format("{} has more than {} rows", file_, most_rows), fmt::format("{} 超过 {} 行", file_, most_rows)},
                      {"Split the campaign", "请拆分数据"}));
    return false;
  }
  if (record_.problem) {
    log_.add(issue_at(file_, record_.problem->line, static_cast<int>(record_.problem->field) + 1, record_.problem->code, record_.problem->sentence,
                      record_.problem->mend));
    muted_ = true;
    return true;
  }
  while (record_.fields.size() > header_.size() && trim(record_.fields.back()).empty()) {
    record_.fields.pop_back();
    --record_.field_count;
  }
  if (record_.field_count != header_.size() && record_.fields.size() == record_.field_count) {
    const bool few = record_.field_count < header_.size();
    log_.add(issue_at(file_, record_.line, few ? static_cast<int>(record_.field_count) + 1 : static_cast<int>(header_.size()) + 1,
                      few ? "too-few-fields" : "too-many-fields",
                      {fmt::format("The row has {} fields, the header {}", record_.field_count, header_.size()),
                       fmt::format("该行有 {} 个字段，表头为 {} 个", record_.field_count, header_.size())},
                      few ? Text{"Fill the missing fields with separators, even if they are blank", "请补足分隔符，空白字段也要保留"}
                          : Text{"Put a text that holds the separator into quotation marks", "含有分隔符的文字请用引号括起"}));
    muted_ = true;
  }
  return true;
}

const TableReader::Column& TableReader::column(std::string_view field) const {
  for (std::size_t step = 0; step < fields_.size(); ++step) {
    const std::size_t i = (cursor_ + step) % fields_.size();
    if (fields_[i].field->name != field) continue;
    cursor_ = i + 1;
    return fields_[i];
  }
  assert(false && "a field that data/schema does not know");
  return fields_.front();
}

std::string_view TableReader::raw(const Column& column) const {
  if (column.place == 0 || static_cast<std::size_t>(column.place) > record_.fields.size()) return {};
  return trim(record_.fields[static_cast<std::size_t>(column.place) - 1]);
}

bool TableReader::blank(std::string_view field) const { return to_half_width(raw(column(field))).empty(); }

std::optional<std::string> TableReader::filled(const Column& column) {
  const std::string_view cell = raw(column);
  if (!cell.empty() && !to_half_width(cell).empty()) return std::string(cell);
  if (!column.field->fallback.empty()) return column.field->fallback;
  if (column.field->required && !muted_) {
    const Text label = field_label(*column.field);
    add(Severity::error, "blank-required", column.field->name,
        {fmt::format("{} is blank; blank means unknown, and it must be known", label.en), fmt::format("“{}”为空；空白即未知，此项必须填写", label.zh)},
        {fmt::format("Fill it in: {}", column.field->meaning.en), fmt::format("请填写：{}", column.field->meaning.zh)});
  }
  return std::nullopt;
}

void TableReader::add(Severity severity, std::string_view code, std::string_view field, Text sentence, Text mend) {
  if (muted_) return;
  Issue issue = issue_at(file_, row(), field.empty() ? 0 : column(field).place, code, std::move(sentence), std::move(mend));
  issue.severity = severity;
  issue.field = std::string(field);
  log_.add(std::move(issue));
}

template <class Result>
auto TableReader::take(const Column& column, Result result) -> decltype(result.value) {
  if (!result.value) add(Severity::error, result.problem.code, column.field->name, std::move(result.problem.sentence), std::move(result.problem.mend));
  return std::move(result.value);
}

std::string TableReader::text(std::string_view field) {
  const Column& where = column(field);
  return filled(where).value_or("");
}

std::optional<std::string> TableReader::key(std::string_view field) {
  const Column& where = column(field);
  const auto cell = filled(where);
  if (!cell) return std::nullopt;
  return take(where, read_key(*where.field, *cell));
}

std::optional<Money> TableReader::money(std::string_view field) {
  const Column& where = column(field);
  assert(where.field->type == "money");
  const auto cell = filled(where);
  if (!cell) return std::nullopt;
  return take(where, read_money(*where.field, *cell));
}

std::optional<Rate> TableReader::rate(std::string_view field) {
  const Column& where = column(field);
  assert(where.field->type == "rate");
  const auto cell = filled(where);
  if (!cell) return std::nullopt;
  return take(where, read_rate(*where.field, *cell));
}

std::vector<Rate> TableReader::rate_list(std::string_view field) {
  const Column& where = column(field);
  assert(where.field->type == "rate_list");
  std::vector<Rate> rates;
  const auto cell = filled(where);
  if (!cell) return rates;
  if (to_half_width(*cell).find(':') != std::string::npos) {
    add(Severity::error, "ratio-list", field, {fmt::format("{} is \"{}\", a ratio", field, *cell), fmt::format("“{}”为“{}”，是比值", where.field->header_zh, *cell)},
        {"Write shares that sum to 1, such as 0.4|0.3|0.3 for 4:3:3", "请写合计为 1 的比例，如 4:3:3 写成 0.4|0.3|0.3"});
    return rates;
  }
  for (const std::string& item : split_list(*cell)) {
    const auto rate = take(where, read_rate(*where.field, item));
    if (!rate) return {};
    rates.push_back(*rate);
  }
  return rates;
}

std::optional<int> TableReader::integer(std::string_view field) {
  const Column& where = column(field);
  assert(where.field->type == "count" || where.field->type == "integer" || where.field->type == "year");
  const auto cell = filled(where);
  if (!cell) return std::nullopt;
  return take(where, read_integer(*where.field, *cell));
}

std::optional<Period> TableReader::period(std::string_view field, std::optional<PeriodUnit> unit) {
  const Column& where = column(field);
  assert(where.field->type == "period");
  const auto cell = filled(where);
  if (!cell) return std::nullopt;
  return take(where, read_period(*where.field, *cell, unit));
}

std::optional<int> TableReader::word(std::string_view field) {
  const Column& where = column(field);
  assert(is_word_type(where.field->type));
  const auto cell = filled(where);
  if (!cell) return std::nullopt;
  return take(where, read_word(*where.field, where.field->type, *cell));
}

std::vector<std::string> TableReader::word_list(std::string_view field) {
  const Column& where = column(field);
  assert(where.field->type == "word_list");
  std::vector<std::string> words;
  const auto cell = filled(where);
  if (!cell) return words;
  for (const std::string& item : split_list(*cell)) {
    std::string word;
    if (!where.field->target.empty()) {  // The words of an enumeration, kept as its English words.
      const auto value = take(where, read_word(*where.field, where.field->target, item));
      if (!value) continue;
      word = word_of(where.field->target, *value).en;
    } else {
      word = item;
    }
    if (std::find(words.begin(), words.end(), word) == words.end()) words.push_back(word);
  }
  return words;
}

std::optional<std::pair<std::size_t, std::int32_t>> TableReader::unknown_reference(const Column& where, const std::string& key,
                                                                                   std::span<const KeyIndex* const> indices) {
  std::vector<std::string> candidates;
  std::string files;
  for (const KeyIndex* index : indices) {
    if (!index->complete) return std::nullopt;
    files += (files.empty() ? "" : ", ") + index->file;
  }
  std::string near;
  std::optional<std::pair<std::size_t, std::int32_t>> meant;
  if (!muted_ && searches_++ < most_searches)
    for (std::size_t i = 0; i < indices.size() && near.empty(); ++i)
      if (near = nearest(key, indices[i]->keys()); !near.empty()) meant = std::pair(i, *indices[i]->find(near));
  const Text label = field_label(*where.field);
  add(Severity::error, "unknown-reference", where.field->name,
      {fmt::format("{} names \"{}\", which {} does not have", label.en, key, files), fmt::format("“{}”引用的“{}”在 {} 中不存在", label.zh, key, files)},
      near.empty() ? Text{fmt::format("Add it to {}, or correct the name", files), fmt::format("请在 {} 中补充，或改正编号", files)}
                   : Text{fmt::format("Did you mean {}?", near), fmt::format("是否应为“{}”？", near)});
  return meant;
}

std::optional<std::pair<std::size_t, std::int32_t>> TableReader::reference_any(std::string_view field, std::span<const KeyIndex* const> indices) {
  const Column& where = column(field);
  const auto cell = filled(where);
  if (!cell) return std::nullopt;
  const std::string key = to_half_width(*cell);
  for (std::size_t i = 0; i < indices.size(); ++i)
    if (const auto id = indices[i]->find(key)) return std::pair(i, *id);
  return unknown_reference(where, key, indices);
}

std::optional<std::int32_t> TableReader::reference(std::string_view field, const KeyIndex& index) {
  const KeyIndex* const only[] = {&index};
  const auto found = reference_any(field, only);
  if (!found) return std::nullopt;
  return found->second;
}

std::vector<std::int32_t> TableReader::reference_list(std::string_view field, const KeyIndex& index) {
  const Column& where = column(field);
  std::vector<std::int32_t> ids;
  const auto cell = filled(where);
  if (!cell) return ids;
  const KeyIndex* const only[] = {&index};
  for (const std::string& key : split_list(*cell)) {
    auto id = index.find(key);
    if (!id)
      if (const auto meant = unknown_reference(where, key, only)) id = meant->second;
    if (id && std::find(ids.begin(), ids.end(), *id) == ids.end()) ids.push_back(*id);
  }
  return ids;
}

}  // namespace liandong
