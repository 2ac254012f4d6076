"""Reading files for the check: everything that a reader with tools could come to see, within bounds."""

from gongkai.screening.reading.opening import CannotRead, Opened, open_file, open_html

__all__ = ["CannotRead", "Opened", "open_file", "open_html"]
