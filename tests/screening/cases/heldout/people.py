"""Names, numbers and places that the first collection does not have, all of them invented."""

from random import Random

from tests.screening.cases import values as v

SURNAMES = (
    "赵钱孙周冯蒋沈韩朱秦许何吕孔曹严金魏姜戚邹苏潘葛范彭鲁韦马方袁柳史唐费薛雷贺汤罗毕安常于傅康余顾孟黄萧尹"
)
COMPOUND = ("司马", "诸葛", "慕容", "令狐")
GIVEN = (
    *("启明", "若兰", "永康", "思远", "凤英", "卫东", "子轩", "欣怡", "长林", "素珍", "天佑", "一鸣", "春梅"),
    *(
        "光辉",
        "静",
        "磊",
        "婷",
        "勇",
        "宝山",
        "月娥",
        "浩然",
        "艳红",
        "振华",
        "巧云",
        "家豪",
        "莉",
        "成林",
        "诗涵",
    ),
)
AREAS = ("350481", "350402", "330106", "420111", "370202", "530102", "610113", "230103", "150102", "460106")
PLACES = ("永安市燕南街道", "永安市小陶镇", "三明市三元区", "沙县区凤岗街道", "尤溪县洋中镇", "大田县均溪镇")
ROADS = ("含笑大道", "晏公街", "南塔路", "新安路", "中山路", "燕江东路", "西门路", "五四路")
ESTATES = ("阳光城", "龙岭小区", "燕江国际", "丽景花园", "五洲新村")
VILLAGES = ("上吉山村", "吉峰村", "大坪村", "桂溪村", "三坊村")
RANGES = ("130", "135", "147", "150", "158", "166", "173", "177", "185", "189", "191", "198", "199")
CODES = ("0598", "0592", "021", "0571", "0531", "027")


def person(rng: Random) -> str:
    """Return a name, seldom with a surname of two signs."""
    first = rng.choice(COMPOUND) if rng.random() < 0.05 else rng.choice(SURNAMES)
    return first + rng.choice(GIVEN)


def identity(rng: Random, oldest: int = 1952, youngest: int = 2006) -> str:
    """Return an identity number of somebody born in one of the years."""
    return v.identity(rng, oldest, youngest, rng.choice(AREAS))


def mobile(rng: Random) -> str:
    """Return the number of a mobile phone, of a range in use."""
    return rng.choice(RANGES) + "".join(str(rng.randint(0, 9)) for _ in range(8))


def landline(rng: Random) -> str:
    """Return a phone with its area code."""
    code = rng.choice(CODES)
    more = 6 if code > "04" else 7
    return f"{code}-{rng.randint(2, 8)}" + "".join(str(rng.randint(0, 9)) for _ in range(more))


def webmail(rng: Random) -> str:
    """Return a private mail address."""
    name = rng.choice(["yangguang", "lyx", "zhao.min", "happy_", "cj"]) + v.digits(rng, 4)
    return f"{name}@{rng.choice(['qq.com', '163.com', 'sina.cn', '139.com', 'yeah.net', 'hotmail.com'])}"


def home(rng: Random) -> str:
    """Return somebody's address: in town down to the room, in a village down to the house."""
    place, road, estate, village = map(rng.choice, (PLACES, ROADS, ESTATES, VILLAGES))
    number, room = rng.randint(2, 300), rng.randint(101, 1804)
    written = [
        f"{road}{number}号{estate}{rng.randint(1, 30)}栋{room}室",
        f"{village}{number}号",
        f"{road}{number}弄{rng.randint(1, 40)}号{room}",
        f"{estate}{rng.randint(1, 20)}号楼{rng.randint(1, 4)}单元{room}室",
        f"{village}{rng.randint(1, 12)}组{rng.randint(1, 90)}号",
    ]
    return place + rng.choice(written)
