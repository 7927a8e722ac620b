#include "model/io/key_index.hpp"

namespace liandong {

bool KeyIndex::add(const std::string& key, int row, int* first_row) {
  const auto [place, fresh] = place_.try_emplace(key, static_cast<std::int32_t>(keys_.size()), row);
  keys_.push_back(key);  // Duplicates take a number too, so that numbers stay row numbers of the table.
  if (!fresh && first_row) *first_row = place->second.second;
  return fresh;
}

std::optional<std::int32_t> KeyIndex::find(const std::string& key) const {
  const auto place = place_.find(key);
  if (place == place_.end()) return std::nullopt;
  return place->second.first;
}

}  // namespace liandong
