// Runs one transcript (tests/cli/README.md): transcript_runner FILE FOLDER_OF_PROGRAM SOURCE_FOLDER

#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

namespace {

struct Step {
  int line = 0;
  std::string command;
  std::vector<std::string> expected;
  int status = 0;
};

std::vector<Step> read_steps(const std::string& file) {
  std::ifstream in(file);
  std::vector<Step> steps;
  std::string text;
  bool open = false;
  for (int number = 1; std::getline(in, text); ++number) {
    if (text.rfind("$ ", 0) == 0) {
      steps.push_back({number, text.substr(2), {}, 0});
      open = true;
    } else if (open && text.rfind("= ", 0) == 0) {
      steps.back().status = std::stoi(text.substr(2));
      open = false;
    } else if (open) {
      steps.back().expected.push_back(text);
    }
  }
  if (open || steps.empty()) {
    std::cerr << file << ": a step without its exit status, or no step at all\n";
    std::exit(2);
  }
  return steps;
}

bool matches_line(std::string_view pattern, std::string_view line) {
  const std::size_t wild = pattern.find("<*>");
  if (wild == std::string_view::npos) return pattern == line;
  if (line.substr(0, wild) != pattern.substr(0, wild)) return false;
  const std::string_view rest = pattern.substr(wild + 3);
  for (std::size_t at = wild; at <= line.size(); ++at)
    if (matches_line(rest, line.substr(at))) return true;
  return false;
}

// reach[j]: can the patterns so far match the first j lines? `furthest` gets the most lines that any beginning of the patterns matched.
bool matches(const std::vector<std::string>& patterns, const std::vector<std::string>& lines, std::size_t& furthest) {
  std::vector<bool> reach(lines.size() + 1);
  reach[0] = true;
  for (const std::string& pattern : patterns) {
    std::vector<bool> next(lines.size() + 1);
    for (std::size_t j = 0; j <= lines.size(); ++j) {
      if (!reach[j]) continue;
      if (pattern == "...")
        for (std::size_t k = j; k <= lines.size(); ++k) next[k] = true;
      else if (j < lines.size() && matches_line(pattern, lines[j]))
        next[j + 1] = true;
    }
    for (std::size_t j = 0; j <= lines.size(); ++j)
      if (next[j] && pattern != "...") furthest = j > furthest ? j : furthest;
    reach = next;
  }
  return reach[lines.size()];
}

std::vector<std::string> run(const std::string& command, int& status) {
  const std::string joined = "{ " + command + "\n} 2>&1";
  std::FILE* pipe = ::popen(joined.c_str(), "r");
  if (pipe == nullptr) {
    std::perror("popen");
    std::exit(2);
  }
  std::string output;
  char buffer[4096];
  for (std::size_t n = 0; (n = std::fread(buffer, 1, sizeof buffer, pipe)) > 0;) output.append(buffer, n);
  const int raw = ::pclose(pipe);
  status = WIFEXITED(raw) ? WEXITSTATUS(raw) : 128 + WTERMSIG(raw);
  std::vector<std::string> lines;
  std::string line;
  for (const char c : output) {
    if (c == '\n') {
      lines.push_back(line);
      line.clear();
    } else {
      line += c;
    }
  }
  if (!line.empty()) lines.push_back(line);
  return lines;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  const std::string file = argv[1], source = argv[3];
  const std::vector<Step> steps = read_steps(file);
  std::string scratch = std::filesystem::temp_directory_path() / "liandong-cli-XXXXXX";
  if (::mkdtemp(scratch.data()) == nullptr || ::chdir(scratch.c_str()) != 0) {
    std::perror("scratch folder");
    return 2;
  }
  const char* path = std::getenv("PATH");
  ::setenv("PATH", (std::string(argv[2]) + ":" + (path != nullptr ? path : "")).c_str(), 1);
  ::setenv("SOURCE", source.c_str(), 1);
  ::setenv("SMALL", (source + "/tests/support/campaigns/small").c_str(), 1);
  ::setenv("STEPS", (source + "/tests/support/campaigns/steps").c_str(), 1);
  ::setenv("LC_ALL", "C.UTF-8", 1);
  ::unsetenv("LC_MESSAGES");
  ::unsetenv("LANG");
  ::unsetenv("NO_COLOR");

  int failures = 0;
  for (const Step& step : steps) {
    int status = 0;
    std::size_t furthest = 0;
    const std::vector<std::string> lines = run(step.command, status);
    const bool same = matches(step.expected, lines, furthest);
    if (same && status == step.status) continue;
    ++failures;
    std::cerr << file << ":" << step.line << ": $ " << step.command << "\n";
    if (status != step.status) std::cerr << "  exit status " << status << ", expected " << step.status << "\n";
    if (!same) {
      std::cerr << "  expected:\n";
      for (const std::string& line : step.expected) std::cerr << "    " << line << "\n";
      std::cerr << "  came:\n";
      for (std::size_t i = 0; i < lines.size(); ++i) std::cerr << (i == furthest ? "  > " : "    ") << lines[i] << "\n";
    }
  }
  ::chdir("/");
  std::error_code ignored;
  std::filesystem::remove_all(scratch, ignored);
  std::cout << steps.size() - static_cast<std::size_t>(failures) << " of " << steps.size() << " steps as written\n";
  return failures == 0 ? 0 : 1;
}
