"""How counts of the statutory tables are said in prose: the words before or after them, and their cells."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gongkai.reports.checks.findings import Number, Tables, Where
from gongkai.reports.checks.quantities import Quantity, Time

Cell = tuple[str, str, str]  # table, row, column; the column YEAR is that of the year, however it is called
YEAR, CUMULATIVE = "year", "cumulative"
OF_THE_YEAR = ("year", "value")

DENIED = "state_secret other_law safety_stability third_party internal process enforcement_file special_query"
UNAVAILABLE = "not_held not_ready unclear"
REFUSED = "petition repeat publication abuse confirm"
OTHER = "no_correction no_payment misc"

REQUEST = (
    r"(?:(?:政府信息公开|信息公开|公开政府信息|政府信息|公开信息)的?申请|依申请公开(?:政府信息)?(?:的)?(?:申请)?)"
    r"(?:事项|件|表)?"
)
GOT = r"(?:新收|收到|接收|受理|接到|办理)(?:了|的|到)?"
BE = r"(?:数量|总数|数|件数)?(?:共有|共计|总计|合计|共|为|是|有|达|:)*"


@dataclass(frozen=True)
class Claim:
    """
    A way to say a count, and what it may mean: sums of cells, one of which it has to equal.

    :param before: pattern of the words right before the number
    :param after: pattern of the words right after it, where `lead` stands right before it
    :param needs: pattern of what the sentence or its heading has to speak of
    :param unless: pattern of what stands before it in its clause and makes it another count
    :param unless_after: pattern of what stands right after it and makes it another count
    """

    label: str
    means: tuple[tuple[Cell, ...], ...]
    before: str = "(?!)"
    lead: str = "(?!)"
    after: str = "(?!)"
    needs: str = ""
    unless: str = "(?!)"
    unless_after: str = "(?!)"
    units: str = "件起宗份条项"

    def fits(self, said: Quantity) -> bool:
        """Whether a quantity is a count of this kind."""
        clause = re.split("[,;。]", said.left)[-1]
        return (
            said.unit in self.units
            and bool(re.search(self.needs, said.section + said.sentence))
            and not re.search(self.unless, clause)
            and not re.match(self.unless_after, said.right)
            and self._stands(said)
        )

    def _stands(self, said: Quantity) -> bool:
        if re.search(f"(?:{self.before})$", said.left):
            return True
        return bool(re.search(f"(?:{self.lead})$", said.left) and re.match(self.after, said.right))

    @property
    def where(self) -> Where:
        """The cell to look at first."""
        table, row, column = self.means[0][0]
        return Where(table, row, column if len(self.means[0]) == 1 else None)


def _requests(*rows: str) -> tuple[Cell, ...]:
    return tuple(("requests", row, "total") for row in rows)


def _parts(group: str, rows: str) -> tuple[Cell, ...]:
    return _requests(*(f"{group}_{row}" for row in rows.split()))


def _of(column: str, *, rows: tuple[str, ...] = ("new", "total")) -> tuple[tuple[Cell, ...], ...]:
    single: tuple[tuple[Cell, ...], ...] = tuple((("requests", row, column),) for row in rows)
    return (*single, tuple(("requests", row, column) for row in ("new", "carried_in")))


def _stat(row: str) -> tuple[tuple[Cell, ...], ...]:
    return ((("statistics", row, YEAR),),)


def _remedies(outcome: str) -> tuple[tuple[Cell, ...], ...]:
    direct = ("remedies", "count", f"direct_suit_{outcome}")
    after = ("remedies", "count", f"suit_after_review_{outcome}")
    return ((direct, after), (direct,), (after,))


def _documents(*columns: str) -> tuple[tuple[Cell, ...], ...]:
    return tuple((("proactive", "normative_documents", column),) for column in columns)


def _review(outcome: str) -> tuple[tuple[Cell, ...], ...]:
    return ((("remedies", "count", f"review_{outcome}"),),)


RECEIVED = (
    *((cells,) for cells in _requests("new")),
    *((cells,) for cells in _requests("total")),
    _requests("new", "carried_in"),
    *_stat("requests_received"),
)
ANSWERED = (
    *((cells,) for cells in _requests("total")),
    *((cells,) for cells in _requests("new")),
    *_stat("replies"),
)
OF_REQUESTS = r"申请|依申请"
RULES = r"(?:行政)?规范性文件"
ISSUE = r"(?:制发|出台|印发|制定|制作)(?:了|发布)?"
REPEALED, IN_FORCE = r"废止(?:了)?", r"(?:现行|继续)?有效(?:的)?"
RESULT = r"(?:结果|案件|案)?(?:被|予以)?(?:维持|纠正|纠错|撤销|驳回|败诉|尚未|未审结|审结|正在)"
OUTCOMES = (
    ("upheld", r"(?:结果)?维持"),
    ("corrected", r"(?:结果|被依法|被)?纠(?:正|错)"),
    ("other", r"其他结果"),
    ("pending", r"(?:尚未|未)审结"),
)


def _request_claims() -> Iterator[Claim]:
    yield Claim(
        "收到的申请",
        RECEIVED,
        before=rf"{GOT}[^,;:。\d]{{0,8}}?{REQUEST}{BE}",
        lead=GOT + "(?:共|共计)?",
        after=REQUEST,
        unless="结转|未|不",
    )
    carried = rf"上(?:一)?年度?结转(?:的)?(?:{REQUEST}|申请)?{BE}"
    yield Claim("上年结转的申请", ((_requests("carried_in")[0],),), before=carried)
    onward = (
        rf"结?转[至到入]?下一?年度?(?:继续)?(?:办理)?(?:答复)?的?(?:{REQUEST}|申请)?{BE}(?:继续办理)?{BE}"
    )
    yield Claim("结转下年度的申请", ((_requests("carried_out")[0],),), before=onward)
    yield Claim(
        "办结的申请",
        ANSWERED,
        before=rf"(?:办结|答复|办理完成|处理)(?:了)?(?:{REQUEST}|申请){BE}",
        lead=r"(?:办结|答复)(?:了)?",
        after=REQUEST,
        needs=OF_REQUESTS,
        unless="公开答复|超期|逾期|延期",
    )


def _outcome_claims() -> Iterator[Claim]:
    quoted = r'"?的?(?:答复|件数|情形|处理)?(?:数|件数)?(?:共|为|是|有|的|:)*'
    words: tuple[tuple[str, str, tuple[Cell, ...], str], ...] = (
        (
            "予以公开",
            r"(?<!不)(?:予以|同意|全部)公开|(?<![不分予])公开(?=答复)",
            _requests("granted"),
            "replies_granted",
        ),
        ("部分公开", r"部分公开", _requests("partial"), "replies_partial"),
        ("不予公开", r"不予公开|否决公开", _parts("denied", DENIED), "replies_denied"),
        ("无法提供", r"无法提供", _parts("unavailable", UNAVAILABLE), ""),
        ("不予处理", r"不予处理", _parts("refused", REFUSED), ""),
    )
    for label, said, cells, older in words:
        means = (cells, *(_stat(older) if older else ()))
        yield Claim(
            f"{label}的申请", means, before=f"(?:{said}){quoted}", needs=OF_REQUESTS, unless="信息数|目录"
        )
    yield Claim(
        "其他处理的申请",
        (_parts("other", OTHER), _requests("other")),
        before=f"其他处理{quoted}",
        needs=OF_REQUESTS,
    )
    yield Claim(
        "自然人的申请", _of("natural_person"), before=f"(?:自然人|公民|个人)(?:申请)?{BE}", needs=OF_REQUESTS
    )


def _channel_claims() -> Iterator[Claim]:
    for channel, said in (
        ("in_person", "当面"),
        ("online", "网上|网络"),
        ("letter_fax", "信函、?传真"),
        ("letter", "信函"),
        ("fax", "(?<!、)传真"),
        ("email", "电子邮件"),
    ):
        yield Claim(
            "按渠道收到的申请",
            _stat(f"requests_{channel}"),
            before=f"(?:{said})申请(?:数)?{BE}",
            needs=OF_REQUESTS,
        )


def _remedy_claims() -> Iterator[Claim]:
    about = r"信息公开"
    case = r"(?:案件|案|申请)?"
    yield Claim(
        "行政复议",
        (*_review("total"), *_stat("reviews")),
        before=rf"行政复议{case}{BE}",
        lead=r"(?:有|发生|受理|收到|共|涉及)",
        after=r"(?:涉及|因|关于|有关)?(?:政府信息公开)?(?:工作)?(?:的)?行政复议(?!和|、)",
        needs=about,
        unless_after=RESULT,
    )
    yield Claim(
        "行政诉讼",
        (*_remedies("total"), *_stat("suits")),
        before=rf"行政诉讼{case}{BE}",
        lead=r"(?:有|发生|受理|收到|共|涉及)",
        after=r"(?:涉及|因|关于|有关)?(?:政府信息公开)?(?:工作)?(?:的)?行政诉讼",
        needs=about,
        unless_after=RESULT,
    )
    for outcome, said in OUTCOMES:
        near_review = rf"复议(?:(?!诉讼|起诉).)*(?:{said})(?:的)?{BE}"
        after = rf"(?:被)?(?:{said})"
        near_suit = rf"(?:诉讼|起诉)(?:(?!行政复议).)*(?:{said})(?:的)?{BE}"
        yield Claim(
            f"行政诉讼{_named(outcome)}",
            _remedies(outcome),
            before=near_suit,
            lead=r"(?:诉讼|起诉)(?:(?!行政复议|[,;]).)*",
            after=after,
            needs=about,
        )
        yield Claim(
            f"行政复议{_named(outcome)}",
            _review(outcome),
            before=near_review,
            lead=r"复议(?:(?!诉讼|起诉|[,;]).)*",
            after=after,
            needs=about,
        )


def _named(outcome: str) -> str:
    return {"upheld": "维持", "corrected": "纠正", "other": "其他结果", "pending": "尚未审结"}[outcome]


def _document_claims() -> Iterator[Claim]:
    issued = _documents("issued", "made", "disclosed")
    units = "件个份部项"
    kinds = "含|其中|提请|转发|代拟|解读|征求"
    yield Claim(
        "制发的规范性文件",
        issued,
        before=rf"{ISSUE}{RULES}{BE}",
        lead=ISSUE,
        after=RULES,
        unless=kinds,
        units=units,
    )
    repealed = rf"{REPEALED}(?:{RULES})?{BE}"
    yield Claim(
        "废止的规范性文件",
        _documents("repealed"),
        before=repealed,
        lead=REPEALED,
        after=RULES,
        needs=RULES,
        units=units,
    )
    valid = rf"{IN_FORCE}(?:{RULES})?{BE}"
    yield Claim(
        "现行有效的规范性文件",
        _documents("in_force", "total_disclosed"),
        before=valid,
        lead=IN_FORCE,
        after=RULES,
        needs=RULES,
        units=units,
    )


def _other_proactive_claims() -> Iterator[Claim]:
    for row, said in (("licences", "许可"), ("penalties", "处罚"), ("coercion", "强制")):
        yield Claim(
            f"行政{said}决定",
            ((("proactive", row, "decisions"),),),
            before=rf"行政{said}(?:处理)?决定{BE}",
            lead=r"作出",
            after=rf"行政{said}(?:处理)?决定",
        )
    other_way = "网站|公报|微|栏|渠道|平台|媒体|其中|方式|类|疫情|解读|专题"
    yield Claim(
        "主动公开的信息",
        _stat("proactive_items"),
        before=rf"主动公开(?:各类)?(?:政府|政务)?(?:信息|文件){BE}",
        lead=r"主动公开(?:了)?",
        after=r"(?:政府|政务)信息",
        unless=other_way,
        units="条件",
    )
    yield Claim(
        "网站公开的信息",
        _stat("proactive_website"),
        before=rf"政府网站公开(?:政府|政务)?信息{BE}",
        units="条件",
    )


CLAIMS = (
    *(*_request_claims(), *_outcome_claims(), *_channel_claims(), *_remedy_claims()),
    *(*_document_claims(), *_other_proactive_claims()),
)


def claim_of(said: Quantity) -> Claim | None:
    """Return which count of the tables a quantity is, if it is one."""
    return next((claim for claim in CLAIMS if claim.fits(said)), None)


def cells_of(claim: Claim, time: Time) -> Iterator[tuple[Cell, ...]]:
    """Go through the cells that a claim may mean; what has grown over the years stands in its own column."""
    for cells in claim.means:
        if time is Time.CUMULATIVE:
            yield tuple((table, row, CUMULATIVE if column == YEAR else "") for table, row, column in cells)
        else:
            yield cells


def number_in(cell: Cell, tables: Tables) -> tuple[bool, Number | None]:
    """Return whether a cell is known, and its number; a blank one is known and has none."""
    table, row, column = cell
    found = tables.get(table, {}).get(row, {})
    for name in OF_THE_YEAR if column == YEAR else (column,):
        if name in found:
            return True, found[name] if column != "total" else _total(found)
    return False, None


def _total(row: Mapping[str, Number | None]) -> Number | None:
    """Return the total of a row, or the sum of its other cells where it was left blank."""
    others = [number for column, number in row.items() if column != "total" and number is not None]
    return sum(others) if row["total"] is None and others else row["total"]


def total_of(cells: tuple[Cell, ...], tables: Tables) -> Number | None:
    """Return the sum of cells, blanks as 0; None where one is not known or all are blank."""
    numbers = [number_in(cell, tables) for cell in cells]
    filled = [number for known, number in numbers if known and number is not None]
    return sum(filled) if filled and all(known for known, _ in numbers) else None
