"""What is written about searches: those that found nothing, and a body's own synonyms."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime

from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import F

from gongkai.bodies.models import Body, User
from gongkai.rules.retention import retention
from gongkai.screening.checking import screen
from gongkai.screening.hits import Kind
from gongkai.screening.materials import Material
from gongkai.screening.names import is_name
from gongkai.screening.setting import Setting
from gongkai.search.asking import question_of
from gongkai.search.errors import NoSynonym, SynonymExists, SynonymGone
from gongkai.search.models import BodySynonym, SearchMiss
from gongkai.search.synonyms import key
from gongkai.search.tokens import fold

LONGEST = 50  # characters of a search that are kept
DIFFERENT = 2_000  # searches of a day and body that are kept apart: more are no people
PATIENCE = 200  # milliseconds that somebody who searches waits for the note
DIGITS = re.compile(r"\d{7,}")
HARMLESS = {Kind.WRONG_WORD, Kind.DATE, Kind.DRAFT, Kind.ATTRIBUTE}


def note_miss(body: Body, text: str, *, on: date) -> None:
    """
    Count a search that found nothing, by its words and the day alone; what may be about a person is not kept.

    A note that cannot be written at once is left out: nobody waits for it.
    """
    said = " ".join(fold(text).split())[:LONGEST]
    if len(said) < 2 or is_personal(text, on):  # as typed: folded, an address has lost its @
        return
    with suppress(DatabaseError), _impatiently():
        day = SearchMiss.objects.filter(body=body, on=on)
        if not day.filter(text=said).update(count=F("count") + 1) and day.count() < DIFFERENT:
            SearchMiss.objects.create(body=body, on=on, text=said)


def is_personal(text: str, on: date) -> bool:
    """Whether the check before publication would call it personal, or it holds what can be a name."""
    material = Material("search")
    material.add(text, "search")
    hits = screen(material, Setting(today=on))
    strange = ("".join(term.phrase) for term in question_of(text).terms if term.phrase)
    return (
        any(hit.kind not in HARMLESS for hit in hits)
        or bool(DIGITS.search(text))
        or any(map(is_name, strange))
    )


@transaction.atomic
def drop_old_misses(*, on: date) -> list[str]:
    """Delete the notes whose time has passed; return their words."""
    old = SearchMiss.objects.filter(on__lt=retention("misses").starts_before(on))
    words = list(old.values_list("text", flat=True))
    old.delete()
    return words


@transaction.atomic
def add_synonym(
    body: Body, *, word: str, others: Sequence[str], by: User, on: date, at: datetime
) -> BodySynonym:
    """
    Let a word of this body be looked for by other words too.

    :raises NoSynonym: there is no word, or no other than itself
    :raises SynonymExists: the body has this word already
    """
    said, kept = word.strip(), dict.fromkeys(other.strip() for other in others if other.strip())
    kept = {other: None for other in kept if key(other) and key(other) != key(said)}
    if len(key(said)) < 2 or not kept:
        raise NoSynonym("请填写一个词（至少两个字），和至少一个另外的说法。")
    try:
        with transaction.atomic():
            return BodySynonym.objects.create(
                body=body, word=said, key=key(said), others=[*kept], added_by=by, added_on=on, added_at=at
            )
    except IntegrityError:
        raise SynonymExists(f"“{said}”已经有同义词；要修改的，请先移除原来的一条。") from None


@transaction.atomic
def remove_synonym(synonym: BodySynonym, *, by: User, on: date) -> BodySynonym:
    """
    Take a body's synonym out; the record that it was there stays.

    :raises SynonymGone: somebody else took it out
    """
    synonym = BodySynonym.objects.select_for_update().get(pk=synonym.pk)
    if synonym.removed_on:
        raise SynonymGone(f"“{synonym.word}”的同义词已经由别人移除。")
    synonym.removed_by, synonym.removed_on = by, on
    synonym.save(update_fields=["removed_by", "removed_on"])
    return synonym


@contextmanager
def _impatiently() -> Iterator[None]:
    """Give up when somebody else keeps the database busy."""
    if connection.vendor == "sqlite":
        usual = int(connection.settings_dict["OPTIONS"].get("timeout", 5) * 1000)
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA busy_timeout = {PATIENCE}")
            try:
                with transaction.atomic():
                    yield
            finally:
                cursor.execute(f"PRAGMA busy_timeout = {usual}")
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL lock_timeout = {PATIENCE}")
        yield
