#pragma once

#include <string>
#include <string_view>

namespace liandong {

enum class Language { english, chinese };

/// A name or sentence in both languages; the screen picks one.
struct Text {
  std::string en;
  std::string zh;

  [[nodiscard]] const std::string& in(Language language) const {
    const std::string& wanted = language == Language::chinese ? zh : en;
    return wanted.empty() ? (language == Language::chinese ? en : zh) : wanted;
  }
  friend bool operator==(const Text&, const Text&) = default;
};

}  // namespace liandong
