#include "scenarios/draw_piece.hpp"

#include <cstring>

namespace liandong {
namespace {

struct Counts {
  std::int64_t draws = 0, noted = 0;
};

/// Every series with its values by draw, those of the influences last.
template <class Draws, class Visit>
void for_each_series(Draws& draws, std::size_t influences, const Visit& visit) {
  for (auto& policy : draws.by_policy) {
    for (auto* amounts :
         {&policy.gap, &policy.gap_service, &policy.paid, &policy.later, &policy.cost, &policy.service, &policy.over_ceiling})
      visit(*amounts, std::size_t{1}, false);
    visit(policy.gap_by_period, static_cast<std::size_t>(draws.periods), false);
    visit(policy.completion, draws.stages, false);
  }
  visit(draws.influences, influences, true);
}

template <class Value>
std::size_t bytes_by_draw(const std::vector<Value>&, std::size_t width) {
  return width * sizeof(Value);
}

}  // namespace

std::string bytes_of(const SimulationDraws& piece) {
  const Counts counts{.draws = piece.draws, .noted = piece.noted};
  std::string bytes(reinterpret_cast<const char*>(&counts), sizeof counts);
  for_each_series(piece, 0, [&](const auto& series, std::size_t, bool) {
    bytes.append(reinterpret_cast<const char*>(series.data()), series.size() * sizeof(series[0]));
  });
  return bytes;
}

std::int64_t draws_in(std::string_view bytes, const SimulationDraws& like, std::size_t influences) {
  Counts counts;
  if (bytes.size() < sizeof counts) return 0;
  std::memcpy(&counts, bytes.data(), sizeof counts);
  // No more of either than there are bytes, so that the sizes below do not overflow.
  const auto most = static_cast<std::int64_t>(bytes.size());
  if (counts.draws < 0 || counts.draws > most || counts.noted < 0 || counts.noted > counts.draws) return 0;
  std::size_t size = sizeof counts;
  for_each_series(like, influences, [&](const auto& series, std::size_t width, bool of_noted) {
    size += static_cast<std::size_t>(of_noted ? counts.noted : counts.draws) * bytes_by_draw(series, width);
  });
  return size == bytes.size() ? counts.draws : 0;
}

std::int64_t append(SimulationDraws& draws, std::string_view bytes, std::size_t influences) {
  if (draws_in(bytes, draws, influences) == 0) return 0;
  Counts counts;
  std::memcpy(&counts, bytes.data(), sizeof counts);
  bytes.remove_prefix(sizeof counts);
  for_each_series(draws, influences, [&](auto& series, std::size_t width, bool of_noted) {
    const std::size_t before = series.size(), more = static_cast<std::size_t>(of_noted ? counts.noted : counts.draws) * width;
    series.resize(before + more);
    if (more == 0) return;
    std::memcpy(series.data() + before, bytes.data(), more * sizeof(series[0]));
    bytes.remove_prefix(more * sizeof(series[0]));
  });
  draws.draws += counts.draws;
  draws.noted += counts.noted;
  return counts.draws;
}

}  // namespace liandong
