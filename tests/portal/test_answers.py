"""现成的答复: found by everybody, offered while somebody types, without a word of whoever asked."""

from datetime import date

import pytest
from django.test import Client

from gongkai.casework.actions import release_answer, withdraw_answer
from gongkai.casework.models import ReleasedAnswer
from tests.factories import answer_request, make_body, make_request, staff_of
from tests.portal.bureau import Bureau
from tests.portal.reading import parse, words

pytestmark = pytest.mark.django_db
TITLE, SUMMARY = "2025年失业保险稳岗返还企业数", "2025年全市共有126家企业获得稳岗返还。"


def release(bureau: Bureau, *, title: str = TITLE, summary: str = SUMMARY) -> ReleasedAnswer:
    case = answer_request(make_request(body=bureau.body), on=date(2026, 3, 9))
    head = staff_of(bureau.body).office_head
    return release_answer(case, title=title, summary=summary, by=head, on=date(2026, 3, 12))


def titles(client: Client, question: str) -> list[str]:
    page = parse(client.get("/answers/", {"about": question}))
    return [words(each) for each in page.select(".gk-offers a")]


def test_everybody_reads_it_and_nobody_learns_who_asked(client: Client, bureau: Bureau) -> None:
    answer = release(bureau)

    text = parse(client.get(f"/answers/{answer.pk}/")).get_text()

    assert SUMMARY in text
    assert "2026年3月9日" in text
    assert "李明" not in text
    assert answer.reply.request.number not in text


@pytest.mark.parametrize("question", ["稳岗返还", "稳岗返还有多少企业", "失业保险", "穩崗返還"])
def test_it_is_found_by_its_words(client: Client, bureau: Bureau, question: str) -> None:
    release(bureau)

    assert titles(client, question) == [TITLE]


@pytest.mark.parametrize("question", ["养老金调整", "的", "？？", "x" * 500])
def test_what_does_not_fit_is_not_offered(client: Client, bureau: Bureau, question: str) -> None:
    release(bureau)

    assert titles(client, question) == []


def test_the_better_fit_stands_first(client: Client, bureau: Bureau) -> None:
    release(bureau)
    better = release(bureau, title="失业保险金标准", summary="每月1600元。")

    assert titles(client, "失业保险金标准")[0] == better.title


def test_one_taken_down_is_gone(client: Client, bureau: Bureau) -> None:
    answer = release(bureau)
    head = staff_of(bureau.body).office_head
    withdraw_answer(answer.reply.request, by=head, on=date(2026, 3, 13))

    assert titles(client, "稳岗返还") == []
    assert client.get(f"/answers/{answer.pk}/").status_code == 404


def test_each_body_has_its_own(client: Client, bureau: Bureau) -> None:
    answer = release(bureau)
    make_body(code="dongshan", parent=bureau.body)

    assert client.get(f"/b/dongshan/answers/{answer.pk}/").status_code == 404


def test_while_somebody_types_it_is_offered_and_nothing_is_kept(client: Client, bureau: Bureau) -> None:
    release(bureau)

    response = client.post("/answers/offered/", {"matter": "稳岗返还企业"})

    assert TITLE in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert TITLE not in client.post("/answers/offered/", {"matter": ""}).content.decode()


def test_without_a_script_there_is_a_link_to_them(client: Client, bureau: Bureau) -> None:
    page = parse(client.get("/requests/new/"))

    link = page.find("a", string="先看看有没有现成的答复")
    assert link is not None
    assert link["href"] == "/answers/"  # type: ignore[index]
