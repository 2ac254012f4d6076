"""Looking at who people are: only for those whose work needs it, and never without a trace."""

from collections.abc import Collection, Sequence
from datetime import date

from django.db import transaction

from gongkai.bodies.models import User
from gongkai.casework.errors import RequestIncomplete, TooManyLooks
from gongkai.casework.models import (
    Applicant,
    DisclosureRequest,
    IdentityLook,
    RecordCorrection,
    RecordEvidence,
    RecordLook,
    RecordPerson,
    RequestFile,
)
from gongkai.casework.models.record import SEE
from gongkai.casework.progress import roles_for
from gongkai.common.sealed import SealedTextField
from gongkai.rules.roles import Role
from gongkai.workflow import Refusal, StepNotAllowed

# These write to the applicant, check the identity, defend the case, archive or supervise it.
LOOKERS = frozenset(
    {Role.REGISTRAR, Role.OFFICE_HEAD, Role.HANDLER, Role.LEGAL_REVIEWER, Role.ARCHIVIST, Role.AUDITOR}
)
RECORD_LOOKERS = LOOKERS.intersection(SEE)

MOST_LOOKS = 500  # applicants of one list
TOGETHER = "co_applicants"  # stands for all that is known of them


@transaction.atomic
def look_at_identity(
    case: DisclosureRequest, *, file: RequestFile | None = None, reason: str = "", by: User, on: date
) -> IdentityLook:
    """
    Note that somebody sees the applicant's data, or opens a proof of identity (个人信息保护法第五十一条).

    :raises StepNotAllowed: the work of `by` does not need them
    """
    if LOOKERS.isdisjoint(roles_for(case, by, on)):
        raise _refused("申请人的身份信息", LOOKERS)
    fields = [] if file else filled_fields(case.applicant)
    if not file and case.co_applicants.present().exists():
        fields.append(TOGETHER)
    look = IdentityLook(request=case, by=by, on=on, fields=fields, file=file, reason=reason.strip()[:200])
    look.save()
    return look


@transaction.atomic
def look_at_identities(
    cases: Sequence[DisclosureRequest], *, reason: str, by: User, on: date
) -> list[IdentityLook]:
    """
    Note a look at each applicant of a list that is taken out with who asked (个人信息保护法第五十一条).

    :raises RequestIncomplete: no reason, or nobody in the list
    :raises TooManyLooks: more people than one list may hold
    :raises StepNotAllowed: the work of `by` does not need the data of one of them; then of nobody
    """
    if not reason.strip():
        raise RequestIncomplete("请写明导出身份信息的事由。")
    if not cases:
        raise RequestIncomplete("没有符合条件的申请，不需要导出。")
    if len(cases) > MOST_LOOKS:
        raise TooManyLooks(f"含身份信息的清单一次最多{MOST_LOOKS}件，请缩小范围。")
    return [look_at_identity(case, reason=f"导出清单：{reason.strip()}", by=by, on=on) for case in cases]


def look_at_record(
    record: RecordCorrection, *, file: RecordEvidence | None = None, reason: str = "", by: User, on: date
) -> RecordLook:
    """
    Note that somebody sees whom a record is about, or opens its evidence (个人信息保护法第五十一条).

    :raises StepNotAllowed: the work of `by` does not need them
    """
    if RECORD_LOOKERS.isdisjoint(by.roles_in(record.body, on)):
        raise _refused("更正申请人的身份信息和证据材料", RECORD_LOOKERS)
    fields = [] if file else filled_fields(record.person)
    look = RecordLook(record=record, by=by, on=on, fields=fields, file=file, reason=reason.strip()[:200])
    look.save()
    return look


def filled_fields(person: Applicant | RecordPerson) -> list[str]:
    """Return the names of the sealed fields in which there is something; nothing is opened."""
    sealed = [each.name for each in person._meta.concrete_fields if isinstance(each, SealedTextField)]
    return [name for name in sealed if person.__dict__.get(name)]


def _refused(what: str, lookers: Collection[Role]) -> StepNotAllowed:
    names = "、".join(role.label for role in Role if role in lookers)
    return StepNotAllowed(Refusal("role", f"{what}只供{names}因工作需要查看。"))
