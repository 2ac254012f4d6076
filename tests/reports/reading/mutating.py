"""
Breaks good reports in known ways and counts what the check says; as a program it prints the table.

`python -m tests.reports.reading.mutating 2000` makes two thousand reports of each kind.
"""

import random
import re
import sys
from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass, field

from gongkai.reports.checks import Finding, check_tables
from gongkai.reports.reading import ReadReport, read
from gongkai.rules import formats
from tests.reports.reading.known import ERAS
from tests.reports.reading.printing import Cells, as_html, cells_read, make_cells
from tests.reports.reading.telling import Fact, tell

ORGANISATIONS = ["natural_person", "business", "research", "public_welfare", "legal_service", "other_org"]
CODES = ("y2019", "y2021")
WHOLE = ("new", "carried_in", "total", "carried_out")
SAID = (
    "全年共收到政府信息公开申请{new}件，上年结转{carried_in}件。办结政府信息公开申请{total}件。{told}"
    "结转下年度{carried_out}件。自然人申请{person}件。因政府信息公开申请行政复议{review}件。"
)


@dataclass
class Case:
    """A report on its way to being broken: its era, its numbers, and how it is printed."""

    code: str
    cells: Cells
    page: str = ""
    told: str = ""  # what the prose says of the outcomes
    facts: list[Fact] = field(default_factory=list)

    @property
    def form(self) -> formats.ReportFormat:
        return formats.load(self.code)


@dataclass
class Tally:
    """What became of the reports broken in one way."""

    kind: str
    made: int = 0
    breaking: int = 0
    found: int = 0
    keeping: int = 0
    in_prose: int = 0  # of those, where a sentence is no longer true
    by_prose: int = 0
    in_years: int = 0  # where what was carried in is not what the year before handed over
    by_years: int = 0
    silent: int = 0  # a cell was read as another number than printed, and nothing was said


def good(rng: random.Random, code: str) -> Cells:
    """Return a report that balances, with numbers as they are: most zero, some with three digits."""
    table = formats.load(code).table("requests")
    leaves = next(check.right for check in table.checks if check.rule == "F2")
    numbers = [0, 0, 0, 0, 1, 2, 5, 12, 30, 108]
    rows = {row: [rng.choice(numbers) for _ in ORGANISATIONS] for row in (*leaves, "carried_out")}
    rows["granted"][0] += 40
    rows["total"] = [sum(rows[leaf][i] for leaf in leaves) for i in range(6)]
    inflow = [a + b for a, b in zip(rows["total"], rows["carried_out"], strict=True)]
    rows["carried_in"] = [rng.randint(0, min(9, number)) for number in inflow]
    rows["new"] = [a - b for a, b in zip(inflow, rows["carried_in"], strict=True)]
    groups = [[rng.choice(numbers[:7]) for _ in range(4)] for _ in range(3)]
    remedies = [number for group in groups for number in (*group, sum(group))]
    requests = {row: [*values, sum(values)] for row, values in rows.items()}
    return make_cells(code, requests=requests, remedies={"count": remedies})


def is_balanced(code: str, cells: Cells) -> bool:
    """Say by the notice's own words, and by no code of the check, whether all sums hold."""
    requests, remedies = cells["requests"], list(cells["remedies"]["count"].values())
    columns = [*ORGANISATIONS, "total"]
    sums = {name: {c: row[c] or 0 for c in columns} for name, row in requests.items()}
    leaves = [name for name in sums if name not in WHOLE]
    return (
        all(
            sums["new"][c] + sums["carried_in"][c] == sums["total"][c] + sums["carried_out"][c]
            for c in columns
        )
        and all(sum(sums[leaf][c] for leaf in leaves) == sums["total"][c] for c in columns)
        and all(row["total"] == sum(row[c] for c in ORGANISATIONS) for row in sums.values())
        and all(sum(n or 0 for n in remedies[at : at + 4]) == remedies[at + 4] for at in (0, 5, 10))
    )


def printed(case: Case, said: Cells) -> str:
    """Print the report; its prose says the numbers of `said`, the report as it was before."""
    rows = said["requests"]
    words = SAID.format(
        **{name: rows[name]["total"] for name in ("new", "carried_in", "total")},
        told=case.told,
        carried_out=rows["carried_out"]["total"],
        person=rows["new"]["natural_person"],
        review=said["remedies"]["count"]["review_total"],
    )
    page = as_html(case.form, case.cells, ERAS[case.code])
    return page.replace("工作平稳开展。", words, 1)


# --- Numbers ----------------------------------------------------------------------------------------------


def nothing(case: Case, rng: random.Random) -> None:
    """Leave the report as it is: nothing may be said against it."""


def one_cell(case: Case, rng: random.Random) -> None:
    """Put another number into one cell."""
    row = rng.choice([*case.cells["requests"].values(), case.cells["remedies"]["count"]])
    column = rng.choice(list(row))
    row[column] = max(0, (row[column] or 0) + rng.choice([-9, -3, -1, 1, 2, 10, 90]))


