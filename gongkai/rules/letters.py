"""文书: the kinds of statutory letters, what gives rise to each and what it must say, as data."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from gongkai.rules.outcomes import Outcome
from gongkai.rules.roles import Role
from gongkai.rules.tables import BadRuleFile, Row, read_each, read_file

FILE = "letters.toml"
REPLY_NUMBER = "reply"  # the number is that of the reply, by the body's own rule
MORE = "more"  # a remark that may be added to every letter


class Addressee(StrEnum):
    """Whom a letter is written to."""

    APPLICANT = "applicant"
    THIRD_PARTY = "third_party"
    PEER = "peer"
    UNIT = "unit"

    @property
    def label(self) -> str:
        """The Chinese word."""
        return ADDRESSEES[self]


ADDRESSEES = {
    Addressee.APPLICANT: "申请人",
    Addressee.THIRD_PARTY: "第三方",
    Addressee.PEER: "其他机关",
    Addressee.UNIT: "本机关科室",
}


class DueBy(StrEnum):
    """By when a letter must go out, when the law says so."""

    NONE = ""
    REPLY = "reply"
    CORRECTION = "correction"
    EXTENSION = "extension"


@dataclass(frozen=True)
class Field:
    """Something a letter may say: how a template names it, where it is filled in, an example."""

    code: str
    label: str
    where: str
    sample: str


@dataclass(frozen=True)
class LetterKind:
    """One kind of letter: it carries a reply of `outcomes`, follows steps, or `takes` one by going out."""

    code: str
    label: str
    title: str
    basis: str
    to: Addressee
    arises: tuple[str, ...]
    takes: str
    outcomes: tuple[str, ...]
    overruled: bool
    needs: tuple[str, ...]
    typed: tuple[str, ...]
    remedy: bool
    number: str
    sent_by: frozenset[Role]
    strip: bool
    due: DueBy
    private: bool

    @property
    def carries_reply(self) -> bool:
        """Whether it is how a reply goes out, under the reply's number."""
        return bool(self.outcomes)

    @property
    def is_consultation(self) -> bool:
        """Whether it asks somebody for an opinion, so that their period counts from its arrival."""
        return self.code in ("third_party_letter", "peer_letter")

    @property
    def is_numbered(self) -> bool:
        """Whether it bears a document number."""
        return bool(self.number)


def kinds() -> Mapping[str, LetterKind]:
    """Return every kind of letter by its code, in written order."""
    return _read_all()[0]


def kind(code: str) -> LetterKind:
    """
    Return one kind of letter.

    :raises KeyError: there is none of this code
    """
    return kinds()[code]


def fields() -> Mapping[str, Field]:
    """Return everything a letter may say, by code."""
    return _read_all()[1]


def kind_of_reply(outcome: Outcome, flag: str = "") -> LetterKind:
    """Return the kind of letter that carries a reply with this outcome and finer ground."""
    by_outcome = _by_outcome()
    return by_outcome.get(f"{outcome}/{flag}") or by_outcome[outcome.value]


def kinds_after(step: str) -> list[LetterKind]:
    """Return the kinds of letters that a step of the case gives rise to."""
    return [each for each in kinds().values() if step in each.arises]


def kinds_of_replies() -> list[LetterKind]:
    """Return the kinds of letters that carry a reply."""
    return [each for each in kinds().values() if each.carries_reply]


def kinds_for_overruled() -> list[LetterKind]:
    """Return the kinds of letters that tell a third party that its refusal was overruled (条例第三十二条)."""
    return [each for each in kinds().values() if each.overruled]


def kind_taking(step: str) -> LetterKind | None:
    """Return the kind of letter whose dispatch takes a step of the case; None when no letter does."""
    return next((each for each in kinds().values() if each.takes == step), None) if step else None


@cache
def _read_all() -> tuple[dict[str, LetterKind], dict[str, Field]]:
    file = read_file(FILE)
    found, named = read_each(file, "kinds", _read_kind), read_each(file, "fields", _read_field)
    for each in found.values():
        if unknown := {*each.needs, *each.typed} - set(named):
            raise BadRuleFile(
                f"规则文件 {FILE}：kinds.{each.code}：没有这样的内容：{'、'.join(sorted(unknown))}"
            )
    return found, named


@cache
def _by_outcome() -> dict[str, LetterKind]:
    found = {outcome: each for each in kinds().values() for outcome in each.outcomes}
    wanted = {outcome.value for outcome in Outcome}
    if missing := wanted - set(found):
        raise BadRuleFile(f"规则文件 {FILE}：这些办理结果没有文书：{'、'.join(sorted(missing))}")
    return found


def _read_kind(code: str, row: Row) -> LetterKind:
    return LetterKind(
        code=code,
        label=row.text("label"),
        title=row.text("title"),
        basis=row.text("basis"),
        to=row.choice("to", Addressee),
        arises=row.texts("arises", ()),
        takes=row.text("takes", ""),
        outcomes=row.texts("outcomes", ()),
        overruled=row.flag("overruled", False),
        needs=row.texts("needs"),
        typed=(*row.texts("typed", ()), MORE),
        remedy=row.flag("remedy", False),
        number=row.text("number", ""),
        sent_by=frozenset({Role.REGISTRAR, Role.OFFICE_HEAD, *map(Role, row.texts("sent_by", ()))}),
        strip=row.flag("strip", False),
        due=row.choice("due", DueBy, DueBy.NONE),
        private=row.flag("private", False),
    )


def _read_field(code: str, row: Row) -> Field:
    return Field(code, row.text("label"), row.text("where"), row.text("sample"))
