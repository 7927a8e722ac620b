#pragma once

#include <compare>
#include <optional>
#include <string>
#include <vector>

#include "model/core/money.hpp"
#include "model/io/read_campaign.hpp"
#include "model/planning/settings.hpp"

namespace liandong {

/// Where an input figure stands: the table or section, the row's keys, the field. Inflows of one source, period and certainty are one.
struct FigurePlace {
  std::string table, row, field;
  friend auto operator<=>(const FigurePlace&, const FigurePlace&) = default;
};

/// An input figure as text, amounts also as money.
struct InputFigure {
  FigurePlace place;
  std::string value;
  std::optional<Money> money{};
};

/// A figure that two inputs have differently; empty = not there, or blank.
struct FigureChange {
  FigurePlace place;
  std::string before, after;
  std::optional<Money> change{};  ///< Of an amount.
};

/// The figures that a scenario may change, in order of place: inflows, sources, contracts, projects with their locks and modes, stages,
/// prices, settings and rules. A blank cell is not there.
[[nodiscard]] std::vector<InputFigure> input_figures(const CampaignFile& file);
/// Those of [prices], [settings] and [rules] alone.
[[nodiscard]] std::vector<InputFigure> settings_figures(const Settings& settings);

/// What differs between two lists in order of place.
[[nodiscard]] std::vector<FigureChange> changed_figures(const std::vector<InputFigure>& before, const std::vector<InputFigure>& after);

}  // namespace liandong
