"""Answers already given: found by the words of a question, offered before the same is asked again."""

from collections.abc import Sequence

from django.db.models import Q

from gongkai.bodies.models import Body
from gongkai.casework.models import ReleasedAnswer
from gongkai.search.tokens import fold, words_of

LONGEST = 200  # characters of a question that are looked at
LOOKED_AT = 300  # answers of which the best are chosen
SHORTEST = 2  # characters of a word that tells something


def find_answers(body: Body, question: str, *, limit: int | None = None) -> Sequence[ReleasedAnswer]:
    """Return the public answers of a body that have most of the words of a question, the best first."""
    answers = ReleasedAnswer.objects.of(body).public()
    asked = question.strip()[:LONGEST]
    words = list(dict.fromkeys(word for word in words_of(asked) if len(word) >= SHORTEST))
    if not asked:
        return list(answers[:limit])
    if not words:
        return []
    some = Q()
    for word in words:
        some |= Q(title__icontains=word) | Q(summary__icontains=word) | Q(files__text__icontains=word)
    found = answers.filter(some).distinct().prefetch_related("files")[:LOOKED_AT]
    scored = [(_score(answer, words), answer) for answer in found]
    good = [pair for pair in scored if pair[0] * 2 >= len(words)]
    return [answer for _, answer in sorted(good, key=lambda pair: -pair[0])][:limit]


def _score(answer: ReleasedAnswer, words: Sequence[str]) -> float:
    """Count the words that stand in the answer or its files; one in the title tells a little more."""
    title = fold(answer.title)
    text = fold(" ".join([answer.summary, *(file.text for file in answer.files.all())]))
    return sum(1.2 if word in title else 1.0 if word in text else 0.0 for word in words)
