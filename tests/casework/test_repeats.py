"""查重: earlier requests like this one, how alike they are, and the paragraphs for the reply."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai.bodies.models import Body
from gongkai.casework.actions import accept_correction, ask_to_correct
from gongkai.casework.models import DisclosureRequest
from gongkai.casework.models.terms import RequestTerm
from gongkai.casework.paragraphs import (
    frequency_paragraph,
    repeat_paragraph,
    suggested_refusal,
    suggested_repeat,
)
from gongkai.casework.repeats import find_repeats, frequency_of
from gongkai.casework.terms import document_terms, terms_of, words_only
from gongkai.rules.outcomes import Outcome
from gongkai.rules.roles import Role
from tests.factories import answer_request, make_body, make_request, make_unit, make_user, staff_of

pytestmark = pytest.mark.django_db
SKILLS = "2025年职业技能提升行动资金的拨付名单"


@pytest.fixture
def body() -> Body:
    return make_body()


def asked(
    body: Body, matter: str, *, name: str = "李明", phone: str = "13800000001", **facts: Any
) -> DisclosureRequest:
    return make_request(body=body, matter=matter, name=name, phone=phone, **facts)


def test_words_leave_out_what_every_request_says() -> None:
    words = words_only(terms_of("申请公开2025年稳岗返还企业名单", "请贵局提供相关材料"))

    assert {"2025", "稳岗", "返还"} <= words
    assert not words & {"申请", "公开", "提供", "相关", "材料"}


def test_document_numbers_are_read_in_any_writing() -> None:
    found = document_terms("关于海人社发[2025]03号和 海人社发（2024年）第12号")

    assert found == ["#人社发〔2025〕3号", "#人社发〔2024〕12号"]


def test_the_same_matter_of_the_same_applicant_comes_first(body: Body) -> None:
    other = asked(body, "2024年职业技能提升行动资金的拨付名单", name="周敏", phone="13900000000")
    first = answer_request(asked(body, SKILLS), on=date(2026, 3, 6))
    case = asked(body, SKILLS.replace("的", " ， 的"), received_on=date(2026, 3, 9))

    found = find_repeats(case, reader=staff_of(body).registrar)

    assert [match.earlier for match in found.matches] == [first, other]
    same, alike = found.matches
    assert (same.same_applicant, same.likeness) == (True, "所需信息的名称相同")
    assert same.reply == first.replies.get()
    assert (alike.same_applicant, alike.likeness, alike.reply) == (False, "内容相近", None)
    assert 50 <= alike.percent < 85
    assert (found.of_applicant, found.of_others, found.elsewhere) == ((same,), (alike,), 0)


def test_a_document_that_both_name_is_a_likeness(body: Body) -> None:
    earlier = asked(body, "关于海人社发〔2025〕3号的起草说明", name="周敏", phone="13900000000")
    case = asked(body, "就业见习补贴发放依据", doc_ref="海人社发（2025）3号")

    (match,) = find_repeats(case, reader=staff_of(body).registrar).matches

    assert match.earlier == earlier
    assert match.likeness == "都涉及…人社发〔2025〕3号"


def test_other_matters_and_other_bodies_are_not_shown(body: Body) -> None:
    asked(body, "2023年工伤认定案件数量统计")
    asked(make_body(), SKILLS)
    case = asked(body, SKILLS)

    assert find_repeats(case, reader=staff_of(body).registrar).matches == ()


def test_what_the_reader_may_not_open_is_only_counted(body: Body) -> None:
    asked(body, SKILLS)
    unit = make_unit(body=body, name="就业科")
    handler = make_user(role=Role.HANDLER, unit=unit)
    case = asked(body, SKILLS, unit=unit, received_on=date(2026, 3, 9))

    found = find_repeats(case, reader=handler)

    assert (found.matches, found.elsewhere) == ((), 1)


def test_a_correction_changes_the_words(body: Body) -> None:
    case = asked(body, "资金情况")
    registrar = staff_of(body).registrar
    case = ask_to_correct(case, items="写明文件名称", by=registrar, on=date(2026, 3, 4))

    accept_correction(case, text="见更正", matter=SKILLS, by=registrar, on=date(2026, 3, 6))

    kept = set(RequestTerm.objects.filter(request=case).values_list("term", flat=True))
    assert kept == terms_of(SKILLS)
    assert str(RequestTerm.objects.get(request=case, term="2025")) == "2025"


def test_a_request_without_telling_words_is_like_none(body: Body) -> None:
    asked(body, "信息公开", name="周敏", phone="13900000000")
    case = asked(body, "相关材料")

    assert find_repeats(case, reader=staff_of(body).registrar).matches == ()
    case.terms.all().delete()
    assert find_repeats(case, reader=staff_of(body).registrar).matches == ()


def test_the_number_of_queries_does_not_grow(body: Body) -> None:
    reader = staff_of(body).registrar
    asked(body, SKILLS)
    case = asked(body, SKILLS)
    with CaptureQueriesContext(
        connection,
    ) as few:
        find_repeats(case, reader=reader)
    for number in range(15):
        asked(body, SKILLS, name=f"申请人{number}", phone=f"1390000{number:04d}")
    last = asked(body, SKILLS)

    with CaptureQueriesContext(connection) as many:
        found = find_repeats(last, reader=reader)

    assert len(many) == len(few) <= 8
    assert len(found.matches) == 12


def test_how_often_somebody_has_asked_is_counted(body: Body) -> None:
    for day in (date(2025, 12, 30), date(2026, 1, 5), date(2026, 3, 2), date(2026, 3, 4)):
        asked(body, SKILLS, received_on=day)
    asked(body, SKILLS, name="周敏", phone="13900000000")
    case = asked(body, SKILLS, received_on=date(2026, 3, 9))

    counts = frequency_of(case, date(2026, 3, 9))

    assert (counts.first, counts.in_month, counts.in_year) == (date(2026, 1, 5), 3, 4)
    assert frequency_of(case, date(2026, 1, 1)).in_year == 0


def test_the_paragraph_for_a_repeated_request_names_number_day_and_document(body: Body) -> None:
    first = answer_request(asked(body, SKILLS), on=date(2026, 3, 6))
    case = asked(body, SKILLS, received_on=date(2026, 3, 9))
    reply = first.replies.get()

    words = repeat_paragraph(case, reply)
    begun = suggested_repeat(case, reply)

    assert f"编号{first.number}" in words
    assert "2026年3月2日收到" in words
    assert f"已于2026年3月6日作出答复（{reply.doc_no}）" in words
    assert "第三十六条第六项" in words
    assert (begun["outcome"], begun["text"]) == (Outcome.REFUSED_REPEAT, words)


def test_the_paragraph_for_many_requests_gives_the_counts(body: Body) -> None:
    for day in (date(2026, 1, 5), date(2026, 3, 2)):
        asked(body, SKILLS, received_on=day)
    case = asked(body, SKILLS, received_on=date(2026, 3, 9))
    counts = frequency_of(case, date(2026, 3, 9))

    words = frequency_paragraph(case, counts, 2)

    assert (
        "自2026年1月5日至2026年3月9日向本机关提出政府信息公开申请3件（3月2件），其中与本次申请内容相近的2件"
        in words
    )
    assert "第三十五条" in words
    assert "相近" not in frequency_paragraph(case, counts, 0)
    begun = suggested_refusal(case, counts, 2)
    assert begun["outcome"] == Outcome.REFUSED_ABUSE
    assert "请您说明理由" not in str(begun["reasons"])
