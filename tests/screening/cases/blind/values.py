"""Names, numbers and places of the blind collection, made by its own lists; all of them invented."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from random import Random

SURNAMES = (
    "王李张刘陈杨黄吴林徐朱郭梁宋郑谢罗邓曹彭曾田董潘袁蔡蒋余叶程苏吕丁沈任姚卢傅钟姜"
    "崔谭廖范汪陆石贾韦夏付方白邹孟熊秦邱"
)
TWO_SIGNS = ("欧阳", "司徒", "夏侯", "皇甫")
FIRST = "建国志明文海永福天德金春秀桂淑玉雪晓佳俊子宇思泽嘉梦雅"
LAST = "华军民强平芳兰英珍梅琴娟杰轩辰怡萱琪瑶涛鹏飞龙斌刚义信贵生根发"
FOREIGN = ("安娜·佩雷拉", "若昂·席尔瓦", "阿依古丽·买买提", "伊万·彼得罗夫", "玛利亚·科斯塔")
AREAS = ("350481", "350423", "362302", "430621", "511302", "330381", "370883", "410523", "522121", "610481")
TOWNS = ("大湖镇", "贡川镇", "安砂镇", "小陶镇", "洪田镇", "青水畲族乡", "西洋镇", "曹远镇")
VILLAGES = ("新冲村", "坚村", "东坡村", "马洪村", "浮流村", "大磜村", "忠洛村", "益溪村")
COMMUNITIES = ("巴溪社区", "五四社区", "北门社区", "桃源社区", "埔岭社区", "黎明社区")
ROADS = ("民主路", "国民路", "巴溪大道", "含笑路", "飞桥路", "解放路", "尼葛路", "黄历路")
ESTATES = ("御景华庭", "城市花园", "翠竹新村", "水岸名城", "燕城一品", "公园里")
COMPANIES = (
    ("永安市", "三明", "福建"),
    ("恒达", "鑫泰", "宏远", "智林", "百福", "汇丰源", "新越", "顺安"),
    ("纺织", "建材", "物流", "机械", "食品", "林业", "人力资源"),
    ("有限公司", "股份有限公司", "有限责任公司"),
)
SCHOOLS = ("三明学院", "永安职业中专学校", "福建水利电力职业技术学院", "永安市第六中学")
SHOPS = ("阿明小吃店", "春天花坊", "老街理发店", "快乐母婴店")
BANKS = ("中国农业银行永安市支行", "永安市农村信用合作联社", "中国建设银行永安支行", "邮储银行永安市支行")
RANGES = ("133", "136", "139", "145", "152", "157", "170", "176", "180", "186", "188", "193", "195")
HAN = "零一二三四五六七八九"
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def figures(rng: Random, count: int) -> str:
    """Return so many figures, the first not zero."""
    return f"{rng.randint(10 ** (count - 1), 10**count - 1)}"


def name(rng: Random) -> str:
    """Return a person's name of two to four signs."""
    first = rng.choice(TWO_SIGNS) if rng.random() < 0.06 else rng.choice(SURNAMES)
    return first + (rng.choice(FIRST) if rng.random() < 0.8 else "") + rng.choice(LAST)


def identity(rng: Random) -> str:
    """Return an identity number whose check sign is right."""
    born = date(1948, 1, 1) + timedelta(days=rng.randrange(58 * 365))
    first = f"{rng.choice(AREAS)}{born:%Y%m%d}{rng.randint(1, 999):03}"
    return first + "10X98765432"[sum(int(a) * b for a, b in zip(first, WEIGHTS, strict=True)) % 11]


def cut(number: str, *places: int, by: str = " ") -> str:
    """Return a number written in groups."""
    ends = (0, *places, len(number))
    return by.join(number[a:b] for a, b in pairwise(ends))


def mobile(rng: Random) -> str:
    """Return a number of a mobile phone."""
    return rng.choice(RANGES) + f"{rng.randrange(10**8):08}"


