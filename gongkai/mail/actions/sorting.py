"""What becomes of a letter that came by e-mail: a request, a part of a case, or neither, with a reason."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from gongkai.bodies.models import User
from gongkai.casework import actions as casework
from gongkai.casework.models import Channel, DisclosureRequest, RequestFile
from gongkai.casework.states import State as Case
from gongkai.design.words import cn_date
from gongkai.mail.errors import AlreadySorted, NotSortable, ReasonMissing
from gongkai.mail.models import IncomingMail
from gongkai.rules.roles import Role
from gongkai.workflow import Refusal, StepNotAllowed

SORTERS = (Role.REGISTRAR, Role.OFFICE_HEAD)
Kind, State, Purpose = IncomingMail.Kind, IncomingMail.State, RequestFile.Purpose


@transaction.atomic
def register_mail(
    mail: IncomingMail,
    *,
    case: DisclosureRequest,
    purposes: Mapping[int, RequestFile.Purpose] | None = None,
    by: User,
    on: date,
) -> IncomingMail:
    """
    Say that a request was filed from a mail, in the same transaction; it gets its text and attachments.

    The day of receipt is that on which both sides confirm it (条例第三十一条第三项).

    :param purposes: what an attachment is, by its pk, where it is a proof of identity or an authority
    :raises AlreadySorted: it was registered, attached or set aside
    :raises NotSortable: no person wrote it, or the request came another way or to another body
    :raises StepNotAllowed: `by` sorts no mail in this body
    """
    mail = _waiting(mail, by, on)
    if case.body_id != mail.body_id or case.channel != Channel.EMAIL:
        raise NotSortable("来信只能登记为本机关以电子邮件收到的申请。")
    _hand_files(mail, case, Purpose.ATTACHMENT, by, on, purposes or {})
    return _sorted(mail, State.REGISTERED, by, on, request=case)


@transaction.atomic
def attach_mail(mail: IncomingMail, *, case: DisclosureRequest, by: User, on: date) -> IncomingMail:
    """
    Put a mail and its attachments into a case: as correction while one is awaited, else as attachments.

    :raises AlreadySorted: it was registered, attached or set aside
    :raises NotSortable: no person wrote it
    :raises ReasonMissing: a case of another body
    :raises StepNotAllowed: `by` sorts no mail in this body, or has no part in the case
    """
    mail = _waiting(mail, by, on)
    if case.body_id != mail.body_id:
        raise ReasonMissing("只能归入本机关的申请。")
    awaited = case.state == Case.CORRECTION_PENDING
    _hand_files(mail, case, Purpose.CORRECTION if awaited else Purpose.ATTACHMENT, by, on)
    what = "可能是补正材料，请核对后办理“收到补正”。" if awaited else "请核对。"
    casework.add_note(case, text=f"申请人{cn_date(mail.arrived_at)}的来信已归入本案，{what}", by=by, on=on)
    return _sorted(mail, State.ATTACHED, by, on, request=case)


@transaction.atomic
def set_aside(mail: IncomingMail, *, reason: str, by: User, on: date) -> IncomingMail:
    """
    Say that a mail is no request, and why; it stays where it is.

    :raises ReasonMissing: no reason
    :raises AlreadySorted: it was registered, attached or set aside
    :raises NotSortable: no person wrote it
    :raises StepNotAllowed: `by` sorts no mail in this body
    """
    mail = _waiting(mail, by, on)
    if not reason.strip():
        raise ReasonMissing("请写明为什么不作为政府信息公开申请处理。")
    return _sorted(mail, State.SET_ASIDE, by, on, reason=reason.strip())


def check_sorter(mail: IncomingMail, by: User, on: date) -> None:
    """
    Let only those who sort mails in its body go on.

    :raises StepNotAllowed: `by` does not
    """
    if not set(SORTERS) & by.roles_in(mail.body, on):
        names = "、".join(role.label for role in SORTERS)
        raise StepNotAllowed(Refusal("role", f"来信由{names}处理。"))


def _waiting(mail: IncomingMail, by: User, on: date) -> IncomingMail:
    """Return the mail locked, if it waits to be sorted and `by` may do so."""
    mail = IncomingMail.objects.select_for_update(of=("self",)).select_related("body").get(pk=mail.pk)
    check_sorter(mail, by, on)
    if mail.kind != Kind.LETTER:
        raise NotSortable(f"这是{mail.get_kind_display()}，不作为申请处理。")
    if mail.state != State.NEW:
        raise AlreadySorted(f"这封来信{mail.get_state_display()}，不能再次处理。")
    return mail


def _sorted(mail: IncomingMail, state: IncomingMail.State, by: User, on: date, **facts: Any) -> IncomingMail:
    mail.state, mail.sorted_by, mail.sorted_on = state, by, on
    for name, value in facts.items():
        setattr(mail, name, value)
    mail.save(update_fields=["state", "sorted_by", "sorted_on", *facts])
    return mail


def _hand_files(
    mail: IncomingMail,
    case: DisclosureRequest,
    purpose: RequestFile.Purpose,
    by: User,
    on: date,
    purposes: Mapping[int, RequestFile.Purpose] = MappingProxyType({}),
) -> None:
    """Put the text and what was taken of the attachments among the files of the case."""
    if mail.text:
        head = f"主题：{mail.subject}\n到达：{cn_date(mail.arrived_at)}\n\n"
        body = ContentFile((head + mail.text).encode("utf-8"), "来信正文.txt")
        casework.attach_file(case, file=body, purpose=purpose, by=by, on=on)
    for part in mail.files.exclude(file=""):
        with part.file.open("rb") as kept:
            copy = ContentFile(kept.read(), part.name)
        casework.attach_file(case, file=copy, purpose=purposes.get(part.pk, purpose), by=by, on=on)
