"""Papers of the demo: one page each, made of a few words, so that files can be opened and proofs be seen."""

from collections.abc import Sequence

from django.core.files.base import ContentFile

PAGE = (595, 842)  # A4, in points
SIZE, LEADING, TOP, LEFT = 16, 30, 740, 72


def page(name: str, *lines: str) -> ContentFile[bytes]:
    """Return a PDF of one page with these lines, the same bytes each time."""
    return ContentFile(_pdf(lines), name=f"{name}.pdf")


def _pdf(lines: Sequence[str]) -> bytes:
    text = "".join(
        f"1 0 0 1 {LEFT} {TOP - LEADING * row} Tm <{line.encode('utf-16-be').hex()}> Tj\n"
        for row, line in enumerate(lines)
    )
    stream = f"BT /F1 {SIZE} Tf\n{text}ET"
    return _assembled(
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {PAGE[0]} {PAGE[1]}]/Contents 4 0 R"
        "/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(stream)}>>\nstream\n{stream}\nendstream",
        "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UTF16-H/DescendantFonts[6 0 R]>>",
        "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 5>>/FontDescriptor 7 0 R>>",
        "<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]"
        "/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>",
    )


def _assembled(*objects: str) -> bytes:
    """Return a PDF file of numbered objects, with the table that says where each begins."""
    out, places = b"%PDF-1.5\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{each}\nendobj\n".encode()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    count = len(objects) + 1
    tail = f"xref\n0 {count}\n0000000000 65535 f \n{table}trailer<</Size {count}/Root 1 0 R>>\n"
    return out + f"{tail}startxref\n{len(out)}\n%%EOF\n".encode()
