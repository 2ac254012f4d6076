"""身份证件号码: numbers whose own arithmetic says that they name a person."""

import re
from dataclasses import dataclass
from datetime import date

from stdnum import luhn
from stdnum.cn import ric, uscc

from gongkai.rules.screening import screening_words

BIRTHS_FROM = 1900
LAST_DAY = date(2100, 1, 1)  # no birth date is later
CHILD_UNDER = 14  # 个人信息保护法第二十八条: everything about younger children is sensitive
USCC = re.compile(r"(?<![0-9A-Za-z])[0-9A-HJ-NPQRTUWXY]{18}(?![0-9A-Za-z])")


@dataclass(frozen=True)
class Identity:
    """An 18-digit number: its birth date, and whether its check digit holds (GB 11643)."""

    number: str
    born: date
    is_valid: bool

    def age(self, today: date) -> int:
        """Return the age in full years on a day."""
        return today.year - self.born.year - ((today.month, today.day) < (self.born.month, self.born.day))


def identity_of(number: str, today: date) -> Identity | None:
    """Return what 18 signs say as an identity number; None when province or birth date cannot be."""
    born = _day(number[6:14], today)
    if number[:2] not in screening_words().numbers.provinces or born is None:
        return None
    return Identity(number, born, ric.calc_check_digit(number) == number[17].upper())


def is_old_identity(number: str, today: date) -> bool:
    """Whether 15 digits can be an identity number of before 1999: province and birth date are possible."""
    born = _day(f"19{number[6:12]}", today)
    return number[:2] in screening_words().numbers.provinces and born is not None


def is_card(number: str) -> bool:
    """Whether the digits can be those of a bank card: its first digits and its check digit (Luhn)."""
    known = number.startswith(screening_words().numbers.card_prefixes)
    return known and len(set(number)) > 1 and bool(luhn.is_valid(number))


def codes_in(text: str) -> list[tuple[int, int]]:
    """Return the places of unified social credit codes (GB 32100), which are public."""
    return [found.span() for found in USCC.finditer(text) if _is_code(found.group())]


def _is_code(number: str) -> bool:
    """Whether a number is a credit code; one in thirty identity numbers bears out its check sign too."""
    identity = identity_of(number, LAST_DAY) if number[:17].isdigit() else None
    return bool(uscc.is_valid(number)) and not (identity and identity.is_valid)


def _day(digits: str, today: date) -> date | None:
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None
    return born if born.year >= BIRTHS_FROM and born <= today else None
