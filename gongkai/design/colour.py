"""A body may choose its colour; this keeps white text on it, and it on paper, readable."""

READABLE = 6.0  # contrast with white; leaves 4.5 : 1 on the tinted papers too


PAPER, BLACK = "#ffffff", "#000000"


def _channels(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue (0 to 255) of `#RRGGBB`."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _light(channel: int) -> float:
    """Return the linear light (0 to 1) of one sRGB channel, as WCAG 2 counts it."""
    part = channel / 255
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def luminance(colour: str) -> float:
    """Return the relative luminance (0 to 1) of `#RRGGBB`."""
    red, green, blue = (_light(channel) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio (1 to 21) of two colours `#RRGGBB`."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def readable(colour: str) -> str:
    """Return the colour, darkened as far as it must be to stand on white (and white on it)."""
    while contrast(colour, PAPER) < READABLE:
        colour = "#" + "".join(f"{round(channel * 0.95):02x}" for channel in _channels(colour))
    return colour.lower()


def mix(colour: str, other: str, share: float) -> str:
    """Return `share` (0 to 1) of a colour with the rest of another, `#rrggbb`."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(one * share + two * (1 - share)):02x}" for one, two in pairs)


def shades(colour: str) -> dict[str, str]:
    """Return the custom properties of tokens.css that follow from a body's colour, by name."""
    body = readable(colour)
    return {
        "--body": body,
        "--body-deep": mix(body, BLACK, 0.78),
        "--body-line": mix(body, PAPER, 0.33),
        "--body-tint": mix(body, PAPER, 0.06),
    }
