"""办理条件: a check with the one sentence that a lawyer reads about it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, ParamSpec

P = ParamSpec("P")


@dataclass(frozen=True)
class Condition(Generic[P]):
    """A check that refuses by raising; `sentence` says what must hold, and by which article."""

    check: Callable[P, None]
    sentence: str

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> None:
        """Check; what is raised is the check's own refusal."""
        self.check(*args, **kwargs)


def condition(sentence: str) -> Callable[[Callable[P, None]], Condition[P]]:
    """Return what makes a condition of a check: `@condition("补正只告知一次（条例第三十条）。")`."""
    return lambda check: Condition(check, sentence)
