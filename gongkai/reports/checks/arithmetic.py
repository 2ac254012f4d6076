"""Percentages, growth and 其中 splits of the prose recomputed from the numbers beside them (T2, T3)."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, groupby, pairwise

from gongkai.reports.checks.binding import Binding, Known
from gongkai.reports.checks.claims import total_of
from gongkai.reports.checks.findings import INFO, WARNING, Finding, Number, Tables, Where, printed
from gongkai.reports.checks.outcomes import Named, outcomes_of, outcomes_with_share
from gongkai.reports.checks.quantities import Quantity, Role, Scope, Time

NEAR = 24  # characters between a number and its share
PART = re.compile(r"其中|分别(?:是|为)|包括|具体为")
WHOLES_KEPT = 3  # sentences back in which the whole may stand
WHOLES = tuple(  # of which outcomes are shares, the likeliest first
    tuple(("requests", row, "total") for row in rows)
    for rows in (("total",), ("new", "carried_in"), ("new",))
)
MANY = 4  # so many parts of one kind are all its categories


def share_findings(bound: Sequence[Binding], known: Known) -> list[Finding]:
    """Recompute each share from the count beside it and its whole, or from the cells that it names (T2)."""
    found: list[Finding] = []
    for place, one in enumerate(bound):
        if one.said.role is not Role.SHARE:
            continue
        if pair := _part_and_whole(bound[:place], one.said):
            found += _share(one.said, *pair)
        elif named := outcomes_with_share(one.said):
            found += _share_of_cells(one.said, named, known.tables)
    return found


def _share_of_cells(share: Quantity, named: Named, tables: Tables) -> Iterator[Finding]:
    """Recompute a share that stands without its count, of what was concluded, received, or both."""
    if share.time is not Time.YEAR or share.scope is not Scope.OWN:
        return
    parts = [(cells, total_of(cells, tables)) for cells in named.means]
    wholes = [total_of(cells, tables) for cells in WHOLES]
    pairs = [(cells, part, whole) for cells, part in parts for whole in wholes if part is not None and whole]
    if not pairs or any(_rounds_to(part / whole * 100, share) for _, part, whole in pairs):
        return
    cells, part, whole = pairs[0]
    exact = part / whole * 100
    message = (
        f"正文写“{share.words}”，表中{named.label}为{printed(part)}，"
        f"{printed(part)} ÷ {printed(whole)} = {_percent(exact, share)}%。请核对占比和表格。"
    )
    table, row, column = cells[0]
    where = Where(table, row, column if len(cells) == 1 else None, share.section or None, share.span)
    yield Finding("T2", WARNING, where, message, float(_percent(exact, share)), share.value)


def _part_and_whole(before: Sequence[Binding], share: Quantity) -> tuple[Quantity, Quantity] | None:
    counts = [
        b.said
        for b in before
        if b.said.role is Role.COUNT and b.said.sentence_at > share.sentence_at - WHOLES_KEPT
    ]
    counts = [said for said in counts if said.section == share.section]
    if not counts:
        return None
    part = counts[-1]
    is_beside = part.sentence_at == share.sentence_at and share.start - part.end <= NEAR
    if not is_beside or part.is_about or re.search("[;。]", share.sentence[part.end : share.start]):
        return None
    wholes = [said for said in counts[:-1] if _is_whole(said, part, counts)]
    return (part, wholes[-1]) if wholes else None


def _is_whole(said: Quantity, part: Quantity, counts: Sequence[Quantity]) -> bool:
    """Whether a count is the whole: 其中 stands between it and the part, and not before it."""
    if said.unit != part.unit or said.is_about or said.value < part.value or not said.value:
        return False
    return bool(PART.search(_between(said, part))) and not PART.search(said.left[-NEAR:])


def _between(first: Quantity, last: Quantity) -> str:
    """Return what stands between two quantities, as far as their sentences tell."""
    if first.sentence_at == last.sentence_at:
        return first.sentence[first.end : last.start]
    return first.right + last.left


def _share(share: Quantity, part: Quantity, whole: Quantity) -> Iterator[Finding]:
    exact = part.value / whole.value * 100
    if not _rounds_to(exact, share):
        formula = f"{printed(part.value)} ÷ {printed(whole.value)} = {_percent(exact, share)}%"
        message = f"正文写“{share.words}”，按所列的数 {formula}。请核对占比。"
        yield _finding("T2", WARNING, share, message, float(_percent(exact, share)), share.value)


def _rounds_to(exact: float, said: Quantity) -> bool:
    """Whether the exact number is printed so, rounded or cut off at the decimals it has."""
    unit = 10.0**-said.decimals
    return abs(exact - said.value) <= unit / 2 + 1e-9 or 0 <= exact - said.value < unit - 1e-9


def _percent(exact: float, said: Quantity) -> str:
    return f"{exact:.{max(said.decimals, 1)}f}"


def growth_findings(bound: Sequence[Binding], known: Known) -> list[Finding]:
    """Recompute how much more or fewer there are than the year before, in number and per cent (T2)."""
    found: list[Finding] = []
    for place, one in enumerate(bound):
        if one.said.role in (Role.GROWTH, Role.DIFFERENCE):
            found += _growth(one.said, bound[:place], bound[place + 1 :], known)
    return found


def _growth(
    said: Quantity, before: Sequence[Binding], after: Sequence[Binding], known: Known
) -> Iterator[Finding]:
    levels = [b for b in before if b.said.role is Role.COUNT and b.said.sentence_at == said.sentence_at]
    now = next((b for b in reversed(levels) if b.said.time is Time.YEAR), None)
    if now is None or now.said.is_about or said.start - now.said.end > NEAR * 2:
        return
    if re.search("[;。]", said.sentence[now.said.end : said.start]) or now.said.section != said.section:
        return
    then = _then(said, now, levels, known)
    if then is None or said.is_about:
        return
    if said.role is Role.DIFFERENCE and said.unit == now.said.unit:
        yield from _difference(said, now.said.value, then)
    elif said.unit == "%" and then:
        yield from _rate(said, now.said.value, then)


def _then(said: Quantity, now: Binding, levels: Iterable[Binding], known: Known) -> Number | None:
    """Return the number of the year before: named beside, or told by the difference, or in its table."""
    for level in levels:
        if level.said.time is Time.BEFORE and level.said.unit == now.said.unit:
            return level.said.value
    if said.role is Role.GROWTH:
        beside = _difference_beside(said, now.said)
        if beside is not None:
            return beside
    if known.previous is None or not now.agrees:
        return None
    return total_of(now.cells, known.previous)


def _difference_beside(said: Quantity, now: Quantity) -> Number | None:
    between = said.sentence[now.end : said.start]
    match = re.search(rf"(增加|减少|多|少|上升|下降)了?(\d+){now.unit}", between)
    if not match:
        return None
    change = int(match[2])
    return now.value - change if match[1] in ("增加", "多", "上升") else now.value + change


def _difference(said: Quantity, now: Number, then: Number) -> Iterator[Finding]:
    change = then - now if said.is_less else now - then
    if abs(change - said.value) > 1e-6:
        word = "减少" if now < then else "增加"
        message = (
            f"正文写“{said.words}”，本年{printed(now)}、上年{printed(then)}，"
            f"应为{word}{printed(abs(now - then))}{said.unit}。请核对增减数。"
        )
        yield _finding("T2", WARNING, said, message, abs(now - then), said.value)


def _rate(said: Quantity, now: Number, then: Number) -> Iterator[Finding]:
    exact = (now - then) / then * 100
    if _rounds_to(-exact if said.is_less else exact, said):
        return
    word = "下降" if now < then else "增长"
    message = (
        f"正文写“{said.words}”，本年{printed(now)}、上年{printed(then)}，"
        f"应为{word}{_percent(abs(exact), said)}%。请核对增减幅度。"
    )
    yield _finding("T2", WARNING, said, message, float(_percent(abs(exact), said)), said.value)


def split_findings(bound: Sequence[Binding]) -> list[Finding]:
    """Add up the parts that 其中 names after a whole (T3)."""
    found: list[Finding] = []
    for _, run in groupby(bound, key=lambda one: one.said.section):
        counts = [one.said for one in run if one.said.role is Role.COUNT]
        for place, whole in enumerate(counts):
            found += _split(whole, counts[place + 1 :])
    return found


def _split(whole: Quantity, later: Sequence[Quantity]) -> Iterator[Finding]:
    parts = _parts(whole, later)
    if len(parts) < 2:
        return
    total, left = sum(part.value for part in parts), whole.value
    if abs(total - left) < 1e-6 or (whole.is_about and total <= left * 1.2 and total >= left):
        return
    if (total < left and _names_more(parts)) or _is_closed_before(left, parts):
        return
    is_about = whole.is_about or any(part.is_about for part in parts)
    severity = _gravity(total, left, parts, is_about=is_about)
    yield _split_finding(whole, parts, total, severity)


def _is_closed_before(whole: Number, parts: Sequence[Quantity]) -> bool:
    """Say whether the parts up to a semicolon are the whole: what follows belongs to the longer list."""
    sums = accumulate(part.value for part in parts)
    return any(
        abs(total - whole) < 1e-6 and ";" in part.sentence[part.end : following.start]
        for total, (part, following) in zip(sums, pairwise(parts), strict=False)
    )


def _parts(whole: Quantity, later: Sequence[Quantity]) -> list[Quantity]:
    """Return the counts after the whole that 其中 makes its parts: same unit, same brackets, one sentence."""
    later = [one for one in later if one.time is not Time.CUMULATIVE or PART.search(one.left)]
    if not later or whole.time is Time.CUMULATIVE:
        return []
    first = later[0]
    apart = first.sentence_at - whole.sentence_at
    starts = re.match(r"(?:其中|[,;:]其中|[,:;](?:分别(?:是|为)|包括|具体为))", _opening(whole, first, apart))
    if apart > WHOLES_KEPT or not starts:
        return []
    same = [one for one in later if one.sentence_at == first.sentence_at and one.depth == first.depth]
    if any(one.unit != whole.unit for one in same) or PART.search(_said_between(same)):
        return []
    return same


def _opening(whole: Quantity, first: Quantity, apart: int) -> str:
    if apart == 0:
        return first.sentence[whole.end : first.start]
    closes = re.fullmatch(r"[。!?]", whole.right)
    return first.left if closes else ""


def _said_between(parts: Sequence[Quantity]) -> str:
    return parts[0].sentence[parts[0].end : parts[-1].start] if parts else ""


def _names_more(parts: Sequence[Quantity]) -> bool:
    """Whether the list names parts without a number as well, so that nothing can be added up."""
    listed = re.sub(r"\([^()]*\)", "", parts[0].sentence[parts[0].start : parts[-1].end])
    return any(not re.search(r"\d|[一二两三四五六七八九十]", piece) for piece in re.split("[,;]", listed))


def _gravity(total: Number, whole: Number, parts: Sequence[Quantity], *, is_about: bool) -> str:
    """Say how grave it is: fewer parts may be examples, unless they name the rest or all categories."""
    if total > whole:
        return INFO if is_about else WARNING
    last = re.split("[,;、]", parts[-1].left)[-1]
    closed = bool(re.match(r"(?:和|及|以及)?其[他它](?!处理|法律)|其余", last))
    categories = sum("类" in re.split("[,;]", part.left)[-1] for part in parts) * 2 > len(parts) >= MANY
    categories = categories and not any(outcomes_of(part) for part in parts)  # which are many, most of them 0
    return WARNING if (closed or categories) and not is_about else INFO


def _split_finding(whole: Quantity, parts: Sequence[Quantity], total: Number, severity: str) -> Finding:
    formula = " + ".join(printed(part.value) for part in parts)
    said = f"{printed(whole.value)}{whole.unit}"
    message = f"正文所列各部分相加为{printed(total)}（{formula}），与所说的{said}不符。请核对。"
    return _finding("T3", severity, whole, message, whole.value, total)


def _finding(
    rule: str, severity: str, said: Quantity, message: str, expected: Number, found: Number
) -> Finding:
    where = Where(section=said.section or None, span=said.span)
    return Finding(rule, severity, where, message, expected, found)
