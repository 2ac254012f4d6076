"""Sealed fields and files: the database and the disk hold nothing that can be read."""

from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import FieldError, ValidationError
from django.core.files.base import ContentFile
from django.db import connection

from gongkai.casework.models import Applicant, DisclosureRequest
from gongkai.common.keys import KeyMissing, SealBroken
from gongkai.common.sealed import Sealed
from gongkai.common.sealed_files import key_of, sealed_storage
from tests.factories import make_request

pytestmark = pytest.mark.django_db
SEALED = [
    "name",
    "id_number",
    "org_code",
    "legal_representative",
    "contact_name",
    "phone",
    "email",
    "address",
    "postcode",
    "agent_name",
]


def stored(name: str) -> str:
    """Return a column of the only applicant as the database holds it."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {name} FROM casework_applicant")  # noqa: S608
        return str(cursor.fetchone()[0])


def make_applicant(**facts: Any) -> Applicant:
    case = make_request(name="王小明")
    known = {"name": "王小明", "phone": "0999-8600001", **facts}
    person = Applicant(pk=case.applicant.pk, request=case, kind="natural_person", **known)
    person.save()
    return Applicant.objects.get()


@pytest.mark.parametrize("name", SEALED)
def test_the_database_holds_a_token_and_the_instance_the_text(name: str) -> None:
    person = make_applicant(**{name: "秘密之言甲"})

    assert stored(name).startswith("g1.")
    assert getattr(person, name) == "秘密之言甲"


def test_what_is_empty_stays_empty() -> None:
    person = make_applicant()

    assert stored("email") == ""
    assert person.email == ""


def test_a_value_is_opened_only_when_it_is_asked_for() -> None:
    person = make_applicant()

    assert isinstance(person.__dict__["name"], Sealed)
    assert str(person.__dict__["name"]) == repr(person.__dict__["name"]) == "（已加密）"
    assert person.name == "王小明"


def test_saving_what_was_not_opened_leaves_it_as_it_is() -> None:
    person = make_applicant()
    before = stored("name"), stored("name_match")

    person.save()

    assert (stored("name"), stored("name_match")) == before


def test_a_token_moved_to_another_row_does_not_open() -> None:
    one, other = make_request(name="王小明").applicant, make_request(name="李明").applicant
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM casework_applicant WHERE id = %s", [one.pk])
        token = cursor.fetchone()[0]
        cursor.execute("UPDATE casework_applicant SET name = %s WHERE id = %s", [token, other.pk])

    with pytest.raises(SealBroken):
        assert Applicant.objects.get(pk=other.pk).name


def test_plain_text_never_reaches_the_database() -> None:
    make_applicant()

    with pytest.raises(TypeError, match="sealed"):
        Applicant.objects.filter(name="王小明").exists()
    with pytest.raises(TypeError, match="sealed"):
        Applicant.objects.update(name="王小明")
    with pytest.raises(FieldError, match="sealed"):
        Applicant.objects.filter(name__icontains="王").exists()


def test_a_list_of_values_shows_nothing() -> None:
    make_applicant()

    assert "王小明" not in str(list(Applicant.objects.values_list("name", flat=True)))


def test_too_long_a_text_is_refused_before_it_is_sealed() -> None:
    person = make_applicant(postcode="22430000")

    with pytest.raises(ValidationError, match="postcode"):
        person.clean_fields()


def test_without_the_key_reading_fails_in_one_clear_line(settings: Any) -> None:
    person = make_applicant()
    settings.GONGKAI_KEYS = "other:" + b64encode(bytes(32)).decode()

    with pytest.raises(KeyMissing, match="GONGKAI_KEYS"):
        assert person.name


def test_statistics_need_no_key(settings: Any) -> None:
    make_applicant()
    settings.GONGKAI_KEYS = "other:" + b64encode(bytes(32)).decode()

    found = DisclosureRequest.objects.filter(applicant__kind="natural_person").select_related("applicant")

    assert [case.applicant.get_kind_display() for case in found] == ["自然人"]


# --- files --------------------------------------------------------------------------------------------------


def test_a_file_lies_sealed_on_disk_and_comes_back_whole(settings: Any) -> None:
    content = "身份证正面".encode() * 50_000

    name = sealed_storage.save("requests/a/1/scan.jpg", ContentFile(content))

    on_disk = (Path(settings.MEDIA_ROOT) / name).read_bytes()
    assert "身份证".encode() not in on_disk
    assert key_of(on_disk)
    with sealed_storage.open(name) as file:
        assert file.read() == content


def test_a_file_moved_to_another_case_does_not_open(settings: Any) -> None:
    name = sealed_storage.save("requests/a/1/scan.jpg", ContentFile(b"one"))
    moved = Path(settings.MEDIA_ROOT) / "requests" / "a" / "2"
    moved.mkdir()
    (Path(settings.MEDIA_ROOT) / name).rename(moved / "scan.jpg")

    with pytest.raises(SealBroken):
        sealed_storage.open("requests/a/2/scan.jpg")


def test_a_file_that_is_not_sealed_is_not_taken_for_one(settings: Any) -> None:
    place = Path(settings.MEDIA_ROOT) / "requests" / "a" / "1"
    place.mkdir(parents=True)
    (place / "scan.jpg").write_bytes(b"put there by somebody")

    with pytest.raises(SealBroken, match="应当是密文"):
        sealed_storage.open("requests/a/1/scan.jpg")
