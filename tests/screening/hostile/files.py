"""Bombs, nests, giants and garbage: each a name and its bytes, made when asked for."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from random import Random

from tests.publishing.papers.made import old_word

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
P = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
PERSON = "张伟，身份证号11010519491231002X，手机13812345678。"


def packed(parts: dict[str, bytes | str], kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return parts as a zip file."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", kind) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return written.getvalue()


def _word(body: str) -> bytes:
    return packed({"word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>"})


def _paragraphs(count: int) -> str:
    rng = Random(1)  # noqa: S311 - no secrets
    lines = (f"{n}、{PERSON}{rng.randrange(10**12)}" for n in range(count))
    return "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)


def _sheet(rows: int, columns: int, *, names: int = 1) -> bytes:
    """Return an .xlsx file of so many cells, written as text in the sheet."""
    rng = Random(2)  # noqa: S311 - no secrets
    cell = "<c t='inlineStr'><is><t>{}</t></is></c>"
    row = "<row>{}</row>"
    inner = "".join(
        row.format("".join(cell.format(rng.randrange(10**9)) for _ in range(columns))) for _ in range(rows)
    )
    sheets = "".join(f'<sheet name="表{n}" sheetId="{n}" r:id="r{n}"/>' for n in range(1, names + 1))
    links = "".join(
        f'<Relationship Id="r{n}" Type="{R}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, names + 1)
    )
    kinds = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{SHEET_TYPE}.worksheet+xml"/>'
        for n in range(1, names + 1)
    )
    return packed(
        {
            "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" '
            f'ContentType="{SHEET_TYPE}.sheet.main+xml"/>{kinds}</Types>',
            "_rels/.rels": f'<Relationships xmlns="{P}"><Relationship Id="a" Type="{R}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook {S} xmlns:r="{R}"><sheets>{sheets}</sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{P}">{links}</Relationships>',
            **{
                f"xl/worksheets/sheet{n}.xml": f"<worksheet {S}><sheetData>{inner}</sheetData></worksheet>"
                for n in range(1, names + 1)
            },
        }
    )


def _pages(count: int, content: bytes, *, resources: str = "") -> bytes:
    """Return a PDF file of so many pages that share one stream."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>"]
    kids = " ".join(f"{n + 4} 0 R" for n in range(count))
    objects.append(f"<</Type/Pages/Count {count}/Kids[{kids}]>>".encode())
    stream = zlib.compress(content)
    objects.append(f"<</Length {len(stream)}/Filter/FlateDecode>>stream\n".encode() + stream + b"\nendstream")
    page = (
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 3 0 R/Resources<<{resources}>>>>".encode()
    )
    objects += [page] * count
    return _pdf(objects)


def one_page(line: str) -> bytes:
    """Return a PDF file of one page that says a line of Latin letters and figures."""
    font = "/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"
    return _pages(1, f"BT /F 12 Tf 72 720 Td ({line}) Tj ET".encode(), resources=font)


def _pdf(objects: list[bytes]) -> bytes:
    written = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(written))
        written += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    start = len(written)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    return (
        written + f"{head}trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF".encode()
    )


def _scans(count: int) -> bytes:
    """Return a PDF file whose pages are pictures."""
    picture = zlib.compress(b"\xff" * (1240 * 1754))
    facts = (
        "/Subtype/Image/Width 1240/Height 1754/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode"
    )
    whole = _pages(count, b"q 595 0 0 842 0 0 cm /P Do Q", resources=f"/XObject<</P {count + 4} 0 R>>")
    image = f"<<{facts}/Length {len(picture)}>>stream\n".encode() + picture + b"\nendstream"
    cut = whole[: whole.rindex(b"xref\n0")]
    objects = [part.split(b" obj\n", 1)[1] for part in cut.split(b"\nendobj\n") if b" obj\n" in part]
    return _pdf([*objects, image])


def _png(width: int, height: int) -> bytes:
    """Return a black-and-white picture that says how large it is and packs to little."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    packer = zlib.compressobj(9)
    row = b"\0" + b"\xff" * ((width + 7) // 8)
    data = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def _garbage(seed: int) -> bytes:
    rng, data = Random(seed), bytearray(old_word())  # noqa: S311 - no secrets
    for _ in range(1_000):
        data[rng.randrange(512, len(data))] = rng.randrange(256)
    return bytes(data)


def _entities() -> str:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE d [<!ENTITY l0 "哈">{laughs}]><w:document {W}><w:body>&l9;</w:body></w:document>'


_rects = b" ".join(b"0 0 0 rg %d %d 5 5 re f" % (n % 500, n % 800) for n in range(60_000))

HOSTILE: dict[str, Callable[[], bytes]] = {
    "压缩炸弹.docx": lambda: packed({"word/document.xml": b" " * 60_000_000}),
    "层层压缩.docx": lambda: packed({"word/document.xml": packed({"b": b"0" * 50_000_000})}),
    "实体.docx": lambda: packed({"word/document.xml": _entities()}),
    "外部实体.docx": lambda: packed(
        {
            "word/document.xml": f'<!DOCTYPE d [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
            f"<w:document {W}><w:body><w:p><w:r><w:t>&f;</w:t></w:r></w:p></w:body></w:document>"
        }
    ),
    "嵌套三千层.docx": lambda: _word("<w:sdt>" * 3_000 + "</w:sdt>" * 3_000),
    "嵌套二百层表格.docx": lambda: _word("<w:tbl><w:tr><w:tc>" * 60 + "</w:tc></w:tr></w:tbl>" * 60),
    "二十万段.docx": lambda: _word(_paragraphs(200_000)),
    "四十万格.xlsx": lambda: _sheet(20_000, 20),
    "二百万格.xlsx": lambda: _sheet(100_000, 20),
    "一百张表.xlsx": lambda: _sheet(500, 20, names=100),
    "五百页扫描.pdf": lambda: _scans(500),
    "一万页.pdf": lambda: _pages(10_000, b"BT ET"),
    "六万个色块.pdf": lambda: _pages(3, _rects),
    "残缺.pdf": lambda: _scans(3)[:-400],
    "垃圾.pdf": lambda: b"%PDF-1.7\n" + bytes(range(256)) * 20_000,
    "垃圾.doc": lambda: _garbage(7),
    "垃圾二.doc": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 8_000,
    "两万乘两万.png": lambda: _png(20_000, 20_000),
    "嵌套十万层.html": lambda: ("<div>" * 100_000 + PERSON + "</div>" * 100_000).encode(),
    "十万个单元格.html": lambda: ("<table>" + "<tr><td>张伟<td>13812345678" * 50_000 + "</table>").encode(),
    "一行五百万字.txt": lambda: ("市路1号王" * 1_000_000).encode(),
    "一行五百万数字.txt": lambda: ("1" * 5_000_000).encode(),
    "没有结尾的引号.csv": lambda: ('"' + "姓名,电话\n" * 400_000).encode(),
}
