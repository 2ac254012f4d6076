"""The demo's reports of 2008 to 2023: a few numbers a year, from which all cells of the form follow."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from gongkai.cli.demo.cast import Cast
from gongkai.cli.demo.words import read
from gongkai.reports import actions
from gongkai.reports.models import AnnualReport
from gongkai.rules import formats
from gongkai.rules.format_tables import Table

ENTERED_ON = date(2025, 2, 18)
CHANNELS_2008 = ("in_person", "fax", "email", "online", "letter")
CHANNELS_2014 = ("in_person", "fax", "online", "letter")
FATES = ("upheld", "corrected", "other")
REMEDY_GROUPS = ("review", "direct_suit", "suit_after_review")
ENDS = (*FATES, "pending")
NOT_RESULTS = ("new", "carried_in", "total", "carried_out")
Cells = dict[str, str]


def keep_history(cast: Cast) -> Iterator[AnnualReport]:
    """Enter the reports of earlier years as they were printed, each in the format of its year."""
    for name, facts in read("history").items():
        year = int(name[1:])
        cells = cells_of(year, facts)
        yield actions.enter_report(
            cast.city,
            year=year,
            cells=cells,
            sections=_sections(year, cells),
            by=cast.people["reporter"],
            on=ENTERED_ON,
        )


def cells_of(year: int, facts: Mapping[str, Any]) -> Cells:
    """Return the cells of a year's report by address, sums among them."""
    code = formats.for_year(year).code
    if code in ("y2008", "y2014"):
        return _statistics(code, facts)
    tables = {table.id: table for table in formats.load(code).tables}
    return {
        **_proactive(tables["proactive"], facts["proactive"]),
        **_requests(tables["requests"], facts["rows"]),
        **_remedies(facts["remedies"]),
    }


def _statistics(code: str, facts: Mapping[str, Any]) -> Cells:
    column = "year" if code == "y2008" else "value"
    numbers = {name: found for name, found in facts.items() if isinstance(found, int) and name != "extended"}
    numbers |= _channels(code, facts["requests"]) | _replies(facts["replies"])
    if code == "y2014":
        numbers |= _ends_of_2014(facts, numbers["replies"])
    return {f"statistics.{row}.{column}": str(number) for row, number in numbers.items()}


def _channels(code: str, counts: list[int]) -> dict[str, int]:
    names = CHANNELS_2008 if code == "y2008" else CHANNELS_2014
    each = {f"requests_{name}": count for name, count in zip(names, counts, strict=True)}
    return {"requests_received": sum(counts), **each}


def _replies(replies: Mapping[str, int]) -> dict[str, int]:
    denied = sum(count for row, count in replies.items() if row.startswith("denied_"))
    return {"replies": sum(replies.values()), "replies_denied": denied, **replies}


def _ends_of_2014(facts: Mapping[str, Any], replied: int) -> dict[str, int]:
    extended, staff = facts["extended"], facts["staff"]
    found = {
        "requests_concluded": replied,
        "concluded_extended": extended,
        "concluded_on_time": replied - extended,
        "staff": sum(staff),
        "staff_full_time": staff[0],
        "staff_part_time": staff[1],
    }
    for kind in ("reviews", "suits"):
        found |= {kind: sum(facts[kind])}
        found |= {f"{kind}_{fate}": count for fate, count in zip(FATES, facts[kind], strict=True)}
    return found


def _proactive(table: Table, facts: Mapping[str, list[float]]) -> Cells:
    return {
        f"proactive.{row.id}.{column}": f"{number:g}" if number < 1000 else str(number)
        for row in table.rows
        for column, number in zip(row.columns, facts.get(row.id, [0] * len(row.columns)), strict=True)
    }


def _requests(table: Table, rows: Mapping[str, list[int]]) -> Cells:
    """Fill in the sum of the results, and of each row; a row that is not told is 0."""
    *kinds, total = (column.id for column in table.columns)
    none = [0] * len(kinds)
    ended = [rows.get(row.id, none) for row in table.rows if row.id not in NOT_RESULTS]
    told = {**rows, "total": [sum(column) for column in zip(*ended, strict=True)]}
    cells = {}
    for row in table.rows:
        counts = told.get(row.id, none)
        for column, count in zip((*kinds, total), (*counts, sum(counts)), strict=True):
            cells[f"requests.{row.id}.{column}"] = str(count)
    return cells


def _remedies(counts: Mapping[str, int]) -> Cells:
    cells = {}
    for group in REMEDY_GROUPS:
        each = {end: counts.get(f"{group}_{end}", 0) for end in ENDS}
        for end, count in {**each, "total": sum(each.values())}.items():
            cells[f"remedies.count.{group}_{end}"] = str(count)
    return cells


def _sections(year: int, cells: Cells) -> dict[str, list[str]]:
    """Return a few sentences whose numbers are those of the tables."""
    known = {section.id for section in formats.for_year(year).sections}
    received = _first(cells, ("requests.new.total", *_of_statistics("requests_received")))
    items = _first(cells, _of_statistics("proactive_items"))
    told = {
        "overview": f"{year}年，本局认真贯彻《中华人民共和国政府信息公开条例》，做好主动公开、依申请公开、"
        "政府信息管理、平台建设和监督保障工作。",
        "proactive": f"全年主动公开政府信息{items}条。" if items else "主动公开的情况见下表。",
        "responses": "围绕就业创业、社会保险政策开展解读，及时回应公众关切。",
        "requests": f"全年收到政府信息公开申请{received}件。",
        "fees": "没有收取政府信息公开费用。",
        "remedies": "行政复议、行政诉讼情况见附表。",
        "problems": "存在的主要问题：公开的主动性和解读的形式有待加强。"
        "改进情况：加强培训，完善制度，改版公开栏目。",
        "tables": "没有需要说明的其他事项。附表见后。",
        "other": "没有其他需要报告的事项。",
    }
    return {section: [text] for section, text in told.items() if section in known}


def _of_statistics(row: str) -> tuple[str, str]:
    return f"statistics.{row}.year", f"statistics.{row}.value"


def _first(cells: Cells, names: Iterable[str]) -> str:
    return next((cells[name] for name in names if name in cells), "")
