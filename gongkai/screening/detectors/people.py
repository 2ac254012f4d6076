"""What is said about persons: lists of contacts and names, health, children, income, homes, applicants."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from gongkai.rules.screening import screening_words
from gongkai.screening import masks
from gongkai.screening.hits import Hit, Kind, Severity
from gongkai.screening.identity import CHILD_UNDER, identity_of
from gongkai.screening.materials import Grid, Material
from gongkai.screening.names import is_name, names_in, surname_of
from gongkai.screening.setting import Setting, View

BLOCK, WARN, INFO = Severity
SHORT_NAME = 2  # characters of names that are words of the language as well
BEFORE_NAME = re.compile(
    r"(?:^|[^一-鿿]|申请人|当事人|原告|公民|其中|关于|答复|收到|同志|代理人|自然人|[对向由与和及为给同被自因经据])$"
)
AFTER_NAME = re.compile(r"$|[^一-鿿]|申请|提出|要求|不服|诉|同志|女士|先生|一案|等|[的向来对于在因与和及]")
ABOUT_REQUESTS = re.compile(r"申请|信息公开|公开信息|答复|复议|诉|来信|来访|举报|投诉|信访|一案")
CONTACTS = 5  # so many rows of name and number are a list of contacts
LIST_FROM = 2  # so many names are a list
PERSON_HEAD = re.compile(  # 拟聘人选, 公租房承租人: a column of persons whatever the notice is about
    r"(?:[人者员主师]|户主|对象|人选|学生|考生|新生|学员|选手|同志|家长|领导|代表)$"
)
SCHOOL_HEADS = ("班级", "年级", "学校", "就读", "园所")
TEACHES = ("任教", "岗位", "学科")
PRIMARY = re.compile(r"[一二三四五六]年级|小学|幼儿园|托育|[大中小托]班")
AT_SCHOOL = re.compile(
    r"(?:就读|在读|上学|入学|入园|升入|学生)[^。;\n]{0,20}?(?:小学|幼儿园|[一二三四五六]年级)"
)
BORN_IN = re.compile(r"((?:19|20)\d{2})年(?:(\d{1,2})月)?(?:(\d{1,2})日)?(?:出)?生")
SENSITIVE = "个人信息保护法第二十八条"
PHONE = re.compile(
    r"(?<!\d)(?:1[3-9]\d[ -]?\d{4}[ -]?\d{4}|(?:0\d{2,3}[ -]?)?[2-8]\d{6,7}|[1-9]\d{2,5})(?!\d)"
)
MOBILE = re.compile(r"(?<!\d)1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)")
BORN = re.compile(r"((?:19|20)\d{2})[年./-]?(\d{1,2})?[月./-]?(\d{1,2})?")
AGE = re.compile(r"^\D{0,3}(\d{1,3})\s*(?:周?岁)?$")
WORD = re.compile(r"(?<![一-鿿])[一-鿿]{2,4}(?![一-鿿])")
AGED = re.compile(r"(\d{1,2})\s*周?岁")
ILLNESS = re.compile(  # what illnesses are called, whichever it is
    r"[一-鿿]{0,6}(?:癌|瘤|综合征|衰竭|梗死|梗塞|硬化|透析|截肢|骨折|噪声聋|耳聋|失明|偏瘫|[肝肾肺胃肠脑膜节管肤]炎)"
    r"|(?<=[患罹])(?:有|上)?[一-鿿]{2,8}?(?:病|症)"
)
HOUSE = re.compile(r"\d[ -]?(?:号|栋|幢|座|组|社|弄)")
HOME = re.compile(  # what comes before the house number is no repetition of repetitions: 市市市… is endless
    r"[一-鿿]{1,32}?"
    r"(?:街道|镇|乡|路|街|巷|弄|大道|道|胡同|村|社区|小区|花园|家园|新村|公寓|苑|庭|城|府|湾|里)"
    r"[一-鿿A-Za-z0-9]{0,12}?\d+[ -]?(?:号楼|号院|号|栋|幢|座|组|社|弄)"
    r"(?:[A-Za-z0-9一-鿿\-]{0,10}?\d+ ?(?:单元|室|号|层|户|栋|幢|座))*"
    # 三元区燕江国际19号楼4单元227室: whatever the estate is called, a building and a room make a home
    r"|[一-鿿]{2,32}?\d+ ?(?:号楼|栋|幢|座)(?:[A-Za-z0-9一-鿿\-]{0,10}?\d+ ?(?:单元|室|层|户))+"
)


def homes(view: View) -> Iterator[Hit]:
    """Yield addresses of homes: with a house number, and with a person or a label of a home beside them."""
    words = screening_words().addresses
    for found in HOME.finditer(view.text) if HOUSE.search(view.text) else ():
        (start, end), label = found.span(), view.label(found.start(), 12)
        swallowed = _home_label().match(found[0])
        if swallowed:  # 户籍地址青岚市…: the label is written without a break
            start, label = start + swallowed.end(), f"{label}{swallowed[0]}"
        home = bool(swallowed) or any(word in label for word in words.home_words)
        written = view.text[start:end]
        if any(own in written or written in own for own in view.setting.own_addresses):
            continue
        office = any(word in f"{label} {written}" for word in words.office_words)
        person = not home and not office and _person_beside(view)
        if home or person:
            severity = BLOCK if view.passage.is_cell else WARN
            masked = masks.of_address(written)
            yield view.hit(Kind.ADDRESS, severity, start, end, masked, "家庭住址", "只写到乡镇、街道")


@cache
def _home_label() -> re.Pattern[str]:
    """Return the pattern of a label that runs into the address behind it."""
    words = "|".join(sorted(screening_words().addresses.home_words, key=len, reverse=True))
    return re.compile(rf"[一-鿿]{{0,8}}?(?:{words}|^住|^现住)(?:地址|地|址)?[为在于是]?")


def _person_beside(view: View) -> bool:
    if view.passage.is_cell:
        return any(is_name(cell) for cell in view.passage.row)
    return bool(names_in(view.text)) or bool(MOBILE.search(view.text))


def health(view: View) -> Iterator[Hit]:
    """Yield words of illness, disability, poverty relief or crime that stand beside a name."""
    words = [word for word in screening_words().people.health_words if word in view.text]
    told: list[tuple[int, int]] = []
    for pattern in (ILLNESS, *(re.compile(re.escape(word)) for word in words)):
        for found in pattern.finditer(view.text):
            start, end = found.span()
            if any(start < last and first < end for first, last in told):
                continue  # 左腿骨折 says all that 骨折 does
            if _named(view, start):
                told.append((start, end))
                yield view.hit(Kind.HEALTH, BLOCK, *found.span(), found[0], SENSITIVE, "删去，或者掩去姓名")


def _named(view: View, place: int) -> bool:
    """Whether a name stands in the row of a cell, or in the sentence of a place."""
    if view.passage.is_cell:
        row = view.passage.row
        return not _is_head(view) and (any(map(is_name, row)) or bool(names_in(view.text)))
    return bool(_names_beside(view, place))


def _names_beside(view: View, place: int) -> list[tuple[int, int]]:
    """Return the places of names in the sentence of a place."""
    start = max(view.text.rfind(sign, 0, place) for sign in "。;\n") + 1
    ends = [end for end in (view.text.find(sign, place) for sign in "。;\n") if end >= 0]
    sentence = view.text[start : min(ends, default=len(view.text))]
    return [(start + first, start + last) for first, last in names_in(sentence)]


def _is_head(view: View) -> bool:
    return not view.passage.header and not any(sign.isdigit() for sign in view.passage.around)


def children(view: View) -> Iterator[Hit]:
    """Yield an identity number or an age in running text that says a named person is under fourteen."""
    for found in re.finditer(r"(?<![0-9A-Za-z])\d{17}[\dXx](?![0-9A-Za-z])", view.text):
        identity = identity_of(found[0], view.setting.today)
        if identity and identity.is_valid and identity.age(view.setting.today) < CHILD_UNDER:
            masked = masks.keep_ends("id_card", found[0])
            yield view.hit(Kind.MINOR, BLOCK, *found.span(), masked, SENSITIVE, "删去未成年人的信息")
    for found in AGED.finditer(view.text):
        if int(found[1]) < CHILD_UNDER and _named(view, found.start()):
            yield view.hit(Kind.MINOR, BLOCK, *found.span(), found[0], SENSITIVE, "删去未成年人的信息")
    yield from _pupils(view)
    for start, end in names_in(view.text):
        if view.text[:start].rstrip(" :(").endswith(screening_words().people.child_labels):
            name = view.text[start:end]
            masked = masks.of_name(name, surname_of(name))
            yield view.hit(Kind.MINOR, BLOCK, start, end, masked, SENSITIVE, "写作姓加“某”，或者删去")


def _pupils(view: View) -> Iterator[Hit]:
    """Yield a year of birth, or a primary school, in running text that says a named person is a child."""
    today = view.setting.today
    born = [found for found in BORN_IN.finditer(view.text) if _is_child_born(found[0], today)]
    for found in [*born, *AT_SCHOOL.finditer(view.text)]:
        names = _names_beside(view, found.start())
        for start, end in names[-1:]:
            name = view.text[start:end]
            masked = masks.of_name(name, surname_of(name))
            yield view.hit(Kind.MINOR, BLOCK, start, end, masked, SENSITIVE, "写作姓加“某”，或者删去")


def applicants(view: View) -> Iterator[Hit]:
    """Yield names that the request register knows as applicants'."""
    for name in view.setting.applicants:
        for found in re.finditer(re.escape(name), view.text):
            masked = masks.of_name(name, surname_of(name) or name[:1])
            sure = len(name) > SHORT_NAME or _stands_as_name(view.text, *found.span())
            told = ABOUT_REQUESTS.search(view.passage.around)  # others have the same name
            severity = (BLOCK if told else WARN) if sure else INFO
            yield view.hit(Kind.APPLICANT, severity, *found.span(), masked, "条例第十五条", "删去申请人姓名")


