"""检查: all detectors over one material."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from gongkai.screening.dating import day_of, days_of_laws
from gongkai.screening.detectors import applicants, health, homes, lists, marks, minors, numbers, words
from gongkai.screening.hits import Hit, Kind, Severity, gravest_first
from gongkai.screening.materials import Material
from gongkai.screening.names import possible_names
from gongkai.screening.records import lines_of, persons_in
from gongkai.screening.setting import Setting, View

EACH_PASSAGE: tuple[Callable[[View], Iterable[Hit]], ...] = (
    marks.secret_marks,
    marks.internal_marks,
    marks.attributes,
    marks.drafts,
    marks.dates,
    numbers.numbers,
    numbers.plates,
    numbers.mails,
    homes.homes,
    health.health,
    minors.children,
    applicants.applicants,
    lists.incomes_in_forms,
    lists.private_names,
    words.wrong_words,
)
EACH_MATERIAL = (
    marks.copy_numbers,
    marks.revisions,
    marks.boxes,
    marks.placeholders,
    lists.contacts_in_lines,
    lists.in_tables,
    marks.days_of_document,
)
SMALL_NUMBER = re.compile(r"[0-9.,%+\-]{1,6}")
HITS_LIMIT = 20_000  # of one file; nobody looks at more
TOO_MANY = f"发现的内容过多，只列出最重的{HITS_LIMIT}处"


def screen(material: Material, setting: Setting) -> list[Hit]:
    """
    Return everything the detectors find in a material, gravest first.

    What this kind of public notice lawfully shows only informs, what it must not show bars. Nothing found
    does not prove that nothing is there.
    """
    if setting.known:
        words = {word for passage in material.passages for word in possible_names(passage.folded.text)}
        setting = replace(setting, applicants=setting.applicants | setting.known(words))
    hits = _habits_once(_said_once(material, list(_all(material, setting))))
    found = gravest_first(_weighed(hit, setting) for hit in hits)
    if len(found) > HITS_LIMIT and TOO_MANY not in material.unread:
        material.unread.append(TOO_MANY)
    return found[:HITS_LIMIT]


def _said_once(material: Material, hits: list[Hit]) -> list[Hit]:
    """Drop what is found in the text of a page and in its table again: of two the graver stays."""
    ranks: dict[tuple[str, ...], tuple[int, bool]] = {}
    for hit in hits:
        key, rank = _key(hit), (hit.severity.rank, material.passages[hit.passage].again)
        ranks[key] = min(rank, ranks.get(key, rank))
    pages = {passage.where for passage in material.passages if passage.again}
    return [
        hit
        for hit in hits
        if hit.where not in pages
        or ranks[_key(hit)] == (hit.severity.rank, material.passages[hit.passage].again)
    ]


def _habits_once(hits: list[Hit]) -> list[Hit]:
    """Say a habit of style once of a whole file, with how often: commas on all lines are one to mend."""
    often = Counter(map(_habit, hits))
    first = {_habit(hit): hit for hit in reversed(hits)}
    return [
        hit
        if _habit(hit) is None or often[_habit(hit)] == 1
        else replace(hit, masked=f"{hit.masked} 等{often[_habit(hit)]}处")
        for hit in hits
        if _habit(hit) is None or first[_habit(hit)] is hit
    ]


def _habit(hit: Hit) -> str | None:
    """Return by what a remark on style is told from others; nothing for any other hit."""
    return hit.suggestion if hit.kind is Kind.WRONG_WORD and hit.severity is Severity.INFO else None


def _key(hit: Hit) -> tuple[str, ...]:
    return (hit.where, hit.kind, "" if hit.kind is Kind.CONTACT_LIST else hit.found)


def _all(material: Material, setting: Setting) -> Iterator[Hit]:
    persons = persons_in(lines_of(material))
    laws, own = days_of_laws(material), setting.formed_on or setting.published_on or day_of(material)
    for number, passage in enumerate(material.passages):
        if passage.is_cell and SMALL_NUMBER.fullmatch(passage.text):
            continue  # most cells of large tables: too short for any number that names somebody
        view = View(number, passage, setting, tuple(persons.get(number, ())), laws.get(number, own))
        for detect in EACH_PASSAGE:
            yield from detect(view)
    for search in EACH_MATERIAL:
        yield from search(material, setting)


def _weighed(hit: Hit, setting: Setting) -> Hit:
    private = hit.kind is Kind.NAME_LIST and hit.severity is Severity.WARN  # of workers, of who complained
    if hit.kind in setting.listing and hit.kind is not Kind.SECRET_MARK and not private:
        return hit.at(Severity.INFO)
    if hit.kind in setting.hiding and hit.severity is Severity.WARN:
        return hit.at(Severity.BLOCK)
    return hit
