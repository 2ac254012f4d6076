"""掩码: covering what hits found, sign for sign, in the text or in the file itself."""

from collections import defaultdict
from collections.abc import Iterable

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


def cover(hit: Hit) -> str:
    """Return what may stand in place of a hit: as long as what was found, its signs of order kept."""
    found = hit.found
    if hit.kind in NUMBERS or (hit.kind is Kind.MINOR and _is_number(found)):
        return _by_sign(found, NUMBERS.get(hit.kind, "id_card"))
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


def mask(material: Material, hits: Iterable[Hit]) -> list[Hit]:
    """Cover the hits of a material in place; return those that cannot be covered (in a PDF, a whole list)."""
    chosen: dict[int, list[Hit]] = defaultdict(list)
    left: list[Hit] = []
    for hit in hits:
        (chosen[hit.passage] if hit.kind in MASKABLE else left).append(hit)
    for number, found in chosen.items():
        passage = material.passages[number]
        if not passage.put(masked_text(passage.text, found)):
            left += found
    return left


def masked_text(text: str, hits: Iterable[Hit]) -> str:
    """Return a text with its hits covered; it stays as long as it was."""
    signs = list(text)
    for hit in hits:
        covered = cover(hit)
        for place in range(hit.start, hit.end):
            if signs[place] == text[place]:  # of two hits at one place the first has covered it
                signs[place] = covered[place - hit.start]
    return "".join(signs)


def _is_number(found: str) -> bool:
    return sum(sign.isdigit() for sign in found) > len(found) / 2


def _by_sign(found: str, kind: str) -> str:
    """Cover the signs of a number and keep what stands between them."""
    places = [n for n, sign in enumerate(found) if sign.isalnum()]
    kept = masks.keep_ends(kind, "".join(found[n] for n in places))
    covered = list(found)
    for place, sign in zip(places, kept, strict=True):
        covered[place] = sign
    return "".join(covered)
