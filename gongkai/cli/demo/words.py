"""Fill the demo's templates with the same words on every machine."""

import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
YEAR = 2025
OFTEN = 14  # a template of so many items a year is still written today


@cache
def read(name: str) -> dict[str, Any]:
    """Return one of the demo's TOML files."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))


@dataclass(frozen=True)
class Draft:
    """An item about to be written: where it goes, who writes it, when it was formed, what it says."""

    column: str
    unit: str
    genre: str
    formed_on: date
    title: str
    summary: str
    content: str


def day(month_day: str, year: int = YEAR) -> date:
    """Return the date of a "MM-DD" in the demo's year."""
    month, number = month_day.split("-")
    return date(year, int(month), int(number))


def drafts(seed: int) -> Iterator[Draft]:
    """Yield the items of the year, template by template, each filled from a sequence of its own."""
    for order, template in enumerate(read("items")["items"]):
        chance = random.Random(f"{seed}/{order}")  # noqa: S311  # a story, not a secret
        for number in range(template["count"]):
            yield _draft(template, number, _formed_on(template, number), chance)


def recent_drafts(seed: int, today: date) -> Iterator[Draft]:
    """Yield items of the weeks before the day the demo is loaded, two of each template that comes often."""
    often = [template for template in read("items")["items"] if template["count"] >= OFTEN]
    for order, template in enumerate(often):
        chance = random.Random(f"{seed}/recent/{order}")  # noqa: S311  # a story, not a secret
        for number in range(2):
            formed_on = today - timedelta(days=3 + order + (1 - number) * len(often))
            yield _draft(template, template["count"] + number, formed_on, chance)


def _formed_on(template: dict[str, Any], number: int) -> date:
    return min(day(template["start"]) + timedelta(days=number * template["every"]), date(YEAR, 12, 24))


def _draft(template: dict[str, Any], number: int, formed_on: date, chance: random.Random) -> Draft:
    words = _words(template, number, formed_on, chance)
    paragraphs = "".join(f"<p>{escape(text.format(**words))}</p>" for text in template["paragraphs"])
    if table := template.get("table"):
        paragraphs += _table(table, chance)
    return Draft(
        column=template["column"],
        unit=template["unit"],
        genre=template["genre"],
        formed_on=formed_on,
        title=template["title"].format(**words),
        summary=template["summary"].format(**words),
        content=paragraphs,
    )


def _words(
    template: dict[str, Any], number: int, formed_on: date, chance: random.Random
) -> dict[str, object]:
    """Return what the placeholders stand for: names taken in turn, quantities drawn."""
    words: dict[str, object] = {
        name: choices[(number + len(template["unit"])) % len(choices)]
        for name, choices in read("items")["words"].items()
    }
    unit = read("bodies")["bodies"][0]["units"][number % len(read("bodies")["bodies"][0]["units"])]
    return words | {
        "year": formed_on.year,
        "month": formed_on.month,
        "date": f"{formed_on.month}月{formed_on.day}日",
        "n": number + 1,
        "unitname": unit["name"],
        "unitduty": unit["functions"],
        "one": chance.randint(1, 3),
        "few": chance.randint(3, 9),
        "few2": chance.randint(2, 12),
        "some": chance.randint(10, 48),
        "firms": chance.randint(20, 160),
        "posts": chance.randint(300, 2600),
        "people": chance.randint(60, 1900),
        "leaflets": chance.randint(5, 40) * 100,
        "hours": chance.randint(4, 20) * 10,
        "newjobs": chance.randint(3000, 4200) * formed_on.month,
        "amount": f"{chance.randint(120_000, 4_800_000):,}",
        "fine": f"{chance.randint(3, 20) * 1000:,}",
    }


def _table(table: dict[str, Any], chance: random.Random) -> str:
    head = "".join(f'<th scope="col">{cell}</th>' for cell in table["head"])
    rows = "".join(
        "<tr>" + f'<th scope="row">{row[0]}</th>' + "".join(f"<td>{cell}</td>" for cell in row[1:]) + "</tr>"
        for row in _ROWS[table["rows"]](chance)
    )
    return (
        f"<table><caption>{table['caption']}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _districts(chance: random.Random) -> Iterator[list[str]]:
    for name in read("items")["words"]["district"]:
        yield [
            name,
            str(chance.randint(2, 30)),
            str(chance.randint(10, 240)),
            f"{chance.randint(8, 96) * 1000:,}",
        ]


def _posts(chance: random.Random) -> Iterator[list[str]]:
    for name in ("专业技术岗位一", "专业技术岗位二", "管理岗位", "教师岗位"):
        yield [name, str(chance.randint(1, 6)), "大学本科及以上", "年龄35周岁以下"]


def _jobs(chance: random.Random) -> Iterator[list[str]]:
    for kind, post in (
        ("制造业", "数控操作工"),
        ("制造业", "质检员"),
        ("养老机构", "护理员"),
        ("物流企业", "分拣员"),
        ("公益性岗位", "社区劳动保障协理员"),
    ):
        low = chance.randint(32, 60) * 100
        yield [kind, post, str(chance.randint(2, 40)), f"{low}—{low + 1500}"]


def _indicators(chance: random.Random) -> Iterator[list[str]]:
    for name, unit in (
        ("城镇新增就业", "人"),
        ("失业人员再就业", "人"),
        ("就业困难人员就业", "人"),
        ("企业职工基本养老保险参保", "万人"),
        ("失业保险参保", "万人"),
        ("工伤保险参保", "万人"),
    ):
        month = chance.randint(120, 4200)
        yield [name, unit, f"{month:,}", f"{month * chance.randint(3, 11):,}"]


def _funds(chance: random.Random) -> Iterator[list[str]]:
    for name in ("企业职工基本养老保险", "城乡居民基本养老保险", "失业保险", "工伤保险"):
        yield [name, *(f"{chance.randint(900, 90_000):,}" for _ in range(3))]


_ROWS = {
    "districts": _districts,
    "posts": _posts,
    "jobs": _jobs,
    "indicators": _indicators,
    "funds": _funds,
}
