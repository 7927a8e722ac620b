#pragma once

#include <span>
#include <string>
#include <vector>

#include "model/core/money.hpp"
#include "model/core/rate.hpp"
#include "model/core/text.hpp"

namespace liandong {

/// The unit that money is shown in: 万元 with one decimal for planning, 亿元 with two for leadership, 元 with two where every fen counts.
enum class MoneyUnit { wan, yi, yuan };

[[nodiscard]] const Text& name_of(MoneyUnit unit);

/// `amount` in `unit`, rounded half to even, with thousands separators: "12,345.7".
[[nodiscard]] std::string figure(Money amount, MoneyUnit unit = MoneyUnit::wan);

/// Figures of amounts that are shown with their sum: each within one last digit of its own value, together exactly
/// figure(sum) (largest remainders; the first of equals). The sum itself is not among them.
[[nodiscard]] std::vector<std::string> figures(std::span<const Money> parts, MoneyUnit unit = MoneyUnit::wan);

/// The rounded amounts behind figures(), as money.
[[nodiscard]] std::vector<Money> round_parts(std::span<const Money> parts, MoneyUnit unit = MoneyUnit::wan);

/// A value of the objective, which is in 万元, in `unit`.
[[nodiscard]] std::string figure(double wan, MoneyUnit unit);

/// A change of an amount as it is shown: "+12.3", "-4.0", "=" where nothing is left of it.
[[nodiscard]] std::string change_figure(Money change, MoneyUnit unit);

/// A title with the unit of the figures below it: "Gap (万元)", in brackets as each language has them.
[[nodiscard]] Text in_unit(const Text& title, MoneyUnit unit);

/// A share as "3.27 %"; two decimals, rounded half away from zero.
[[nodiscard]] std::string percent(double share);

/// "1,234.5 万元" in both languages.
[[nodiscard]] std::string wan(Money amount);

}  // namespace liandong
