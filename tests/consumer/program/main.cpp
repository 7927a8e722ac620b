#include <cstdio>

#include "model/core/money.hpp"

int main() {
  const auto money = liandong::Money::parse_wan("1,234.5");
  if (!money || money->fen() != 1'234'500'000) return 1;
  std::puts(money->wan_text().c_str());
  return money->wan_text() == "1234.500000" ? 0 : 1;
}
