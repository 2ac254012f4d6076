"""Numbers that name a person or lead to one: 身份证, 护照, 手机, 固定电话, 银行卡, 账号, 车牌, 邮箱."""

import re
from collections.abc import Iterator

from gongkai.common.masks import masked_email
from gongkai.rules.screening import screening_words
from gongkai.screening import masks
from gongkai.screening.detectors.beside import private_names_beside
from gongkai.screening.hits import Hit, Kind, Severity
from gongkai.screening.identity import codes_in, identity_of, is_card, is_old_identity
from gongkai.screening.materials import heading
from gongkai.screening.names import is_name, names_in
from gongkai.screening.setting import NEAR, View

BLOCK, WARN, INFO = Severity
GAP = r"[ \-.·]?"
ALONE, END = r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])"
ID_18 = re.compile(rf"{ALONE}(?=([1-9](?:[ \-.·\n]?\d){{16}}[ \-.·\n]?[\dXx]){END})")
ID_15 = re.compile(rf"{ALONE}[1-9]\d{{14}}{END}")
ID_MASKED = re.compile(
    r"(?<![0-9A-Za-z*])(?=[\d*Xx#×]{15,18}(?![0-9A-Za-z*×]))\d{0,14}[*#×xX]{2,18}\d{0,8}[\dXx]?"
)
BESIDE = 8  # characters before a number in which its own label stands
TAIWAN = 16  # characters before a number of eight digits in which its name has to stand
OTHER_CODE = re.compile(r"[一-鿿](?:号|号码|编码|代码|条码|码)(?:[为是:( ]|\[|【)*$")  # 物流单号
PASS = re.compile(rf"{ALONE}(?:[A-Za-z]{{1,2}}\d{{7,8}}|[HhMm]\d{{8,10}}|\d{{8}}){END}")
OWN_LABEL = (
    r"[一-鿿]{0,2}(?:编号|号码?|证号)?[为是:( ]*$"  # 护照编号E…: its own word stands right before a number
)
ACCOUNT_LABEL = re.compile(r"(?:账|帐)户[为是:( ]*$")
SPACED_MOBILE = re.compile(r"(?<!\d)1(?: ?[3-9])(?: ?\d){9}(?! ?\d)")  # as a scanner reads it
PHONE_LABEL = re.compile(r"(?:电话|手机|联系方式|号码)[为是:( ]*$")
MOBILE = re.compile(
    rf"(?<![\dA-Za-z.])(?:(?:\+|00)?86{GAP})?(1[3-9]\d{GAP}\d{{4}}{GAP}\d{{4}})"
    r"(?!\d)(?!\.\d)(?! ?(?:[万亿]?元|[万亿]|人次|平方|吨|%))"  # a sum, a quantity
)
LANDLINE = re.compile(r"(?<![\d\-])\(?0\d{2,3}\)?[ \-]{0,3}[2-8]\d{6,7}(?!\d)")
LOCAL = re.compile(r"(?<![\d\-./])[2-8]\d{6,7}(?![\d\-./年月元])")  # without its area code
CARD = re.compile(rf"{ALONE}(?=(\d(?:[ \-]?\d){{15,18}}){END})")
ACCOUNT = re.compile(rf"{ALONE}\d(?:[ \-]?\d){{8,29}}{END}")
PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]"
    r" ?[A-HJ-NP-Z][· ]?[A-HJ-NP-Z0-9]{5,6}(?![A-Za-z0-9])"
)
MAIL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._%+\-]{0,63}@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)*\.[A-Za-z]{2,10}")
LONG_ENOUGH = re.compile(  # seven figures, or signs over figures, close together: no number is shorter
    r"[\d*#×xX](?:[^\d*#×xX]{0,5}[\d*#×xX]){6}"
)
BARE_CARD = (16, 19)  # lengths that are cards without a word beside them, when they begin with 62
HIDDEN_LEAST = 6  # digits of an identity number that have to be covered


def numbers(view: View) -> Iterator[Hit]:
    """Yield numbers of all kinds; one place of the text is one number, the surest reading first."""
    if not LONG_ENOUGH.search(view.text):
        return
    account = screening_words().numbers.account_words
    taken = bytearray(len(view.text))
    for start, end in codes_in(view.text):
        if not view.says(account, start, BESIDE):
            taken[start:end] = b"\1" * (end - start)
    for find in (identities, cards, accounts, mobiles, passes, landlines):
        for start, end, hit in find(view):
            if not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                yield hit


Found = tuple[int, int, Hit]


