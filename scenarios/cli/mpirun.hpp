#pragma once

namespace liandong::cli {

[[nodiscard]] bool under_mpirun();
/// As how many processes mpirun started this program, on all machines and on this one; 1 where it did not.
[[nodiscard]] int ranks_started();
[[nodiscard]] int ranks_on_this_machine();

/// One of several: goes on as `liandong-mpi`, which lies beside this program and knows of the others. Comes back, with the exit status,
/// only if it is not there; rank 0 has said so then.
[[nodiscard]] int go_on_as_rank(char** argv);

}  // namespace liandong::cli
