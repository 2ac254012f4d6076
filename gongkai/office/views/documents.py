"""规范性文件: normative documents: the list, one document, and its steps."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.documents import actions
from gongkai.documents.models import DocumentPaper, NormativeDocument
from gongkai.documents.periods import warned_until
from gongkai.documents.states import ENDED
from gongkai.documents.workflow import DOCUMENTS
from gongkai.office.desk import Desk, desk_of
from gongkai.office.documents.page import adopt, course_of, events_of, history_of, links_of
from gongkai.office.documents.steps import SCREENS, options_for
from gongkai.office.documents.sweeps import linked
from gongkai.office.forms.documents import AdoptForm, DocumentFilter, StartForm
from gongkai.office.refusals import refused_into
from gongkai.publishing.models import DocumentKind, InformationItem

PER_PAGE = 25
NORMATIVE = DocumentKind.NORMATIVE_DOCUMENT
TABS = ("making", "force", "ending", "ended")


@require_GET
def documents(request: HttpRequest) -> HttpResponse:
    """List the documents of the body: in the making, in force, near their end, ended."""
    desk = desk_of(request)
    form = DocumentFilter(request.GET, desk)
    tab = request.GET.get("tab", "making")
    tab = tab if tab in TABS else "making"
    shelves = _shelves(desk)
    found = form.filtered(shelves[tab]).select_related("unit", "item")
    order = ("valid_until", "-pk") if tab in ("force", "ending") else ("-started_on", "-pk")
    context = {
        "desk": desk,
        "form": form,
        "tab": tab,
        "tabs": [(code, label, shelves[code].count()) for code, label in TAB_LABELS],
        "page": Paginator(found.order_by(*order), PER_PAGE).get_page(request.GET.get("page")),
        "may_start": bool(desk.roles & {*DOCUMENTS.step("start").roles}),
        "may_adopt": bool(desk.roles & {*DOCUMENTS.step("adopt").roles}),
        "soon": warned_until(desk.body, desk.today),
    }
    return render(request, "office/documents/list.html", context)


TAB_LABELS = (("making", "制定中"), ("force", "现行有效"), ("ending", "将到期"), ("ended", "失效和废止"))


def _shelves(desk: Desk) -> dict[str, QuerySet[NormativeDocument]]:
    ours = NormativeDocument.objects.of(desk.body).visible_to(desk.user)
    return {
        "making": ours.in_the_making(),
        "force": ours.in_force(),
        "ending": ours.near_the_end(warned_until(desk.body, desk.today)),
        "ended": ours.filter(state__in=ENDED),
    }


@require_GET
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one document with the whole of its procedure."""
    desk = desk_of(request)
    found = find_document(desk, pk)
    options = options_for(found, desk)
    records = history_of(found)
    context = {
        "desk": desk,
        "document": found,
        "options": options,
        "next": next((option for option in options if option.allowed), None),
        "course": course_of(found, records),
        "events": events_of(records),
        "links": links_of(found),
        "citations": linked(list(found.citations.select_related("handled_by"))) if found.is_ended else None,
        "interpretations": found.interpretations.select_related("item"),
    }
    return render(request, "office/documents/document.html", context)


@require_http_methods(["GET", "POST"])
def start_document(request: HttpRequest) -> HttpResponse:
    """Begin to draft a document."""
    desk = desk_of(request)
    form = StartForm(request.POST or None, request.FILES or None, desk=desk)
    if request.method == "POST" and form.is_valid():
        with refused_into(form):
            facts = form.facts
            made = actions.start_document(
                facts.pop("unit"), **facts, by=desk.user, on=form.cleaned_data["on"]
            )
            messages.success(request, "文件已立项。")
            return redirect("office:document", made.pk)
    return render(request, "office/documents/start.html", {"desk": desk, "form": form})


@require_http_methods(["GET", "POST"])
def unregistered(request: HttpRequest) -> HttpResponse:
    """List public documents that are not followed yet; POST takes over those chosen."""
    desk = desk_of(request)
    form = AdoptForm(request.POST or None)
    found = InformationItem.objects.of(desk.body).live().filter(document_kind=NORMATIVE, document=None)
    if request.method == "POST" and form.is_valid():
        chosen = found.filter(pk__in=form.chosen).select_related("owner_unit", "body")
        with refused_into(form):
            count = adopt(chosen, form, desk)
            messages.success(request, f"已登记{count}件文件。")
            return redirect("office:documents_unregistered")
    related = found.select_related("owner_unit").order_by("-formed_on", "-pk")
    page = Paginator(related, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "office/documents/unregistered.html", {"desk": desk, "form": form, "page": page})


@require_http_methods(["GET", "POST"])
def take_document_step(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Ask for what the step needs and say what it will do; POST takes it."""
    desk = desk_of(request)
    found = find_document(desk, pk)
    if (screen := SCREENS.get(code)) is None:
        raise Http404("没有这个步骤")
    form = screen.form(request.POST or None, request.FILES or None, desk=desk, document=found)
    if request.method == "POST" and form.is_valid():
        with refused_into(form):
            screen.take(found, form)
            messages.success(request, screen.done)
            return redirect("office:document", pk)
    option = next(each for each in options_for(found, desk) if each.step.code == code)
    context = {"desk": desk, "document": found, "form": form, "option": option, "effect": screen.effect}
    return render(request, "office/documents/step.html", context)


@require_GET
def send_document_paper(request: HttpRequest, pk: int, paper: int) -> FileResponse:
    """Send one file of a document's procedure, always as a download."""
    found = find_document(desk_of(request), pk)
    sent = get_object_or_404(DocumentPaper, pk=paper, record__document=found)
    return FileResponse(
        sent.file.open("rb"), as_attachment=True, filename=sent.name, content_type=sent.content_type
    )


def find_document(desk: Desk, pk: int) -> NormativeDocument:
    """Return a document that the person may read, or answer that there is none."""
    related = ("body", "unit", "item", "drafted_by")
    found = NormativeDocument.objects.visible_to(desk.user).select_related(*related).filter(pk=pk).first()
    if found is None:
        raise Http404("没有这件文件，或者您不能查看")
    return found
