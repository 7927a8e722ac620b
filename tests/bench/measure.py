"""Starts the programs that are measured, one at a time, and keeps what they say. Standard library only."""
import csv
import json
import os
import platform
import shutil
import signal
import subprocess
import time

GRACE = 60  # Seconds beyond its limit after which a program is ended.


class Bench:
    """Where the programs and the campaigns lie, and how long each may take."""

    def __init__(self, build, source, threads):
        self.bin, self.source, self.work = os.path.join(build, "bin"), source, os.path.join(build, "bench")
        self.threads, self.verified, self.broken = threads, 0, []
        shutil.rmtree(self.work, ignore_errors=True)
        os.makedirs(self.work)

    def path(self, *names):
        return os.path.join(self.work, *names)

    def call(self, command, limit):
        """Standard output, or None if the program failed or had to be ended."""
        child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, process_group=0)
        try:
            out, _ = child.communicate(timeout=limit + GRACE)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.communicate()
            return None
        return out if child.returncode == 0 else None

    def generate(self, name, cities, projects, periods, seed=1):
        folder = self.path(name)
        made = self.call([f"{self.bin}/liandong", "generate", "--cities", str(cities), "--projects", str(projects), "--periods", str(periods), "--seed", str(seed), "--out", folder], 600)
        if made is None:
            raise SystemExit(f"{name} could not be generated")
        return folder

    def mps(self, folder):
        file = self.path(os.path.basename(folder) + ".mps")
        if self.call([f"{self.bin}/liandong", "export-mps", folder, "--out", file], 600) is None:
            raise SystemExit(f"{folder} could not be exported")
        return file

    def ours(self, what, *words, limit=60, gap=0.001, threads=None, repeat=1):
        """Median run of `plan_bench what words`, by seconds; None where it did not end in time."""
        command = [f"{self.bin}/plan_bench", what, *words, "--time", str(limit), "--gap", str(gap), "--threads", str(threads or self.threads)]
        runs, begin = [], time.monotonic()
        while len(runs) < repeat and (not runs or time.monotonic() - begin < 10):
            out = self.call(command, limit)
            if out is None:
                return None
            runs.append(json.loads(out))
        return sorted(runs, key=lambda run: run.get("seconds", 0))[len(runs) // 2]

    def plan(self, folder, limit, gap=0.001, repeat=1):
        plan = self.path("plan-" + os.path.basename(folder))
        run = self.ours("plan", folder, plan, limit=limit, gap=gap, repeat=repeat)
        if run:
            run["holds"] = self.verify(folder, plan)
        return run

    def verify(self, folder, plan):
        holds = self.call([f"{self.bin}/liandong", "verify", folder, plan], 1800) is not None
        self.verified += 1
        if not holds:
            self.broken.append(os.path.basename(plan))
        return holds

    def peer(self, solver, mps, limit, gap=0.01):
        out = self.call(["/usr/bin/python3", f"{self.source}/tests/bench/peers.py", mps, "--solver", solver, "--time", str(limit), "--gap", str(gap)], limit + 2 * GRACE)
        return json.loads(out) if out else {"solver": solver, "status": "failed", "limit": limit}

    def replan(self, folder, changes, limit):
        """Re-plans after one inflow went up or down by 5 %, for inflows spread over those that the folder's plan would pay for more of; seconds each, and the gap proven."""
        rows = table(folder, "inflows.csv")
        scarce = {(row["source"], row["period"]) for row in table(self.path("plan-" + os.path.basename(folder)), "prices.csv") if float(row["value"]) > 0}
        places = [i for i, row in enumerate(rows) if (row["source"], row["period"]) in scarce]
        runs = []
        for n in range(changes):
            place = places[(2 * n + 1) * len(places) // (2 * changes)]
            changed = self.path("changed")
            copy_folder(folder, changed)
            rows_now = [dict(row) for row in rows]
            rows_now[place]["amount_wan"] = f"{float(rows[place]['amount_wan']) * (1.05 if n % 2 else 0.95):.6f}"
            write_table(changed, "inflows.csv", rows_now)
            plan = self.path("plan-changed")
            run = self.ours("replan", folder, changed, plan, limit=limit, gap=0.005)
            if run:
                run |= {"campaign": os.path.basename(folder), "source": rows[place]["source"], "period": rows[place]["period"], "holds": self.verify(changed, plan)}
                runs.append(run)
        return runs

    def more_sources(self, folder, times):
        """The same money in `times` as many sources: each is split into parts that keep a little less of what is carried over, so that no two are alike."""
        target = self.path(f"{os.path.basename(folder)}-sources{times}")
        copy_folder(folder, target)
        sources, inflows = [], []
        for part in range(times):
            for row in table(folder, "sources.csv"):
                keep = {"id": f"{row['id']}p{part}" if part else row["id"], "name_zh": f"{row['name_zh']}{part}", "name_en": f"{row['name_en']} {part}"}
                sources.append(row | keep | {"carry_over": f"{float(row['carry_over']) * (1 - 0.01 * part):.6f}"})
            for row in table(folder, "inflows.csv"):
                inflows.append(row | {"source": f"{row['source']}p{part}" if part else row["source"], "amount_wan": f"{float(row['amount_wan']) / times:.6f}"})
        write_table(target, "sources.csv", sources)
        write_table(target, "inflows.csv", inflows)
        return target

    def simulate(self, folder, draws):
        """Time of so many draws of the folder's plan, beside a NumPy version that must agree to the fen."""
        out = self.path("simulate-" + os.path.basename(folder))
        plan = self.path("plan-" + os.path.basename(folder))
        if self.call([f"{self.bin}/simulate_bench", folder, plan, out, str(draws)], 1800) is None:
            return None
        agrees = self.call(["/usr/bin/python3", f"{self.source}/tests/bench/simulate_peer.py", out], 600) is not None
        if not agrees:
            self.broken.append(os.path.basename(out))
        if not os.path.exists(os.path.join(out, "comparison.json")):
            return None
        with open(os.path.join(out, "comparison.json"), encoding="utf-8") as file:
            return json.load(file)

    def programs(self, which):
        """What program_bench says of the program as a user starts it: name, seconds, MiB."""
        out = self.call([f"{self.bin}/program_bench", f"--benchmark_filter={which}", "--benchmark_format=json"], 900)
        runs = json.loads(out)["benchmarks"] if out else []
        return [{"name": run["name"].split("/real_time")[0].split("/iterations")[0], "seconds": run["real_time"] / 1000, "mib": run["MiB"]} for run in runs if "MiB" in run]

    def instructions(self, folder, kernel):
        """Instructions that one kernel takes, in millions: the same on a busy machine as on an idle one."""
        log = self.path("callgrind.log")
        command = ["valgrind", "--tool=callgrind", f"--log-file={log}", f"--callgrind-out-file={self.path('callgrind.out')}", f"--toggle-collect=measured_{kernel}", f"{self.bin}/plan_bench", "kernel", folder, kernel]
        if shutil.which("valgrind") is None or self.call(command, 1800) is None:
            return None
        with open(log) as lines:
            counts = [int(line.rsplit(":", 1)[1].split()[0]) for line in lines if "Collected" in line]
        return counts[-1] / 1e6 if counts else None


def table(folder, name):
    with open(os.path.join(folder, name), newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def write_table(folder, name, rows):
    with open(os.path.join(folder, name), "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def copy_folder(folder, target):
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(folder, target)


def machine(source):
    """What the figures depend on."""
    def first_line(command, default="-"):
        try:
            return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, stdin=subprocess.DEVNULL).stdout.strip().splitlines()[0]
        except (OSError, IndexError):
            return default

    def package(name):
        return first_line(["dpkg-query", "-W", "-f=${Version}", name])

    with open("/proc/cpuinfo") as file:
        model = next((line.split(":", 1)[1].strip() for line in file if line.startswith("model name")), platform.machine())
    with open("/proc/meminfo") as file:
        memory = int(file.readline().split()[1]) // 2**20
    return {
        "date": time.strftime("%Y-%m-%d"),
        "processor": f"{os.cpu_count()} cores of {model}",
        "memory": f"{memory} GiB",
        "system": platform.freedesktop_os_release().get("PRETTY_NAME", "Linux"),
        "load": os.getloadavg()[0],
        "commit": first_line(["git", "-C", source, "describe", "--always", "--dirty"]),
        "compiler": first_line(["g++", "-dumpfullversion"]),
        "versions": {"HiGHS": "in python3-scipy " + package("python3-scipy"), "Clp": package("coinor-clp"), "Cbc": package("coinor-cbc"), "valgrind": package("valgrind")},
    }
