"""The text of an item as a file: PDF for paper and screen readers, Word for whoever works on with it."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header, http_date

from gongkai.common.typesetting import NotTypeset
from gongkai.portal.addresses import item_address
from gongkai.portal.item_page import shown_at
from gongkai.portal.kept_pages import kept
from gongkai.portal.showing import for_everybody
from gongkai.portal.texts import document_of, docx, pdf
from gongkai.portal.views.items import TELLING, no_longer_here
from gongkai.publishing.models import InformationItem

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORMS = {"pdf": (pdf, "application/pdf"), "docx": (docx, WORD)}


@for_everybody
def text(request: HttpRequest, pk: int, form: str) -> HttpResponseBase:
    """Give the text of a live item as PDF or Word; one that has only attachments has none."""
    if form not in FORMS:
        raise Http404("没有这种格式。")
    state = InformationItem.objects.live().exclude(content="").filter(pk=pk).values_list(*TELLING).first()
    if state is None:
        known = InformationItem.objects.select_related("body", "replaced_by__body")
        return no_longer_here(request, get_object_or_404(known, pk=pk))
    draw = partial(_render_text, request, pk, form)
    return kept(request, state, draw, among="texts", names_address=False)


def _render_text(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    item = get_object_or_404(InformationItem.objects.live().select_related("body"), pk=pk)
    make, content_type = FORMS[form]
    try:
        made = make(document_of(item, request.build_absolute_uri(item_address(item))))
    except NotTypeset as refusal:
        return render(
            request, "portal/requests/not_made.html", {"words": str(refusal), "trail": []}, status=422
        )
    response = HttpResponse(made, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(True, f"{item.title}.{form}") or ""
    response["Last-Modified"] = http_date(shown_at(item).timestamp())
    return response
