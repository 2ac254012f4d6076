"""Files that screens make and send: always as a download, under a Chinese name."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

OFFICE = "application/vnd.openxmlformats-officedocument"
MEDIA = {
    "xlsx": f"{OFFICE}.spreadsheetml.sheet",
    "docx": f"{OFFICE}.wordprocessingml.document",
    "pdf": "application/pdf",
    "zip": "application/zip",
}


def sent(data: bytes, name: str, kind: str = "") -> HttpResponse:
    """Return a file as the answer, which nobody keeps; its type is given, or that of its extension."""
    disposition = content_disposition_header(True, name) or ""
    headers = {"Content-Disposition": disposition, "Cache-Control": "no-store"}
    return HttpResponse(data, content_type=kind or MEDIA[name.rsplit(".", 1)[-1]], headers=headers)
