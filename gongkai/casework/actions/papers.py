"""The files of a request: what the applicant sent, what will be supplied, the signed reply."""

from collections.abc import Collection
from datetime import date

from django.core.files import File
from django.db import transaction

from gongkai.bodies.models import User
from gongkai.casework.errors import FileNotNow
from gongkai.casework.files import FROM_APPLICANT
from gongkai.casework.guards import check_allowed
from gongkai.casework.models import DisclosureRequest, Reply, RequestEvent, RequestFile
from gongkai.casework.progress import locked, roles_for, take
from gongkai.casework.states import State
from gongkai.casework.workflow import CASEWORK
from gongkai.common.kept_files import keep_file
from gongkai.common.sealed_files import sealed_storage
from gongkai.common.uploads import DOCUMENTS, PAPERS
from gongkai.rules.roles import Role
from gongkai.workflow import Refusal, StepNotAllowed

Purpose = RequestFile.Purpose
WAITS_FOR_APPLICANT = (
    *(State.SUBMITTED, State.UNREACHABLE, State.CORRECTION_PENDING),
    *(State.REASON_REQUESTED, State.FEE_PENDING),
)
# What proves who somebody is comes as a scan or a short document.
KINDS_BY_PURPOSE = {Purpose.IDENTITY: PAPERS, Purpose.AGENCY: PAPERS}
OFFICE = (Role.REGISTRAR, Role.OFFICE_HEAD)
WHO_MAY = {
    Purpose.SUPPLIED: (Role.HANDLER, Role.REGISTRAR),
    Purpose.REPLY: OFFICE,
    Purpose.OPINION: (Role.HANDLER, *OFFICE),
}
ANYONE_AT_WORK = (Role.HANDLER, *OFFICE, Role.LEGAL_REVIEWER)


@transaction.atomic
def attach_file(
    case: DisclosureRequest,
    *,
    file: File[bytes],
    purpose: RequestFile.Purpose,
    event: RequestEvent | None = None,
    by: User | None,
    on: date,
) -> RequestFile:
    """
    Add a file to a request, under its own name; it is private. Without `by` the applicant sent it.

    What will be supplied is added before the review, so that reviewers see it; the signed reply
    is added after it was issued.

    :raises FileNotNow: the purpose does not fit the state
    :raises StepNotAllowed: `by` has no part in this request
    :raises UploadRefused: by its content it is no document, damaged, too large, or there is no room on disk
    """
    case = locked(case)
    purpose = Purpose(purpose)
    _check_person(case, purpose, by, on)
    reply = _check_time(case, purpose, from_applicant=by is None)
    added = RequestFile(request=case, event=event, reply=reply, purpose=purpose, added_by=by)
    return keep_file(added, file, kinds=KINDS_BY_PURPOSE.get(purpose, DOCUMENTS))


@transaction.atomic
def remove_file(file: RequestFile, *, by: User, on: date) -> DisclosureRequest:
    """
    Take out a file that was going to be supplied, before the reply goes to review; the event keeps its name.

    :raises FileNotNow: it was sent in, or has been supplied
    :raises StepNotAllowed: the reply is under review or out, or `by` does not handle the request
    """
    case = locked(file.request)
    step = check_allowed(case, "remove_file", by=by, on=on)
    file = RequestFile.objects.get(pk=file.pk)
    if file.purpose != Purpose.SUPPLIED or file.reply_id:
        raise FileNotNow("只能移除尚未提供的文件；申请材料和已经提供的文件应当保存。")
    name = str(file.file.name)
    file.delete()
    take(case, step, by=by, on=on, note=file.name, sha256=file.sha256)
    transaction.on_commit(lambda: sealed_storage.delete(name))
    return case


def purposes_for(case: DisclosureRequest, roles: Collection[Role]) -> list[RequestFile.Purpose]:
    """Return what somebody with these roles for the case may add a file for now."""
    mine = [purpose for purpose in Purpose if set(WHO_MAY.get(purpose, ANYONE_AT_WORK)) & set(roles)]
    return [purpose for purpose in mine if _is_timely(case, purpose)]


def _is_timely(case: DisclosureRequest, purpose: Purpose) -> bool:
    try:
        _check_time(case, purpose, from_applicant=False)
    except FileNotNow:
        return False
    return True


def _check_person(case: DisclosureRequest, purpose: Purpose, by: User | None, on: date) -> None:
    if by is None:
        return
    may = WHO_MAY.get(purpose, ANYONE_AT_WORK)
    if not set(may) & roles_for(case, by, on):
        names = "、".join(role.label for role in may)
        raise StepNotAllowed(Refusal("role", f"“{purpose.label}”由{names}添加。"))


def _check_time(case: DisclosureRequest, purpose: Purpose, *, from_applicant: bool) -> Reply | None:
    """Refuse a file that does not fit the state; return the reply that a signed document belongs to."""
    if from_applicant and (purpose not in FROM_APPLICANT or case.state not in WAITS_FOR_APPLICANT):
        raise FileNotNow("现在不能补充材料，请与政府信息公开工作机构联系。")
    if purpose == Purpose.SUPPLIED and not CASEWORK.step("remove_file").leads_from(case.state):
        raise FileNotNow("送审之后不能增减拟提供的文件，退回修改以后再添加（条例第十七条）。")
    if purpose != Purpose.REPLY:
        return None
    if reply := case.replies.issued().order_by("issued_on", "pk").last():
        return reply
    raise FileNotNow("答复制发以后才能添加答复文书。")
