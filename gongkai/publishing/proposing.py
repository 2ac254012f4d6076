"""目录信息的建议: what a text says of its own metadata, and where; taken by the officer, never by itself."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.publishing.models import DocumentKind, Validity
from gongkai.publishing.summing_up import summary_of
from gongkai.rules.subjects import Subject, subjects

HEAD = 14  # lines at the top in which head, number and title stand
TITLE_LINES = 4  # over which one title is broken at most
TITLE_LENGTH = range(6, 150)  # characters
KEYWORDS = 4
OPEN, SHUT = r"[〔\[（(【﹝［〈<]", r"[〕\])）】﹞］〉>]"
NUMBER = re.compile(rf"([一-鿿]{{2,14}})\s*{OPEN}\s*([12]\d{{3}})\s*{SHUT}\s*(?:第\s*)?0*(\d{{1,5}})\s*号")
NOTICE_NUMBER = re.compile(r"(?:([12]\d{3})年)?第\s*0*(\d{1,4})\s*号")
LABELLED = re.compile(r"^(?:发文字号|文\s*号|文件编号)[:：\s]+(.+)$")
DIGITS = {
    char: str(number % 10)
    for chars in ("〇一二三四五六七八九", "○", "零", "Ｏ", "O", "0123456789")
    for number, char in enumerate(chars)
}
CHINESE_DAY = re.compile(
    r"([〇○零ＯO一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
DAY = re.compile(r"([12]\d{3})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
IN_FORCE = re.compile(
    r"自\s*([12]\d{3}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日)\s*起\s*(?:正式)?\s*(?:施行|实施|执行|生效)"
)
AT_ONCE = re.compile(r"自(?:印发|发布|公布|发文)之日起(?:施行|实施|执行)")
TERM = re.compile(r"有效期(?:为|至|限)?[^。；，]{1,20}")
MODES = (
    ("此件公开发布", "public"),
    ("此件主动公开", "public"),
    ("公开方式：主动公开", "public"),
    ("此件依申请公开", "on_request"),
    ("公开方式：依申请公开", "on_request"),
    ("此件不予公开", "withheld"),
    ("此件不公开", "withheld"),
)
NO_TITLE = re.compile(r"[。；]|[:：]$|^[^:：《]{2,8}[:：]|^(?:附件|签发人|主办|抄送|[各（(]|\d+$)")
BRACKET_END = re.compile(r"[（(](?:试行|暂行|修订|草案|征求意见稿|[^（()）]{1,12})[)）]$")


@dataclass(frozen=True)
class Proposal:
    """A value for a field, as the form takes it and as people read it, with its place in the text."""

    field: str
    value: str
    shown: str
    where: str
    quote: str = ""


def propose(text: str, *, known: Iterable[str] = ()) -> list[Proposal]:
    """
    Return what a text says of its metadata, in the order of the form; nothing is made up.

    :param text: plain text, a paragraph to a line
    :param known: names of bodies that may have issued it
    """
    lines = [line.strip("　 \t\xa0") for line in text.splitlines()]
    paper = Paper([line for line in lines if line], tuple(known))
    return [found for reader in READERS for found in reader(paper)]


@dataclass(frozen=True)
class Paper:
    """A text as lines, and what others than the reader of one field need to know of it."""

    lines: list[str]
    known: tuple[str, ...]

    @property
    def text(self) -> str:
        """All of it."""
        return "\n".join(self.lines)

    @property
    def title(self) -> tuple[int, int]:
        """From which line to which the title reaches; (0, 0) where none is found."""
        for start, line in enumerate(self.lines[:HEAD]):
            if NO_TITLE.search(line) or is_number(line) or _day_in(line):
                continue
            for end in range(start + 1, min(start + TITLE_LINES, len(self.lines)) + 1):
                joined = "".join(self.lines[start:end])
                if NO_TITLE.search(self.lines[end - 1]) or is_number(self.lines[end - 1]):
                    break
                if len(joined) in TITLE_LENGTH and genre_of(joined) and _begins_title(joined, self.known):
                    return start, end
        return 0, 0

    @property
    def signature(self) -> int:
        """The line of the day below the text, the first that follows the name of an organ; -1 for none."""
        below = range(max(self.title[1], 1), len(self.lines))
        days = [n for n in below if len(self.lines[n]) <= 30 and _day_alone(self.lines[n])]
        signed = [n for n in days if is_organ(self.lines[n - 1], self.known) or not _only_day(self.lines[n])]
        return (signed or days[-1:] or [-1])[0]


def is_number(line: str) -> bool:
    """Whether a line is a document's own number, perhaps with who signed it."""
    return bool(NUMBER.match(line)) and "《" not in line and len(line) <= 40


