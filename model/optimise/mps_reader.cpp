#include <fmt/format.h>

#include <cmath>

#include "model/optimise/mps.hpp"
#include "model/optimise/mps_builder.hpp"
#include "model/optimise/mps_lines.hpp"

namespace liandong::optimise {

namespace {

using RowKind = MpsBuilder::RowKind;
constexpr double huge = 1e30;  // What MPS files write for infinity.

enum class Section { none, objective_sense, rows, columns, rhs, ranges, bounds, quadratic, skipped, end };

class Reader {
 public:
  Reader(std::string_view text, const std::string& file_name, bool fixed) : text_(text), issues_(file_name), fixed_(fixed), may_be_fixed_(!fixed) {}

  /// Nothing when the file must be read again in fixed columns.
  std::optional<Checked<QuadraticProgram>> read();

 private:
  void read_header(const MpsLine& line);
  void read_row(const MpsLine& line);
  void read_column(const MpsLine& line);
  void read_marker(const MpsLine& line);
  void read_entry(const MpsLine& line, int name_at, int value_at);
  void read_sides(const MpsLine& line, std::vector<double>& sides, std::string_view section);
  void read_bound(const MpsLine& line);
  void read_quadratic(const MpsLine& line);
  void set_sense(const MpsLine& line, std::string_view word, int at);
  bool same_set(std::string_view& set, const MpsLine& line, std::string_view name, bool& warned, std::string_view section);
  std::optional<double> number(const MpsLine& line, int at);
  int row_of(const MpsLine& line, int at);
  int column_of(const MpsLine& line, int at);
  /// At the first line that makes no sense in free form: does the whole file keep to fixed columns? Then reading starts again.
  bool must_be_fixed();
  /// The line does not have the fields its section wants.
  void malformed(const MpsLine& line, std::string_view wanted_en, std::string_view wanted_zh);

