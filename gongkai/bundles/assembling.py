"""The PDF with its index and bookmarks, and the ZIP with every file as it was sent."""

import shutil
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pypdfium2
from django.conf import settings

from gongkai.bundles.models import Bundle
from gongkai.bundles.pages import NotPages, lay_out
from gongkai.bundles.parts import Part, parts_of
from gongkai.common.fonts import faces
from gongkai.common.keys import KeyMissing, SealBroken
from gongkai.common.typesetting import EMBEDDING, SHARED, typeset
from gongkai.common.uploads import clean_name
from gongkai.design.words import cn_date

TEMPLATE = Path(__file__).parent / "typst" / "bundle.typ"
OFFICIAL = Path("common/typst/official.typ")
UNREADABLE = "文件读不出来，请联系管理员"
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Made:
    """A bundle as bytes, with how many pages it has and how many parts were left out."""

    pdf: bytes
    zip: bytes
    pages: int
    left_out: int


def assemble(bundle: Bundle, progress: Progress) -> Made:
    """
    Make PDF and ZIP; a file that cannot be read or set is listed and never stops the others.

    The typesetter reads files from a folder only, so they lie open in one that nobody else may enter until
    it is done.

    :param progress: called with how many parts are done, and of how many
    :raises NotTypeset: a character that no font has
    """
    parts = parts_of(bundle)
    with TemporaryDirectory(prefix="bundle-") as name, BytesIO() as packed:
        folder, rows = Path(name), []
        with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
            for number, part in enumerate(parts, 1):
                rows.append(_row(part, number, folder, archive))
                progress(number, len(parts))
            pdf = _set(bundle, rows, folder)
            archive.writestr("案卷.pdf", pdf)
        with pypdfium2.PdfDocument(pdf) as document:
            pages = len(document)
        return Made(pdf, packed.getvalue(), pages, sum(bool(row["left_out"]) for row in rows))


def _row(part: Part, number: int, folder: Path, archive: ZipFile) -> dict[str, Any]:
    """Return what the template is told of a part; its file goes into the folder and into the ZIP."""
    row: dict[str, Any] = {
        "section": part.section,
        "title": part.title,
        "on": cn_date(part.on),
        "sheet": asdict(part.sheet) if part.sheet else None,
        "pages": [],
        "left_out": part.left_out,
    }
    if part.read is None:
        return row
    try:
        data = part.read()
    except (OSError, SealBroken, KeyMissing):
        return {**row, "left_out": UNREADABLE}
    archive.writestr(f"材料/{number:03d} {clean_name(part.name)}", data)
    try:
        found = lay_out(data, part.content_type, folder, f"part-{number}")
    except NotPages as why:
        return {**row, "left_out": f"未能并入：{why}"}
    return {**row, "pages": [{"file": file, "page": page} for file, page in found]}


def _set(bundle: Bundle, rows: list[dict[str, Any]], folder: Path) -> bytes:
    (folder / OFFICIAL).parent.mkdir(parents=True)
    shutil.copy(SHARED / OFFICIAL, folder / OFFICIAL)
    template = Path(shutil.copy(TEMPLATE, folder / TEMPLATE.name))
    case = bundle.request
    data = {
        "title": f"{case.number} {case.matter}",
        "body": case.body.name,
        "facts": [
            ["申请编号", case.number],
            ["所需政府信息", case.matter],
            ["收到日期", cn_date(case.received_on)],
            ["办理结果", case.get_outcome_display()],
            ["办结日期", cn_date(case.concluded_on)],
            ["用途", bundle.get_audience_display() + ("（隐去身份信息）" if bundle.masked else "")],
            ["制作", f"{bundle.made_by}，{cn_date(bundle.made_on)}"],
        ],
        "parts": rows,
    }
    made_at = datetime(bundle.made_on.year, bundle.made_on.month, bundle.made_on.day, tzinfo=UTC)
    fonts = faces(settings.GOV_FONTS)
    return typeset(template, data, faces=fonts, made_at=made_at, root=folder, standards=EMBEDDING)
