"""年代: of which day a text speaks: what a document says of its own date, and the dates of what it cites."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from gongkai.screening.materials import Material

SPELLED = {"〇": 0, "零": 0, "○": 0} | {sign: n for n, sign in enumerate("一二三四五六七八九", 1)}
YEAR = r"(?<!\d)((?:19|20)\d\d|[一二][九〇零○][〇零○一二三四五六七八九]{2})"
PART = r"(\d{1,2}|[一二三四五六七八九十]{1,3})"
DAY = re.compile(rf"{YEAR}(?:年{PART}月{PART}日|[-./](\d{{1,2}})[-./](\d{{1,2}})(?!\d))")
YEARS = re.compile(rf"{YEAR}(?:年|[-./]\d{{1,2}}[-./]\d)")
# (1999年3月15日第九届全国人民代表大会第二次会议通过 …): the line under the title of a law
MADE = re.compile(r"\((?=(?:19|20)\d\d年)[^。]*?(?:通过|公布|发布|颁布|修订|修正|批准)[^。]*\)")
MADE_BARE = re.compile(
    r"(?:19|20)\d\d年\d{1,2}月\d{1,2}日[^,。;:]{2,60}(?:通过|公布|发布|颁布|修订|修正|批准|施行)"
)
ARTICLE, FIRST_ARTICLE = re.compile(r"第[一二三四五六七八九十百0-9]+条"), re.compile(r"第[一1]条")
IN_FORCE = re.compile(r"起(?:施行|实施|生效)")
APPENDIX = re.compile(r"附[件表:]")
BRACKETED = re.compile(r"[〔\[(]((?:19|20)\d\d)[〕\])]")
# 《关于适用〈合同法〉若干问题的解释》(法释〔1999〕19号), 海人社发〔2018〕5号《关于实施合同法的通知》
NUMBERED_BEHIND = re.compile(r"[^《》。;\n]{0,40}》{1,2}[(〔\[][^)。;\n]{0,30}?(?<!\d)((?:19|20)\d\d)")
NUMBERED_BEFORE = re.compile(r"[〔\[(]((?:19|20)\d\d)[〕\])][^。;《》()\n]{1,10}号\)?《[^》。;\n]{0,40}$")
DONE = re.compile(r"(?:签订|订立|签署|发生|作出|立案|受理|判决|裁决|公布|发布|颁布|印发|通过)")
SENTENCE = 80  # characters before a word in which its sentence begins
HEAD = 60  # passages after the title of a law (a table of contents) in which its first article comes
LINE = 400  # characters that the line under a title has at most


def years_in(text: str) -> list[int]:
    """Return the years of a text in one form: 2018年, 2018-5-3, 二〇一八年."""
    return [_figure(found[1]) for found in YEARS.finditer(text)]


def days_in(text: str) -> list[date]:
    """Return the days of a text in one form, without those that do not exist."""
    return list(_days(text))


def _days(text: str) -> Iterator[date]:
    for found in DAY.finditer(text):
        year, *rest = (_figure(part) for part in found.groups() if part)
        try:
            yield date(year, *rest)
        except ValueError:
            continue


def _figure(written: str) -> int:
    if written.isdigit():
        return int(written)
    if "十" in written:
        tens, _, ones = written.partition("十")
        return 10 * SPELLED.get(tens, 1) + SPELLED.get(ones, 0)
    return int("".join(str(SPELLED[sign]) for sign in written))


def tells_of_earlier(text: str, start: int, end: int, since: date, near: str) -> bool:
    """
    Whether the word at a place is cited as of a day before it became wrong.

    A year stands near it, the title in which it stands has its number beside it, or its sentence begins with
    what was done on such a day; a later year in that sentence undoes this.
    """
    if any(year < since.year for year in years_in(near)):
        return True
    before = text[max(0, start - SENTENCE) : start]
    for found in (NUMBERED_BEHIND.match(text, end), NUMBERED_BEFORE.search(before)):
        if found and int(found[1]) < since.year:
            return True
    sentence = re.split(r"[。;\n]", before)[-1]
    done = [day for day in DAY.finditer(sentence) if DONE.search(sentence, day.end())]
    return bool(done) and all(year < since.year for year in years_in(sentence))


def day_of(material: Material) -> date | None:
    """
    Return of which day a document is, as it says itself: the last of its lines that are nothing but a day.

    It is no older than the latest year that it mentions: else a draft would be as old as a form beside it.
    None for a document without such a line.
    """
    lines = [
        passage.folded.text.strip(" ()")
        for passage in material.passages
        if not (passage.is_cell or passage.margin or passage.hidden)
    ]
    signed = max((day for line in lines if DAY.fullmatch(line) for day in _days(line)), default=None)
    if signed is None:
        return None
    texts = [passage.folded.text for passage in material.passages]
    latest = max(year for text in texts for year in (*years_in(text), *map(int, BRACKETED.findall(text))))
    return max(signed, date(latest, 1, 1))


def days_of_laws(material: Material) -> Mapping[int, date]:
    """
    Return, by passage, the day of the law whose own text it is, as the line under its title has it.

    The text of a law ends with the article on its coming into force, or where something is appended.
    """
    lines = [passage.folded.text.strip() for passage in material.passages]
    days: dict[int, date] = {}
    for number, line in enumerate(lines):
        if number in days or _made_on(line) is None:
            continue
        law = range(number, _end_of_law(lines, number))
        versions = [day for each in law if (day := _made_on(lines[each]))]
        days |= dict.fromkeys(law, max(versions, default=date.max))
    return days


def _made_on(line: str) -> date | None:
    """Return the last day in the line under a title that says when a law was made and changed."""
    if len(line) > LINE or not (MADE.fullmatch(line) or MADE_BARE.fullmatch(line)):
        return None
    return max(_days(line), default=None)


def _end_of_law(lines: Sequence[str], head: int) -> int:
    """Return where the text of a law ends; at its head when no first article follows."""
    until = min(head + HEAD, len(lines))
    first = next((n for n in range(head + 1, until) if FIRST_ARTICLE.match(lines[n])), None)
    if first is None:
        return head
    for number in range(first, len(lines)):
        if APPENDIX.match(lines[number]) or DAY.fullmatch(lines[number]):
            return number
        if ARTICLE.match(lines[number]) and IN_FORCE.search(lines[number]):
            return number + 1
    return len(lines)
