"""The demo's annual reports: those from paper, what fell due published, the running year as a draft."""

from datetime import date
from typing import Any

from gongkai.bodies.models import User
from gongkai.cli.demo.cast import Cast
from gongkai.cli.demo.history import ENTERED_ON, keep_history
from gongkai.cli.demo.words import YEAR, read
from gongkai.publishing import actions as publishing
from gongkai.reports import actions
from gongkai.reports.models import AnnualReport
from gongkai.rules import deadlines, formats
from gongkai.rules.calendar import Calendar
from gongkai.rules.review_points import review_points


def keep_reports(cast: Cast, today: date) -> None:
    """Enter the old reports, publish a county's year, and open the city's; none is late today."""
    reporter = cast.people["reporter"]
    for old in keep_history(cast):
        _publish(old, *_of_city(cast), on=ENTERED_ON)
    for facts in read("reports").values():
        report = actions.enter_report(
            cast.city,
            year=facts["year"],
            cells=_cells(facts),
            sections=facts["sections"],
            by=reporter,
            on=facts["entered_on"],
        )
        if "published_on" in facts:
            _publish(report, *_of_city(cast), on=facts["published_on"])
    _publish_county(cast)
    _keep_up(cast, today)


def _of_city(cast: Cast) -> tuple[User, User, User, User]:
    people = cast.people
    return people["officehead"], people["editor"], people["unithead"], people["secrecy"]


def _keep_up(cast: Cast, today: date) -> None:
    """Publish the city's year and those after it that have fallen due; leave the one after as a draft."""
    by, year = cast.people["reporter"], YEAR
    while deadlines.due("annual_report_department", date(year, 12, 31), Calendar.default()).due_on < today:
        report = actions.open_report(cast.city, year=year, by=by, on=date(year + 1, 1, 2))
        _publish(report, *_of_city(cast), on=date(year + 1, 1, 16))
        year += 1
    actions.open_report(cast.city, year=year, by=by, on=min(today, date(year + 1, 1, 2)))


def _publish_county(cast: Cast) -> None:
    """Publish a county's year as it was counted, so that its figures open their records on the portal."""
    worker, reviewer = cast.people["qinglan"], cast.people["qinglan-review"]
    report = actions.open_report(cast.bodies["qinglan"], year=YEAR, by=worker, on=date(YEAR + 1, 1, 5))
    _publish(report, worker, worker, reviewer, cast.people["qinglan-secrecy"], on=date(YEAR + 1, 1, 16))


def _publish(
    report: AnnualReport, head: User, editor: User, unit_head: User, secrecy: User, *, on: date
) -> None:
    report = actions.freeze_report(report, by=head, on=on)
    report = actions.submit_report(report, by=editor, on=on)
    assert report.item is not None  # noqa: S101  # submission makes it
    item = publishing.approve_unit(report.item, by=unit_head, on=on)
    publishing.approve_secrecy(
        item, checked=list(review_points()), disclosure_mode=item.disclosure_mode, by=secrecy, on=on
    )
    actions.publish_report(report, by=editor, on=on)


def _cells(facts: dict[str, Any]) -> dict[str, str]:
    """Return the cells by address; a row not listed is blank, in a balanced year zero."""
    form = formats.for_year(facts["year"])
    blank = "0" if "published_on" in facts else ""
    return {
        f"{table.id}.{row.id}.{column}": text
        for table in form.tables
        for row in table.rows
        for column, text in zip(
            row.columns,
            facts["cells"][table.id].get(row.id, [blank] * len(row.columns)),
            strict=True,
        )
    }
