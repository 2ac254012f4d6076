"""救济途径告知: what a reply must say about review and suit, by outcome and date."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from string import Template

from gongkai.rules.outcomes import OutcomeGroup, ReviewFirst
from gongkai.rules.tables import Row, read_file
from gongkai.rules.versions import Versions, read_versions

FILE = "remedies.toml"


@dataclass(frozen=True)
class RemedyClause:
    """The paragraph printed at the foot of a reply, and what it rests on."""

    text: str
    basis: str
    review_first: bool


@dataclass(frozen=True)
class Clauses:
    """The wordings of one version of the law."""

    by_need: dict[ReviewFirst, Template]
    online: Template


def remedy_clause(
    group: OutcomeGroup, on: date, *, review_body: str, court: str, online_review: str = ""
) -> RemedyClause:
    """
    Return the remedy clause of a reply of `group` made on the day `on`.

    `review_body` and `court` are names as printed; `online_review` is the address of the online channel,
    required when the reply is served over the internet (行政复议法第二十二条、第二十三条).

    :raises NotInForce: before the Regulation there was no reply
    """
    version = _versions().in_force(on)
    text = version.value.by_need[group.review_first].substitute(review_body=review_body, court=court)
    if online_review:
        text += version.value.online.substitute(online_review=online_review)
    return RemedyClause(text, version.basis, needs_review_first(group, on))


def needs_review_first(group: OutcomeGroup, on: date) -> bool:
    """Whether an applicant must ask for review before suing over a reply of `group` made on the day `on`."""
    return group.review_first is ReviewFirst.REQUIRED and on >= _review_first_from()


def silence_needs_review_first(on: date) -> bool:
    """Whether an applicant who got no answer in time must ask for review before suing on the day `on`."""
    return on >= read_file(FILE).day("silence_review_first_from")


def needs_online_channel(on: date) -> bool:
    """Whether service over the internet must name the online channel for review (行政复议法第二十二条)."""
    return on >= read_file(FILE).day("online_channel_from")


def _read(row: Row) -> Clauses:
    texts = {need: Template(row.text(need.value)) for need in ReviewFirst}
    return Clauses(texts, Template(row.text("online")))


@cache
def _versions() -> Versions[Clauses]:
    return read_versions("救济途径告知", read_file(FILE).rows("versions"), _read)


@cache
def _review_first_from() -> date:
    return read_file(FILE).day("review_first_from")
