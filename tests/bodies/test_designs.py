"""How a portal looks: readable colours only, a draft before it holds, and every change on record."""

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from gongkai.bodies.actions import adopt_design, cancel_mourning, draft_design, set_mourning
from gongkai.bodies.errors import MourningTooLong, Unreadable
from gongkai.bodies.models import Body, Design, MourningPeriod, SettingChange, User
from gongkai.common.uploads import UploadRefused
from tests.factories import make_body, make_user

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 9, 4, tzinfo=UTC)
PLAIN = {"site_name": "", "colour": "", "accent": "", "titles": "song"}


@pytest.fixture
def body() -> Body:
    return make_body(code="haicheng")


@pytest.fixture
def user(body: Body) -> User:
    return make_user()


def draft(body: Body, user: User, **facts: str) -> Design:
    return draft_design(body, PLAIN | facts, emblem=None, keeps_emblem=True, by=user)


def picture(name: str = "徽标.png") -> SimpleUploadedFile:
    drawn = BytesIO()
    Image.new("RGB", (60, 60), "navy").save(drawn, "PNG")
    return SimpleUploadedFile(name, drawn.getvalue())


def test_a_colour_that_cannot_be_read_is_refused_with_the_pair_that_fails(body: Body, user: User) -> None:
    with pytest.raises(Unreadable, match=r"在白底上（链接、标题）只有 2\.\d : 1") as refusal:
        draft(body, user, colour="#ff9900")

    assert "4.5 : 1" in str(refusal.value)
    assert "相近而清楚的颜色是 #" in str(refusal.value)
    assert not Design.objects.exists()


def test_a_draft_changes_nothing_until_it_is_adopted(body: Body, user: User) -> None:
    kept = draft(body, user, colour="#8b1a1a")
    assert Design.objects.current(body) is None

    adopt_design(kept, by=user, at=NOON)

    current = Design.objects.current(body)
    assert current == kept
    change = SettingChange.objects.get(body=body, what="门户外观")
    assert ["主色", "", "#8b1a1a"] in change.changes
    assert change.by == user


def test_an_earlier_look_is_used_again_as_a_row_of_its_own(body: Body, user: User) -> None:
    first = adopt_design(draft(body, user, colour="#8b1a1a"), by=user, at=NOON)
    first_key = first.pk
    adopt_design(draft(body, user, colour="#1b446f"), by=user, at=NOON.replace(hour=5))

    adopt_design(first, by=user, at=NOON.replace(hour=6))

    current = Design.objects.current(body)
    assert current is not None
    assert (current.colour, current.pk != first_key) == ("#8b1a1a", True)
    assert Design.objects.adopted().count() == 3


def test_an_emblem_stays_until_another_is_chosen_or_it_is_dropped(body: Body, user: User) -> None:
    first = draft_design(body, PLAIN, emblem=picture(), keeps_emblem=True, by=user)
    adopt_design(first, by=user, at=NOON)

    kept = draft(body, user, site_name="海城人社")
    dropped = draft_design(body, PLAIN, emblem=None, keeps_emblem=False, by=user)

    assert first.emblem_type == "image/png"
    assert kept.emblem == first.emblem
    assert not dropped.emblem


def test_what_is_no_picture_is_no_emblem(body: Body, user: User) -> None:
    with pytest.raises(UploadRefused):
        draft_design(body, PLAIN, emblem=SimpleUploadedFile("a.png", b"text"), keeps_emblem=True, by=user)


def test_mourning_holds_for_the_bodies_below_too(body: Body, user: User) -> None:
    county = make_body(parent=body)
    other = make_body()

    set_mourning(body, from_on=date(2026, 4, 4), until_on=date(2026, 4, 5), reason="国务院公告", by=user)

    over = MourningPeriod.objects.over
    assert over(county).on(date(2026, 4, 4)).exists()
    assert over(county).on(date(2026, 4, 5)).exists()
    assert not over(county).on(date(2026, 4, 6)).exists()
    assert not over(other).on(date(2026, 4, 4)).exists()
    assert not over(body).on(date(2026, 4, 3)).exists()


@pytest.mark.parametrize("until_on", [date(2026, 4, 3), date(2026, 5, 5)])
def test_mourning_that_ends_too_early_or_too_late_is_a_slip(body: Body, user: User, until_on: date) -> None:
    with pytest.raises(MourningTooLong):
        set_mourning(body, from_on=date(2026, 4, 4), until_on=until_on, reason="国务院公告", by=user)


def test_mourning_that_is_cancelled_stays_on_record(body: Body, user: User) -> None:
    days = {"from_on": date(2026, 4, 4), "until_on": date(2026, 4, 5)}
    period = set_mourning(body, **days, reason="国务院公告", by=user)

    cancel_mourning(period, by=user, at=NOON)
    cancel_mourning(period, by=user, at=NOON)

    assert not MourningPeriod.objects.over(body).on(date(2026, 4, 4)).exists()
    assert SettingChange.objects.filter(body=body, what="哀悼日").count() == 2
