"""读取扫描件：没有装识别组件时说明怎样安装；装了的逐格识别，看不准的说明。"""

import io
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from gongkai.reports.reading import read
from gongkai.reports.reading.forms import scans
from gongkai.reports.reading.result import SURE
from tests.reports.reading.known import known_cells
from tests.reports.reading.printing import cells_read

SCAN = Path(__file__).parent.parent / "files" / "y2021-scan.pdf"
WITH_OCR = pytest.mark.skipif(not scans.can_recognise(), reason="needs the extra `ocr`")


def picture() -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (400, 300), "white").save(written, "PNG")
    return written.getvalue()


@pytest.mark.parametrize(("data", "name"), [(SCAN.read_bytes(), "scan.pdf"), (picture(), "page.png")])
def test_without_the_extra_a_scan_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, data: bytes, name: str
) -> None:
    monkeypatch.setattr(scans, "can_recognise", lambda: False)

    report = read(data, name)

    (finding,) = report.findings
    assert (finding.rule, finding.severity) == ("unreadable", "error")
    assert "requirements/ocr.lock" in finding.message
    assert (report.tables, report.sections, report.year) == ({}, [], None)


@WITH_OCR
def test_a_scanned_table_is_read_cell_by_cell() -> None:
    report = read(SCAN)

    expected = known_cells("y2021")["requests"]
    found = {key[1:]: cell for key, cell in cells_read(report).items() if key[0] == "requests"}
    right = [key for key, (value, _) in found.items() if expected[key[0]][key[1]] == value]
    sure = [key for key, (_, sureness) in found.items() if sureness >= SURE]
    assert len(right) >= 0.97 * len(found)
    assert set(sure) <= set(right)
    assert max(sureness for _, sureness in found.values()) < 1
    assert any("识别" in finding.message and finding.severity == "info" for finding in report.findings)


@WITH_OCR
def test_a_page_laid_on_its_side_is_turned() -> None:
    document = pypdfium2.PdfDocument(SCAN)
    page = document[0].render(scale=2).to_pil().rotate(90, expand=True)
    written = io.BytesIO()
    page.save(written, "PNG")

    report = read(written.getvalue(), "page.png")

    assert report.form == "picture"
    assert report.tables["requests"].rows


@WITH_OCR
def test_one_scan_after_another_is_read_alike() -> None:
    first, second = read(SCAN), read(SCAN)

    assert cells_read(first) == cells_read(second)
    assert first.sections == second.sections
