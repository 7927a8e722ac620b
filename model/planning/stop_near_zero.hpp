#pragma once

#include <algorithm>
#include <functional>
#include <stop_token>
#include <utility>

#include "model/planning/make_plan.hpp"

namespace liandong {

constexpr double next_to_nothing = 0.01;  ///< 万元: amounts nearer than this are the same.

/// Options of a run that seeks the least of something that is never below 0: it also stops once next to nothing is left between the best
/// and the bound, for a distance in per cent never closes on 0. The options hold as long as this lives.
class StopNearZero {
 public:
  explicit StopNearZero(PlanOptions options) : outer_(std::move(options)), passed_(outer_.stop, [this] { enough_.request_stop(); }) {
    own_ = outer_;
    own_.stop = enough_.get_token();
    own_.on_progress = [this](const PlanProgress& at) {
      if (at.objective - std::max(0.0, at.bound) <= next_to_nothing) enough_.request_stop();
      if (outer_.on_progress) outer_.on_progress(at);
    };
  }
  StopNearZero(const StopNearZero&) = delete;
  StopNearZero& operator=(const StopNearZero&) = delete;

  [[nodiscard]] const PlanOptions& options() const { return own_; }

 private:
  PlanOptions outer_, own_;
  std::stop_source enough_;
  std::stop_callback<std::function<void()>> passed_;
};

}  // namespace liandong
