"""Files for everybody: handed out under their own names, never opened by the browser as a page."""

from dataclasses import dataclass
from pathlib import PurePosixPath

from django.http import FileResponse, Http404

from gongkai.casework.models import ReleasedFile
from gongkai.publishing.models import Attachment


@dataclass(frozen=True)
class FileLink:
    """A file that can be downloaded: its type as people name it, its size in bytes."""

    name: str
    type: str
    size: int
    address: str
    description: str = ""  # what a picture shows, for those who do not see it


def link_to(file: Attachment | ReleasedFile, address: str) -> FileLink:
    """Return how a file is offered on a page."""
    suffix = PurePosixPath(file.name).suffix.removeprefix(".").upper()
    return FileLink(file.name, suffix or "文件", file.size, address, getattr(file, "description", ""))


def handed_out(found: Attachment | ReleasedFile) -> FileResponse:
    """
    Answer with a file.

    :raises Http404: the row is there and the file is not
    """
    try:
        file = found.file.open("rb")
    except FileNotFoundError:
        raise Http404("没有这个附件。") from None
    response = FileResponse(file, as_attachment=True, filename=found.name, content_type=found.content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["ETag"] = f'"{found.sha256}"'
    return response
