#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace liandong::optimise {

/// One line of an MPS file that is neither blank nor a comment, cut into fields.
struct MpsLine {
  static constexpr int capacity = 8;

  std::string_view text;
  int number = 0;       ///< From 1.
  bool header = false;  ///< Starts in the first column.
  int count = 0;        ///< Fields found; one more than `capacity` where there are more.
  std::array<std::string_view, capacity> field{};

  /// Column of a field in the text, from 1.
  [[nodiscard]] int column(int i) const { return static_cast<int>(field[static_cast<std::size_t>(i)].data() - text.data()) + 1; }
  [[nodiscard]] std::string_view operator[](int i) const { return field[static_cast<std::size_t>(i)]; }
};

/// Walks over the lines of an MPS text. LF, CRLF and CR end a line; lines beginning with * are comments.
class MpsLines {
 public:
  explicit MpsLines(std::string_view text, bool fixed = false) : rest_(text), fixed_(fixed) {}
  /// False at the end of the text.
  bool next(MpsLine& line);

 private:
  std::string_view rest_;
  bool fixed_;
  int number_ = 0;
};

/// Does every data line keep to the columns of fixed MPS (2-3, 5-12, 15-22, 25-36, 40-47, 50-61), numbers where numbers belong?
[[nodiscard]] bool fits_fixed_columns(std::string_view text);

/// A whole field as a number: optional sign, Fortran's D exponent, `inf` and `infinity`; nothing where it is not one.
[[nodiscard]] std::optional<double> parse_mps_number(std::string_view field);

/// ASCII letters compared without case.
[[nodiscard]] bool same_word(std::string_view a, std::string_view upper_case);

}  // namespace liandong::optimise