def identities(view: View) -> Iterator[Found]:
    """Yield identity numbers of 18 and 15 digits, and masked ones that show too much."""
    for found in ID_18.finditer(view.text):
        start, end = found.span(1)
        identity = identity_of(_plain(found[1]), view.setting.today)
        if identity is None:
            continue
        masked = masks.keep_ends("id_card", identity.number)
        if identity.is_valid:
            yield (
                start,
                end,
                view.hit(
                    Kind.ID_CARD,
                    BLOCK,
                    start,
                    end,
                    masked,
                    "GB 11643，个人信息保护法第二十五条",
                    "掩去出生日期，或者删去",
                ),
            )
        elif view.says(screening_words().numbers.identity_words, start):
            words = screening_words().numbers.identity_words
            listed = any(word in view.passage.header for word in words)  # a slip of the pen in a list
            yield (
                start,
                end,
                view.hit(
                    Kind.ID_CARD,
                    WARN if listed else INFO,
                    start,
                    end,
                    masked,
                    "校验位不符",
                    "像是写错的身份证号，请核对",
                ),
            )
    for found in ID_15.finditer(view.text):
        old = is_old_identity(found[0], view.setting.today)
        if old and view.says(screening_words().numbers.identity_words, found.start()):
            masked = masks.keep_ends("id_card", found[0])
            yield (
                *found.span(),
                view.hit(
                    Kind.ID_CARD, WARN, *found.span(), masked, "十五位身份证号", "掩去出生日期，或者删去"
                ),
            )
    yield from _masked(view)


def _masked(view: View) -> Iterator[Found]:
    for found in ID_MASKED.finditer(view.text):
        number, (start, end) = found[0], found.span()
        if len(number) not in (15, 18):
            continue
        if number[:2].isdigit() and number[:2] not in screening_words().numbers.provinces:
            continue  # 91…: the credit code of an organisation
        hidden = sum(sign in "*#×" for sign in number) or sum(sign in "xX" for sign in number[:-1])
        born, last = number[6:14].isdigit(), number[-4:-1].isdigit()
        if not hidden:
            continue
        if born and last:
            yield (
                start,
                end,
                view.hit(
                    Kind.ID_CARD, BLOCK, start, end, number, "掩码露出出生日期和顺序码", "至少掩去出生日期"
                ),
            )
        elif born or hidden < HIDDEN_LEAST:
            yield (
                start,
                end,
                view.hit(Kind.ID_CARD, WARN, start, end, number, "掩码露出出生日期", "掩去出生日期"),
            )
        else:
            yield start, end, view.hit(Kind.ID_CARD, INFO, start, end, number, "已经掩码")


def passes(view: View) -> Iterator[Found]:
    """Yield numbers of passports and travel permits, which only a word beside them tells apart."""
    for found in PASS.finditer(view.text):
        words = screening_words().numbers
        label = view.label(found.start(), NEAR)
        own = re.search(f"(?:{'|'.join(words.pass_words)}){OWN_LABEL}", label) is not None
        named = own or (
            view.says(words.pass_words, found.start()) and not view.says(words.code_words, found.start(), 6)
        )
        if found[0].isdigit():
            named = named and _is_taiwanese(view.label(found.start(), TAIWAN), words.taiwan_words)
        if named:
            masked = masks.keep_ends("passport", found[0])
            yield (
                *found.span(),
                view.hit(
                    Kind.PASSPORT, WARN, *found.span(), masked, "护照、通行证号码", "掩去中间各位，或者删去"
                ),
            )


def _is_taiwanese(label: str, words: tuple[str, ...]) -> bool:
    """Whether the name of the permit stands right before its number: 台胞证号12345678."""
    behind = max((label.rpartition(word)[2] for word in words if word in label), key=len, default=None)
    return behind is not None and re.fullmatch(r",?(?:证件)?(?:号码?)?(?:[为是:(]|\s)*", behind) is not None


def mobiles(view: View) -> Iterator[Found]:
    """Yield mobile numbers; that of an office, told by its label, only warns."""
    words = screening_words()
    spaced = [each for each in SPACED_MOBILE.finditer(view.text) if _is_called_phone(view, each.start())]
    for start, end in [*(each.span(1) for each in MOBILE.finditer(view.text)), *(e.span() for e in spaced)]:
        number = _plain(view.text[start:end])
        if number in view.setting.own_phones or _is_code(view, start):
            continue
        if any(head in view.passage.header for head in words.numbers.money_heads):
            continue
        personal = view.passage.is_cell and _names_people(view)
        office = not personal and view.says(words.numbers.office_phone_words, start)
        masked = masks.keep_ends("mobile", number)
        yield (
            start,
            end,
            view.hit(
                Kind.MOBILE,
                WARN if office else BLOCK,
                start,
                end,
                masked,
                "手机号码",
                "掩去中间四位，或者改用办公电话",
            ),
        )


def _is_called_phone(view: View, start: int) -> bool:
    return PHONE_LABEL.search(view.label(start).replace(" ", "")) is not None


def _is_code(view: View, start: int) -> bool:
    """Whether a word for other numbers leads to a place: 快递单号138…, but not 快递签收人：潘莉/138…."""
    words = screening_words().numbers.code_words
    before = re.split(r"[,、/]", view.label(start, 12).removeprefix(view.passage.header))[-1]
    return any(word in before or word in view.passage.header for word in words)


