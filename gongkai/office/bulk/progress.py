"""How far a registration is: the page asks again while rows are still registered, and not for ever."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

PATIENCE = 20  # times that the page asks, a second apart, without any row registered in between


@dataclass(frozen=True)
class Progress:
    """What was left when the page asked last, and how often nothing has moved since."""

    left: int = 0
    still: int = 0
    asked: bool = False

    @classmethod
    def of(cls, query: Mapping[str, str], *, left: int) -> Self:
        """Read from the address what the page saw last, and compare it with what is left now."""
        seen = query.get("running", "")
        before, _, still = seen.partition("-")
        if not before.isdigit():
            return cls(left)
        moved = int(before) != left or not still.isdigit()
        return cls(left, 0 if moved else int(still) + 1, asked=True)

    @property
    def is_running(self) -> bool:
        """Whether to ask again."""
        return self.asked and bool(self.left) and self.still < PATIENCE

    @property
    def is_stuck(self) -> bool:
        """Whether rows are left and nothing moves."""
        return self.asked and bool(self.left) and not self.is_running

    @property
    def query(self) -> str:
        """What the page asks with next time."""
        return f"running={self.left}-{self.still}"
