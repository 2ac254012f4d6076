"""Files are taken by their content, and refused in one clear line."""

import io
import zipfile

import docx
import openpyxl
import pytest
from django.core.files.base import ContentFile
from PIL import Image

from gongkai.common.ole import MAGIC, DamagedOle, stream_names
from gongkai.common.uploads import DOCUMENTS, PICTURES, UploadRefused, check_upload, clean_name, extensions


def upload(data: bytes, name: str) -> ContentFile[bytes]:
    return ContentFile(data, name=name)


def word() -> bytes:
    document, target = docx.Document(), io.BytesIO()
    document.add_paragraph("稳岗返还申请表")
    document.save(target)
    return target.getvalue()


def sheet() -> bytes:
    book, target = openpyxl.Workbook(), io.BytesIO()
    book.save(target)
    return target.getvalue()


def picture(kind: str) -> bytes:
    target = io.BytesIO()
    Image.effect_noise((120, 80), 60).save(target, kind)
    return target.getvalue()


def pdf() -> bytes:
    """A smallest whole PDF."""
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>",
    )
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(data)
    data += b"xref\n0 4\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return data + b"trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start


def packed(**parts: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), data)
    return target.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    target = io.BytesIO(data)
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr(name, content)
    return target.getvalue()


def ole(*names: str) -> bytes:
    """A smallest compound file: header, allocation table, one sector of directory entries."""
    header = bytearray(512)
    header[:8] = MAGIC
    header[30:32] = (9).to_bytes(2, "little")
    header[48:52] = (1).to_bytes(4, "little")  # the directory begins in sector 1
    header[68:72] = b"\xfe\xff\xff\xff"
    header[76:512] = b"\xff" * 436
    header[76:80] = bytes(4)  # the table is sector 0
    end, special, free = b"\xfe\xff\xff\xff", b"\xfd\xff\xff\xff", b"\xff\xff\xff\xff"
    table = special + end + free * 126
    entries = b"".join(
        name.encode("utf-16-le").ljust(64, b"\0") + (2 * len(name) + 2).to_bytes(2, "little") + bytes(62)
        for name in ("Root Entry", *names)
    )
    return bytes(header) + table + entries.ljust(512, b"\0")


@pytest.mark.parametrize(
    ("data", "name", "content_type"),
    [
        (pdf(), "年报.pdf", "application/pdf"),
        (word(), "申请表.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (sheet(), "统计表.XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (ole("WordDocument"), "旧文件.doc", "application/msword"),
        (ole("WordDocument"), "旧文件.wps", "application/msword"),
        (ole("Workbook"), "旧表.xls", "application/vnd.ms-excel"),
        (packed(OFD_dot_xml=b"<ofd/>"), "公文.ofd", "application/ofd"),
        (picture("PNG"), "流程图.png", "image/png"),
        (picture("JPEG"), "现场.jpeg", "image/jpeg"),
        ("名单\n甲".encode("gb18030"), "名单.txt", "text/plain"),
        ("姓名,金额\n".encode(), "补贴.csv", "text/csv"),
    ],
)
def test_documents_are_known_by_their_content(data: bytes, name: str, content_type: str) -> None:
    facts = check_upload(upload(data, name), kinds=DOCUMENTS, limit=1_000_000)

    assert (facts.name, facts.size, facts.content_type) == (name, len(data), content_type)
    assert len(facts.sha256) == 64


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"", "空.pdf", "空文件"),
        (b"x" * 1_000_001, "大.txt", "超过上限1 MB"),
        (b"MZ\x90\0", "通知.docx", "是可执行文件"),
        (b"\x7fELF\2", "通知.pdf", "是可执行文件"),
        (b"#!/bin/sh\n", "通知.txt", "是可执行文件"),
        (packed(readme_dot_txt=b"x"), "材料.zip", "是压缩包"),
        (packed(readme_dot_txt=b"x"), "材料.docx", "是压缩包"),
        (b"Rar!\x1a\x07\x00" + bytes(20), "材料.rar", "是压缩包"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(20), "材料.7z", "是压缩包"),
        (with_part(word(), "word/vbaProject.bin", b"x"), "表.docx", "含有宏"),
        (ole("WordDocument", "Macros"), "表.doc", "含有宏"),
        (ole("EncryptedPackage"), "表.docx", "设有打开密码"),
        (word()[:-200], "表.docx", "已损坏"),
        (pdf()[:-60], "年报.pdf", "已损坏"),
        (b"%PDF-1.4\nnothing\n%%EOF", "年报.pdf", "已损坏"),
        (picture("PNG")[:-400], "图.png", "已损坏"),
        (picture("JPEG")[:-400], "图.jpg", "已损坏"),
        (ole("WordDocument")[:-100], "旧文件.doc", "已损坏"),
        (pdf(), "年报.docx", "扩展名与内容不符，内容是PDF"),
        (b"<html></html>\0", "页.html", "不接收"),
        ("名单".encode(), "名单.html", "扩展名与内容不符"),
        (b"GIF89a" + bytes(20), "图.gif", "不接收"),
    ],
)
def test_what_is_refused_and_why(data: bytes, name: str, reason: str) -> None:
    with pytest.raises(UploadRefused, match=reason) as refused:
        check_upload(upload(data, name), kinds=DOCUMENTS, limit=1_000_000)

    assert name in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_byte_changed_inside_a_document_is_noticed() -> None:
    data = bytearray(word())
    place = data.index(b"word/document.xml") + 40
    data[place] ^= 0xFF

    with pytest.raises(UploadRefused, match="已损坏"):
        check_upload(upload(bytes(data), "表.docx"), kinds=DOCUMENTS, limit=1_000_000)


