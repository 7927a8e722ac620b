#include "tests/layering/layering.hpp"

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <string_view>

namespace liandong::layering {
namespace {

namespace fs = std::filesystem;

// Who may include whom, beside itself. A name that ends in .hpp allows that one header only.
const std::map<std::string, std::set<std::string>> arrows = {
    {"model/core", {}},
    {"model/campaign", {"model/core"}},
    {"model/funding", {"model/core"}},
    {"model/optimise", {"model/core"}},
    {"model/planning", {"model/core", "model/campaign", "model/funding", "model/optimise"}},
    {"model/io", {"model/core", "model/campaign", "model/funding", "model/planning"}},
    {"model/verify", {"model/core", "model/campaign", "model/funding", "model/io", "model/planning/settings.hpp"}},
    {"model/ledger", {"model/core", "model/funding"}},
    {"scenarios", {"model"}},
    {"scenarios/cli", {"model", "scenarios"}},
    {"scenarios/mpi", {"model", "scenarios", "scenarios/cli"}},
    {"gui", {"model", "scenarios"}},
};

// Libraries that stay inside .cpp files, and the rooms whose headers may show them all the same.
struct Library {
  std::string_view prefix;
  std::set<std::string> headers_of;
  std::set<std::string> only_in = {};  ///< Rooms whose .cpp files may use it; empty = all.
};
const std::vector<Library> libraries = {
    {.prefix = "Eigen/", .headers_of = {"model/optimise"}},
    {.prefix = "unsupported/Eigen/", .headers_of = {}},
    {.prefix = "boost/", .headers_of = {}},
    {.prefix = "boost/mpi", .headers_of = {}, .only_in = {"scenarios/mpi"}},
    {.prefix = "unicode/", .headers_of = {}},
    {.prefix = "toml++/", .headers_of = {}, .only_in = {"model/io"}},
    {.prefix = "nlohmann/", .headers_of = {}},
    {.prefix = "fmt/", .headers_of = {}},
    {.prefix = "CLI/", .headers_of = {}, .only_in = {"scenarios/cli"}},
    {.prefix = "zlib", .headers_of = {}},
    {.prefix = "soci/", .headers_of = {}, .only_in = {"model/ledger"}},
    {.prefix = "sqlite3", .headers_of = {}, .only_in = {"model/ledger"}},
    {.prefix = "Q", .headers_of = {"gui"}, .only_in = {"gui"}},
};

/// model/x, scenarios/cli, scenarios/mpi, scenarios or gui; empty for anything else.
std::string room_of(std::string_view path) {
  const auto first = path.find('/');
  const std::string top(path.substr(0, first));
  if (first == path.npos) return {};
  const auto second = path.find('/', first + 1);
  const std::string room(path.substr(0, second));
  if (top == "model") return second == path.npos ? std::string{} : room;
  if (top == "scenarios") return room == "scenarios/cli" || room == "scenarios/mpi" ? room : top;
  return top == "gui" ? top : std::string{};
}

bool may_include(const std::string& from, const std::string& header) {
  const std::string to = room_of(header);
  if (to == from) return true;
  const auto allowed = arrows.find(from);
  if (allowed == arrows.end()) return false;
  const std::set<std::string>& names = allowed->second;
  return names.contains(to) || names.contains(header) || (to.starts_with("model/") && names.contains("model"));
}

struct Include {
  std::string name;
  bool quoted = false;
};

/// The include of a line such as `  #  include "x.hpp"  // why`; an empty name if there is none.
Include parse_include(std::string_view line) {
  const auto skip = [&](std::string_view what) {
    const auto at = line.find_first_not_of(" \t");
    if (at == line.npos || !line.substr(at).starts_with(what)) return false;
    line.remove_prefix(at + what.size());
    return true;
  };
  if (!skip("#") || !skip("include")) return {};
  const bool quoted = skip("\"");
  if (!quoted && !skip("<")) return {};
  return {.name = std::string(line.substr(0, line.find(quoted ? '"' : '>'))), .quoted = quoted};
}

void check_include(const fs::path& root, const std::string& file, int line, const Include& include, std::vector<Breach>& breaches) {
  const std::string room = room_of(file);
  const auto add = [&](std::string rule) { breaches.push_back({file, line, std::move(rule), include.name}); };
  if (include.quoted || !room_of(include.name).empty()) {
    if (room_of(include.name).empty() || !fs::exists(root / include.name))
      add("root");
    else if (!may_include(room, include.name))
      add("arrow");
    return;
  }
  for (const Library& library : libraries) {
    if (!include.name.starts_with(library.prefix)) continue;
    const bool header = file.ends_with(".hpp");
    if (header && !library.headers_of.contains(room)) add("heavy");
    if (!header && !library.only_in.empty() && !library.only_in.contains(room)) add("heavy");
  }
}

void check_file(const fs::path& root, const std::string& file, std::vector<Breach>& breaches) {
  std::ifstream in(root / file);
  bool guarded = !file.ends_with(".hpp");
  int number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    guarded = guarded || line.starts_with("#pragma once");
    const Include include = parse_include(line);
    if (!include.name.empty()) check_include(root, file, number, include, breaches);
  }
  if (!guarded) breaches.push_back({file, 1, "guard", "no #pragma once"});
}

}  // namespace

std::vector<Breach> find_breaches(const fs::path& root) {
  std::vector<Breach> breaches;
  for (const char* top : {"model", "scenarios", "gui"}) {
    if (!fs::exists(root / top)) continue;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root / top)) {
      const fs::path extension = entry.path().extension();
      if (extension == ".hpp" || extension == ".cpp") check_file(root, fs::relative(entry.path(), root).generic_string(), breaches);
    }
  }
  std::sort(breaches.begin(), breaches.end());
  return breaches;
}

}  // namespace liandong::layering
