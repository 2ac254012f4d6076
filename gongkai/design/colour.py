"""A body may choose its colours; this keeps white text on them, and them on paper, readable."""

READABLE = 6.0  # contrast with white; leaves 4.5 : 1 on the tinted papers too
ENOUGH = 4.5  # WCAG 2.2 AA, 1.4.3, for words of the usual size
WASH = "#f5f4f0"  # the token of that name
TINTED = 0.06  # how much of the colour its tint has

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


def refusal_of(colour: str) -> str:
    """Say which pair of colours cannot be read and what could be chosen instead; "" when all can be."""
    pairs = {
        "白色文字在这个底色上（导航栏、按钮）": PAPER,
        "这种颜色的文字在白底上（链接、标题）": PAPER,
        "这种颜色的文字在浅灰底上（目录、顶栏）": WASH,
        "这种颜色的文字在它的浅色底上（选中的栏目）": mix(colour, PAPER, TINTED),
    }
    weak = {
        words: contrast(colour, paper) for words, paper in pairs.items() if contrast(colour, paper) < ENOUGH
    }
    if not weak:
        return ""
    said = "；".join(f"{words}只有 {ratio:.1f} : 1" for words, ratio in weak.items())
    return (
        f"颜色 {colour} 看不清：{said}。对比度应当不低于 {ENOUGH} : 1（WCAG 2.2 AA），"
        f"相近而清楚的颜色是 {readable(colour)}。"
    )


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
        "--body-tint": mix(body, PAPER, TINTED),
    }


def accents(colour: str) -> dict[str, str]:
    """Return the custom properties that follow from what a body uses instead of the seal red, by name."""
    return {"--seal": readable(colour), "--seal-tint": mix(readable(colour), PAPER, TINTED)}
