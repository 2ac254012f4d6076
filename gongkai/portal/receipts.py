"""回执: the records behind a public figure, and of each only what may be public."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Model
from django.urls import reverse

from gongkai.casework.models import DisclosureRequest, FeeNotice
from gongkai.design.words import cn_date
from gongkai.publishing.models import InformationItem
from gongkai.remedies.models import Remedy
from gongkai.rules.outcomes import Outcome

Cell = tuple[str, str]  # words, address or nothing
NOT_YET = "办理中"


@dataclass(frozen=True)
class Shown:
    """How records of one kind are shown: headings, and what of a record stands below them."""

    headings: tuple[str, ...]
    cells: Callable[[Any], tuple[Cell, ...]]


def rows_of(kind: str, records: Iterable[Model]) -> list[tuple[Cell, ...]]:
    """Return what the public may see of these records; nothing of a kind that is not shown."""
    shown = SHOWN.get(kind)
    return [shown.cells(record) for record in records] if shown else []


def headings_of(kind: str) -> tuple[str, ...]:
    """Return the headings above records of a kind; none for a kind that is not shown."""
    return SHOWN[kind].headings if kind in SHOWN else ()


def fetch(kind: str, keys: Sequence[int]) -> list[Model]:
    """Return the records with these keys in the order of the keys; one that is no longer kept is left out."""
    manager = apps.get_model(kind)._default_manager
    found = manager.prefetch_related(*RELATED.get(kind, ())).in_bulk(list(keys))
    return [found[key] for key in keys if key in found]


def _item(item: InformationItem) -> tuple[Cell, ...]:
    if not item.live:
        return ("（已撤回）", ""), (item.index_no or "", ""), (cn_date(item.published_on), "")
    address = reverse("portal:item", args=[item.pk])
    return (item.title, address), (item.index_no or "", ""), (cn_date(item.published_on), "")


def _request(request: DisclosureRequest) -> tuple[Cell, ...]:
    outcome = Outcome(request.outcome).label if request.outcome else NOT_YET
    ended = cn_date(request.concluded_on) or "—"
    return (request.number, ""), (cn_date(request.received_on), ""), (outcome, ""), (ended, "")


def _fee(notice: FeeNotice) -> tuple[Cell, ...]:
    paid = cn_date(notice.paid_on) or "未缴费"
    amount, ladder = f"{notice.amount}元", notice.get_ladder_display()
    return (notice.request.number, ""), (ladder, ""), (amount, ""), (paid, "")


def _remedy(remedy: Remedy) -> tuple[Cell, ...]:
    ended = cn_date(remedy.concluded_on) or "—"
    what, result = remedy.get_kind_display(), remedy.get_outcome_display()
    return (what, ""), (cn_date(remedy.accepted_on), ""), (result, ""), (ended, "")


SHOWN = {
    "publishing.informationitem": Shown(("名称", "索引号", "发布日期"), _item),
    "casework.disclosurerequest": Shown(("申请编号", "收到日期", "办理结果", "办结日期"), _request),
    "casework.feenotice": Shown(("申请编号", "收费方式", "金额", "缴费日期"), _fee),
    "remedies.remedy": Shown(("类别", "受理日期", "结果", "审结日期"), _remedy),
}
RELATED = {"casework.feenotice": ("request",)}
