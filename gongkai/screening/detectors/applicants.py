"""申请人: names that the request register knows, in texts about requests above all."""

import re
from collections.abc import Iterator

from gongkai.screening import masks
from gongkai.screening.hits import Hit, Kind, Severity
from gongkai.screening.names import surname_of
from gongkai.screening.setting import View

BLOCK, WARN, INFO = Severity
SHORT_NAME = 2  # characters of names that are words of the language as well
BEFORE_NAME = re.compile(
    r"(?:^|[^一-鿿\d]|申请人|当事人|原告|公民|其中|关于|答复|回复|告知|通知|收到|寄|送|送达|同志|代理人|自然人"
    r"|[对向由与和及为给同被自因经据如])$"
)
AFTER_NAME = re.compile(r"$|[^一-鿿]|申请|提出|要求|不服|诉|同志|女士|先生|一案|等|[的向来对于在因与和及]")
ABOUT_REQUESTS = re.compile(r"申请|信息公开|公开信息|答复|复议|诉|来信|来访|举报|投诉|信访|一案")


def applicants(view: View) -> Iterator[Hit]:
    """Yield names that the request register knows as applicants'."""
    for name in view.setting.applicants:
        for found in re.finditer(re.escape(name), view.text):
            masked = masks.of_name(name, surname_of(name) or name[:1])
            sure = len(name) > SHORT_NAME or _stands_as_name(view.text, *found.span())
            told = ABOUT_REQUESTS.search(view.passage.around)  # others have the same name
            severity = (BLOCK if told else WARN) if sure else INFO
            yield view.hit(Kind.APPLICANT, severity, *found.span(), masked, "条例第十五条", "删去申请人姓名")


def _stands_as_name(text: str, start: int, end: int) -> bool:
    """Whether a name of two characters, which may be a word (高峰, 周全), stands where names stand."""
    return BEFORE_NAME.search(text[:start]) is not None and AFTER_NAME.match(text, end) is not None
