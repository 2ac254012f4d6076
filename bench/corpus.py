"""Collections of any size from the demo's words: items as an old system would hand them over, requests."""

import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import cycle, islice
from pathlib import Path

from django.db.models import OuterRef, Subquery

from gongkai.bodies.actions import add_body, add_unit
from gongkai.bodies.calendar import current_calendar
from gongkai.bodies.models import Body
from gongkai.casework.models import Applicant, Channel, DisclosureRequest
from gongkai.casework.states import State
from gongkai.cli.demo.words import drafts
from gongkai.publishing.actions import add_column, lay_out_columns
from gongkai.publishing.actions.importing import import_items
from gongkai.publishing.incoming.checking import RowReader
from gongkai.publishing.incoming.rows import read_rows
from gongkai.rules.applicants import ApplicantKind
from gongkai.rules.outcomes import Outcome

CODE = "bench"
BATCH = 2_000
START = date(2008, 5, 1)
ENDED = tuple(outcome for outcome in Outcome if not outcome.detail_required)


def make_body(
    code: str = CODE, uscc: str = "11441700007280420Y", name: str = "测量市人力资源和社会保障局"
) -> Body:
    """Make a bureau with its columns."""
    body = add_body(
        code=code,
        name=name,
        level="city",
        uscc=uscc,
        doc_no_prefix="测人社",
    )
    add_unit(body, name="办公室", code="office", is_disclosure_office=True)
    lay_out_columns(body)
    for slug in ("news", "notices"):
        add_column(body, name=slug, slug=slug)
    return body


def write_items(path: Path, count: int) -> None:
    """Write JSON lines of `count` items over seventeen years; no two have the same text."""
    with path.open("w", encoding="utf-8") as file:
        for number, draft in enumerate(islice(cycle(list(drafts(7))), count)):
            on = START + timedelta(days=number * 6400 // count)
            facts = {
                "source_id": f"old-{number}",
                "title": f"{draft.title}（第{number}号）",
                "body": f"{draft.content}<p>编号{number:07d}，{on:%Y年%m月}。</p>" * 3,
                "column": draft.column,
                "formed_on": on.isoformat(),
                "published_on": on.isoformat(),
                "summary": draft.summary,
            }
            file.write(json.dumps(facts, ensure_ascii=False) + "\n")


def fill(body: Body, path: Path, on: date) -> None:
    """Write the items of a file into a body as an import does, but for looking into each and indexing it."""
    reader, calendar, rows = RowReader(body, path.parent, on), current_calendar(), read_rows(path)
    while batch := list(islice(rows, BATCH)):
        found = [incoming for row in batch if (incoming := reader.read(row)[0])]
        import_items(body, found, reserved=(), calendar=calendar, by=None, on=on)


def add_requests(body: Body, year: int, count: int) -> None:
    """Put a year of `count` requests straight into the tables: only their number matters here."""
    for first in range(0, count, BATCH):
        numbers = range(first, min(first + BATCH, count))
        cases = DisclosureRequest.objects.bulk_create(_requests(body, year, numbers))
        Applicant.objects.bulk_create(_applicants(cases))
    note_kinds()


def note_kinds() -> None:
    """Note the kind of each applicant with the request, as saving them one by one does."""
    kinds = Applicant.objects.filter(request=OuterRef("pk")).values("kind")
    unknown = DisclosureRequest.objects.filter(applicant_kind="", applicant__isnull=False)
    unknown.update(applicant_kind=Subquery(kinds[:1]))


def _requests(body: Body, year: int, numbers: range) -> Iterator[DisclosureRequest]:
    unit = body.units.get()
    for number in numbers:
        chance = random.Random(f"{year}/{number}")  # noqa: S311  # quantities, not secrets
        received_on = date(year, 1, 1) + timedelta(days=chance.randrange(365))
        concluded_on = received_on + timedelta(days=chance.randrange(5, 45))
        yield DisclosureRequest(
            body=body,
            number=f"{year}-{number:07d}",
            query_code=f"{year % 100:02d}{number:08d}",
            channel=Channel.WEBSITE,
            submitted_on=received_on,
            received_on=received_on,
            clock_from=received_on,
            due_on=received_on + timedelta(days=30),
            matter=f"第{number}件申请的信息",
            state=State.CLOSED,
            handling_unit=unit,
            outcome=ENDED[chance.randrange(len(ENDED))],
            concluded_on=concluded_on,
        )


def _applicants(cases: list[DisclosureRequest]) -> Iterator[Applicant]:
    kinds = list(ApplicantKind)
    for number, case in enumerate(cases):
        yield Applicant(
            request=case, kind=kinds[number * number % 11 % len(kinds)], name="测量", phone="0999-0000000"
        )
