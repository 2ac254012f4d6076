"""发现: what a detector found, where, and how grave it is."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum


class Severity(StrEnum):
    """How grave a hit is: `block` is masked or overridden with a reason before anything goes out."""

    BLOCK = "block"
    WARN = "warn"
    INFO = "info"

    @property
    def label(self) -> str:
        """Its name for people."""
        return {"block": "禁止发布", "warn": "请核对", "info": "供参考"}[self.value]

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return list(Severity).index(self)


class Kind(StrEnum):
    """What was found (`gongkai screen` prints these codes)."""

    ID_CARD = "id_card"
    PASSPORT = "passport"
    MOBILE = "mobile"
    LANDLINE = "landline"
    EMAIL = "email"
    BANK_CARD = "bank_card"
    BANK_ACCOUNT = "bank_account"
    ADDRESS = "address"
    PLATE = "plate"
    CONTACT_LIST = "contact_list"
    NAME_LIST = "name_list"
    HEALTH = "health"
    MINOR = "minor"
    INCOME = "income"
    APPLICANT = "applicant"
    SECRET_MARK = "secret_mark"  # noqa: S105 - not a password
    INTERNAL_MARK = "internal_mark"
    ATTRIBUTE = "attribute"
    DRAFT = "draft"
    COVERED_TEXT = "covered_text"
    DATE = "date"
    WRONG_WORD = "wrong_word"

    @property
    def label(self) -> str:
        """Its name for people."""
        return LABELS[self]


LABELS = {
    Kind.ID_CARD: "身份证件号码",
    Kind.PASSPORT: "护照、通行证号码",
    Kind.MOBILE: "手机号码",
    Kind.LANDLINE: "固定电话",
    Kind.EMAIL: "电子邮箱",
    Kind.BANK_CARD: "银行卡号",
    Kind.BANK_ACCOUNT: "单位账号",
    Kind.ADDRESS: "家庭住址",
    Kind.PLATE: "车牌号",
    Kind.CONTACT_LIST: "内部通讯录",
    Kind.NAME_LIST: "姓名名单",
    Kind.HEALTH: "健康等敏感信息",
    Kind.MINOR: "未成年人信息",
    Kind.INCOME: "工资、缴费、权益记录",
    Kind.APPLICANT: "依申请公开申请人",
    Kind.SECRET_MARK: "密级标志",
    Kind.INTERNAL_MARK: "内部资料标志",
    Kind.ATTRIBUTE: "公开属性不符",
    Kind.DRAFT: "未定稿痕迹",
    Kind.COVERED_TEXT: "色块下的文字",
    Kind.DATE: "日期有误",
    Kind.WRONG_WORD: "错别字、不规范表述",
}


@dataclass(frozen=True)
class Hit:
    """
    Something a detector found: `text[start:end]` of the passage with number `passage`.

    `masked` never shows more of a number than may be public; `found` is what stands there and leaves the
    program only to cover it.
    """

    kind: Kind
    severity: Severity
    where: str
    masked: str
    rule: str
    passage: int
    start: int
    end: int
    found: str
    suggestion: str = ""

    def at(self, severity: Severity) -> "Hit":
        """Return the same hit with another severity."""
        return replace(self, severity=severity)


def gravest_first(hits: Iterable[Hit]) -> list[Hit]:
    """Return the hits by gravity, then in the order of the text."""
    return sorted(hits, key=lambda hit: (hit.severity.rank, hit.passage, hit.start))


def worst(hits: Iterable[Hit]) -> Severity | None:
    """Return the gravest severity among the hits."""
    return min((hit.severity for hit in hits), key=lambda severity: severity.rank, default=None)
