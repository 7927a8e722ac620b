#include "model/io/cell.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "model/io/words.hpp"

namespace liandong {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string shown(std::string_view text) {
  constexpr std::size_t most = 60;
  if (text.size() <= most) return std::string(text);
  std::size_t end = most;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;  // Not inside a character.
  return std::string(text.substr(0, end)) + "…";
}

CellProblem problem(std::string_view code, const Field& field, std::string_view text, const Text& what, Text mend) {
  const Text label = field_label(field);
  return {.code = std::string(code),
          .sentence = {fmt::format("{} is \"{}\", {}", label.en, shown(text), what.en), fmt::format("“{}”为“{}”，{}", label.zh, shown(text), what.zh)},
          .mend = std::move(mend)};
}

/// What a spreadsheet or a person writes where a number is not known or could not be worked out.
std::optional<CellProblem> not_a_figure(const Field& field, std::string_view text) {
  if (text.front() == '#')
    return problem("spreadsheet-error", field, text, {"which is an error value of the spreadsheet", "是表格软件的错误值"},
                   {"Mend the formula in the spreadsheet and export again", "请在表格中改正公式后重新导出"});
  if (text.front() == '=')
    return problem("formula", field, text, {"which is a formula, not its result", "是公式而不是结果"},
                   {"Export the values", "请导出数值"});
  for (const std::string_view sign : {"-", "--", "—", "——", "/", "无", "N/A", "n/a", "NA", "未知", "不详", "待定", "?", "？"})
    if (text == sign)
      return problem("placeholder", field, text, {"which is not a number", "不是数字"},
                     {"Leave the cell blank if the figure is unknown; write 0 if it is nothing", "未知请留空；确为零请填 0"});
  return std::nullopt;
}

/// A plain decimal: sign, digits, point, digits; thousands separators only where they belong.
std::optional<std::string> plain_decimal(std::string_view text) {
  std::string out;
  std::size_t i = 0;
  if (i < text.size() && (text[i] == '-' || text[i] == '+')) {
    if (text[i] == '-') out.push_back('-');
    ++i;
  }
  const std::size_t point = std::min(text.find('.'), text.size());
  const std::string_view whole = text.substr(i, point - i);
  const bool separated = whole.find(',') != std::string_view::npos;
  std::size_t digits = 0;
  for (std::size_t k = 0; k < whole.size(); ++k) {
    if (whole[k] == ',') {
      if (k == 0 || (whole.size() - k) % 4 != 0) return std::nullopt;
      continue;
    }
    if (!is_digit(whole[k])) return std::nullopt;
    if (separated && (whole.size() - k) % 4 == 0) return std::nullopt;  // A separator belongs here.
    out.push_back(whole[k]);
    ++digits;
  }
  if (digits == 0 && point < text.size()) out.push_back('0');  // ".5"
  if (point < text.size()) {
    out.push_back('.');
    for (const char c : text.substr(point + 1)) {
      if (!is_digit(c)) return std::nullopt;
      out.push_back(c);
      ++digits;
    }
    if (out.back() == '.') out.pop_back();
  }
  if (digits == 0) return std::nullopt;
  return out;
}

std::size_t decimals(std::string_view plain) {
  const std::size_t point = plain.find('.');
  if (point == std::string_view::npos) return 0;
  const std::size_t last = plain.find_last_not_of('0');
  return last == point || last == std::string_view::npos ? 0 : last - point;
}

std::string range_text(const Range& range, bool chinese) {
  const std::string low = range.low ? range.low->text() : "", high = range.high ? range.high->text() : "";
  if (range.low && range.high) return fmt::format(fmt::runtime(chinese ? "{} 至 {}" : "from {} to {}"), low, high);
  if (range.low) return fmt::format(fmt::runtime(chinese ? "不小于 {}" : "at least {}"), low);
  return fmt::format(fmt::runtime(chinese ? "不大于 {}" : "at most {}"), high);
}

CellProblem out_of_range(const Field& field, std::string_view text, std::string_view hint = {}) {
  Text mend{fmt::format("Write a value {}", range_text(field.range, false)), fmt::format("取值应{}", range_text(field.range, true))};
  if (!hint.empty()) {
    mend.en += fmt::format("; if {} is meant, write {}", hint, hint);
    mend.zh += fmt::format("；如本意为 {}，请写 {}", hint, hint);
  }
  return problem("out-of-range", field, text, {"which is out of range", "超出范围"}, std::move(mend));
}

bool strip_suffix(std::string& text, std::string_view suffix) {
  if (text.size() <= suffix.size() || std::string_view(text).substr(text.size() - suffix.size()) != suffix) return false;
  text.resize(text.size() - suffix.size());
  text = std::string(trim(text));
  return true;
}

/// The decimal point moved `places` to the right (negative: left), for mends that give the figure to write.
std::string shift_point(const std::string& plain, int places) {
  const bool negative = plain.front() == '-';
  std::string digits = negative ? plain.substr(1) : plain;
  const std::size_t at = std::min(digits.find('.'), digits.size());
  if (at < digits.size()) digits.erase(at, 1);
  int point = static_cast<int>(at) + places;
  if (point <= 0) {
    digits.insert(0, static_cast<std::size_t>(1 - point), '0');
    point = 1;
  }
  if (static_cast<std::size_t>(point) > digits.size()) digits.append(static_cast<std::size_t>(point) - digits.size(), '0');
  digits.insert(static_cast<std::size_t>(point), ".");
  while (digits.back() == '0') digits.pop_back();
  if (digits.back() == '.') digits.pop_back();
  const std::size_t first = digits.find_first_not_of('0');
  digits.erase(0, first == std::string::npos ? digits.size() - 1 : digits[first] == '.' ? first - 1 : first);
  return (negative ? "-" : "") + digits;
}

}  // namespace

