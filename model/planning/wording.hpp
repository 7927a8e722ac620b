#pragma once

#include <string>
#include <vector>

#include "model/campaign/campaign.hpp"
#include "model/core/text.hpp"
#include "model/funding/funding.hpp"
#include "model/funding/rule_pack.hpp"
#include "model/planning/plan.hpp"
#include "model/planning/planning_problem.hpp"

namespace liandong {

/// The words that reports, explanations and screens use for a value, in both languages.
[[nodiscard]] const Text& name_of(Certainty level);
[[nodiscard]] const Text& name_of(Channel channel);
[[nodiscard]] const Text& name_of(FundLevel level);
[[nodiscard]] const Text& name_of(ProjectKind kind);
[[nodiscard]] const Text& name_of(Firmness firmness);
[[nodiscard]] const Text& name_of(UnitLevel level);
[[nodiscard]] const Text& name_of(Eligibility eligibility);  ///< As what comes before a list of sources: "Not for this unit".
[[nodiscard]] const Text& name_of(ComplianceState state);
[[nodiscard]] const Text& name_of(Verification verification);

/// "name (key)", the form in which sentences point at a row that a reader may want to look up.
[[nodiscard]] Text naming(const Text& name, const std::string& key);

/// "a", "a and b", "a, b and c" / "a、b和c"; of more than `most` items the rest is counted.
[[nodiscard]] Text listing(const std::vector<Text>& items, std::size_t most = 4);

/// Periods as ranges where they follow each other: "2013Q1–2013Q3, 2014Q2". `periods` ascending.
[[nodiscard]] std::string period_ranges(const Horizon& horizon, const std::vector<int>& periods);

/// "1 period" / "3 quarters" by the horizon's unit; in Chinese "3个季度".
[[nodiscard]] Text period_count(int count, PeriodUnit unit);

/// Takes out the blank that stands between a figure and 万元 in English only.
void close_up(Text& text);

/// Text that is the same in both languages, such as a figure.
[[nodiscard]] inline Text both(const std::string& text) { return {text, text}; }

/// Concatenation in both languages.
[[nodiscard]] inline Text operator+(const Text& a, const Text& b) {
  const auto in = [](const Text& text, Language language) { return text.in(language); };
  return {in(a, Language::english) + in(b, Language::english), in(a, Language::chinese) + in(b, Language::chinese)};
}
inline Text& operator+=(Text& a, const Text& b) { return a = a + b; }

}  // namespace liandong
