"""What a screen foretells before a step is taken."""

from datetime import date
from typing import Any

from django.test import Client
from django.urls import reverse

from gongkai.casework.actions import consult_peer, consult_third_party
from tests.factories import Staff, make_request


def test_before_the_last_opinion_the_screen_names_who_is_still_awaited(
    staff: Staff, monday: date, log_in: Any
) -> None:
    case = make_request(unit=staff.unit, received_on=date(2026, 3, 2), assigned=True)
    consult_peer(case, party="海城市财政局", by=staff.handler, on=date(2026, 3, 3))
    letter = consult_third_party(case, party="甲公司", by=staff.handler, on=date(2026, 3, 3))
    browser: Client = log_in(staff.handler)
    typed = {"consultation": letter.pk, "opinion": "agree", "answered_on": monday}

    address = reverse("office:request_step", args=[case.pk, "record_opinion"])
    page = browser.get(address, typed, headers={"hx-request": "true"}).content.decode()

    assert "还要等待海城市财政局的意见，答复期限暂不恢复计算" in page
