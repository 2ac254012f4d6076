"""Every outcome from receipt to archive, clicked through as the bureau does, seen as the citizen sees it."""

from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from gongkai.bodies.models import Body
from gongkai.casework.completeness import ENDED_WITHOUT_REPLY
from gongkai.casework.models import DisclosureRequest
from gongkai.casework.states import State
from gongkai.rules import formats
from gongkai.rules.eras import Era
from gongkai.rules.outcomes import Outcome, OutcomeGroup
from gongkai.statistics.answers import values
from gongkai.statistics.figures import call_name
from gongkai.statistics.scope import Scope
from tests.factories import Staff
from tests.journeys.handling import APPLICANT, Bureau, Today
from tests.journeys.test_accessible import violations
from tests.journeys.walking import Walker
from tests.journeys.ways import WAYS, Turn, Way

pytestmark = pytest.mark.usefixtures("columns")
MATTER = "2025年稳岗返还企业名单"
SIZES = {"desktop": (1440, 900), "phone": (390, 844)}
MONDAY = date(2026, 3, 2)
TABLE = formats.load("y2021").table("requests")


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> Today:
    return Today(MONDAY).hold(monkeypatch)


@pytest.fixture
def bureau(
    browser: Browser, live_server: LiveServer, staff: Staff, today: Today, size: str
) -> Iterator[Bureau]:
    """The bureau at a browser without scripts: every step is a link, a form and a button."""
    width, height = SIZES[size]
    context = browser.new_context(
        java_script_enabled=False, locale="zh-CN", viewport={"width": width, "height": height}
    )
    yield Bureau(Walker(context.new_page(), live_server.url), staff, today)
    context.close()


def test_every_outcome_has_its_way() -> None:
    assert sorted(way.outcome for way in WAYS) == sorted(Outcome)


@pytest.mark.parametrize("size", SIZES)
def test_from_receipt_to_archive(bureau: Bureau, body: Body, size: str, subtests: pytest.Subtests) -> None:
    for way in WAYS:
        with subtests.test(way.outcome):
            bureau.begin(MONDAY)
            before = figure(body, way.outcome)

            case = walk(bureau, way, is_outside=size == "phone")

            case.refresh_from_db()
            assert (case.state, case.outcome) == (State.ARCHIVED, way.outcome)
            assert figure(body, way.outcome) == before + 1
            assert way.words in seen_by_citizen(bureau, case.query_code)


def walk(bureau: Bureau, way: Way, *, is_outside: bool) -> DisclosureRequest:
    """Take a request in at the counter, bring it to its outcome by a letter of ours or not; archive it."""
    case = bureau.take_in(matter=MATTER, delivery="mail")
    handle(bureau, way.before)
    if way.turns or way.reply:
        unit, handler = bureau.staff.unit.pk, bureau.staff.handler.pk
        bureau.take("registrar", "assign", unit=unit, handler=handler)
        handle(bureau, way.turns)
    if way.reply:
        bureau.draft(way.outcome, **way.reply)
        bureau.sign(*reviewers(way.outcome))
    if way.outcome in ENDED_WITHOUT_REPLY:
        return close(bureau, case)
    if way.reply:
        bureau.send_reply(served=True, is_outside=is_outside)
    else:
        bureau.take("registrar", "record_service")
    return close(bureau, case)


def close(bureau: Bureau, case: DisclosureRequest) -> DisclosureRequest:
    """Close the case and archive it."""
    bureau.take("registrar", "close")
    bureau.take("archivist", "archive", gap_reason="原件另卷保存")
    return case


# --- the whole of it, with scripts, at both widths ----------------------------------------------------------


@pytest.fixture
def hearing(walker: Walker, staff: Staff, today: Today, size: str) -> Iterator[Bureau]:
    """The bureau at a browser with scripts, where each kind of screen is looked at by axe once."""
    width, height = SIZES[size]
    walker.page.set_viewport_size({"width": width, "height": height})
    bureau, found = Bureau(walker, staff, today), dict[str, list[str]]()

    def look(screen: str) -> None:
        if screen not in found:
            within = ".gk-office" if "/office/" in walker.page.url else None
            found[screen] = violations(walker.page, within)

    bureau.look = look
    yield bureau
    assert len(found) > len(SIZES)
    assert [f"{screen} {one}" for screen, said in found.items() for one in said] == []


