"""Who asks: all who signed a request, whom letters go to, and what must never be read of any of them."""

from collections.abc import Iterator
from datetime import date

from django.db import models

from gongkai.bodies.models import User
from gongkai.casework import errors
from gongkai.casework.files import files_of
from gongkai.casework.models import Applicant, CoApplicant, Consultation, DisclosureRequest, RequestFile
from gongkai.common.sealed import SealedTextField
from gongkai.workflow import condition

# What is asked of an agent without authority; it names nobody, for notices are kept in clear.
NO_AUTHORITY = "代理人没有提交授权委托书，请补交由申请人签名或者盖章、写明委托事项和权限的授权委托书。"
TOO_COMMON = frozenset({"postcode"})  # leads to nobody, and looks like any number


def co_applicants_of(case: DisclosureRequest) -> list[CoApplicant]:
    """Return who asks together with the first applicant, as the entries stand now."""
    return list(case.co_applicants.present())


def representative_of(case: DisclosureRequest) -> Applicant | CoApplicant:
    """Return the one whom letters go to: the co-applicant who was named, else the first applicant."""
    return next((each for each in co_applicants_of(case) if each.is_representative), case.applicant)


def names_of(case: DisclosureRequest) -> list[str]:
    """Return the names of all who ask, the first applicant's first."""
    return [case.applicant.name, *(each.name for each in co_applicants_of(case))]


@condition("申请人的身份信息没有清除（个人信息保护法第四十七条）。")
def check_identity_kept(case: DisclosureRequest, _by: User | None, _on: date) -> None:
    """
    Refuse to add to what was purged.

    :raises IdentityPurged: it was
    """
    if case.applicant.purged_on:
        raise errors.IdentityPurged(
            "申请人的身份信息保存期限已满，已经清除，不能再补登（个人信息保护法第四十七条）。"
        )


@condition("本申请限定了查看人员（条例第四十五条）。")
def check_restricted(case: DisclosureRequest, _by: User | None, _on: date) -> None:
    """
    Refuse to open what is open.

    :raises NotRestricted: it is not kept for named people
    """
    if not case.is_restricted:
        raise errors.NotRestricted("本申请没有限定查看人员。")


def missing_authority(case: DisclosureRequest) -> str:
    """
    Return what to ask of an agent whose power of attorney was never handed in; empty when nothing is missing.

    It does not hinder the registration: the law knows no refusal to take a request in, and what is missing is
    asked for once, within seven working days (条例第三十条).
    """
    if not case.applicant.agent_name:
        return ""
    return "" if files_of(case).filter(purpose=RequestFile.Purpose.AGENCY).exists() else NO_AUTHORITY


def private_facts(case: DisclosureRequest) -> Iterator[tuple[str, str]]:
    """Yield each fact by which a person in the case can be known, after whose it is and what it is called."""
    parties = case.consultations.filter(kind=Consultation.Kind.THIRD_PARTY)
    rows: list[tuple[str, models.Model]] = [("申请人", case.applicant)]
    rows += [("共同申请人", each) for each in case.co_applicants.all()]
    rows += [("第三方", each) for each in parties]
    for whose, row in rows:
        for field in row._meta.concrete_fields:
            if isinstance(field, SealedTextField) and field.name not in TOO_COMMON:
                yield f"{whose}的“{field.verbose_name}”", str(getattr(row, field.name))
