"""Numbers in the prose against the tables and against each other (F7 as T1, T3). All of them are warnings."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from gongkai.reports.checks.findings import INFO, WARNING, Finding, Number, Tables, Where, printed

Cells = Callable[[str, str], Number | None]

DIGITS = {digit: number for number, digit in enumerate("零一二三四五六七八九十")} | {"两": 2}
COUNT = r"(\d+|[一二两三四五六七八九十])"
REQUEST = r"(?:(?:政府信息公开|信息公开|公开政府信息|政府信息)的?申请|依申请公开(?:申请)?)(?:件|事项)?"

ISSUED = (
    r"(?:制发|出台|印发|制定)了?(?:(?:行政)?规范性文件共?(\d+|[一二两三四五六七八九十])(?:件|个|份|部)"
    r"|(\d+|[一二两三四五六七八九十])(?:件|个|份|部|项)(?:行政)?规范性文件)"
)

# A sentence with one of these may count something else: another year, one office, documents by class.
OTHER_SCOPE = re.compile(r"其中|累计|历年|历史|同比|上升|下降|增长|减少|代表|各区|各县|各单位|街道|信息数")
PART_UNIT = "件条篇次份期个项人宗起"


@dataclass(frozen=True)
class Claim:
    """A way to state a count in prose, and the counts of the tables that it may mean."""

    label: str
    pattern: str
    where: Where
    meanings: Callable[[Cells], list[Number | None]]
    needs: str = ""


def _sum(*numbers: Number | None) -> Number | None:
    filled = [number for number in numbers if number is not None]
    return sum(filled) if len(filled) == len(numbers) else None


def _received(cell: Cells) -> list[Number | None]:
    new, carried = cell("requests.new", "total"), cell("requests.carried_in", "total")
    return [new, cell("requests.total", "total"), _sum(new, carried)]


def _issued(cell: Cells) -> list[Number | None]:
    columns = ("issued", "made", "disclosed")
    return [cell("proactive.normative_documents", column) for column in columns]


def _suits(cell: Cells) -> list[Number | None]:
    direct = cell("remedies.count", "direct_suit_total")
    after = cell("remedies.count", "suit_after_review_total")
    return [_sum(direct, after), direct, after]


CLAIMS = (
    Claim(
        "收到的申请",
        rf"(?:新收|收到|接收|受理|办理)(?:了|的|到)?{REQUEST}(?:共|共计|总计|合计|为)?{COUNT}(?:件|宗|起|份)",
        Where("requests", "new", "total"),
        _received,
    ),
    Claim(
        "上年结转的申请",
        rf"上(?:一)?年度?结转(?:的)?(?:{REQUEST}|申请)?{COUNT}件",
        Where("requests", "carried_in", "total"),
        lambda cell: [cell("requests.carried_in", "total")],
    ),
    Claim(
        "结转下年度的申请",
        rf"结?转[至到入]?下一?年度?(?:继续)?(?:办理)?(?:答复)?的?有?(?:{REQUEST})?{COUNT}件",
        Where("requests", "carried_out", "total"),
        lambda cell: [cell("requests.carried_out", "total")],
    ),
    Claim(
        "行政复议",
        rf"行政复议(?:案件|案|申请)?(?:共|共计|总数|数量|数)?(?:为)?{COUNT}(?:件|起|宗)",
        Where("remedies", "count", "review_total"),
        lambda cell: [cell("remedies.count", "review_total")],
        "信息公开",
    ),
    Claim(
        "行政诉讼",
        rf"行政诉讼(?:案件|案)?(?:共|共计|总数|数量|数)?(?:为)?{COUNT}(?:件|起|宗)",
        Where("remedies", "count", None),
        _suits,
        "信息公开",
    ),
    Claim(
        "制发的规范性文件",
        ISSUED,
        Where("proactive", "normative_documents", None),
        _issued,
    ),
)


def check_prose(prose: str, tables: Tables, year: int | None) -> list[Finding]:
    """Compare counts in the prose with the tables (T1) and named parts with their whole (T3)."""
    found: list[Finding] = []
    sentences = re.split(r"[。！？]", re.sub(r"\s+", "", prose))  # lines break anywhere in old texts
    for sentence in sentences:
        found += _claims(sentence, tables, year)
        found += _parts(sentence)
    return list(dict.fromkeys(found))


def _claims(sentence: str, tables: Tables, year: int | None) -> Iterator[Finding]:
    if OTHER_SCOPE.search(sentence) or _other_year(sentence, year):
        return

    def cell(place: str, column: str) -> Number | None:
        table, row = place.split(".")
        return tables.get(table, {}).get(row, {}).get(column)

    for claim in CLAIMS:
        known = [number for number in claim.meanings(cell) if number is not None]
        if not known or claim.needs not in sentence:
            continue
        for match in re.finditer(claim.pattern, sentence):
            said = _number(next(group for group in match.groups() if group))
            if said not in known:
                cells = f"表中{claim.label}为{printed(known[0])}"
                message = f"正文写“{match[0]}”，{cells}。请核对正文和表格，改为一致。"
                yield Finding("T1", WARNING, claim.where, message, known[0], said)


def _other_year(sentence: str, year: int | None) -> bool:
    years = {int(match) for match in re.findall(r"(20\d\d)年", sentence)}
    return bool(years - {year})


def _number(text: str) -> int:
    return int(text) if text.isdigit() else DIGITS[text]


def _parts(sentence: str) -> Iterator[Finding]:
    flat = re.sub(r"[（(][^（()）]*[)）]", "", sentence)
    whole = re.compile(rf"共(?:计)?[^\d，,。；;]{{0,12}}?(\d+)([{PART_UNIT}])[，,：:;；]其中[:：，,]?(.*)")
    match = whole.search(flat)
    if not match or re.search(r"余|近|约|多[件条]", match[0]):
        return
    total, unit, rest = int(match[1]), match[2], match[3]
    pieces = [piece for piece in re.split(r"[，,；;]", rest) if piece]
    parts = [re.fullmatch(rf"(\D{{1,30}}?)(\d+){unit}等?", piece) for piece in pieces]
    numbers = [int(part[2]) for part in parts if part]
    if len(numbers) < 2 or len(numbers) < len(pieces):
        return
    closed = any(part and re.match(r"其[他它]", part[1]) for part in parts)
    if sum(numbers) > total or (closed and sum(numbers) < total):
        yield _parts_finding(total, unit, numbers, WARNING)
    elif sum(numbers) < total:
        yield _parts_finding(total, unit, numbers, INFO)


def _parts_finding(total: int, unit: str, numbers: list[int], severity: str) -> Finding:
    formula = " + ".join(map(str, numbers))
    message = f"正文所列各部分相加为{sum(numbers)}（{formula}），与所说的共{total}{unit}不符。请核对。"
    return Finding("T3", severity, Where(), message, total, sum(numbers))
