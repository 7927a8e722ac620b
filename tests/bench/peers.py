#!/usr/bin/python3
"""Other solvers on an MPS file that `liandong export-mps` wrote; one line of JSON for each solver.

    peers.py FILE.mps --solver highs-ipm --solver clp-dual --time 600

highs-ipm, highs-ds    the relaxation, by scipy.optimize.linprog (interior point with crossover; dual simplex)
highs-mip              whole decisions, by scipy.optimize.milp, to --gap
clp-dual, clp-barrier  the relaxation, by Clp's command line program
cbc                    whole decisions, by Cbc's command line program, to --gap

`seconds` and `cpu` are the solver's alone for HiGHS; for Clp and Cbc they are the whole program's, reading included (`solve_seconds` is
what it says of itself). `peak_mib` is the whole process's, so for HiGHS it includes Python and the reader (`read_mib`). Needs Debian's
python3-scipy, coinor-clp, coinor-cbc.
"""
import argparse
import array
import json
import os
import re
import resource
import signal
import subprocess
import sys
import tempfile
import time

GRACE = 60  # Seconds beyond the limit after which a solver that does not keep it is ended.
SOLVERS = ["highs-ipm", "highs-ds", "highs-mip", "clp-dual", "clp-barrier", "cbc"]


def read_mps(path):
    """Free-form MPS as (cost, constant, matrix, row lower, row upper, lower, upper, integer)."""
    import numpy as np
    from scipy.sparse import csr_matrix

    rows, kinds, columns, objective, section, whole = {}, [], {}, None, "", False
    row_of, column_of, value = array.array("i"), array.array("i"), array.array("d")
    cost, rhs, ranges, bounds, integer = {}, {}, {}, [], []
    with open(path) as file:
        for line in file:
            field = line.split()
            if not field or line[0] == "*":
                continue
            if line[0] not in " \t":
                section = field[0]
            elif section == "COLUMNS":
                if len(field) == 3 and field[1] == "'MARKER'":
                    whole = field[2] == "'INTORG'"
                    continue
                j = columns.setdefault(field[0], len(columns))
                if j == len(integer):
                    integer.append(whole)
                for i in range(1, len(field), 2):
                    if field[i] == objective:
                        cost[j] = float(field[i + 1])
                    else:
                        row_of.append(rows[field[i]])
                        column_of.append(j)
                        value.append(float(field[i + 1]))
            elif section == "ROWS":
                if field[0] == "N":
                    objective = objective or field[1]
                else:
                    rows[field[1]] = len(kinds)
                    kinds.append(field[0])
            elif section in ("RHS", "RANGES"):
                into = rhs if section == "RHS" else ranges
                for i in range(1, len(field), 2):
                    into[field[i]] = float(field[i + 1])
            elif section == "BOUNDS":
                bounds.append((field[0], columns[field[2]], float(field[3]) if len(field) > 3 else 0.0))

    m, n = len(kinds), len(columns)
    matrix = csr_matrix((np.frombuffer(value), (np.frombuffer(row_of, np.int32), np.frombuffer(column_of, np.int32))), shape=(m, n))
    c = np.zeros(n)
    c[list(cost)] = list(cost.values())
    constant = -rhs.pop(objective, 0.0)  # The right side of the objective row is less its constant.
    row_lower, row_upper = np.full(m, -np.inf), np.full(m, np.inf)
    for name, i in rows.items():
        b, kind, width = rhs.get(name, 0.0), kinds[i], ranges.get(name)
        if kind in "EG":
            row_lower[i] = b
        if kind in "EL":
            row_upper[i] = b
        if width is not None:
            if kind == "G" or (kind == "E" and width > 0):
                row_upper[i] = b + abs(width)
            else:
                row_lower[i] = b - abs(width)
    lower, upper = np.zeros(n), np.full(n, np.inf)
    for kind, j, b in bounds:
        if kind in ("LO", "FX", "LI"):
            lower[j] = b
        if kind in ("UP", "FX", "UI"):
            upper[j] = b
        if kind == "BV":
            upper[j] = 1.0
        if kind in ("FR", "MI"):
            lower[j] = -np.inf
    return c, constant, matrix, row_lower, row_upper, lower, upper, np.array(integer, dtype=int)


def peak_mib(who):
    return round(resource.getrusage(who).ru_maxrss / 1024, 1)


def highs(solver, path, limit, gap):
    """Runs inside a process of its own; what HiGHS prints goes where standard error goes."""
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, linprog, milp
    from scipy.sparse import vstack

    begin = time.monotonic()
    c, constant, matrix, row_lower, row_upper, lower, upper, integer = read_mps(path)
    answer = {"rows": matrix.shape[0], "columns": matrix.shape[1], "entries": int(matrix.nnz), "read_seconds": round(time.monotonic() - begin, 2),
              "read_mib": peak_mib(resource.RUSAGE_SELF)}
    wall, cpu = time.monotonic(), time.process_time()
    if solver == "highs-mip":
        result = milp(c, integrality=integer, bounds=Bounds(lower, upper), constraints=LinearConstraint(matrix, row_lower, row_upper),
                      options={"disp": True, "time_limit": limit, "mip_rel_gap": gap})
        bound = getattr(result, "mip_dual_bound", None)
        answer["bound"] = None if bound is None or not np.isfinite(bound) else bound + constant
    else:
        equal = row_lower == row_upper
        above, below = ~equal & np.isfinite(row_upper), ~equal & np.isfinite(row_lower)
        result = linprog(c, A_ub=vstack([matrix[above], -matrix[below]]), b_ub=np.concatenate([row_upper[above], -row_lower[below]]),
                         A_eq=matrix[equal], b_eq=row_upper[equal], bounds=np.column_stack([lower, upper]), method=solver,
                         options={"disp": True, "time_limit": limit})
    answer["seconds"], answer["cpu"] = round(time.monotonic() - wall, 3), round(time.process_time() - cpu, 3)
    answer["status"] = {0: "optimal", 1: "limit", 2: "infeasible", 3: "unbounded"}.get(result.status, "failed")
    solved = result.fun is not None and (result.status == 0 or solver == "highs-mip")
    answer["objective"] = float(result.fun) + constant if solved else None
    answer["peak_mib"] = peak_mib(resource.RUSAGE_SELF)
    print(json.dumps(answer))


