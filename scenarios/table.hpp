#pragma once

#include <string>
#include <vector>

namespace liandong {

/// A small table to be shown: on a terminal, in a window or on paper. All texts are in one language; the title names the unit.
struct Table {
  std::string title;
  std::vector<std::string> head;
  std::vector<bool> figures;  ///< By column: set to the right.
  std::vector<std::vector<std::string>> rows;
  int shrinks = 0;                ///< The column whose texts may be cut where the table is too wide.
};

}  // namespace liandong
