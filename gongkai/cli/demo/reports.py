"""The demo's annual reports."""

from datetime import date

from gongkai.cli.demo.cast import Cast


def keep_reports(cast: Cast, today: date) -> None:
    """Open nothing yet."""
