#pragma once

#include <string_view>

namespace liandong {

/// The tables under data/schema, embedded when the program is built.
extern const std::string_view schema_fields_csv;
extern const std::string_view schema_settings_csv;
extern const std::string_view schema_scenarios_csv;
extern const std::string_view schema_uncertainty_csv;
extern const std::string_view default_uncertainty_toml;  ///< What is uncertain about a campaign that says nothing.

}  // namespace liandong
