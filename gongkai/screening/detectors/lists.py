"""名单: lists of contacts and of names, and what tables and forms say of incomes."""

import re
from collections.abc import Iterator
from functools import cache

from gongkai.rules.screening import screening_words
from gongkai.screening import masks
from gongkai.screening.detectors.minors import children_of
from gongkai.screening.detectors.numbers import MOBILE
from gongkai.screening.detectors.tables import Cells, people_rows
from gongkai.screening.hits import Hit, Kind, Severity
from gongkai.screening.materials import Grid, Material
from gongkai.screening.names import is_name, names_in, surname_of
from gongkai.screening.records import lines_of
from gongkai.screening.setting import Setting, View

BLOCK, WARN, INFO = Severity
CONTACTS = 5  # so many rows of name and number are a list of contacts
LIST_FROM = 2  # so many names are a list
PHONE = re.compile(
    r"(?<!\d)(?:1[3-9]\d[ -]?\d{4}[ -]?\d{4}|(?:0\d{2,3}[ -]?)?[2-8]\d{6,7}|[1-9]\d{2,5})(?!\d)"
)
WORD = re.compile(r"(?<![一-鿿])[一-鿿]{2,4}(?![一-鿿])")
BEFORE_PHONE = re.compile(r"([一-鿿]{2,})[ :(,]*$")
NAME_LENGTHS = (3, 2, 4)
FIGURES = re.compile(r"\d[\d,.]*(?:万?元)?")
INCOME_LAW = "社会保险法第八十一条，个人信息保护法第二十八条"
CONTACT_RULE = "内部通讯录"
WORKERS, INFORMANTS = "劳动者姓名", "举报、投诉、信访人姓名"
SENTENCE = 60  # characters on either side in which it is said that wages are owed


def contacts_in_lines(material: Material, setting: Setting) -> Iterator[Hit]:
    """Yield a list of contacts that is written line by line, without a table."""
    paired = [line for line in lines_of(material) if _pairs(line.text)]
    if len(paired) >= CONTACTS:
        first = paired[0]
        view = View(first.passage, material.passages[first.passage], setting)
        masked = f"{len(paired)}人及联系方式"
        yield view.hit(Kind.CONTACT_LIST, BLOCK, *first.span, masked, CONTACT_RULE, "不得公开，删去")


def _pairs(line: str) -> bool:
    """Whether a line has a mobile number and a name: as a word, or right before it: 网格员冯磊 138…."""
    found = MOBILE.search(line)
    if not found:
        return False
    before = BEFORE_PHONE.search(line[: found.start()])
    ends = [before[1][-length:] for length in NAME_LENGTHS] if before else []
    return any(map(is_name, (*WORD.findall(line), *ends)))


def in_tables(material: Material, setting: Setting) -> Iterator[Hit]:
    """Yield what tables say of persons: contacts, names, children, income."""
    for grid in material.grids:
        people = people_rows(grid)
        cells = Cells(material, setting, grid)
        yield from _contacts(grid, cells)
        if people:
            yield from children_of(grid, cells, people, setting.today)
            yield from _income_of(grid, cells, people)
        if len(people) >= LIST_FROM:
            row, column = people[0]
            yield cells.hit(
                row, column, Kind.NAME_LIST, INFO, f"{len(people)}人", "姓名名单", "确认依规定应当公示姓名"
            )


def _contacts(grid: Grid, cells: Cells) -> Iterator[Hit]:
    words = screening_words().people
    rows = [(n, row) for n, row in grid.body() if any(map(is_name, row)) and any(map(PHONE.search, row))]
    phones = grid.columns(words.phone_heads)
    titled = any(word in grid.heading for word in words.contact_titles) and (phones or not grid.heads)
    mobile = sum(any(map(MOBILE.search, row)) for _, row in rows)
    many = len(rows) >= CONTACTS and (phones or mobile >= CONTACTS)
    if many or (titled and rows):
        number, row = rows[0]
        column = next(n for n, cell in enumerate(row) if is_name(cell))
        masked = f"{len(rows)}人及联系方式"
        yield cells.hit(
            number, column, Kind.CONTACT_LIST, BLOCK, masked, CONTACT_RULE, "不得公开，删去整张表"
        )


def _income_of(grid: Grid, cells: Cells, people: list[tuple[int, int]]) -> Iterator[Hit]:
    for column in grid.columns(screening_words().people.income_heads):
        for row, _ in people:
            written = grid.rows[row]
            if column < len(written) and any(sign.isdigit() for sign in written[column]):
                yield cells.hit(row, column, Kind.INCOME, BLOCK, "***", INCOME_LAW, "删去这一列")


def private_names(view: View) -> Iterator[Hit]:
    """Yield names, in running text, of those to whom wages are owed and of those who complained."""
    words = screening_words().people
    for found in _enumerated().finditer(view.text) if _says(view.text, words.owing_words) else ():
        names = found["names"].split("、")
        if all(map(is_name, names)) and _says(_sentence(view, found.start()), words.owing_words):
            masked, rule = "、".join(map(_covered, names)), f"{WORKERS}（{words.worker_basis}）"
            yield _private(view, *found.span("names"), masked, rule)
    for start, end in names_in(view.text) if _says(view.text, words.informant_labels) else ():
        if view.text[:start].rstrip(" :(").endswith(words.informant_labels):
            rule = f"{INFORMANTS}（{words.informant_basis}）"
            yield _private(view, start, end, _covered(view.text[start:end]), rule)


@cache
def _enumerated() -> re.Pattern[str]:
    workers = "|".join(screening_words().people.worker_words)
    return re.compile(
        rf"(?<=[向欠扣对付])(?P<names>[一-鿿]{{2,4}}?(?:、[一-鿿]{{2,4}}?){{0,20}})等?(?:共|共计)?\d{{0,5}}余?[名位人]?(?:{workers})"
    )


def _says(text: str, words: tuple[str, ...]) -> bool:
    return any(word in text for word in words)


def _sentence(view: View, place: int) -> str:
    return view.text[max(0, place - SENTENCE) : place + SENTENCE]


def _covered(name: str) -> str:
    return masks.of_name(name, surname_of(name) or name[:1])


def _private(view: View, start: int, end: int, masked: str, rule: str) -> Hit:
    return view.hit(Kind.NAME_LIST, WARN, start, end, masked, rule, "写作姓加“某”，或者只写人数")


def incomes_in_forms(view: View) -> Iterator[Hit]:
    """Yield the figure behind a label of income in a form about a named person."""
    words = screening_words().people.income_heads
    for start, end in view.persons:
        label, sign, value = view.text[start:end].partition(":")
        found = FIGURES.search(value)
        if found and any(word in label for word in words):
            first = start + len(label) + len(sign)
            place = (first + found.start(), first + found.end())
            yield view.hit(Kind.INCOME, BLOCK, *place, "***", INCOME_LAW, "删去")
