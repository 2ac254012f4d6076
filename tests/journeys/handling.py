"""A bureau at its screens: papers taken in, steps taken where the case page offers them, letters sent."""

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from importlib import import_module
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from gongkai.bodies.models import User
from gongkai.casework.models import DisclosureRequest
from gongkai.casework.workflow import step_label
from gongkai.letters.workflow import LETTERS
from gongkai.rules.letters import kind_of_reply
from gongkai.rules.outcomes import Outcome
from tests.factories import Staff
from tests.journeys.walking import Walker

APPLICANT = "林某"


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
    keys: dict[int, str] = field(default_factory=dict)
    sitting: User | None = None
    case: DisclosureRequest | None = None
    look: Callable[[str], None] = str  # called with the name of each kind of screen that is passed

    def begin(self, day: date) -> None:
        """Begin a day; whoever sat there yesterday has to log in again."""
        self.today.day = day
        self.keys.clear()
        self.sitting = None

    def pass_days(self, number: int) -> None:
        """Let days pass."""
        if number:
            self.begin(self.today.day + timedelta(days=number))

    def seat(self, who: User) -> None:
        """Let somebody sit down, logged in already."""
        if self.sitting == who:
            return
        if who.pk not in self.keys:
            client = Client()
            client.force_login(who)
            self.keys[who.pk] = client.cookies["sessionid"].value
        cookie: Any = {"name": "sessionid", "value": self.keys[who.pk], "url": self.walker.site}
        self.walker.page.context.add_cookies([cookie])
        self.sitting = who

    def leave(self) -> None:
        """Leave the browser to a citizen."""
        self.walker.page.context.clear_cookies(name="sessionid")
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
        """Take a step that the case page offers, and come back to the case."""
        self.open_case(getattr(self.staff, who))
        self._follow(step_label(code))
        self.walker.page.wait_for_url(f"**/{code}/")
        self.look("step")
        self.walker.fill(**typed)
        self.walker.press(step_label(code))
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

    def send_letter(self, label: str, *, who: str = "registrar", served: bool = True, **typed: Any) -> None:
        """Write a letter of the case, fix it, send it and, unless it is opened online, prove its service."""
        self.open_case(getattr(self.staff, who))
        self.walker.page.get_by_role("link", name=label).first.click()
        self.look("write a letter")
        self.walker.fill(**typed)
        self.walker.press("保存文书")
        self.look("letter")
        self._letter_step("sign")
        self._letter_step("dispatch", mail_no="XA12345678912")
        if served:
            self._letter_step("serve", receiver=APPLICANT)

    def send_reply(self, outcome: Outcome, flag: str, *, served: bool) -> None:
        """Send the signed reply in its letter."""
        self.send_letter(kind_of_reply(outcome, flag).label, served=served)

    def _letter_step(self, code: str, **typed: Any) -> None:
        name = LETTERS.step(code).label
        self._follow(name)
        self.walker.page.wait_for_url(f"**/steps/{code}/")
        self.look("step of a letter")
        self.walker.fill(**typed)
        self.walker.press(name)
        self.walker.page.wait_for_url("**/letters/*/")
