#pragma once

#include <vector>

#include "model/planning/master_layout.hpp"
#include "model/planning/money_division.hpp"
#include "model/planning/problem_part.hpp"
#include "model/planning/relaxation.hpp"

namespace liandong {

/// Divides shared money among the blocks of a layout, so that each can be planned as a problem of its own: whatever plans keep within
/// their shares keep, put together, within the whole (docs/maths/allotment.md). The layout must outlive it.
class Allotment {
 public:
  explicit Allotment(const MasterLayout& layout);

  /// Can this layout be divided? Only cash is: no ceiling on debt service may be shared.
  [[nodiscard]] static bool possible(const MasterLayout& layout);

  [[nodiscard]] int part_count() const { return static_cast<int>(nodes_.size()); }
  /// Block `b` with all of its own money, and its share of the rest.
  [[nodiscard]] ProblemPart part(int b) const;
  /// Do several blocks use the cash of this source?
  [[nodiscard]] bool shared(SourceId source) const { return !users_[source.index()].empty(); }

  /// Shares in proportion to the cost of the blocks' projects.
  void divide_by_cost();
  /// Shares as `draws` uses the money, within what there is; what is left over goes in proportion to the cost.
  void divide(const SharedDraws& draws);
  /// Who may use how much. Its prices are left to the caller.
  [[nodiscard]] MoneyDivision division() const;

 private:
  void hand_out(int source, const std::vector<std::vector<double>>& wanted);

  const MasterLayout& layout_;
  std::vector<std::vector<int>> nodes_;                  ///< By block.
  std::vector<std::vector<SourceId>> sources_;           ///< By block.
  std::vector<std::vector<int>> users_;                  ///< By source: the blocks that share it; empty if it has one owner only.
  std::vector<double> weight_;                           ///< By block: cost of its projects.
  std::vector<std::vector<std::vector<double>>> share_;  ///< [source][place among its users][t], 万元.
};

}  // namespace liandong
