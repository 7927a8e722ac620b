#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "model/optimise/mps.hpp"
#include "model/planning/outturn_sample.hpp"
#include "model/planning/planning_program.hpp"
#include "tests/oracle/planned.hpp"

namespace liandong::oracle {

/// Both stages of a sample as one integer programme, docs/maths/hedging.md (3) to (5), for a solver that knows nothing of this project: the
/// planned dates once, dates and money of every outturn, and in each outturn a date that is exactly the earliest that plan, waits and links
/// allow. Written as MPS.
class ExtensiveForm {
 public:
  explicit ExtensiveForm(const OutturnSample& sample) : sample_(sample) {
    const ExpandedGraph planned(sample.planned(), open_windows(sample.planned()));
    add_planned(planned);
    const double weight = 1.0 / static_cast<double>(sample.size());
    const int eta = add_column(sample.tail().price, 0, optimise::infinity, false);
    for (std::size_t i = 0; i < sample.size(); ++i) {
      const int over = add_column(sample.tail().price * weight / (1 - sample.tail().level), 0, optimise::infinity, false);
      const int row = add_row(-optimise::infinity, 0);  // gap - eta - over <= 0
      entries_.emplace_back(row, eta, -1.0);
      entries_.emplace_back(row, over, -1.0);
      add_outturn(planned, i, weight, row);
    }
  }

  [[nodiscard]] std::filesystem::path written(const std::string& name) const {
    optimise::LinearProgram lp;
    const auto vector = [](const std::vector<double>& v) {
      return Eigen::Map<const Eigen::VectorXd>(v.data(), static_cast<Eigen::Index>(v.size()));
    };
    lp.a.resize(static_cast<Eigen::Index>(row_lower_.size()), static_cast<Eigen::Index>(cost_.size()));
    lp.a.setFromTriplets(entries_.begin(), entries_.end());
    lp.a.makeCompressed();
    lp.c = vector(cost_);
    lp.lower = vector(lower_);
    lp.upper = vector(upper_);
    lp.row_lower = vector(row_lower_);
    lp.row_upper = vector(row_upper_);
    lp.offset = offset_;
    lp.integer = integer_;
    for (std::size_t r = 0; r < row_lower_.size(); ++r) lp.row_names.push_back("r" + std::to_string(r));
    for (std::size_t c = 0; c < cost_.size(); ++c) lp.column_names.push_back("c" + std::to_string(c));
    const auto file = place(name + "_extensive.mps");
    std::ofstream stream(file);
    optimise::write_mps(stream, lp);
    return file;
  }

 private:
  int add_column(double cost, double lower, double upper, bool integer) {
    cost_.push_back(cost);
    lower_.push_back(lower);
    upper_.push_back(upper);
    integer_.push_back(integer);
    return static_cast<int>(cost_.size()) - 1;
  }
  int add_row(double lower, double upper) {
    row_lower_.push_back(lower);
    row_upper_.push_back(upper);
    return static_cast<int>(row_lower_.size()) - 1;
  }

  void add_planned(const ExpandedGraph& planned) {
    for (int x = 0; x < planned.variable_count(); ++x) (void)add_column(0, 0, 1, true);
    for (const auto& arc : planned.arcs()) {
      const int row = add_row(-optimise::infinity, 0);  // x_chosen <= x_implied
      entries_.emplace_back(row, arc.chosen, 1.0);
      entries_.emplace_back(row, arc.implied, -1.0);
    }
  }

  void add_outturn(const ExpandedGraph& planned, std::size_t i, double weight, int gap_row) {
    const Outturn& outturn = sample_.outturn(i);
    const PlanningProblem& problem = outturn.problem;
    const SpendModel model(problem);
    const PlanningProgram program = build_program(model, open_windows(problem));
    const int columns = static_cast<int>(cost_.size()), rows = static_cast<int>(row_lower_.size()), xs = program.graph.variable_count();
    for (Eigen::Index c = 0; c < program.lp.columns(); ++c)
      (void)add_column(weight * program.lp.c[c], program.lp.lower[c], program.lp.upper[c], c < xs);
    for (Eigen::Index r = 0; r < program.lp.rows(); ++r) (void)add_row(program.lp.row_lower[r], program.lp.row_upper[r]);
    for (int c = 0; c < program.lp.a.outerSize(); ++c)
      for (Eigen::SparseMatrix<double>::InnerIterator it(program.lp.a, c); it; ++it)
        entries_.emplace_back(rows + static_cast<int>(it.row()), columns + c, it.value());
    offset_ += weight * program.lp.offset;
    for (const int gap : program.gap_column)
      if (gap >= 0) entries_.emplace_back(gap_row, columns + gap, 1.0);
    // x_vt here = every one of: planned, as long before as the delay; predecessors, as long before as their links ask.
    for (int v = 0; v < problem.graph().node_count(); ++v) {
      const auto node = static_cast<std::size_t>(v);
      for (int t = 0; t < problem.periods(); ++t) {
        const int here = program.graph.variable(v, t);
        if (here < 0) continue;
        std::vector<int> all;  // Columns that must be 1 for it to be 1.
        bool impossible = false;
        const auto need = [&](int variable, int shift) {
          if (variable == ExpandedGraph::zero) impossible = true;
          if (variable >= 0) all.push_back(shift + variable);
        };
        if (!problem.graph().is_stage(v)) {
          const int delay = outturn.wait[node] + problem.graph().duration(v) - sample_.planned().graph().duration(v);
          need(planned.variable(v, t - delay), 0);
        }
        for (const CompletionArc& arc : problem.graph().arcs_to(v))
          need(program.graph.variable(arc.from, std::min(t - arc.delta, problem.periods() - 1)), columns);
        if (impossible) {
          upper_[static_cast<std::size_t>(columns + here)] = 0;
          continue;
        }
        for (const int column : all) {
          const int row = add_row(-optimise::infinity, 0);
          entries_.emplace_back(row, columns + here, 1.0);
          entries_.emplace_back(row, column, -1.0);
        }
        const int row = add_row(1 - static_cast<double>(all.size()), optimise::infinity);  // x >= sum - (n - 1)
        entries_.emplace_back(row, columns + here, 1.0);
        for (const int column : all) entries_.emplace_back(row, column, -1.0);
      }
    }
  }

  const OutturnSample& sample_;
  std::vector<double> cost_, lower_, upper_, row_lower_, row_upper_;
  std::vector<bool> integer_;
  std::vector<Eigen::Triplet<double>> entries_;
  double offset_ = 0;
};

}  // namespace liandong::oracle