  std::string_view text_;
  MpsIssues issues_;
  bool fixed_, may_be_fixed_, restart_ = false;
  Section section_ = Section::none;
  MpsBuilder built_;
  bool in_integers_ = false, rows_seen_ = false, column_open_ = false;
  int dropped_ = 0;
  std::vector<int> last_column_;  // Per row of the table: the last column with an entry, to find duplicates.
  std::string_view rhs_set_, range_set_, bound_set_;
  bool has_rhs_set_ = false, has_range_set_ = false, has_bound_set_ = false, warned_rhs_ = false, warned_range_ = false, warned_bound_ = false;
};

bool Reader::must_be_fixed() {
  if (std::exchange(may_be_fixed_, false)) restart_ = fits_fixed_columns(text_);
  return restart_;
}

void Reader::malformed(const MpsLine& line, std::string_view wanted_en, std::string_view wanted_zh) {
  if (must_be_fixed()) return;
  issues_.error("malformed-line", line.number, line.count > 0 ? line.column(0) : 0, "",
                {fmt::format("This line should hold {}.", wanted_en), fmt::format("本行应为：{}。", wanted_zh)},
                {"Correct the line; fields are separated by blanks.", "请更正本行，各字段以空格分隔。"});
}

std::optional<double> Reader::number(const MpsLine& line, int at) {
  const std::optional<double> value = parse_mps_number(line[at]);
  if (value) return value;
  if (!must_be_fixed())
    issues_.error("bad-number", line.number, line.column(at), "value",
                  {fmt::format("\"{}\" is not a number.", shown(line[at])), fmt::format("“{}”不是数字。", shown(line[at]))},
                  {"Write a decimal number such as 12.5 or 1e3.", "请写成十进制数，如 12.5 或 1e3。"});
  return {};
}

int Reader::row_of(const MpsLine& line, int at) {
  const int row = built_.row_table.find(line[at]);
  if (row < 0)
    issues_.error("unknown-row", line.number, line.column(at), "row",
                  {fmt::format("There is no row \"{}\".", shown(line[at])), fmt::format("没有名为“{}”的行。", shown(line[at]))},
                  {"Declare it in ROWS, or correct the name.", "请在 ROWS 段中声明，或更正名称。"});
  return row;
}

int Reader::column_of(const MpsLine& line, int at) {
  const int column = built_.column_table.find(line[at]);
  if (column < 0)
    issues_.error("unknown-column", line.number, line.column(at), "column",
                  {fmt::format("There is no column \"{}\".", shown(line[at])), fmt::format("没有名为“{}”的列。", shown(line[at]))},
                  {"Give it in COLUMNS, or correct the name.", "请在 COLUMNS 段中列出，或更正名称。"});
  return column;
}

void Reader::set_sense(const MpsLine& line, std::string_view word, int at) {
  if (same_word(word, "MAX") || same_word(word, "MAXIMIZE") || same_word(word, "MAXIMISE"))
    built_.maximise = true;
  else if (same_word(word, "MIN") || same_word(word, "MINIMIZE") || same_word(word, "MINIMISE"))
    built_.maximise = false;
  else
    issues_.error("bad-sense", line.number, line.column(at), "",
                  {fmt::format("\"{}\" is neither MIN nor MAX.", shown(word)), fmt::format("“{}”既不是 MIN 也不是 MAX。", shown(word))},
                  {"Write MIN or MAX after OBJSENSE.", "请在 OBJSENSE 后写 MIN 或 MAX。"});
}

void Reader::read_header(const MpsLine& line) {
  const std::string_view word = line[0];
  const auto is = [&](std::string_view name) { return same_word(word, name); };
  column_open_ = false;
  if (is("NAME")) {
    std::string_view rest = line.text.substr(4);
    while (!rest.empty() && (rest.front() == ' ' || rest.front() == '\t')) rest.remove_prefix(1);
    if (line.count >= 2 && line.count <= MpsLine::capacity && same_word(line[line.count - 1], "FREE")) {
      may_be_fixed_ = false;
      rest.remove_suffix(4);
      while (!rest.empty() && (rest.back() == ' ' || rest.back() == '\t')) rest.remove_suffix(1);
    }
    built_.name = rest;
    section_ = Section::none;
  } else if (is("OBJSENSE")) {
    section_ = Section::objective_sense;
    if (line.count > 1) set_sense(line, line[1], 1);
  } else if (is("ROWS")) {
    section_ = Section::rows;
    rows_seen_ = true;
  } else if (is("COLUMNS")) {
    section_ = Section::columns;
  } else if (is("RHS")) {
    section_ = Section::rhs;
  } else if (is("RANGES")) {
    section_ = Section::ranges;
  } else if (is("BOUNDS")) {
    section_ = Section::bounds;
  } else if (is("QUADOBJ") || is("QSECTION")) {
    section_ = Section::quadratic;
  } else if (is("QMATRIX")) {
    section_ = Section::quadratic;
    built_.full_quadratic = true;
  } else if (is("ENDATA")) {
    section_ = Section::end;
  } else {
    section_ = Section::skipped;
    issues_.error("unsupported-section", line.number, 1, "",
                  {fmt::format("The section \"{}\" is not supported.", shown(word)), fmt::format("不支持“{}”段。", shown(word))},
                  {"Remove the section, or rewrite what it says with rows and bounds.", "请删去该段，或用行和界限改写其内容。"});
  }
}

void Reader::read_row(const MpsLine& line) {
  if (line.count != 2) return malformed(line, "a row type and a row name", "行类型与行名");
  RowKind kind;
  if (same_word(line[0], "N"))
    kind = built_.objective < 0 ? RowKind::objective : RowKind::dropped;
  else if (same_word(line[0], "L"))
    kind = RowKind::less;
  else if (same_word(line[0], "G"))
    kind = RowKind::greater;
  else if (same_word(line[0], "E"))
    kind = RowKind::equal;
  else
    return issues_.error("bad-row-type", line.number, line.column(0), "type",
                         {fmt::format("\"{}\" is no row type.", shown(line[0])), fmt::format("“{}”不是行类型。", shown(line[0]))},
                         {"Use N, L, G or E.", "请用 N、L、G 或 E。"});
  const auto [row, added] = built_.row_table.insert(line[1]);
  if (!added)
    return issues_.error("duplicate-row", line.number, line.column(1), "row",
                         {fmt::format("Row \"{}\" is declared twice.", shown(line[1])), fmt::format("行“{}”重复声明。", shown(line[1]))},
                         {"Rename one of the two.", "请改其中一个的名称。"});
  if (kind == RowKind::objective) {
    built_.objective = row;
    built_.objective_name = line[1];
  }
  dropped_ += kind == RowKind::dropped;
  built_.kinds.push_back(kind);
  built_.number.push_back(kind == RowKind::objective || kind == RowKind::dropped ? -1 : built_.rows++);
  built_.rhs.push_back(std::nan(""));
  built_.range.push_back(std::nan(""));
  last_column_.push_back(-1);
}

void Reader::read_marker(const MpsLine& line) {
  std::string_view word = line[2];
  if (word.size() > 2 && (word.front() == '\'' || word.front() == '"')) word = word.substr(1, word.size() - 2);
  column_open_ = false;
  if (same_word(word, "INTORG"))
    in_integers_ = true;
  else if (same_word(word, "INTEND"))
    in_integers_ = false;
  else
    issues_.error("unsupported-marker", line.number, line.column(2), "",
                  {fmt::format("The marker {} is not supported.", shown(line[2])), fmt::format("不支持标记 {}。", shown(line[2]))},
                  {"Only INTORG and INTEND are read.", "只支持 INTORG 和 INTEND。"});
}

void Reader::read_entry(const MpsLine& line, int name_at, int value_at) {
  const std::optional<double> value = number(line, value_at);
  if (restart_) return;
  const int row = row_of(line, name_at);
  if (row < 0 || !value) return;
  if (!(std::abs(*value) < huge))
    return issues_.error("infinite-coefficient", line.number, line.column(value_at), "value",
                         {fmt::format("The coefficient {} is too large.", shown(line[value_at])), fmt::format("系数 {} 过大。", shown(line[value_at]))},
                         {"Coefficients lie below 1e30; choose larger units.", "系数须小于 1e30，请换用更大的单位。"});
  const auto r = static_cast<std::size_t>(row);
  const int column = built_.column_table.size() - 1;
  if (last_column_[r] == column)
    return issues_.error("duplicate-entry", line.number, line.column(name_at), "row",
                         {fmt::format("Column \"{}\" has a second entry in row \"{}\".", shown(line[0]), shown(line[name_at])),
                          fmt::format("列“{}”在行“{}”中有两个系数。", shown(line[0]), shown(line[name_at]))},
                         {"Keep one of them, or add them up.", "请只保留一个，或将二者相加。"});
  last_column_[r] = column;
  if (row == built_.objective) {
    built_.cost.back() = *value;
  } else if (built_.number[r] >= 0 && *value != 0) {
    built_.index.push_back(built_.number[r]);
    built_.value.push_back(*value);
    built_.start.back() = static_cast<int>(built_.index.size());
  }
}

void Reader::read_column(const MpsLine& line) {
  if (line.count >= 3 && (line[1] == "'MARKER'" || line[1] == "\"MARKER\"")) return read_marker(line);
  if (line.count != 3 && line.count != 5) return malformed(line, "a column name, then one or two pairs of row name and value", "列名，以及一对或两对“行名 数值”");
  if (!column_open_ || built_.column_table.names().back() != line[0]) {
    const bool added = built_.column_table.insert(line[0]).second;
    if (!added) {
      column_open_ = false;
      return issues_.error("split-column", line.number, line.column(0), "column",
                           {fmt::format("The entries of column \"{}\" do not stand together.", shown(line[0])), fmt::format("列“{}”的系数没有写在一起。", shown(line[0]))},
                           {"Put all entries of a column next to each other.", "请把同一列的系数写在相邻各行。"});
    }
    column_open_ = true;
    built_.start.push_back(static_cast<int>(built_.index.size()));
    built_.cost.push_back(0);
    built_.bounds.push_back({.integer = in_integers_});
  }
  read_entry(line, 1, 2);
  if (line.count == 5 && !restart_) read_entry(line, 3, 4);
}

bool Reader::same_set(std::string_view& set, const MpsLine& line, std::string_view name, bool& warned, std::string_view section) {
  bool& has = section == "RHS" ? has_rhs_set_ : section == "RANGES" ? has_range_set_ : has_bound_set_;
  if (!has) {
    has = true;
    set = name;
  }
  if (set == name) return true;
  if (!std::exchange(warned, true))
    issues_.warning("second-set", line.number, 0, "",
                    {fmt::format("{} holds more than one set; only the first, \"{}\", is read.", section, shown(set)),
                     fmt::format("{} 段有多组数据，只读取第一组“{}”。", section, shown(set))},
                    {"Remove the other sets.", "请删去其余各组。"});
  return false;
}

// RHS and RANGES: an odd number of fields starts with the name of a set.
void Reader::read_sides(const MpsLine& line, std::vector<double>& sides, std::string_view section) {
  if (line.count < 2 || line.count > 5) return malformed(line, "a set name, then one or two pairs of row name and value", "组名，以及一对或两对“行名 数值”");
  const int first = line.count % 2;
  std::string_view& set = section == "RHS" ? rhs_set_ : range_set_;
  // A missing set name leaves the set as it is.
  if (first == 1 && !same_set(set, line, line[0], section == "RHS" ? warned_rhs_ : warned_range_, section)) return;
  for (int at = first; at + 1 < line.count; at += 2) {
    const std::optional<double> value = number(line, at + 1);
    if (restart_) return;
    const int row = row_of(line, at);
    if (row < 0 || !value) continue;
    const auto r = static_cast<std::size_t>(row);
    if (!std::isnan(sides[r])) {
      issues_.error("duplicate-entry", line.number, line.column(at), "row",
                    {fmt::format("Row \"{}\" has a second value in {}.", shown(line[at]), section), fmt::format("行“{}”在 {} 段中有两个数值。", shown(line[at]), section)},
                    {"Keep one of them.", "请只保留一个。"});
      continue;
    }
    sides[r] = *value >= huge ? infinity : *value <= -huge ? -infinity : *value;
    if (row == built_.objective && section == "RHS") built_.constant = *value;
    if (row == built_.objective && (section == "RANGES" || !(std::abs(*value) < huge)))
      issues_.error("bad-objective-side", line.number, line.column(at), "row",
                    {fmt::format("The objective cannot have this value in {}.", section), fmt::format("目标行在 {} 段中不能有该数值。", section)},
                    {"Remove the entry.", "请删去该项。"});
  }
}

void Reader::read_bound(const MpsLine& line) {
  constexpr std::string_view kinds[] = {"UP", "LO", "FX", "LI", "UI", "FR", "MI", "PL", "BV", "SC"};
  std::size_t kind = 0;
  while (kind < std::size(kinds) && !same_word(line[0], kinds[kind])) ++kind;
  if (kind == std::size(kinds))
    return issues_.error("bad-bound-type", line.number, line.column(0), "type",
                         {fmt::format("\"{}\" is no bound type.", shown(line[0])), fmt::format("“{}”不是界限类型。", shown(line[0]))},
                         {"Use UP, LO, FX, FR, MI, PL, BV, LI or UI.", "请用 UP、LO、FX、FR、MI、PL、BV、LI 或 UI。"});
  const std::string_view type = kinds[kind];
  if (type == "SC")
    return issues_.error("unsupported-bound", line.number, line.column(0), "type", {"Semicontinuous columns (SC) are not supported.", "不支持半连续变量（SC）。"},
                         {"Rewrite the column with a binary one.", "请借助 0-1 变量改写。"});
  const bool valued = kind <= 4;
  // Where the set's name is left out, one field less stands before the column.
  int at = 2;
  if (valued ? line.count == 3 : line.count == 2 || (line.count == 3 && built_.column_table.find(line[2]) < 0 && built_.column_table.find(line[1]) >= 0)) at = 1;
  if (line.count < (valued ? 3 : 2) || line.count > 4) return malformed(line, "a bound type, a set name, a column name and a value", "界限类型、组名、列名与数值");
  double value = 0;
  if (valued) {
    const std::optional<double> read = number(line, at + 1);
    if (restart_) return;
    if (!read) return void(column_of(line, at));
    value = *read >= huge ? infinity : *read <= -huge ? -infinity : *read;
  }
  if (built_.column_table.find(line[at]) < 0 && must_be_fixed()) return;
  const int column = column_of(line, at);
  if (column < 0 || (at == 2 && !same_set(bound_set_, line, line[1], warned_bound_, "BOUNDS"))) return;
  MpsBuilder::Bounds& bound = built_.bounds[static_cast<std::size_t>(column)];
  bound.line = line.number;
  if (type == "LO" || type == "LI" || type == "FX" || type == "FR" || type == "MI" || type == "BV") {
    bound.lower = valued ? value : type == "BV" ? 0 : -infinity;
    bound.lower_stated = true;
  }
  if (type == "UP" || type == "UI" || type == "FX" || type == "FR" || type == "PL" || type == "BV") {
    bound.upper = valued ? value : type == "BV" ? 1 : infinity;
    bound.upper_stated = true;
  }
  if (type == "BV" || type == "LI" || type == "UI") bound.integer = true;
}

void Reader::read_quadratic(const MpsLine& line) {
  if (line.count != 3 && line.count != 5) return malformed(line, "a column name, then one or two pairs of column name and value", "列名，以及一对或两对“列名 数值”");
  for (int at = 1; at + 1 < line.count; at += 2) {
    const std::optional<double> value = number(line, at + 1);
    if (restart_) return;
    const int first = column_of(line, 0), second = column_of(line, at);
    if (first < 0 || second < 0 || !value) continue;
    if (!(std::abs(*value) < huge)) {
      issues_.error("infinite-coefficient", line.number, line.column(at + 1), "value", {"This coefficient is too large.", "该系数过大。"},
                    {"Coefficients lie below 1e30; choose larger units.", "系数须小于 1e30，请换用更大的单位。"});
      continue;
    }
    built_.quadratic.push_back({.row = first, .column = second, .value = *value, .line = line.number});
  }
}

std::optional<Checked<QuadraticProgram>> Reader::read() {
  MpsLines lines(text_, fixed_);
  int last_line = 0;
  for (MpsLine line; section_ != Section::end && lines.next(line);) {
    last_line = line.number;
    // Some free files start their data in the first column: a keyword alone, or with one word, is a header.
    const bool data_section = section_ >= Section::rows && section_ <= Section::quadratic;
    if (line.header && !(data_section && !fixed_ && line.count >= 2 && !same_word(line[0], "OBJSENSE") && !same_word(line[0], "QSECTION") &&
                         !same_word(line[0], "SOS") && !same_word(line[0], "QCMATRIX"))) {
      read_header(line);
      continue;
    }
    switch (section_) {
      case Section::rows: read_row(line); break;
      case Section::columns: read_column(line); break;
      case Section::rhs: read_sides(line, built_.rhs, "RHS"); break;
      case Section::ranges: read_sides(line, built_.range, "RANGES"); break;
      case Section::bounds: read_bound(line); break;
      case Section::quadratic: read_quadratic(line); break;
      case Section::objective_sense: set_sense(line, line[0], 0); break;
      case Section::none:
        issues_.error("stray-line", line.number, line.column(0), "", {"This line belongs to no section.", "本行不属于任何段。"},
                      {"Begin the file with NAME and ROWS.", "文件应以 NAME 和 ROWS 开头。"});
        break;
      default: break;
    }
    if (restart_) return std::nullopt;
  }
  if (section_ != Section::end)
    issues_.error("no-end", last_line, 0, "", {"The file ends without ENDATA; it may be cut off.", "文件缺少 ENDATA，可能不完整。"},
                  {"Fetch the file again, or add ENDATA.", "请重新获取文件，或补上 ENDATA。"});
  if (!rows_seen_)
    issues_.error("no-rows", 0, 0, "", {"The file has no ROWS section.", "文件没有 ROWS 段。"}, {"Check that this is an MPS file.", "请确认这是 MPS 文件。"});
  else if (built_.objective < 0)
    issues_.warning("no-objective", 0, 0, "", {"No row has type N; the objective is zero.", "没有 N 类型的行，目标函数按零处理。"},
                    {"Declare the objective in ROWS with type N.", "请在 ROWS 段中以 N 声明目标行。"});
  if (dropped_ > 0)
    issues_.warning("extra-objective", 0, 0, "",
                    {fmt::format("Only the first N row, \"{}\", is the objective; {} further ones are left out.", shown(built_.objective_name), dropped_),
                     fmt::format("只有第一个 N 行“{}”作为目标，另外 {} 个已略去。", shown(built_.objective_name), dropped_)},
                    {"Put the objective first.", "请把目标行放在最前。"});
  QuadraticProgram problem = built_.finish(issues_);
  if (issues_.has_errors()) return Checked<QuadraticProgram>(issues_.take());
  return Checked<QuadraticProgram>(std::move(problem), issues_.take());
}

}  // namespace

Checked<QuadraticProgram> parse_mps(std::string_view text, const std::string& file_name) {
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);  // Byte order mark.
  if (std::optional<Checked<QuadraticProgram>> result = Reader(text, file_name, false).read()) return *std::move(result);
  return *Reader(text, file_name, true).read();
}

}  // namespace liandong::optimise
