"""排版: a document comes out on any machine, conforms, and says what is wrong when it cannot."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from gongkai.common.fonts import SHIPPED, faces
from gongkai.common.typesetting import NotTypeset, typeset

NOTO = Path("/usr/share/fonts/opentype/noto")
NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)
LETTER = """
#let data = json(bytes(sys.inputs.data))
#set document(title: data.title)
#set text(lang: "zh", font: data.fonts.text)
= #data.title
#data.text
"""


def write(folder: Path, text: str) -> Path:
    template = folder / "letter.typ"
    template.write_text(text, encoding="utf-8")
    return template


def test_the_shipped_fonts_are_enough(tmp_path: Path) -> None:
    template = write(tmp_path, LETTER)

    pdf = typeset(
        template,
        {"title": "告知书", "text": "海城市人力资源和社会保障局（甪直分局）2026年1月1日"},
        faces=faces(only_shipped=True),
        made_at=NEW_YEAR,
    )

    assert b"GongkaiSerifSC" in pdf
    assert sum(path.stat().st_size for path in SHIPPED.glob("*.otf")) < 8_000_000


def test_the_file_conforms_to_both_standards(tmp_path: Path) -> None:
    template = write(tmp_path, LETTER)

    pdf = typeset(template, {"title": "告知书", "text": "正文"}, faces=faces(), made_at=NEW_YEAR)

    assert b"<pdfaid:part>2</pdfaid:part>" in pdf
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in pdf
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf


def test_equal_input_gives_equal_bytes(tmp_path: Path) -> None:
    template = write(tmp_path, LETTER)
    data = {"title": "告知书", "text": "正文"}

    first = typeset(template, data, faces=faces(), made_at=NEW_YEAR)

    assert typeset(template, data, faces=faces(), made_at=NEW_YEAR) == first


def test_text_is_never_taken_for_markup(tmp_path: Path) -> None:
    template = write(tmp_path, LETTER)

    pdf = typeset(
        template, {"title": "告知书", "text": '#read("/etc/passwd")'}, faces=faces(), made_at=NEW_YEAR
    )

    assert b"root:" not in pdf


def test_a_character_without_a_font_is_named(tmp_path: Path) -> None:
    template = write(tmp_path, LETTER)

    with pytest.raises(NotTypeset, match=r"𰻞.*fonts-noto-cjk"):
        typeset(
            template,
            {"title": "告知书", "text": "𰻞面"},
            faces=faces(only_shipped=True),
            made_at=NEW_YEAR,
        )


def test_a_document_without_a_title_is_refused(tmp_path: Path) -> None:
    template = write(tmp_path, LETTER.replace("#set document(title: data.title)", ""))

    with pytest.raises(NotTypeset, match="title"):
        typeset(template, {"title": "告知书", "text": "正文"}, faces=faces(), made_at=NEW_YEAR)


def test_a_font_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    template = write(tmp_path, LETTER.replace("data.fonts.text", '("没有这种字体", data.fonts.text)'))

    with pytest.raises(NotTypeset, match=r"警告.*没有这种字体"):
        typeset(template, {"title": "告知书", "text": "正文"}, faces=faces(), made_at=NEW_YEAR)


@pytest.mark.skipif(not NOTO.is_dir(), reason="needs the system package fonts-noto-cjk")
def test_a_folder_of_the_deployment_comes_first() -> None:
    own = faces([NOTO], only_shipped=True)

    assert own.families["text"] == "Noto Serif CJK SC"
    assert faces(["/does/not/exist"], only_shipped=True).families["text"] == "Gongkai Serif SC"
