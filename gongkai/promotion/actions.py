"""What a request brought to light becomes a draft item; proposals are answered (条例第四十四条)."""

from collections.abc import Collection, Iterable
from datetime import date

from django.core.files import File
from django.db import transaction
from django.utils.html import format_html_join

from gongkai.bodies.models import User
from gongkai.casework.askers import private_facts
from gongkai.casework.models import DisclosureRequest, RequestFile, Withholding
from gongkai.casework.progress import locked, roles_for
from gongkai.promotion.errors import AlreadyPromoted, NamesApplicant, NothingToPromote, ProposalIncomplete
from gongkai.promotion.models import Promotion, Proposal
from gongkai.promotion.suggestions import OPEN, alike
from gongkai.publishing import actions as publishing
from gongkai.publishing.models import Column, InformationItem
from gongkai.rules.roles import Role
from gongkai.workflow import Refusal, StepNotAllowed

WISHED = "申请人在申请时建议主动公开。"
WRITERS = (Role.HANDLER, Role.INFORMATION_OFFICER)


@publishing.noting_secrets
@transaction.atomic
def promote_request(
    case: DisclosureRequest,
    *,
    column: Column,
    title: str,
    text: str = "",
    attachments: Collection[RequestFile] = (),
    reason: str = "",
    by: User,
    on: date,
) -> Promotion:
    """
    Make a draft item of what a request brought to light; it goes the way of all items to publication.

    :param text: paragraphs, one a line
    :param attachments: files that went out with the reply
    :raises NothingToPromote: nothing was disclosed
    :raises AlreadyPromoted: an item was made of it before
    :raises NamesApplicant: title, text or a file names the applicant
    :raises StepNotAllowed: `by` neither handles the request nor writes for the column
    """
    case = locked(case)
    _check_writer(case, by, on)
    withheld = _disclosed_later(case)
    check_may_promote(case)
    _check_names(case, [title, text, *(file.name for file in attachments)])
    content = str(format_html_join("", "<p>{}</p>", ((line,) for line in text.splitlines() if line.strip())))
    unit = case.handling_unit or column.owner_unit
    item = publishing.create_item(
        column, title=title, formed_on=on, content=content, owner_unit=unit, by=by, on=on
    )
    for file in attachments:
        _attach(case, file, item, by=by, on=on)
    promotion = Promotion.objects.create(
        request=case, item=item, withholding=withheld, reason=reason.strip(), by=by, on=on
    )
    _follow_proposals(case, by=by, on=on)
    return promotion


@transaction.atomic
def propose_promotion(case: DisclosureRequest, *, text: str, by: User | None = None, on: date) -> Proposal:
    """
    Take an applicant's proposal to disclose to everybody; without `by` it came online.

    :raises NothingToPromote: nothing was disclosed to the applicant
    :raises AlreadyPromoted: it was proposed or disclosed before
    :raises ProposalIncomplete: no reason
    """
    case = locked(case)
    check_may_promote(case)
    if Proposal.objects.filter(request=case).exists():
        raise AlreadyPromoted("本申请已经提出过主动公开的建议。")
    if not text.strip():
        raise ProposalIncomplete("请写明建议主动公开的理由。")
    return Proposal.objects.create(request=case, text=text.strip(), by=by, on=on)


@transaction.atomic
def decline_proposal(proposal: Proposal, *, reason: str, by: User, on: date) -> Proposal:
    """
    Answer that a proposal is not followed, and why.

    :raises AlreadyPromoted: it was answered before
    :raises ProposalIncomplete: no reason
    :raises StepNotAllowed: `by` does not head the disclosure office
    """
    case = locked(proposal.request)
    proposal = Proposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
    if Role.OFFICE_HEAD not in roles_for(case, by, on):
        raise StepNotAllowed(Refusal("role", "“不采纳建议”由公开工作机构负责人办理。"))
    if proposal.answered_on:
        raise AlreadyPromoted("这项建议已经答复。")
    if not reason.strip():
        raise ProposalIncomplete("请写明不予采纳的理由。")
    proposal.answered_on, proposal.answered_by, proposal.declined_because = on, by, reason.strip()
    proposal.save()
    return proposal


@transaction.atomic
def decline_wish(case: DisclosureRequest, *, reason: str, by: User, on: date) -> list[Proposal]:
    """
    Answer those who proposed with their requests for this matter that it is not followed, and why.

    Each proposal is kept with the day of its request, as if it had been made by itself.

    :raises AlreadyPromoted: it was answered before
    :raises NothingToPromote: nobody proposed it, or nothing was disclosed
    :raises ProposalIncomplete: no reason
    :raises StepNotAllowed: `by` does not head the disclosure office
    """
    case = locked(case)
    if not case.proposes_release:
        raise NothingToPromote("申请人没有建议主动公开。")
    answered = []
    for each in alike(case):
        asked_on = each.submitted_on
        made = propose_promotion(each, text=WISHED, on=asked_on)
        answered.append(decline_proposal(made, reason=reason, by=by, on=on))
    return answered


def check_may_promote(case: DisclosureRequest) -> None:
    """
    Refuse to make an item of what was not disclosed, or a second one.

    :raises NothingToPromote: nothing was disclosed
    :raises AlreadyPromoted: an item was made of it before
    """
    last = case.replies.issued().order_by("pk").last()
    if (last is None or last.outcome not in OPEN) and _disclosed_later(case) is None:
        raise NothingToPromote(
            "答复为予以公开、部分公开，或者评估后改为公开的，才可以转为主动公开（条例第十八条、第四十四条）。"
        )
    if Promotion.objects.filter(request=case).exists():
        raise AlreadyPromoted("本申请的信息已经转为主动公开。")


def _follow_proposals(case: DisclosureRequest, *, by: User, on: date) -> None:
    """Note that what was proposed for this matter, with a request or afterwards, is followed."""
    for each in alike(case):
        if each.proposes_release:
            Proposal.objects.get_or_create(request=each, defaults={"text": WISHED, "on": each.submitted_on})
        Proposal.objects.open().filter(request=each).update(answered_on=on, answered_by=by)


def _disclosed_later(case: DisclosureRequest) -> Withholding | None:
    return Withholding.objects.exclude(disclosed_on=None).filter(request=case).first()


def _attach(case: DisclosureRequest, file: RequestFile, item: InformationItem, *, by: User, on: date) -> None:
    if file.request_id != case.pk or file.purpose != RequestFile.Purpose.SUPPLIED or file.reply_id is None:
        raise NothingToPromote(f"“{file.name}”没有随答复提供，不能转为主动公开。")
    with file.file.open("rb") as opened:
        attached = publishing.attach_file(item, file=File(opened, name=file.name), by=by, on=on)
    _check_names(case, [attached.text])


def _check_writer(case: DisclosureRequest, by: User, on: date) -> None:
    if not set(WRITERS) & roles_for(case, by, on):
        raise StepNotAllowed(Refusal("role", "“转为主动公开”由承办科室的经办人或者信息员办理。"))


def _check_names(case: DisclosureRequest, texts: Iterable[str]) -> None:
    """Refuse to make public who asked (条例第十五条，个人信息保护法第二十五条)."""
    wanted = [value for _, value in private_facts(case) if len(value) > 1]
    if any(value in text for text in texts for value in wanted):
        raise NamesApplicant("标题、正文或者附件中有申请人的信息，去掉以后再转为主动公开（条例第十五条）。")
