"""Marks on a document: 密级标志, 内部资料, 公开属性, drafts, and dates that cannot be."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from itertools import islice

from gongkai.rules.screening import screening_words
from gongkai.screening.hits import Hit, Kind, Severity
from gongkai.screening.materials import Material
from gongkai.screening.names import surname_of
from gongkai.screening.records import each_line
from gongkai.screening.setting import Setting, View

BLOCK, WARN, INFO = Severity
HEAD = 15  # so many passages at the top are the head of a document
HEAD_CELLS = 2  # cells in a row of a head laid out as a table
STARS = "★☆*※✩✭⭐＊"
TERM = r"(?:长期|永久|启用前|\d+ ?(?:年|个?月|天|日))"
SECRECY_LAW = "保守国家秘密法第二十二条、第三十一条"
MOVE_AWAY = "立即停止上传，将文件移出本系统，按保密规定处理；系统没有保存文件内容"
URGENT = r"(?:(?:特急|加急|平急|特提|急件)\s*)?"
COPY_NO = re.compile(r"^\s*(?:份号[:：]? ?)?\d{6}\s*$")
LINE_MARK = 20  # a line that short and holding an internal mark is a mark
PLACEHOLDER = re.compile(
    r"(?<![A-Za-z0-9X×])(?:[X]{2,}|[×]{2,}|(?<!_)_{3,}+(?=[年月日])|X月X{1,2}日)(?![A-Za-z0-9X×])"
)
COUNTED = re.compile(r" ?(?:[万亿%年月日元人个件次家名县市区镇乡村局户亩吨项公]|平方)")
COVERED_NUMBER = re.compile(r"(?:邮件|快递|单|挂号|订单|运单|编|车牌|证)号码?[:为]?$")
ANONYMOUS = re.compile(r"\d[X×*]{3,}")  # a number that is masked: who wrote it left nothing open
STREETS = tuple("街路巷村镇区号楼栋")
CONSULTS = re.compile(r"(?:公开)?(?:征求)?意见|的(?:通知|公告|函|说明)|起草说明|及其?说明")
BLANK = re.compile(r"_{3,}")
FORM_BLANKS = 2  # blanks to be filled in; a text with more of them is a form
GIVEN = 2  # signs of a given name
UNFINISHED_END = r"(?![一-鿿])"
DAY = re.compile(
    r"(?<!\d)(\d{4,5})(?:年|[-./])(\d{1,2})(?:月|[-./])(\d{1,2})(?!\d)日?"
    r"(?:[ (,]{0,2}(?:星期|周)([一二三四五六日天]))?"
)
SHORT_DAY = re.compile(r"(?<![\d年])(\d{1,2})月(\d{1,2})日")
WEEKDAYS = "一二三四五六日"
LATEST = 100  # years ahead of the check beyond which a year is a slip of the pen


@cache
def _secret() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    grade = "|".join(" ?".join(word) for word in screening_words().marks.grades)
    line = re.compile(
        rf"^\s*(?:密 ?级\s*[: ]\s*)?{URGENT}"
        rf"[\[(【「]?\s*({grade})\s*(?:[{STARS}]\s*{TERM}?)?\s*[\])】」]?\s*$"
    )
    star = re.compile(rf"(?<![一-鿿])({grade})\s*[{STARS}]\s*{TERM}?|({grade})\s*[★☆※]\s*{TERM}?")
    name = re.compile(rf"(?:^|[\[(【_\- ])({grade})(?:[\])】_\- ★]|$)")
    return line, star, name


def secret_marks(view: View) -> Iterator[Hit]:
    """Yield marks of secrecy: a line of its own or a star beside it; running text is none."""
    name_mark = _secret()[2]
    if view.passage.where == "filename" and (
        found := name_mark.search(view.text.rpartition(".")[0] or view.text)
    ):
        yield _secret_hit(view, *found.span(1))
        return
    for start, line in view.passage.folded.lines:
        found = _marked(line)
        if found and (_stands_alone(view) or re.search(f"[{STARS}]", line)):
            yield _secret_hit(view, start + found.start(), start + found.end())


def _marked(line: str) -> re.Match[str] | None:
    line_mark, star_mark, _ = _secret()
    return line_mark.match(line) or star_mark.search(line)


def _stands_alone(view: View) -> bool:
    """Whether a passage is no cell, or one of few in its row, not all of them grades: a head laid out so."""
    row = view.passage.row
    grades = screening_words().marks.grades
    few = len(row) <= HEAD_CELLS and sum(cell.strip() in grades for cell in row) < len(row)
    return few or not view.passage.is_cell


def _secret_hit(view: View, start: int, end: int) -> Hit:
    return view.hit(Kind.SECRET_MARK, BLOCK, start, end, view.text[start:end].strip(), SECRECY_LAW, MOVE_AWAY)


def copy_numbers(material: Material, setting: Setting) -> Iterator[Hit]:
    """Yield a copy number of six digits at the head of a document, right beside a mark of secrecy."""
    lines = list(islice(each_line(material), HEAD))
    for number, line in enumerate(lines):
        if not COPY_NO.match(line.text):
            continue
        beside = (*lines[max(0, number - 1) : number], *lines[number + 1 : number + 2])
        if any(_marked(each.text) for each in beside):
            view = View(line.passage, material.passages[line.passage], setting)
            yield view.hit(Kind.SECRET_MARK, BLOCK, *line.span, "******", f"份号，{SECRECY_LAW}", MOVE_AWAY)


Patterns = tuple[tuple[str, re.Pattern[str]], ...]  # by the word that each is of


@cache
def _internal() -> tuple[re.Pattern[str], Patterns]:
    """Return what finds any internal mark, and what finds each."""
    written = {word: r" ?".join(word) + r"(?!性)" for word in screening_words().marks.internal}
    return re.compile("|".join(written.values())), _compiled(written)


def _compiled(written: dict[str, str]) -> Patterns:
    return tuple((word, re.compile(pattern)) for word, pattern in written.items())


def internal_marks(view: View) -> Iterator[Hit]:
    """Yield marks that keep a document inside: block at its head or foot, warn or inform in running text."""
    any_of_them, patterns = _internal()
    if not any_of_them.search(view.text):
        return
    marks = screening_words().marks
    for word, pattern in patterns:
        for found in pattern.finditer(view.text):
            line = view.passage.folded.line_at(found.start()).strip()
            alone = len(line) <= LINE_MARK and line.strip("()[]【】").startswith(word)
            marked = alone or view.passage.margin or f"({line.strip('()')})" == line
            always = word in marks.internal_always
            if not marked and not always and any(told in line for told in marks.internal_told):
                continue
            severity = BLOCK if marked else WARN if always else INFO
            yield view.hit(
                Kind.INTERNAL_MARK, severity, *found.span(), word, "内部资料标志", "确认可以公开，并去掉标志"
            )


def attributes(view: View) -> Iterator[Hit]:
    """Yield statements of the 公开属性 that do not agree with how it is to be published, line by line."""
    for start, line in view.passage.folded.lines:
        yield from _attribute(view, start, line)


def _attribute(view: View, start: int, written: str) -> Iterator[Hit]:
    marks = screening_words().marks
    line = written.strip().strip("()[]")
    place = (start, start + len(written))
    stated = re.match(r"^(?:政府)?(?:信息)?公开(?:属性|方式|形式|类别|类型|选项)[: ]+(\S+)$", line)
    said = stated[1].strip("()") if stated else line
    alone = written.strip() != line and said in (*marks.not_public, *marks.on_request)
    if not stated and not alone and not said.startswith("此件"):
        return
    withheld = said.startswith(marks.not_public)
    closed = withheld or said.startswith(marks.on_request)
    if (view.setting.mode == "public" and closed) or (view.setting.mode == "on_request" and withheld):
        yield view.hit(Kind.ATTRIBUTE, BLOCK, *place, said, "条例第十七条", "公开属性与文件上的标注不一致")
    elif view.setting.mode != "public" and said.startswith((*marks.public, "主动公开")):
        yield view.hit(Kind.ATTRIBUTE, WARN, *place, said, "条例第十七条", "公开属性与文件上的标注不一致")


def drafts(view: View) -> Iterator[Hit]:
    """Yield what says that a text is not finished; a draft is what a consultation publishes."""
    if not view.setting.consulting:
        yield from _draft_words(view)
    any_of_them, patterns = _unfinished()
    if any_of_them.search(view.text):
        for found in (found for _, pattern in patterns for found in pattern.finditer(view.text)):
            yield view.hit(Kind.DRAFT, WARN, *found.span(), found[0], "未写完", "写完后再发布")


def placeholders(material: Material, setting: Setting) -> Iterator[Hit]:
    """Yield what was left open; a form that others fill in has blanks all over, which are no slips."""
    texts = [passage.folded.text for passage in material.passages]
    is_form = sum(len(BLANK.findall(text)) for text in texts) > FORM_BLANKS
    open_places = (number for number, text in enumerate(texts) if PLACEHOLDER.search(text))
    for view in (View(number, material.passages[number], setting) for number in open_places):
        for found in PLACEHOLDER.finditer(view.text):
            blank = is_form and "_" in found[0]
            if not blank and not _is_covered(view.text, *found.span()):
                yield view.hit(Kind.DRAFT, WARN, *found.span(), found[0], "留空待填", "填写后再发布")


def _is_covered(text: str, start: int, end: int) -> bool:
    """Whether signs cover something: a given name, the number of a letter (邮件号XX), a house (…街XXXX)."""
    house = ANONYMOUS.search(text) and text[start - 1 : start] in STREETS and not COUNTED.match(text, end)
    return bool(
        _is_covered_name(text, start, end) or COVERED_NUMBER.search(text[max(0, start - 8) : start]) or house
    )


def _is_covered_name(text: str, start: int, end: int) -> bool:
    """Whether signs stand for a given name: 张××, but neither 经费××万元 nor 完成XXX人次."""
    named = bool(surname_of(text[max(0, start - 1) : start])) and end - start <= GIVEN
    return named and not COUNTED.match(text, end)


@cache
def _unfinished() -> tuple[re.Pattern[str], Patterns]:
    words = screening_words().marks.unfinished
    end = {word: UNFINISHED_END if word[0] == "待" else "" for word in words}
    return _any_of(words), _compiled(
        {word: rf"(?<![不须需应]){re.escape(word)}{end[word]}" for word in words}
    )


@cache
def _draft_signs() -> tuple[re.Pattern[str], Patterns]:
    words = screening_words().marks.drafts
    return _any_of(words), _compiled(
        {word: rf"[(【\[]{word}[)】\]]|^\s*{word}\s*$|{word}(?=\.\w{{2,4}}$)" for word in words}
    )


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words)))


def _draft_words(view: View) -> Iterator[Hit]:
    any_of_them, patterns = _draft_signs()
    if not any_of_them.search(view.text):
        return
    for _, pattern in patterns:
        for found in pattern.finditer(view.text):
            quoted = view.text.rfind("《", 0, found.start()) > view.text.rfind("》", 0, found.start())
            quoted = quoted or CONSULTS.match(view.text, found.end()) is not None
            severity = INFO if quoted else WARN  # 就《…（征求意见稿）》征求意见: the title of another text
            yield view.hit(Kind.DRAFT, severity, *found.span(), found[0], "未定稿", "确认是定稿，并去掉字样")


def revisions(material: Material, setting: Setting) -> Iterator[Hit]:
    """Yield that a file still has revision marks, once, at the first of them."""
    if material.revised:
        number = material.revised[0]
        view = View(number, material.passages[number], setting)
        count = f"{len(material.revised)}段有修订痕迹"
        yield view.hit(Kind.DRAFT, WARN, 0, len(view.text), count, "修订痕迹", "接受或者拒绝全部修订")


def boxes(material: Material, setting: Setting) -> Iterator[Hit]:
    """Yield text that a filled box covers and that can be copied all the same."""
    for number in material.boxed:
        view = View(number, material.passages[number], setting)
        advice = "先删去文字，再生成文件；只画色块遮不住"
        count = f"{len(view.text.strip())}字"
        yield view.hit(Kind.COVERED_TEXT, BLOCK, 0, len(view.text), count, "色块下的文字仍可复制", advice)


def dates(view: View) -> Iterator[Hit]:
    """Yield days that do not exist, weekdays that are wrong, and years that are a slip."""
    today = view.setting.today
    for found in DAY.finditer(view.text):
        year, month, day = (int(part) for part in found.groups()[:3])
        if year > today.year + LATEST or year < 1:
            yield _wrong_day(view, found, "年份有误")
            continue
        try:
            written = date(year, month, day)
        except ValueError:
            if "年" in found[0] or "-" in found[0]:
                yield _wrong_day(view, found, "没有这一天")
            continue
        weekday = (found[4] or "").replace("天", "日")
        if weekday and WEEKDAYS[written.weekday()] != weekday:
            yield _wrong_day(view, found, f"这一天是星期{WEEKDAYS[written.weekday()]}")
    for found in SHORT_DAY.finditer(view.text):
        if not _in_leap_year(int(found[1]), int(found[2])):
            yield _wrong_day(view, found, "没有这一天")


def days_of_document(material: Material, setting: Setting) -> Iterator[Hit]:
    """Yield days of the item itself that cannot be: formed after its publication, published in the future."""
    if not material.passages:
        return
    view = View(0, material.passages[0], setting)
    formed, published = setting.formed_on, setting.published_on
    if published and published > setting.today:
        yield view.hit(
            Kind.DATE, WARN, 0, 1, published.isoformat(), "发布日期晚于今天", "改正日期，或者定时发布"
        )
    if formed and published and formed > published:
        yield view.hit(Kind.DATE, WARN, 0, 1, formed.isoformat(), "成文日期晚于发布日期", "改正日期")


def _wrong_day(view: View, found: re.Match[str], why: str) -> Hit:
    return view.hit(Kind.DATE, WARN, *found.span(), found[0].strip(), why, "改正日期")


def _in_leap_year(month: int, day: int) -> bool:
    try:
        date(2024, month, day)
    except ValueError:
        return False
    return True
