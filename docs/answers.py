#!/usr/bin/env python3
"""Writes docs/guide/answers.md and docs/zh/answers.md: the questions of the guide with what the program answers today.

Usage, from the root of the repository: docs/answers.py BUILD/bin/liandong [FOLDER]
Takes some minutes. With FOLDER, what was printed is kept there, and a later run asks only what is not there. Nothing is edited by hand afterwards: only lines that repeat or lead too far are left out, marked by an ellipsis.
"""

import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
PLAN = "plan data/wuchuang --gap 0.01 --out plan"

# Who asks; the question; what is run; which lines are shown, as (first line matches, how many); what to see in it. English, Chinese.
ANSWERS = [
    dict(
        who=("Leadership", "领导"),
        ask=("Which title is in danger?", "哪个称号有风险？"),
        run="simulate data/wuchuang --plan plan --draws 2000 --seed 1 --unit yi",
        show=[(r"Chance of being|按时概率", 15)],
        see=("Each stage with the chance that it is on time, under both policies.", "各阶段按期的概率，两种做法分列。"),
    ),
    dict(
        who=("Leadership", "领导"),
        ask=("What makes plan A better than plan B, and what does it cost?", "方案甲比方案乙好在哪里，代价多大？"),
        run="compare data/wuchuang baseline province_land --gap 0.01 --unit yi --bridge",
        show=[(r"^Gap \(|^资金缺口（", 13), (r"What differs|有何差别", 4), (r"From baseline|从 baseline", 8)],
        see=("The same measures side by side, then which difference explains how much of the change; the steps add up to the fen.",
             "相同指标并列，其后为各项差别各占多少，合计分毫不差。"),
    ),
    dict(
        who=("Leadership", "领导"),
        ask=("What is the worst case?", "最坏的情况如何？"),
        run="stress data/wuchuang --gap 0.01 --unit yi",
        show=[(r".", 22)],
        see=("Each mishap by itself: the damage with dates held, and what the cheapest cure leaves of it. All at once: the CVaR of `simulate`.",
             "逐项冲击：日期不变时的损失，以及最省办法之后还剩多少。同时发生的情况见 `simulate` 的 CVaR。"),
    ),
    dict(
        who=("Leadership", "领导"),
        ask=("What must be decided today?", "今天必须决定什么？"),
        run="alternatives data/wuchuang --gap 0.01 --time 6 --unit yi",
        show=[(r".", 24)],
        see=("Clearly different plans within 2 % of the best, and what all of them begin in the same quarter: that is safe to start.",
             "与最优相差不超过 2% 而明显不同的方案，以及各方案同一季开工的项目：这些可以放心先动。"),
    ),
    dict(
        who=("Leadership", "领导"),
        ask=("How much more money would win all firm titles on time?", "再有多少钱才能使必达称号全部按期？"),
        run="reach data/wuchuang --unit yi",
        show=[(r".", 22)],
        see=("By unit and quarter, and the amount below which it is proven impossible.", "按单位和季度列出，并给出已证明不可能的下限。"),
    ),
    dict(
        who=("Leadership", "领导"),
        ask=("What can be traded for what?", "哪些可以互相取舍？"),
        run="frontier data/wuchuang --plans 5 --gap 0.02 --time 30 --unit yi",
        show=[(r".", 16)],
        see=("Plans that no other one beats in gap, public money and lateness.", "在缺口、财政支出、逾期三者上互不占优的方案。"),
    ),
    dict(
        who=("Leadership", "领导"),
        ask=("Which dates are safest, whatever comes?", "不论情况如何，哪些日期最稳妥？"),
        run="hedge data/wuchuang --draws 12 --fresh 32 --gap 0.03 --unit yi",
        show=[(r".", 22), (r"^No dates|^在搜索|^任何", 6)],
        see=("Dates decided before the draw, money after it; judged on draws that took no part in the search. All means are far above the plan's own "
             "cost, because the plan counts on everything coming as written.",
             "日期先定，资金待情况明了后再定；以未参与搜索的抽样评判。各平均值远高于计划本身的目标值，因为计划假定一切如期。"),
    ),
    dict(
        who=("Finance bureau", "财政局"),
        ask=("Where is the gap, in which quarter, and can it be closed?", "缺口在哪里、在哪一季、能否弥补？"),
        run="explain data/wuchuang plan --gap",
        show=[(r".", 26)],
        see=("What would close it, by source and quarter; and what no money could.", "何种资金在何时可以弥补，以及哪些不是钱的问题。"),
    ),
    dict(
        who=("Finance bureau", "财政局"),
        ask=("What is the next 1,000 万元 worth, in which fund and which quarter?", "再有1000万元，放在哪项资金、哪一季最值？"),
        run="prices data/wuchuang plan --source f-city --source s-central-env --quarter 2013Q2",
        show=[(r".", 24)],
        see=("What one more 万元 of two of the funds is worth in one quarter, by planning anew; without `--source` of all funds.", "两项资金在某一季每增加一万元值多少，由重新编制计划得出；不加 `--source` 则为全部资金。"),
    ),
    dict(
        who=("Finance bureau", "财政局"),
        ask=("Which money may pay for which project?", "哪些资金可以用于哪些项目？"),
        run="explain data/wuchuang plan --project {project}",
        show=[(r".", 24)],
        see=("Who pays a project, who might, and why not the others.", "由谁出资、还可由谁出资、其余为何不行。"),
    ),
    dict(
        who=("Finance bureau", "财政局"),
        ask=("Does the local match hold? What do BT and BOT already claim of future budgets?", "地方配套是否到位？BT、BOT 已占用多少未来预算？"),
        run="plan data/wuchuang --gap 0.01 --out plan --unit yi",
        show=[(r"^Debt service|^支出责任", 12), (r"^Rules:|^规则", 2)],
        see=("The compliance sheet and the debt table of the plan.", "计划的合规表与债务表。"),
    ),
    dict(
        who=("Finance bureau", "财政局"),
        ask=("What must move if the approved plan should change little?", "已批计划要少改，哪些必须动？"),
        run="plan data/wuchuang --scenario bt_barred --from plan --moves 5 --gap 0.01 --out near",
        show=[(r"^Moves from|^相对", 6)],
        see=("At most five projects move, each with its reason; what the limit costs is said.", "至多改动五个项目，逐个说明原因，并说明限制的代价。"),
    ),
]