def test_a_bomb_is_not_unpacked() -> None:
    bomb = packed(word__document_dot_xml=b"\0" * 450_000_000)

    with pytest.raises(UploadRefused, match="展开后过大"):
        check_upload(upload(bomb, "表.docx"), kinds=DOCUMENTS, limit=1_000_000)


def carrying(inner: bytes, times: int) -> bytes:
    """Return a document with the same file in it several times."""
    target = io.BytesIO(word())
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive:
        for number in range(times):
            archive.writestr(f"word/embeddings/{number}.docx", inner)
    return target.getvalue()


def test_documents_in_documents_count_together() -> None:
    thirty_megabytes = packed(
        word__document_dot_xml=bytes(30 * 2**20), **{"[Content_Types].xml": b"<Types/>"}
    )
    bomb = carrying(carrying(thirty_megabytes, 5), 5)  # 750 MB, of which no single document has 200

    with pytest.raises(UploadRefused, match="展开后过大"):
        check_upload(upload(bomb, "套娃.docx"))
    assert check_upload(upload(carrying(carrying(sheet(), 2), 2), "附表.docx")).size < 2**20


def test_a_large_file_inside_a_document_is_not_unpacked() -> None:
    with pytest.raises(UploadRefused, match="中嵌入的文件过大"):
        check_upload(upload(carrying(bytes(51 * 2**20), 1), "附表.docx"))


def test_only_the_kinds_that_are_welcome() -> None:
    with pytest.raises(UploadRefused, match="可以上传：PNG图片、JPEG图片"):
        check_upload(upload(pdf(), "证件.pdf"), kinds=PICTURES, limit=1_000_000)


def test_the_file_is_left_at_its_beginning() -> None:
    file = upload(pdf(), "年报.pdf")

    check_upload(file, kinds=DOCUMENTS, limit=1_000_000)

    assert file.read(5) == b"%PDF-"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("C:\\Users\\li\\申请表.docx", "申请表.docx"),
        ("../../etc/passwd", "passwd"),
        ("\u202exod.表\n.docx", "xod.表.docx"),
        ("", "未命名"),
        ("长" * 300 + ".pdf", "长" * 146 + ".pdf"),
    ],
)
def test_names_are_kept_clean(given: str, kept: str) -> None:
    assert clean_name(given) == kept


def test_a_file_input_can_say_what_it_takes() -> None:
    assert extensions(PICTURES) == ".png,.jpg,.jpeg"


def test_a_compound_file_that_leads_nowhere_ends() -> None:
    looping = bytearray(ole("WordDocument"))
    looping[512 + 4 : 512 + 8] = (1).to_bytes(4, "little")  # the directory follows itself

    with pytest.raises(DamagedOle):
        stream_names(bytes(looping))
