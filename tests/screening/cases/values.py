"""Numbers and names as they are in real life, all of them invented."""

from datetime import date, timedelta
from random import Random

ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CREDIT_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
AREAS = ("110105", "350481", "350102", "440305", "510107", "620102", "450103", "371302", "310115", "650104")
SURNAMES = (
    "王",
    "李",
    "张",
    "刘",
    "陈",
    "杨",
    "黄",
    "吴",
    "林",
    "谢",
    "欧阳",
    "上官",
    "曾",
    "邓",
    "许",
    "郑",
)
GIVEN = (
    "国栋",
    "晓燕",
    "志强",
    "丽华",
    "建军",
    "梓涵",
    "雨桐",
    "海波",
    "秀英",
    "文博",
    "佳怡",
    "德胜",
    "玉兰",
)
DISTRICTS = ("福州市鼓楼区", "永安市燕西街道", "青岚市云溪区", "成都市武侯区", "兰州市城关区", "南宁市青秀区")
ROADS = ("东街口", "朝阳路", "解放北路", "学府巷", "五一中路", "滨河西路", "工业大道", "民主街")


def digits(rng: Random, count: int) -> str:
    """Return so many digits, the first not a zero."""
    return str(rng.randint(1, 9)) + "".join(str(rng.randint(0, 9)) for _ in range(count - 1))


def person(rng: Random) -> str:
    """Return a name."""
    return rng.choice(SURNAMES) + rng.choice(GIVEN)


def people(rng: Random, count: int) -> list[str]:
    """Return so many different names."""
    names: dict[str, None] = {}
    while len(names) < count:
        names[person(rng)] = None
    return list(names)


def check_sign(first: str) -> str:
    """Return the check sign of GB 11643 for 17 digits."""
    return "10X98765432"[sum(int(d) * w for d, w in zip(first, ID_WEIGHTS, strict=True)) % 11]


def identity(rng: Random, oldest: int = 1955, youngest: int = 2004, area: str = "") -> str:
    """Return an identity number of somebody born in one of the years."""
    born = date(oldest, 1, 1) + timedelta(days=rng.randrange((youngest - oldest + 1) * 365))
    first = (area or rng.choice(AREAS)) + f"{born:%Y%m%d}" + f"{rng.randint(1, 999):03}"
    return first + check_sign(first)


def wrong_identity(rng: Random) -> str:
    """Return what looks like an identity number and has a wrong check sign."""
    number = identity(rng)
    return number[:17] + rng.choice([sign for sign in "0123456789" if sign != number[17]])


def short_identity(rng: Random) -> str:
    """Return an identity number of the first generation, 15 digits."""
    born = date(1950, 1, 1) + timedelta(days=rng.randrange(10000))
    return rng.choice(AREAS[:8]) + f"{born:%y%m%d}" + f"{rng.randint(1, 999):03}"


def mobile(rng: Random) -> str:
    """Return the number of a mobile phone."""
    return "1" + str(rng.randint(3, 9)) + "".join(str(rng.randint(0, 9)) for _ in range(9))


def office_phone(rng: Random) -> str:
    """Return an office's phone with its area code."""
    return rng.choice(["0591", "0598", "010", "028", "0771"]) + f"-{rng.randint(2, 8)}" + digits(rng, 7)


def luhn_ok(number: str) -> bool:
    """Whether a number bears out the check digit of ISO 7812."""
    total = 0
    for place, sign in enumerate(reversed(number)):
        value = int(sign) * (1 + place % 2)
        total += value - 9 * (value > 9)
    return total % 10 == 0


def with_luhn(first: str) -> str:
    """Return a number with its check digit added."""
    return next(first + sign for sign in "0123456789" if luhn_ok(first + sign))


def bank_card(rng: Random, length: int = 19) -> str:
    """Return the number of a debit card."""
    begin = rng.choice(["622202", "621700", "622848", "621661", "623052"])
    return with_luhn(begin + "".join(str(rng.randint(0, 9)) for _ in range(length - 7)))


def no_card(rng: Random, length: int, begin: str = "") -> str:
    """Return a number that does not bear out the check digit."""
    while True:
        number = begin + digits(rng, length - len(begin))
        if not luhn_ok(number):
            return number


def credit_code(rng: Random, figures_only: bool = False) -> str:
    """Return a unified social credit code (GB 32100), all figures where asked."""
    signs = "0123456789" if figures_only else CREDIT_SIGNS
    while True:
        first = "91" + rng.choice(AREAS) + "".join(rng.choice(signs) for _ in range(9))
        rest = sum(CREDIT_SIGNS.index(s) * w for s, w in zip(first, CREDIT_WEIGHTS, strict=True)) % 31
        last = CREDIT_SIGNS[(31 - rest) % 31]
        if not figures_only or last.isdigit():
            return first + last


def home(rng: Random) -> str:
    """Return somebody's address down to the room."""
    road = f"{rng.choice(DISTRICTS)}{rng.choice(ROADS)}{rng.randint(2, 300)}号"
    return f"{road}{rng.randint(1, 20)}幢{rng.randint(1, 4)}单元{rng.randint(1, 18)}0{rng.randint(1, 4)}室"


def wide(text: str) -> str:
    """Return ASCII signs in full width."""
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text)
