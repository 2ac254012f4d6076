"""What can be done with bodies, units and people; the only writers of their tables."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from django.contrib.auth.password_validation import validate_password
from django.core.files import File
from django.db import models, transaction

from gongkai.bodies.changes import in_words, log_change
from gongkai.bodies.errors import LastAdministrator, MourningTooLong, Unreadable
from gongkai.bodies.models import (
    Assignment,
    Body,
    CalendarYear,
    Design,
    Leader,
    MourningPeriod,
    ReadingPlace,
    Sequence,
    Unit,
    User,
)
from gongkai.bodies.models.design import emblem_name
from gongkai.common.uploads import PICTURES, check_upload, store_upload
from gongkai.design.colour import refusal_of
from gongkai.rules.roles import Role
from gongkai.rules.year_tables import YearTable

Changed = TypeVar("Changed", bound=models.Model)
DESIGN_FIELDS = ("site_name", "colour", "accent", "titles")
LONGEST_MOURNING = 31  # days that are set at once; more is a slip of the pen


@transaction.atomic
def add_body(
    *, code: str, name: str, level: str, uscc: str, parent: Body | None = None, **facts: object
) -> Body:
    """
    Add a body below its parent.

    :param facts: further fields of `Body` (contact data, numbering templates …)
    :raises ValidationError: a field is wrong, the USCC's check digit among them
    """
    body = Body(code=code, name=name, level=level, uscc=uscc, parent=parent, **facts)
    body.short_name = body.short_name or name
    body.path = f"{parent.path if parent else '/'}{code}/"
    body.full_clean()
    body.save()
    return body


@transaction.atomic
def change_body(body: Body, *, by: User | None = None, **facts: object) -> Body:
    """
    Change the names, contact data, remedy organs and numbering templates of a body.

    Its code, USCC and place in the tree stay: documents, numbers and addresses rest on them. What is new is
    logged with who changed it; without `by` it was a command.

    :raises ValidationError: a field is wrong
    """
    body = Body.objects.select_for_update().get(pk=body.pk)
    before = in_words(body, facts)
    changed = _change(body, facts, fixed=("code", "uscc", "parent", "path"))
    log_change(body, "机关信息", before, in_words(changed, facts), by=by)
    return changed


@transaction.atomic
def add_unit(body: Body, *, name: str, code: str, **facts: object) -> Unit:
    """
    Add a unit to a body.

    :raises ValidationError: a field is wrong, or a second disclosure office (条例第四条)
    """
    unit = Unit(body=body, name=name, code=code, **facts)
    unit.full_clean()
    unit.save()
    return unit


@transaction.atomic
def change_unit(unit: Unit, **facts: object) -> Unit:
    """
    Change a unit, or close it with `is_active=False`; its records keep its name.

    :raises ValidationError: a field is wrong, or a second disclosure office (条例第四条)
    """
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    return _change(unit, facts, fixed=("body", "code"))


@transaction.atomic
def add_leader(
    body: Body, *, name: str, title: str, duties: str, units: list[Unit] | None = None, order: int = 0
) -> Leader:
    """Add a leader with the duties that are public (条例第二十条第二项)."""
    leader = Leader(body=body, name=name, title=title, duties=duties, order=order)
    leader.full_clean()
    leader.save()
    leader.units.set(units or [])
    return leader


@transaction.atomic
def change_leader(leader: Leader, *, units: Iterable[Unit], **facts: object) -> Leader:
    """
    Change what is public of a leader, or say with `is_active=False` that the office is left.

    :param units: the units in the leader's charge from now on
    :raises ValidationError: a field is wrong
    """
    leader = Leader.objects.select_for_update().get(pk=leader.pk)
    leader = _change(leader, facts, fixed=("body",))
    leader.units.set(units)
    return leader


@transaction.atomic
def add_reading_place(
    body: Body, *, kind: str, name: str, address: str, hours: str, phone: str = ""
) -> ReadingPlace:
    """Add a reading place (条例第二十五条)."""
    place = ReadingPlace(body=body, kind=kind, name=name, address=address, hours=hours, phone=phone)
    place.full_clean()
    place.save()
    return place


@transaction.atomic
def change_reading_place(place: ReadingPlace, **facts: object) -> ReadingPlace:
    """
    Change a reading place.

    :raises ValidationError: a field is wrong
    """
    place = ReadingPlace.objects.select_for_update().get(pk=place.pk)
    return _change(place, facts, fixed=("body",))


@transaction.atomic
def remove_reading_place(place: ReadingPlace) -> None:
    """Remove a reading place that is no longer kept; the public no longer finds it in the guide."""
    place.delete()


@transaction.atomic
def add_user(
    *, username: str, full_name: str, password: str | None = None, is_superuser: bool = False
) -> User:
    """Add a person; without a password nobody can log in as them yet."""
    user = User(username=username, full_name=full_name, is_superuser=is_superuser, is_staff=is_superuser)
    user.set_password(password)
    user.full_clean(exclude=["password"])
    user.save()
    return user


@transaction.atomic
def change_user(user: User, **facts: object) -> User:
    """
    Change the name of a person or where to remind them, or close the account with `is_active=False`.

    :raises ValidationError: a field is wrong
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    return _change(user, facts, fixed=("username", "password", "is_superuser", "is_staff"))


