// Every page that a page links to, and every page that the code cites, is
// there.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>

namespace liandong::layering {
namespace {

namespace fs = std::filesystem;

const fs::path root = LIANDONG_SOURCE_DIR;

std::string content(const fs::path &file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::set<std::string> found(const std::string &text, const char *pattern) {
  std::set<std::string> names;
  const std::regex expression(pattern);
  for (std::sregex_iterator match(text.begin(), text.end(), expression), end;
       match != end; ++match)
    names.insert((*match)[1]);
  return names;
}

/// Files below `folder` whose names end so; what is built or hidden is not
/// looked at.
std::set<fs::path> files(const char *folder,
                         const std::set<std::string> &extensions) {
  std::set<fs::path> all;
  if (!fs::exists(root / folder))
    return all;
  for (const fs::directory_entry &entry :
       fs::recursive_directory_iterator(root / folder))
    if (entry.is_regular_file() &&
        extensions.contains(entry.path().extension().string()))
      all.insert(entry.path());
  return all;
}

TEST(Documentation, LinksLeadToAFile) {
  std::set<fs::path> pages = files("docs", {".md"});
  for (const char *page :
       {"README.md", "README.zh.md", "CONTRIBUTING.md", "CHANGELOG.md",
        "gui/README.md", "data/schema/README.md"})
    pages.insert(root / page);
  std::size_t links = 0;
  for (const fs::path &page : pages)
    for (std::string link : found(content(page), R"(\]\(([^)\s]+)\))")) {
      if (link.find("://") != link.npos)
        continue;
      link = link.substr(0, link.find('#'));
      ++links;
      EXPECT_TRUE(link.empty() || fs::exists(page.parent_path() / link))
          << page << " links to " << link;
    }
  EXPECT_GT(links, 20U);
}

TEST(Documentation, PagesThatTheCodeCitesAreThere) {
  std::size_t cited = 0;
  for (const char *folder : {"model", "scenarios", "gui", "tests", "cmake"})
    for (const fs::path &file : files(folder, {".hpp", ".cpp", ".cmake"}))
      for (const std::string &page :
           found(content(file), R"((docs/[a-z/-]+\.md))")) {
        ++cited;
        EXPECT_TRUE(fs::exists(root / page)) << file << " cites " << page;
      }
  EXPECT_GT(cited, 5U);
}

} // namespace
} // namespace liandong::layering
