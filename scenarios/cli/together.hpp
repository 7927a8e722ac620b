#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "scenarios/cli/session.hpp"

namespace liandong::cli {

/// Have all ranks read the same? `read` names what this one has; empty if it could not, which has been said. Otherwise rank 0 says which
/// one differs. Every rank must ask.
[[nodiscard]] bool agree(const Session& session, const std::string& read);

/// Said by rank 0 where several work: how many, and what becomes of finished pieces if one dies. `kept_in` empty: nothing is kept.
void announce_ranks(const Session& session, int threads, const std::string& kept_in);

/// For `Interrupt`: what is said when ranks are told to end, by whoever speaks then; empty from the others. `kept` where it is known.
[[nodiscard]] std::string farewell(const Session& session, const std::string& kept_in, std::optional<std::size_t> kept, std::size_t all);

}  // namespace liandong::cli
