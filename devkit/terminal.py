"""What `dev.py` says: short lines on stderr, and one line for each thing that cannot be done."""

import sys


class Trouble(Exception):
    """Something the person at the keyboard must mend; its text is the one line they see."""


def say(line: str) -> None:
    """Print one line of progress."""
    print(line, file=sys.stderr, flush=True)


class Counter:
    """A line that counts on in place on a terminal, and stays silent where output is kept."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.live = sys.stderr.isatty()

    def show(self, done: int) -> None:
        """Show how many are done."""
        if self.live:
            print(f"\r{self.text} {done}", end="", file=sys.stderr, flush=True)

    def close(self) -> None:
        """End the line."""
        if self.live:
            print(file=sys.stderr, flush=True)
