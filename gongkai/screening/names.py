"""姓名: which short words can be the name of a person."""

import re
from collections.abc import Iterator
from functools import cache

from gongkai.rules.screening import screening_words

HAN_RUN = re.compile(r"[一-鿿]{2,}")
HAN = re.compile(r"[一-鿿]{2,4}")
FOREIGN = re.compile(r"[一-鿿]{1,8}(?:·[一-鿿]{1,8})+")
COVERED = re.compile(r"[某*×Xx○]")
SPACED = re.compile(r"([一-鿿]) +([一-鿿])")
PLACE_ENDS = "路街巷弄镇乡村市县区省局厅科院厂店"  # 解放路, 黄历街: no given name ends so


def surname_of(name: str) -> str:
    """Return the surname with which a word begins, nothing when it begins with none."""
    people = screening_words().people
    if name.startswith(people.compound_surnames):
        return name[:2]
    return name[0] if name[:1] in people.surnames else ""


def is_name(word: str) -> bool:
    """Whether a word can be a name: a surname and one or two characters, or a foreign name with a dot."""
    word = SPACED.sub(r"\1\2", word.strip())
    if FOREIGN.fullmatch(word):
        return True
    if not HAN.fullmatch(word) or COVERED.search(word):
        return False
    surname = surname_of(word)
    given = len(word) - len(surname)
    people = screening_words().people
    illness = any(word in each for each in people.health_words)  # 高血压, 白血病 begin with surnames
    other = word in people.not_whole_names or word.startswith(tuple(people.not_names))
    other = other or word.endswith(tuple(PLACE_ENDS))
    return bool(surname) and given in (1, 2) and not illness and not other


def possible_names(text: str) -> Iterator[str]:
    """Yield every word in a text that can be a name, at whichever place it begins."""
    for run in HAN_RUN.findall(text):
        for start in range(len(run) - 1):
            surname = surname_of(run[start : start + 2])
            for end in range(len(surname) + 1, len(surname) + 3) if surname else ():
                if start + end <= len(run) and is_name(run[start : start + end]):
                    yield run[start : start + end]
    yield from FOREIGN.findall(text)


@cache
def _told() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return patterns of a name behind a label or a break, and of one that a person's facts follow."""
    people = screening_words().people
    first = "|".join(people.compound_surnames) + "|[" + "".join(sorted(people.surnames)) + "]"
    name = rf"(?P<name>(?:{first})[一-鿿]{{1,2}}?)"
    labels = "|".join((*people.person_labels, *people.office_labels, *people.child_labels))
    before = rf"(?:(?:{labels})(?:为|是|[:( ])?\s?|(?<=[,。;:、(\s])|^)"
    after = (
        r"(?=[,(;:、。 ]|男|女|因|系|患|同志|于\d|的|被|确诊|诊断|经"
        r"|曾|有|在|现|家住|住|持|驾驶|名下|工作|[A-Za-z\d]|$)"
    )
    facts = r"(?=\((?:男|女|\d{1,2}周?岁|\d{4}年|身份证)|,(?:男|女)[,。;)]|患|\(身份)"
    return re.compile(before + name + after), re.compile(name + facts)


def names_in(text: str) -> list[tuple[int, int]]:
    """Return the places of names in running text, told by what stands before and behind them."""
    found = {match.span("name") for pattern in _told() for match in pattern.finditer(text)}
    return sorted((start, end) for start, end in found if is_name(text[start:end]))
