"""卷宗目录: what the file of a request holds and what is missing, as those above casework know it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string

from gongkai.casework.errors import CaseFileIncomplete
from gongkai.casework.models import DisclosureRequest
from gongkai.workflow import condition


@dataclass(frozen=True)
class Paper:
    """One line of the list: a paper that belongs into the file, by which article, and whether it is there."""

    label: str
    basis: str
    is_there: bool


def papers_of(case: DisclosureRequest) -> list[Paper]:
    """Return the list of papers of a request, from the provider that the deployment names."""
    found: list[Paper] = import_string(settings.GONGKAI_CASE_FILE)(case)
    return found


def missing_of(papers: Iterable[Paper]) -> list[str]:
    """Return the labels of the papers that are not there."""
    return [paper.label for paper in papers if not paper.is_there]


@condition(
    "卷宗目录列明的材料齐全；缺少的，写明理由后才能归档，缺少什么和理由记入办理记录（条例第四十五条）。"
)
def check_complete(missing: list[str], reason: str) -> None:
    """
    Refuse to archive a file with gaps that nobody explains (条例第四十五条).

    :raises CaseFileIncomplete: naming what is missing
    """
    if missing and not reason:
        names = "、".join(missing)
        raise CaseFileIncomplete(f"卷宗缺少：{names}。请补齐后归档；不能补齐的，写明理由（条例第四十五条）。")
