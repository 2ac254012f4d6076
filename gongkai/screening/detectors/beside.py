"""谁: whether a person is named beside what was found: in its row, in its sentence, in its form or letter."""

from functools import lru_cache

from gongkai.rules.screening import screening_words
from gongkai.screening.names import is_name, names_in
from gongkai.screening.setting import View

SENTENCE_ENDS = "。;\n"
REACH = 300  # characters on either side: what has no end for longer is no sentence


def is_named(view: View, place: int) -> bool:
    """Whether a name stands in the row of a cell, or in the sentence or the form of a place."""
    if view.passage.is_cell:
        return not is_head(view) and (any(map(is_name, view.passage.row)) or bool(names_in(view.text)))
    return view.of_person(place) or bool(names_beside(view, place))


def names_beside(view: View, place: int) -> list[tuple[int, int]]:
    """Return the places of names in the sentence of a place."""
    stretch = place // REACH * REACH  # the same for all places near each other, so read once for them
    first, last = max(0, stretch - REACH), min(len(view.text), stretch + 2 * REACH)
    start = max([first, *(view.text.rfind(sign, first, place) + 1 for sign in SENTENCE_ENDS)])
    ends = [end for end in (view.text.find(sign, place, last) for sign in SENTENCE_ENDS) if end >= 0]
    return [(start + begun, start + done) for begun, done in _names_of(view.text[start : min([last, *ends])])]


@lru_cache(maxsize=64)
def _names_of(sentence: str) -> tuple[tuple[int, int], ...]:
    return tuple(names_in(sentence))


def private_names_beside(view: View, place: int) -> bool:
    """Whether the sentence names somebody who does not speak for an office."""
    named = [view.text[:start].rstrip(" :(") for start, _ in names_beside(view, place)]
    return any(not before.endswith(screening_words().people.office_labels) for before in named)


def is_head(view: View) -> bool:
    """Whether a cell can be the head of a column: nothing stands over it, and its row has no figures."""
    return not view.passage.header and not any(sign.isdigit() for sign in view.passage.around)
