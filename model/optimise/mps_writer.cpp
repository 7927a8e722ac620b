#include <charconv>
#include <cmath>
#include <ostream>

#include "model/optimise/mps.hpp"
#include "model/optimise/name_table.hpp"

namespace liandong::optimise {

namespace {

constexpr std::size_t longest_name = 50;  // CoinUtils reads cards of 160 characters.

bool plain(std::string_view name) {
  if (name.empty() || name.size() > longest_name || name.front() == '*' || name.front() == '$' || name.front() == '\'' || name.front() == '"') return false;
  for (const char ch : name)
    if (static_cast<unsigned char>(ch) <= ' ' || ch == 0x7f) return false;
  return true;
}

/// The given names where all readers take them, else a letter and a number; each name once.
std::vector<std::string> safe_names(const std::vector<std::string>& given, std::size_t count, char letter, std::string_view first) {
  std::vector<std::string> names(count);
  NameTable taken;
  taken.insert(first);
  for (std::size_t i = 0; i < count && i < given.size(); ++i)
    if (plain(given[i]) && taken.insert(given[i]).second) names[i] = given[i];
  std::vector<std::string> made;
  made.reserve(count);  // The table keeps views.
  for (std::size_t i = 0; i < count; ++i) {
    if (!names[i].empty()) continue;
    std::string name = letter + std::to_string(i + 1);
    while (taken.find(name) >= 0) name += '_';
    made.push_back(name);
    taken.insert(made.back());
    names[i] = std::move(name);
  }
  return names;
}

class Writer {
 public:
  explicit Writer(std::ostream& out) : out_(out) {}
  ~Writer() { flush(); }
  Writer& operator<<(std::string_view text) {
    buffer_ += text;
    if (buffer_.size() > (1u << 16)) flush();
    return *this;
  }
  Writer& operator<<(char ch) { return *this << std::string_view(&ch, 1); }
  Writer& operator<<(double value) {
    char digits[32];
    const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    return *this << std::string_view(digits, static_cast<std::size_t>(end - digits));
  }

 private:
  void flush() {
    out_.write(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
    buffer_.clear();
  }
  std::ostream& out_;
  std::string buffer_;
};

/// How docs/maths/mps.md (1) writes a row's sides: type, right-hand side and range.
struct RowForm {
  char type = 'E';
  double rhs = 0, range = 0;  ///< range 0 = none.
};

RowForm row_form(double low, double high) {
  if (low == high) return {.type = 'E', .rhs = low};
  if (low == -infinity && high == infinity) return {.type = 'N'};
  if (low == -infinity) return {.type = 'L', .rhs = high};
  if (high == infinity) return {.type = 'G', .rhs = low};
  // Readers compute the other side from the range, so search for a range whose sum is exact.
  for (const bool greater : {true, false}) {
    const double from = greater ? low : high, to = greater ? high : low;
    double range = std::abs(to - from);
    for (const double candidate : {range, std::nextafter(range, 0.0), std::nextafter(range, infinity)})
      if ((greater ? from + candidate : from - candidate) == to && candidate > 0) return {.type = greater ? 'G' : 'L', .rhs = from, .range = candidate};
  }
  return {.type = 'G', .rhs = low, .range = high - low};
}

}  // namespace

void write_mps(std::ostream& stream, const LinearProgram& problem) {
  Writer out(stream);
  const auto m = static_cast<std::size_t>(problem.rows()), n = static_cast<std::size_t>(problem.columns());
  const std::string objective = plain(problem.objective_name) ? problem.objective_name : "COST";
  const std::vector<std::string> rows = safe_names(problem.row_names, m, 'R', objective);
  const std::vector<std::string> columns = safe_names(problem.column_names, n, 'C', "CONSTANT");
  const auto is_integer = [&](std::size_t j) { return !problem.integer.empty() && problem.integer[j]; };

  std::vector<RowForm> forms(m);
  for (std::size_t i = 0; i < m; ++i) forms[i] = row_form(problem.row_lower[static_cast<Eigen::Index>(i)], problem.row_upper[static_cast<Eigen::Index>(i)]);
  // A row free on both sides must stay a row, not become an objective: a G row with a side of minus infinity.
  for (RowForm& form : forms)
    if (form.type == 'N') form = {.type = 'G', .rhs = -1e30};

  if (problem.maximise) out << "* A maximisation, written as the minimisation of its negative.\n";
  out << "NAME " << (plain(problem.name) ? problem.name : "LP") << " FREE\nROWS\n N " << objective << '\n';
  for (std::size_t i = 0; i < m; ++i) out << ' ' << std::string_view(&forms[i].type, 1) << ' ' << rows[i] << '\n';

  out << "COLUMNS\n";
  bool in_integers = false;
  int markers = 0;
  const auto mark = [&](bool integers) {
    if (in_integers == integers) return;
    in_integers = integers;
    out << " MARKER" << std::to_string(++markers) << " 'MARKER' " << (integers ? "'INTORG'" : "'INTEND'") << '\n';
  };
  for (std::size_t j = 0; j < n; ++j) {
    mark(is_integer(j));
    const auto column = static_cast<Eigen::Index>(j);
    // A column without entries still has to be named; a zero cost does that.
    if (problem.c[column] != 0 || problem.a.col(column).nonZeros() == 0) out << ' ' << columns[j] << ' ' << objective << ' ' << problem.c[column] << '\n';
    for (Eigen::SparseMatrix<double>::InnerIterator it(problem.a, column); it; ++it)
      out << ' ' << columns[j] << ' ' << rows[static_cast<std::size_t>(it.row())] << ' ' << it.value() << '\n';
  }
  mark(false);
  if (problem.offset != 0) out << " CONSTANT " << objective << ' ' << problem.offset << '\n';

  out << "RHS\n";
  for (std::size_t i = 0; i < m; ++i)
    if (forms[i].rhs != 0) out << " RHS " << rows[i] << ' ' << forms[i].rhs << '\n';
  out << "RANGES\n";
  for (std::size_t i = 0; i < m; ++i)
    if (forms[i].range != 0) out << " RNG " << rows[i] << ' ' << forms[i].range << '\n';
  out << "BOUNDS\n";
  for (std::size_t j = 0; j < n; ++j) {
    const double low = problem.lower[static_cast<Eigen::Index>(j)], high = problem.upper[static_cast<Eigen::Index>(j)];
    const auto bound = [&](std::string_view type, const double* value) {
      out << ' ' << type << " BND " << columns[j];
      if (value) out << ' ' << *value;
      out << '\n';
    };
    if (low == high) {
      bound("FX", &low);
    } else if (low == -infinity && high == infinity) {
      bound("FR", nullptr);
    } else {
      if (low == -infinity)
        bound("MI", nullptr);
      else if (low != 0 || is_integer(j) || high < 0)
        bound("LO", &low);
      if (high != infinity)
        bound("UP", &high);
      else if (is_integer(j))
        bound("PL", nullptr);
    }
  }
  if (problem.offset != 0) out << " FX BND CONSTANT 1\n";
  out << "ENDATA\n";
}

}  // namespace liandong::optimise
