#include "model/planning/modes.hpp"

#include <algorithm>
#include <utility>

namespace liandong {

Modes::Modes(std::vector<Mode> rows, std::size_t projects) : rows_(std::move(rows)), first_(projects + 1, 0) {
  std::stable_sort(rows_.begin(), rows_.end(), [](const Mode& a, const Mode& b) { return a.project < b.project; });
  for (const Mode& mode : rows_) ++first_[mode.project.index() + 1];
  for (std::size_t j = 0; j < projects; ++j) {
    most_ = std::max(most_, static_cast<int>(first_[j + 1]));
    first_[j + 1] += first_[j];
  }
}

std::span<const Mode> Modes::of(ProjectId project) const {
  if (rows_.empty()) return {};
  return {rows_.data() + first_[project.index()], rows_.data() + first_[project.index() + 1]};
}

const Mode* Modes::find(ProjectId project, const Delivery& delivery) const {
  return delivery.mode < 0 ? nullptr : &of(project)[static_cast<std::size_t>(delivery.mode)];
}

bool Modes::any_elastic() const {
  return std::any_of(rows_.begin(), rows_.end(), [](const Mode& mode) { return mode.elastic(); });
}

Deliveries Modes::first() const {
  if (rows_.empty()) return {};
  Deliveries deliveries(first_.size() - 1);
  for (const Mode& mode : rows_) deliveries[mode.project.index()].mode = 0;
  return deliveries;
}

Deliveries Modes::shortest() const {
  Deliveries deliveries = first();
  for (std::size_t j = 0; j < deliveries.size(); ++j) {
    const auto modes = of(ProjectId{static_cast<std::int32_t>(j)});
    const auto least = std::min_element(modes.begin(), modes.end(), [](const Mode& a, const Mode& b) { return a.duration < b.duration; });
    if (least != modes.end()) deliveries[j].mode = static_cast<int>(least - modes.begin());
  }
  return deliveries;
}

std::vector<Project> Modes::deliver(std::vector<Project> projects, const Deliveries& deliveries) const {
  for (std::size_t j = 0; j < deliveries.size(); ++j) {
    const Mode* mode = find(ProjectId{static_cast<std::int32_t>(j)}, deliveries[j]);
    if (mode == nullptr) continue;
    projects[j].cost = mode->cost;
    projects[j].duration = mode->duration;
    projects[j].profile = deliveries[j].profile.empty() ? mode->profile : deliveries[j].profile;
  }
  return projects;
}

std::vector<Money> even_within(Money cost, const std::vector<Money>& least, const std::vector<Money>& most) {
  Money low, high;
  for (const Money amount : least) low += amount;
  for (const Money amount : most) high += amount;
  if (low > cost || high < cost) return {};
  std::vector<Money> spend = least;
  Money left = cost - low;
  std::vector<std::size_t> open;
  for (std::size_t u = 0; u < spend.size(); ++u)
    if (spend[u] < most[u]) open.push_back(u);
  while (left > Money{}) {  // What is left is shared evenly among the periods that still have room.
    const Money part = Money::from_fen(std::max<std::int64_t>(1, left.fen() / static_cast<std::int64_t>(open.size())));
    for (const std::size_t u : open) {
      const Money given = std::min({part, left, most[u] - spend[u]});
      spend[u] += given;
      left -= given;
    }
    std::erase_if(open, [&](std::size_t u) { return spend[u] == most[u]; });
  }
  return spend;
}

}  // namespace liandong
