"""How often one visitor may do something; a small sum done by the browser earns more."""

import json
from base64 import b64encode
from datetime import UTC, datetime, timedelta
from typing import Any

import altcha
import pytest
import time_machine
from django.core.cache import caches
from django.test import Client, RequestFactory

from gongkai.casework.models import DisclosureRequest
from gongkai.common.attempts import count_attempt
from gongkai.common.models import Attempt
from gongkai.portal import limits
from gongkai.portal.proof import is_done, new_sum
from tests.factories import make_request
from tests.portal.bureau import Bureau
from tests.portal.reading import parse, words
from tests.portal.test_requests import filled

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


def answer_to(text: str, **changes: Any) -> str:
    """Do the sum as the browser does it."""
    asked = json.loads(text)
    found = altcha.solve_challenge(asked["challenge"], asked["salt"], "SHA-256", asked["max"], 0)
    assert found is not None
    payload = {
        "algorithm": "SHA-256",
        "challenge": asked["challenge"],
        "number": found.number,
        "salt": asked["salt"],
        "signature": asked["signature"],
    }
    return b64encode(json.dumps(payload | changes).encode()).decode()


def file_one(client: Client, number: int, **more: Any) -> Any:
    return client.post("/requests/new/", filled(key=f"00000000-0000-4000-8000-{number:012d}", **more))


def test_another_process_counts_on_where_this_one_stopped() -> None:
    for _ in range(3):
        caches["default"].clear()  # 各进程自己的内存互不相通
        number = count_attempt("track", "192.0.2.1", seconds=3600, now=NOON)

    assert number == 3


def test_visitors_and_things_are_counted_apart() -> None:
    counted = [
        count_attempt(what, who, seconds=3600, now=NOON)
        for what, who in [("track", "192.0.2.1"), ("track", "192.0.2.2"), ("file", "192.0.2.1")]
    ]

    assert counted == [1, 1, 1]


def test_no_address_is_kept_and_old_counts_are_thrown_away() -> None:
    count_attempt("track", "192.0.2.1", seconds=3600, now=NOON)
    count_attempt("track", "192.0.2.2", seconds=3600, now=NOON + timedelta(hours=2))

    [kept] = Attempt.objects.all()
    assert "192.0.2" not in kept.who
    assert kept.until_at > NOON + timedelta(hours=2)


def test_the_next_hour_begins_anew() -> None:
    first = count_attempt("track", "192.0.2.1", seconds=3600, now=NOON)
    later = count_attempt("track", "192.0.2.1", seconds=3600, now=NOON + timedelta(hours=1))

    assert (first, later) == (1, 1)


def test_a_sum_that_was_done_is_known_and_nothing_else() -> None:
    asked = new_sum()

    assert is_done(answer_to(asked))
    for wrong in (
        "",
        "x",
        b64encode(b"[]").decode(),
        b64encode(b"{}").decode(),
        answer_to(asked, number=-1),
        answer_to(asked, signature="0" * 64),
        answer_to(asked, algorithm="MD5"),
    ):
        assert not is_done(wrong), wrong


def test_an_old_sum_is_no_longer_good() -> None:
    with time_machine.travel(NOON):
        answer = answer_to(new_sum())

    with time_machine.travel(NOON + timedelta(hours=5)):
        assert not is_done(answer)


def test_who_does_the_sum_may_file_more(client: Client, bureau: Bureau) -> None:
    for number in range(limits.PLAIN_FILING[1] + 1):
        assert file_one(client, number, proof=answer_to(new_sum())).status_code == 302


def test_one_sum_is_good_for_one_request(client: Client, bureau: Bureau) -> None:
    answer = answer_to(new_sum())

    tries = range(limits.PLAIN_FILING[1] + 2)
    codes = [file_one(client, number, proof=answer).status_code for number in tries]

    assert codes[-1] == 422
    assert DisclosureRequest.objects.count() == limits.PLAIN_FILING[1] + 1


def test_without_a_script_a_request_is_filed_all_the_same(client: Client, bureau: Bureau) -> None:
    assert file_one(client, 1).status_code == 302


def test_guessing_is_limited_whatever_is_guessed(client: Client, bureau: Bureau) -> None:
    case = make_request(body=bureau.body)
    for number in range(limits.TRACKING[1]):
        client.post("/requests/track/", {"code": f"{number}", "name": "李明"})

    right = client.post("/requests/track/", {"code": case.query_code, "name": "李明"})
    wrong = client.post("/requests/track/", {"code": "2222222222", "name": "李明"})

    said = {words(parse(answer).select_one(".gk-notice")) for answer in (right, wrong)}
    assert len(said) == 1


def test_behind_a_proxy_the_visitor_is_the_one_whom_the_proxy_saw() -> None:
    seen = {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "203.0.113.7, 192.0.2.1"}
    request = RequestFactory().get("/", **seen)

    assert limits.visitor(request) == "192.0.2.1"
