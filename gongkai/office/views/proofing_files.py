"""年报核对: the paper itself, its pages as pictures, the sheet of findings and the letters."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET

from gongkai.common.typesetting import NotTypeset
from gongkai.office.desk import Desk, desk_of
from gongkai.office.reports.proofing_sheet import as_docx, as_pdf, as_xlsx, as_zip, letter_name
from gongkai.office.sending import sent
from gongkai.office.views.proofing import find_batch, find_reading
from gongkai.proofing.models import Batch, Paper, Reading
from gongkai.proofing.page_apart import NotDrawn, draw_page

KEPT = 24 * 60 * 60  # seconds that a browser may keep the picture of a page; a paper never changes


@require_GET
def findings(request: HttpRequest, pk: int) -> HttpResponse:
    """Send all findings of a batch as a sheet."""
    batch = find_batch(desk_of(request), pk)
    refused = batch.papers.filter(state=Paper.State.REFUSED).values_list("name", "refusal")
    return sent(as_xlsx(batch, _readings(batch), refused), f"{batch.title}问题清单.xlsx")


@require_GET
def letters(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the letters of a batch, one for each report."""
    desk = desk_of(request)
    batch = find_batch(desk, pk)
    packed = as_zip(_readings(batch), on=desk.today)
    return sent(packed, f"{batch.title}核对意见.zip")


@require_GET
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the letter to the body that wrote one report, as a Word file."""
    desk = desk_of(request)
    found = find_reading(desk, pk)
    return sent(as_docx(found, on=desk.today), letter_name(found))


@require_GET
def letter_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the letter to the body that wrote one report, as PDF."""
    desk = desk_of(request)
    found = find_reading(desk, pk)
    try:
        return sent(as_pdf(found, on=desk.today), letter_name(found, "pdf"))
    except NotTypeset as error:
        messages.error(request, f"没有生成 PDF：{error}")
        return redirect("office:proofing_reading", pk)


@require_GET
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the paper as it came, always as a download."""
    found = _paper(desk_of(request), pk)
    return sent(_bytes_of(found), found.name, found.content_type)


@require_GET
def page(request: HttpRequest, pk: int, page: int) -> HttpResponse:
    """Send a page of a PDF as a picture; a picture is its own page."""
    found = _paper(desk_of(request), pk)
    if not 0 < page <= found.pages:
        raise Http404("没有这一页")
    data, kind = _bytes_of(found), found.content_type
    if not kind.startswith("image/"):
        try:
            data, kind = draw_page(data, page), "image/png"
        except NotDrawn:
            raise Http404("这一页画不出来") from None
    return HttpResponse(data, content_type=kind, headers={"Cache-Control": f"private, max-age={KEPT}"})


def _paper(desk: Desk, pk: int) -> Paper:
    return get_object_or_404(Paper.objects.filter(batch__body=desk.body), pk=pk)


def _bytes_of(paper: Paper) -> bytes:
    try:
        with paper.file.open("rb") as file:
            return bytes(file.read())
    except FileNotFoundError:
        raise Http404("文件已经不在了") from None


def _readings(batch: Batch) -> list[Reading]:
    found = Reading.objects.filter(paper__batch=batch).select_related("paper__batch__body")
    return list(found.prefetch_related("corrections", "answers"))