def is_organ(line: str, known: Iterable[str] = ()) -> bool:
    """Whether a line is the name of an organ, or of several."""
    names = line.split()
    return bool(names) and all(
        name in known
        or (4 <= len(name) <= 30 and name.endswith(subjects().issuers) and not NO_TITLE.search(name))
        for name in names
    )


def genre_of(title: str) -> str:
    """Return the kind of document that a title ends with; "" for none."""
    bare = BRACKET_END.sub("", title)
    return max((kind for kind in subjects().genres if bare.endswith(kind)), key=len, default="")


def _begins_title(joined: str, known: Iterable[str]) -> bool:
    return "关于" in joined or joined.startswith(tuple(known) or "\0") or len(joined) >= 8


def day_of(text: str) -> date | None:
    """Return the first day that a text names, in digits or in Chinese; None for one that cannot be."""
    found = DAY.search(text)
    if found:
        parts = [int(part) for part in found.groups()]
    elif found := CHINESE_DAY.search(text):
        year = "".join(DIGITS[char] for char in found[1])
        parts = [int(year), _small(found[2]), _small(found[3])]
    else:
        return None
    try:
        return date(*parts)
    except ValueError:
        return None


def _small(text: str) -> int:
    """Return a Chinese number below 100."""
    tens, ten, ones = text.partition("十")
    if not ten:
        return int(DIGITS[text])
    return (int(DIGITS[tens]) if tens else 1) * 10 + (int(DIGITS[ones]) if ones else 0)


def _day_in(line: str) -> bool:
    return bool(DAY.search(line) or CHINESE_DAY.search(line))


def _only_day(line: str) -> bool:
    return bool(DAY.fullmatch(line.strip("（）() ")) or CHINESE_DAY.fullmatch(line.strip("（）() ")))


def _day_alone(line: str) -> bool:
    """Whether a line is a day, or an organ with its day; the day of printing is none."""
    rest = CHINESE_DAY.sub("", DAY.sub("", line, count=1), count=1).strip("（）() 　")
    return _day_in(line) and (not rest or is_organ(rest))


