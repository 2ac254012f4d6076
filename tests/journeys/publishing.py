"""A bureau that publishes: an item written, reviewed and brought out, each at their own turn."""

from dataclasses import dataclass

from gongkai.bodies.models import User
from gongkai.publishing.models import InformationItem
from gongkai.publishing.workflow import label_of
from gongkai.rules.review_points import review_points
from tests.factories import Staff
from tests.journeys.walking import Walker


@dataclass
class Editors:
    """Everybody of a bureau who has a hand in an item, at one browser."""

    walker: Walker
    staff: Staff
    item: InformationItem

    @property
    def address(self) -> str:
        """Where the item is in the office."""
        return f"/office/items/{self.item.pk}/"

    @property
    def public(self) -> str:
        """Where the item is on the portal."""
        return f"/i/{self.item.pk}.html"

    def sit(self, who: User, at: str = "") -> None:
        """Let somebody open the item's page, or one below it."""
        self.walker.seat(who)
        assert self.walker.go(self.address + at) == 200

    def take(self, who: User, code: str, **typed: object) -> None:
        """Take a step that the item's page offers; come back to it."""
        self.sit(who)
        acts = self.walker.page.locator(".gk-acts")
        link = acts.get_by_role("link", name=label_of(code), exact=True)
        assert link.count() == 1, f"{label_of(code)} is not offered: {acts.inner_text()}"
        link.click()
        self.walker.page.wait_for_url(f"**/steps/{code}/")
        self.walker.fill(**typed)
        self.walker.press(label_of(code))
        self.back()

    def review(self, who: User, code: str, opinion: str = "", *, proofread: bool = False) -> None:
        """Decide on the page of the review, which has all that a reviewer needs."""
        self.sit(who, "review/")
        if "secrecy" in code or "afterwards" in code:
            for point in review_points():
                self.walker.fill(checked=point)
        if proofread:
            self.walker.page.locator("[name=proofread]").check()
        self.walker.fill(opinion=opinion)
        self.walker.press(label_of(code))
        self.back()

    def back(self) -> None:
        """Wait for the item's page."""
        self.walker.page.wait_for_url(f"**{self.address}")
        self.item.refresh_from_db()
