#pragma once

#include <memory>
#include <string>
#include <vector>

#include "scenarios/ranks.hpp"

namespace liandong {

/// The processes that mpirun started. One object in a program, from its first line to its last.
class MpiRanks : public Ranks {
 public:
  MpiRanks(int& argc, char**& argv);
  ~MpiRanks() override;

  [[nodiscard]] int rank() const override;
  [[nodiscard]] int size() const override;
  [[nodiscard]] bool speaks() const override;
  [[nodiscard]] std::vector<std::string> meet(const std::string& mine) override;
  void share(const SharedWork& work) override;
  void abandon() override;

 private:
  void lead(const SharedWork& work, int followers_open);
  void follow(const SharedWork& work);

  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace liandong
