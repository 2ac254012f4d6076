"""Looking at who an applicant is: only for those whose work needs it, and never without a trace."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from gongkai.bodies.models import User
from gongkai.casework.errors import RequestIncomplete, TooManyLooks
from gongkai.casework.models import Applicant, DisclosureRequest, IdentityLook, RequestFile
from gongkai.casework.progress import roles_for
from gongkai.common.sealed import SealedTextField
from gongkai.rules.roles import Role
from gongkai.workflow import Refusal, StepNotAllowed

# These write to the applicant, check the identity, defend the case, archive or supervise it.
LOOKERS = frozenset(
    {Role.REGISTRAR, Role.OFFICE_HEAD, Role.HANDLER, Role.LEGAL_REVIEWER, Role.ARCHIVIST, Role.AUDITOR}
)

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
        names = "、".join(role.label for role in Role if role in LOOKERS)
        raise StepNotAllowed(Refusal("role", f"申请人的身份信息只供{names}因工作需要查看。"))
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


def filled_fields(applicant: Applicant) -> list[str]:
    """Return the names of the sealed fields in which there is something; nothing is opened."""
    sealed = [each.name for each in applicant._meta.concrete_fields if isinstance(each, SealedTextField)]
    return [name for name in sealed if applicant.__dict__.get(name)]
