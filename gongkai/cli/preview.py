"""The rows of an import as an Excel sheet: what was read of each, and what is wrong with it."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import xlsxwriter

from gongkai.publishing.incoming.checking import IncomingItem
from gongkai.publishing.incoming.running import Progress

HEADS = (
    "行",
    "原系统编号",
    "结果",
    "说明",
    "名称",
    "栏目",
    "成文日期",
    "发布日期",
    "文号",
    "正文字数",
    "附件",
    "原网址",
)
WIDTHS = (6, 36, 10, 50, 50, 20, 12, 12, 22, 10, 30, 50)
MOST = 200_000  # rows of the sheet


@dataclass
class Preview:
    """Collects rows batch by batch; the texts themselves are not kept."""

    rows: list[tuple[Any, ...]] = field(default_factory=list)

    def add(self, batch: list[IncomingItem]) -> None:
        """Keep what is shown of a batch."""
        self.rows += [_shown(one) for one in batch[: MOST - len(self.rows)]]

    def save(self, path: Path, progress: Progress) -> None:
        """
        Write the sheet, rows with faults among the others in their order.

        :raises OSError: it cannot be written there
        """
        wrong = [(one.row, one.source_id, "有误", one.fault) for one in progress.faults]
        options = {"strings_to_formulas": False, "strings_to_urls": False, "constant_memory": True}
        try:
            with xlsxwriter.Workbook(str(path), options) as book:
                sheet = book.add_worksheet("导入预览")
                for place, (head, width) in enumerate(zip(HEADS, WIDTHS, strict=True)):
                    sheet.set_column(place, place, width)
                    sheet.write_string(0, place, head)
                sheet.freeze_panes(1, 2)
                for line, row in enumerate(sorted([*self.rows, *wrong], key=lambda row: int(row[0])), 1):
                    sheet.write_row(line, 0, row)
        except xlsxwriter.exceptions.XlsxFileError as error:
            raise OSError(f"预览表写不了：{path}：{error}") from error


def _shown(one: IncomingItem) -> tuple[Any, ...]:
    item = one.item
    return (
        *(one.row.number, item.source_id, "作为草稿" if one.is_held else "可以公开", one.looked.words),
        *(item.title, item.column.name, f"{item.formed_on}", f"{item.published_on}", item.doc_no),
        *(len(item.plain_text), "；".join(path.name for path in one.files), item.old_url),
    )
