"""家庭住址: addresses down to the house, where a person or a word for a home stands beside them."""

import re
from collections.abc import Iterator
from functools import cache

from gongkai.rules.screening import screening_words
from gongkai.screening import masks
from gongkai.screening.detectors.numbers import MOBILE
from gongkai.screening.hits import Hit, Kind, Severity
from gongkai.screening.names import is_name, names_in
from gongkai.screening.setting import View

BLOCK, WARN, INFO = Severity
REACH = 12  # characters before an address in which its label stands
HOUSE = re.compile(r"\d[ -]?(?:号|栋|幢|座|组|社|弄)")
HOME = re.compile(  # what comes before the house number is no repetition of repetitions: 市市市… is endless
    r"[一-鿿]{1,32}?"
    r"(?:街道|镇|乡|路|街|巷|弄|大道|道|胡同|村|社区|小区|花园|家园|新村|公寓|苑|庭|城|府|湾|里)"
    r"[一-鿿A-Za-z0-9]{0,12}?\d+[ -]?(?:号楼|号院|号|栋|幢|座|组|社|弄)"
    r"(?:[A-Za-z0-9一-鿿\-]{0,10}?\d+ ?(?:单元|室|号|层|户|栋|幢|座))*"
    # 三元区燕江国际19号楼4单元227室: whatever the estate is called, a building and a room make a home
    r"|[一-鿿]{2,32}?\d+ ?(?:号楼|栋|幢|座)(?:[A-Za-z0-9一-鿿\-]{0,10}?\d+ ?(?:单元|室|层|户))+"
)
SEAT = re.compile(r"住所地?[为在于是: ]*$")
OFFICE_REACH = 40  # characters before that label in which the office is named
ROOM = re.compile(r"\d{1,4}(?!\d)(?![-.年月日米元])")  # 27号1583: a room without its word
LIVES = re.compile(r"(?:^|[,;:。(\s人告户现家])(?:居?住)(?:址|于|在)?[:为是 ]*$")
OF_OFFICE = re.compile(  # 市人力资源和社会保障局，住所地…: where an office has its seat nobody lives
    r"(?:局|厅|委员会|政府|法院|检察院|公司|中心|厂|店|行|部|会|处|站|医院|学校)[)]?[,。;]?"
    r"(?:统一社会信用代码[:为]?[0-9A-Z*]{1,18},)?$"
)
AT_OFFICE = re.compile(r"[庭室厅局所院馆校司站楼心会社处][(]$")  # 第二仲裁庭（国民路28号）


def homes(view: View) -> Iterator[Hit]:
    """Yield addresses of homes: with a house number, and with a person or a label of a home beside them."""
    for found in HOME.finditer(view.text) if HOUSE.search(view.text) else ():
        start, end = found.span()
        before = view.label(start, REACH)
        swallowed = _home_label().match(found[0])
        if swallowed:  # 户籍地址青岚市…: the label is written without a break
            before, start = f"{before}{swallowed[0]}", start + swallowed.end()
        if room := ROOM.match(view.text, end):
            end = room.end()
        written = view.text[start:end]
        if _is_own(view, written) or not _is_home(view, before, written, start):
            continue
        severity = BLOCK if view.passage.is_cell else WARN
        yield view.hit(
            Kind.ADDRESS, severity, start, end, masks.of_address(written), "家庭住址", "只写到乡镇、街道"
        )


def _is_own(view: View, written: str) -> bool:
    return any(own in written or written in own for own in view.setting.own_addresses)


def _is_home(view: View, before: str, written: str, start: int) -> bool:
    words = screening_words().addresses
    if seat := SEAT.search(view.text[max(0, start - REACH) : start]):
        named = view.text[max(0, start - len(seat[0]) - OFFICE_REACH) : start - len(seat[0])]
        if OF_OFFICE.search(named):
            return False
        if not named.rpartition("\n")[2].strip():  # 住所：…, of whom the line does not say
            return _person_beside(view, start)
    if LIVES.search(before) or any(word in before.replace(" ", "") for word in words.home_words):
        return True
    office = AT_OFFICE.search(before) or any(word in f"{before} {written}" for word in words.office_words)
    return not office and _person_beside(view, start)


@cache
def _home_label() -> re.Pattern[str]:
    """Return the pattern of a label that runs into the address behind it."""
    words = "|".join(sorted(screening_words().addresses.home_words, key=len, reverse=True))
    lives = r"(?:^|[人告户现家])居?住(?![房宅院建宿])"
    return re.compile(rf"[一-鿿]{{0,8}}?(?:{words}|{lives})(?:地址|地|址)?[为在于是]?")


def _person_beside(view: View, start: int) -> bool:
    if view.passage.is_cell:
        return any(is_name(cell) for cell in view.passage.row)
    line = view.passage.folded.line_at(start)
    return view.of_person(start) or bool(names_in(line)) or bool(MOBILE.search(line))