def _stands_as_name(text: str, start: int, end: int) -> bool:
    """Whether a name of two characters, which may be a word (高峰, 周全), stands where names stand."""
    return BEFORE_NAME.search(text[:start]) is not None and AFTER_NAME.match(text, end) is not None


def contacts_in_lines(material: Material, setting: Setting) -> Iterator[Hit]:
    """Yield a list of contacts that is written line by line, without a table."""
    views = [View(n, each, setting) for n, each in enumerate(material.passages) if not each.is_cell]
    lines = [(view, start, line) for view in views for start, line in view.passage.folded.lines]
    paired = [(view, start, line) for view, start, line in lines if MOBILE.search(line) and _named_line(line)]
    if len(paired) >= CONTACTS:
        view, start, line = paired[0]
        masked, advice = f"{len(paired)}人及联系方式", "不得公开，删去"
        yield view.hit(Kind.CONTACT_LIST, BLOCK, start, start + len(line), masked, "内部通讯录", advice)


def _named_line(line: str) -> bool:
    return any(is_name(word) for word in WORD.findall(line))


def in_tables(material: Material, setting: Setting) -> Iterator[Hit]:
    """Yield what tables say of persons: contacts, names, children, income."""
    for grid in material.grids:
        people = _people_rows(grid)
        view = _Cells(material, setting, grid)
        yield from _contacts(grid, view)
        if people:
            yield from _children_of(grid, view, people, setting.today)
            yield from _income_of(grid, view, people)
        if len(people) >= LIST_FROM:
            row, column = people[0]
            yield view.hit(
                row, column, Kind.NAME_LIST, INFO, f"{len(people)}人", "姓名名单", "确认依规定应当公示姓名"
            )


