"""发布前检查: what was found in the present content, and what of it still bars the way out."""

from collections.abc import Iterable
from typing import Any

from gongkai.publishing.errors import MustNotGoOut, NothingChosen, StillChecking
from gongkai.publishing.models import Finding, InformationItem, ItemCheck, Mode
from gongkai.publishing.snapshot import Snapshot, current_draft, digest_of
from gongkai.publishing.wheres import place_of
from gongkai.screening.hits import Severity

LISTED = 12  # findings named in a refusal; the page lists them all


def kept_check(item: InformationItem, draft: Snapshot) -> ItemCheck | None:
    """Return the last check of exactly this content; None where nobody has checked it yet."""
    return item.checks.filter(digest=digest_of(draft)).order_by("pk").last()


def let_pass(item: InformationItem, digest: str) -> dict[str, str]:
    """Return the findings let pass in exactly this content, by key, with the reason."""
    return _opinions(item, digest, "override")


def acknowledged(item: InformationItem, digest: str) -> dict[str, str]:
    """Return the doubtful findings that somebody looked at in exactly this content, by key, with why."""
    return _opinions(item, digest, "acknowledge")


def _opinions(item: InformationItem, digest: str, step: str) -> dict[str, str]:
    events = item.events.filter(step=step, digest=digest).order_by("pk")
    return {found["key"]: event.opinion for event in events for found in event.data["findings"]}


def doubtful(item: InformationItem, check: ItemCheck) -> list[Finding]:
    """Return what is to be looked at (请核对) and what nobody has said yet that it was."""
    seen = acknowledged(item, check.digest)
    return [each for each in check.findings if each.severity is Severity.WARN and each.key not in seen]


def barring(item: InformationItem, check: ItemCheck) -> list[Finding]:
    """Return what bars the content from publication: neither masked nor let pass."""
    passed = let_pass(item, check.digest)
    return [
        finding
        for finding in check.findings
        if finding.blocks and (finding.is_secret or finding.key not in passed)
    ]


def check_found(item: InformationItem) -> None:
    """
    Refuse to let out what the check found and nobody masked or let pass (条例第十五条、第十七条).

    What is not to be published is not barred. Without a check there is nothing to say; the actions that
    need one make it first.

    :raises StillChecking: attachments are still being read
    :raises MustNotGoOut: naming what was found and where
    """
    draft = current_draft(item)
    check = kept_check(item, draft) if draft["disclosure_mode"] == Mode.PUBLIC else None
    if check is None:
        return
    if not check.is_finished:
        raise StillChecking(f"发布前检查还在进行，已检查{check.done}份，共{check.total}份，请稍候再办理。")
    if found := barring(item, check):
        raise MustNotGoOut(_refusal(check, found))


def check_bars(item: InformationItem) -> None:
    """
    Refuse to let pass where nothing bars the way.

    :raises NothingChosen: the check found nothing, or it was let pass already
    """
    check = kept_check(item, current_draft(item))
    if check is None or not barring(item, check):
        raise NothingChosen("发布前检查没有发现需要放行的内容。")


def check_doubtful(item: InformationItem) -> None:
    """
    Refuse to acknowledge where nothing is left to be looked at.

    :raises NothingChosen: the check found nothing doubtful, or all of it was looked at already
    """
    check = kept_check(item, current_draft(item))
    if check is None or not doubtful(item, check):
        raise NothingChosen("发布前检查没有需要核对的内容。")


def _refusal(check: ItemCheck, found: list[Finding]) -> str:
    lines = "；".join(_named(check, found[:LISTED]))
    more = f"等，共{len(found)}处" if len(found) > LISTED else ""
    way = "请遮盖或者改正后再办理；依法应当公开的，由保密审查员说明理由后放行。"
    return f"发布前检查发现禁止发布的内容：{lines}{more}。{way}"


def placed(check: ItemCheck, finding: Finding) -> tuple[str, str]:
    """Return in which text or file, and where in it, something was found; in words."""
    return check.name_of(finding.part), place_of(finding.where)


def _named(check: ItemCheck, found: Iterable[Finding]) -> list[str]:
    return [" ".join(filter(None, (*placed(check, each), each.kind.label, each.masked))) for each in found]


def told(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Return what an event says of findings: kind, place and masked preview."""
    names = ("part", "kind", "where", "masked", "rule")
    return [{"key": each.key, **{name: getattr(each, name) for name in names}} for each in findings]