def card(rng: Random, length: int = 19) -> str:
    """Return a debit card's number whose check digit is right."""
    first = rng.choice(("622848", "621799", "622319", "621700", "623036")) + figures(rng, length - 7)
    doubled = [int(c) * (2 - n % 2) for n, c in enumerate(reversed(first))]
    return first + str(-sum(n // 10 + n % 10 for n in doubled) % 10)


def account(rng: Random) -> str:
    """Return an organisation's account; its last digit is chosen so that it is no card."""
    number = rng.choice(("1370", "9040", "3500", "1004")) + figures(rng, rng.choice((11, 14, 16)))
    doubled = [int(c) * (1 + n % 2) for n, c in enumerate(reversed(number))]
    return (
        number
        if sum(n // 10 + n % 10 for n in doubled) % 10
        else number[:-1] + str((int(number[-1]) + 1) % 10)
    )


def credit_code(rng: Random) -> str:
    """Return a unified social credit code (GB 32100)."""
    weights = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
    first = "913504" + figures(rng, 2) + "MA" + "".join(rng.choice(CREDIT) for _ in range(7))
    return first + CREDIT[-sum(CREDIT.index(a) * b for a, b in zip(first, weights, strict=True)) % 31]


def home(rng: Random) -> str:
    """Return an address in town down to the room."""
    building = f"{rng.randint(1, 26)}幢{rng.randint(1, 3)}单元{rng.randint(2, 17)}0{rng.randint(1, 4)}室"
    numbered = f"{rng.choice(ROADS)}{rng.randint(1, 999)}号"
    return "永安市" + rng.choice(
        (f"燕西街道{numbered}{rng.choice(ESTATES)}{building}", f"{numbered}{rng.randint(101, 904)}室")
    )


def village_home(rng: Random) -> str:
    """Return an address in a village down to the house."""
    return f"永安市{rng.choice(TOWNS)}{rng.choice(VILLAGES)}{rng.randint(1, 300)}号"


def landline(rng: Random) -> str:
    """Return a phone of the place."""
    return f"0598-{rng.choice('3678')}{rng.randrange(10**6):06}"


def _company(rng: Random) -> str:
    return "".join(rng.choice(part) for part in COMPANIES)


def _passport(rng: Random) -> str:
    return rng.choice(("E", "G", "EH", "FN")).ljust(2, "5") + figures(rng, 7)


def _office_mail(rng: Random) -> str:
    return rng.choice(("yars@fujian.gov.cn", "yajy_zx@163.com", "rsjbgs@sm.gov.cn", "yazbb2026@126.com"))


def _webmail(rng: Random) -> str:
    first, host = (
        rng.choice(("lin", "wxm_", "chen.j", "fly")),
        rng.choice(("qq.com", "163.com", "foxmail.com")),
    )
    return f"{first}{figures(rng, 5)}@{host}"


def _plate(rng: Random) -> str:
    last = (figures(rng, 5), f"{figures(rng, 4)}K", f"{figures(rng, 1)}N{figures(rng, 3)}")
    return rng.choice("闽赣粤浙湘鄂") + rng.choice("ABCDEFG") + rng.choice(last)


VALUES: dict[str, Callable[[Random], str]] = {
    "name": name,
    "surname": lambda r: r.choice(SURNAMES),
    "foreign": lambda r: r.choice(FOREIGN),
    "id": identity,
    "idsp": lambda r: cut(identity(r), 6, 14),
    "idmask": lambda r: (n := identity(r))[:6] + "*" * 8 + n[14:],
    "passport": _passport,
    "hkpass": lambda r: r.choice("HM") + figures(r, r.choice((8, 10))),
    "twpass": lambda r: figures(r, 8),
    "mobile": mobile,
    "mobile-": lambda r: cut(mobile(r), 3, 7, by="-"),
    "mobile344": lambda r: cut(mobile(r), 3, 7),
    "mobilemask": lambda r: (n := mobile(r))[:3] + "****" + n[7:],
    "tel": landline,
    "webmail": _webmail,
    "orgmail": _office_mail,
    "card": card,
    "card16": lambda r: card(r, 16),
    "card4": lambda r: cut(card(r), 4, 8, 12, 16),
    "cardmask": lambda r: (n := card(r))[:4] + "*" * 11 + n[15:],
    "acct": account,
    "uscc": credit_code,
    "home": home,
    "homev": village_home,
    "plate": _plate,
    "plateev": lambda r: f"闽{r.choice('AGC')}{r.choice('DF')}{figures(r, 5)}",
    "company": _company,
    "town": lambda r: r.choice(TOWNS),
    "village": lambda r: r.choice(VILLAGES),
    "community": lambda r: r.choice(COMMUNITIES),
    "road": lambda r: r.choice(ROADS),
    "school": lambda r: r.choice(SCHOOLS),
    "shop": lambda r: f"永安市{r.choice(SHOPS)}",
    "bank": lambda r: r.choice(BANKS),
    "latin": lambda r: r.choice(("yongan", "smrs", "fjhr")),
    "money": lambda r: f"{r.randint(12, 98) * 100}",
    "d": lambda r: str(r.randint(2, 9)),
    "han9": lambda r: "".join(r.choice(HAN) for _ in range(9)),
    **{f"n{n}": (lambda r, n=n: figures(r, n)) for n in (2, 3, 4, 5, 6, 7, 8, 10, 12, 20)},  # type: ignore[misc]
}
