#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

#include "model/core/issue.hpp"

namespace liandong {

/// How large a synthetic campaign is to be.
struct GenerateOptions {
  int cities = 1;     ///< 1 to 999.
  int projects = 60;  ///< In each city, plan documents, dossiers and acceptance work included; at least 6.
  int periods = 20;   ///< Quarters from 2012Q1; at least 6.
  std::uint64_t seed = 1;
  std::filesystem::path out{};  ///< The campaign folder, made if absent.
};

/// A campaign shaped like the example, as file name -> content: five titles, plan documents -> works -> dossiers -> acceptance, works
/// that count for several titles, money short of the cost (about 95 % over all channels, 60 % in hand), provincial money common to
/// up to 21 cities, and above several provinces central money common to all. City i draws from the stream (seed, i), so adding a city leaves the others' projects as they were.
[[nodiscard]] std::map<std::string, std::string> synthetic_campaign(const GenerateOptions& options);

/// Writes `synthetic_campaign()` into `options.out`, each file whole (written aside, then renamed). Issues if the sizes make no
/// sense or a file cannot be written.
[[nodiscard]] Issues generate_campaign(const GenerateOptions& options);

}  // namespace liandong
