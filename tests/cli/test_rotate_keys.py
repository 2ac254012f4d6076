"""`gongkai rotate-keys`: everything gets the newest key; a stopped run goes on; a missing key is one line."""

import json
from base64 import b64encode
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test import Client

from gongkai.casework.actions import attach_file, consult_third_party
from gongkai.casework.identity import named
from gongkai.casework.models import Applicant, Consultation, DisclosureRequest, RequestFile
from gongkai.common.resealing import reseal
from gongkai.common.sealed_files import key_of
from tests.factories import make_request, staff_of

pytestmark = pytest.mark.django_db
OLD = "k1:" + b64encode(bytes(range(32))).decode()
RECEIVED = date(2026, 3, 2)
NEW = "k2:" + b64encode(bytes(range(1, 33))).decode()


@pytest.fixture
def case(settings: Any) -> DisclosureRequest:
    """A request with a consultation and a proof of identity, sealed with the old key."""
    settings.GONGKAI_KEYS = OLD
    case = make_request(name="王小明", received_on=RECEIVED, assigned=True)
    handler = staff_of(case.body).handler
    consult_third_party(case, party="蓝天建材公司", contact="海城路1号", by=handler, on=RECEIVED)
    scan = SimpleUploadedFile("名单.txt", "王小明的名单".encode())
    purpose = RequestFile.Purpose.ATTACHMENT
    attach_file(case, file=scan, purpose=purpose, by=handler, on=RECEIVED)
    return case


def rotate(*options: str) -> dict[str, Any]:
    out = StringIO()
    call_command("rotate_keys", "--json", *options, stdout=out, stderr=StringIO())
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


def key_ids() -> set[str]:
    """Return the keys of all that is sealed, in the database and on disk."""
    columns = {"casework_applicant": "name", "casework_consultation": "party", "casework_requestfile": "name"}
    found = set()
    with connection.cursor() as cursor:
        for table, column in columns.items():
            cursor.execute(f"SELECT {column} FROM {table}")  # noqa: S608
            found |= {token.split(".")[1] for (token,) in cursor.fetchall()}
    with default_storage.open(str(RequestFile.objects.get().file.name)) as file:
        return found | {str(key_of(file))}


def test_everything_gets_the_newest_key_and_reads_as_before(case: DisclosureRequest, settings: Any) -> None:
    settings.GONGKAI_KEYS = f"{NEW},{OLD}"

    assert rotate() == {"key": "k2", "rows": 3, "files": 1, "broken": [], "spare": ["k1"]}

    settings.GONGKAI_KEYS = NEW
    assert key_ids() == {"k2"}
    assert Applicant.objects.get().name == "王小明"
    assert Consultation.objects.get().party == "蓝天建材公司"
    assert RequestFile.objects.get().file.open().read().decode() == "王小明的名单"
    assert list(DisclosureRequest.objects.filter(named("王小明"))) == [case]


def test_a_second_run_finds_nothing_left(case: DisclosureRequest, settings: Any) -> None:
    settings.GONGKAI_KEYS = f"{NEW},{OLD}"
    rotate()

    assert rotate()["rows"] == rotate()["files"] == 0


def test_a_run_that_was_stopped_goes_on_where_it_was(settings: Any) -> None:
    settings.GONGKAI_KEYS = OLD
    for _ in range(5):
        make_request(name="王小明")
    settings.GONGKAI_KEYS = f"{NEW},{OLD}"
    steps = reseal(batch=2)
    assert next(done for done in steps if done.rows).rows == 2
    del steps

    assert DisclosureRequest.objects.filter(named("王小明")).count() == 5  # found under both keys meanwhile
    assert rotate("--batch", "2")["rows"] == 3


@pytest.mark.usefixtures("case")
def test_a_missing_key_is_one_line_and_the_program_says_it_is_not_ready(
    settings: Any, client: Client
) -> None:
    assert client.get("/readyz").status_code == 200
    settings.GONGKAI_KEYS = NEW

    with pytest.raises(CommandError, match="密钥k1不在密钥环中") as found:
        rotate()

    assert found.value.returncode == 2
    answer = client.get("/readyz")
    assert (answer.status_code, answer.content) == (503, b"a key of sealed data is missing")


@pytest.mark.usefixtures("case")
def test_another_key_under_the_same_id_is_noticed(settings: Any, client: Client) -> None:
    settings.GONGKAI_KEYS = "k1" + NEW[2:]

    assert client.get("/readyz").status_code == 503


def test_what_cannot_be_opened_is_named_and_the_rest_is_done(case: DisclosureRequest, settings: Any) -> None:
    other = make_request(name="李明")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE casework_applicant SET name = 'x' WHERE request_id = %s", [other.pk])
    settings.GONGKAI_KEYS = f"{NEW},{OLD}"

    with pytest.raises(CommandError, match="1处密文不能读出") as found:
        rotate()

    assert found.value.returncode == 1
    assert Applicant.objects.get(request=case).name == "王小明"


def test_a_fresh_key_is_made_on_request() -> None:
    case = make_request(name="王小明")

    done = rotate("--new-key")

    assert done["rows"] == 1
    assert done["spare"]
    assert Applicant.objects.get(request=case).name == "王小明"