@transaction.atomic
def set_password(user: User, *, password: str, by: User | None) -> User:
    """
    Give a person a new password; all their sessions end, and the bodies they work for have it on record.

    :param by: the person, an administrator, or nobody for a command
    :raises ValidationError: the password is too easy to guess
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    validate_password(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    how = "本人设置" if by == user else "管理员重设"
    for body in Body.objects.filter(units__assignments__user=user).distinct():
        log_change(body, f"{user}的登录密码", {"密码": ""}, {"密码": how}, by=by)
    return user


@transaction.atomic
def assign_role(user: User, *, unit: Unit, role: Role, on: date) -> Assignment:
    """Give a user a role in a unit from a day on."""
    assignment = Assignment(user=user, unit=unit, role=role, from_on=on)
    assignment.full_clean()
    assignment.save()
    return assignment


@transaction.atomic
def end_assignment(assignment: Assignment, *, on: date) -> Assignment:
    """
    End an assignment; the day given is its last.

    :raises LastAdministrator: nobody would be left to assign roles in the body
    :raises ValidationError: the day lies before the first
    """
    _check_not_last_administrator(assignment, on)
    assignment.until_on = on
    assignment.full_clean()
    assignment.save(update_fields=["until_on"])
    return assignment


def take_number(body: Body, *, kind: str, year: int) -> int:
    """
    Take the next number of a body's sequence, without gaps.

    It is given back when the caller's transaction fails.

    :raises TransactionManagementError: called outside a transaction
    """
    return take_numbers(body, kind=kind, year=year, count=1)[0]


def take_numbers(body: Body, *, kind: str, year: int, count: int) -> range:
    """
    Take the next `count` numbers of a body's sequence at once; otherwise as `take_number`.

    :raises TransactionManagementError: called outside a transaction
    """
    Sequence.objects.get_or_create(body=body, kind=kind, year=year)
    sequence = Sequence.objects.select_for_update().get(body=body, kind=kind, year=year)
    sequence.last += count
    sequence.save(update_fields=["last"])
    return range(sequence.last - count + 1, sequence.last + 1)


@transaction.atomic
def import_year(table: YearTable, *, by: User | None) -> CalendarYear:
    """
    Enter the arrangement of a year, or replace it when it was changed during the year.

    Periods that are running are dated anew by `casework.actions.redate_open_requests`.
    """
    days = {
        key: {day.isoformat(): name for day, name in sorted(named.items())}
        for key, named in (("holidays", table.holidays), ("workdays", table.workdays))
    }
    values = {"notice_no": table.paper, "days": days, "imported_by": by}
    year, _ = CalendarYear.objects.update_or_create(year=table.year, defaults=values)
    return year


def draft_design(
    body: Body, facts: Mapping[str, Any], *, emblem: File[bytes] | None, keeps_emblem: bool, by: User | None
) -> Design:
    """
    Keep a look as a draft, to be previewed and adopted.

    :param facts: site_name, colour, accent and titles, by name
    :param emblem: a new picture; without one `keeps_emblem` says whether the present one stays
    :raises Unreadable: a colour fails WCAG AA; the message says which pair
    :raises UploadRefused: the picture is none
    """
    for name in ("colour", "accent"):
        if facts[name] and (words := refusal_of(facts[name])):
            raise Unreadable(words)
    draft = Design(body=body, by=by, **facts)
    current = Design.objects.current(body)
    if emblem is None:
        if keeps_emblem and current:
            draft.emblem, draft.emblem_type = current.emblem, current.emblem_type
        return _saved_design(draft)
    draft.emblem_type = check_upload(emblem, kinds=PICTURES).content_type
    with store_upload(emblem, emblem_name(draft, str(emblem.name))) as place:
        draft.emblem = place
        return _saved_design(draft)


@transaction.atomic
def adopt_design(draft: Design, *, by: User | None, at: datetime) -> Design:
    """Use a look from now on; one that was in use before is used again as a row of its own."""
    before = Design.objects.select_for_update().current(draft.body) or Design(body=draft.body)
    if draft.adopted_at:
        draft.pk = None
        draft._state.adding = True
    draft.adopted_by, draft.adopted_at = by, at
    _saved_design(draft)
    log_change(draft.body, "门户外观", _design_words(before), _design_words(draft), by=by)
    return draft


@transaction.atomic
def set_mourning(body: Body, *, from_on: date, until_on: date, reason: str, by: User) -> MourningPeriod:
    """
    Let the portals of the body and of all below it be grey from one day to another.

    :raises MourningTooLong: it ends before it begins, or lasts longer than a month
    """
    if not 0 <= (until_on - from_on).days < LONGEST_MOURNING:
        raise MourningTooLong(f"截止日期应当不早于开始日期，一次最多设置{LONGEST_MOURNING}天。")
    period = MourningPeriod.objects.create(
        body=body, from_on=from_on, until_on=until_on, reason=reason, by=by
    )
    log_change(body, "哀悼日", {"灰色样式": ""}, {"灰色样式": f"{from_on} 至 {until_on}，{reason}"}, by=by)
    return period


@transaction.atomic
def cancel_mourning(period: MourningPeriod, *, by: User, at: datetime) -> MourningPeriod:
    """Let the portals have their colours again; the period stays on record."""
    period = MourningPeriod.objects.select_for_update().get(pk=period.pk)
    if period.cancelled_at is None:
        period.cancelled_by, period.cancelled_at = by, at
        period.save(update_fields=["cancelled_by", "cancelled_at"])
        was = f"{period.from_on} 至 {period.until_on}，{period.reason}"
        log_change(period.body, "哀悼日", {"灰色样式": was}, {"灰色样式": "取消"}, by=by)
    return period


def _change(record: Changed, facts: dict[str, object], *, fixed: tuple[str, ...]) -> Changed:
    for name, value in facts.items():
        if name in fixed:
            raise ValueError(f"{name} is not changed here")
        setattr(record, name, value)
    record.full_clean()
    record.save()
    return record


def _check_not_last_administrator(assignment: Assignment, on: date) -> None:
    if assignment.role != Role.ADMINISTRATOR:
        return
    body = assignment.unit.body
    others = Assignment.objects.held(on + timedelta(days=1)).filter(
        role=Role.ADMINISTRATOR, unit__body=body, user__is_active=True
    )
    if not others.exclude(pk=assignment.pk).exists():
        raise LastAdministrator(f"{body.short_name}没有别的管理员了，请先指定接任的人，再结束这项任职。")


def _saved_design(draft: Design) -> Design:
    draft.full_clean(exclude=["emblem", "by", "adopted_by", "adopted_at"])
    draft.save()
    return draft


def _design_words(design: Design) -> dict[str, str]:
    words = in_words(design, DESIGN_FIELDS)
    return words | {"徽标": "自有徽标" if design.emblem else "缺省徽标"}
