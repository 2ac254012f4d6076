"""Tells a report's numbers in words as offices write them, and knows which sentences are still true."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tests.reports.reading.printing import Cells

Requests = dict[str, dict[str, int | None]]
DENIED = {
    "denied_state_secret": ("属于国家秘密", "国家秘密", "因涉及国家秘密不予公开"),
    "denied_other_law": ("其他法律行政法规禁止公开", "法律法规禁止公开"),
    "denied_safety_stability": ("危及“三安全一稳定”", "三安全一稳定"),
    "denied_third_party": ("保护第三方合法权益", "损害第三方合法权益不予公开", "第三方合法权益"),
    "denied_internal": ("属于三类内部事务信息", "内部事务信息", "属于内部管理信息"),
    "denied_process": ("属于四类过程性信息", "过程性信息", "因属于过程性信息而不予公开"),
    "denied_enforcement_file": ("属于行政执法案卷", "行政执法案卷信息"),
    "denied_special_query": ("属于行政查询事项", "行政查询事项"),
}
UNAVAILABLE = {
    "unavailable_not_held": ("本机关不掌握相关政府信息", "我局不掌握", "本机关不掌握"),
    "unavailable_not_ready": ("没有现成信息需要另行制作", "没有现成信息"),
    "unavailable_unclear": ("补正后申请内容仍不明确", "补正后仍不明确"),
}
REFUSED = {
    "refused_petition": ("信访举报投诉类申请", "信访、举报、投诉类申请", "信访投诉类"),
    "refused_repeat": ("重复申请",),
    "refused_publication": ("要求提供公开出版物",),
    "refused_abuse": ("无正当理由大量反复申请", "大量反复申请"),
    "refused_confirm": ("要求行政机关确认或重新出具已获取信息", "要求重新出具已获取信息"),
}
OTHER = {
    "other_no_correction": ("逾期不补正", "申请人无正当理由逾期不补正"),
    "other_no_payment": ("逾期不缴费", "逾期未缴纳费用"),
}
GROUPS = {
    "不予公开": DENIED, "无法提供": UNAVAILABLE, "不予处理": REFUSED,
    "其他处理": OTHER | {"other_misc": ()}, "予以公开": {"granted": ()}, "部分公开": {"partial": ()},
}  # fmt: skip
DETAILS = DENIED | UNAVAILABLE | REFUSED | OTHER
WHOLES = (("total",), ("new", "carried_in"), ("new",))  # what shares may be of
BEHIND = (
    "{name}{n}件",
    "{name}的{n}件",
    "“{name}”{n}件",
    "{name}的有{n}件",
    "{name}共{n}件",
    "{name}：{n}件",
)
AHEAD = ("{n}件{name}", "{n}件为{name}", "{n}件属{name}")


@dataclass(frozen=True)
class Fact:
    """What a sentence says: the requests with these outcomes are so many, or such a share of all."""

    rows: tuple[str, ...]
    number: int = 0
    share: float | None = None

    def is_true(self, requests: Requests) -> bool:
        """Say whether it holds of a table."""
        if self.share is not None:
            part = _sum(requests, self.rows)
            return any(self._is_share(part / _sum(requests, whole) * 100) for whole in WHOLES)
        return self.number == _sum(requests, self.rows)

    def _is_share(self, exact: float) -> bool:
        """Say whether the share is printed so, rounded or cut off."""
        beyond = exact - (self.share or 0)
        return abs(beyond) <= 0.05 or 0 <= beyond < 0.1


def tell(cells: Cells, rng: random.Random) -> tuple[str, list[Fact]]:
    """Return some sentences about the outcomes, and what they say."""
    teller = _Teller(cells["requests"], rng)
    kind = rng.choice(["groups", "details", "nested", "in_turn", "together", "ahead", "shares"])
    parts = [part for part in getattr(teller, kind)() if part]
    joint = rng.choice(["，", "；", "、"]) if kind not in ("in_turn", "together") else "，"
    lead = rng.choice(["其中，", "其中：", "其中", "办理结果为："])
    return f"{lead}{joint.join(parts)}。", teller.facts


class _Teller:
    """Says numbers of one table, each in a way that offices have."""

    def __init__(self, requests: Requests, rng: random.Random) -> None:
        self.requests, self.rng = requests, rng
        self.facts: list[Fact] = []

    def groups(self) -> Iterator[str]:
        """Say the groups one after the other: 予以公开20件，部分公开3件，不予公开5件."""
        way = self.rng.choice(BEHIND)
        for name in self.rng.sample(list(GROUPS), self.rng.randint(1, len(GROUPS))):
            yield way.format(name=name, n=self._count(self._rows(GROUPS[name])))

    def details(self) -> Iterator[str]:
        """Say single outcomes."""
        way = self.rng.choice(BEHIND)
        for row in self.rng.sample(self._here(DETAILS), self.rng.randint(1, 9)):
            yield way.format(name=self.rng.choice(DETAILS[row]), n=self._count((row,)))

    def ahead(self) -> Iterator[str]:
        """Say the number first: 5件为本机关不掌握."""
        way = self.rng.choice(AHEAD)
        names = {row: self.rng.choice(words) for row, words in DETAILS.items() if row in self.requests}
        names |= {"granted": "予以公开", "partial": "部分公开"}
        for row in self.rng.sample(list(names), self.rng.randint(1, 6)):
            name = names[row].removeprefix("属于") if way.endswith("属{name}") else names[row]
            yield way.format(name=name, n=self._count((row,)))

    def nested(self) -> Iterator[str]:
        """Say a group, and in brackets what it is made of."""
        for name in self.rng.sample(["不予公开", "无法提供", "不予处理"], self.rng.randint(1, 3)):
            group = GROUPS[name]
            some = self.rng.sample(list(group), self.rng.randint(1, len(group)))
            inner = "、".join(f"{self.rng.choice(group[row])}{self._count((row,))}件" for row in some)
            yield f"{name}{self._count(tuple(group))}件（{inner}）"

    def in_turn(self) -> Iterator[str]:
        """Say names first and their numbers behind: 予以公开、部分公开分别为20件、3件."""
        names = self.rng.sample(list(GROUPS), self.rng.randint(2, 4))
        numbers = "、".join(f"{self._count(self._rows(GROUPS[name]))}件" for name in names)
        yield f"{'、'.join(names[:-1])}和{names[-1]}的申请分别为{numbers}"

    def together(self) -> Iterator[str]:
        """Say the sum of two: 予以公开和部分公开共23件."""
        one, other = self.rng.sample(list(GROUPS), 2)
        rows = (*self._rows(GROUPS[one]), *self._rows(GROUPS[other]))
        both = f"{one}{self.rng.choice('和、及')}{other}{self.rng.choice(['共', '合计', '的共计'])}"
        yield f"{both}{self._count(rows)}件"

    def shares(self) -> Iterator[str]:
        """Say shares of all, without the numbers: 予以公开占比58.8%."""
        whole = _sum(self.requests, ("total",))
        for name in self.rng.sample(list(GROUPS), self.rng.randint(1, 4)):
            rows = self._rows(GROUPS[name])
            share = round(_sum(self.requests, rows) / whole * 100, 1)
            self.facts.append(Fact(rows, share=share))
            yield f"{name}占{self.rng.choice(['比', '总数的', '办结总量的', ''])}{share}%"

    def _rows(self, group: Sequence[str] | dict[str, tuple[str, ...]]) -> tuple[str, ...]:
        rows = tuple(row for row in group if row in self.requests)
        return rows or ("other",)  # of the years before the row was divided

    def _here(self, group: dict[str, tuple[str, ...]]) -> list[str]:
        return [row for row in group if row in self.requests]

    def _count(self, rows: tuple[str, ...]) -> int:
        number = _sum(self.requests, rows)
        self.facts.append(Fact(rows, number))
        return number


def _sum(requests: Requests, rows: Sequence[str]) -> int:
    return sum(requests[row]["total"] or 0 for row in rows)
