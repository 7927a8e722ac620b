#include "model/optimise/mps_issues.hpp"

#include <fmt/format.h>

namespace liandong::optimise {

namespace {
constexpr int kept = 100;
}

void MpsIssues::add(Severity severity, int& count, std::string code, int row, int column, std::string field, Text sentence, Text mend) {
  if (++count > kept) return;
  issues_.push_back({.severity = severity,
                     .code = std::move(code),
                     .file = file_,
                     .row = row,
                     .column = column,
                     .field = std::move(field),
                     .sentence = std::move(sentence),
                     .mend = std::move(mend)});
}

void MpsIssues::error(std::string code, int row, int column, std::string field, Text sentence, Text mend) {
  add(Severity::error, errors_, std::move(code), row, column, std::move(field), std::move(sentence), std::move(mend));
}

void MpsIssues::warning(std::string code, int row, int column, std::string field, Text sentence, Text mend) {
  add(Severity::warning, warnings_, std::move(code), row, column, std::move(field), std::move(sentence), std::move(mend));
}

Issues MpsIssues::take() {
  for (const auto& [severity, count] : {std::pair{Severity::error, errors_}, std::pair{Severity::warning, warnings_}})
    if (count > kept) {
      const bool wrong = severity == Severity::error;
      issues_.push_back({.severity = severity,
                         .code = "further-issues",
                         .file = file_,
                         .field = {},
                         .sentence = {fmt::format("{} further {} of this file are not listed.", count - kept, wrong ? "mistakes" : "warnings"),
                                      fmt::format("该文件另有 {} 条{}未列出。", count - kept, wrong ? "错误" : "提醒")},
                         .mend = {"Mend those listed and read the file again.", "请先更正已列出的问题，再重新读取。"}});
    }
  errors_ = warnings_ = 0;
  return std::exchange(issues_, {});
}

std::string shown(std::string_view name) {
  constexpr std::size_t longest = 40;
  std::string text;
  for (std::size_t i = 0; i < name.size() && text.size() < longest;) {
    const auto lead = static_cast<unsigned char>(name[i]);
    const std::size_t length = lead < 0x80 ? 1 : lead >= 0xc2 && lead < 0xe0 ? 2 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
    bool whole = length > 0 && i + length <= name.size() && lead >= 0x20 && lead != 0x7f;
    for (std::size_t k = 1; whole && k < length; ++k) whole = (static_cast<unsigned char>(name[i + k]) & 0xc0) == 0x80;
    if (whole && length > 1) {  // Overlong forms, surrogates and code points past the last one.
      const auto second = static_cast<unsigned char>(name[i + 1]);
      whole = !(lead == 0xe0 && second < 0xa0) && !(lead == 0xed && second > 0x9f) && !(lead == 0xf0 && second < 0x90) && !(lead == 0xf4 && second > 0x8f);
    }
    if (whole)
      text.append(name.substr(i, length));
    else
      text += '?';
    i += whole ? length : 1;
  }
  if (text.size() >= longest) text += "...";
  return text;
}

}  // namespace liandong::optimise