NUMBER = r"[-+]?[0-9.]+(?:e[-+]?[0-9]+)?"


def highs_trace(text):
    """Best plan as HiGHS's log shows it falling: seconds, objective, bound."""
    trace = []
    for line in text.splitlines():
        found = re.search(rf"%\s+({NUMBER})\s+({NUMBER})\s+\S+%\s.*?([0-9.]+)s\s*$", line)
        if found and (not trace or float(found[2]) != trace[-1][1]):
            trace.append([float(found[3]), float(found[2]), float(found[1])])
    return trace


def cbc_trace(text):
    trace = []
    for line in text.splitlines():
        found = re.search(rf"Integer solution of ({NUMBER}) found .*\(({NUMBER}) seconds\)", line)
        if found:
            trace.append([float(found[2]), float(found[1]), None])
    return trace


def parse_clp(text):
    found = re.search(rf"Optimal objective ({NUMBER}) - \d+ iterations time ({NUMBER})", text)
    if found:
        return {"status": "optimal", "objective": float(found[1]), "solve_seconds": float(found[2])}
    return {"status": "infeasible" if "infeasible" in text.lower() else "limit", "objective": None}


def parse_cbc(text):
    def number(label):
        found = re.search(rf"^{label}:\s+({NUMBER})", text, re.MULTILINE)
        return float(found[1]) if found else None

    answer = {"objective": number("Objective value"), "bound": number("Lower bound"), "solve_seconds": number(r"Time \(Wallclock seconds\)")}
    if "Result - Optimal solution found" in text:  # Within the ratio asked for, too.
        answer["status"] = "optimal"
    else:
        answer["status"] = "infeasible" if "Result - Problem proven infeasible" in text else "limit"
        if "No feasible solution found" in text:
            answer["objective"] = None
    return answer


def command(solver, path, limit, gap):
    if solver.startswith("highs"):
        return ["/usr/bin/python3", os.path.abspath(__file__), path, "--inside", solver, "--time", str(limit), "--gap", str(gap)]
    if solver == "cbc":
        return ["cbc", path, "-timeMode", "elapsed", "-sec", str(limit), "-ratio", str(gap), "-solve"]
    return ["clp", path, "-seconds", str(limit), "-dualsimplex" if solver == "clp-dual" else "-barrier"]


def run(solver, path, limit, gap, log):
    """Starts the solver, waits for it at most `limit` + GRACE seconds, and says what came of it."""
    answer = {"solver": solver, "file": os.path.basename(path), "limit": limit}
    with tempfile.TemporaryFile("w+") as out, open(log, "w+") if log else tempfile.TemporaryFile("w+") as told:
        begin = time.monotonic()
        highs_own = solver.startswith("highs")
        try:
            child = subprocess.Popen(command(solver, path, limit, gap), stdout=out if highs_own else told, stderr=told, stdin=subprocess.DEVNULL, process_group=0)
        except FileNotFoundError:
            return answer | {"status": "not installed", "objective": None}
        killed = False
        while True:
            pid, state, use = os.wait4(child.pid, os.WNOHANG)
            if pid:
                break
            if time.monotonic() - begin > limit + GRACE:
                os.killpg(child.pid, signal.SIGKILL)
                killed = True
                _, state, use = os.wait4(child.pid, 0)
                break
            time.sleep(0.01)
        child.returncode = os.waitstatus_to_exitcode(state)
        answer |= {"seconds": round(time.monotonic() - begin, 3), "cpu": round(use.ru_utime + use.ru_stime, 3), "peak_mib": round(use.ru_maxrss / 1024, 1)}
        told.seek(0)
        text = told.read()
        if killed or (highs_own and child.returncode != 0):
            answer |= {"status": "ended at the limit" if killed else "failed", "objective": None}
        elif highs_own:
            out.seek(0)
            answer |= json.loads(out.read().strip().splitlines()[-1])
        else:
            answer |= parse_cbc(text) if solver == "cbc" else parse_clp(text)
        if solver in ("highs-mip", "cbc"):
            answer["trace"] = highs_trace(text) if highs_own else cbc_trace(text)
            if answer.get("objective") and answer.get("bound") is not None:
                answer["gap"] = (answer["objective"] - answer["bound"]) / abs(answer["objective"])
    return answer


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file")
    parser.add_argument("--solver", action="append", choices=SOLVERS, help="may be given several times; all if absent")
    parser.add_argument("--time", type=float, default=600, help="seconds for each solver (600)")
    parser.add_argument("--gap", type=float, default=0.01, help="relative gap at which whole plans stop (0.01)")
    parser.add_argument("--log", help="keep what the solver prints in this file")
    parser.add_argument("--inside", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.inside:
        # HiGHS prints on file descriptor 1: keep that for the one line of JSON.
        ours = os.dup(1)
        os.dup2(2, 1)
        sys.stdout = os.fdopen(ours, "w")
        return highs(arguments.inside, arguments.file, arguments.time, arguments.gap)
    for solver in arguments.solver or SOLVERS:
        print(json.dumps(run(solver, arguments.file, arguments.time, arguments.gap, arguments.log)), flush=True)


if __name__ == "__main__":
    main()
