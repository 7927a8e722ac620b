"""benchmarks.json as a page: docs/benchmarks.md is one such page, of the machine and day that it names."""
import statistics


def seconds(value):
    if value is None or value is False:
        return "-"
    return f"{value * 1000:.0f} ms" if value < 1 else f"{value:.1f} s" if value < 100 else f"{value:.0f} s"


def percent(value):
    return "-" if value is None else f"{value * 100:.2f} %"


def rows(head, lines):
    return "\n".join(["| " + " | ".join(head) + " |", "|" + "---|" * len(head), *("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines), ""])


def peer_time(run):
    """Of the solver alone, reading excluded where it says so."""
    return run.get("solve_seconds") or run.get("seconds")


def best(peers, solvers):
    """The quickest that got there, as (seconds, name, True); else the longest that somebody tried, (seconds, name, False)."""
    done = [(peer_time(peers[s]), s) for s in solvers if s in peers and peers[s]["status"] == "optimal"]
    if done:
        return (*min(done), True)
    tried = [(peers[s]["limit"], s) for s in solvers if s in peers and peers[s]["status"] not in ("failed", "not installed")]
    return (*max(tried), False) if tried else None


def against(ours, theirs):
    """How many times quicker ours is; "> 12" where the peer had not got there at its limit."""
    if not ours or not theirs:
        return "-"
    return ("" if theirs[2] else "> ") + f"{theirs[0] / ours:.{0 if theirs[0] > 10 * ours else 1}f}"


def peer_cell(theirs):
    return "-" if not theirs else f"{'' if theirs[2] else '> '}{seconds(theirs[0])} ({theirs[1]})"


LP, MIP = ["highs-ipm", "highs-ds", "clp-dual", "clp-barrier"], ["highs-mip", "cbc"]


def lp_seconds(campaign):
    relax = campaign["relax"]
    return relax["seconds"] if relax and relax["status"] == "optimal" else None


def reached(campaign, gap):
    return campaign["plan"]["reached"].get(gap) if campaign["plan"] else None


def lp_processor(campaign):
    """Ratio of processor seconds, best peer to ours: steadier than wall clock where the machine is shared. Clp's include reading."""
    done = [run["cpu"] for name, run in campaign["peers"].items() if name in LP and run["status"] == "optimal"]
    return f"{min(done) / campaign['relax']['cpu']:.1f}" if done and lp_seconds(campaign) else "-"


def ratios(campaigns):
    lines = []
    for c in campaigns:
        lp, mip = best(c["peers"], LP), best(c["peers"], MIP)
        half = reached(c, "0.005")
        lines.append([c["name"], seconds(lp_seconds(c)), peer_cell(lp), against(lp_seconds(c), lp), lp_processor(c), seconds(half), peer_cell(mip), against(half, mip)])
    return rows(["campaign", "LP, ours", "LP, best peer", "times", "times, by processor seconds", "plan to 0.5 %, ours", "plan to 1 %, best peer", "times"], lines)


def disagreements(campaigns):
    """Optima that differ by more than 1e-6, plans below a bound that somebody else proved."""
    found = []
    for c in campaigns:
        optima = {name: run["objective"] for name, run in c["peers"].items() if name in LP and run["status"] == "optimal"}
        if lp_seconds(c):
            optima["ours"] = c["relax"]["objective"]
        if len(optima) > 1 and max(optima.values()) - min(optima.values()) > 1e-6 * max(map(abs, optima.values())):
            found.append(f"{c['name']}: optima of the LP {optima}")
        plans = {name: run["objective"] for name, run in c["peers"].items() if name in MIP and run.get("objective") is not None}
        bounds = {name: run["bound"] for name, run in c["peers"].items() if name in MIP and run.get("bound") is not None}
        if c["plan"]:
            plans["ours"], bounds["ours"] = c["plan"]["objective"], c["plan"]["bound"]
        for plan, cost in plans.items():
            for bound, least in bounds.items():
                if cost < least - 1e-6 * abs(least):
                    found.append(f"{c['name']}: plan of {plan} {cost} below the bound of {bound} {least}")
    return found


def programs(runs):
    """The whole program as a user starts it, by program_bench."""
    if not runs:
        return ""
    return "## The whole program\n\nReading and writing included.\n\n" + rows(["command", "wall", "memory"], [[run["name"], seconds(run["seconds"]), f"{run['mib']:.0f} MiB"] for run in runs])


def ours(campaigns, gaps):
    lines = []
    for c in campaigns:
        model, relax, plan = c["model"] or {}, c["relax"], c["plan"]
        lines.append([c["name"], model.get("projects", "-"), model.get("sources", "-"), model.get("variables", "-"), seconds(model.get("read_seconds")),
                      seconds(lp_seconds(c)), f"{relax['peak_mib']:.0f} MiB" if relax else "-",
                      *(seconds(reached(c, gap)) for gap in gaps),
                      percent(plan["gap"]) + f" at {seconds(plan['seconds'])}" if plan else f"none in {seconds(c['plan_limit'])}", f"{plan['peak_mib']:.0f} MiB" if plan else "-"])
    return rows(["campaign", "projects", "sources", "x variables", "read", "LP optimum", "memory", *(f"plan to {float(g) * 100:g} %" for g in gaps), "plan at the end", "memory"], lines)


def peers(campaigns):
    lines = []
    for c in campaigns:
        for name, run in c["peers"].items():
            objective = run.get("objective")
            lines.append([c["name"], name, run["status"], "-" if objective is None else f"{objective:.4f}", percent(run.get("gap")) if name in MIP else "", seconds(peer_time(run)),
                          seconds(run.get("cpu")), f"{run['peak_mib']:.0f} MiB" if "peak_mib" in run else "-", seconds(run["limit"])])
        relax, plan = c["relax"], c["plan"]
        if relax:
            lines.append([c["name"], "**ours, LP**", relax["status"], f"{relax['objective']:.4f}", "", seconds(relax["seconds"]), seconds(relax["cpu"]), f"{relax['peak_mib']:.0f} MiB", ""])
        if plan:
            lines.append([c["name"], "**ours, plan**", plan["outcome"], f"{plan['objective']:.4f}", percent(plan["gap"]), seconds(plan["seconds"]), seconds(plan["plan_cpu"]), f"{plan['peak_mib']:.0f} MiB", seconds(c["plan_limit"])])
    return rows(["campaign", "solver", "status", "objective, 万元", "gap", "wall", "processor", "memory", "limit"], lines)


def replan(runs):
    if not runs:
        return ""
    def step(run, name):
        """Seconds from the beginning of a step of the plan to the end of the plan."""
        return next((run["seconds"] - begin for said, begin in run.get("steps", []) if said == name), None)
    lines = [[run["campaign"], run["source"], run["period"], seconds(run["seconds"]), seconds(step(run, "allocating to the fen")), percent(run["gap"]), seconds(run["first_seconds"])] for run in runs]
    return ("## One inflow changes by 5 %\n\nPlanned to 0.3 %, then again to 0.5 % after one inflow that is scarce has changed: the new plan with its bound, and with its money in whole fen at each certainty. "
            "Median " + seconds(statistics.median(run["seconds"] for run in runs)) + ", the furthest from its bound " + percent(max(run["gap"] for run in runs)) + ".\n\n"
            + rows(["campaign", "source", "quarter", "new plan", "of it money to the fen", "gap", "first plan"], lines))


def simulation(result):
    if not result:
        return ""
    peer = result["numpy_seconds_per_draw"]
    lines = [[run["sampling"], run["threads"], run["draws"], seconds(run["wall"]), seconds(run["processor"]), f"{peer / (run['wall'] / run['draws']):.0f}"] for run in result["ours"]]
    return (f"## Simulation\n\nBoth policies of the example's plan for each draw, drawing included. A NumPy version, a loop over draws, periods and projects without the drawing, takes {seconds(peer)} a draw; on {result['draws_checked']} draws it "
            + ("gives the same to the fen.\n\n" if result["wrong"] == 0 else "**differs.**\n\n") + rows(["sampling", "threads", "draws", "wall", "processor", "times as fast as NumPy"], lines))


def growth(result):
    lines = [[name, point["size"], point["variables"] or "-", seconds(point["seconds"]) if point["seconds"] else "not within the limit",
              f"{point['seconds'] / point['variables'] * 1e6:.1f}" if point["seconds"] and point["variables"] else "-"] for name, points in result.items() for point in points]
    return "## Growth of the LP\n\nOne size changed at a time from 1 city of 200 projects, 20 quarters.\n\n" + rows(["what", "size", "x variables", "LP optimum", "µs per variable"], lines)


def report(results):
    m, campaigns = results["machine"], results["campaigns"]
    versions = ", ".join(f"{name} {version}" for name, version in m["versions"].items())
    parts = [
        "# Benchmarks\n",
        f"`make bench` ({results['mode']} mode), {m['date']}, commit {m['commit']}. {m['processor']}, {m['memory']}, {m['system']}, g++ {m['compiler']}; load at the start {m['load']:.1f}; "
        f"{results['threads']} threads for ours. {versions}.\n",
        "Campaigns come from `liandong generate`; the other solvers get the same problem from `liandong export-mps`, in the same run, one after the other. Times are wall clock without reading the input (Clp and Cbc: "
        "as they report it). *LP* is the optimum of the relaxation, proven to 1e-6; *plan to 0.5 %* is the time from the start of planning until a plan lies within 0.5 % of its proven bound, that is (plan - bound) / plan. A `>` marks a peer that had not "
        f"got there at its limit. Each of the {results.get('verified', 0)} plans was checked by `liandong verify`; " + ("all hold" if not results.get("broken") else "**these do not hold: " + ", ".join(results["broken"]) + "**") + ".\n",
        "## Ours against the best peer\n",
        ratios(campaigns),
        "\n".join(f"**Disagreement:** {line}\n" for line in disagreements(campaigns)) or "All optima of the LP agree to 1e-6, and no plan lies below a bound that another solver proved.\n",
        "## Ours\n",
        ours(campaigns, results["gaps"]),
        "## Every solver\n",
        "HiGHS's memory includes Python.\n",
        peers(campaigns),
        replan(results.get("replan")),
        growth(results["growth"]) if results.get("growth") else "",
        simulation(results.get("simulation")),
        programs(results.get("programs")),
        "## Instructions\n",
        "Counted by callgrind on a city of 30 projects and 12 quarters: the same on a busy machine as on an idle one, so a regression shows.\n",
        rows(["kernel", "million instructions"], [[name, f"{count:.1f}" if count else "-"] for name, count in results["instructions"].items()]),
    ]
    return "\n".join(part for part in parts if part)
