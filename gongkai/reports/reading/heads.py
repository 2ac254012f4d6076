"""Whose report it is, of which year, for which period."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

from gongkai.reports.reading.blocks import Document
from gongkai.reports.reading.cleaning import narrow

DIGITS = dict(zip("〇○零一二三四五六七八九Oo", "00012345678900", strict=True))
WRITTEN_YEAR = re.compile("二[〇○零Oo][〇○零一二Oo][〇○零一二三四五六七八九Oo](?=年)")
SPACE = re.compile(r"\s+")
OPEN = 1500  # where a title stands in running text

HAN = r"[一-鿿()·]"
KIND = r"(?:政府|政务)?信息公开(?:工作)?(?:的)?(?:年度)?(?:工作)?(?:年度)?(?:报告|年报)"
QUOTED = re.compile("《[^《》]*》")  # names the report itself, or that of another year
PRESENTS = re.compile(r"(?:^|\n)\s*$|现[^。《》\n]{0,20}$")
BODY_YEAR = re.compile(rf"(?P<body>{HAN}{{2,40}}?)(?:关于)?(?P<year>(?:19|20)\d\d)年?度?(?:的)?{KIND}")
YEAR_BODY = re.compile(rf"(?P<year>(?:19|20)\d\d)年?度?(?P<body>{HAN}{{2,30}}?){KIND}")
BODY_KIND = re.compile(
    rf"(?P<body>{HAN}{{2,40}}?)(?:政府|政务)?信息公开(?:工作)?(?P<year>(?:19|20)\d\d)年?度?(?:工作)?报告"
)
YEAR_ONLY = re.compile(rf"(?P<year>(?:19|20)\d\d)年?度?(?:的)?{KIND}")
PERIOD = re.compile(
    r"(?P<y1>20\d\d)年(?P<m1>\d{1,2})月(?P<d1>\d{1,2})日(?:起)?(?:至|到|-|—|–|~)"
    r"(?:(?P<y2>20\d\d)年)?(?P<m2>\d{1,2})月(?P<d2>\d{1,2})日"
)
SAID_BEFORE = ("统计", "期限", "周期", "数据")

ENDINGS = (
    "人民政府|署|管理委员会|管委会|委员会|办公室|总队|支队|大队|中心|学院|医院|分局|局|厅|镇|乡"
    "|街道办事处|街道|县|市|区"
)
ORGAN = rf"[一-鿿]{{2,24}}?(?:{ENDINGS})"
DOING = (
    "(?:认真|坚持|严格|深入|全面|积极|按照|继续|以|在|根据|出台|高度|紧紧|始终|不断|切实|贯彻|共|主动|收到)"
)
SUBJECT = re.compile(rf"^(?:20\d\d年?(?:度|以来|来)?,?)?(?P<body>{ORGAN})(?={DOING})")
DRAWN_UP = re.compile(rf"由(?P<body>{ORGAN})(?:党政)?(?:办公室)?(?:负责)?(?:编制|编写)")
CONTACT = re.compile(rf"(?:请与|请联系|联系):?(?P<body>{ORGAN}?)(?:党政)?办公室(?:联系)?")
ASKED = re.compile(rf"(?:请|可|直接)与(?P<body>{ORGAN})(?:(?:政府信息|政务)公开)?(?:办公室|中心|处|科)?联系")
DRAWN_UP_FROM = re.compile(rf"由(?P<body>{ORGAN})根据")
MAKES_PUBLIC = re.compile(rf",(?P<body>{ORGAN})现向社会公[开布]")
DONE_WELL = re.compile(rf"做好(?P<body>{ORGAN})(?:20\d\d年度?)?(?:政府|政务)信息公开")
ISSUED_BY = re.compile(rf"(?m)^(?:发布机构|发布单位|信息来源|来源|编制单位):\s*(?P<body>{ORGAN})\s*$")
SIGNED = re.compile(rf"(?m)(?:^|\s)(?P<body>{ORGAN})\s*20\d\d年\d{{1,2}}月\d{{1,2}}日\s*(?:附件.*)?$")
NOT_A_NAME = re.compile(
    r"^(?:我|本|该|各|全|上级|本级|关于|年度|有关)|公开|政府网站|信息|首页|年报|报告|年度"
    r"|工作(?!.*(?:局|办公室|委员会|中心|站)$)|我[局办厅委镇乡街区县市校院处站中]|编制|认真|向社会|公布"
)
DRAWING_UP = re.compile(r"^由|^了|(?:负责)?(?:编制|编写|发布)的?$")
OPENNESS_OFFICE = re.compile(r"(?:信息|政务)公开(?:工作)?(?:领导小组)?(?:办公室|办)$")
LEADING = re.compile(
    r"^.*(?:公布|编制|发布|现将|现就|根据|关于|《|栏目|专栏|政府信息公开年报|政府信息公开|公开年报)(?=..)"
)


def year_of(document: Document, period: tuple[date, date] | None) -> int | None:
    """Return the reporting year that titles, period and text agree on most; None when none is named."""
    votes: Counter[int] = Counter()
    for title in _titles(document):
        for match in YEAR_ONLY.finditer(title):
            votes[int(match["year"])] += 5
        for match in YEAR_BODY.finditer(title):
            votes[int(match["year"])] += 4
    if period:
        votes[period[0].year] += 4
    text = _plain(document)
    for match in YEAR_ONLY.finditer(QUOTED.sub("", text)):
        votes[int(match["year"])] += 3
    for quoted in QUOTED.findall(text):
        votes.update(int(match["year"]) for match in YEAR_ONLY.finditer(quoted))
    mentioned = [int(year) for year in re.findall(r"(20\d\d)年", text)]
    votes.update(mentioned[:1])
    votes.update(year for year, _ in Counter(mentioned).most_common(1))
    return votes.most_common(1)[0][0] if votes else None


def title_year(document: Document) -> int | None:
    """Return the year in the first title that has one."""
    for title in _titles(document):
        if match := YEAR_ONLY.search(title) or YEAR_BODY.search(title):
            return int(match["year"])
    return None


def period_of(document: Document) -> tuple[date, date] | None:
    """Return the period that the data cover, where the text states it."""
    text = _plain(document)
    matches = list(PERIOD.finditer(text))
    matches.sort(key=lambda match: not any(word in text[: match.start()][-25:] for word in SAID_BEFORE))
    for match in matches:
        try:
            start = date(int(match["y1"]), int(match["m1"]), int(match["d1"]))
            end = date(int(match["y2"] or match["y1"]), int(match["m2"]), int(match["d2"]))
        except ValueError:
            continue
        if start < end and (end - start).days > 180:
            return start, end
    return None


def body_of(document: Document) -> str | None:
    """Return the name of the body that reports, as printed; None rather than a doubtful one."""
    for name in _names(document):
        name = _bare(name)
        if len(name) >= 3 and not NOT_A_NAME.search(name):
            return name
    return None


def _bare(name: str) -> str:
    """Return a name without what a sentence says before and behind it."""
    name = LEADING.sub("", OPENNESS_OFFICE.sub("", DRAWING_UP.sub("", name)))
    name = DRAWING_UP.sub("", name).strip("·")
    return name if name.count("(") == name.count(")") else name.strip("()")


def named_in(line: str) -> tuple[str, int] | None:
    """Return whose report of which year a line is the title of; the body may be lacking."""
    text = _years(_squashed(line))
    for pattern in (BODY_YEAR, YEAR_BODY, YEAR_ONLY, BODY_KIND):
        if match := pattern.fullmatch(text):
            return match.groupdict().get("body") or "", int(match["year"])
    return None


def _names(document: Document) -> Iterator[str]:
    lines = [SPACE.sub("", line) for line in _lines(document) if line.strip()]
    whole = "\n".join(lines)
    yield from _in_titles(document)
    yield from (before for before, line in pairwise(lines) if YEAR_ONLY.search(line) and is_organ(before))
    yield from (match["body"] for match in ISSUED_BY.finditer(whole))
    yield from (match["body"] for match in DRAWN_UP.finditer(whole))
    yield from _signatures(document)
    yield from (match["body"] for match in CONTACT.finditer(whole))
    yield from (match["body"] for line in lines[:12] if (match := SUBJECT.search(line)))
    for pattern in (DRAWN_UP_FROM, MAKES_PUBLIC, ASKED, DONE_WELL):
        yield from (match["body"] for match in pattern.finditer(whole))


def _in_titles(document: Document) -> Iterator[str]:
    for title in _titles(document):
        for pattern in (BODY_YEAR, YEAR_BODY, BODY_KIND):
            if match := pattern.search(title):
                yield match["body"]


def is_organ(line: str) -> bool:
    """Say whether a line is nothing but the name of a body."""
    return re.fullmatch(ORGAN, line.strip()) is not None


def _signatures(document: Document) -> Iterable[str]:
    tail = narrow(document.text)[-300:]
    return [re.sub(r"\s", "", match["body"]) for match in SIGNED.finditer(tail)]


def _titles(document: Document) -> Iterator[str]:
    """Go through what may be the title: named by the file, a line, two lines, words set apart by spaces."""
    for title in document.titles:
        yield _years(_squashed(re.split(r"[_|]", title)[0]))
    text = _years(narrow(document.text[:OPEN]))
    for match in re.finditer(r"(?m)^\s*标题:(.*)$", text):
        yield SPACE.sub("", match[1])
    text = _without_other_papers(text)
    lines = [line for line in text.splitlines() if line.strip()][:30]
    for line in lines:
        if len(line) < 80:
            yield SPACE.sub("", line)
    for first, second in pairwise(lines):
        if len(first) < 60 and len(second) < 60:
            yield SPACE.sub("", first + second)
    yield from re.split(r"[\s>。》《:]+", text)


def _without_other_papers(text: str) -> str:
    """Take out the titles that a text quotes, but for the one that it presents: 现公布《…》."""
    return QUOTED.sub(lambda match: match[0] if PRESENTS.search(text[: match.start()]) else " ", text)


def _lines(document: Document) -> list[str]:
    return narrow(document.text).splitlines()


def _plain(document: Document) -> str:
    return _years(_squashed(document.text))


def _squashed(text: str) -> str:
    return SPACE.sub("", narrow(text))


def _years(text: str) -> str:
    return WRITTEN_YEAR.sub(lambda match: "".join(DIGITS.get(c, "2") for c in match[0]), text)
