"""掩码: covering what hits found, sign for sign, in the text or in the file itself."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from gongkai.screening import masks
from gongkai.screening.hits import Hit, Kind
from gongkai.screening.materials import Material
from gongkai.screening.names import surname_of

NUMBERS = {
    Kind.ID_CARD: "id_card",
    Kind.MOBILE: "mobile",
    Kind.BANK_CARD: "bank",
    Kind.BANK_ACCOUNT: "bank",
    Kind.PASSPORT: "passport",
    Kind.PLATE: "plate",
}
MASKABLE = frozenset(
    [*NUMBERS, Kind.LANDLINE, Kind.EMAIL, Kind.ADDRESS, Kind.APPLICANT, Kind.MINOR, Kind.INCOME]
)


COVERED = "*#×"
Keep = Mapping[Kind, tuple[int, int]]
AS_USUAL: Keep = {}


def can_be_covered(kind: Kind, keep: Keep = AS_USUAL) -> bool:
    """Whether hits of a kind are covered sign for sign, always or in this kind of notice."""
    return kind in MASKABLE or kind in keep


def cover(hit: Hit, keep: Keep = AS_USUAL) -> str:
    """
    Return what may stand in place of a hit: as long as what was found, its signs of order kept.

    :param keep: by kind how many signs stay at both ends, where that is not as usual
    """
    found = hit.found
    if hit.kind in keep:
        return _by_sign(found, *keep[hit.kind])
    if hit.kind in NUMBERS or (hit.kind is Kind.MINOR and _is_number(found)):
        return _by_sign(found, *masks.KEEP[NUMBERS.get(hit.kind, "id_card")])
    if hit.kind is Kind.LANDLINE:
        return found[:-4] + "*" * len(found[-4:])
    if hit.kind is Kind.EMAIL:
        name = found.partition("@")[0]
        return found[:1] + "*" * (len(name) - 1) + found[len(name) :]
    if hit.kind is Kind.ADDRESS:
        kept = min(len(found), len(masks.of_address(found).rstrip("*")))
        return found[:kept] + "*" * (len(found) - kept)
    if hit.kind in (Kind.APPLICANT, Kind.MINOR):
        first = len(surname_of(found) or found[:1])
        return found[:first] + "某" * (len(found) - first)
    return "*" * len(found)


def mask(material: Material, hits: Iterable[Hit], keep: Keep = AS_USUAL) -> list[Hit]:
    """Cover the hits of a material in place; return those that cannot be covered (in a PDF, a whole list)."""
    chosen: dict[int, list[Hit]] = defaultdict(list)
    left: list[Hit] = []
    for hit in hits:
        (chosen[hit.passage] if can_be_covered(hit.kind, keep) else left).append(hit)
    for number, found in chosen.items():
        passage = material.passages[number]
        if not passage.put(masked_text(passage.text, found, keep)):
            left += found
    return left


def masked_text(text: str, hits: Iterable[Hit], keep: Keep = AS_USUAL) -> str:
    """Return a text with its hits covered; it stays as long as it was."""
    signs = list(text)
    for hit in hits:
        covered = cover(hit, keep)
        for place in range(hit.start, hit.end):
            if signs[place] == text[place]:  # of two hits at one place the first has covered it
                signs[place] = covered[place - hit.start]
    return "".join(signs)


def _is_number(found: str) -> bool:
    return sum(sign.isdigit() for sign in found) > len(found) / 2


def _by_sign(found: str, first: int, last: int) -> str:
    """Cover the signs of a number and keep what stands between them."""
    places = [n for n, sign in enumerate(found) if sign.isalnum() or sign in COVERED]  # 350102****1002X too
    kept = masks.keep_signs("".join(found[n] for n in places), first, last)
    covered = list(found)
    for place, sign in zip(places, kept, strict=True):
        covered[place] = sign
    return "".join(covered)
