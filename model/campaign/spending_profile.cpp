#include "model/campaign/spending_profile.hpp"

#include <cstdint>

namespace liandong {

std::vector<Money> in_proportion(Money cost, const std::vector<Money>& profile) {
  Money whole, so_far, spent;
  for (const Money part : profile) whole += part;
  std::vector<Money> parts;
  for (std::size_t u = 0; u < profile.size(); ++u) {
    so_far += whole.is_zero() ? Money::from_fen(1) : profile[u];
    const std::int64_t total = whole.is_zero() ? static_cast<std::int64_t>(profile.size()) : whole.fen();
    const Money until = Money::muldiv_floor(cost, so_far.fen(), total);
    parts.push_back(until - spent);
    spent = until;
  }
  return parts;
}

std::vector<Money> stretched(const std::vector<Money>& profile, int duration) {
  std::vector<Money> parts;
  const auto old = static_cast<std::int64_t>(profile.size());
  Money before, spent;  // In whole old periods, and up to here.
  std::int64_t whole = 0;
  for (std::int64_t u = 1; u <= duration; ++u) {
    for (; whole < u * old / duration; ++whole) before += profile[static_cast<std::size_t>(whole)];
    const std::int64_t rest = u * old % duration;
    const Money until = rest == 0 ? before : before + Money::muldiv_floor(profile[static_cast<std::size_t>(whole)], rest, duration);
    parts.push_back(until - spent);
    spent = until;
  }
  return parts;
}

}  // namespace liandong