class _Cells:
    """Hits on whole cells of one table."""

    def __init__(self, material: Material, setting: Setting, grid: Grid) -> None:
        self.material, self.setting, self.grid = material, setting, grid

    def hit(
        self, row: int, column: int, kind: Kind, severity: Severity, masked: str, rule: str, suggestion: str
    ) -> Hit:
        number = self.grid.numbers[row][column]
        passage = self.material.passages[number]
        found = View(number, passage, self.setting)
        return found.hit(kind, severity, 0, len(found.text), masked, rule, suggestion)


def _people_rows(grid: Grid) -> list[tuple[int, int]]:
    """Return (row, column) of each name of a person in a column whose head asks for names."""
    named = grid.columns(screening_words().people.name_heads)
    told = [n for n, head in enumerate(grid.heads) if PERSON_HEAD.search(head.strip())]
    for column in [*named[:1], *told]:
        cells = [(number, row[column]) for number, row in grid.body() if column < len(row)]
        people = [(number, column) for number, cell in cells if is_name(cell)]
        if people and (column in named or len(people) * 2 > len(cells)):
            return people
    return []


def _contacts(grid: Grid, view: _Cells) -> Iterator[Hit]:
    words = screening_words().people
    rows = [(n, row) for n, row in grid.body() if any(map(is_name, row)) and any(map(PHONE.search, row))]
    phones = grid.columns(words.phone_heads)
    titled = any(word in grid.heading for word in words.contact_titles) and (phones or not grid.heads)
    mobile = sum(any(map(MOBILE.search, row)) for _, row in rows)
    many = len(rows) >= CONTACTS and (phones or mobile >= CONTACTS)
    if many or (titled and rows):
        number, row = rows[0]
        column = next(n for n, cell in enumerate(row) if is_name(cell))
        yield view.hit(
            number,
            column,
            Kind.CONTACT_LIST,
            BLOCK,
            f"{len(rows)}人及联系方式",
            "内部通讯录",
            "不得公开，删去整张表",
        )


