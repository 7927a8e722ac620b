#include "scenarios/cli/mpirun.hpp"
#include "scenarios/cli/program.hpp"

int main(int argc, char** argv) {
  // Several copies that know nothing of each other would write the same files.
  if (liandong::cli::ranks_started() > 1) return liandong::cli::go_on_as_rank(argv);
  return liandong::cli::run_program(argc, argv, liandong::alone());
}
