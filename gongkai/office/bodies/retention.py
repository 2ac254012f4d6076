"""个人信息保存期限: what goes when, and what would go now."""

from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.bodies.models import Body, User
from gongkai.casework.actions.bulk import old_lists
from gongkai.casework.actions.purging import Purge, old_looks, purges_by
from gongkai.casework.models import DisclosureRequest
from gongkai.casework.reach import open_to
from gongkai.mail.actions.purging import old_mail, old_mail_looks
from gongkai.office.requests.identity import KEPT
from gongkai.rules.retention import Retention, retentions

AHEAD = timedelta(days=92)  # how far one looks ahead


@dataclass(frozen=True)
class Row:
    """One request or record with private data to go, as the viewer may know it."""

    number: str
    rule: Retention
    due_on: date


@dataclass(frozen=True)
class Keeping:
    """What a body keeps of people, and until when."""

    rules: list[Retention]
    due: list[Row]
    soon: list[Row]
    looks: int
    lists: int
    mails: int

    @property
    def has_due(self) -> bool:
        """Whether anything would go now."""
        return bool(self.going)

    @property
    def going(self) -> str:
        """What would go now, in words."""
        counts = {
            "项个人信息和证明文件": len(self.due),
            "条查看记录": self.looks,
            "封来信和发件": self.mails,
            "份名单": self.lists,
        }
        return "、".join(f"{count}{what}" for what, count in counts.items() if count)


def keeping_of(body: Body, today: date, viewer: User) -> Keeping:
    """Return what is due today and within three months; what is kept for others than the viewer unnamed."""
    found = _rows(purges_by(today + AHEAD, body=body), viewer)
    return Keeping(
        rules=list(retentions().values()),
        due=[each for each in found if each.due_on < today],
        soon=[each for each in found if each.due_on >= today],
        looks=sum(
            looks.count() for looks in (*old_looks(on=today, body=body), old_mail_looks(on=today, body=body))
        ),
        lists=len(old_lists(on=today, body=body)),
        mails=len(old_mail(on=today, body=body)),
    )


def _rows(purges: list[Purge], viewer: User) -> list[Row]:
    cases = [each.of.pk for each in purges if isinstance(each.of, DisclosureRequest)]
    closed = DisclosureRequest.objects.filter(pk__in=cases).exclude(open_to(viewer))
    numbers = set(closed.values_list("number", flat=True))
    return [Row(KEPT if each.number in numbers else each.number, each.rule, each.due_on) for each in purges]
