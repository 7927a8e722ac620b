#!/usr/bin/env bash
# One case of running on several ranks: ranks.sh CASE FOLDER_OF_PROGRAMS SOURCE_FOLDER
set -u
case=$1 bin=$2 source=$3
small=$source/tests/support/campaigns/small
export PATH=$bin:$PATH LC_ALL=C.UTF-8
# mpirun as root and on few cores; the MPI of these tests stays on this machine.
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 OMPI_MCA_rmaps_base_oversubscribe=1 OMPI_MCA_hwloc_base_binding_policy=none
# Containers forbid one process to read another's memory.
export OMPI_MCA_btl=self,vader OMPI_MCA_btl_vader_single_copy_mechanism=none OMPI_MCA_mpi_yield_when_idle=1
unset LANG LC_MESSAGES

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 1

fail() { echo "failed: $*"; for file in *.txt; do [ -s "$file" ] && { echo "--- $file"; head -c 1500 "$file"; }; done; exit 1; }
same() { diff -r "$1" "$2" >difference.txt || fail "$1 and $2 differ"; }
says() { grep -q -- "$2" "$1" || fail "$1 does not say: $2"; }
needs_mpi() {
  command -v mpirun >/dev/null || { echo "skipped: there is no mpirun here"; exit 0; }
  [ -x "$bin/liandong-mpi" ] || { echo "skipped: liandong-mpi was not built (MPI or Boost.MPI was not found)"; exit 0; }
}
ranks() { local n=$1; shift; mpirun -n "$n" liandong "$@"; }
# The processes of the ranks that this test started: they work in its folder.
rank_process() {
  local p
  for p in /proc/[0-9]*; do
    [ "$(readlink "$p/cwd")" = "$scratch" ] && [ "$(cat "$p/comm")" = liandong-mpi ] || continue
    tr '\0' '\n' <"$p/environ" | grep -qx "OMPI_COMM_WORLD_RANK=$1" && { echo "${p#/proc/}"; return; }
  done
}
# Waits until COMMAND holds, at most half a minute.
wait_for() { local i; for ((i = 0; i < 600; ++i)); do "$@" && return; sleep 0.05; done; fail "waited in vain for: $*"; }
at_least() { [ "$(find "$2" -maxdepth 2 -name "$3" 2>/dev/null | wc -l)" -ge "$1" ]; }
found() { victim=$(rank_process "$1"); [ -n "$victim" ]; }
# Runs in the background until two pieces are there, then kills RANK, before the others have made the rest: run_and_kill RANK FOLDER PATTERN COMMAND...
run_and_kill() {
  local rank=$1 folder=$2 pattern=$3
  shift 3
  ranks 3 "$@" >out.txt 2>err.txt &
  local job=$!
  wait_for found "$rank"
  wait_for at_least 2 "$folder" "$pattern"
  kill -KILL "$victim" || fail "no rank $rank to kill"
  wait "$job" && fail "a rank that dies must not look like success"
}
plan() { liandong plan "$small" --out p >/dev/null || fail "plan"; }

