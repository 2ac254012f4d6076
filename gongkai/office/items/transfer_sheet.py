"""移交清单 as a file: an Excel sheet for the receiver's system, and a PDF to be signed."""

from datetime import datetime, time
from io import BytesIO
from pathlib import Path

import xlsxwriter
from django.conf import settings
from django.utils.timezone import make_aware

from gongkai.common.fonts import faces
from gongkai.common.typesetting import typeset
from gongkai.design.words import cn_date
from gongkai.publishing.models import TransferList

TEMPLATE = Path(__file__).parent / "typst" / "transfer.typ"
TITLE = "主动公开政府信息移交清单"
HEADS = {
    "index_no": "索引号",
    "title": "名称",
    "doc_no": "文号",
    "formed_on": "生成日期",
    "published_on": "发布日期",
}
WIDTHS = (6, 34, 60, 24, 13, 13)


def as_xlsx(made: TransferList) -> bytes:
    """Return the list as an Excel sheet."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("移交清单")
        bold = book.add_format({"bold": True})
        sheet.write_string(0, 0, f"{made.body.name}{TITLE}", bold)
        sheet.write_string(1, 0, f"接收单位：{made.receiver}　公开日期：{made.since_on}至{made.until_on}")
        sheet.write_row(2, 0, ["序号", *HEADS.values()], bold)
        for place, width in enumerate(WIDTHS):
            sheet.set_column(place, place, width)
        for number, line in enumerate(made.lines, 1):
            sheet.write_row(number + 2, 0, [number, *(line[name] for name in HEADS)])
        sheet.freeze_panes(3, 0)
    return file.getvalue()


def as_pdf(made: TransferList) -> bytes:
    """
    Return the list as PDF/A, with room for both signatures; the same list gives the same bytes.

    :raises NotTypeset: a character that no font has
    """
    data = {
        "title": TITLE,
        "body": made.body.name,
        "facts": [
            ["接收单位", made.receiver],
            ["公开日期", f"{cn_date(made.since_on)}至{cn_date(made.until_on)}"],
            ["件数", f"{len(made.lines)}件"],
            ["摘要值", made.digest],
        ],
        "heads": ["序号", *HEADS.values()],
        "lines": [
            [str(number), *(line[name] for name in HEADS)] for number, line in enumerate(made.lines, 1)
        ],
        "made": f"移交人：{made.by.full_name}　{cn_date(made.on)}",
        "received": f"接收人：{made.received_by}　{cn_date(made.received_on)}"
        if made.received_on
        else "接收人：",
    }
    made_at = make_aware(datetime.combine(made.on, time()))
    return typeset(TEMPLATE, data, faces=faces(settings.GOV_FONTS), made_at=made_at)
