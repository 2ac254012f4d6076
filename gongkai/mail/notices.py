"""What applicants are told by e-mail or text message: the number of the request and where to look."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from gongkai.bodies.models import Body
from gongkai.casework.models import DisclosureRequest
from gongkai.letters.models import Letter


@dataclass(frozen=True)
class Notice:
    """What follows a step of a case: how it is called, and what it says."""

    label: str
    words: str


RECEIVED = Notice("收到申请通知", "已登记收到")
# By the step that was taken; the settings name the same steps (GONGKAI_ON_REQUEST_STEP).
NOTICES = {
    "register": RECEIVED,
    "confirm_receipt": RECEIVED,
    "ask_to_correct": Notice("补正通知", "需要补正，请在告知的期限内补正"),
    "extend": Notice("延期通知", "已延长答复期限"),
    "issue_reply": Notice("答复通知", "已作出答复"),
}


def notice_text(notice: Notice, case: DisclosureRequest) -> str:
    """Return the words of a notice: nothing in them says who asked, or for what."""
    return (
        f"【{case.body.short_name}】您的政府信息公开申请（编号{case.number}）{notice.words}。"
        f"办理情况凭查询码查询：{tracking_address(case.body)}"
    )


def notice_subject(notice: Notice, case: DisclosureRequest) -> str:
    """Return the subject of a notice by e-mail."""
    return f"{notice.label}（申请编号{case.number}）"


def letter_subject(letter: Letter) -> str:
    """Return the subject of a letter by e-mail."""
    return f"{letter.of_kind.label}（申请编号{letter.request.number}）"


def letter_text(letter: Letter) -> str:
    """Return what stands in the mail around a letter."""
    body = letter.body
    lines = [
        f"您好：\n\n您的政府信息公开申请（编号{letter.request.number}）的{letter.of_kind.label}"
        f"{letter.number}见附件。收到后请回复本邮件确认。",
        f"办理情况凭查询码查询：{tracking_address(body)}",
        "\n".join(part for part in (body.name, body.phone and f"联系电话：{body.phone}") if part),
    ]
    return "\n\n".join(lines) + "\n"


def tracking_address(body: Body) -> str:
    """Return where the public follows a request to this body."""
    return body.portal_at(settings.BASE_URL) + reverse("portal:track").lstrip("/")