def _shown(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _at(number: int) -> str:
    return f"正文第{number + 1}段"


def _title(paper: Paper) -> Iterator[Proposal]:
    start, end = paper.title
    if end:
        title = "".join(paper.lines[start:end])
        yield Proposal("title", title, title, _at(start))


def _doc_no(paper: Paper) -> Iterator[Proposal]:
    for number, line in enumerate(paper.lines[:HEAD]):
        label = LABELLED.match(line)
        line = label[1] if label else line
        found = NUMBER.search(line)
        if found and (label or is_number(line) or _ends_head(line, found)):
            value = f"{_code(found[1], paper.known)}〔{found[2]}〕{found[3]}号"
            yield Proposal("doc_no", value, value, _at(number), line)
            return
        notice = NOTICE_NUMBER.fullmatch(line.strip("（）() "))
        if notice:
            value = f"{notice[1]}年第{notice[2]}号" if notice[1] else f"第{notice[2]}号"
            yield Proposal("doc_no", value, value, _at(number), line)
            return


def _ends_head(line: str, found: re.Match[str]) -> bool:
    return line.endswith("号") and found.end() == len(line) and "《" not in line and len(line) <= 44


def _code(code: str, known: Iterable[str]) -> str:
    """Return the organ's code without the red head that stands in the same line."""
    _, head, after = code.rpartition("文件")
    return after if head and len(after) >= 2 else code


def _summary(paper: Paper) -> Iterator[Proposal]:
    """Propose a summary of the text above the signature; of what it sends out where it says nothing else."""
    end = paper.title[1]
    last = paper.signature if paper.signature > end else len(paper.lines)
    for lines in (paper.lines[end:last], paper.lines[last:]):
        said = [line for line in lines if not (is_organ(line, paper.known) or _day_alone(line))]
        text, where = summary_of(said)
        if text:
            yield Proposal("summary", text, text, where)
            return


def _issuer(paper: Paper) -> Iterator[Proposal]:
    line = paper.signature
    if line > 0:
        own = DAY.sub("", CHINESE_DAY.sub("", paper.lines[line])).strip()
        names = [own] if own else _names_above(paper, line)
        if names:
            value = "、".join(names)
            yield Proposal("issuing_body", value, value, "落款", value)
            return
    for number, head in enumerate(paper.lines[: max(paper.title[0], 1)]):
        name = NUMBER.sub("", head).strip().removesuffix("文件")
        if is_organ(name, paper.known):
            yield Proposal("issuing_body", name, name, _at(number), head)
            return


def _names_above(paper: Paper, line: int) -> list[str]:
    names: list[str] = []
    for above in reversed(paper.lines[paper.title[1] : line]):
        if not is_organ(above, paper.known):
            break
        names = above.split() + names
    return names


def _formed_on(paper: Paper) -> Iterator[Proposal]:
    line = paper.signature
    day = day_of(paper.lines[line]) if line > 0 else None
    if day:
        yield Proposal("formed_on", day.isoformat(), _shown(day), "落款", paper.lines[line])
        return
    for number, head in enumerate(paper.lines[: paper.title[1] + 2]):
        if _only_day(head) and (day := day_of(head)):
            yield Proposal("formed_on", day.isoformat(), _shown(day), _at(number), head)
            return


def _genre(paper: Paper) -> Iterator[Proposal]:
    genre = genre_of("".join(paper.lines[slice(*paper.title)]))
    if genre:
        yield Proposal("genre", genre, genre, "标题")


def _document_kind(paper: Paper) -> Iterator[Proposal]:
    """Propose 行政规范性文件 for what is numbered, sets rules by its title, and begins to apply."""
    title = "".join(paper.lines[slice(*paper.title)])
    rules = [name for name in subjects().normative if name in title]
    begins = IN_FORCE.search(paper.text) or AT_ONCE.search(paper.text) or TERM.search(paper.text)
    if rules and begins and any(_doc_no(paper)):
        quote = f"标题含“{rules[0]}”，正文写明“{begins[0]}”"
        kind = DocumentKind.NORMATIVE_DOCUMENT
        yield Proposal("document_kind", kind.value, kind.label, "标题和正文", quote)
        yield Proposal("validity", Validity.IN_FORCE.value, Validity.IN_FORCE.label, "标题和正文", quote)


def _effective_on(paper: Paper) -> Iterator[Proposal]:
    for number, line in enumerate(paper.lines):
        if (found := IN_FORCE.search(line)) and (day := day_of(found[1])):
            yield Proposal("effective_on", day.isoformat(), _shown(day), _at(number), found[0])
            return
        if found := AT_ONCE.search(line):
            for formed in _formed_on(paper):
                yield Proposal("effective_on", formed.value, formed.shown, _at(number), found[0])
            return


def _weight(word: str, title: str, text: str) -> int:
    return 20 * title.count(word) + min(text.count(word), 10)


def _topic(paper: Paper) -> Iterator[Proposal]:
    title = "".join(paper.lines[slice(*paper.title)])

    def points(topic: Subject) -> int:
        return sum(_weight(word, title, paper.text) for word in topic.words)

    best = max(subjects().topics, key=points)
    if points(best):
        told = [word for word in best.words if word in paper.text][:3]
        yield Proposal("topic_class", best.label, best.label, "标题和正文", "、".join(told))


def _keywords(paper: Paper) -> Iterator[Proposal]:
    title = "".join(paper.lines[slice(*paper.title)])
    words = dict.fromkeys(word for topic in subjects().topics for word in topic.words)
    weighed = {word: _weight(word, title, paper.text) * len(word) for word in words if word in paper.text}
    often = [word for word in weighed if weighed[word] > len(word)]
    chosen: list[str] = []
    for word in sorted(often or weighed, key=lambda word: -weighed[word]):
        apart = not any(word in other or other in word for other in chosen)
        if apart and len(chosen) < (KEYWORDS if often else 1):
            chosen.append(word)
    if chosen:
        yield Proposal("keywords", "，".join(chosen), "，".join(chosen), "标题和正文")


def _mode(paper: Paper) -> Iterator[Proposal]:
    for number, line in enumerate(paper.lines):
        for words, mode in MODES:
            if words in line.replace(" ", ""):
                yield Proposal("disclosure_mode", mode, words, _at(number), line)
                return


READERS: Sequence[Callable[[Paper], Iterator[Proposal]]] = (
    *(_title, _doc_no, _summary, _issuer, _formed_on, _genre, _document_kind),
    *(_effective_on, _topic, _keywords, _mode),
)