def _names_people(view: View) -> bool:
    heads = screening_words().people.name_heads
    said = (view.passage.header, heading(view.passage.title))
    return any(head in cell for head in heads for cell in said)


def landlines(view: View) -> Iterator[Found]:
    """Yield landlines; those of offices are lawful content (条例第二十条第二项), so they inform."""
    for found in LANDLINE.finditer(view.text):
        if re.sub(r"\D", "", found[0]) in view.setting.own_phones:
            continue
        at_home = view.says(screening_words().numbers.home_phone_words, found.start())
        severity = WARN if at_home else INFO
        advice = "删去，或者改用办公电话" if at_home else ""
        yield (
            *found.span(),
            view.hit(Kind.LANDLINE, severity, *found.span(), masks.of_phone(found[0]), "固定电话", advice),
        )
    for found in LOCAL.finditer(view.text):
        if view.says(screening_words().numbers.home_phone_words, found.start(), BESIDE):
            masked = masks.of_phone(found[0])
            yield *found.span(), view.hit(Kind.LANDLINE, WARN, *found.span(), masked, "住宅电话", "删去")


def cards(view: View) -> Iterator[Found]:
    """Yield bank cards by prefix and check digit, with a word beside them or of a usual length."""
    words = screening_words().numbers
    for found in CARD.finditer(view.text):
        start, end = found.span(1)
        number = _plain(found[1])
        bare = number.startswith("62") and len(number) in BARE_CARD
        if not is_card(number) or not (bare or view.says(words.card_words, start)):
            continue
        if not view.says(words.card_words, start) and _numbers_something_else(view, start):
            continue
        masked = masks.keep_ends("bank", number)
        yield (
            start,
            end,
            view.hit(
                Kind.BANK_CARD, BLOCK, start, end, masked, "银行卡号（Luhn校验）", "只留后四位，或者删去"
            ),
        )


def _numbers_something_else(view: View, start: int) -> bool:
    """Whether what stands right before a number, or over it, is the name of another number: 物流单号."""
    words = screening_words().numbers.code_words
    return view.says(words, start, 12) or any(
        OTHER_CODE.search(label) for label in (view.label(start, 12), view.passage.header)
    )


def accounts(view: View) -> Iterator[Found]:
    """Yield accounts of organisations: fee notices lawfully show the treasury's, so they warn."""
    words = screening_words().numbers
    for found in ACCOUNT.finditer(view.text):
        said = view.says(words.account_words, found.start()) or ACCOUNT_LABEL.search(
            view.label(found.start())
        )
        other = view.says(words.login_words, found.start(), 8) or _is_called_otherwise(view, found.start())
        if said and not other:
            masked = masks.keep_ends("bank", _plain(found[0]))
            yield (
                *found.span(),
                view.hit(
                    Kind.BANK_ACCOUNT, WARN, *found.span(), masked, "单位账号", "请确认是公开的收款账户"
                ),
            )


def _is_called_otherwise(view: View, start: int) -> bool:
    """Whether the word right before a number is that of another number: 账号由系统分配，编码350…."""
    words = screening_words().numbers
    before = view.label(start, NEAR).removeprefix(view.passage.header).replace(" ", "")
    found = OTHER_CODE.search(before)
    own = (*words.account_words, *words.card_words)
    return found is not None and not any(word in before[max(0, found.start() - 3) :] for word in own)


def plates(view: View) -> Iterator[Hit]:
    """Yield number plates, but for those of official vehicles."""
    for found in PLATE.finditer(view.text):
        around = f"{view.passage.title} {view.passage.around}"
        official = any(word in around for word in screening_words().numbers.official_vehicles)
        if not official and any(sign.isdigit() for sign in found[0]):
            masked = masks.keep_ends("plate", found[0])
            yield view.hit(Kind.PLATE, WARN, *found.span(), masked, "机动车号牌", "掩去中间各位")


def mails(view: View) -> Iterator[Hit]:
    """Yield mail addresses: those of governments and of this body inform, others are to be looked at."""
    words = screening_words().numbers
    for found in MAIL.finditer(view.text):
        domain = found[0].rpartition("@")[2].lower()
        official = domain.endswith(".gov.cn") or domain in view.setting.own_domains
        told = view.says(words.office_mail_words, found.start()) or view.text.startswith("邮箱", found.end())
        labelled = told and not _of_person(view, found.start())
        severity = INFO if official or labelled else WARN
        yield view.hit(Kind.EMAIL, severity, *found.span(), masked_email(found[0]), "电子邮箱")


def _of_person(view: View, place: int) -> bool:
    """Whether what stands before a place says that it belongs to a person."""
    label = view.label(place)
    said = any(word in label for word in screening_words().numbers.personal_words)
    beside = view.passage.is_cell and any(map(is_name, view.passage.row))
    named = view.of_person(place) or private_names_beside(view, place)
    return said or beside or named or _names_people(view) or bool(names_in(label.strip()))


def _plain(number: str) -> str:
    return re.sub(r"[^0-9A-Za-z]", "", number)
