"""政府信息公开申请表: the official form on paper, empty or as typed, for each kind of applicant."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import QueryDict

from gongkai.casework.models import Assistance, Delivery, IdType, SupplyForm
from gongkai.rules.applicants import ApplicantKind

Typed = Mapping[str, str]
LONGEST = 4000  # characters of one field, as in the form online
PERSON_IDS = [(code, label) for code, label in IdType.choices if code != IdType.USCC]
SUPPLY = [(code, label) for code, label in SupplyForm.choices if code != SupplyForm.DISC]

LEAST_TOGETHER, MOST_TOGETHER = 2, 20  # lines for those who ask together
PROPOSAL = [("on", "建议将所申请的信息主动公开")]


@dataclass(frozen=True)
class Entry:
    """One field on paper: its name and what stands in it; `tall` leaves room to write."""

    label: str
    value: str
    tall: bool = False


@dataclass(frozen=True)
class Group:
    """Fields under one heading, in lines of one or two."""

    heading: str
    lines: tuple[tuple[Entry, ...], ...]


@dataclass(frozen=True)
class PaperForm:
    """The whole form for one kind of applicant."""

    kind: ApplicantKind
    groups: tuple[Group, ...]


def kind_in(query: QueryDict) -> ApplicantKind:
    """Return the kind of applicant that an address or a form names; a person when it names none."""
    code = query.get("kind", "")
    return ApplicantKind(code) if code in list(ApplicantKind) else ApplicantKind.NATURAL_PERSON


def paper_form(kind: ApplicantKind, given: QueryDict | None = None) -> PaperForm:
    """Return the form, with what was typed; nothing is checked and nothing is kept."""
    typed = {name: given.get(name, "").strip()[:LONGEST] for name in given} if given else {}
    helps = set(given.getlist("assistance")) if given else set()
    return PaperForm(
        kind,
        (
            Group("申请人", _who(kind, typed)),
            Group("共同申请人", _others(typed)),
            Group(
                "联系方式",
                (
                    _pair(("联系电话", "phone"), ("电子邮箱", "email"), typed),
                    _pair(("通信地址", "address"), ("邮政编码", "postcode"), typed),
                ),
            ),
            Group(
                "所需信息",
                (
                    _one("名称", "matter", typed),
                    _one("文号", "doc_ref", typed),
                    (Entry("其他特征", typed.get("description", ""), tall=True),),
                ),
            ),
            Group(
                "怎样提供",
                (
                    (Entry("提供方式", _boxes(SUPPLY, {typed.get("supply_form", "")})),),
                    (Entry("获取途径", _boxes(Delivery.choices, {typed.get("delivery", "")})),),
                    (Entry("需要的帮助", _boxes(Assistance.choices, helps)),),
                    (Entry("建议", _boxes(PROPOSAL, {typed.get("proposes_release", "")})),),
                ),
            ),
        ),
    )


def _who(kind: ApplicantKind, typed: Typed) -> tuple[tuple[Entry, ...], ...]:
    agent = _pair(("代理人", "agent_name"), ("授权委托书", ""), typed)
    if kind.is_person:
        kinds = {typed.get("id_type", "")}
        return (
            _pair(("姓名", "name"), ("证件号码", "id_number"), typed),
            (Entry("证件类型", _boxes(PERSON_IDS, kinds)),),
            agent,
        )
    kinds_of = [(each.value, each.label) for each in ApplicantKind if not each.is_person]
    return (
        _pair(("名称", "name"), ("统一社会信用代码", "org_code"), typed),
        (Entry("组织类别", _boxes(kinds_of, {kind.value})),),
        _pair(("法定代表人", "legal_representative"), ("联系人", "contact_name"), typed),
        agent,
    )


def _others(typed: Typed) -> tuple[tuple[Entry, ...], ...]:
    """Return a line for each who asks together, at least two; the representative is marked."""
    found = []
    for place in range(MOST_TOGETHER):
        start = f"people-{place}"
        name = typed.get(f"{start}-name", "")
        if place >= LEAST_TOGETHER and not name:
            break
        leads = "（代表人）" if name and typed.get(f"{start}-is_representative") else ""
        rest = "，".join(filter(None, (typed.get(f"{start}-{each}", "") for each in ("id_number", "phone"))))
        found.append((Entry("姓名（名称）", f"{name}{leads}"), Entry("证件号码、电话", rest)))
    return tuple(found)


def _pair(first: tuple[str, str], second: tuple[str, str], typed: Typed) -> tuple[Entry, ...]:
    return tuple(Entry(label, typed.get(name, "")) for label, name in (first, second))


def _one(label: str, name: str, typed: Typed) -> tuple[Entry, ...]:
    return (Entry(label, typed.get(name, "")),)


def _boxes(choices: Iterable[tuple[str, str]], chosen: set[str]) -> str:
    """Write each choice with a box, filled where it was chosen."""
    return "　".join(f"{'■' if code in chosen else '□'}{label}" for code, label in choices)
