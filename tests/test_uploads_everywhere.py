"""Every form that takes a file looks into it by the common rule, whatever form is added."""

import io
import pkgutil
import zipfile
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

import gongkai.office.forms
import gongkai.portal.forms
from gongkai.common.upload_fields import TextUploadField, UploadField
from gongkai.common.uploads import DOCUMENTS, UploadRefused, check_upload
from tests.common.test_uploads import ole, packed, pdf, picture, sheet, with_part, word
from tests.source import PACKAGE, modules, short

RIGHT_TO_LEFT = "\u202e"
OLE_PACKAGE = "\x01Ole10Native"


def locked_pdf() -> bytes:
    """A PDF whose password nobody has: what proves it (ISO 32000, 7.6.3) fits none, the empty one least."""
    secret = b"<" + b"5a" * 32 + b">"
    lock = b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O %b /U %b >> /ID [<00> <00>]" % (secret, secret)
    return pdf().replace(b"/Root 1 0 R", b"/Root 1 0 R " + lock)


def sheet_with_macros() -> bytes:
    """An XLSM as Excel writes it: its type in the list of contents, its program beside the sheets."""
    source, target = zipfile.ZipFile(io.BytesIO(sheet())), io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            data = source.read(name).replace(b"spreadsheetml.sheet.main", b"ms-excel.sheet.macroEnabled.main")
            archive.writestr(name, data)
        archive.writestr("xl/vbaProject.bin", ole("VBA"))
    return target.getvalue()


ARCHIVE = packed(readme_dot_txt=b"x")
SCRIPT = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
REFUSED = {
    "a document with macros": (with_part(word(), "word/vbaProject.bin", ole("VBA")), "表.docm"),
    "the same under another name": (with_part(word(), "word/vbaProject.bin", ole("VBA")), "表.docx"),
    "a sheet with macros": (sheet_with_macros(), "表.xlsm"),
    "the same sheet under another name": (sheet_with_macros(), "表.xlsx"),
    "an old document with macros": (ole("WordDocument", "Macros"), "表.doc"),
    "an archive called a PDF": (ARCHIVE, "材料.pdf"),
    "a document with a file packed inside": (
        with_part(word(), "word/embeddings/oleObject1.bin", ole(OLE_PACKAGE)),
        "表.docx",
    ),
    "a document with a program inside": (with_part(word(), "word/embeddings/a.bin", b"MZ\x90\0"), "表.docx"),
    "a document with an archive inside": (with_part(word(), "word/embeddings/a.docx", ARCHIVE), "表.docx"),
    "an old document with a file packed inside": (ole("WordDocument", OLE_PACKAGE), "表.doc"),
    "a PDF with a password": (locked_pdf(), "年报.pdf"),
    "a PDF that is an archive, too": (pdf() + ARCHIVE, "年报.pdf"),
    "a picture that is an archive, too": (picture("JPEG") + ARCHIVE[:200] + ARCHIVE, "图.jpg"),
    "a text that is an archive, too": (b"text\n" + ARCHIVE, "说明.txt"),
    "a drawing with a script": (SCRIPT, "图.svg"),
    "a drawing called a picture": (SCRIPT, "图.png"),
    "nothing": (b"", "空.pdf"),
    "a program behind a reversed name": (b"MZ\x90\0", f"照片{RIGHT_TO_LEFT}gpj.exe"),
    "a picture that would run": (picture("PNG"), f"照片{RIGHT_TO_LEFT}gnp.exe"),
    "a picture with two extensions": (picture("PNG"), "照片.exe.png"),
}


def upload_fields() -> Iterator[tuple[str, forms.FileField]]:
    """Yield every field for files of every form of the office and the portal."""
    for package in (gongkai.office.forms, gongkai.portal.forms):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            import_module(found.name)
    for form in sorted(_below(forms.BaseForm), key=lambda each: (each.__module__, each.__qualname__)):
        if form.__module__.startswith("gongkai."):
            for name, field in form.base_fields.items():
                if isinstance(field, forms.FileField):
                    yield f"{form.__module__}.{form.__qualname__}.{name}", field


def _below(kind: type[Any]) -> set[type[Any]]:
    return {each for below in kind.__subclasses__() for each in ({below} | _below(below))}


FIELDS = dict(upload_fields())


def test_no_form_takes_a_file_by_another_field() -> None:
    assert len(FIELDS) > 15
    assert not [name for name, field in FIELDS.items() if not isinstance(field, UploadField)]


def test_no_other_field_for_files_is_made_anywhere() -> None:
    """Also not where a form makes its fields when it is opened, or a view reads the files itself."""
    kept = {"gongkai/common/upload_fields.py"}
    words = (
        "forms.FileField",
        "forms.ImageField",
        "MultipleFileField",
        "request.FILES[",
        "request.FILES.get",
    )
    found = [
        f"{short(path)}: {word}"
        for path in modules(PACKAGE)
        for word in words
        if word in path.read_text(encoding="utf-8") and short(path) not in kept
    ]

    assert not found


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_dangerous_is_refused_in_every_form(what: str) -> None:
    data, name = REFUSED[what]

    for where, field in FIELDS.items():
        if isinstance(field, TextUploadField) and what == "a drawing with a script":
            continue  # it is text, is read as such and kept nowhere
        if isinstance(field, TextUploadField) and what == "a drawing called a picture":
            continue
        with pytest.raises(ValidationError) as refused:
            field.clean(SimpleUploadedFile(name, data))
        assert any("\u4e00" <= char <= "\u9fff" for char in str(refused.value)), where


def test_a_document_with_a_table_inside_is_fine() -> None:
    data = with_part(word(), "word/embeddings/Microsoft_Excel_Sheet.xlsx", sheet())

    assert check_upload(ContentFile(data, "表.docx"), kinds=DOCUMENTS).name == "表.docx"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/年报.pdf", "年报.pdf"),
        ("..\\..\\Windows\\年报.pdf", "年报.pdf"),
        (f"年报{RIGHT_TO_LEFT}.pdf", "年报.pdf"),
        ("年\x00报\r\n.pdf", "年报.pdf"),
        ("/年报.pdf", "年报.pdf"),
        ("长" * 300 + ".pdf", "长" * 146 + ".pdf"),
    ],
)
def test_a_name_leads_nowhere_and_hides_nothing(given: str, kept: str) -> None:
    file = ContentFile(pdf())
    file.name = given

    assert check_upload(file).name == kept


def test_a_scanner_that_is_down_lets_nothing_in(settings: Any) -> None:
    settings.CLAMD_ADDRESS = "127.0.0.1:1"

    with pytest.raises(UploadRefused, match="病毒检查服务暂时不可用"):
        check_upload(ContentFile(pdf(), "年报.pdf"))