def two_cells(case: Case, rng: random.Random) -> None:
    """Put other numbers into two cells."""
    one_cell(case, rng)
    one_cell(case, rng)


def two_digits(case: Case, rng: random.Random) -> None:
    """Turn two digits of a number round, as tired fingers do."""
    rows = [row for row in case.cells["requests"].values() if any((n or 0) > 9 for n in row.values())]
    row = rng.choice(rows)
    column = rng.choice([c for c, n in row.items() if (n or 0) > 9])
    digits = str(row[column])
    row[column] = int(digits[1] + digits[0] + digits[2:])


def other_outcome(case: Case, rng: random.Random) -> None:
    """Count requests under another outcome: every sum goes on holding."""
    rows = case.cells["requests"]
    one, other = rng.sample([name for name in rows if name not in WHOLE], 2)
    column = rng.choice(ORGANISATIONS)
    number = rows[one][column] or 0
    for name, change in ((one, -number), (other, number)):
        for place in (column, "total"):
            rows[name][place] = (rows[name][place] or 0) + change


def other_year(case: Case, rng: random.Random) -> None:
    """Count new requests as carried in: every sum goes on holding."""
    rows, column = case.cells["requests"], rng.choice(ORGANISATIONS)
    number = rng.randint(1, 9)
    for name, change in (("new", -number), ("carried_in", number)):
        for place in (column, "total"):
            rows[name][place] = (rows[name][place] or 0) + change


def more_of_all(case: Case, rng: random.Random) -> None:
    """Add a few requests to all rows that they belong into: every sum goes on holding."""
    number, column = rng.randint(1, 9), rng.choice(ORGANISATIONS)
    for name in ("new", "granted", "total"):
        for place in (column, "total"):
            case.cells["requests"][name][place] = (case.cells["requests"][name][place] or 0) + number


def rows_shifted(case: Case, rng: random.Random) -> None:
    """Type the numbers of a row under the next outcome, and those of that one here: every sum holds."""
    rows = case.cells["requests"]
    names = [name for name in rows if name not in WHOLE]
    at = rng.randrange(len(names) - 1)
    rows[names[at]], rows[names[at + 1]] = rows[names[at + 1]], rows[names[at]]


def applicants_mistaken(case: Case, rng: random.Random) -> None:
    """Type the numbers of one kind of applicant under another, in all rows: every sum holds."""
    one, other = rng.sample(ORGANISATIONS, 2)
    for row in case.cells["requests"].values():
        row[one], row[other] = row[other], row[one]


# --- Layout -----------------------------------------------------------------------------------------------

ROW = re.compile(r"<tr>.*?</tr>")


def _rows(page: str, first: str, last: str) -> list[str]:
    start, end = page.index(first), page.index(last)
    return ROW.findall(page[page.rindex("<tr>", 0, start) : page.index("</tr>", end) + 5])


def rows_moved(case: Case, rng: random.Random) -> None:
    """Print two rows in each other's place."""
    rows = _rows(case.page, "1.属于国家秘密", "8.属于行政查询事项")
    one, other = sorted(rng.sample(rows[1:], 2), key=rows.index)
    case.page = case.page.replace(one, "\0").replace(other, one).replace("\0", other)


def row_dropped(case: Case, rng: random.Random) -> None:
    """Leave a row out."""
    rows = _rows(case.page, "一、本年新收", "四、结转下年度")
    case.page = case.page.replace(rng.choice(rows), "", 1)


def columns_swapped(case: Case, rng: random.Random) -> None:
    """Print two kinds of organisation with their numbers in each other's place, headings and all."""
    one, other = rng.sample(ORGANISATIONS[1:], 2)
    labels = {c.id: c.label for c in case.form.table("requests").columns}
    for row in case.cells["requests"].values():
        row[one], row[other] = row[other], row[one]
    case.page = as_html(case.form, case.cells, ERAS[case.code])
    for row in case.cells["requests"].values():
        row[one], row[other] = row[other], row[one]
    head = case.page.index("商业企业")
    tail = case.page.index("一、本年新收")
    part = case.page[head - 20 : tail].replace(labels[one], "\0").replace(labels[other], labels[one])
    case.page = case.page[: head - 20] + part.replace("\0", labels[other]) + case.page[tail:]


