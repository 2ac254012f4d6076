"""更正以后: what a case would be with one entry corrected, worked out without keeping anything."""

from dataclasses import dataclass
from datetime import date

from gongkai.casework import timing
from gongkai.casework.clock import ClockError
from gongkai.casework.entries import Entry, entries_of
from gongkai.casework.errors import EntryNotCorrectable
from gongkai.casework.models import Channel, Consultation, DisclosureRequest, Reply

CONTRADICTION = "更正以后前后的日期互相矛盾："


@dataclass(frozen=True)
class Moved:
    """The last day and whether the request was concluded late, before and after a correction."""

    due_before: date | None
    due_on: date | None
    late_before: bool
    late: bool
    provisional: bool


def moved_by(case: DisclosureRequest, code: str, value: str, on: date) -> Moved:
    """
    Work out what correcting an entry would move; nothing is written.

    :param value: as `Entry.read` returns it
    :raises EntryNotCorrectable: nothing new, or a day out of order
    """
    copy = DisclosureRequest.objects.select_related("body", "applicant").get(pk=case.pk)
    data = put(copy, entries_of(copy)[code], value, on)
    late = copy.concluded_late
    if copy.received_on:
        happened = (timing.CORRECTING, data)
        try:
            timing.set_clock(copy, happened=happened)
            due_then = timing.due_when_concluded(copy, happened=happened)
        except ClockError as contradiction:
            raise EntryNotCorrectable(f"{CONTRADICTION}{contradiction}") from None
        late = is_late(copy, due_then)
    return Moved(case.due_on, copy.due_on, case.concluded_late, late, copy.provisional)


def put(case: DisclosureRequest, found: Entry, new: str, on: date) -> dict[str, object]:
    """
    Set an entry on its record and what hangs together with it, and return what the event keeps.

    :raises EntryNotCorrectable: nothing new, or a day out of order
    """
    old = found.value
    if new == old:
        raise EntryNotCorrectable(f"“{found.label}”现在就是{found.shown(old)}，不需要更正。")
    found.write(new)
    _keep_together(case, found)
    _check_order(case, on)
    data: dict[str, object] = {
        "entry": found.code,
        "label": found.plain_label or found.label,
        "old": found.shown(old),
        "new": found.shown(new),
        "values": [] if found.is_private else [old, new],
    }
    if found.step:
        letter = found.record.pk if isinstance(found.record, Consultation) else None
        data["corrects"] = [timing.event_of(case, found.step, letter), found.key]
    return data


def is_late(case: DisclosureRequest, due_on: date | None) -> bool:
    """Whether a request was concluded after the last day that held then."""
    return bool(case.concluded_on and due_on and due_on < case.concluded_on)


def _keep_together(case: DisclosureRequest, found: Entry) -> None:
    """Let what hangs together stay together: the one day of what was handed in, and the day of conclusion."""
    if found.code == "received_on" and case.channel == Channel.COUNTER and case.received_on:
        case.submitted_on = case.received_on
    if found.code == "issued_on" and isinstance(found.record, Reply):
        first = case.replies.issued().order_by("pk").first()
        if first and first.pk == found.record.pk and found.record.issued_on:
            case.concluded_on = found.record.issued_on


def _check_order(case: DisclosureRequest, on: date) -> None:
    received_on = case.received_on
    if received_on is None:
        return
    if case.channel == Channel.COUNTER and case.submitted_on != received_on:
        raise EntryNotCorrectable(
            "当面提交的，提交之日为收到申请之日；请先把收到申请之日更正为提交之日（条例第三十一条第一项）。"
        )
    if not case.submitted_on <= received_on <= min(case.concluded_on or on, on):
        raise EntryNotCorrectable("收到申请之日应当在提交日期之后、办结日期和今天之前（条例第三十一条）。")
