"""Pictures and scanned pages: read by the extra `ocr`, and named as not looked into without it."""

from io import BytesIO

import pytest
import typst
from PIL import Image

from gongkai.screening.checking import screen
from gongkai.screening.hits import Kind
from gongkai.screening.reading import CannotRead, open_file, pages, pictures
from gongkai.screening.setting import Setting
from tests.screening.test_masking import TODAY

NUMBER = "11010519491231002X"
LIST = (
    '#set page(width: 16cm, height: 8cm)\n#set text(font: "Noto Serif CJK SC", 14pt)\n补贴发放名单\n\n'
    f"#table(columns: 3, [姓名], [身份证号], [手机], [张建国], [{NUMBER}], [13859801234])"
)
with_ocr = pytest.mark.skipif(not pictures.can_read_pictures(), reason="the extra ocr is not installed")


def picture() -> bytes:
    return typst.compile(LIST.encode(), format="png", ppi=150)


def scan(count: int = 1) -> bytes:
    written = BytesIO()
    sheets = [Image.open(BytesIO(picture())).convert("RGB") for _ in range(count)]
    sheets[0].save(written, "PDF", save_all=True, append_images=sheets[1:])
    return written.getvalue()


@pytest.mark.parametrize(("data", "name"), [(picture, "名单.png"), (scan, "名单.pdf")])
def test_without_the_extra_nobody_claims_to_have_looked(monkeypatch, data, name):
    for module in (pictures, pages):
        monkeypatch.setattr(module, "can_read_pictures", lambda: False)

    material = open_file(data(), name).material

    assert NUMBER not in "".join(passage.text for passage in material.passages)
    assert any("没有检查" in said for said in material.unread)


@with_ocr
@pytest.mark.parametrize(("data", "name"), [(picture, "名单.png"), (scan, "名单.pdf")])
def test_numbers_in_a_picture_are_found(data, name):
    material = open_file(data(), name).material

    kinds = {hit.kind for hit in screen(material, Setting(TODAY.today))}

    assert {Kind.ID_CARD, Kind.MOBILE} <= kinds
    assert any("识别" in said for said in material.unread)


@with_ocr
def test_a_damaged_picture_is_refused_in_one_line():
    with pytest.raises(CannotRead, match="图片已损坏"):
        open_file(b"\x89PNG\r\n\x1a\nbroken", "名单.png")


def test_only_some_pages_of_a_long_scan_are_read(monkeypatch):
    seen = []
    monkeypatch.setattr(pages, "can_read_pictures", lambda: True)
    monkeypatch.setattr(pages, "text_in", lambda page: seen.append(page.size) or "公开发布的名单")

    material = open_file(scan(pages.SCANS_LIMIT + 3), "名单.pdf").material

    assert len(seen) == pages.SCANS_LIMIT
    assert material.unread[-1] == "第21、22、23页是图片，没有文字，没有检查"
