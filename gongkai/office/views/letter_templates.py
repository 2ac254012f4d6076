"""机关设置 › 文书模板: the wordings, their versions and samples, and how letters are numbered."""

from io import BytesIO

from django.contrib import messages
from django.forms import Form
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.letters import actions
from gongkai.letters.models import LetterPolicy
from gongkai.letters.rendering import pdf
from gongkai.office.bodies.settings_page import TABS
from gongkai.office.desk import desk_of
from gongkai.office.forms.letters import NumberRuleForm, PolicyForm, TemplateForm
from gongkai.office.letters.templates import open_template, templates_of
from gongkai.office.refusals import refused_into


@require_http_methods(["GET", "POST"])
def templates(request: HttpRequest) -> HttpResponse:
    """List the kinds of letters with their wordings and numbers; POST keeps what the body has chosen."""
    desk = desk_of(request)
    chosen = {"needs_scan": LetterPolicy.objects.for_body(desk.body).needs_scan}
    is_sent = request.method == "POST"
    form = PolicyForm(request.POST if is_sent else None, initial=chosen)
    if is_sent and form.is_valid():
        with refused_into(form):
            actions.change_policy(desk.body, **form.cleaned_data, by=desk.user, on=desk.today)
            messages.success(request, "文书规程已保存。")
            return redirect("office:letter_templates")
    context = {"desk": desk, "templates": templates_of(desk), "tabs": TABS, "tab": "letters", "form": form}
    return render(request, "office/letters/templates.html", context)


@require_http_methods(["GET", "POST"])
def template(request: HttpRequest, code: str) -> HttpResponse:
    """Edit a wording beside the letter that it gives for an invented case; POST tries it or keeps it."""
    desk = desk_of(request)
    shown = open_template(desk, code)
    form = TemplateForm(request.POST or None, initial={"text": shown.text})
    if request.method == "POST" and form.is_valid() and "keep" in request.POST:
        with refused_into(form):
            actions.change_template(desk.body, code=code, **form.cleaned_data, by=desk.user, on=desk.today)
            messages.success(request, "措辞已保存为新的一版，此后制作的文书使用这一版。")
            return redirect("office:letter_template", code)
    text = form.cleaned_data["text"] if form.is_bound and form.is_valid() else shown.text
    context = {"desk": desk, "shown": shown, "form": form, "faults": shown.faults(text)}
    return render(request, "office/letters/template.html", context | {"sample": shown.sample(text)})


@require_http_methods(["GET", "POST"])
def version(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Compare a version with the wording in use; POST takes it as the newest version."""
    desk = desk_of(request)
    shown = open_template(desk, code)
    found, form = shown.version(number), Form(request.POST or None)
    if request.method == "POST":
        with refused_into(form):
            actions.restore_template(desk.body, code=code, version=found, by=desk.user, on=desk.today)
            messages.success(request, "旧版已恢复为新的一版。")
            return redirect("office:letter_template", code)
    context = {"desk": desk, "shown": shown, "version": found, "number": number, "form": form}
    return render(request, "office/letters/version.html", context | {"lines": shown.changes(number)})


@require_http_methods(["GET", "POST"])
def number_rule(request: HttpRequest, code: str) -> HttpResponse:
    """Choose how a kind of letter is numbered."""
    desk = desk_of(request)
    shown = open_template(desk, code)
    if not shown.has_number_rule:
        raise Http404("这种文书不单独编号")
    rule = shown.number_rule
    first = {"pattern": rule.pattern, "with_replies": rule.with_replies}
    form = NumberRuleForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        with refused_into(form):
            actions.change_number_rule(desk.body, code=code, **form.cleaned_data, by=desk.user, on=desk.today)
            messages.success(request, "编号规则已保存，自下一份文书起使用。")
            return redirect("office:letter_template", code)
    return render(request, "office/letters/number.html", {"desk": desk, "shown": shown, "form": form})


@require_GET
def sample(request: HttpRequest, code: str) -> FileResponse:
    """Send the letter that the wording in use gives for an invented case, as PDF."""
    shown = open_template(desk_of(request), code)
    document = shown.sample(shown.text)
    if document is None:
        raise Http404("现在的措辞有错误，不能预览")
    name = f"{shown.kind.label}（样张）.pdf"
    return FileResponse(
        BytesIO(pdf(document)), as_attachment=True, filename=name, content_type="application/pdf"
    )
