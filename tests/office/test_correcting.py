"""更正登记的页面: what is wrong, the right field for it, and what moves before anything is kept."""

from datetime import date

import pytest
from django import forms

from gongkai.bodies.models import Body
from gongkai.casework.actions.joining import add_co_applicant
from gongkai.casework.facts import CoApplicantFacts
from gongkai.casework.models import Channel, DisclosureRequest
from gongkai.office.forms.dates import DayField
from tests.factories import Staff, answer_request, make_request
from tests.office.conftest import LogIn

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 10)
REASON = "信封上的邮戳"


def by_mail(body: Body) -> DisclosureRequest:
    return make_request(body=body, channel=Channel.EMAIL, submitted_on=date(2026, 2, 27))


def url(case: DisclosureRequest, entry: str = "") -> str:
    return f"/office/requests/{case.pk}/correct_entry/" + (f"?entry={entry}" if entry else "")


def test_first_comes_the_list_of_what_is_entered_and_where_it_counts(
    bureau: Body, staff: Staff, log_in: LogIn
) -> None:
    case = by_mail(bureau)

    page = log_in(staff.registrar).get(url(case)).content.decode()

    assert f'href="/office/requests/{case.pk}/correct_entry/?entry=received_on"' in page
    assert "2026年3月2日" in page
    assert "答复期限，年度报告收到的件数" in page
    assert 'name="reason"' not in page


@pytest.mark.parametrize(
    ("entry", "kind", "initial"),
    [
        ("received_on", DayField, "2026-03-02"),
        ("channel", forms.ChoiceField, "email"),
        ("matter", forms.CharField, None),
    ],
)
def test_each_entry_is_asked_for_in_its_own_way(
    bureau: Body, staff: Staff, log_in: LogIn, entry: str, kind: type[forms.Field], initial: str | None
) -> None:
    case = by_mail(bureau)

    form = log_in(staff.registrar).get(url(case, entry)).context["form"]

    assert type(form.fields["value"]) is kind
    assert form.fields["value"].initial == (initial or case.matter)


def test_what_is_private_is_not_shown_to_be_corrected(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    case = by_mail(bureau)
    person = add_co_applicant(case, CoApplicantFacts(name="钱某"), position=1)

    page = log_in(staff.registrar).get(url(case, f"co_applicant_{person.pk}_name")).content.decode()

    assert "（已填写，不显示）" in page
    assert "钱某" not in page


def test_what_moves_is_said_before_anything_is_kept(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    case = answer_request(
        make_request(body=bureau, channel=Channel.EMAIL, submitted_on=date(2026, 2, 24)), on=date(2026, 3, 9)
    )
    typed = {"entry": "received_on", "value": "2026-02-25", "reason": REASON, "on": TODAY}

    said = log_in(staff.registrar).get(url(case), typed, headers={"HX-Request": "true"}).content.decode()

    assert "“收到申请之日”由2026年3月2日更正为2026年2月25日" in said
    assert "答复期限由2026年3月30日改为2026年3月24日。" in said
    case.refresh_from_db()
    assert case.received_on == date(2026, 3, 2)
    assert not case.events.filter(step="correct_entry").exists()


def test_a_reply_that_becomes_late_is_foretold(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    case = answer_request(make_request(body=bureau), on=date(2026, 3, 27))
    browser, htmx = log_in(staff.registrar), {"HX-Request": "true"}
    typed = {"entry": "issued_on", "reason": REASON, "on": "2026-04-01"}

    late = browser.get(url(case), {**typed, "value": "2026-03-31"}, headers=htmx).content.decode()
    same = browser.get(url(case), {**typed, "value": "2026-03-27"}, headers=htmx).content.decode()

    assert "答复期限不变。" in late
    assert "是否按期答复由按期改为逾期。" in late
    assert "这里说明更正会改变什么" in same


def test_a_day_that_cannot_be_is_refused_before_it_is_confirmed(
    bureau: Body, staff: Staff, log_in: LogIn
) -> None:
    case = by_mail(bureau)
    typed = {"entry": "received_on", "value": "2026-02-26", "reason": REASON, "on": TODAY}

    said = log_in(staff.registrar).get(url(case), typed, headers={"HX-Request": "true"}).content.decode()

    assert "收到申请之日应当在提交日期之后" in said


def test_a_corrected_day_is_kept_with_the_old_one(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    case = by_mail(bureau)
    typed = {"entry": "received_on", "value": "2026-03-03", "reason": REASON, "on": TODAY}

    answer = log_in(staff.registrar).post(url(case), typed, follow=True)

    assert "登记已更正。" in answer.content.decode()
    event = case.events.get(step="correct_entry")
    assert event.data["values"] == ["2026-03-02", "2026-03-03"]
    assert event.note == REASON


def test_an_empty_matter_is_refused_and_an_empty_description_is_not(
    bureau: Body, staff: Staff, log_in: LogIn
) -> None:
    case = by_mail(bureau)
    DisclosureRequest.objects.filter(pk=case.pk).update(description="每家企业一行")
    browser = log_in(staff.registrar)

    refused = browser.post(url(case), {"entry": "matter", "value": "", "reason": REASON, "on": TODAY})
    taken = browser.post(url(case), {"entry": "description", "value": "", "reason": REASON, "on": TODAY})

    assert refused.context["form"].errors["value"]
    assert taken.status_code == 302
    assert DisclosureRequest.objects.get(pk=case.pk).description == ""
