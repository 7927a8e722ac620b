#pragma once

#include <array>
#include <random>
#include <string>
#include <vector>

namespace liandong::test {

/// `files` scenario files' worth of differences of the small campaign ([[...]] sections alone, so that they may be put one after another),
/// each of one to three.
inline std::vector<std::string> random_differences(unsigned seed, std::size_t files) {
  std::mt19937 draw(seed);
  const auto pick = [&](const auto& list) { return std::string(list[draw() % list.size()]); };
  const auto number = [&](int low, int high) {
    return std::to_string(low + static_cast<int>(draw() % static_cast<unsigned long>(high - low + 1)));
  };
  static const std::array<const char*, 6> money = {"level = \"province\"",     "unit = \"city\"",
                                                   "channel = \"fiscal\"",     "source = \"bt-roads\"",
                                                   "certainty = \"approved\"", "from = \"2013Q1\"\nto = \"2013Q4\""};
  static const std::array<const char*, 5> work = {"project = \"plant\"", "sector = \"sewage\"", "unit = \"ridge\"", "programme = \"HC\"",
                                                  "kind = \"software\""};
  const auto difference = [&]() -> std::string {
    switch (draw() % 5) {
      case 0: return "[[inflows]]\n" + pick(money) + "\nscale = 0." + number(1, 9) + "\nshift = " + number(-2, 3) + "\n";
      case 1: return "[[inflows]]\n" + pick(money) + "\nset_wan = " + number(0, 3000) + ".5\n";
      case 2:
        return "[[projects]]\n" + pick(work) + "\ncost_scale = 1." + number(0, 9) + "\nlonger = " + number(-1, 2) +
               "\ndelay = " + number(-1, 2) + "\n";
      case 3: return "[[stages]]\nshift = " + number(-1, 2) + "\nlate_price_wan = " + number(1, 900) + "\n";
      default: return "[[contracts]]\nkind = \"bt\"\nadd_rate = 0.00" + number(0, 9) + "\nfirst_after = " + number(0, 4) + "\n";
    }
  };
  std::vector<std::string> all(files);
  for (std::string& file : all)
    for (auto i = draw() % 3 + 1; i > 0; --i) file += difference();
  return all;
}

}  // namespace liandong::test
