"""A bureau at its screens: papers taken in, steps taken where the case page offers them, letters sent."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from importlib import import_module
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone

from gongkai.bodies.models import User
from gongkai.casework.models import DisclosureRequest
from gongkai.casework.workflow import step_label
from gongkai.cli.demo.papers import page
from gongkai.letters.workflow import LETTERS
from gongkai.office.letters.ways import SERVE_FEE, SERVE_REPLY
from gongkai.rules.letters import kind_taking
from gongkai.rules.outcomes import Outcome
from tests.factories import Staff
from tests.journeys.walking import Walker

APPLICANT = "林某"
TYPED = {"consulted_content": "涉及贵方的名称和数据", "payment_account": "非税收入窗口"}
SCAN = page("盖章件", "盖章件")


@dataclass
class Today:
    """The day on which everybody works, at ten in the morning."""

    day: date

    def hold(self, patch: pytest.MonkeyPatch) -> "Today":
        """Let the site take this day for today, wherever it asks the clock."""
        import_module(settings.ROOT_URLCONF)  # so that nothing that is imported later keeps the held clock
        asking = [module for name, module in sys.modules.items() if name.startswith("gongkai.")]
        for module in [timezone, *(each for each in asking if getattr(each, "now", None) is timezone.now)]:
            patch.setattr(module, "now", self.moment)
        return self

    def moment(self) -> datetime:
        """Return what the clock says."""
        return datetime(
            self.day.year, self.day.month, self.day.day, 10, tzinfo=timezone.get_default_timezone()
        )


@dataclass
class Bureau:
    """Everybody of a bureau at one browser; each sits down with a session of their own, new every day."""

    walker: Walker
    staff: Staff
    today: Today
    sitting: User | None = None
    case: DisclosureRequest | None = None
    look: Callable[[str], None] = str  # called with the name of each kind of screen that is passed

    def begin(self, day: date) -> None:
        """Begin a day; whoever sat there yesterday has to log in again."""
        self.today.day = day
        self.sitting = None

    def pass_days(self, number: int) -> None:
        """Let days pass."""
        if number:
            self.begin(self.today.day + timedelta(days=number))

    def seat(self, who: User) -> None:
        """Let somebody sit down, logged in already."""
        if self.sitting == who:
            return
        self.walker.seat(who)
        self.sitting = who

    def leave(self) -> None:
        """Leave the browser to a citizen."""
        self.walker.leave()
        self.sitting = None

    # --- the case -------------------------------------------------------------------------------------------

    def take_in(self, **typed: Any) -> DisclosureRequest:
        """Take in a paper handed over at the counter."""
        self.seat(self.staff.registrar)
        self.walker.go("/office/requests/")
        self.walker.follow("登记书面申请")
        self.walker.fill(
            channel="counter", kind="natural_person", name=APPLICANT, phone="13800000000", **typed
        )
        self.walker.press("登记")
        self.case = DisclosureRequest.objects.latest("pk")
        return self.case

    def take(self, who: str, code: str, **typed: Any) -> None:
        """Take a step that the case page offers, by its letter if it has one; come back to the case."""
        self.open_case(getattr(self.staff, who))
        self._follow(step_label(code))
        if code in (SERVE_REPLY, SERVE_FEE):
            self._prove_service()
            return
        self.walker.page.wait_for_url(f"**/{code}/")
        self.look("step")
        self.walker.fill(**typed)
        kind = kind_taking(code)
        self.walker.press(f"拟写{kind.label}" if kind else step_label(code))
        if kind:
            self.walker.page.wait_for_url("**/letters/**")
            if self.walker.page.url.endswith("/edit/"):
                self.walker.fill(**{name: TYPED[name] for name in kind.typed if name in TYPED})
                self.walker.press("保存文书")
            self._fix_and_send(is_sealed=kind.carries_reply)
            self.walker.go(f"/office/requests/{self.pk}/")
        self.walker.page.wait_for_url(f"**/requests/{self.pk}/")

    def draft(self, outcome: Outcome, **typed: Any) -> None:
        """Draft the reply: the outcome first, then what it needs, then off to review."""
        self.open_case(self.staff.handler)
        self._follow(step_label("draft_reply"))
        self.walker.page.wait_for_url("**/draft_reply/")
        self.walker.fill(outcome=outcome.value)
        chosen = self.walker.page.get_by_role("button", name="按所选类型填写")
        if chosen.is_visible():  # without scripts
            chosen.click()
        self.walker.page.locator("[name=text]").wait_for()
        self.look("draft")
        self.walker.fill(**typed)
        self.walker.press("送审")
        self.walker.page.wait_for_url(f"**/requests/{self.pk}/")

    def sign(self, *names: str) -> None:
        """Let each reviewer pass what waits for them, and find nothing more waiting."""
        for name in names:
            self.seat(getattr(self.staff, name))
            self.walker.go("/office/signing/")
            self.look("signing")
            self.walker.fill(opinion="同意。")
            self.walker.page.locator("button[value=pass]").click()
            self.walker.page.get_by_text("没有等您审签的答复").wait_for()

    def _follow(self, name: str) -> None:
        acts = self.walker.page.locator(".gk-acts")
        link = acts.get_by_role("link", name=name, exact=True)
        assert link.count() == 1, f"{name} is not offered: {acts.inner_text()}"
        link.click()

    def open_case(self, who: User) -> None:
        """Open the case, unless it is open before the same person."""
        is_open = self.walker.page.url.endswith(f"/office/requests/{self.pk}/")
        if is_open and self.sitting == who:
            return
        self.seat(who)
        self.walker.go(f"/office/requests/{self.pk}/")
        self.look("case")

    @property
    def pk(self) -> int:
        """The key of the case in hand."""
        assert self.case is not None
        return self.case.pk

    # --- letters --------------------------------------------------------------------------------------------

    def send_reply(self, *, served: bool, is_outside: bool = False) -> None:
        """Send the signed reply in its letter and, unless it is opened online, prove its service."""
        self.open_case(self.staff.registrar)
        self._follow(step_label("issue_reply"))
        self.walker.page.wait_for_url("**/letters/new/**")
        self.look("write a letter")
        self.walker.press("保存文书")
        self.look("letter")
        if is_outside:
            self._letter_step("adopt", number=f"海文〔2026〕{self.pk}号", file=SCAN)
            self._letter_step("dispatch", mail_no="XA12345678912")
        else:
            self._fix_and_send(is_sealed=True)
        if served:
            self.take("registrar", SERVE_REPLY)

    def _prove_service(self) -> None:
        """Prove on the letter's own page that it arrived."""
        self.walker.page.wait_for_url("**/steps/serve/")
        self.walker.fill(receiver=APPLICANT)
        self.walker.press("登记送达")
        self.walker.page.wait_for_url("**/letters/*/")

    def _fix_and_send(self, *, is_sealed: bool) -> None:
        self._letter_step("sign")
        if is_sealed:
            self._letter_step("attach_scan", file=SCAN)
        self._letter_step("dispatch", mail_no="XA12345678912")

    def _letter_step(self, code: str, **typed: Any) -> None:
        name = LETTERS.step(code).label
        self._follow(name)
        self.walker.page.wait_for_url(f"**/steps/{code}/")
        self.look("step of a letter")
        self.walker.fill(**typed)
        self.walker.press(name)
        self.walker.page.wait_for_url("**/letters/*/")
