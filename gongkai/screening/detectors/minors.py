"""未成年人: children under fourteen, told by number, age, birth, school, or the list in which they stand."""

import re
from collections.abc import Iterator
from datetime import date

from gongkai.rules.screening import screening_words
from gongkai.screening import masks
from gongkai.screening.detectors.beside import is_named, names_beside
from gongkai.screening.detectors.health import SENSITIVE
from gongkai.screening.detectors.tables import Cells
from gongkai.screening.hits import Hit, Kind, Severity
from gongkai.screening.identity import CHILD_UNDER, identity_of
from gongkai.screening.materials import Grid
from gongkai.screening.names import names_in, surname_of
from gongkai.screening.setting import View

BLOCK = Severity.BLOCK
SCHOOL_HEADS = ("班级", "年级", "学校", "就读", "园所")
TEACHES = ("任教", "岗位", "学科", "教师", "招聘", "应聘", "职工", "职称")
PRIMARY = re.compile(r"[一二三四五六]年级|小学|幼儿园|托育|[大中小托]班")
AT_SCHOOL = re.compile(
    r"(?:就读|在读|上学|入学|入园|升入|学生)[^。;\n]{0,20}?(?:小学|幼儿园|[一二三四五六]年级)"
)
BORN_IN = re.compile(r"((?:19|20)\d{2})年(?:(\d{1,2})月)?(?:(\d{1,2})日)?(?:出)?生")
BORN = re.compile(r"((?:19|20)\d{2})[年./-]?(\d{1,2})?[月./-]?(\d{1,2})?")
AGE = re.compile(r"^\D{0,3}(\d{1,3})\s*(?:周?岁)?$")
AGED = re.compile(r"(\d{1,2})\s*周?岁")
ID = re.compile(r"(?<![0-9A-Za-z])\d{17}[\dXx](?![0-9A-Za-z])")
LEAVE_OUT, SHORTEN = "删去未成年人的信息", "写作姓加“某”，或者删去"


def children(view: View) -> Iterator[Hit]:
    """Yield an identity number or an age in running text that says a named person is under fourteen."""
    today = view.setting.today
    for found in ID.finditer(view.text):
        identity = identity_of(found[0], today)
        if identity and identity.is_valid and identity.age(today) < CHILD_UNDER:
            masked = masks.keep_ends("id_card", found[0])
            yield view.hit(Kind.MINOR, BLOCK, *found.span(), masked, SENSITIVE, LEAVE_OUT)
    for found in AGED.finditer(view.text):
        if int(found[1]) < CHILD_UNDER and is_named(view, found.start()):
            yield view.hit(Kind.MINOR, BLOCK, *found.span(), found[0], SENSITIVE, LEAVE_OUT)
    yield from _pupils(view)
    labels = screening_words().people.child_labels
    for start, end in names_in(view.text) if any(label in view.text for label in labels) else ():
        if view.text[:start].rstrip(" :(").endswith(labels):
            yield _named(view, start, end)


def _pupils(view: View) -> Iterator[Hit]:
    """Yield a year of birth, or a primary school, in running text that says a named person is a child."""
    born = [found for found in BORN_IN.finditer(view.text) if _is_child_born(found[0], view.setting.today)]
    for found in [*born, *AT_SCHOOL.finditer(view.text)]:
        names = names_beside(view, found.start())
        before = [name for name in names if name[1] <= found.start()]
        for start, end in before[-1:] or names[:1]:  # 儿童王某（2015年生），父亲刘某: whose birth it is
            yield _named(view, start, end)


def _named(view: View, start: int, end: int) -> Hit:
    name = view.text[start:end]
    masked = masks.of_name(name, surname_of(name) or name[:1])
    return view.hit(Kind.MINOR, BLOCK, start, end, masked, SENSITIVE, SHORTEN)


def children_of(grid: Grid, cells: Cells, people: list[tuple[int, int]], today: date) -> Iterator[Hit]:
    """Yield the names of children in a table: by birth, age or school, or as it is a list of children."""
    words = screening_words().people
    about = f"{grid.heading}{''.join(grid.heads)}"
    teachers = any(word in about for word in TEACHES)
    listed = not teachers and any(word in about for word in words.child_words)
    births, ages = grid.columns(words.birth_heads), grid.columns(words.age_heads)
    schools = [] if teachers else grid.columns(SCHOOL_HEADS)
    for row, column in people:
        written = grid.rows[row]
        young = any(_is_child_born(written[n], today) for n in births if n < len(written))
        young = young or any(_is_child_aged(written[n]) for n in ages if n < len(written))
        young = young or any(PRIMARY.search(written[n]) for n in schools if n < len(written))
        if young or listed:
            name = written[column].strip()
            masked = masks.of_name(name, surname_of(name) or name[:1])
            yield cells.hit(row, column, Kind.MINOR, BLOCK, masked, SENSITIVE, SHORTEN)


def _is_child_born(cell: str, today: date) -> bool:
    found = BORN.search(cell)
    if not found:
        return False
    year, month, day = int(found[1]), int(found[2] or 1), int(found[3] or 1)
    return (today.year - year - ((today.month, today.day) < (month, day))) < CHILD_UNDER


def _is_child_aged(cell: str) -> bool:
    found = AGE.match(cell.strip())
    return found is not None and int(found[1]) < CHILD_UNDER
