#include "model/optimise/mps_lines.hpp"

#include <charconv>
#include <cmath>
#include <cstdlib>
#include <string>

namespace liandong::optimise {

namespace {

bool blank(char ch) { return ch == ' ' || ch == '\t' || ch == '\v' || ch == '\f'; }

std::string_view trim(std::string_view text) {
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

void add_field(MpsLine& line, std::string_view field) {
  if (line.count < MpsLine::capacity)
    line.field[static_cast<std::size_t>(line.count++)] = field;
  else
    line.count = MpsLine::capacity + 1;
}

void split_free(MpsLine& line) {
  const char* at = line.text.data();
  const char* const end = at + line.text.size();
  while (line.count <= MpsLine::capacity) {
    while (at != end && blank(*at)) ++at;
    if (at == end) return;
    const char* const begin = at;
    while (at != end && !blank(*at)) ++at;
    add_field(line, {begin, static_cast<std::size_t>(at - begin)});
  }
}

struct Columns {
  std::size_t begin, length;
};
constexpr std::array<Columns, 6> fixed_columns{{{1, 2}, {4, 8}, {14, 8}, {24, 12}, {39, 8}, {49, 12}}};

void split_fixed(MpsLine& line) {
  for (std::size_t i = 0; i < fixed_columns.size(); ++i) {
    const auto [begin, length] = fixed_columns[i];
    if (begin >= line.text.size()) return;
    const std::string_view field = trim(line.text.substr(begin, length));
    if (field.empty()) continue;
    if ((i == 2 || i == 4) && field.front() == '$') return;  // The rest of the card is a comment.
    add_field(line, field);
  }
}

bool fits_fixed_columns(const MpsLine& line) {
  const std::string_view text = line.text;
  if (text.find('\t') != std::string_view::npos) return false;
  std::size_t gap = 0;
  for (const auto [begin, length] : fixed_columns) {
    for (; gap < begin && gap < text.size(); ++gap)
      if (text[gap] != ' ') return false;
    gap = begin + length;
  }
  if (!trim(text.substr(std::min(text.size(), gap))).empty()) return false;
  if (text.find("'MARKER'") != std::string_view::npos) return true;
  for (const std::size_t i : {3u, 5u}) {
    if (fixed_columns[i].begin >= text.size()) break;
    const std::string_view number = trim(text.substr(fixed_columns[i].begin, fixed_columns[i].length));
    if (!number.empty() && !parse_mps_number(number)) return false;
  }
  return true;
}

}  // namespace

bool MpsLines::next(MpsLine& line) {
  while (!rest_.empty()) {
    std::size_t end = 0;
    while (end < rest_.size() && rest_[end] != '\n' && rest_[end] != '\r') ++end;
    std::string_view text = rest_.substr(0, end);
    if (end < rest_.size()) end += rest_[end] == '\r' && end + 1 < rest_.size() && rest_[end + 1] == '\n' ? 2 : 1;
    rest_.remove_prefix(end);
    ++number_;
    while (!text.empty() && blank(text.back())) text.remove_suffix(1);
    if (text.empty() || text.front() == '*') continue;
    line.text = text;
    line.number = number_;
    line.header = !blank(text.front());
    line.count = 0;
    if (fixed_ && !line.header)
      split_fixed(line);
    else
      split_free(line);
    if (line.count > 0) return true;
  }
  return false;
}

bool fits_fixed_columns(std::string_view text) {
  MpsLines lines(text, true);
  for (MpsLine line; lines.next(line);) {
    if (line.header && same_word(line[0], "ENDATA")) return true;
    if (!line.header && !fits_fixed_columns(line)) return false;
  }
  return true;
}

std::optional<double> parse_mps_number(std::string_view field) {
  if (field.size() > 1 && field[0] == '+' && field[1] != '-') field.remove_prefix(1);
  double value = 0;
  const auto [stop, error] = std::from_chars(field.data(), field.data() + field.size(), value);
  if (error == std::errc{} && stop == field.data() + field.size()) return std::isnan(value) ? std::nullopt : std::optional(value);
  if (field.size() > 400) return {};
  // Rare: a Fortran exponent, or a value beyond the range of double, which strtod turns into infinity or zero.
  std::string text(field);
  bool out_of_range = error == std::errc::result_out_of_range;
  for (char& ch : text)
    if (ch == 'D' || ch == 'd') {
      ch = 'e';
      out_of_range = true;
    }
  if (!out_of_range) return {};
  for (const char ch : text)
    if (!(ch >= '0' && ch <= '9') && ch != '.' && ch != '-' && ch != '+' && ch != 'e' && ch != 'E') return {};
  char* end = nullptr;
  value = std::strtod(text.c_str(), &end);
  return end == text.c_str() + text.size() && end != text.c_str() ? std::optional(value) : std::nullopt;
}

bool same_word(std::string_view a, std::string_view upper_case) {
  if (a.size() != upper_case.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const char ch = a[i] >= 'a' && a[i] <= 'z' ? static_cast<char>(a[i] - 'a' + 'A') : a[i];
    if (ch != upper_case[i]) return false;
  }
  return true;
}

}  // namespace liandong::optimise
