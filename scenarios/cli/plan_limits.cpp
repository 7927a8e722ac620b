#include "scenarios/cli/plan_limits.hpp"

namespace liandong::cli {

std::optional<Text> trouble_with_limits(double gap, double time, int threads) {
  if (!(gap >= 0 && gap < 1))
    return Text{"--gap is a share of the objective, from 0 to below 1, such as 0.005",
                "--gap 是占目标值的比例，取 0 至 1（不含），例如 0.005"};
  if (!(time >= 0)) return Text{"--time is a number of seconds, 0 = no limit", "--time 为秒数，0 表示不限"};
  if (threads < 1 || threads > 1024) return Text{"--threads is from 1 to 1024", "--threads 取 1 至 1024"};
  return {};
}

std::optional<MoneyUnit> parse_unit(const std::string& word) {
  if (word == "wan" || word == "万元") return MoneyUnit::wan;
  if (word == "yi" || word == "亿元") return MoneyUnit::yi;
  return {};
}

Text not_a_unit(const std::string& word) {
  return {"--unit is wan (万元) or yi (亿元), not " + word, "--unit 为 wan（万元）或 yi（亿元），不能是 " + word};
}

}  // namespace liandong::cli
