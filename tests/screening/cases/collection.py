"""The whole collection: every piece in a document of its own, beside usual lines that may mislead."""

from dataclasses import dataclass, replace
from random import Random

from gongkai.screening.checking import screen
from gongkai.screening.folding import fold
from gongkai.screening.hits import Hit, Kind, Severity
from gongkai.screening.reading import open_file
from gongkai.screening.setting import Setting
from tests.screening.cases.cases import Maker, Piece
from tests.screening.cases.documents import MAKERS, TABLE_PLACES, TEXT_PLACES, Content, pages
from tests.screening.cases.numbers import NUMBERS
from tests.screening.cases.persons import PERSONS, TODAY
from tests.screening.cases.wording import WORDING

Cases = dict[Kind, tuple[list[Maker], list[Maker]]]
KINDS: Cases = {**NUMBERS, **PERSONS, **WORDING}
IN_NAMES = frozenset(NUMBERS) - {Kind.BANK_ACCOUNT}
INFORMING = frozenset({Kind.NAME_LIST})  # names are usual in what is made public; they only inform
CHECKED = frozenset({Kind.ID_CARD, Kind.BANK_CARD})  # kinds whose numbers have a check digit
ROUNDS = 2  # how often each case is made, with other values and in another place


@dataclass(frozen=True)
class Document:
    """A file, what is planted in it, and the circumstances."""

    name: str
    data: bytes
    kind: Kind
    piece: Piece
    note: str

    def hits(self) -> list[Hit]:
        """Return what the check finds in it that somebody would be told to look at."""
        found = screen(open_file(self.data, self.name).material, Setting(TODAY, **self.piece.setting))
        return [h for h in found if h.severity is not Severity.INFO or h.kind in INFORMING]


@dataclass
class Score:
    """How well a kind is found: planted, of them missed, and what was taken for it wrongly."""

    planted: int = 0
    found: int = 0
    right: int = 0
    missed: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()

    @property
    def recall(self) -> float:
        """The share of what is planted that was found."""
        return self.found / self.planted

    @property
    def precision(self) -> float:
        """The share of what was found that is planted."""
        return self.right / (self.right + len(self.wrong)) if self.right or self.wrong else 1.0


def drafts(seed: int, kinds: Cases = KINDS) -> list["Draft"]:
    """Return what the documents say and in which form; the same seed gives the same."""
    rng = Random(seed)  # noqa: S311 - no secrets
    return [
        _placed(rng, kind, maker(rng), kinds, turn * 7 + n * 3 + offset)
        for offset, (kind, both) in enumerate(kinds.items())
        for makers in both
        for n, maker in enumerate(makers)
        for turn in range(ROUNDS)
    ]


def collection(seed: int = 2026, kinds: Cases = KINDS) -> list[Document]:
    """Return the documents; the same seed gives the same text."""
    made = drafts(seed, kinds)
    printed = iter(pages([content for _, _, content, form, _ in made if form == "pdf"]))
    return [
        Document(
            f"{_name(kind, piece, place)}.{form}",
            next(printed) if form == "pdf" else MAKERS[form](content, place),
            kind,
            piece,
            f"{form} {place}",
        )
        for kind, piece, content, form, place in made
    ]


Draft = tuple[Kind, Piece, Content, str, str]


def _placed(rng: Random, kind: Kind, piece: Piece, kinds: Cases, turn: int) -> Draft:
    usual = tuple(_usual(rng, kind, kinds) for _ in range(2))
    if piece.place:
        return kind, piece, Content(usual, piece.lines), "docx", piece.place
    if piece.rows:
        form, place = TABLE_PLACES[turn % len(TABLE_PLACES)]
        return kind, piece, Content((*usual, *piece.lines), (), piece.rows), form, place
    if len(piece.lines) > 1:
        form = ("html", "txt", "docx", "pdf")[turn % 4]
        return kind, piece, Content(usual, piece.lines), form, ""
    if kind in IN_NAMES and rng.random() < 0.08 and not set(piece.lines[0]) & set("/@:：\u200b"):
        return kind, replace(piece), Content(usual), "txt", "name"
    form, place = TEXT_PLACES[turn % len(TEXT_PLACES)]
    if place in ("inserted", "deleted"):
        piece = replace(piece, planted=(*piece.planted, (Kind.DRAFT, piece.lines[0])))
    return kind, piece, Content(usual, piece.lines), form, place


def _usual(rng: Random, kind: Kind, kinds: Cases) -> str:
    """Return a line of a near miss of another kind that needs no circumstances."""
    while True:
        other = rng.choice([each for each in kinds if each is not kind])
        piece = rng.choice(kinds[other][1])(rng)
        if not piece.rows and not piece.setting and len(piece.lines) == 1:
            return piece.lines[0]


def _name(kind: Kind, piece: Piece, place: str) -> str:
    return piece.lines[0] if place == "name" else "文件"


def scores(documents: list[Document]) -> dict[Kind, Score]:
    """Return how well each kind is found in the documents."""
    counted = {kind: Score() for kind in KINDS}
    for document in documents:
        hits = document.hits()
        for kind, value in document.piece.planted:
            score, ok = counted[kind], any(_covers(hit, kind, value) for hit in hits)
            score.planted += 1
            score.found += ok
            if not ok:
                score.missed += (f"{document.note}: {document.piece.lines or document.piece.rows[:2]}",)
        for hit in hits:
            if any(_covers(hit, kind, value) for kind, value in document.piece.planted if kind is hit.kind):
                counted[hit.kind].right += 1
            else:
                counted[hit.kind].wrong += (f"{document.note}: {hit.rule} {hit.where} {hit.found!r}",)
    return counted


def _covers(hit: Hit, kind: Kind, value: str) -> bool:
    """Whether a hit is about a planted value: it stands in what was found, or the other way round."""
    found, parts = _bare(hit.found), [_bare(part) for part in value.split("、")]
    return hit.kind is kind and bool(found) and any(part in found or found in part for part in parts)


def _bare(text: str) -> str:
    return "".join(sign for sign in fold(text).text if sign.isalnum() or sign in "*×").upper()


def as_table(counted: dict[Kind, Score]) -> str:
    """Return the scores as a table."""
    lines = ["kind            planted  recall  precision  wrong"]
    lines += [
        f"{kind.value:<15} {score.planted:>7} {score.recall:>7.1%} {score.precision:>10.1%}"
        f" {len(score.wrong):>6}"
        for kind, score in counted.items()
    ]
    return "\n".join(lines)


def rates(counted: dict[Kind, Score]) -> tuple[float, float]:
    """Return recall and precision over all kinds together."""
    planted, found = (sum(getattr(s, part) for s in counted.values()) for part in ("planted", "found"))
    right, wrong = sum(s.right for s in counted.values()), sum(len(s.wrong) for s in counted.values())
    return found / planted, right / (right + wrong)


def totals(counted: dict[Kind, Score]) -> str:
    """Return recall and precision over all kinds together, as the last line of the table."""
    planted = sum(score.planted for score in counted.values())
    wrong = sum(len(score.wrong) for score in counted.values())
    recall, precision = rates(counted)
    return f"{'all':<15} {planted:>7} {recall:>7.1%} {precision:>10.1%} {wrong:>6}"
