"""What the panel of the check before publication shows: findings with their places, and what can be done."""

from dataclasses import dataclass
from typing import Any

from gongkai.publishing.gate import barring, kept_check, let_pass, placed
from gongkai.publishing.models import Finding, InformationItem, ItemCheck, Mode
from gongkai.publishing.snapshot import Snapshot
from gongkai.screening.hits import Severity

NO_PROOF = "检查依据词表和规则，没有发现不等于没有问题，不能代替人工审查。"


@dataclass(frozen=True)
class Line:
    """One finding on the screen."""

    finding: Finding
    part: str
    place: str
    passed: str  # the reason for which it was let pass

    @property
    def bars(self) -> bool:
        """Whether it still bars the way out."""
        return self.finding.blocks and not self.passed

    @property
    def text(self) -> str:
        """Where it stands and how it looks masked, in one line."""
        return f"{self.part} {self.place}：{self.finding.kind.label} {self.finding.masked}".rstrip()


def panel_of(item: InformationItem, draft: Snapshot) -> dict[str, Any]:
    """Return what the panel shows of the present content; without a check only that there is none."""
    check = kept_check(item, draft)
    if check is None:
        return {"check": None, "no_proof": NO_PROOF}
    lines = lines_of(item, check)
    return {
        "check": check,
        "no_proof": NO_PROOF,
        "lines": lines,
        "counts": [
            (severity.label, count)
            for severity in Severity
            if (count := sum(line.finding.severity is severity for line in lines))
        ],
        "bars": draft["disclosure_mode"] == Mode.PUBLIC and bool(barring(item, check)),
        "maskable": any(line.finding.covered for line in lines),
    }


def lines_of(item: InformationItem, check: ItemCheck) -> list[Line]:
    """Return everything found, gravest first."""
    passed = let_pass(item, check.digest)
    return [Line(each, *placed(check, each), passed.get(each.key, "")) for each in check.findings]


def choices_of(item: InformationItem, draft: Snapshot, *, to_mask: bool) -> list[tuple[str, str]]:
    """Return what can be masked, or let pass, for a list of boxes: its key, and what the person reads."""
    check = kept_check(item, draft)
    lines = lines_of(item, check) if check else []
    if to_mask:
        return [
            (
                line.finding.key,
                f"{line.part} {line.place}：{line.finding.kind.label}，改为 {line.finding.covered}",
            )
            for line in lines
            if line.finding.covered
        ]
    return [(line.finding.key, line.text) for line in lines if line.bars and not line.finding.is_secret]
