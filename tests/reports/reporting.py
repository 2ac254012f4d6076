"""A body that reports, its people, and the reports of seeds, for tests of the annual report."""

from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.bodies.models import Body, User
from gongkai.reports.actions import enter_report, open_report
from gongkai.reports.models import AnnualReport
from gongkai.rules.applicants import ApplicantKind
from gongkai.rules.ledger import LedgerKind
from gongkai.rules.outcomes import Outcome
from gongkai.rules.roles import Role
from tests.factories import make_body, make_column, make_item, make_unit, make_user
from tests.statistics.registers import enter_quantity, enter_remedy, enter_request

IN_JANUARY = date(2026, 1, 20)
NAME = "海城市人力资源和社会保障局"


@dataclass(frozen=True, kw_only=True)
class People:
    """Who makes a report."""

    body: Body
    editor: User
    head: User
    officer: User
    unit_head: User
    reviewer: User


def make_people(body: Body | None = None) -> People:
    """Make a body with a column for annual reports and the people who make one."""
    body = body or make_body(name=NAME)
    office = make_unit(body=body, name="办公室", is_disclosure_office=True)
    make_column(body=body, unit=office, name="政府信息公开年报", kind="annual_report")
    return People(
        body=body,
        editor=make_user(role=Role.REPORT_EDITOR, unit=office, full_name="刘编辑"),
        head=make_user(role=Role.OFFICE_HEAD, unit=office, full_name="周主任"),
        officer=make_user(role=Role.INFORMATION_OFFICER, unit=office, full_name="吴信息"),
        unit_head=make_user(role=Role.UNIT_HEAD, unit=office, full_name="郑科长"),
        reviewer=make_user(role=Role.SECRECY_REVIEWER, unit=office, full_name="钱审查"),
    )


def make_report(people: People, *, year: int = 2025) -> AnnualReport:
    """Open the report of a year on 20 January of the next."""
    return open_report(people.body, year=year, by=people.editor, on=date(year + 1, 1, 20))


def fill_registers(body: Body, *, year: int = 2025) -> None:
    """Enter a year with every outcome, two reviews, a document and the ledger."""
    kinds, first = list(ApplicantKind), date(year, 1, 6)
    for number, outcome in enumerate(Outcome):
        received = first + timedelta(days=number * 15)
        ended = received + timedelta(days=9)
        enter_request(body, received, ended, outcome, kind=kinds[number % len(kinds)])
    enter_request(body, date(year - 1, 12, 22), date(year, 1, 8))
    enter_request(body, date(year, 12, 22))
    enter_remedy(body, date(year, 4, 7), date(year, 6, 3))
    enter_remedy(body, date(year, 11, 10))
    for kind, quantity in ((LedgerKind("licence_decision"), 21), (LedgerKind("admin_charge"), 83000)):
        enter_quantity(body, kind, date(year, 6, 30), quantity)
    make_item(
        body=body,
        formed_on=date(year, 3, 3),
        published_on=date(year, 3, 5),
        document_kind="normative_document",
        validity="in_force",
        doc_no=f"海人社发〔{year}〕3号",
    )


KINDS = [*(kind.value for kind in ApplicantKind), "total"]


def seed_of_2020() -> dict[str, str]:
    """Return the cells of the real report of 2020 whose requests do not balance: 18 + 0 against 26."""
    cells = {
        "proactive.normative_documents.made": "1",
        "proactive.normative_documents.disclosed": "1",
        "proactive.normative_documents.total_disclosed": "2",
        "proactive.procurement.amount": "830000",
    }
    printed = {
        "new": "18 0 0 0 0 0 18",
        "carried_in": "0 0 0 0 0 0 0",
        "other": "0 0 0 0 0 0 0",
        "total": "26 0 0 0 0 0 0",
    }
    for row, numbers in printed.items():
        for kind, number in zip(KINDS, numbers.split(), strict=True):
            cells[f"requests.{row}.{kind}"] = number
    for kind in KINDS:
        cells[f"requests.carried_out.{kind}"] = ""
    return cells


def enter_2020(people: People) -> AnnualReport:
    """Enter the report of 2020 by hand, in the form of its year."""
    return enter_report(
        people.body,
        year=2020,
        cells=seed_of_2020(),
        sections={"overview": ["2020年，我局公开政务信息1245余条。"]},
        by=people.editor,
        on=IN_JANUARY,
    )
