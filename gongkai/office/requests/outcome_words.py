"""An outcome in words: the heading of the statutory table it stands under, itself, its finer ground."""

import re

from gongkai.rules.outcomes import Outcome

_AROUND = re.compile(r"^（.）|（.*）$")


def outcome_words(code: str, flag: str = "") -> str:
    """Write “不予公开：保护第三方合法权益（涉及商业秘密）”; nothing for no outcome."""
    if not code:
        return ""
    outcome = Outcome(code)
    heading = _AROUND.sub("", outcome.group.label)
    said = outcome.label if outcome.label.startswith(heading) else f"{heading}：{outcome.label}"
    detail = outcome.details.get(flag)
    return f"{said}（{detail.label}）" if detail else said
