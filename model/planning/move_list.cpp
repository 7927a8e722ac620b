#include "model/planning/move_list.hpp"

#include <algorithm>

#include "model/planning/figures.hpp"
#include "model/planning/finish.hpp"
#include "model/planning/lagrangian.hpp"
#include "model/planning/wording.hpp"

namespace liandong {
namespace {

class Reasons {
 public:
  Reasons(const PlanningProblem& problem, const Plan& plan)
      : problem_(problem), limit_(*problem.move_limit()), completion_(schedule_of(problem, plan)) {
    const SpendModel model(problem);
    costs_ = completion_costs(model, Multipliers{plan.certificate.cash, plan.certificate.affordability});
    charge_moves(problem, limit_, {.project = -limit_.price.project, .cost = -limit_.price.cost}, costs_);
  }

  [[nodiscard]] Text of(ProjectId id) const {
    const int node = problem_.graph().node(id);
    const auto& start = limit_.start[id.index()];
    const int before = start ? *start + problem_.graph().duration(node) - 1 : never;
    const auto approved = start ? std::optional(before) : std::nullopt;
    if (!lone_window(problem_, node).admits(approved))
      return {"its approved date is locked out, or before its earliest start", "原定时间已被锁定排除，或早于最早开工期"};
    if (const int other = in_the_way(node, before); other >= 0) {
      const std::string& key = key_of(other);
      return {"goes with " + key + ", which its approved date would contradict", "与“" + key + "”的前置关系不再允许原定时间"};
    }
    const double saved = cost(node, before) - cost(node, completion_[static_cast<std::size_t>(node)].value_or(never));
    if (saved > 0.05) {
      const std::string amount = figure(saved, MoneyUnit::wan);
      return {"its money would cost " + amount + " 万元 more at the approved date", "按原定时间，其资金成本将多 " + amount + "万元"};
    }
    for (const CompletionArc& arc : problem_.graph().arcs_from(node))
      if (problem_.graph().is_stage(arc.to) && completion_[static_cast<std::size_t>(arc.to)]) {
        const std::string& key = key_of(arc.to);
        return {"stage " + key + " waits for it", "阶段“" + key + "”须等待该项目"};
      }
    return {"makes room for others", "为其他项目让路"};
  }

 private:
  static constexpr int never = -1;
  [[nodiscard]] double cost(int node, int t) const {
    const auto v = static_cast<std::size_t>(node);
    return t >= 0 && t < problem_.periods() ? costs_.at[v][static_cast<std::size_t>(t)] : costs_.never[v];
  }
  /// A node whose date in the plan forbids that `node` completes in `t`, or -1.
  [[nodiscard]] int in_the_way(int node, int t) const {
    for (const CompletionArc& arc : problem_.graph().arcs_to(node)) {
      const auto& from = completion_[static_cast<std::size_t>(arc.from)];
      if (t != never && (!from || *from + arc.delta > t)) return arc.from;
    }
    for (const CompletionArc& arc : problem_.graph().arcs_from(node)) {
      const auto& to = completion_[static_cast<std::size_t>(arc.to)];
      if (to && (t == never || t + arc.delta > *to) && !problem_.graph().is_stage(arc.to)) return arc.to;
    }
    return -1;
  }
  [[nodiscard]] const std::string& key_of(int node) const {
    const int projects = problem_.graph().project_count();
    return node < projects ? problem_.campaign()[ProjectId{node}].key : problem_.campaign()[StageId{node - projects}].key;
  }

  const PlanningProblem& problem_;
  const MoveLimit& limit_;
  Schedule completion_;
  CompletionCosts costs_;
};

}  // namespace

std::vector<Move> list_moves(const PlanningProblem& problem, const Plan& plan) {
  const MoveLimit& limit = *problem.move_limit();
  const Reasons reasons(problem, plan);
  std::vector<Move> moves;
  for (std::size_t j = 0; j < plan.start.size(); ++j) {
    const ProjectId id{static_cast<std::int32_t>(j)};
    Move move{.project = id, .kind = MoveKind::moved, .from = limit.start[j], .to = plan.start[j], .reason = {}};
    if (!limit.counted[j]) {
      move.kind = MoveKind::fresh;
      move.from.reset();
      move.reason = {"not in the approved plan", "原方案中没有该项目"};
    } else if (!is_moved(limit, id, plan.start[j])) {
      continue;
    } else {
      move.kind = !move.from ? MoveKind::taken_up : !move.to ? MoveKind::dropped : MoveKind::moved;
      move.reason = reasons.of(id);
    }
    moves.push_back(std::move(move));
  }
  return moves;
}

const char* word_of(MoveKind kind) {
  switch (kind) {
    case MoveKind::moved: return "moved";
    case MoveKind::dropped: return "dropped";
    case MoveKind::taken_up: return "taken_up";
    case MoveKind::fresh: return "new";
  }
  return "";
}

const Text& name_of(MoveKind kind) {
  static const Text names[] = {{"moved", "调整"}, {"dropped", "取消"}, {"taken up", "新增建设"}, {"new", "新项目"}};
  return names[static_cast<int>(kind)];
}

}  // namespace liandong
