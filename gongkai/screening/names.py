"""姓名: which short words can be the name of a person."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from gongkai.rules.screening import screening_words

HAN_RUN = re.compile(r"[一-鿿]{2,}")
HAN = re.compile(r"[一-鿿]{2,4}")
FOREIGN = re.compile(r"[一-鿿]{1,8}(?:·[一-鿿]{1,8})+")
LONGEST = 24  # characters of a word that is remembered
COVERED = re.compile(r"[某*×Xx○]")
BEFORE_IN_LIST, IN_LIST = re.compile(r"([一-鿿]+)、$"), re.compile(r"、([一-鿿]{1,8})")
JOINS = "和向应都时"  # surnames that join a label to what follows: 投诉人和被投诉人
LIST_REACH = 9  # characters in which the member before a member of an enumeration stands
SPACED = re.compile(r"([一-鿿]) +([一-鿿])")
REMEMBERED = 1 << 16  # short words whose answer is kept: the same ones come again and again
PLACE_ENDS = "路街巷弄镇乡村市县区省局厅科院厂店"  # 解放路, 黄历街: no given name ends so


@lru_cache(maxsize=REMEMBERED)
def surname_of(name: str) -> str:
    """Return the surname with which a word begins, nothing when it begins with none."""
    people = screening_words().people
    if name.startswith(people.compound_surnames):
        return name[:2]
    return name[0] if name[:1] in people.surnames else ""


def is_name(word: str) -> bool:
    """Whether a word can be a name: a surname and one or two characters, or a foreign name with a dot."""
    return _is_name(word) if len(word) <= LONGEST else _tell_name(word)


def _tell_name(word: str) -> bool:
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


_is_name = lru_cache(maxsize=REMEMBERED)(_tell_name)


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
def _told() -> tuple[re.Pattern[str], ...]:
    """Return patterns of a name behind a label, of one behind a break, and of one that facts follow."""
    people = screening_words().people
    name, plain_name = _name_pattern(people.surnames), _name_pattern(people.surnames - people.word_surnames)
    labels = "|".join((*people.person_labels, *people.office_labels, *people.child_labels))
    word = rf"[{''.join(sorted(people.word_surnames))}][一-鿿](?![一-鿿])"  # 限制女职工晋职、晋级
    labelled = rf"(?:{labels})(?:(?:为|是|[:( ])\s?|(?![{JOINS}])(?!{word}))"
    broken = r"(?:(?<=[,。;:、(\s])|^)"
    after = (
        r"(?=[,(;:、。 ]|男|女|因|系|患|同志|于\d|的|被|确诊|诊断|经"
        r"|曾|有|在|现|家住|住|持|驾驶|名下|工作|[A-Za-z\d]|$)"
    )
    facts = r"(?=\((?:男|女|\d{1,2}周?岁|\d{4}年|身份证)|,(?:男|女)[,。;)]|患|\(身份)"
    speaks = r"|(?=反映|称|诉|举报|投诉|要求|认为|不服)"
    told = (labelled + name + f"(?:{after}{speaks})", broken + plain_name + after, name + facts)
    return tuple(map(re.compile, told))


def _name_pattern(surnames: frozenset[str]) -> str:
    compound = "|".join(screening_words().people.compound_surnames)
    return rf"(?P<name>(?:{compound}|[{''.join(sorted(surnames))}])[一-鿿]{{1,2}}?)"


def names_in(text: str) -> list[tuple[int, int]]:
    """Return the places of names in running text, told by what stands before and behind them."""
    labelled, broken, with_facts = ({m.span("name") for m in each.finditer(text)} for each in _told())
    found = labelled | with_facts | {span for span in broken if _among_names(text, *span)}
    return sorted((start, end) for start, end in found if is_name(text[start:end]))


def _among_names(text: str, start: int, end: int) -> bool:
    """Whether a word is in no enumeration, or a name stands beside it: 毁损、涂划、玷污 names nobody."""
    before, after = BEFORE_IN_LIST.search(text[max(0, start - LIST_REACH) : start]), IN_LIST.match(text, end)
    beside = [found[1] for found in (before, after) if found]
    return not beside or any(map(is_name, beside))
