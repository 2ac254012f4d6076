"""案卷 on the screen: asked for, made by the worker, downloaded; closed to all others."""

import pytest

from gongkai.bodies.models import Body
from gongkai.bundles.models import Bundle
from gongkai.casework.models import DisclosureRequest
from gongkai.rules.roles import Role
from tests.factories import Staff, make_body, make_request, make_user
from tests.office.conftest import LogIn, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


@pytest.fixture
def case(bureau: Body) -> DisclosureRequest:
    return make_request(body=bureau, assigned=True)


def test_a_bundle_is_asked_for_and_downloaded(case: DisclosureRequest, staff: Staff, log_in: LogIn) -> None:
    browser, address = log_in(staff.archivist), f"/office/requests/{case.pk}/bundles/"

    browser.post(address, {"audience": "court", "masked": "on"})

    bundle = Bundle.objects.get()
    assert (bundle.audience, bundle.masked, bundle.made_by) == ("court", True, staff.archivist)
    assert "已完成" in words(browser.get(address))
    for form, start in (("pdf", b"%PDF"), ("zip", b"PK")):
        answer = browser.get(f"{address}{bundle.pk}/{form}/")
        assert b"".join(answer.streaming_content).startswith(start)  # type: ignore[attr-defined]
        assert "no-store" in answer["Cache-Control"]
    assert browser.get(f"{address}{bundle.pk}/made_by/").status_code == 404
    assert browser.get(f"{address}{bundle.pk + 1}/pdf/").status_code == 404
    assert "制作案卷" in words(browser.get(f"/office/requests/{case.pk}/"))


def test_the_progress_comes_alone(case: DisclosureRequest, staff: Staff, log_in: LogIn) -> None:
    Bundle.objects.create(
        request=case,
        audience="archive",
        state="making",
        done=3,
        total=9,
        made_by=staff.archivist,
        made_on=case.received_on,
    )

    shown = log_in(staff.legal_reviewer).get(
        f"/office/requests/{case.pk}/bundles/", headers={"HX-Request": "true"}
    )

    assert "3／9份材料" in words(shown)
    assert "<h1" not in shown.content.decode()


def test_one_that_failed_says_why_and_is_made_again(
    case: DisclosureRequest, staff: Staff, log_in: LogIn
) -> None:
    failed = Bundle.objects.create(
        request=case,
        audience="archive",
        state="failed",
        reason="现有字体缺少字",
        made_by=staff.archivist,
        made_on=case.received_on,
    )
    browser, address = log_in(staff.legal_reviewer), f"/office/requests/{case.pk}/bundles/"
    assert "制作失败 归档 现有字体缺少字 重新制作" in words(browser.get(address))

    browser.post(f"{address}{failed.pk}/again/")

    failed.refresh_from_db()
    assert (failed.state, failed.reason, failed.made_by) == ("ready", "", staff.legal_reviewer)
    assert "重新制作" not in words(browser.get(address)).partition("已制作的案卷")[2]


def test_others_are_kept_out(case: DisclosureRequest, staff: Staff, log_in: LogIn) -> None:
    address = f"/office/requests/{case.pk}/bundles/"
    stranger = make_user(role=Role.ARCHIVIST, body=make_body(code="qinglan"))

    for by in (staff.handler, staff.leader, staff.unit_head, staff.secrecy_reviewer):
        assert log_in(by).get(address)["Location"] == "/office/"
    assert log_in(stranger).get(address).status_code == 404
