"""The empty sheet that an old system's items are filled into, with how to fill in each column."""

from io import BytesIO

import xlsxwriter

from gongkai.publishing.incoming.headings import HEADINGS

SHEET = "迁入的信息"
LEFT_OUT = {"attachments"}  # files come over by the command only
NARROW, WIDE = 16, 40


def template() -> bytes:
    """Return the empty template; what is needed has a star."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        head, text = book.add_format({"bold": True, "bottom": 1}), book.add_format({"num_format": "@"})
        sheet, notes = book.add_worksheet(SHEET), book.add_worksheet("填写说明")
        notes.set_column(0, 0, NARROW)
        notes.set_column(1, 1, WIDE)
        notes.write_row(0, 0, ("列", "怎样填"), head)
        shown = [each for each in HEADINGS if each.name not in LEFT_OUT]
        for place, each in enumerate(shown):
            sheet.set_column(place, place, WIDE if each.name in ("title", "body") else NARROW, text)
            sheet.write_string(0, place, f"{each.label}{'*' if each.needed else ''}", head)
            told = [*(["必填"] if each.needed else []), *([each.hint] if each.hint else [])]
            notes.write_row(place + 1, 0, (each.label, "；".join(told) or "选填"))
        sheet.freeze_panes(1, 0)
    return file.getvalue()
