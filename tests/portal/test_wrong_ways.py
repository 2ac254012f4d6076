"""What was asked wrongly is answered in words; every kind of answer keeps to the policies."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.portal.bureau import Bureau, make_bureau
from tests.portal.reading import parse

pytestmark = pytest.mark.django_db
POLICIES = ("Content-Security-Policy", "X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy")


@pytest.fixture
def bureau() -> Bureau:
    return make_bureau()


def words_of(response: Any) -> str:
    return parse(response).get_text()


def test_a_host_that_is_not_ours_is_refused_in_words(client: Client, bureau: Bureau, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["testserver"]

    response = client.get("/", HTTP_HOST="evil.example")

    assert response.status_code == 400
    assert "请求不完整，没有办成" in words_of(response)
    assert "evil.example" not in response.content.decode()


def test_a_form_that_is_too_large_says_what_to_do(client: Client, bureau: Bureau, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000

    response = client.post("/requests/new/", {"content": "长" * 1000})

    assert response.status_code == 413
    assert "提交的内容太大，没有提交" in words_of(response)


def test_an_address_that_takes_forms_only_says_so(client: Client, bureau: Bureau) -> None:
    response = client.get(reverse("portal:filled_form"))

    assert response.status_code == 405
    assert response["Allow"] == "POST"
    assert "这一步要从原来的页面办理" in words_of(response)


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/nowhere/",
        "/check/",
        "/search/?q=失业",
        "/i/{pk}.html",
        "/i/{pk}.pdf",
        "/i/999999.html",
        "/sitemap.xml",
        "/api/v1/nowhere",
        "/api/v1/openapi.json",
        "/office/",
        "/accounts/login/",
        "/healthz",
        "/requests/form/form.pdf",
    ],
)
def test_every_kind_of_answer_keeps_to_the_policies(client: Client, bureau: Bureau, address: str) -> None:
    response = client.get(address.format(pk=bureau.document.pk))

    assert [name for name in POLICIES if name not in response.headers] == []


def test_answers_of_failures_keep_to_the_policies(
    client: Client, bureau: Bureau, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("gongkai.portal.views.home.promises_of", broken)
    client.raise_request_exception = False
    settings.ALLOWED_HOSTS = ["testserver"]

    failed, foreign = client.get("/"), client.get("/", HTTP_HOST="evil.example")

    assert (failed.status_code, foreign.status_code) == (500, 400)
    assert [name for name in POLICIES if name not in failed.headers] == []
    assert "frame-ancestors 'self'" in foreign["Content-Security-Policy"]
    assert foreign["X-Content-Type-Options"] == "nosniff"


def test_a_form_without_its_number_is_told_in_chinese(client: Client, bureau: Bureau) -> None:
    said = words_of(client.post("/requests/new/", {"matter": "失业保险基金收支情况"}))

    assert "本页的编号" in said
    assert "Key" not in said
