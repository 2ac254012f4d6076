"""期限雷达: everything that has a legal last day, from whichever register it comes.

A *line* is one thing with its last day. Each kind of line has a source that counts its lines and writes the
first of them; the radar groups them by day, and the calendar feed sends a person's own.
"""

from gongkai.office.redlines.line import Cut, Kind, Line, Source, Span, Whose, everybody
from gongkai.office.redlines.table import KINDS, lines_of, sources_of

__all__ = [
    "KINDS",
    "Cut",
    "Kind",
    "Line",
    "Source",
    "Span",
    "Whose",
    "everybody",
    "lines_of",
    "sources_of",
]
