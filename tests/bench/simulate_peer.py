#!/usr/bin/env python3
"""The two policies of docs/maths/simulation.md as an analyst would write them with NumPy: a loop over draws, periods and projects.

    simulate_peer.py FOLDER

Carries out the draws that simulate_bench exported to FOLDER, checks that every figure is the same to the fen, and prints the time of a draw
beside ours. Reading and drawing are not in its time; they are in ours.
"""
import json
import os
import sys
import time

import numpy as np

ONE, RATE, NEVER = 1 << 32, 10**9, 1_000_000
FS, SS, FF, SF = range(4)


def scaled(fen, factor):
    return (fen * factor + ONE // 2) >> 32


def half_even(n, d):
    quotient, rest = divmod(n, d)
    return quotient + (1 if 2 * rest > d or (2 * rest == d and quotient % 2) else 0)


def nearest(value):  # Of a long double, ties to even.
    return int(np.rint(value))


class Dispatch:
    def __init__(self, model):
        self.m = model
        self.projects, self.contracts = model["projects"], model["contracts"]
        self.T, self.K, self.P = model["periods"], model["sources"], len(model["projects"])
        self.carry = np.array(model["carry"], dtype=np.int64)
        self.reserve = np.array(model["reserve"], dtype=np.int64).reshape(self.K, self.T)
        self.ceilings = np.array(model["ceilings"], dtype=np.int64).reshape(model["debtors"], model["years"])
        self.of_project = [[c for c in range(len(self.contracts)) if self.contracts[c]["project"] == j] for j in range(self.P)]

    # Dates.
    def year(self, t):
        return min((self.m["first_year_offset"] + t) // self.m["per_year"], self.m["years"] - 1)

    def length(self, v):
        return self.projects[v]["duration"] + self.longer[v] if v < self.P else 0

    def start_of(self, v):
        return max(self.start[v], self.now + 1) if self.now >= 0 and v < self.P and self.done[v] == 0 else self.start[v]

    def completion_of(self, v):
        open_ = self.now >= 0 and v < self.P and self.done[v] < self.length(v)
        return max(self.completion[v], self.now + 1) if open_ else self.completion[v]

    def earliest(self, v):
        length = self.length(v)
        bound = 1 - length
        for source, kind, lag in self.m["links"][v]:
            begin, end = self.start_of(source), self.completion_of(source)
            bound = max(bound, (end + 1 + lag, begin + lag, end + lag - length + 1, begin + lag - length)[kind])
        return bound

    def settle_stage(self, v):
        first = self.earliest(v)
        self.start[v], self.completion[v] = (first, first - 1) if first < NEVER // 2 else (NEVER, NEVER)

    def begin(self, draw):
        self.cost_factor, self.longer, self.approval, self.quit, self.rates = (draw[x] for x in ("cost_factor", "longer", "approval", "quit", "rates"))
        self.inflow = np.array(draw["inflow"], dtype=np.int64).reshape(self.K, self.T)
        nodes = self.P + self.m["stages"]
        self.start, self.completion, self.done, self.now = [NEVER] * nodes, [NEVER] * nodes, [0] * nodes, -1
        self.balance, self.due = np.zeros(self.K, dtype=np.int64), np.zeros((self.K, self.T), dtype=np.int64)
        self.drawn = np.zeros((len(self.contracts), self.T), dtype=np.int64)
        self.foreseen, self.owed = np.zeros_like(self.ceilings), np.zeros_like(self.ceilings)
        self.handed = [False] * self.P
        self.gap = np.zeros(self.T, dtype=np.int64)
        self.paid = self.service = 0
        for v in self.m["order"]:
            if v >= self.P:
                self.settle_stage(v)
            else:
                self.start[v] = max(self.projects[v]["start"] + self.approval[v], self.projects[v]["earliest"], self.earliest(v))
                self.completion[v] = self.start[v] + self.length(v) - 1

    # One line of spend.
    def line(self, j):
        project, done = self.projects[j], self.done[j]
        spent = project["profiles"][self.longer[j]]
        spend = scaled(spent[done + 1], self.cost_factor[j]) - scaled(spent[done], self.cost_factor[j])
        planned = done if self.longer[j] == 0 else done * project["duration"] // self.length(j)
        return {"j": j, "spend": spend, "left": spend, "match": 0, "shares": project["lines"][planned], "paid": [0] * len(project["offers"]), "taken": []}

    def may_pay(self, offer, j):
        if self.quit[offer["number"]]:
            return False
        return "lawful" not in offer or offer["lawful"][min(max(self.start[j], 0), self.T - 1)]

    def room(self, line, o, offer, t):
        room = min(offer["share"] * line["spend"] // RATE - line["paid"][o], line["left"])
        if "match" in offer:
            weight = offer["own"] - offer["match"][t]
            if weight < 0:
                room = min(room, line["match"] // -weight)
        return room

    def take(self, line, o, offer, amount, t):
        if amount <= 0:
            return
        line["paid"][o] += amount
        line["left"] -= amount
        line["match"] += amount * (offer["own"] - (offer["match"][t] if "match" in offer else 0))
        self.balance[offer["source"]] -= amount
        line["taken"].append((offer, amount))
        if offer["contract"] >= 0:
            self.drawn[offer["contract"], t] += amount
            self.foresee(self.contracts[offer["contract"]], amount, t, 1)

    def give_back(self, line, t):
        for offer, amount in line["taken"]:
            self.balance[offer["source"]] += amount
            if offer["contract"] >= 0:
                self.drawn[offer["contract"], t] -= amount
                self.foresee(self.contracts[offer["contract"]], amount, t, -1)

    def factors(self, contract, t):
        before = min(max(0, self.completion[contract["project"]] - t), contract["most_before"])
        n = contract["instalments"]
        return contract["factors"][before * n:(before + 1) * n]

    def foresee(self, contract, amount, t, sign):
        for factor, after in zip(self.factors(contract, t), contract["dates"]):
            self.foreseen[contract["debtor"], self.year(self.completion[contract["project"]] + after)] += sign * scaled(amount, factor)

    def service_room(self, contract, amount, t):
        by_year = {}
        for factor, after in zip(self.factors(contract, t), contract["dates"]):
            year = self.year(self.completion[contract["project"]] + after)
            by_year[year] = by_year.get(year, 0) + factor
        for year, factor in by_year.items():
            room = int(self.ceilings[contract["debtor"], year] - self.foreseen[contract["debtor"], year]) + 100
            if room <= 0 and factor > 0:
                return 0
            if scaled(amount, factor) > room:
                amount = room * ONE // factor
        return amount

    def pay_planned(self, line, t, contracts):
        offers = self.projects[line["j"]]["offers"]
        for o, begin, end in line["shares"]:
            offer = offers[o]
            if (offer["contract"] >= 0) != contracts or not self.may_pay(offer, line["j"]):
                continue
            part = (line["spend"] * end >> 62) - (line["spend"] * begin >> 62)
            amount = min(part, int(self.balance[offer["source"]]), self.room(line, o, offer, t))
            if contracts and amount > 0:
                amount = self.service_room(self.contracts[offer["contract"]], amount, t)
            self.take(line, o, offer, amount, t)

    def pay_free(self, line, t):
        project = self.projects[line["j"]]
        offers = project["offers"]
        turns = [o for o, _, _ in line["shares"] if offers[o]["contract"] < 0] + project["fallbacks"] + [o for o in project["fallbacks"] if "match" in offers[o]]
        for o in turns:
            if line["left"] <= 0:
                break
            offer = offers[o]
            free = int(self.balance[offer["source"]] - self.reserve[offer["source"], t])
            if free > 0 and self.may_pay(offer, line["j"]):
                self.take(line, o, offer, min(free, self.room(line, o, offer, t)), t)

    # Debts.
    def instalments(self, contract, draws, completion):
        per_year, rate = self.m["per_year"], self.rates[contract["terms"]]
        if not contract["bt"]:
            project = self.projects[contract["project"]]
            capital = sum(amount for _, amount in draws)
            operating, fees = (half_even(project[x] * capital, project["cost"]) for x in ("operating", "fees"))
            one = np.longdouble(RATE)
            discount, margin = 1 + np.longdouble(contract["discount"]) / one, 1 + np.longdouble(contract["profit"]) / one
            for year in range(contract["subsidy_years"]):
                factor = margin * np.power(discount, np.longdouble(contract["first_exponent"] + year)) / np.longdouble(contract["subsidy_years"])
                yield (year + 1) * per_year, nearest(max(np.longdouble(0), np.longdouble(capital) * factor + np.longdouble(operating) * margin - np.longdouble(fees)))
            return
        halves = [(2 * (completion - t) + contract["half_periods"], amount) for t, amount in draws]
        if contract["compound"]:
            annual, agreed = np.longdouble(rate) / np.longdouble(RATE), np.longdouble(contract["return"]) / np.longdouble(RATE)
            total = np.longdouble(0)
            for half, amount in halves:
                total += np.longdouble(amount) * (np.power(1 + annual, np.longdouble(half) / np.longdouble(2 * per_year)) + agreed)
            base = nearest(total)
        else:
            unit = RATE * 2 * per_year
            base = half_even(sum(amount * (unit + rate * half + contract["return"] * 2 * per_year) for half, amount in halves), unit)
        count = contract["instalments"]
        if contract["repayment"] == 0:
            step = np.longdouble(rate) / np.longdouble(RATE) * (np.longdouble(contract["interval"]) / np.longdouble(per_year))
            n = np.longdouble(count)
            if step == 0:
                level_factor = 1 / n
            else:
                debt = 1 + np.longdouble(rate) / np.longdouble(RATE) * (np.longdouble(contract["first_after"]) / np.longdouble(per_year))
                level_factor = debt / (-np.expm1(-n * np.log1p(step)) / step * (1 + step))
            level = nearest(np.longdouble(base) * level_factor)
        left = base
        for i in range(count):
            interest = half_even(left * rate * (contract["interval"] if i else contract["first_after"]), RATE * per_year)
            principal = left
            if i + 1 < count:
                principal = (level - interest if contract["repayment"] == 0 else half_even(base, count) if contract["repayment"] == 1
                             else half_even(base * contract["shares"][i], RATE))
            yield contract["first_after"] + i * contract["interval"], principal + interest
            left -= principal

    def hand_over(self, j, completion, now):
        self.handed[j] = True
        for c in self.of_project[j]:
            contract = self.contracts[c]
            draws = [(t, int(self.drawn[c, t])) for t in range(self.T) if self.drawn[c, t] > 0]
            if not draws:
                continue
            for after, amount in self.instalments(contract, draws, completion):
                self.service += amount
                self.owed[contract["debtor"], self.year(completion + after)] += amount
                if completion + after < self.T:
                    self.due[contract["payer"], completion + after] += amount
        if now == completion:
            self.pay_service(now)

    def pay_service(self, t):
        paid = np.minimum(self.due[:, t], self.balance)
        self.balance -= paid
        self.gap[t] += (self.due[:, t] - paid).sum()
        self.due[:, t] = 0

    def receive(self, t):
        kept = np.where(self.carry == RATE, self.balance, self.carry * (self.balance // RATE) + self.carry * (self.balance % RATE) // RATE)
        self.balance = kept + self.inflow[:, t]

    def finish(self):
        cost = later = 0
        for j, project in enumerate(self.projects):
            if project["start"] < 0:
                continue
            spent = project["profiles"][self.longer[j]]
            total = scaled(spent[-1], self.cost_factor[j])
            cost += total
            later += total - scaled(spent[self.done[j]], self.cost_factor[j])
            if not self.handed[j] and self.of_project[j]:
                self.hand_over(j, self.completion[j], NEVER)
        return {"cost": cost, "later": later, "over": int(np.maximum(0, self.owed - self.ceilings).sum())}

    def result(self, end):
        return dict(end, gap=self.gap.tolist(), paid=self.paid, service=self.service, completion=self.completion)

    def hold_schedule(self, draw):
        self.begin(draw)
        for t in range(self.T):
            self.receive(t)
            lines = []
            for v in self.m["order"]:
                if v < self.P and self.start[v] <= t <= self.completion[v]:
                    lines.append(self.line(v))
                    self.done[v] += 1
                    self.pay_planned(lines[-1], t, True)
            for line in lines:
                if self.completion[line["j"]] == t:
                    self.hand_over(line["j"], t, NEVER)
            self.pay_service(t)
            for line in lines:
                self.pay_planned(line, t, False)
            for line in lines:
                self.pay_free(line, t)
                self.paid += line["spend"] - line["left"]
                self.gap[t] += line["left"]
        return self.result(self.finish())

    def may_finish(self, v, t):
        for source, kind, lag in self.m["links"][v]:
            if kind == FF and t < self.completion_of(source) + lag or kind == SF and t < self.start_of(source) + lag - 1:
                return False
        return True

    def hold_budget(self, draw):
        self.begin(draw)
        for t in range(self.T):
            self.now = t
            self.receive(t)
            self.pay_service(t)
            served = set()
            for free in (False, True):
                for v in self.m["order"]:
                    if v >= self.P:
                        if self.m["stage_leads"][v - self.P]:
                            self.settle_stage(v)
                        continue
                    if v in served or self.done[v] == self.length(v) or self.start[v] > t:
                        continue
                    if self.done[v] == 0:
                        self.start[v] = max(t, self.earliest(v))
                        self.completion[v] = self.start[v] + self.length(v) - 1
                        if self.start[v] > t:
                            continue
                    if self.done[v] + 1 == self.length(v) and not self.may_finish(v, t):
                        continue
                    line = self.line(v)
                    self.pay_planned(line, t, True)
                    self.pay_planned(line, t, False)
                    if free:
                        self.pay_free(line, t)
                    if line["left"] > 0:
                        self.give_back(line, t)
                        continue
                    served.add(v)
                    self.paid += line["spend"]
                    self.done[v] += 1
                    if self.done[v] == self.length(v):
                        self.hand_over(v, t, t)
            for j in range(self.P):
                if self.projects[j]["start"] < 0 or j in served or self.start[j] > t or self.done[j] == self.length(j):
                    continue
                if self.done[j] == 0:
                    self.start[j], self.completion[j] = t + 1, t + self.length(j)
                else:
                    self.completion[j] += 1
        self.now = -1
        end = self.finish()
        for v in self.m["order"]:
            if v >= self.P:
                self.settle_stage(v)
            elif self.done[v] < self.length(v):
                self.completion[v] = NEVER
        return self.result(end)


def main(folder):
    read = lambda name: json.load(open(os.path.join(folder, name), encoding="utf-8"))
    dispatch, draws, times = Dispatch(read("model.json")), read("draws.json"), read("times.json")
    wrong, begin = [], time.process_time()
    results = [(dispatch.hold_schedule(draw), dispatch.hold_budget(draw)) for draw in draws]
    seconds = time.process_time() - begin
    for i, (draw, both) in enumerate(zip(draws, results)):
        for policy, result in zip(("hold_schedule", "hold_budget"), both):
            wrong += [f"draw {i} {policy} {key}: ours {draw[policy][key]}, here {result[key]}" for key in draw[policy] if draw[policy][key] != result[key]]
    print("\n".join(wrong[:10]) if wrong else f"{len(draws)} draws agree to the fen")
    each = seconds / len(draws)
    print(f"NumPy: {1000 * each:.1f} ms a draw, {each * 10000:.0f} s for 10,000")
    for entry in times:
        per = entry["wall"] / entry["draws"]
        print(f"ours, {entry['sampling']}, {entry['threads']} threads: {1000 * per:.3f} ms a draw, {each / per:.0f} times as fast ({each / (entry['processor'] / entry['draws']):.0f} by processor time)")
    json.dump({"numpy_seconds_per_draw": each, "draws_checked": len(draws), "wrong": len(wrong), "ours": times}, open(os.path.join(folder, "comparison.json"), "w"), indent=1)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
