"""期限雷达: everything that has a legal last day, from whichever register it comes.

A *line* is one thing with its last day. Each kind of line knows where its lines come from; the radar groups
them by day, and the calendar feed sends a person's own.
"""

from gongkai.office.redlines.line import Line, Span
from gongkai.office.redlines.table import KINDS, lines_of

__all__ = ["KINDS", "Line", "Span", "lines_of"]
