#pragma once

#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace liandong {

/// Pieces of work that may be done anywhere and in any order.
struct SharedWork {
  int count = 0;
  int lanes = 1;  ///< Pieces at a time on each rank.
  std::stop_token stop{};
  /// What piece i comes to; may run on several threads at once. It depends on i alone, never on who makes it.
  std::function<std::string(int)> make;
  /// On rank 0, one at a time, in the order of arrival. False: enough, no piece is begun any more.
  std::function<bool(int, std::string)> take;
};

/// The processes that do one job together: this one alone, or those that mpirun started (scenarios/mpi). All run the same program with the
/// same arguments; rank 0 puts the results together, writes and speaks.
class Ranks {
 public:
  virtual ~Ranks() = default;
  [[nodiscard]] virtual int rank() const { return 0; }
  [[nodiscard]] virtual int size() const { return 1; }
  [[nodiscard]] bool leads() const { return rank() == 0; }
  /// Rank 0; its deputy once that has died.
  [[nodiscard]] virtual bool speaks() const { return true; }

  /// What every rank brings, by rank, alike on all. Each must come.
  [[nodiscard]] virtual std::vector<std::string> meet(const std::string& mine) { return {mine}; }

  /// Makes pieces 0 .. count-1 between the ranks, whoever is free the next; each must come, with the same count. After a stop on
  /// any rank none is begun anywhere. Comes back once all that were begun are taken.
  virtual void share(const SharedWork& work);

  /// Ends all ranks at once: this one cannot go on, and the others would wait for it.
  virtual void abandon() {}
};

/// This process alone.
[[nodiscard]] Ranks& alone();

}  // namespace liandong
