"""PDF files: text under black boxes, what is encrypted, and what is too long."""

import resource
import subprocess
import sys
from io import BytesIO

import pypdfium2
import pytest
import typst

from gongkai.screening.checking import screen
from gongkai.screening.hits import Kind, Severity
from gongkai.screening.materials import Material
from gongkai.screening.reading import CannotRead, open_file
from gongkai.screening.reading.pages import PAGES_LIMIT
from gongkai.screening.setting import Setting
from tests.screening.test_masking import TODAY

NUMBER = "11010519491231002X"
PAGE = '#set page(width: 16cm, height: 8cm)\n#set text(font: "Noto Serif CJK SC")\n'
UNDER = f"#place(dx: 1cm, dy: 1cm, text[身份证号{NUMBER}])\n#place(dx: 0.8cm, dy: 0.8cm, {{box}})\n"
CPU_SECONDS = 60
BYTES = 2 * 2**30


def pdf(source: str) -> Material:
    return open_file(typst.compile((PAGE + source).encode()), "名单.pdf").material


def boxed(material: Material) -> list[str]:
    return [material.passages[number].text for number in material.boxed]


@pytest.mark.parametrize("fill", ["black", "white", "gray"])
def test_text_under_a_box_is_found_whatever_its_colour(fill: str) -> None:
    material = pdf(UNDER.format(box=f"rect(width: 9cm, height: 1cm, fill: {fill})"))

    assert [NUMBER in text for text in boxed(material)] == [True]
    hits = screen(material, Setting(TODAY.today))
    assert {h.kind for h in hits if h.where == "box page 1" and h.severity is Severity.BLOCK} == {
        Kind.COVERED_TEXT,
        Kind.ID_CARD,
    }
    assert NUMBER not in "".join(hit.masked for hit in hits)


def test_a_box_over_a_part_of_a_line_gives_that_part() -> None:
    material = pdf(UNDER.format(box="move(dx: 2cm, rect(width: 6cm, height: 1cm, fill: black))"))

    assert len(boxed(material)) == 1
    assert "身份" not in boxed(material)[0]


NEAR = [
    "#rect(width: 9cm, height: 1cm, fill: black, text(fill: white)[姓名　身份证号])",
    "#table(columns: 2, fill: silver, [姓名], [金额], [张三], [300])",
    UNDER.format(box="rect(width: 9cm, height: 1cm, fill: none, stroke: black)"),
    UNDER.format(box="rect(width: 9cm, height: 1cm, fill: rgb(255, 255, 0, 40%))"),
    UNDER.format(box="line(length: 9cm)"),
    "#rect(width: 9cm, height: 1cm, fill: black)\n公开发布",
]


@pytest.mark.parametrize("source", NEAR)
def test_grounds_frames_and_markers_hide_nothing(source: str) -> None:
    assert boxed(pdf(source)) == []


ENCRYPTED = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"3 0 obj<</Filter/Standard/V 1/R 2/P -4/O<" + b"ab" * 32 + b">/U<" + b"cd" * 32 + b">>>endobj\n"
    b"trailer<</Root 1 0 R/Encrypt 3 0 R/ID[<01><01>]/Size 4>>\n%%EOF"
)


def test_an_encrypted_file_is_refused_in_one_line() -> None:
    with pytest.raises(CannotRead, match="加密"):
        open_file(ENCRYPTED, "名单.pdf")


LONG = """
import sys
from gongkai.screening.reading import open_file
material = open_file(sys.stdin.buffer.read(), "长.pdf").material
print(len(material.passages), *material.unread)
"""


def _held() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))


def _read_within_limits(data: bytes) -> str:
    done = subprocess.run(
        [sys.executable, "-c", LONG], input=data, capture_output=True, preexec_fn=_held, check=False
    )
    assert done.returncode == 0, done.stderr.decode()[-500:]
    return done.stdout.decode()


def test_five_hundred_pages_are_read_within_a_minute_of_work_and_two_gigabytes() -> None:
    lines = "\n".join(f"张三{n}，参保缴费正常，待遇按月发放，本页为附表。" for n in range(12))
    data = typst.compile((PAGE + f"#for n in range(500) [{lines} #pagebreak(weak: true)]").encode())

    said = _read_within_limits(data)

    assert int(said.split()[0]) >= 500


def test_more_pages_than_the_limit_are_named_as_not_read() -> None:
    document = pypdfium2.PdfDocument.new()
    for _ in range(PAGES_LIMIT + 1):
        document.new_page(100, 100)
    written = BytesIO()
    document.save(written)

    assert f"只检查了前{PAGES_LIMIT}页" in _read_within_limits(written.getvalue())
