"""What the panel of the check before publication shows: findings with their places, and what can be done."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongkai.publishing.circumstances import notice_for
from gongkai.publishing.gate import acknowledged, barring, kept_check, let_pass, placed
from gongkai.publishing.models import Finding, InformationItem, ItemCheck, Mode
from gongkai.publishing.pictures import pictures_in, undescribed
from gongkai.publishing.previewing import Preview, previews
from gongkai.publishing.snapshot import Snapshot
from gongkai.screening.hits import Kind, Severity

SHOWN = 5  # findings of a kind that are shown at once
NO_PROOF = "检查依据词表和规则，没有发现不等于没有问题，不能代替人工审查。"


@dataclass(frozen=True)
class Line:
    """One finding on the screen."""

    finding: Finding
    part: str
    place: str
    passed: str  # the reason for which it was let pass
    seen: str = ""  # what whoever looked at it says of it

    @property
    def bars(self) -> bool:
        """Whether it still bars the way out."""
        return self.finding.blocks and not self.passed

    @property
    def is_doubtful(self) -> bool:
        """Whether it is still to be looked at."""
        return self.finding.severity is Severity.WARN and not self.seen

    @property
    def text(self) -> str:
        """Where it stands and how it looks masked, in one line."""
        return f"{self.part} {self.place}：{self.finding.kind.label} {self.finding.masked}".rstrip()

    @property
    def told(self) -> str:
        """Where it stands, how it looks masked and what to do about it, in one line."""
        advice = f"（{self.finding.suggestion}）" if self.finding.suggestion else ""
        return f"{self.text}{advice}"


@dataclass(frozen=True)
class Group:
    """All findings of one kind and gravity, one below the other on the screen."""

    severity: Severity
    kind: Kind
    lines: tuple[Line, ...]

    @property
    def state(self) -> str:
        """How it looks: error as long as one bars the way out, quiet where nothing is left to be done."""
        if any(line.bars for line in self.lines):
            return "error"
        return "" if any(line.is_doubtful for line in self.lines) else "quiet"

    @property
    def advice(self) -> str:
        """What to do, where it is the same for all."""
        told = {line.finding.suggestion for line in self.lines}
        return told.pop() if len(told) == 1 else ""

    @property
    def first(self) -> tuple[Line, ...]:
        """Those that are shown at once."""
        return self.lines[:SHOWN]

    @property
    def rest(self) -> tuple[Line, ...]:
        """Those that are unfolded."""
        return self.lines[SHOWN:]


def groups_of(lines: Iterable[Line]) -> list[Group]:
    """Return findings by gravity and kind; each kind where its first stands."""
    found: dict[tuple[Severity, Kind], list[Line]] = {}
    for line in lines:
        found.setdefault((line.finding.severity, line.finding.kind), []).append(line)
    return [Group(severity, kind, tuple(each)) for (severity, kind), each in found.items()]


def panel_of(item: InformationItem, draft: Snapshot) -> dict[str, Any]:
    """Return what the panel shows of the present content; without a check only that there is none."""
    check = kept_check(item, draft)
    if check is None:
        return {"check": None, **_beside(item, draft)}
    lines = lines_of(item, check)
    return {
        "check": check,
        **_beside(item, draft),
        "groups": groups_of(lines),
        "doubtful": sum(line.is_doubtful for line in lines),
        "counts": [
            (severity.label, count)
            for severity in Severity
            if (count := sum(line.finding.severity is severity for line in lines))
        ],
        "bars": draft["disclosure_mode"] == Mode.PUBLIC and bool(barring(item, check)),
        "maskable": any(line.finding.covered for line in lines),
    }


def _beside(item: InformationItem, draft: Snapshot) -> dict[str, Any]:
    """Return what is said whether or not the content was checked."""
    return {
        "notice": notice_for(draft),
        "no_proof": NO_PROOF,
        "pictures": len(pictures_in(draft["content"])),
        "undescribed": undescribed(draft["content"]) + item.attachments.in_draft().undescribed().count(),
    }


def lines_of(item: InformationItem, check: ItemCheck) -> list[Line]:
    """Return everything found, gravest first."""
    passed, seen = let_pass(item, check.digest), acknowledged(item, check.digest)
    return [
        Line(each, *placed(check, each), passed.get(each.key, ""), seen.get(each.key, ""))
        for each in check.findings
    ]


def choices_of(item: InformationItem, draft: Snapshot) -> list[tuple[str, str]]:
    """Return what can be let pass, for a list of boxes: its key, and what the person reads."""
    check = kept_check(item, draft)
    lines = lines_of(item, check) if check else []
    return [(line.finding.key, line.text) for line in lines if line.bars and not line.finding.is_secret]


def doubtful_choices_of(item: InformationItem, draft: Snapshot) -> list[tuple[str, str]]:
    """Return what is to be looked at, for a list of boxes: its key, and what the person reads."""
    check = kept_check(item, draft)
    lines = [line for line in lines_of(item, check) if line.is_doubtful] if check else []
    return [(line.finding.key, line.told) for group in groups_of(lines) for line in group.lines]


@dataclass(frozen=True)
class Covering:
    """One finding that can be covered, with how its place looks before and after."""

    line: Line
    preview: Preview | None  # None where the attachment is too large to be read again

    @property
    def key(self) -> str:
        """The key of the finding."""
        return self.line.finding.key

    @property
    def is_proposed(self) -> bool:
        """Whether the rules for this notice ask for it; what only informs is left to the officer."""
        return self.line.finding.severity is not Severity.INFO


def coverings_of(item: InformationItem, draft: Snapshot, on: date) -> list[Covering]:
    """Return everything that can be covered, gravest first."""
    check = kept_check(item, draft)
    lines = [line for line in lines_of(item, check) if line.finding.covered] if check else []
    seen = previews(item, draft, on) if lines else {}
    return [Covering(line, seen.get(line.finding.key)) for line in lines]