def _children_of(grid: Grid, view: _Cells, people: list[tuple[int, int]], today: date) -> Iterator[Hit]:
    words = screening_words().people
    listed = any(word in f"{grid.heading}{''.join(grid.heads)}" for word in words.child_words)
    births, ages = grid.columns(words.birth_heads), grid.columns(words.age_heads)
    teachers = any(word in head for head in grid.heads for word in TEACHES)
    schools = [] if teachers else grid.columns(SCHOOL_HEADS)
    for row, column in people:
        cells = grid.rows[row]
        young = any(_is_child_born(cells[n], today) for n in births if n < len(cells))
        young = young or any(_is_child_aged(cells[n]) for n in ages if n < len(cells))
        young = young or any(PRIMARY.search(cells[n]) for n in schools if n < len(cells))
        if young or listed:
            name = cells[column].strip()
            masked = masks.of_name(name, surname_of(name) or name[:1])
            yield view.hit(row, column, Kind.MINOR, BLOCK, masked, SENSITIVE, "写作姓加“某”，或者删去")


def _is_child_born(cell: str, today: date) -> bool:
    found = BORN.search(cell)
    if not found:
        return False
    year, month, day = int(found[1]), int(found[2] or 1), int(found[3] or 1)
    return (today.year - year - ((today.month, today.day) < (month, day))) < CHILD_UNDER


def _is_child_aged(cell: str) -> bool:
    found = AGE.match(cell.strip())
    return found is not None and int(found[1]) < CHILD_UNDER


def _income_of(grid: Grid, view: _Cells, people: list[tuple[int, int]]) -> Iterator[Hit]:
    for column in grid.columns(screening_words().people.income_heads):
        for row, _ in people:
            cells = grid.rows[row]
            if column < len(cells) and any(sign.isdigit() for sign in cells[column]):
                yield view.hit(
                    row,
                    column,
                    Kind.INCOME,
                    BLOCK,
                    "***",
                    "社会保险法第八十一条，个人信息保护法第二十八条",
                    "删去这一列",
                )
