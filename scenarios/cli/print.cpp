#include "scenarios/cli/print.hpp"

#include <algorithm>
#include <iostream>
#include <nlohmann/json.hpp>
#include <vector>

#include "scenarios/cli/terminal.hpp"

namespace liandong::cli {

void print_table(std::ostream& out, const Table& table) {
  std::vector<std::size_t> width(table.head.size());
  for (std::size_t c = 0; c < width.size(); ++c) {
    width[c] = display_width(table.head[c]);
    for (const auto& row : table.rows) width[c] = std::max(width[c], display_width(row[c]));
  }
  std::size_t total = 2 * width.size();
  for (const std::size_t w : width) total += w;
  if (const auto c = static_cast<std::size_t>(table.shrinks); total > screen_width && c < width.size())
    width[c] = std::max<std::size_t>(std::min<std::size_t>(width[c], 8), width[c] - std::min(width[c], total - screen_width));
  if (!table.title.empty()) out << paint(table.title, Colour::bold) << "\n";
  const auto line = [&](const std::vector<std::string>& cells, Colour colour) {
    std::string text = "  ";
    for (std::size_t c = 0; c < cells.size(); ++c) {
      const std::string cell = fit(cells[c], width[c]);
      text += table.figures[c] ? pad_left(cell, width[c]) : pad_right(cell, width[c]);
      if (c + 1 < cells.size()) text += "  ";
    }
    text.erase(text.find_last_not_of(' ') + 1);
    out << paint(text, colour) << "\n";
  };
  if (std::any_of(table.head.begin(), table.head.end(), [](const std::string& cell) { return !cell.empty(); })) line(table.head, Colour::dim);
  for (const auto& row : table.rows) line(row, Colour::none);
}

void print_issues(std::ostream& out, const Session& session, const Issues& issues, const std::string& folder, std::size_t most) {
  std::size_t shown = 0;
  for (const Issue& issue : issues) {
    if (most > 0 && shown == most) break;
    ++shown;
    // Issues about the folder itself carry its path; those about its files the file's name.
    std::string place = folder.empty() || issue.file == folder || issue.file.rfind(folder + "/", 0) == 0 ? issue.file : issue.file.empty() ? folder : folder + (folder.back() == '/' ? "" : "/") + issue.file;
    if (issue.row > 0) place += ":" + std::to_string(issue.row) + ":" + std::to_string(std::max(issue.column, 1));
    const bool error = issue.severity == Severity::error;
    out << place << ": " << paint(error ? "error" : "warning", error ? Colour::red : Colour::yellow) << ": " << session.say(issue.sentence);
    if (!session.say(issue.mend).empty()) out << session.say({" (", "（"}) << session.say(issue.mend) << session.say({")", "）"});
    out << "\n";
  }
  if (shown < issues.size()) {
    const std::string rest = std::to_string(issues.size() - shown);
    out << session.say({"... and " + rest + " more", "……另有" + rest + "条"}) << "\n";
  }
}

void print_issues_json(std::ostream& out, const Session& session, const Issues& issues) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  std::size_t errors = 0;
  for (const Issue& issue : issues) {
    const bool error = issue.severity == Severity::error;
    errors += error ? 1 : 0;
    list.push_back({{"severity", error ? "error" : "warning"},
                    {"code", issue.code},
                    {"file", issue.file},
                    {"row", issue.row},
                    {"column", issue.column},
                    {"field", issue.field},
                    {"sentence", session.say(issue.sentence)},
                    {"mend", session.say(issue.mend)}});
  }
  const nlohmann::ordered_json document = {{"errors", errors}, {"warnings", issues.size() - errors}, {"issues", list}};
  out << document.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) << "\n";
}

ExitStatus refuse(const Session& session, const Issues& issues, const std::string& folder, std::size_t most) {
  if (session.json)
    print_issues_json(std::cout, session, issues);
  else
    print_issues(std::cerr, session, issues, folder, most);
  return exit_bad_input;
}

}  // namespace liandong::cli
