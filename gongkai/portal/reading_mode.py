"""大字, 高对比, 繁體: how a reader wants the pages, remembered in a cookie, no JavaScript needed."""

from collections.abc import Mapping

COOKIE = "reading"
TRADITIONAL = "traditional"
# name in the form and cookie → class on <html>
CLASSES = {"large": "gk-large", "contrast": "gk-contrast"}
MODES = CLASSES.keys() | {TRADITIONAL}
ONE_YEAR = 365 * 24 * 60 * 60


def chosen(cookies: Mapping[str, str]) -> frozenset[str]:
    """Return the modes that the reader chose."""
    return frozenset(cookies.get(COOKIE, "").split("-")) & MODES


def toggled(modes: frozenset[str], mode: str) -> frozenset[str]:
    """Return the modes with one of them switched on or off; an unknown one changes nothing."""
    return modes ^ ({mode} & MODES)


def cookie_value(modes: frozenset[str]) -> str:
    """Return what the cookie keeps."""
    return "-".join(sorted(modes))


def language(modes: frozenset[str]) -> str:
    """Return the language and script of the pages (BCP 47)."""
    return "zh-Hant" if TRADITIONAL in modes else "zh-Hans"


def css_classes(modes: frozenset[str]) -> str:
    """Return the classes of <html>."""
    return " ".join(CLASSES[mode] for mode in sorted(modes & CLASSES.keys()))
