"""What is left behind holds nothing private: logs, the database, error pages, searches, notices, exports."""

import io
import logging
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gongkai.casework.models import DisclosureRequest, RequestEvent
from gongkai.letters.models import Letter
from gongkai.mail.notices import NOTICES, letter_subject, letter_text, notice_subject, notice_text
from gongkai.rules.roles import Role
from tests.addresses import addresses
from tests.factories import make_body, make_user
from tests.planted import leaks, plant, planted, private_fields, text_of
from tests.samples import Samples, make_samples
from tests.test_private import walk

pytestmark = pytest.mark.django_db
CHANGING = re.compile(r'(nonce|name="csrfmiddlewaretoken" value|csrf-token" content|data-csrf)="[^"]+"')


@pytest.fixture
def samples() -> Samples:
    """One record of each kind and more, with an unmistakable value in every private field."""
    return plant(make_samples())


@pytest.fixture
def client() -> Client:
    """A browser that takes a crash for an answer."""
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("role", [Role.REGISTRAR, Role.AUDITOR])
def test_no_log_holds_any(
    role: Role, client: Client, samples: Samples, caplog: pytest.LogCaptureFixture
) -> None:
    values, person = planted(), make_user(role=role, unit=samples["", "unit"])
    for name in ("django", "django.db.backends", "gongkai"):
        caplog.set_level(logging.DEBUG, logger=name)

    with CaptureQueriesContext(connection):  # so that each query is logged with its parameters
        for _name, answer in walk(client, samples, person):
            text_of(answer)
        look = reverse("office:request_applicant", args=[samples["office:request", "pk"]])
        assert leaks(text_of(client.post(look)), values)
        for model in private_fields():
            for row in model._base_manager.all():
                row.save()

    said = "\n".join(record.getMessage() for record in caplog.records)
    assert "casework_applicant" in said
    assert {field for field in leaks(said, values) if field not in IN_CLEAR} == set()


def test_no_log_holds_the_token_of_an_address(
    client: Client, samples: Samples, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = samples["portal:", "token"]
    paths = {
        reverse("portal:request_file", args=[token, 10**9]): "/requests/status/…/files/1000000000/",
        reverse("calendar_feed", args=["not-the-token-of-anybody-here"]): "/calendar/….ics",
    }
    (handler,) = [each for each in logging.getLogger().handlers if type(each) is logging.StreamHandler]
    written = io.StringIO()
    monkeypatch.setattr(handler, "stream", written)  # what it had may be closed: setStream would flush it

    for path in paths:
        assert client.get(path).status_code == 404

    assert len(token) > 20
    assert token not in written.getvalue()
    assert [line.rpartition(" ")[2] for line in written.getvalue().splitlines()] == list(paths.values())


# Words of the house about a case; the database has them in clear, and so has a log of its queries.
IN_CLEAR = {"casenote.text", "feedback.words", "replydraft.facts"}


def test_the_database_holds_none_in_clear(samples: Samples) -> None:
    with connection.cursor() as cursor:
        rows = []
        for name in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{name}"')  # noqa: S608
            rows += cursor.fetchall()

    assert leaks(str(rows), planted()) == IN_CLEAR


def test_the_disk_holds_none_in_clear(samples: Samples, settings: Any) -> None:
    stored = [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]

    assert len(stored) > 10
    assert not leaks("".join(f"{path}{path.read_bytes()!r}" for path in stored), planted())


def test_a_search_by_a_part_of_a_private_value_finds_nothing(client: Client, samples: Samples) -> None:
    client.force_login(make_user(role=Role.REGISTRAR, unit=samples["", "unit"]))

    for page in (
        "/office/requests/",
        "/search/",
        "/office/requests/export/",
        "/answers/",
        "/answers/offered/",
    ):
        answer = client.get(page, {"q": "金丝雀", "matter": "金丝雀"})
        assert answer.status_code == 200
        assert not leaks(text_of(answer), planted())


def test_an_export_of_everything_names_nobody(client: Client, samples: Samples) -> None:
    client.force_login(make_user(role=Role.OFFICE_HEAD, unit=samples["", "unit"]))

    sheet = text_of(client.get("/office/requests/export/", {"tab": "all"}))

    assert all(case.number in sheet for case in DisclosureRequest.objects.all())
    assert not leaks(sheet, planted())


def test_notices_and_mails_with_letters_say_nothing_but_where_to_look(samples: Samples) -> None:
    events = [event for event in RequestEvent.objects.all() if event.step in NOTICES]
    texts = [
        notice_subject(NOTICES[event.step], event.request) + notice_text(NOTICES[event.step], event.request)
        for event in events
    ]
    texts += [letter_subject(letter) + letter_text(letter) for letter in Letter.objects.all()]

    assert len(texts) > 4
    assert not leaks("".join(texts), planted())
    for event in events:  # the code together with the name opens the case
        assert event.request.query_code not in "".join(texts)


def test_a_crash_says_nothing(client: Client, samples: Samples, monkeypatch: Any, settings: Any) -> None:
    settings.DEBUG = False

    def crash(self: Any) -> Any:
        raise RuntimeError(f"crashed with {self.applicant.name}")

    monkeypatch.setattr(
        "gongkai.office.requests.cases.CaseView.timeline", property(lambda self: crash(self.case))
    )
    client.force_login(make_user(role=Role.REGISTRAR, unit=samples["", "unit"]))

    answer = client.get(reverse("office:request", args=[samples["office:request", "pk"]]))

    assert answer.status_code == 500
    assert not leaks(text_of(answer), planted())


@pytest.mark.parametrize("role", [Role.REGISTRAR, Role.AUDITOR])
def test_a_guessed_number_tells_a_stranger_nothing(role: Role, client: Client, samples: Samples) -> None:
    """What is there and what is not answer alike, to the letter, to somebody of another body."""
    stranger, differ = make_user(role=role, body=make_body()), []
    client.force_login(stranger)
    for address in addresses():
        if not address.name.startswith("office:") or "<int:pk>" not in address.route:
            continue
        there = address.sample(samples)
        absent = address.sample(samples | {key: 987654 for key in samples if key[1] == "pk"})
        answers = [_comparable(client.get(path), path) for path in (there, absent)]
        if answers[0] != answers[1]:
            differ.append(address.name)

    assert not differ


def test_a_guessed_code_or_name_tells_nothing(client: Client, samples: Samples) -> None:
    case = DisclosureRequest.objects.get(pk=samples["office:request", "pk"])
    name, elsewhere = case.applicant.name, "/b/elsewhere"
    make_body(code="elsewhere", parent=case.body)
    guesses = [
        ("", case.query_code, "王五"),
        ("", "A" * len(case.query_code), name),
        ("", "A" * len(case.query_code), "王五"),
        ("", case.number, name),
        (elsewhere, case.query_code, name),
    ]

    answers = set()
    for prefix, code, typed in guesses:
        answer = client.post(f"{prefix}/requests/track/", {"code": code, "name": typed})
        page = answer.content.decode().replace(code, "CODE").replace(typed, "NAME")
        said = re.search(r'class="gk-errors.*?</(?:div|section)>', page, re.DOTALL)
        answers.add((answer.status_code, said and said[0]))

    assert len(answers) == 1
    assert client.post("/requests/track/", {"code": case.query_code, "name": name}).status_code == 302


def _comparable(answer: Any, path: str) -> tuple[int, str]:
    page = answer.content.decode() if not answer.streaming else "a file"
    return answer.status_code, CHANGING.sub("", page.replace(path, ""))