def labels_scrambled(case: Case, rng: random.Random) -> None:
    """Lose or mistake some characters of some labels."""
    for label in rng.sample([row.label for row in case.form.table("requests").rows], 4):
        signs = list(label)
        for _ in range(max(1, len(signs) // 6)):
            signs[rng.randrange(2, len(signs))] = rng.choice(["", "口", "某"])
        case.page = case.page.replace(f">{label}<", f">{''.join(signs)}<", 1)


NUMBERS: dict[str, Callable[[Case, random.Random], None]] = {
    "改一格": one_cell, "改两格": two_cells, "颠倒数字": two_digits,
    "换办理结果": other_outcome, "相邻两行互换": rows_shifted, "申请人互换": applicants_mistaken,
    "新收记作结转": other_year, "各行一起加": more_of_all, "什么也不改": nothing,
}  # fmt: skip
UNCHANGED = "什么也不改"
LAYOUTS: dict[str, Callable[[Case, random.Random], None]] = {
    "换行": rows_moved, "漏行": row_dropped, "换列": columns_swapped, "错印标签": labels_scrambled,
}  # fmt: skip


def run(kind: str, times: int, seed: int = 1) -> Tally:
    """Break reports in one way, read them, and count what was said."""
    rng = random.Random(f"{kind} {seed}")  # noqa: S311 - to be repeated, not to be guessed
    tally = Tally(kind)
    for number in range(times):
        case = Case(CODES[number % len(CODES)], {})
        case.cells = good(rng, case.code)
        case.told, case.facts = tell(case.cells, rng)
        before = deepcopy(case.cells)
        if kind in NUMBERS:
            NUMBERS[kind](case, rng)
            case.page = printed(case, before)
        else:
            case.page = printed(case, before)
            LAYOUTS[kind](case, rng)
        if kind in LAYOUTS or kind == UNCHANGED or case.cells != before:
            _count(tally, case, before, read(case.page.encode(), "report.html"))
    return tally


def _count(tally: Tally, case: Case, before: Cells, report: ReadReport) -> None:
    tally.made += 1
    sums = [f for f in report.findings if f.rule in ("F1", "F2", "F3", "F5") and f.severity != "info"]
    if not is_balanced(case.code, case.cells):
        tally.breaking += 1
        tally.found += bool(sums)
    else:
        said = [f for f in report.findings if f.rule.startswith("T") and f.severity != "info"]
        tally.keeping += case.cells != before
        tally.in_prose += not _is_still_true(case, before)
        tally.by_prose += bool(said)
        tally.in_years += case.cells["requests"]["carried_in"] != before["requests"]["carried_in"]
        tally.by_years += bool(_across(case, before))
    tally.silent += bool(misread(case.cells, report)) and not _doubts(report)


def _is_still_true(case: Case, before: Cells) -> bool:
    """Say whether all that the prose says holds of the changed numbers, by no code of the check."""
    now, then = case.cells["requests"], before["requests"]
    same = all(now[row]["total"] == then[row]["total"] for row in WHOLE)
    review = [cells["remedies"]["count"]["review_total"] for cells in (case.cells, before)]
    return (
        same
        and review[0] == review[1]
        and _may_be(then["new"]["natural_person"], now)
        and all(fact.is_true(now) for fact in case.facts)
    )


def _may_be(persons: int | None, requests: dict[str, dict[str, int | None]]) -> bool:
    """Say whether a number of natural persons may be meant: the new, the concluded, or all of the year."""
    new, total, before = (requests[row]["natural_person"] or 0 for row in ("new", "total", "carried_in"))
    return persons in (new, total, new + before)


def _across(case: Case, before: Cells) -> list[Finding]:
    """Check against the year before, which handed over what the report took over when it was good."""
    last = deepcopy(before)
    last["requests"]["carried_out"] = dict(before["requests"]["carried_in"])
    found = check_tables(case.form, case.cells, last)
    return [finding for finding in found if finding.rule in ("F4", "S2")]


def misread(cells: Cells, report: ReadReport) -> list[tuple[str, str, str]]:
    """Return the cells that were read, for certain, as another number than is printed."""
    found = cells_read(report)
    return [
        key
        for key, (value, sureness) in found.items()
        if sureness >= 0.9 and key[1] in cells[key[0]] and cells[key[0]][key[1]].get(key[2]) != value
    ]


def _doubts(report: ReadReport) -> list[Finding]:
    return [f for f in report.findings if f.rule in ("unreadable", "F1", "F2", "F3") and f.severity != "info"]


def table(tallies: Sequence[Tally]) -> str:
    """Return the tallies as a table."""
    heads = (
        "改法 | 份数 | 破坏平衡 | 其中发现 | 不破坏平衡 | 文字因此不符 | 由文字发现"
        " | 上年因此不符 | 由上年发现 | 读错而没有说明"
    )
    lines = [heads]
    for one in tallies:
        counts = (
            *(one.made, one.breaking, one.found, one.keeping, one.in_prose, one.by_prose),
            *(one.in_years, one.by_years, one.silent),
        )
        lines.append(" | ".join([one.kind, *map(str, counts)]))
    return "\n".join(lines)


def main() -> None:
    """Print the table."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    sys.stdout.write(table([run(kind, times) for kind in (*NUMBERS, *LAYOUTS)]) + "\n")


if __name__ == "__main__":
    main()
