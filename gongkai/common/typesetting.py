"""排版: a Typst template and its data become a PDF that conforms to PDF/A and PDF/UA, or an error."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

from gongkai.common.fonts import Faces
from gongkai.common.printing import printable_data

SHARED = Path(__file__).parent.parent  # the root of templates that import /common/typst/official.typ
# Archives ask for PDF/A, screen readers for PDF/UA; typst refuses what does not conform to both.
ARCHIVAL = ("a-2a", "ua-1")
EMBEDDING = ("1.7",)  # neither is possible around pages of other files
NO_GLYPH = re.compile(r'the text ["“]?(.+?)["”]? could not be displayed', re.DOTALL)


class NotTypeset(Exception):
    """The document cannot be set; the message says what is wrong and what to do."""


def typeset(
    template: Path,
    data: Mapping[str, Any],
    *,
    faces: Faces,
    made_at: datetime,
    root: Path | None = None,
    standards: Sequence[Any] = ARCHIVAL,
) -> bytes:
    """
    Set `template` with `data` and return the PDF; equal input gives equal bytes.

    The template reads its data from `sys.inputs.data` (JSON), so that no text is ever taken for markup; it
    can read files of its own folder only, or of `root`.

    :raises NotTypeset: an error or a warning of typst, a character that no font has
    """
    given = {**printable_data(data), "fonts": dict(faces.families)}
    inputs = {"data": json.dumps(given, ensure_ascii=False)}
    try:
        pdf, warnings = typst.compile_with_warnings(
            str(template),
            root=str(root or template.parent),
            font_paths=faces.fonts,
            ignore_system_fonts=True,
            sys_inputs=inputs,
            pdf_standards=list(standards),
            timestamp=int(made_at.timestamp()),
        )
    except typst.TypstError as error:
        raise NotTypeset(_explained(error)) from error
    if warnings:
        raise NotTypeset("排版有警告，未生成文件：" + "；".join(warning.message for warning in warnings))
    return bytes(pdf)


def _explained(error: typst.TypstError) -> str:
    if found := NO_GLYPH.search(error.message):
        return (
            f"现有字体缺少“{found[1]}”中的字，无法生成PDF。请安装系统软件包 fonts-noto-cjk，"
            "或在 GONGKAI_FONTS 中给出字库更全的字体所在的文件夹。"
        )
    return "排版未完成：" + "；".join([error.message, *error.hints])
