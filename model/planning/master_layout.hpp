#pragma once

#include <cstdint>
#include <vector>

#include "model/planning/spend_model.hpp"

namespace liandong {

/// How a spend model falls into blocks for the restricted master: parts of the dependency graph that share no cell, merged while they are
/// small and share money. Rows that several blocks use are shared; the others belong to one. The same for every window and partition.
class MasterLayout {
 public:
  static constexpr int small_block = 700;  ///< Nodes: a border of shared rows pays for larger blocks only.
  /// Blocks that share money are merged as long as they have no more than `together` nodes.
  explicit MasterLayout(const SpendModel& model, int together = small_block);

  [[nodiscard]] const SpendModel& model() const { return model_; }
  [[nodiscard]] int block_count() const { return static_cast<int>(cells_.size()); }
  [[nodiscard]] const std::vector<int>& cells(int block) const { return cells_[static_cast<std::size_t>(block)]; }        ///< Ascending.
  [[nodiscard]] const std::vector<int>& projects(int block) const { return projects_[static_cast<std::size_t>(block)]; }  ///< Ascending.
  [[nodiscard]] int block_of_node(int node) const { return block_of_node_[static_cast<std::size_t>(node)]; }
  [[nodiscard]] int block_of_row(int row) const { return block_of_row_[static_cast<std::size_t>(row)]; }  ///< -1 = shared, or used by none.
  [[nodiscard]] bool usable(int row) const { return available(row) > 0; }                                 ///< Some money can be there.
  /// All that can be there if nobody draws, 万元: cash carried over and added, or the ceiling.
  [[nodiscard]] double available(int row) const { return available_[static_cast<std::size_t>(row)]; }
  /// Some cell may draw on so many rows at once that eliminating it would fill the master: the general solver is the better one then.
  [[nodiscard]] bool crowded() const { return crowded_; }
  /// A price that keeps everybody off a row without money; it costs the bound nothing.
  [[nodiscard]] double barred(int row) const { return barred_[static_cast<std::size_t>(row)]; }

 private:
  void find_usable();
  void find_blocks(int together);

  const SpendModel& model_;
  std::vector<double> available_, barred_;
  bool crowded_ = false;
  std::vector<int> block_of_node_, block_of_row_;
  std::vector<std::vector<int>> cells_, projects_;
};

}  // namespace liandong
