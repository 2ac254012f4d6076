"""What the check before publication found in one exact content, and which uploads it refused."""

from dataclasses import asdict, dataclass
from typing import Any

from django.db import models

from gongkai.bodies.models import User
from gongkai.publishing.models.items import InformationItem
from gongkai.screening.hits import Hit, Kind, Severity
from gongkai.screening.masking import AS_USUAL, Keep, can_be_covered, cover


@dataclass(frozen=True)
class Finding:
    """
    A hit as it is kept: never with what was found, only masked.

    :ivar place: tells it from every other in the same part
    :ivar part: key of the text or the attachment it stands in; known once it is kept
    :ivar covered: what masking puts in its place; empty where it cannot be masked
    """

    place: str
    kind: Kind
    severity: Severity
    where: str
    masked: str
    covered: str
    rule: str
    suggestion: str
    part: str = ""

    @property
    def key(self) -> str:
        """What tells it from every other in the same content."""
        return f"{self.part}/{self.place}"

    @property
    def blocks(self) -> bool:
        """Whether nothing goes out as long as it stands."""
        return self.severity is Severity.BLOCK

    @property
    def is_secret(self) -> bool:
        """Whether it is a mark of secrecy, which nobody lets pass."""
        return self.kind is Kind.SECRET_MARK


def finding_of(hit: Hit, *, can_be_written: bool, keep: Keep = AS_USUAL) -> Finding:
    """
    Return a hit as it may be kept; of a mark of secrecy no word.

    :param keep: how many signs masking leaves of some kinds
    """
    secret = hit.kind is Kind.SECRET_MARK
    return Finding(
        place=place_in_part(hit),
        kind=hit.kind,
        severity=hit.severity,
        where=hit.where,
        masked="" if secret else hit.masked,
        covered=cover(hit, keep) if can_be_written and can_be_covered(hit.kind, keep) else "",
        rule=hit.rule,
        suggestion=hit.suggestion,
    )


def place_in_part(hit: Hit) -> str:
    """Return what tells a hit from every other in the same text or file."""
    return f"{hit.kind.value}/{hit.passage}/{hit.start}"


Result = dict[str, Any]  # of one part: "name", "findings" as a list of facts, "unread" as a list of words


def as_result(name: str, findings: list[Finding], unread: list[str]) -> Result:
    """Return what was found in one part as it is kept."""
    return {"name": name, "findings": [asdict(finding) for finding in findings], "unread": unread}


class ItemCheck(models.Model):
    """
    The check of one exact content of an item (发布前检查), by the lists as they stood.

    What a list does not know it cannot find: that nothing was found proves nothing.
    """

    item = models.ForeignKey(InformationItem, on_delete=models.PROTECT, related_name="checks")
    digest = models.CharField("摘要值", max_length=64)  # of the snapshot
    lists = models.CharField(max_length=64)  # of everything beside the content that the answer depends on
    total = models.PositiveSmallIntegerField("份数")  # the text and each attachment
    results = models.JSONField("结果", default=dict)  # Result by part
    at = models.DateTimeField("检查时间", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "发布前检查"
        ordering = ["item", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["item", "digest", "lists"], name="one_check_of_a_content")
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.digest[:8]} {self.done}/{self.total}"

    @property
    def done(self) -> int:
        """How many parts were looked into."""
        return len(self.results)

    @property
    def is_finished(self) -> bool:
        """Whether every part was looked into."""
        return self.done >= self.total

    @property
    def findings(self) -> list[Finding]:
        """Everything found, gravest first."""
        results = self.results.items()
        found = [_finding(part, facts) for part, result in results for facts in result["findings"]]
        return sorted(found, key=lambda finding: finding.severity.rank)

    @property
    def unread(self) -> list[str]:
        """What could not be looked into, in words."""
        return [f"{result['name']}：{said}" for result in self.results.values() for said in result["unread"]]

    def name_of(self, part: str) -> str:
        """Return what people call a part."""
        name: str = self.results[part]["name"]
        return name


def _finding(part: str, facts: dict[str, Any]) -> Finding:
    codes = {"kind": Kind(facts["kind"]), "severity": Severity(facts["severity"]), "part": part}
    return Finding(**{**facts, **codes})


class SecretRefusal(models.Model):
    """A content that was refused for a mark of secrecy (拒收记录); of the content itself only its hash."""

    sha256 = models.CharField("摘要值", max_length=64)
    by = models.ForeignKey(User, verbose_name="经办", null=True, on_delete=models.PROTECT, related_name="+")
    rule = models.CharField("规则", max_length=120)
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "密级标志拒收记录"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.sha256[:8]} {self.rule}"
