#include "scenarios/uncertainty.hpp"

#include <algorithm>

namespace liandong {
namespace {

template <class T>
bool admits_value(const std::vector<T>& list, const T& value) {
  return list.empty() || std::find(list.begin(), list.end(), value) != list.end();
}

}  // namespace

bool ProjectFilter::admits(const Campaign& campaign, ProjectId id) const {
  const Project& project = campaign[id];
  return admits_value(projects, id) && admits_value(units, project.unit) && admits_value(sectors, project.sector) &&
         (!kind || *kind == project.kind);
}

bool SourceFilter::admits(const Funding& funding, SourceId id) const {
  const Source& source = funding[id];
  if (!admits_value(sources, id) || (channel && *channel != source.channel) || (level && *level != source.level)) return false;
  if (units.empty()) return true;
  if (source.owner.known()) return admits_value(units, source.owner);
  return source.units.size() == 1 && admits_value(units, source.units.front());
}

}  // namespace liandong
