"""The pictures of the documents, taken from the demo on a fixed day; made only with `--pictures`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from django.core.cache import cache
from PIL import Image
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from gongkai.bodies.models import User
from gongkai.casework import actions as casework
from gongkai.casework.facts import ApplicantFacts, ReplyFacts
from gongkai.casework.models import Channel, DisclosureRequest, Stage
from gongkai.casework.states import State
from gongkai.cli.demo import stage
from gongkai.cli.demo.cast import Cast
from gongkai.reports.models import AnnualReport
from gongkai.rules.applicants import ApplicantKind
from gongkai.rules.outcomes import Outcome
from tests.journeys.comparing import take_pairs
from tests.journeys.handling import Bureau, Today
from tests.journeys.walking import Walker
from tests.proofing import making
from tests.source import ROOT

FOLDER = ROOT / "docs" / "how-to" / "pictures"
DAY = date(2026, 3, 16)
DESK, PHONE = (1200, 800), (390, 780)
COLOURS = 64  # enough for a screen, and small
# What a browser draws itself speaks the language in which it was installed, here English; a reader's speaks
# Chinese. Days and files are drawn as a Chinese Chromium draws them.
IN_CHINESE = """() => {
  for (const field of document.querySelectorAll("input[type=date]")) {
    const day = field.value.replaceAll("-", "/");
    field.type = "text";
    field.value = day;
    field.placeholder = "年/月/日";
  }
  for (const field of document.querySelectorAll("input[type=file]")) {
    const button = Object.assign(document.createElement("button"), { textContent: "选择文件" });
    const shown = document.createElement("span");
    shown.append(button, " 未选择任何文件");
    field.replaceWith(shown);
  }
}"""


@dataclass(frozen=True)
class Picture:
    """One picture: what it is called, who sits there, where, and what is done before it is taken."""

    name: str
    who: str
    where: Callable[[], str]
    before: Callable[[Walker], None] = lambda _walker: None
    size: tuple[int, int] = DESK


def the_draft(tail: str = "") -> Callable[[], str]:
    """Return how the report that the city bureau is writing is found."""

    def address() -> str:
        drafts = AnnualReport.objects.filter(body__code="mingjiang", origin="filled", state="draft")
        return f"/office/reports/{drafts.latest('year').pk}/{tail}"

    return address


def a_case(state: State, step: str = "") -> Callable[[], str]:
    """Return how the address of the newest case of the city bureau in a state is found."""

    def address() -> str:
        cases = DisclosureRequest.objects.filter(body__code="mingjiang", state=state)
        return f"/office/requests/{cases.latest('pk').pk}/{step}"

    return address


def at(path: str) -> Callable[[], str]:
    """Return how a fixed address is found."""
    return lambda: path


def write_a_number(walker: Walker) -> None:
    """Write a number by hand that a cell holds, so that it is offered as a live one."""
    walker.page.locator(".report-words").focus()
    walker.page.keyboard.press("Control+End")
    first = walker.page.locator(".report-chip[data-code='requests.new']").first.inner_text().split()[-1]
    walker.page.keyboard.type(f"本年新收政府信息公开申请{first}件。")
    walker.page.locator("#offers button").first.wait_for()
    walker.page.evaluate("document.querySelector('#offers').scrollIntoView({ block: 'end' })")


def break_a_sum(walker: Walker) -> None:
    """Type another total than its parts make."""
    walker.page.get_by_label("更正为").press_sequentially("99")
    walker.page.locator("#cell-effect", has_text="勾稽不平").wait_for()


def have_a_paper_checked(walker: Walker) -> None:
    """Drop a report whose sums are wrong, and go to the first finding."""
    sent = making.page(making.unbalanced(), year=2022, name="2022年度报告.html")
    file = {"name": str(sent.name), "mimeType": "text/html", "buffer": sent.read()}
    walker.page.set_input_files("input[type=file]", [file])
    walker.press("开始核对")
    walker.follow("2022年度报告.html")
    walker.page.get_by_role("button", name="下一处").click()


def choose_not_held(walker: Walker) -> None:
    """Choose that nothing is there, and begin the record of the search."""
    walker.fill(outcome="unavailable_not_held")
    walker.page.locator("[name='search-0-who']").wait_for()
    walker.fill(flag="not_existing")
    walker.page.wait_for_load_state("networkidle")
    walker.fill(**{"search-0-who": "李经办", "search-0-where": "公文系统、综合档案室"})
    walker.fill(
        **{"search-0-keywords": "稳岗返还", "search-0-period": "2024至2025年", "search-0-result": "未检索到"}
    )
    walker.page.locator("#fields").scroll_into_view_if_needed()
    walker.page.evaluate("document.querySelector('#fields').scrollIntoView()")


def typed(**fields: object) -> Callable[[Walker], None]:
    """Return how a form is filled in, so that the page foretells what follows."""

    def fill(walker: Walker) -> None:
        walker.fill(**fields)
        walker.page.keyboard.press("Tab")
        walker.page.wait_for_load_state("networkidle")

    return fill


def write_the_letter(walker: Walker) -> None:
    """Begin the first letter that the case gives rise to."""
    walker.follow("登记回执")


CHARGED = typed(ladder="by_volume", quantity=60)
ASKED = typed(party="明远机械有限公司")
PICTURES = (
    Picture("inbox", "handler", at("/office/inbox/")),
    Picture("radar", "officehead", at("/office/radar/")),
    Picture("take-in", "registrar", at("/office/requests/new/")),
    Picture("case", "registrar", a_case(State.REGISTERED)),
    Picture("assign", "registrar", a_case(State.REGISTERED, "assign/")),
    Picture("letter", "registrar", a_case(State.REGISTERED), write_the_letter),
    Picture("fee", "officehead", a_case(State.ASSIGNED, "notify_fee/"), CHARGED),
    Picture("calendar", "officehead", at("/office/bodies/calendar/")),
    Picture("bulk", "registrar", at("/office/requests/bulk/")),
    Picture("unit-case", "handler", a_case(State.ASSIGNED)),
    Picture("consult", "handler", a_case(State.ASSIGNED, "consult_third_party/"), ASKED),
    Picture("search-log", "handler", a_case(State.ASSIGNED, "draft_reply/"), choose_not_held),
    Picture("report", "reporter", the_draft()),
    Picture("report-words", "reporter", the_draft("words/overview/"), write_a_number),
    Picture("report-cell", "reporter", the_draft("cell/?cell=requests.new.total"), break_a_sum),
    Picture("proofing", "officehead", at("/office/proofing/"), have_a_paper_checked),
    Picture("signing", "leader", at("/office/signing/"), size=PHONE),
)


@pytest.fixture
def taken(request: pytest.FixtureRequest, transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Today:
    """The demo on its day, when pictures are asked for."""
    if not request.config.getoption("--pictures"):
        pytest.skip("pictures are made with --pictures")
    cache.clear()
    today = Today(DAY).hold(monkeypatch)
    cast = stage.load(seed=2026, today=DAY, say=print)
    leave_in_hand(cast)
    return today


def leave_in_hand(cast: Cast) -> None:
    """Leave one request just registered, one that waits for the leader, and one with the unit."""
    take_in(cast, "2025年青年见习补贴发放名册")
    waiting = hand_to_unit(cast, take_in(cast, "2025年稳岗返还企业名单"))
    reply = casework.draft_reply(
        waiting,
        facts=ReplyFacts(outcome=Outcome.GRANTED, text="您申请的信息，现予公开，随函附上。"),
        by=cast.people["handler"],
        on=DAY,
    )
    for who, one in (("unithead", Stage.UNIT), ("secrecy", Stage.SECRECY)):
        reply = casework.approve_reply(reply, stage=one, opinion="同意", by=cast.people[who], on=DAY)
    hand_to_unit(cast, take_in(cast, "2025年失业保险基金支出明细"))


def take_in(cast: Cast, matter: str) -> DisclosureRequest:
    """Take a paper in at the counter."""
    case = casework.file_request(
        cast.city,
        applicant=ApplicantFacts(kind=ApplicantKind.NATURAL_PERSON, name="林某", phone="13800000000"),
        matter=matter,
        channel=Channel.COUNTER,
        submitted_on=DAY,
        by=cast.people["registrar"],
        on=DAY,
    )
    return casework.register_request(case, by=cast.people["registrar"], on=DAY)


def hand_to_unit(cast: Cast, case: DisclosureRequest) -> DisclosureRequest:
    """Hand a request to the unit for employment."""
    unit, handler = cast.unit("employment"), cast.people["handler"]
    return casework.assign_unit(case, unit=unit, handler=handler, by=cast.people["registrar"], on=DAY)


def test_take_the_pictures(taken: Today, page: Page, live_server: LiveServer) -> None:
    walker = Walker(page, live_server.url)
    bureau = Bureau(walker, None, taken)  # type: ignore[arg-type]  # the demo has its own people
    for picture in PICTURES:
        width, height = picture.size
        page.set_viewport_size({"width": width, "height": height})
        bureau.seat(User.objects.get(username=picture.who))
        assert walker.go(picture.where()) == 200, picture.name
        picture.before(walker)
        page.wait_for_load_state("networkidle")
        page.evaluate(IN_CHINESE)
        save(page.screenshot(animations="disabled"), FOLDER / f"{picture.name}.png")
    assert page.context.browser
    take_pairs(page.context.browser, live_server.url)


def save(shot: bytes, path: Path) -> None:
    """Keep a picture with few colours."""
    path.parent.mkdir(parents=True, exist_ok=True)
    image = Image.open(BytesIO(shot)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    image.save(path, optimize=True)
