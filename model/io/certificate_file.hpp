#pragma once

#include <string>

#include "model/io/issue_log.hpp"
#include "model/io/plan_folder.hpp"

namespace liandong {

/// The text of certificate.json (docs/guide/campaign-folder.md, "The certificate's file"). Each branch is one line.
[[nodiscard]] std::string certificate_text(const PlanningProblem& problem, const Certificate& certificate);

/// The reverse. What is missing or of the wrong kind goes to the log, by its place in the file, such as branches[3].path[0].by; of each
/// branch, and of the rest, the first such place.
[[nodiscard]] CertificateFile read_certificate(const std::string& text, IssueLog& log);

}  // namespace liandong
