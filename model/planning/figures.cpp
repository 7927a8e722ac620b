#include "model/planning/figures.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>

namespace liandong {
namespace {

struct Step {
  std::int64_t fen = 1;  ///< Of the last digit shown.
  int decimals = 0;
};

Step step_of(MoneyUnit unit) {
  if (unit == MoneyUnit::yi) return {100 * Money::fen_per_wan, 2};
  if (unit == MoneyUnit::yuan) return {1, 2};
  return {Money::fen_per_wan / 10, 1};
}

std::int64_t floor_steps(Money amount, std::int64_t step) { return Money::muldiv_floor(amount, 1, step).fen(); }
std::int64_t nearest_steps(Money amount, std::int64_t step) { return Money::muldiv(amount, 1, step).fen(); }

std::string write_steps(std::int64_t steps, int decimals) {
  const bool negative = steps < 0;
  std::string digits = std::to_string(negative ? -steps : steps);
  const auto places = static_cast<std::size_t>(decimals);
  if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
  std::string text = digits.substr(digits.size() - places);
  if (decimals > 0) text.insert(0, ".");
  std::string whole = digits.substr(0, digits.size() - places);
  for (std::size_t at = whole.size(); at > 3; at -= 3) whole.insert(at - 3, ",");
  return (negative ? "-" : "") + whole + text;
}

std::vector<std::int64_t> steps_of_parts(std::span<const Money> parts, std::int64_t step) {
  Money sum;
  std::vector<std::int64_t> steps;
  std::vector<std::int64_t> remainder;
  for (const Money part : parts) {
    sum += part;
    steps.push_back(floor_steps(part, step));
    remainder.push_back(part.fen() - steps.back() * step);
  }
  std::vector<std::size_t> order(parts.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return remainder[a] > remainder[b]; });
  std::int64_t missing = nearest_steps(sum, step) - std::accumulate(steps.begin(), steps.end(), std::int64_t{0});
  for (std::size_t i = 0; missing > 0; ++i, --missing) ++steps[order[i]];
  return steps;
}

}  // namespace

const Text& name_of(MoneyUnit unit) {
  static const Text wan_name{"万元", "万元"}, yi_name{"亿元", "亿元"}, yuan_name{"元", "元"};
  return unit == MoneyUnit::wan ? wan_name : unit == MoneyUnit::yi ? yi_name : yuan_name;
}

std::string figure(Money amount, MoneyUnit unit) {
  const Step step = step_of(unit);
  return write_steps(nearest_steps(amount, step.fen), step.decimals);
}

std::vector<std::string> figures(std::span<const Money> parts, MoneyUnit unit) {
  const Step step = step_of(unit);
  std::vector<std::string> texts;
  for (const std::int64_t steps : steps_of_parts(parts, step.fen)) texts.push_back(write_steps(steps, step.decimals));
  return texts;
}

std::vector<Money> round_parts(std::span<const Money> parts, MoneyUnit unit) {
  const Step step = step_of(unit);
  std::vector<Money> rounded;
  for (const std::int64_t steps : steps_of_parts(parts, step.fen)) rounded.push_back(Money::from_fen(steps) * step.fen);
  return rounded;
}

std::string figure(double wan, MoneyUnit unit) {
  if (!std::isfinite(wan)) return wan > 0 ? "inf" : wan < 0 ? "-inf" : "?";
  if (std::abs(wan) > 9e12) return fmt::format("{:.6g}", unit == MoneyUnit::yi ? wan / 10000 : unit == MoneyUnit::yuan ? wan * 10000 : wan);
  return figure(Money::nearest_wan(wan), unit);
}

std::string change_figure(Money change, MoneyUnit unit) {
  const Money shown = round_parts(std::vector<Money>{change}, unit).front();
  return shown.is_zero() ? "=" : (shown.fen() > 0 ? "+" : "") + figure(shown, unit);
}

Text in_unit(const Text& title, MoneyUnit unit) {
  const Text& name = name_of(unit);
  return {title.en + " (" + name.en + ")", title.zh + "（" + name.zh + "）"};
}

std::string percent(double share) { return std::isfinite(share) ? fmt::format("{:.2f} %", share * 100) : "?"; }

std::string wan(Money amount) { return figure(amount, MoneyUnit::wan) + " 万元"; }

}  // namespace liandong
