"""What an applicant takes along as PDF: the receipt of a request, and the form for paper."""

from contextlib import suppress
from dataclasses import asdict
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any

import segno
from django.conf import settings
from django.utils.timezone import make_aware

from gongkai.bodies.models import Body, Design
from gongkai.common.fonts import faces
from gongkai.common.typesetting import typeset
from gongkai.design.colour import readable
from gongkai.design.strip import draw
from gongkai.design.words import cn_date, cn_due, cn_weekday
from gongkai.portal.following import Following
from gongkai.portal.paper_form import PaperForm
from gongkai.rules.deadlines import Deadline

COLOUR, ACCENT = "#1b446f", "#a3231c"  # as in tokens.css
TEMPLATES = Path(__file__).parent / "typst"
UNCONFIRMED = (
    "网上提交的申请，以双方确认之日为收到申请之日（条例第三十一条）。"
    "本机关会与您联系确认；以上日期按今天确认计算。"
)


def receipt_pdf(following: Following, *, expected: Deadline, address: str, on: date) -> bytes:
    """
    Return the receipt of a request as PDF; it bears no number of a document of identity.

    :param expected: the reply period if receipt is confirmed on this day
    :param address: where the request can be tracked, for the QR code
    :raises NotTypeset: a character that no font has
    """
    case = following.case
    due_on = case.due_on or expected.due_on
    provisional = case.provisional if case.due_on else expected.provisional
    days = following.days or list(expected.count)
    strip = draw(days, today=on, due_on=due_on, start=case.clock_from or expected.start)
    data = {
        "title": "政府信息公开申请回执",
        "body": case.body.name,
        "code": case.query_code,
        "due_words": "最迟答复日期" if case.due_on else "今天确认收到的，最迟答复日期",
        "due": f"{cn_due(due_on, provisional)} {cn_weekday(due_on)}",
        "facts": _facts(following),
        "days": [{"day": cell.on.day, "month": cell.month, "css": cell.css} for cell in strip.cells],
        "words": strip.words,
        "note": "" if case.due_on else UNCONFIRMED,
        "address": address,
        "qr": _qr(address),
        "made": cn_date(on),
        "look": _look(case.body),
    }
    return _set("receipt.typ", data, on)


def form_pdf(body: Body, form: PaperForm, *, on: date) -> bytes:
    """
    Return the form for paper as PDF.

    :raises NotTypeset: a character that no font has
    """
    postcode = f"，邮政编码{body.postcode}" if body.postcode else ""
    data = {
        "title": "政府信息公开申请表",
        "body": body.name,
        "kind": form.kind.label,
        "groups": [asdict(group) for group in form.groups],
        "send_to": f"{body.address or '本机关办公地址'}{postcode}",
    }
    return _set("form.typ", data, on)


def _look(body: Body) -> dict[str, Any]:
    """Return the colours and the emblem that the body chose, the usual ones where it did not."""
    design = Design.objects.current(body)
    look: dict[str, Any] = {"colour": COLOUR, "accent": ACCENT, "emblem": []}
    if design is None:
        return look
    look |= {name: readable(value) for name in ("colour", "accent") if (value := getattr(design, name))}
    if design.emblem:
        with suppress(FileNotFoundError), design.emblem.open("rb") as file:
            look["emblem"] = list(file.read())
    return look


def _facts(following: Following) -> list[tuple[str, str]]:
    case = following.case
    return [
        ("申请编号", case.number),
        ("申请人", "、".join(following.names)),
        ("提交日期", cn_date(case.submitted_on)),
        ("收到申请之日", cn_date(case.received_on) or "待双方确认"),
        ("所需信息", case.matter),
        ("提供方式和途径", f"{case.get_supply_form_display()}，{case.get_delivery_display()}"),
        ("受理机关", case.body.name),
    ]


def _qr(address: str) -> str:
    drawn = BytesIO()
    segno.make_qr(address, error="m").save(drawn, kind="svg", border=0, xmldecl=False, unit="pt")
    return drawn.getvalue().decode()


def _set(template: str, data: dict[str, Any], on: date) -> bytes:
    made_at = make_aware(datetime.combine(on, time()))
    return typeset(TEMPLATES / template, data, faces=faces(settings.GOV_FONTS), made_at=made_at)
