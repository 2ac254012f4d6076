"""Who asks in the demo: people and organisations that do not exist, some of them more than once."""

from typing import Any

from stdnum.cn import ric

from gongkai.casework.facts import ApplicantFacts, CoApplicantFacts
from gongkai.casework.models.applicant import IdType
from gongkai.rules.applicants import ApplicantKind

SURNAMES = ("林", "陈", "黄", "周", "吴", "徐", "孙", "马", "朱", "胡", "郭", "何", "高", "罗")
ORGANISATIONS = {
    "business": "明江市演示{n}号有限公司",
    "research": "明江市演示研究院（{n}）",
    "public_welfare": "明江市演示公益服务中心（{n}）",
    "legal_service": "演示{n}律师事务所",
    "other_org": "明江市演示行业协会（{n}）",
}
AGENT_NUMBER = 700  # from here on count those who act for others


def applicant(facts: dict[str, Any], number: int) -> ApplicantFacts:
    """Return the applicant of a case; `who` is somebody who asked before, `agent` acts for another."""
    number = facts.get("who", number)
    agent = _agent(number) if facts.get("agent") else {}
    kind = ApplicantKind(facts["kind"])
    contact = {"phone": f"0999-86{number:05d}", "address": f"明江市演示路{number}号", "postcode": "990100"}
    if facts["channel"] == "email":
        contact["email"] = f"yanshi{number}@example.com"
    surname = _surname(number)
    if kind is ApplicantKind.NATURAL_PERSON:
        return ApplicantFacts(
            kind=kind,
            name=f"{surname}某（演示{number}）",
            id_type=IdType.ID_CARD,
            id_number=_id_number(number),
            **contact,
            **agent,
        )
    return ApplicantFacts(
        kind=kind,
        name=ORGANISATIONS[kind.value].format(n=number),
        contact_name=f"{surname}某",
        legal_representative=f"{surname}某某",
        **contact,
        **agent,
    )


def companions(facts: dict[str, Any]) -> list[CoApplicantFacts]:
    """Return who asks together with the applicant; the first of them speaks for all."""
    return [
        CoApplicantFacts(
            name=f"{_surname(number)}某（演示{number}）",
            id_number=_id_number(number),
            phone=f"0999-86{number:05d}",
            address=f"明江市演示路{number}号",
            is_representative=place == 0,
        )
        for place, number in enumerate(facts.get("together", ()))
    ]


def _agent(number: int) -> dict[str, str]:
    number += AGENT_NUMBER
    return {
        "agent_name": f"{_surname(number)}某（代理人）",
        "agent_id_number": _id_number(number),
        "agent_phone": f"0999-86{number:05d}",
    }


def _surname(number: int) -> str:
    return SURNAMES[number % len(SURNAMES)]


def _id_number(number: int) -> str:
    """Return a number with a right check digit whose region is no region."""
    stem = f"990199{1960 + number % 40}0{1 + number % 9}1{number % 10}{number % 1000:03d}"
    return stem + str(ric.calc_check_digit(stem))
