#pragma once

#include <functional>
#include <string_view>
#include <utility>
#include <vector>

namespace liandong::optimise {

/// Names to their numbers in order of arrival: one flat table with linear probing. The names are views into the text read.
class NameTable {
 public:
  /// The number of `name`, adding it when new; the second member says whether it was new.
  std::pair<int, bool> insert(std::string_view name) {
    if (2 * (names_.size() + 1) > slots_.size()) grow();
    Slot& slot = slots_[find_slot(name)];
    if (slot.number >= 0) return {slot.number, false};
    slot = {.name = name, .number = static_cast<int>(names_.size())};
    names_.push_back(name);
    return {slot.number, true};
  }
  /// -1 where unknown.
  [[nodiscard]] int find(std::string_view name) const { return slots_.empty() ? -1 : slots_[find_slot(name)].number; }
  [[nodiscard]] int size() const { return static_cast<int>(names_.size()); }
  [[nodiscard]] const std::vector<std::string_view>& names() const { return names_; }

 private:
  struct Slot {
    std::string_view name;
    int number = -1;
  };

  [[nodiscard]] std::size_t find_slot(std::string_view name) const {
    std::size_t at = std::hash<std::string_view>{}(name) & (slots_.size() - 1);
    while (slots_[at].number >= 0 && slots_[at].name != name) at = (at + 1) & (slots_.size() - 1);
    return at;
  }
  void grow() {
    slots_.assign(slots_.empty() ? 64 : 2 * slots_.size(), {});
    for (std::size_t i = 0; i < names_.size(); ++i) slots_[find_slot(names_[i])] = {.name = names_[i], .number = static_cast<int>(i)};
  }

  std::vector<Slot> slots_;
  std::vector<std::string_view> names_;
};

}  // namespace liandong::optimise