Text field_label(const Field& field) { return {field.name, field.header_zh}; }

CellResult<Money> read_money(const Field& field, std::string_view cell) {
  std::string text = to_half_width(cell);
  if (text.empty()) return problem("number", field, cell, {"which is not a number", "不是数字"}, {"Write an amount in 万元", "请以万元填写金额"});
  if (auto other = not_a_figure(field, text)) return *other;
  for (const std::string_view sign : {"¥", "￥", "RMB"})
    if (std::string_view(text).substr(0, sign.size()) == sign) text = std::string(trim(std::string_view(text).substr(sign.size())));
  if (text.size() > 2 && text.front() == '(' && text.back() == ')')
    return problem("negative", field, cell, {"which accountants read as negative", "括号表示负数"},
                   {"Write the amount without parentheses; amounts here cannot be negative", "请去掉括号；此处金额不能为负"});
  strip_suffix(text, "万元") || strip_suffix(text, "万");
  for (const auto& [suffix, places] : {std::pair<std::string_view, int>{"亿元", 4}, {"亿", 4}, {"元", -4}}) {
    if (!strip_suffix(text, suffix)) continue;
    const auto plain = plain_decimal(text);
    const std::string figure = plain ? shift_point(*plain, places) : "";
    return problem("money-unit", field, cell, {fmt::format("which is in {}, but this column is in 万元", suffix), fmt::format("单位为{}，而本列单位为万元", suffix)},
                   plain ? Text{fmt::format("Write {}", figure), fmt::format("请写 {}", figure)}
                         : Text{"Write the amount in 万元", "请以万元填写金额"});
  }
  const auto plain = plain_decimal(text);
  if (!plain) {
    if (text.find_first_of("eE") != std::string::npos && is_digit(text.front()))
      return problem("number", field, cell, {"which is in scientific notation, so digits may be lost", "是科学计数法，可能已丢失位数"},
                     {"Format the column as a number and export again", "请将该列设为数值格式后重新导出"});
    if (text.find(',') != std::string::npos)
      return problem("number", field, cell, {"with separators that do not stand at thousands", "分隔符不在千分位上"},
                     {"Write the amount without separators", "请去掉分隔符"});
    return problem("number", field, cell, {"which is not a number", "不是数字"}, {"Write an amount in 万元, such as 1234.56", "请以万元填写金额，如 1234.56"});
  }
  if (decimals(*plain) > 6)
    return problem("money-precision", field, cell, {"which is finer than a fen", "精度超过分"}, {"Round it to at most six decimals of 万元", "请四舍五入到万元后六位小数以内"});
  std::string exact = *plain;
  if (const std::size_t point = exact.find('.'); point != std::string::npos) exact.resize(point + 1 + decimals(exact) - (decimals(exact) == 0 ? 1 : 0));
  const auto value = Money::parse_wan(exact);
  if (!value || value->fen() > std::int64_t{9'000'000'000'000'000} || value->fen() < -std::int64_t{9'000'000'000'000'000})
    return problem("number", field, cell, {"which is beyond any budget", "数额过大"}, {"Check the figure and its unit, 万元", "请核对数额和单位（万元）"});
  if (field.range.low && *value < Money::muldiv(Money::from_fen(Money::fen_per_wan), field.range.low->billionths(), Rate::one_unit))
    return value->fen() < 0 ? problem("negative", field, cell, {"which is negative", "为负数"}, {"Write an amount of at least 0", "金额不能小于 0"})
                            : out_of_range(field, cell);
  return *value;
}

