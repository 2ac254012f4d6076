"""错敏词库: by which lists a body's items are checked, without the entries that it switched off."""

from functools import lru_cache

from gongkai.bodies.models import Body
from gongkai.publishing.models.word_lists import SwitchedOff, WordList
from gongkai.rules.lexicon import Lexicon, shipped_lexicon
from gongkai.screening.word_lists import kept_lexicon

Names = frozenset[str]


def lexicons_of(body: Body) -> tuple[Lexicon, ...]:
    """Return the list that comes with the program, and those that the body put in force."""
    off: dict[str, set[str]] = {}
    for title, entry in SwitchedOff.objects.of(body).standing().values_list("title", "entry"):
        off.setdefault(title, set()).add(entry)
    shipped = _shipped(frozenset(off.get(shipped_lexicon().title, ())))
    own = WordList.objects.of(body).in_force()
    return shipped, *(_own(each.pk, each.sha256, frozenset(off.get(each.title, ()))) for each in own)


@lru_cache(maxsize=8)
def _shipped(off: Names) -> Lexicon:
    return shipped_lexicon().without(off) if off else shipped_lexicon()


@lru_cache(maxsize=16)
def _own(pk: int, _sha256: str, off: Names) -> Lexicon:
    return kept_lexicon(WordList.objects.get(pk=pk).content).without(off)
