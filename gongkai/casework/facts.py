"""What people tell us: facts as forms and letters give them, before an action checks them against the law."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypedDict

from gongkai.casework.models import Assistance, Delivery, DisclosureRequest, SupplyForm
from gongkai.rules.applicants import ApplicantKind
from gongkai.rules.outcomes import Outcome


@dataclass(frozen=True, kw_only=True)
class ApplicantFacts:
    """Who asks (条例第二十九条第一项); one of phone, e-mail and address is needed."""

    kind: ApplicantKind
    name: str
    id_type: str = ""
    id_number: str = ""
    org_code: str = ""
    legal_representative: str = ""
    contact_name: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    postcode: str = ""
    agent_name: str = ""
    agent_id_number: str = ""
    agent_phone: str = ""


@dataclass(frozen=True, kw_only=True)
class CoApplicantFacts:
    """Who asks together with the first applicant; the representative among them must be reachable."""

    name: str
    id_number: str = ""
    phone: str = ""
    address: str = ""
    is_representative: bool = False


class RequestFields(TypedDict, total=False):
    """What else an applicant may say (条例第二十九条), and how the form came to be filled in."""

    description: str
    doc_ref: str
    supply_form: SupplyForm
    delivery: Delivery
    assistance: Sequence[Assistance]
    proposes_release: bool
    filled_by_staff: bool
    split_from: DisclosureRequest | None


class Segment(TypedDict):
    """One part that is withheld from a document otherwise supplied (条例第三十七条)."""

    where: str
    basis: str
    reason: str


class Search(TypedDict):
    """One search for what was asked (检索记录): by whom, where, for what, of which years, what was found."""

    who: str
    where: str
    keywords: str
    period: str
    result: str


@dataclass(frozen=True, kw_only=True)
class ReplyFacts:
    """What a reply says (条例第三十六条); which of it is needed depends on the outcome."""

    outcome: Outcome
    flag: str = ""
    text: str
    reasons: str = ""
    basis: Sequence[str] = ()
    route: str = ""
    search_log: str = ""
    searches: Sequence[Search] = ()
    other_body: str = ""
    other_body_contact: str = ""
    segments: Sequence[Segment] = ()
    override_reasons: str = ""
