"""发布前检查: making and finishing checks, and letting pass what was found, with a reason."""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import transaction

from gongkai.bodies.models import User
from gongkai.publishing.actions.recording import lock, move
from gongkai.publishing.circumstances import setting_for
from gongkai.publishing.errors import NobodyMayLetPass, NothingChosen, ReasonMissing, SecretMark
from gongkai.publishing.gate import doubtful, kept_check, let_pass, told
from gongkai.publishing.guards import check_allowed, check_seen, check_step
from gongkai.publishing.looking import (
    file_part,
    lists_of,
    look_into_file,
    look_into_stored,
    look_into_text,
    refuse_secrets,
    refuse_too_much,
    text_part,
)
from gongkai.publishing.models import InformationItem, ItemCheck, SecretRefusal
from gongkai.publishing.models.checks import Finding, Result
from gongkai.publishing.reach import roles_over
from gongkai.publishing.snapshot import Snapshot, current_draft, digest_of
from gongkai.publishing.tasks import finish_check
from gongkai.rules.overrides import override_of

AT_ONCE = 300_000  # bytes of attachments that are read while one waits; more goes to the task queue

Given = ParamSpec("Given")
Answer = TypeVar("Answer")


def noting_secrets(act: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """
    Note that an action refused a mark of secrecy, after all that it began has been undone.

    Stands outside `transaction.atomic`, so that the note stays. An action that calls such actions within a
    transaction of its own undoes the note, and is marked itself: the outermost one notes it again.
    """

    @wraps(act)
    def noted(*args: Given.args, **kwargs: Given.kwargs) -> Answer:
        try:
            return act(*args, **kwargs)
        except SecretMark as refusal:
            by = kwargs.get("by")
            note_secret(refusal, by=by if isinstance(by, User) else None)
            raise

    return noted


def note_secret(refusal: SecretMark, *, by: User | None) -> None:
    """Keep the note of a refusal, unless it is kept; what was undone is kept again, and nothing twice."""
    kept = SecretRefusal.objects.filter(pk=refusal.note or 0, sha256=refusal.sha256, rule=refusal.rule)
    if not kept.exists():
        refusal.note = SecretRefusal.objects.create(sha256=refusal.sha256, rule=refusal.rule, by=by).pk


def refuse_secret_text(item: InformationItem, draft: Snapshot, on: date) -> Result:
    """
    Look into the text of a draft before it is kept, and return what was found.

    :raises SecretMark: it carries a mark of secrecy
    """
    result, hits = look_into_text(draft, setting_for(item, draft, on))
    refuse_secrets(hits, f"{draft['title']}\n{draft['content']}".encode())
    return result


def refuse_secret_file(
    item: InformationItem, data: bytes, name: str, on: date, *, description: str = ""
) -> Result:
    """
    Look into a file before it is kept, and return what was found.

    :raises SecretMark: it, its name or its description carries a mark of secrecy
    :raises UploadRefused: it holds more than the check reads
    """
    result, hits = look_into_file(data, name, setting_for(item, current_draft(item), on), description)
    refuse_secrets(hits, data)
    refuse_too_much(result)
    return result


def check_draft(
    item: InformationItem, *, on: date, known: Mapping[str, Result] | None = None, anew: bool = False
) -> ItemCheck:
    """
    Check the draft as it stands, unless that was done already with the same lists.

    Parts that did not change are taken over; the text is read at once, much else by the task queue.

    :param known: what was found in parts that were looked into a moment ago
    :param anew: look into everything again, by the register of requests as it stands now
    """
    draft = current_draft(item)
    setting = setting_for(item, draft, on)
    files = {file_part(file): file for file in item.attachments.in_draft()}
    text = text_part(draft)
    check, _ = ItemCheck.objects.get_or_create(
        item=item, digest=digest_of(draft), lists=lists_of(setting), defaults={"total": len(files) + 1}
    )
    if anew:
        check.results = {}
    if check.is_finished:
        return check  # one whose worker died is taken up again
    before = (
        None if anew else item.checks.filter(lists=check.lists).exclude(pk=check.pk).order_by("pk").last()
    )
    found = {**(before.results if before else {}), **(known or {}), **check.results}
    check.results = {part: found[part] for part in (text, *files) if part in found}
    if text not in check.results:
        check.results[text] = look_into_text(draft, setting)[0]
    check.save()
    if not check.is_finished:
        if sum(file.size for part, file in files.items() if part not in check.results) > AT_ONCE:
            finish_check.enqueue(check.pk, on.isoformat())
        else:
            look_into_rest(check, on=on)
    return check


def look_into_rest(check: ItemCheck, *, on: date) -> None:
    """Look into the attachments of a check that are left, and keep each result at once."""
    item = check.item
    setting = setting_for(item, current_draft(item), on)
    for attachment in item.attachments.all():
        part = file_part(attachment)
        if check.is_finished:
            return
        if part in check.results or not attachment.in_draft:
            continue
        check.results[part] = look_into_stored(attachment, setting)
        check.save(update_fields=["results", "at"])


def check_before(item: InformationItem, code: str, *, by: User, on: date) -> None:
    """
    Check the draft as it stands before a step that needs it; the check stays when the step is refused.

    :raises StepNotAllowed: wrong state or wrong role, so that there is nothing to check
    """
    now = InformationItem.objects.select_related("body").get(pk=item.pk)
    check_step(now, code, by=by, on=on)
    check_draft(now, on=on)


@transaction.atomic
def override_findings(
    item: InformationItem, *, chosen: Collection[str], reason: str, digest: str = "", by: User, on: date
) -> InformationItem:
    """
    Let pass what the check found in exactly the present content (条例第十五条、第十七条).

    :param chosen: keys of findings
    :raises NothingChosen: none of them was found in the present content
    :raises NobodyMayLetPass: a mark of secrecy, or another role's
    :raises ReasonMissing: no reason
    :raises OwnVersion, ChangedSinceApproval: as in `approve_unit`
    """
    item = lock(item)
    check_allowed(item, "override", by=by, on=on)
    check_seen(item, digest)
    findings = _chosen(item, chosen)
    for finding in findings:
        rule = override_of(finding.kind)
        if not rule.roles & roles_over(by, item, on):
            names = "、".join(role.label for role in rule.roles)
            raise NobodyMayLetPass(f"{finding.kind.label}{f'由{names}放行' if names else '：' + rule.why}。")
    if not reason.strip():
        raise ReasonMissing("请写明放行的理由和依据。")
    move(item, "override", by=by, on=on, opinion=reason.strip(), data={"findings": told(findings)})
    return item


@transaction.atomic
def acknowledge_findings(
    item: InformationItem, *, chosen: Collection[str], reason: str, digest: str = "", by: User, on: date
) -> InformationItem:
    """
    Note that doubtful findings (请核对) of exactly the present content were looked at, and why they may stay.

    It bars nothing and lets nothing pass; whoever reviews sees what was looked at, by whom and why.

    :param chosen: keys of findings
    :raises NothingChosen: none of them is doubtful in the present content
    :raises ReasonMissing: no reason
    :raises ChangedSinceApproval: as in `approve_unit`
    """
    item = lock(item)
    check_allowed(item, "acknowledge", by=by, on=on)
    check_seen(item, digest)
    check = kept_check(item, current_draft(item))
    findings = [each for each in (doubtful(item, check) if check else []) if each.key in chosen]
    if not findings:
        raise NothingChosen("请勾选核对过的内容；内容改动后需要重新核对。")
    if not reason.strip():
        raise ReasonMissing("请写明核对的结论。")
    move(item, "acknowledge", by=by, on=on, opinion=reason.strip(), data={"findings": told(findings)})
    return item


def _chosen(item: InformationItem, keys: Collection[str]) -> list[Finding]:
    draft = current_draft(item)
    check = kept_check(item, draft)
    passed = let_pass(item, digest_of(draft))
    findings = [
        finding
        for finding in (check.findings if check else [])
        if finding.key in keys and finding.blocks and finding.key not in passed
    ]
    if not findings:
        raise NothingChosen("请勾选要放行的内容；内容改动后需要重新放行。")
    return findings
