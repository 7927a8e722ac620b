#pragma once

#include <span>
#include <vector>

#include "model/campaign/campaign.hpp"
#include "model/funding/mode.hpp"

namespace liandong {

/// How one project is delivered: the number of its mode, and its spend per period of execution.
struct Delivery {
  int mode = -1;               ///< -1: the project has no modes; it is what projects.csv says.
  std::vector<Money> profile;  ///< Empty: that of the mode.
  friend bool operator==(const Delivery&, const Delivery&) = default;
};
/// By project.
using Deliveries = std::vector<Delivery>;

/// The modes of a campaign's projects. Immutable.
class Modes {
 public:
  Modes() = default;
  /// In the order of the rows, which need not be by project.
  Modes(std::vector<Mode> rows, std::size_t projects);

  [[nodiscard]] bool empty() const { return rows_.empty(); }
  [[nodiscard]] const std::vector<Mode>& rows() const { return rows_; }  ///< By project, then as given.
  [[nodiscard]] std::span<const Mode> of(ProjectId project) const;
  [[nodiscard]] const Mode* find(ProjectId project, const Delivery& delivery) const;  ///< Null if the project has no modes.
  [[nodiscard]] int most() const { return most_; }                                    ///< Of any one project.
  [[nodiscard]] bool any_elastic() const;
  /// Every project in the first of its modes.
  [[nodiscard]] Deliveries first() const;
  /// Every project in the shortest of its modes, the first of equals.
  [[nodiscard]] Deliveries shortest() const;
  /// The projects as delivered: cost, duration and profile.
  [[nodiscard]] std::vector<Project> deliver(std::vector<Project> projects, const Deliveries& deliveries) const;

 private:
  std::vector<Mode> rows_;
  std::vector<std::size_t> first_;  ///< By project, and one more.
  int most_ = 0;
};

/// Spend within limits that sums to `cost`, as even as they allow; empty if they allow none.
[[nodiscard]] std::vector<Money> even_within(Money cost, const std::vector<Money>& least, const std::vector<Money>& most);

}  // namespace liandong
