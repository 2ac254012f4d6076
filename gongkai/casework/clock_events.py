"""What moves the clock of a request: the events, and how they are typed on the command line."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self

from gongkai.rules import fees


class ClockError(ValueError):
    """The events contradict each other or the law; the message says which."""


class EventKind(StrEnum):
    """What moves the clock; in the order in which events of one day are taken."""

    REDO = "redo"
    CORRECTION_ASKED = "correction_asked"
    CORRECTED = "corrected"
    CONSULTED = "consulted"
    DELIVERED = "delivered"
    ANSWERED = "answered"
    FEE_NOTIFIED = "fee_notified"
    PAID = "paid"
    REASONS_ASKED = "reasons_asked"
    REASONS_GIVEN = "reasons_given"
    EXTENDED = "extended"
    DELAYED = "delayed"


ORDER = {kind: place for place, kind in enumerate(EventKind)}


@dataclass(frozen=True, kw_only=True)
class ClockEvent:
    """
    Something that moves the clock.

    `days` are working days: those of an extension, or the period that an order to redo sets. `letter` tells
    consultations apart; without it an answer belongs to the letter that has waited longest. `to` is who was
    asked, `third_party` or `peer`. `restarts` says whether a payment lets the period count anew or go on.
    `until` is the last day that does not count while reasons are awaited, or the last day that a delay tells.
    """

    kind: EventKind
    on: date | None = None
    days: int | None = None
    letter: str = ""
    to: str = ""
    restarts: bool = True
    until: date | None = None

    @classmethod
    def parse(cls, text: str) -> Self:
        """
        Read `KIND:DATE` or `extended:DAYS`, as typed on the command line.

        :raises ClockError: unknown kind, or neither a date nor a number of days
        :raises NotInForce: a payment of a day when there was no fee
        """
        code, _, value = text.partition(":")
        if code not in list(EventKind):
            raise ClockError(f"不认识的事件“{code}”，可以用：{'、'.join(EventKind)}。")
        kind = EventKind(code)
        if kind is EventKind.EXTENDED and value.isdecimal():
            return cls(kind=kind, days=int(value))
        try:
            on = date.fromisoformat(value)
        except ValueError:
            example = "extended:20" if kind is EventKind.EXTENDED else f"{code}:2026-03-10"
            raise ClockError(f"“{text}”写法不对，应当像 {example}。") from None
        if kind is EventKind.DELAYED:
            return cls(kind=kind, until=on)
        restarts = kind is not EventKind.PAID or fees.ladders(on).restarts_period
        return cls(kind=kind, on=on, restarts=restarts)
