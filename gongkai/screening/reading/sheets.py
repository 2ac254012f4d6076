"""Excel files: all sheets, hidden ones, rows and columns too, comments, kept pivot data, properties."""

import io
from collections.abc import Callable
from functools import partial
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from gongkai.screening.materials import Material, Part, title_over
from gongkai.screening.reading.described import SHAPES, add_link, words_in
from gongkai.screening.reading.extent import COLUMNS, check_extent
from gongkai.screening.reading.packages import BadPackage, Package, attribute, local

CELLS_LIMIT = 400_000


def read_sheets(data: bytes, material: Material) -> Callable[[], bytes]:
    """
    Add everything in an .xlsx file; the answer gives the file with what was put anew, formulas as values.

    :raises BadPackage: damaged or too large
    """
    package = Package(data)
    check_extent(package)
    try:
        book = load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
    except (
        BadZipFile,
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        IndexError,
        OSError,
        SyntaxError,
    ) as error:
        raise BadPackage("表格已损坏或者加密") from error
    left = CELLS_LIMIT
    for sheet in book.worksheets:
        filled = _filled(sheet)
        left -= len(filled[0]) * len(filled[1])
        if left < 0:
            material.unread.append(f"表格过大，工作表“{sheet.title}”及以后的内容没有检查")
            break
        _add_sheet(sheet, material, *filled)
    for part in package.properties():
        material.add(part.text, "properties", hidden=True)
    _add_kept(package, material)

    def saved() -> bytes:
        written = io.BytesIO()
        book.save(written)
        return written.getvalue()

    return saved


def _filled(sheet: Worksheet) -> tuple[list[int], list[int]]:
    """Return the rows and the columns, from 1, in which something stands; one far cell makes no big sheet."""
    cells = [cell for cell in sheet._cells.values() if cell.value is not None or cell.comment]
    return sorted({cell.row for cell in cells}), sorted({cell.column for cell in cells})


def _add_sheet(sheet: Worksheet, material: Material, filled_rows: list[int], columns: list[int]) -> None:
    gone = sheet.sheet_state != "visible"
    cells = [[sheet.cell(row, column) for column in columns] for row in filled_rows]
    rows = [[_written(cell.value) for cell in row] for row in cells]
    hidden_rows = {number for number, row in sheet.row_dimensions.items() if row.hidden}
    hidden_columns = {
        column
        for each in sheet.column_dimensions.values()
        if each.hidden and each.min and each.max
        for column in range(each.min, min(each.max, COLUMNS) + 1)
    }
    material.add(sheet.title, f"sheet {sheet.title}", hidden=gone)
    material.add_grid(
        rows,
        lambda r, c: f"sheet {sheet.title} {cells[r][c].coordinate}",
        title_over(rows) or sheet.title,
        hidden=lambda r, c: gone or cells[r][c].row in hidden_rows or cells[r][c].column in hidden_columns,
        parts=lambda r, c: [Part(rows[r][c], partial(setattr, cells[r][c], "value"))],
    )
    for row in cells:
        for cell in row:
            if cell.comment:
                part = Part(cell.comment.text, partial(setattr, cell.comment, "text"))
                material.add([part], f"comment {sheet.title} {cell.coordinate}", hidden=True)
            if cell.hyperlink and cell.hyperlink.target:
                put = partial(setattr, cell.hyperlink, "target")
                add_link(cell.hyperlink.target, put, material, f"link {sheet.title} {cell.coordinate}")
    _add_pictures(sheet, material)
    for margin in (sheet.oddHeader, sheet.oddFooter):
        for part in (margin.left, margin.center, margin.right):
            material.add(part.text or "", f"margin {sheet.title}", margin=True)


def _add_pictures(sheet: Worksheet, material: Material) -> None:
    """Add what stands in the place of the pictures of a sheet."""
    for number, picture in enumerate(getattr(sheet, "_images", ()), 1):
        anchor = picture.anchor
        frame = getattr(anchor, "pic", None) or getattr(getattr(anchor, "groupShape", None), "pic", None)
        said = frame.nvPicPr.cNvPr if frame else None
        for key in ("descr", "title"):
            part = Part(getattr(said, key, None) or "", partial(setattr, said, key))
            material.add([part], f"sheet {sheet.title} picture {number}", hidden=True)


def _written(value: object) -> str:
    """Return what a cell shows; a long whole number that a sheet kept as a float is written in full."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _add_kept(package: Package, material: Material) -> None:
    """Add what a sheet does not show and the file keeps all the same: pivot caches, links, drawings."""
    for prefix in ("xl/pivotCache/", "xl/externalLinks/"):
        for name in package.matching(prefix):
            tree = package.tree(name)
            for element in tree.iter() if tree is not None else ():
                material.add(attribute(element, "v") or (element.text or ""), "pivot cache", hidden=True)
    _add_drawings(package, material)
    if package.matching("xl/media/", ""):
        material.unread.append("表格中的图片没有检查")
    if package.matching("xl/embeddings/", ""):
        material.unread.append("表格中嵌有其他文件，没有检查，请取出后另行检查")


def _add_drawings(package: Package, material: Material) -> None:
    """Add the text of shapes and what stands in the place of shapes and charts; neither is written anew."""
    shown = {passage.text for passage in material.passages if " picture " in passage.where}
    for name in package.matching("xl/drawings/"):
        tree = package.tree(name)
        texts = [e.text or "" for e in tree.iter() if local(e) == "t"] if tree is not None else []
        material.add("".join(texts), "drawing")
        for part in words_in(tree, SHAPES):
            if part.text not in shown:
                material.add(part.text, "drawing words", hidden=True)
