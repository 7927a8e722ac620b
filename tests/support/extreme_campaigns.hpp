#pragma once

#include <vector>

#include "tests/support/gallery.hpp"

namespace liandong::gallery {

/// Campaigns at the edges of what may be asked; each is a legal input.
[[nodiscard]] Case no_source();               ///< Nothing but projects and dates.
[[nodiscard]] Case no_money();                ///< Sources of every channel, all of them empty.
[[nodiscard]] Case money_without_limit();     ///< 100,000 亿元 a period and source: every stage on time, no gap.
[[nodiscard]] Case one_project_one_source();  ///< The smallest that still chooses: solved by hand.
[[nodiscard]] Case one_source();              ///< A single fund for thirty projects of three cities.
[[nodiscard]] Case all_due_at_once();         ///< Every deadline in the first quarter, most of them beyond reach.
[[nodiscard]] Case nothing_to_build();        ///< A stage that requires no project: solved by hand. The others have no answer.

/// A chain of `projects`, each waiting for the one before. Finish-to-start: only as many as there are periods can be built.
/// Start-to-start: all of them can, at most `projects` / `periods` starting in a period.
[[nodiscard]] Case one_chain(int projects, int periods, LinkKind kind);
/// `sources` funds of four channels, every one of which may pay for everything in one sector or another.
[[nodiscard]] Case many_sources(int sources);

}  // namespace liandong::gallery
