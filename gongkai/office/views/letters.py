"""文书: the letters of a case, prepared, previewed, fixed, sent, served and downloaded."""

from io import BytesIO

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongkai.casework.actions import look_at_identity
from gongkai.common.typesetting import NotTypeset
from gongkai.letters import actions
from gongkai.letters.guards import may_write
from gongkai.letters.rendering import docx, pdf
from gongkai.letters.sources import source_of
from gongkai.office.desk import desk_of
from gongkai.office.forms.letters import TypedForm
from gongkai.office.letters.page import ShownLetter, draft_of, first_draft, open_letter, open_source
from gongkai.office.letters.steps import SCREENS, effect_of, foreseen_changes, recipient_of
from gongkai.office.refusals import refused_into
from gongkai.office.requests.cases import CaseView, open_case
from gongkai.rules.letters import LetterKind

RENDERED = {
    "pdf": (pdf, "application/pdf"),
    "docx": (docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
}


@require_http_methods(["GET", "POST"])
def prepare(request: HttpRequest, pk: int, about: str) -> HttpResponse:
    """Show the letter that a step or reply gives rise to, filled in; POST keeps it as a draft."""
    seen = open_case(desk_of(request), pk)
    _only_for_writers(seen)
    source = open_source(seen, about)
    _note_look(seen, source.kind)
    form = TypedForm(request.POST or None, kind=source.kind)
    typed = form.cleaned_data if form.is_valid() else {}
    if request.method == "POST" and form.is_valid() and "keep" in request.POST:
        with refused_into(form):
            letter = actions.prepare_letter(source, typed=typed, by=seen.desk.user, on=seen.desk.today)
            messages.success(request, "文书已拟好，核对后定稿编号。")
            return redirect("office:letter", pk, letter.pk)
    draft = first_draft(source, seen, typed)
    context = {"seen": seen, "desk": seen.desk, "kind": source.kind, "form": form, "draft": draft}
    return render(request, "office/letters/write.html", context | {"letter": None})


@require_GET
def letter(request: HttpRequest, pk: int, letter: int) -> HttpResponse:
    """Show one letter as it is printed, how far it is, and what may be done with it."""
    shown = _open(request, pk, letter)
    return render(request, "office/letters/letter.html", {"shown": shown, "desk": shown.seen.desk})


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int, letter: int) -> HttpResponse:
    """Change what was typed into a draft."""
    shown = _open(request, pk, letter, to_write=True)
    desk = shown.seen.desk
    form = TypedForm(request.POST or None, kind=shown.kind, letter=shown.letter)
    if request.method == "POST" and form.is_valid() and "keep" in request.POST:
        with refused_into(form):
            actions.edit_letter(shown.letter, typed=form.cleaned_data, by=desk.user, on=desk.today)
            messages.success(request, "文书已修改。")
            return redirect("office:letter", pk, letter)
    typed = form.cleaned_data if form.is_bound and form.is_valid() else shown.letter.typed
    draft = draft_of(shown.letter, typed, on=desk.today)
    context = {"seen": shown.seen, "desk": desk, "kind": shown.kind, "form": form, "draft": draft}
    return render(request, "office/letters/write.html", context | {"letter": shown.letter})


@require_http_methods(["GET", "POST"])
def take_step(request: HttpRequest, pk: int, letter: int, code: str) -> HttpResponse:
    """Fix, send, serve or void a letter; a refusal keeps what was typed."""
    shown = _open(request, pk, letter)
    screen = SCREENS.get(code)
    if screen is None:
        raise Http404("没有这个步骤")
    desk, to = shown.seen.desk, recipient_of(shown)
    sent = request.POST or None, request.FILES or None
    form = screen.form(*sent, letter=shown.letter, desk=desk, recipient=to)
    changes: list[str] = []
    if request.method == "POST" and form.is_valid():
        with refused_into(form):
            changes = foreseen_changes(form, code)
            if not changes:
                screen.take(form)
                messages.success(request, screen.done)
                return redirect("office:letter", pk, letter)
    context = {"shown": shown, "desk": desk, "form": form, "option": shown.option(code)}
    return render(
        request, "office/letters/step.html", context | {"effect": changes or effect_of(code, shown)}
    )


@require_POST
def correct(request: HttpRequest, pk: int, letter: int) -> HttpResponse:
    """Begin a letter that corrects one that went out."""
    shown = _open(request, pk, letter)
    desk, about = shown.seen.desk, source_of(shown.letter)
    if not shown.may_correct:
        raise Http404("这份文书现在不能更正")
    new = actions.prepare_letter(about, replaces=shown.letter, by=desk.user, on=desk.today)
    messages.success(request, "更正的文书已拟好；在“补充说明”中写明更正的内容。")
    return redirect("office:letter_edit", pk, new.pk)


@require_GET
def download(request: HttpRequest, pk: int, letter: int, form: str) -> HttpResponseBase:
    """Send the letter as PDF or DOCX; a draft is marked as one."""
    shown = _open(request, pk, letter)
    if form not in RENDERED:
        raise Http404("没有这种格式")
    if shown.letter.outside and shown.scan:
        return redirect("office:letter_file", pk, letter, shown.scan.pk)
    render_as, content_type = RENDERED[form]
    try:
        made = render_as(shown.document)
    except NotTypeset as error:
        messages.error(request, str(error))
        return redirect("office:letter", pk, letter)
    name = f"{shown.kind.label}{shown.letter.number or '草稿'}.{form}"
    return FileResponse(BytesIO(made), as_attachment=True, filename=name, content_type=content_type)


@require_GET
def send_file(request: HttpRequest, pk: int, letter: int, file: int) -> FileResponse:
    """Send a sealed original or a proof, always as a download."""
    found = _open(request, pk, letter).file(file)
    return FileResponse(
        found.file.open("rb"), as_attachment=True, filename=found.name, content_type=found.content_type
    )


def _open(request: HttpRequest, pk: int, letter: int, *, to_write: bool = False) -> ShownLetter:
    seen = open_case(desk_of(request), pk)
    if to_write:
        _only_for_writers(seen)
    shown = open_letter(seen, letter)
    _note_look(shown.seen, shown.kind)
    return shown


def _only_for_writers(seen: CaseView) -> None:
    if not may_write(seen.case, seen.desk.user, seen.desk.today):
        raise PermissionDenied("文书由经办人、收件登记员和公开工作机构负责人拟写。")


def _note_look(seen: CaseView, kind: LetterKind) -> None:
    """Note a look at the form in which the applicant's identity stands (个人信息保护法第五十一条)."""
    if kind.private:
        look_at_identity(seen.case, reason=kind.label, by=seen.desk.user, on=seen.desk.today)
