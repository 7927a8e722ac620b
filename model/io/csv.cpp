#include "model/io/csv.hpp"

#include <algorithm>
#include <array>

namespace liandong {

bool CsvRecord::blank() const {
  return std::all_of(fields.begin(), fields.end(), [](const std::string& field) {
    return std::all_of(field.begin(), field.end(), [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; });
  });
}

void CsvReader::end_line() {
  if (place_ >= text_.size()) return;
  const bool carriage_return = text_[place_] == '\r';
  ++place_;
  if (carriage_return && place_ < text_.size() && text_[place_] == '\n') ++place_;
  ++line_;
}

void CsvReader::skip_line() {
  while (place_ < text_.size() && text_[place_] != '\n' && text_[place_] != '\r') ++place_;
  end_line();
}

bool CsvReader::next(CsvRecord& record) {
  while (place_ < text_.size() && (text_[place_] == '\n' || text_[place_] == '\r')) end_line();
  record.fields.clear();
  record.field_count = 0;
  record.problem.reset();
  record.line = line_;
  if (place_ >= text_.size()) return false;

  const auto wrong = [&](std::string_view code, Text sentence, Text mend) {
    record.problem = CsvProblem{.code = std::string(code), .line = line_, .field = record.field_count, .sentence = std::move(sentence), .mend = std::move(mend)};
  };
  const auto stray = [&] {
    wrong("csv-stray-quote", {"A quotation mark stands inside a field", "字段中间出现引号"},
          {"Put the whole field in quotation marks and double those inside it", "请用引号括住整个字段，并将其中的引号写两次"});
    skip_line();
  };
  const auto nul = [&] {
    wrong("csv-nul", {"The file holds a zero byte, so it is not text", "文件含有零字节，不是文本文件"},
          {"Save it again as \"CSV UTF-8\"", "请另存为“CSV UTF-8”格式"});
    skip_line();
  };

  std::string field;
  for (;;) {  // One field in each turn.
    field.clear();
    const bool quoted = place_ < text_.size() && text_[place_] == '"';
    if (quoted) {
      const int opened = line_;
      ++place_;
      for (;;) {
        if (place_ >= text_.size()) {
          wrong("csv-unterminated-quote", {"A quotation mark is never closed", "引号没有结束"},
                {"Close it; everything after it was read as one field", "请补上结束的引号；其后内容都被当作一个字段"});
          record.problem->line = opened;
          return true;
        }
        const char c = text_[place_];
        if (c == '\0') return nul(), true;
        if (c == '"') {
          if (place_ + 1 < text_.size() && text_[place_ + 1] == '"') {
            field.push_back('"');
            place_ += 2;
            continue;
          }
          ++place_;
          break;
        }
        if (c == '\n' || c == '\r') {
          const std::size_t from = place_;
          end_line();
          field.append(text_.substr(from, place_ - from));
          continue;
        }
        field.push_back(c);
        ++place_;
      }
    }
    const std::size_t from = place_;
    while (place_ < text_.size() && text_[place_] != separator_ && text_[place_] != '\n' && text_[place_] != '\r') {
      if (text_[place_] == '\0') return nul(), true;
      if (text_[place_] == '"' || quoted) return stray(), true;
      ++place_;
    }
    if (!quoted) field.assign(text_.substr(from, place_ - from));
    if (record.fields.size() < max_fields_) record.fields.push_back(field);
    ++record.field_count;
    if (place_ < text_.size() && text_[place_] == separator_) {
      ++place_;
      continue;
    }
    end_line();
    return true;
  }
}

char detect_separator(std::string_view text) {
  constexpr std::array<char, 3> candidates = {',', '\t', ';'};
  std::array<int, 3> count{};
  bool quoted = false, begun = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (!quoted && (c == '\n' || c == '\r')) {
      if (begun) break;
      continue;
    }
    begun = true;
    if (!quoted)
      for (std::size_t i = 0; i < candidates.size(); ++i) count[i] += c == candidates[i];
  }
  return candidates[static_cast<std::size_t>(std::max_element(count.begin(), count.end()) - count.begin())];
}

std::string csv_field(std::string_view value) {
  const bool plain = value.find_first_of(",;\t\"\r\n") == std::string_view::npos && (value.empty() || (value.front() != ' ' && value.back() != ' '));
  if (plain) return std::string(value);
  std::string quoted = "\"";
  for (const char c : value) {
    if (c == '"') quoted.push_back('"');
    quoted.push_back(c);
  }
  quoted.push_back('"');
  return quoted;
}

}  // namespace liandong