case $case in
  simulate) # The same bytes on 1 and 2 threads and on 1, 2 and 4 ranks.
    needs_mpi; plan
    arguments=(simulate "$small" --plan p --draws 20500 --seed 7)
    liandong "${arguments[@]}" --threads 1 --out t1 >t1.txt || fail "1 thread"
    liandong "${arguments[@]}" --threads 2 --out t2 >t2.txt || fail "2 threads"
    for n in 1 2 4; do ranks $n "${arguments[@]}" --out r$n >r$n.txt 2>e$n.txt || fail "$n ranks"; done
    for other in t2 r1 r2 r4; do same t1 $other; done
    # On the screen too, but for the seconds and the folder's name; and only once.
    for other in t1 t2 r1 r2 r4; do sed -e 's/[0-9.]* s\.$//' -e "s/Written to $other/Written/" $other.txt >$other.screen; done
    for other in t2 r1 r2 r4; do same t1.screen $other.screen; done
    says e4.txt "^4 ranks, 1 thread each"
    ;;
  until) # The rule for stopping looks at draws in their order, whoever made them.
    needs_mpi; plan
    for sampling in sobol plain; do
      arguments=(simulate "$small" --plan p --draws 200000 --until 0.02 --sampling $sampling --json)
      liandong "${arguments[@]}" >t1.txt || fail "1 thread"
      says t1.txt '"precise"'
      for n in 2 4; do ranks $n "${arguments[@]}" >r$n.txt 2>/dev/null || fail "$n ranks"; same t1.txt r$n.txt; done
    done
    ;;
  batch)
    needs_mpi
    mkdir province
    for s in 1 2 3 4; do liandong generate --projects 12 --periods 12 --seed $s --out province/city$s >/dev/null || fail "generate"; done
    cp -r province/city1 province/broken; echo nonsense >province/broken/projects.csv
    liandong batch province --threads 1 --out t1 >t1.txt 2>/dev/null; [ $? = 2 ] || fail "1 thread"
    liandong batch province --threads 2 --out t2 >t2.txt 2>/dev/null; [ $? = 2 ] || fail "2 threads"
    for n in 1 2 4; do ranks $n batch province --threads $((n % 4 / 2 + 1)) --out r$n >r$n.txt 2>e$n.txt; [ $? = 2 ] || fail "$n ranks"; done
    # Machines may have different numbers of threads.
    mpirun -n 1 liandong batch province --threads 1 --out mixed : -n 1 liandong batch province --threads 3 --out mixed >m.txt 2>em.txt
    for other in t2 r1 r2 r4 mixed; do same t1 $other; done
    [ "$(ls -d t1/city*/ | wc -l)" = 4 ] && [ ! -e t1/broken ] || fail "four plans, and none of what is broken"
    says t1/batch.csv '^broken,.*,failed,'
    says t1.txt '^  all planned  '
    ranks 2 batch province --out r2 >again.txt 2>again-errors.txt
    same t1 r2
    [ "$(grep -c "planned before" again-errors.txt)" = 4 ] || fail "nothing to plan the second time"
    ;;
  plan_alone) # A piece is what `plan` makes.
    liandong batch "$small" --out b >/dev/null 2>&1 || fail "batch"
    for s in baseline bt_barred; do
      liandong plan "$small" $([ $s = baseline ] || echo --scenario $s) --out $s >/dev/null || fail "plan $s"
      same $s b/$s
      liandong verify "$small" b/$s >/dev/null || fail "verify $s"
    done
    ;;
  restart_simulate) # 118 pieces of 1,024 draws each. A rank that dies leaves finished pieces, and a message; the same command goes on from them to the same bytes.
    needs_mpi; plan
    arguments=(simulate "$small" --plan p --draws 120832 --sampling plain --pieces pieces --out o --threads 1)
    run_and_kill 1 pieces "*.piece" "${arguments[@]}"
    says err.txt "all ranks end: a stop was asked for, or one of them has died. [0-9]* of 118 pieces are finished and lie in pieces; the same command goes on"
    says err.txt "signal 9"
    [ ! -e o ] || fail "there must be no result yet"
    kept=$(ls pieces/*.piece | wc -l)
    ranks 2 "${arguments[@]}" >again.txt 2>again-errors.txt || fail "restart"
    says again-errors.txt "$((kept * 1024)) draws were taken up from pieces"
    liandong simulate "$small" --plan p --draws 120832 --sampling plain --out fresh >/dev/null || fail "alone"
    same fresh o
    ;;
  restart_batch)
    needs_mpi
    mkdir province
    for s in $(seq 12); do liandong generate --projects 16 --periods 12 --seed $s --out province/city$s >/dev/null || fail "generate"; done
    run_and_kill 2 o plan.json batch province --gap 0.05 --out o
    says err.txt "pieces are finished and lie in o; the same command goes on"
    [ "$(wc -l <o/batch.csv)" = 1 ] || fail "there must be no summary yet"
    [ -z "$(ls -A o | grep -v -e '^city' -e '^batch.csv$' -e '^\.')" ] || fail "half a file"
    ranks 2 batch province --gap 0.05 --out o >again.txt 2>again-errors.txt || fail "restart"
    says again-errors.txt "planned before"
    [ -z "$(find o -name '.*' -not -path o)" ] || fail "what the dead rank left is still there"
    liandong batch province --gap 0.05 --out fresh >fresh.txt 2>/dev/null || fail "alone"
    same fresh o
    ;;
  leader_dies) # Rank 1 speaks for the dead.
    needs_mpi; plan
    run_and_kill 0 pieces "*.piece" simulate "$small" --plan p --draws 120832 --sampling plain --pieces pieces --out o --threads 1
    [ "$(grep -c "pieces are finished and lie in pieces" err.txt)" = 1 ] || fail "it is said once"
    ;;
  without_mpi) # Without liandong-mpi: one message, no copies that write over each other.
    cp "$bin/liandong" liandong-alone; mkdir only; mv liandong-alone only/liandong
    OMPI_COMM_WORLD_SIZE=2 OMPI_COMM_WORLD_RANK=0 only/liandong plan "$small" --out p >o0.txt 2>e0.txt; [ $? = 2 ] || fail "rank 0"
    OMPI_COMM_WORLD_SIZE=2 OMPI_COMM_WORLD_RANK=1 only/liandong plan "$small" --out p >o1.txt 2>e1.txt; [ $? = 2 ] || fail "rank 1"
    says e0.txt "mpirun needs .*liandong-mpi, which is not there"
    [ -s o0.txt ] || [ -s o1.txt ] || [ -s e1.txt ] || [ -e p ] && fail "one message and nothing else"
    only/liandong plan "$small" --out p >o2.txt || fail "alone it works"
    ! ldd only/liandong | grep -qi mpi || fail "liandong must not need MPI"
    ;;
  other_commands)
    needs_mpi
    ranks 2 plan "$small" --out p >o.txt 2>e.txt; [ $? = 2 ] || fail "status"
    [ "$(grep -c "plan works in one process" e.txt)" = 1 ] && [ ! -e p ] || fail "said once"
    [ "$(ranks 2 --version 2>/dev/null | wc -l)" = 1 ] || fail "one version"
    ;;
  bad_input) # Said once, by every rank at once, or by rank 0 about the one that reads something else.
    needs_mpi
    ranks 3 simulate "$small" --plan nowhere >o.txt 2>e.txt; [ $? = 2 ] || fail "status"
    [ "$(grep -c "^nowhere.*error" e.txt)" -ge 1 ] || fail "no error"
    [ "$(sort e.txt | grep "^nowhere" | uniq -d | wc -l)" = 0 ] || fail "said twice"
    plan; mkdir far; cp -r p far/p; cp -r "$small" near; cp -r "$small" far/near; echo >>far/near/units.csv
    mpirun -n 1 liandong simulate near --plan p --out o : -n 1 -wdir "$scratch/far" liandong simulate near --plan p --out o >o.txt 2>e.txt
    [ $? = 2 ] || fail "status"
    says e.txt "rank 1 (.*) reads something else than what rank 0 does"
    rm -r far/near
    mpirun -n 1 liandong simulate near --plan p --out o : -n 1 -wdir "$scratch/far" liandong simulate near --plan p --out o >o.txt 2>e.txt
    [ $? = 2 ] || fail "status"
    says e.txt "rank 1 (.*) cannot read or write what rank 0 does"
    ;;
  *) fail "no such case" ;;
esac
echo "as it should be"
