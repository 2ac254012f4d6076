"""审核链: which reviews a kind of information passes before it is public, unless a body chose otherwise."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from gongkai.rules.roles import Role
from gongkai.rules.tables import Row, read_each, read_file

FILE = "review_chains.toml"


class Stage(StrEnum):
    """One review; the order of the members is the order of a chain."""

    UNIT = "unit"
    OFFICE = "office"
    LEGAL = "legal"
    SECRECY = "secrecy"
    LEADER = "leader"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return LABELS[self]

    @property
    def role(self) -> Role:
        """Who gives the opinion."""
        return ROLES[self]


LABELS = {
    Stage.UNIT: "科室审核",
    Stage.OFFICE: "公开办审核",
    Stage.LEGAL: "合法性审核",
    Stage.SECRECY: "保密审查",
    Stage.LEADER: "负责人审签",
}
ROLES = {
    Stage.UNIT: Role.UNIT_HEAD,
    Stage.OFFICE: Role.OFFICE_HEAD,
    Stage.LEGAL: Role.LEGAL_REVIEWER,
    Stage.SECRECY: Role.SECRECY_REVIEWER,
    Stage.LEADER: Role.LEADER,
}
Chain = tuple[Stage, ...]


class BadChain(ValueError):
    """A chain is too short or too long, or leaves out what must be in it; worded for the user."""


@dataclass(frozen=True)
class Kind:
    """One kind of information and its chain; a kind without conditions takes whatever is left."""

    code: str
    label: str
    document_kinds: tuple[str, ...]
    column_kinds: tuple[str, ...]
    genres: tuple[str, ...]
    stages: Chain
    proofread: bool
    basis: str

    def takes(self, *, document_kind: str, column_kind: str, genre: str) -> bool:
        """Whether information with these marks is of this kind."""
        conditions = (
            (self.document_kinds, document_kind),
            (self.column_kinds, column_kind),
            (self.genres, genre),
        )
        asked = [(allowed, given) for allowed, given in conditions if allowed]
        return all(given in allowed for allowed, given in asked)


@dataclass(frozen=True)
class Limits:
    """How many reviews a chain has, and which ones at least."""

    least: int
    most: int
    must: Chain


@dataclass(frozen=True)
class Emergency:
    """Who may publish before the review, and which deadline rule dates the review afterwards."""

    roles: frozenset[Role]
    review: str
    basis: str


@dataclass(frozen=True)
class _Rules:
    limits: Limits
    kinds: dict[str, Kind]
    emergency: Emergency


def chain_kinds() -> dict[str, Kind]:
    """Return the kinds of information by code, in the order in which they are tried."""
    return _rules().kinds


def kind_of(*, document_kind: str, column_kind: str, genre: str) -> Kind:
    """Return the first kind that takes information with these marks."""
    marks = {"document_kind": document_kind, "column_kind": column_kind, "genre": genre}
    return next(kind for kind in chain_kinds().values() if kind.takes(**marks))


def emergency() -> Emergency:
    """Return the rule of publishing before the review (条例第六条)."""
    return _rules().emergency


def as_chain(stages: Sequence[str]) -> Chain:
    """
    Return stages as a chain, in their order, each once.

    :raises BadChain: too few, too many, or one is missing that must be there
    """
    chain = tuple(stage for stage in Stage if stage in stages)
    limits = _rules().limits
    if not limits.least <= len(chain) <= limits.most:
        raise BadChain(f"审核链应当有{limits.least}至{limits.most}个环节。")
    if missing := [stage.label for stage in limits.must if stage not in chain]:
        raise BadChain(f"审核链必须有{'、'.join(missing)}（条例第十七条，保守国家秘密法第三十五条）。")
    return chain


@cache
def _rules() -> _Rules:
    file = read_file(FILE)
    limits = Row(FILE, "limits", file.mapping("limits"))
    first = Row(FILE, "emergency", file.mapping("emergency"))
    rules = _Rules(
        Limits(limits.number("least"), limits.number("most"), _stages(limits, "must")),
        read_each(file, "kinds", _read_kind),
        Emergency(_roles(first), first.text("review"), first.text("basis")),
    )
    for row in (limits, first, file):
        row.close()
    last = list(rules.kinds.values())[-1]
    if last.document_kinds or last.column_kinds or last.genres:
        raise file.error("最后一个信息类别不能有条件")
    return rules


def _read_kind(code: str, row: Row) -> Kind:
    return Kind(
        code=code,
        label=row.text("label"),
        document_kinds=row.texts("document_kinds", ()),
        column_kinds=row.texts("column_kinds", ()),
        genres=row.texts("genres", ()),
        stages=_stages(row, "stages"),
        proofread=row.flag("proofread"),
        basis=row.text("basis"),
    )


def _stages(row: Row, key: str) -> Chain:
    written = row.texts(key)
    if odd := sorted(set(written) - set(Stage)):
        raise row.error(f"没有这样的环节：{'、'.join(odd)}")
    return tuple(Stage(code) for code in written)


def _roles(row: Row) -> frozenset[Role]:
    written = row.texts("roles")
    if odd := sorted(set(written) - set(Role)):
        raise row.error(f"没有这样的角色：{'、'.join(odd)}")
    return frozenset(Role(code) for code in written)