@pytest.mark.parametrize("size", SIZES)
def test_granted_over_an_objection(hearing: Bureau, body: Body, size: str) -> None:
    code = file_online(hearing)
    hearing.take("registrar", "confirm_receipt")
    hearing.take("registrar", "assign", unit=hearing.staff.unit.pk, handler=hearing.staff.handler.pk)
    hearing.take("office_head", "extend", days=10, reason="需要征求企业意见。")
    hear_the_company(hearing)

    hearing.draft(Outcome.GRANTED, text="现予公开，随函附上。", override_reasons="涉及公共资金的使用。")
    hearing.sign(*reviewers(Outcome.GRANTED))
    hearing.send_reply(served=False)
    assert "现予公开" in collected(hearing, code)
    hearing.take("handler", "tell_third_party")

    case = close(hearing, DisclosureRequest.objects.get())
    case.refresh_from_db()
    assert (case.state, case.outcome) == (State.ARCHIVED, Outcome.GRANTED)
    assert figure(body, Outcome.GRANTED) == 1
    assert "已答复" in seen_by_citizen(hearing, code)


def file_online(bureau: Bureau) -> str:
    """File a request as a citizen; return the query code of the receipt."""
    walker = bureau.walker
    walker.go("/requests/new/")
    bureau.look("form")
    walker.fill(kind="natural_person", name=APPLICANT, id_type="id_card", id_number="11010519491231002X")
    walker.fill(phone="13800000000", matter=MATTER, delivery="online")
    walker.press("提交申请")
    code = walker.code_of(".gk-receipt__code")
    bureau.look("receipt")
    bureau.case = DisclosureRequest.objects.get()
    return code


def hear_the_company(bureau: Bureau) -> None:
    """Ask a third party, hear its objection and weigh it (条例第三十二条)."""
    bureau.take("handler", "consult_third_party", party="明远公司", contact="海城市解放路6号")
    bureau.pass_days(7)
    bureau.take("handler", "record_opinion", opinion="refuse", note="涉及商业秘密。")
    interests = {"third_party_interest": "涉及企业的经营数据。", "public_interest": "涉及公共资金的使用。"}
    bureau.take("handler", "weigh_interests", **interests, conclusion="disclose")


def collected(bureau: Bureau, code: str) -> str:
    """Open the reply as the citizen and return what stands there."""
    seen_by_citizen(bureau, code)
    bureau.look("status")
    bureau.walker.press("查收答复")
    return bureau.walker.text


# --- the parts of a journey ---------------------------------------------------------------------------------


def handle(bureau: Bureau, turns: tuple[Turn, ...]) -> None:
    """Take the steps of a way, each on its day."""
    for turn in turns:
        bureau.pass_days(turn.later)
        bureau.take(turn.who, turn.step, **turn.typed)


def reviewers(outcome: Outcome) -> tuple[str, ...]:
    """Return whose opinion is asked in turn; what is granted needs no legal review."""
    legal = () if outcome.group is OutcomeGroup.GRANTED else ("legal_reviewer",)
    return ("unit_head", "secrecy_reviewer", *legal, "leader")


def figure(body: Body, outcome: Outcome) -> int:
    """Return the figure of table 3 for an outcome, all applicants together."""
    wanted = (outcome.row(Era.Y2021), "total")
    row, column = next(cell for cell in TABLE.cells() if (cell[0].id, cell[1].id) == wanted)
    call = TABLE.figure(row, column)
    assert call is not None
    name = call_name(call.code, call.arguments)
    return int(values([name], Scope.year(body, 2026))[name])


def seen_by_citizen(bureau: Bureau, code: str) -> str:
    """Track the request and return what stands there."""
    bureau.leave()
    bureau.walker.go("/requests/track/")
    bureau.walker.fill(code=code, name=APPLICANT)
    bureau.walker.press("查询")
    return bureau.walker.text
