#include "model/funding/mode.hpp"

#include <algorithm>

namespace liandong {

bool Mode::admits(Channel channel) const {
  return channels.empty() || std::find(channels.begin(), channels.end(), channel) != channels.end();
}

Rate Mode::share(Channel channel) const {
  const auto found = std::find(channels.begin(), channels.end(), channel);
  return found == channels.end() || shares.empty() ? Rate::one() : shares[static_cast<std::size_t>(found - channels.begin())];
}

}  // namespace liandong