CellResult<Rate> read_rate(const Field& field, std::string_view cell) {
  const std::string text = to_half_width(cell);
  const auto wrong = [&] {
    return problem("number", field, cell, {"which is not a number", "不是数字"}, {"Write a decimal such as 0.06, or 6%", "请写小数，如 0.06，或写 6%"});
  };
  if (text.empty()) return wrong();
  if (auto other = not_a_figure(field, text)) return *other;
  std::string digits = text;
  const bool percent = digits.back() == '%';
  if (percent) digits = std::string(trim(std::string_view(digits).substr(0, digits.size() - 1)));
  const auto plain = plain_decimal(digits);
  if (!plain || plain->size() > 30) return wrong();
  if (decimals(*plain) > (percent ? 7u : 9u))
    return problem("rate-precision", field, cell, {"which is finer than a billionth", "小数位过多"}, {"Round it to nine decimals", "请四舍五入到九位小数"});
  std::string exact = *plain;
  if (const std::size_t point = exact.find('.'); point != std::string::npos) exact.resize(point + 1 + decimals(exact) - (decimals(exact) == 0 ? 1 : 0));
  const auto value = Rate::parse(percent ? exact + "%" : exact);
  if (!value) return wrong();
  if ((field.range.low && *value < *field.range.low) || (field.range.high && *value > *field.range.high)) {
    const bool forgot_percent = !percent && field.range.high && *value > *field.range.high && *value <= Rate::from_billionths(100 * Rate::one_unit);
    return out_of_range(field, cell, forgot_percent ? exact + "%" : "");
  }
  return *value;
}

CellResult<int> read_integer(const Field& field, std::string_view cell) {
  std::string text = to_half_width(cell);
  const auto wrong = [&] {
    return problem("number", field, cell, {"which is not a whole number", "不是整数"}, {"Write a whole number", "请写整数"});
  };
  if (text.empty()) return wrong();
  if (auto other = not_a_figure(field, text)) return *other;
  if (field.type == "year") strip_suffix(text, "年");
  auto plain = plain_decimal(text);
  if (!plain || decimals(*plain) > 0) return wrong();
  plain->resize(std::min(plain->find('.'), plain->size()));
  long long value = 0;
  const auto [end, error] = std::from_chars(plain->data(), plain->data() + plain->size(), value);
  if (error != std::errc{} || end != plain->data() + plain->size() || value > 1'000'000'000 || value < -1'000'000'000) return wrong();
  const Rate exact = Rate::from_billionths(std::clamp<long long>(value, -9'000'000'000, 9'000'000'000) * Rate::one_unit);
  if ((field.range.low && exact < *field.range.low) || (field.range.high && exact > *field.range.high)) return out_of_range(field, cell);
  return static_cast<int>(value);
}

CellResult<Period> read_period(const Field& field, std::string_view cell, std::optional<PeriodUnit> unit) {
  const std::string text = to_half_width(cell);
  const auto period = Period::parse(text);
  if (!period || period->year() < 1980 || period->year() > 2200)
    return problem("period", field, cell, {"which is not a period", "不是期间"},
                   {"Write 2013Q2 for a quarter, 2013M05 for a month, 2013 for a year", "季度写 2013Q2，月份写 2013M05，年度写 2013"});
  if (unit && period->unit() != *unit) {
    const char* example = *unit == PeriodUnit::month ? "M12" : *unit == PeriodUnit::quarter ? "Q4" : "";
    const std::string like = fmt::format("{}{}", period->year(), example);
    return problem("period-unit", field, cell, {"which is not a period of the campaign's unit", "与规划期的期间单位不一致"},
                   {fmt::format("Write it like {}", like), fmt::format("请写成 {} 的形式", like)});
  }
  return *period;
}

CellResult<int> read_word(const Field& field, std::string_view type, std::string_view cell) {
  const std::string text = to_half_width(cell);
  if (const auto value = find_word(type, text)) return *value;
  std::vector<std::string> candidates;
  for (const Word& word : known_words())
    if (word.type == type) {
      candidates.emplace_back(word.en);
      candidates.insert(candidates.end(), word.zh.begin(), word.zh.end());
    }
  const std::string near = nearest(text, candidates);
  const Text all = list_words(type);
  Text mend{fmt::format("Use one of: {}", all.en), fmt::format("可用：{}", all.zh)};
  if (!near.empty()) {
    mend.en = fmt::format("Did you mean {}? {}", near, mend.en);
    mend.zh = fmt::format("是否为“{}”？{}", near, mend.zh);
  }
  return problem("unknown-word", field, cell, {"which is not a word of this list", "不在可选词中"}, std::move(mend));
}

CellResult<std::string> read_key(const Field& field, std::string_view cell) {
  std::string text = to_half_width(cell);
  const bool control = std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
  if (text.empty() || control || text.find_first_of(" |;,\"") != std::string::npos || text.size() > 200)
    return problem("key-form", field, cell, {"which is not usable as a short name", "不能用作编号"},
                   {"Use letters, digits, Chinese characters, - and _ without spaces", "请用字母、数字、汉字、- 和 _，不含空格"});
  return text;
}

std::vector<std::string> split_list(std::string_view cell) {
  const std::string text = to_half_width(cell);  // "｜" and "；" become "|" and ";".
  std::vector<std::string> items;
  std::string item;
  const auto finish = [&] {
    if (const auto kept = trim(item); !kept.empty()) items.emplace_back(kept);
    item.clear();
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '|' || text[i] == ';') {
      finish();
    } else if (text.compare(i, 3, "、") == 0) {
      finish();
      i += 2;
    } else {
      item.push_back(text[i]);
    }
  }
  finish();
  return items;
}

}  // namespace liandong
