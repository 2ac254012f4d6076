"""How a person walks through the site: logs in, fills in what is labelled, presses what is named."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.files import File
from django.test import Client
from playwright.sync_api import Page

from tests.factories import PASSWORD


class Walker:
    """One person at one browser."""

    def __init__(self, page: Page, site: str) -> None:
        self.page, self.site = page, site
        page.set_default_timeout(60_000)  # ms; a busy machine is slow
        self.refused: list[str] = []
        page.on("pageerror", lambda error: self.refused.append(str(error)))

    def go(self, path: str) -> int:
        """Open an address; return the status."""
        answer = self.page.goto(self.site + path)
        assert answer is not None
        return answer.status

    def log_in(self, user: AbstractBaseUser) -> None:
        """Log in as somebody, whoever was logged in before."""
        self.page.context.clear_cookies()
        self.go("/accounts/login/")
        self.page.fill("input[name=login]", str(user.get_username()))
        self.page.fill("input[name=password]", PASSWORD)
        self.page.click("main button[type=submit], form button[type=submit]")
        self.page.wait_for_url("**/office/**")

    def seat(self, user: AbstractBaseUser) -> None:
        """Let somebody sit down who has logged in already."""
        client = Client()
        client.force_login(user)
        cookie: Any = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": self.site}
        self.page.context.add_cookies([cookie])

    def leave(self) -> None:
        """Leave the browser to a citizen."""
        self.page.context.clear_cookies(name="sessionid")

    def fill(self, **fields: Any) -> None:
        """Fill in fields by their name; choose where there is something to choose from, upload PDFs."""
        for name, value in fields.items():
            field = self.page.locator(f"[name='{name}']").first
            if isinstance(value, File):
                data = value.open("rb").read()
                kind = "application/pdf"
                field.set_input_files([{"name": str(value.name), "mimeType": kind, "buffer": data}])
            elif field.evaluate("each => each.tagName") == "SELECT":
                field.select_option(str(value))
            elif field.get_attribute("type") in ("radio", "checkbox"):
                self.page.locator(f"[name='{name}'][value='{value}']").check()
            else:
                field.fill(str(value))

    def press(self, name: str) -> None:
        """Press the button of the page's own form that is called so."""
        self.page.get_by_role("button", name=name, exact=True).click()
        self.page.wait_for_load_state()

    def follow(self, name: str) -> None:
        """Follow the link that is called so."""
        self.page.get_by_role("link", name=name, exact=True).first.click()
        self.page.wait_for_load_state()

    @property
    def text(self) -> str:
        """What can be read on the page."""
        return self.page.locator("body").inner_text()

    def code_of(self, selector: str) -> str:
        """Return the text of one element."""
        return self.page.locator(selector).first.inner_text().strip()
