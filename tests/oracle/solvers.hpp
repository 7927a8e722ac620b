#pragma once

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

namespace liandong::oracle {

/// Other people's solvers, where they are installed: they know nothing of this project but an MPS file.
[[nodiscard]] inline bool installed(const std::string& program) {
  return std::system(("command -v " + program + " >/dev/null 2>&1").c_str()) == 0;
}

[[nodiscard]] inline std::string output_of(const std::string& command) {
  std::string text;
  FILE* pipe = popen((command + " 2>&1").c_str(), "r");
  if (!pipe) return text;
  for (int c; (c = std::fgetc(pipe)) != EOF;) text += static_cast<char>(c);
  pclose(pipe);
  return text;
}

[[nodiscard]] inline std::optional<double> number_after(const std::string& text, const std::string& words) {
  const auto at = text.rfind(words);
  if (at == std::string::npos) return std::nullopt;
  std::istringstream rest(text.substr(at + words.size()));
  double value = 0;
  return rest >> value ? std::optional(value) : std::nullopt;
}

/// Optimum of the relaxation by Clp's dual simplex. Its tolerances of 1e-7 are too coarse for a comparison at 1e-7.
[[nodiscard]] inline std::optional<double> relaxation_by_clp(const std::filesystem::path& mps) {
  return number_after(output_of("clp " + mps.string() + " -primalT 1e-9 -dualT 1e-9 -dualsimplex"), "Optimal objective");
}

/// What Cbc found out about the integer programme.
struct Integer {
  std::optional<double> optimum;  ///< Empty if it did not finish.
  std::optional<double> bound;    ///< Then no plan costs less than this.
};
[[nodiscard]] inline Integer integer_by_cbc(const std::filesystem::path& mps, int seconds) {
  const std::string text =
      output_of("cbc " + mps.string() + " -primalT 1e-9 -ratio 1e-9 -sec " + std::to_string(seconds) + " -solve -quit");
  Integer found;
  if (text.find("Result - Optimal solution found") != std::string::npos)
    found.optimum = found.bound = number_after(text, "Objective value:");
  else found.bound = number_after(text, "Lower bound:");
  return found;
}

/// HiGHS comes with scipy; Debian's python3 knows the one of the package python3-scipy.
[[nodiscard]] inline bool highs_installed() { return std::system("/usr/bin/python3 -c 'import scipy.optimize' >/dev/null 2>&1") == 0; }

/// What tests/oracle/highs_check.py says about a file: "relaxed", "integer" or "bound", and the value.
struct HighsAnswer {
  std::string kind;
  double value = 0;
};
/// One call for many files: starting it takes longer than a small problem. Same order as `files`; an empty kind = not solved.
[[nodiscard]] inline std::vector<HighsAnswer> by_highs(const std::vector<std::filesystem::path>& files, const std::string& options = "") {
  std::string command = "/usr/bin/python3 " LIANDONG_SOURCE_DIR "/tests/oracle/highs_check.py " + options;
  for (const auto& file : files) command += " " + file.string();
  std::istringstream lines(output_of(command));
  std::vector<HighsAnswer> answers(files.size());
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string file;
    HighsAnswer answer;
    if (!(words >> file >> answer.kind >> answer.value)) continue;
    for (std::size_t i = 0; i < files.size(); ++i)
      if (files[i] == file) answers[i] = answer;
  }
  return answers;
}

}  // namespace liandong::oracle
