#!/usr/bin/env python3
"""Optima by HiGHS, as python3-scipy brings it, of problems in MPS files (free format, minimised, as `liandong export-mps` writes them).

    highs_check.py FILE...                       prints "FILE relaxed OPTIMUM" for each: the relaxation
    highs_check.py --integer SECONDS FILE...     prints "FILE integer OPTIMUM" if proven in that time, else "FILE bound BOUND"

The reader is written for this check alone and knows nothing of the project that wrote the files. Exit status 1 if a problem is not solved.
"""

import sys

import numpy
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_matrix, vstack


def read_mps(path):
    section, integers = "", False
    objective, types, row_number = None, [], {}
    columns, column_number, integer = [], {}, []
    entries, cost, right, ranges, low, high = [], {}, {}, {}, {}, {}
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            words = line.split()
            if not words or line.startswith("*"):
                continue
            if not line[0].isspace():
                section = words[0]
                continue
            if section == "ROWS":
                if words[0] == "N" and objective is None:
                    objective = words[1]
                else:
                    row_number[words[1]] = len(types)
                    types.append(words[0])
            elif section == "COLUMNS":
                if words[1] == "'MARKER'":
                    integers = words[2] == "'INTORG'"
                    continue
                if words[0] not in column_number:
                    column_number[words[0]] = len(columns)
                    columns.append(words[0])
                    integer.append(1 if integers else 0)
                column = column_number[words[0]]
                for row, value in zip(words[1::2], words[2::2]):
                    if row == objective:
                        cost[column] = float(value)
                    else:
                        entries.append((row_number[row], column, float(value)))
            elif section == "RHS":
                for row, value in zip(words[1::2], words[2::2]):
                    right[row_number[row]] = float(value)
            elif section == "RANGES":
                for row, value in zip(words[1::2], words[2::2]):
                    ranges[row_number[row]] = float(value)
            elif section == "BOUNDS":
                column = column_number[words[2]]
                kind, value = words[0], float(words[3]) if len(words) > 3 else None
                if kind in ("LO", "FX"):
                    low[column] = value
                if kind in ("UP", "FX"):
                    high[column] = value
                if kind in ("MI", "FR"):
                    low[column] = -numpy.inf
                if kind in ("PL", "FR"):
                    high[column] = numpy.inf
    count = len(columns)
    row_low, row_high = numpy.full(len(types), -numpy.inf), numpy.full(len(types), numpy.inf)
    for i, kind in enumerate(types):
        side = right.get(i, 0.0)
        if kind in "GE":
            row_low[i] = side
        if kind in "LE":
            row_high[i] = side
        if i in ranges and kind == "G":
            row_high[i] = side + abs(ranges[i])
        if i in ranges and kind == "L":
            row_low[i] = side - abs(ranges[i])
    rows, places, values = zip(*entries) if entries else ((), (), ())
    return {
        "matrix": csr_matrix((values, (rows, places)), shape=(len(types), count)),
        "cost": numpy.array([cost.get(j, 0.0) for j in range(count)]),
        "low": numpy.array([low.get(j, 0.0) for j in range(count)]),
        "high": numpy.array([high.get(j, numpy.inf) for j in range(count)]),
        "row_low": row_low,
        "row_high": row_high,
        "integer": numpy.array(integer),
    }


def relaxed(p):
    upper, lower, equal = numpy.isfinite(p["row_high"]), numpy.isfinite(p["row_low"]), p["row_low"] == p["row_high"]
    at_most = vstack([p["matrix"][upper & ~equal], -p["matrix"][lower & ~equal]])
    sides = numpy.concatenate([p["row_high"][upper & ~equal], -p["row_low"][lower & ~equal]])
    # Where amounts span many magnitudes HiGHS now and then cannot say what its presolved solution is worth; without presolve it can.
    for presolve in (True, False):
        found = linprog(
            p["cost"],
            A_ub=at_most if at_most.shape[0] else None,
            b_ub=sides if at_most.shape[0] else None,
            A_eq=p["matrix"][equal] if equal.any() else None,
            b_eq=p["row_low"][equal] if equal.any() else None,
            bounds=numpy.column_stack([p["low"], p["high"]]),
            method="highs",
            options={"presolve": presolve, "primal_feasibility_tolerance": 1e-9, "dual_feasibility_tolerance": 1e-9},
        )
        if found.status == 0:
            return ("relaxed", found.fun)
    return None


def whole(p, seconds):
    found = milp(
        p["cost"],
        integrality=p["integer"],
        bounds=Bounds(p["low"], p["high"]),
        constraints=LinearConstraint(p["matrix"], p["row_low"], p["row_high"]) if p["matrix"].shape[0] else None,
        options={"time_limit": seconds, "mip_rel_gap": 1e-9},
    )
    if found.status == 0:
        return ("integer", found.fun)
    return ("bound", found.mip_dual_bound) if found.status == 1 and found.mip_dual_bound is not None else None


def main(arguments):
    seconds = None
    if arguments[:1] == ["--integer"]:
        seconds, arguments = float(arguments[1]), arguments[2:]
    if not arguments:
        sys.exit(__doc__)
    solved = True
    for path in arguments:
        problem = read_mps(path)
        answer = relaxed(problem) if seconds is None else whole(problem, seconds)
        solved = solved and answer is not None
        print(path, *(("unsolved",) if answer is None else (answer[0], repr(float(answer[1])))), flush=True)
    return 0 if solved else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
