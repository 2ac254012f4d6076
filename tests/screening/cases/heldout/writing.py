"""From a template in TOML to a piece of a document: values put in, what is planted known."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from gongkai.screening.hits import Kind
from tests.screening.cases import values as v
from tests.screening.cases.cases import Maker, Piece, Planted
from tests.screening.cases.heldout import people

PLANTED = re.compile(r"\[\[([a-z_+]+)=(.*?)\]\]")
VALUE = re.compile(r"\{([a-z0-9_ ]+)\}")
REPEATED = re.compile(r"\*(\d) (.*)")
AS_ONE = (Kind.NAME_LIST, Kind.CONTACT_LIST)  # of a list one hit is enough
Cases = dict[Kind, tuple[list[Maker], list[Maker]]]


def read(name: str) -> Cases:
    """Return the makers of one collection: by kind, those that plant and the near misses."""
    text = (Path(__file__).parent / f"{name}.toml").read_text(encoding="utf-8")
    return {
        Kind(kind): (_makers(entry["planted"]), _makers(entry["near"]))
        for kind, entry in tomllib.loads(text).items()
    }


def _makers(entries: list[str | dict[str, Any]]) -> list[Maker]:
    told = [{"text": entry} if isinstance(entry, str) else entry for entry in entries]
    return [partial(write, **entry) for entry in told]


def write(
    rng: Random, text: str, place: str = "", applicants: list[str] | None = None, **setting: Any
) -> Piece:
    """Return one piece after a template."""
    written = [_filled(rng, line) for line in _repeated(text)]
    lines = tuple(PLANTED.sub(r"\2", line) for line in written if "|" not in line)
    rows = tuple(tuple(PLANTED.sub(r"\2", line).split("|")) for line in written if "|" in line)
    planted = _planted(written)
    known = [value for kind, value in planted if kind is Kind.APPLICANT] + (applicants or [])
    if known:
        setting["applicants"] = frozenset(known)
    return Piece(lines, rows, planted, setting, place)


def _repeated(text: str) -> list[str]:
    lines = []
    for line in text.splitlines():
        many = REPEATED.fullmatch(line)
        lines += [many[2]] * int(many[1]) if many else [line]
    return lines


def _planted(lines: list[str]) -> tuple[Planted, ...]:
    found: list[Planted] = []
    listed: dict[Kind, list[str]] = defaultdict(list)
    for kinds, value in (match.groups() for line in lines for match in PLANTED.finditer(line)):
        for kind in map(Kind, kinds.split("+")):
            if kind in AS_ONE:
                listed[kind].append(value)
            else:
                found.append((kind, value))
    return (*found, *((kind, "、".join(several)) for kind, several in listed.items()))


def _filled(rng: Random, line: str) -> str:
    return VALUE.sub(lambda match: VALUES[match[1]](rng), line)


def _parts(number: str, *ends: int, by: str = " ") -> str:
    return by.join(number[a:b] for a, b in zip((0, *ends), (*ends, len(number)), strict=True))


def _card(rng: Random, length: int) -> str:
    begin = rng.choice(["621098", "622180", "621226", "623668", "621282", "622908"])
    return v.with_luhn(begin + "".join(str(rng.randint(0, 9)) for _ in range(length - 7)))


def _plate(rng: Random) -> str:
    letters = rng.choice(["皖B", "豫C", "赣E", "渝A", "浙J", "苏F"])
    two, four = v.digits(rng, 2), v.digits(rng, 4)
    return letters + rng.choice([v.digits(rng, 5), f"{four}V", f"{two}M{two}"])


VALUES: dict[str, Callable[[Random], str]] = {
    "name": people.person,
    "id": people.identity,
    "id spaced": lambda r: _parts(people.identity(r), 6, 10, 14),
    "id wide": lambda r: v.wide(people.identity(r)),
    "id masked": lambda r: (n := people.identity(r))[:6] + "********" + n[14:],
    "child_id": lambda r: people.identity(r, 2014, 2024),
    "passport": lambda r: r.choice(["E", "G", "EJ", "EK"]).ljust(2, str(r.randint(1, 9))) + v.digits(r, 7),
    "hkpass": lambda r: r.choice("HM") + v.digits(r, 8),
    "mobile": people.mobile,
    "mobile spaced": lambda r: _parts(people.mobile(r), 3, 7, by=r.choice([" ", "-"])),
    "mobile masked": lambda r: (n := people.mobile(r))[:3] + "****" + n[7:],
    "tel": people.landline,
    "tel plain": lambda r: people.landline(r).replace("-", ""),
    "webmail": people.webmail,
    "card": lambda r: _card(r, 19),
    "card16": lambda r: _card(r, 16),
    "card spaced": lambda r: _parts(_card(r, 19), 4, 8, 12, 16),
    "acct": lambda r: v.no_card(r, r.choice([17, 18, 20]), r.choice(["35", "13", "90", "18"])),
    "home": people.home,
    "plate": _plate,
    "plate ev": lambda r: r.choice(["皖BD", "浙AF", "苏ED"]) + v.digits(r, 5),
    "uscc": v.credit_code,
    "amount": lambda r: str(r.randint(1200, 9800)),
    "latin": lambda r: r.choice(["hengtai", "ruixin", "minfeng", "anhua", "donghui"]),
    "d": lambda r: str(r.randint(2, 9)),
    "n18a": lambda r: f"{v.digits(r, 14)}AB{v.digits(r, 2)}",
    **{f"n{n}": partial(v.digits, count=n) for n in (2, 3, 4, 6, 7, 8, 10, 12, 17, 20)},
}
