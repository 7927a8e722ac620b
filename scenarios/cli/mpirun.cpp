#include "scenarios/cli/mpirun.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <initializer_list>
#include <string>
#include <system_error>

#include "scenarios/cli/session.hpp"

namespace liandong::cli {
namespace {

/// What the first of these variables that is set says.
int number_in(std::initializer_list<const char*> names, int otherwise) {
  for (const char* name : names)
    if (const char* value = std::getenv(name); value != nullptr && *value != '\0') return std::atoi(value);
  return otherwise;
}

}  // namespace

// Of OpenMPI, and of others whose programs would not find each other here: `liandong-mpi` says so.
int ranks_started() { return std::max(1, number_in({"OMPI_COMM_WORLD_SIZE", "PMI_SIZE"}, 1)); }

bool under_mpirun() { return number_in({"OMPI_COMM_WORLD_SIZE", "PMI_SIZE"}, 0) > 0; }

int ranks_on_this_machine() { return std::max(1, number_in({"OMPI_COMM_WORLD_LOCAL_SIZE", "MPI_LOCALNRANKS"}, 1)); }

int go_on_as_rank(char** argv) {
  std::error_code error;
  const std::filesystem::path self = std::filesystem::read_symlink("/proc/self/exe", error), other = self.parent_path() / "liandong-mpi";
  if (!error) ::execv(other.c_str(), argv);
  if (number_in({"OMPI_COMM_WORLD_RANK", "PMI_RANK"}, 0) != 0) return exit_bad_input;
  const std::string path = other.string();
  return report_misuse({.language = language_of_environment()},
                       {"mpirun needs " + path + ", which is not there: build with -DLIANDONG_MPI=ON, or start liandong without mpirun",
                        "mpirun 需要 " + path + "，但该程序不存在：请以 -DLIANDONG_MPI=ON 构建，或不用 mpirun 启动 liandong"});
}

}  // namespace liandong::cli