TITLE = ("# Questions and what the program answers", "# 每个问题的回答")
LEAD = ("The questions of [the example campaign](example-campaign.md#questions-each-with-its-command), each with its command and what it says. "
        "Everything below is printed by the program (`docs/answers.py` writes this page); “…” marks lines left out. "
        "Amounts rest on the example's inputs, whose sources, recalled and illustrative ones too, are in its tables.",
        "[示例创建](example-campaign.md#每个问题一条命令)中的各个问题，附命令与程序的回答。以下内容均为程序输出（本页由 `docs/answers.py` 写成），“…”表示略去若干行。"
        "金额以示例数据为准，各项数据的来源（含回忆与示意）见其表格。")


def shown(text, picks):
    lines = text.rstrip("\n").split("\n")
    out, at = [], 0
    for pattern, count in picks:
        begin = next((i for i in range(at, len(lines)) if re.search(pattern, lines[i])), None)
        if begin is None:
            raise SystemExit(f"nothing like {pattern!r} in:\n{text}")
        if begin > at:
            out.append("…")
        at = min(begin + count, len(lines))
        out += lines[begin:at]
    if at < len(lines):
        out.append("…")
    return "\n".join(out)


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    kept = pathlib.Path(sys.argv[2]).resolve() if len(sys.argv) > 2 else None
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "data").symlink_to(ROOT / "data")

        def run(words, language):
            name = re.sub(r"[^a-z0-9_.-]+", "_", f"{language} {words}") + ".txt"
            if kept and (kept / name).exists():
                return (kept / name).read_text()
            done = subprocess.run([program, *words.split(), "--lang", language], cwd=folder, capture_output=True, text=True)
            if done.returncode not in (0, 6):
                raise SystemExit(f"{words}: exit {done.returncode}\n{done.stderr}")
            if kept:
                kept.mkdir(parents=True, exist_ok=True)
                (kept / name).write_text(done.stdout)
            print(language, words, flush=True)
            return done.stdout

        plan = f"{program} {PLAN} --lang en".split()
        subprocess.run(plan, cwd=folder, check=True, capture_output=True)
        project = (pathlib.Path(folder) / "plan" / "gap.csv").read_text().split("\n")[1].split(",")[0]
        for n, (language, page) in enumerate((("en", "docs/guide/answers.md"), ("zh", "docs/zh/answers.md"))):
            parts = [TITLE[n], "", LEAD[n], ""]
            for answer in ANSWERS:
                words = answer["run"].format(project=project)
                parts += [f"## {answer['who'][n]}{': ' if n == 0 else '：'}{answer['ask'][n]}", "", f"    liandong {words}", "", answer["see"][n], "",
                          "```", shown(run(words, language), answer["show"]), "```", ""]
            (ROOT / page).write_text("\n".join(parts))


main()
