"""Words of a request: what it is about, cut so that two requests can be compared."""

import re
from hashlib import sha256
from unicodedata import normalize

import rjieba

LIMIT = 24  # words kept of one request: the first ones say what it is about
MATTER, DOCUMENT = "=", "#"  # how the whole matter and a document number are told from words
LENGTH = 60
# What nearly every request says, and what therefore tells none from another.
_COMMON = re.compile(
    "政府|信息|公开|申请|申请人|提供|获取|相关|有关|关于|以及|或者|进行|情况|内容|文件|材料|资料|请求|要求"
    "|本人|我们|贵局|贵单位|单位|根据|依据|条例|中华人民共和国"
)
_DOCUMENT = re.compile(
    r"([\u4e00-\u9fff]{1,12})\s*[\[\(（【﹝［〔]\s*((?:19|20)\d{2})\s*年?\s*[\]\)）】﹞］〕]\s*第?\s*0*(\d+)\s*号"
)
_WORD = re.compile(r"[0-9a-z]+|[\u4e00-\u9fff]{2,}")
_SIGNS = re.compile(r"[\W_]+")


def terms_of(matter: str, description: str = "", doc_ref: str = "") -> frozenset[str]:
    """Return the words of a request, the document numbers in it, and one mark for the whole matter."""
    whole = "\n".join((matter, doc_ref, description))
    return frozenset([matter_term(matter), *document_terms(whole), *_words(whole)])


def matter_term(matter: str) -> str:
    """Return a mark that two matters share when they differ in signs and width of characters only."""
    plain = _SIGNS.sub("", normalize("NFKC", matter).lower())
    return MATTER + sha256(plain.encode()).hexdigest()[:24]


def document_terms(text: str) -> list[str]:
    """
    Return the document numbers that a text names, each written in one way.

    Of what stands before the year the last three characters are kept: where the number begins is not marked.
    """
    found = _DOCUMENT.findall(text)
    return [f"{DOCUMENT}{organ[-3:]}〔{year}〕{number}号" for organ, year, number in found]


def words_only(terms: frozenset[str]) -> frozenset[str]:
    """Return the words among the terms."""
    return frozenset(term for term in terms if term[0] not in (MATTER, DOCUMENT))


def _words(text: str) -> list[str]:
    """Return the first different words that say something."""
    cut = rjieba.cut(normalize("NFKC", text).lower())
    telling = (word[:LENGTH] for word in cut if _WORD.fullmatch(word) and not _COMMON.fullmatch(word))
    return list(dict.fromkeys(telling))[:LIMIT]
