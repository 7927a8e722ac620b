// The program `liandong-mpi`: all that `liandong` is, on the ranks that mpirun starts.

#include <signal.h>

#include <exception>
#include <iostream>

#include "scenarios/cli/mpirun.hpp"
#include "scenarios/cli/program.hpp"
#include "scenarios/cli/session.hpp"
#include "scenarios/mpi/mpi_ranks.hpp"

int main(int argc, char** argv) {
  try {
    // MPI's own threads must not hear a stop: one thread waits for it (scenarios/cli/interrupt.hpp).
    sigset_t stops, before;
    sigemptyset(&stops);
    sigaddset(&stops, SIGINT);
    sigaddset(&stops, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &stops, &before);
    liandong::MpiRanks ranks(argc, argv);
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    if (ranks.size() == liandong::cli::ranks_started()) return liandong::cli::run_program(argc, argv, ranks);
    return liandong::cli::report_misuse(
        {.language = liandong::cli::language_of_environment()},
        {"this mpirun is of another MPI than liandong-mpi was built with", "所用 mpirun 与构建 liandong-mpi 的 MPI 不一致"});
  } catch (const std::exception& error) {
    std::cerr << "liandong: " << error.what() << "\n";
    return liandong::cli::exit_bad_input;
  }
}
