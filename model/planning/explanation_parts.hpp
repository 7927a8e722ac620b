#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/planning/explanation.hpp"
#include "model/planning/gap_reasons.hpp"

// What the three explanations share.
namespace liandong::explaining {

[[nodiscard]] Text name_of_node(const PlanningProblem& problem, int node);
[[nodiscard]] Text name_of_source(const PlanningProblem& problem, SourceId source);
[[nodiscard]] std::string period(const PlanningProblem& problem, int t);

/// "City fund: nothing is left in these periods", for a source that may pay.
[[nodiscard]] Text sentence_for(const PlanningProblem& problem, ProjectId project, const SourceState& state);

/// "Not for this sector: A, B and C", by reason; a rule that bars comes with its article.
[[nodiscard]] std::vector<Text> sentences_for_excluded(const PlanningProblem& problem, ProjectId project, int start, const std::vector<SourceState>& states);


/// The earliest period in which `project` could start with everything before it as planned; empty if something before it is never built.
[[nodiscard]] std::optional<int> earliest_start_as_planned(const PlanningProblem& problem, const Plan& plan, ProjectId project);

/// The chain as one sentence: "A (done 2012Q4) → B (done 2013Q2) → stage (2013Q4)".
[[nodiscard]] Text chain_sentence(const PlanningProblem& problem, const std::vector<int>& chain, const std::vector<std::optional<int>>& completion);

/// Chinese has no blank between a figure and 万元.
void tidy(std::vector<Statement>& statements);

}  // namespace liandong::explaining
