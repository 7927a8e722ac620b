#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace liandong {

/// A row number in one kind of table. Ids of different kinds never mix, and index their table directly.
template <class Tag>
struct Id {
  std::int32_t value = -1;

  [[nodiscard]] constexpr std::size_t index() const { return static_cast<std::size_t>(value); }
  [[nodiscard]] constexpr bool known() const { return value >= 0; }
  friend constexpr auto operator<=>(Id, Id) = default;
};

using UnitId = Id<struct UnitTag>;
using ProgrammeId = Id<struct ProgrammeTag>;
using CategoryId = Id<struct CategoryTag>;
using TaskId = Id<struct TaskTag>;
using StageId = Id<struct StageTag>;
using ProjectId = Id<struct ProjectTag>;
using SourceId = Id<struct SourceTag>;
using ContractId = Id<struct ContractTag>;

}  // namespace liandong

template <class Tag>
struct std::hash<liandong::Id<Tag>> {
  std::size_t operator()(liandong::Id<Tag> id) const noexcept { return std::hash<std::int32_t>{}(id.value); }
};
