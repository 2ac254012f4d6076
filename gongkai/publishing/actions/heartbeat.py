"""Noticing that a column lies empty or late: its owner first, the leader when that did not help."""

from datetime import date

from django.db import transaction

from gongkai.bodies.changes import in_words, log_change
from gongkai.bodies.models import Body, User
from gongkai.publishing.heartbeat import Beat, beats_of
from gongkai.publishing.models import ColumnAlarm, ColumnPolicy


def policy_of(body: Body) -> ColumnPolicy:
    """Return what a body has settled about its columns, or what is usual."""
    return ColumnPolicy.objects.filter(body=body).first() or ColumnPolicy(body=body)


@transaction.atomic
def set_column_policy(body: Body, *, leader_after_days: int, by: User) -> ColumnPolicy:
    """
    Settle after how many days the leader hears of a column that lies empty or late.

    :raises ValidationError: less than one day, or more than a year
    """
    policy = policy_of(body)
    before = in_words(policy, ["leader_after_days"])
    policy.leader_after_days = leader_after_days
    policy.full_clean(validate_unique=False)
    policy.save()
    log_change(body, "栏目维护", before, in_words(policy, ["leader_after_days"]), by=by)
    return policy


def watch_columns(*, on: date) -> list[ColumnAlarm]:
    """
    Note on a day which columns lie empty or late, which are well again, and which the leader is to hear of.

    :return: alarms that began, ended or went to the leader
    """
    return [alarm for body in Body.objects.active() for alarm in _watch(body, on)]


@transaction.atomic
def _watch(body: Body, on: date) -> list[ColumnAlarm]:
    days = policy_of(body).leader_after_days
    wrong = {beat.column.pk: kind for beat in beats_of(body, on) if (kind := _kind(beat))}
    open_alarms = {
        alarm.column_id: alarm for alarm in ColumnAlarm.objects.of(body).open().select_for_update()
    }
    moved = []
    for alarm in open_alarms.values():
        if wrong.get(alarm.column_id) != alarm.kind:
            alarm.ended_on = on
        elif alarm.leader_told_on is None and alarm.leader_due_on(days) <= on:
            alarm.leader_told_on = on
        else:
            continue
        alarm.save()
        moved.append(alarm)
    still = {alarm.column_id for alarm in open_alarms.values() if alarm.ended_on is None}
    new = [
        ColumnAlarm(column_id=column, kind=kind, since_on=on)
        for column, kind in wrong.items()
        if column not in still
    ]
    return [*moved, *ColumnAlarm.objects.bulk_create(new)]


def _kind(beat: Beat) -> str:
    if beat.is_empty and not beat.node.children:
        return ColumnAlarm.Kind.EMPTY
    return ColumnAlarm.Kind.LATE if beat.is_late else ""
