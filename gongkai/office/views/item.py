"""信息发布: the page of one item, its editing, versions and relations."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.office.desk import Desk, desk_of
from gongkai.office.forms.item_relations import RelationForm
from gongkai.office.forms.items import AttachmentForm, ItemForm
from gongkai.office.items.check import panel_of
from gongkai.office.items.comments import commenting
from gongkai.office.items.editing import both_texts, editor_of, hold, taken_words
from gongkai.office.items.intake import changed_form, intake_of
from gongkai.office.items.page import around, beside_form, facts_of, steps_shown
from gongkai.office.items.review import places_of
from gongkai.office.refusals import refused_into
from gongkai.publishing import actions
from gongkai.publishing.models import InformationItem
from gongkai.publishing.snapshot import current_draft
from gongkai.publishing.states import BEFORE_PUBLICATION

CHANGED = "您打开之后，别人修改了这条信息。您填写的内容还在，没有保存；请对照下面的两份内容，再决定怎样保存。"


def find_item(desk: Desk, pk: int) -> InformationItem:
    """Return an item of the body one works for; 404 for any other."""
    known = InformationItem.objects.of(desk.body).select_related(
        "column", "owner_unit", "author", "draft_version"
    )
    return get_object_or_404(known, pk=pk)


@require_GET
def item(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an item: its draft as it will look, its facts, what can be done and what was."""
    desk = desk_of(request)
    found = find_item(desk, pk)
    draft = current_draft(found)
    context = {
        "desk": desk,
        "item": found,
        "draft": draft,
        "rows": facts_of(found, draft),
        "files": found.attachments.in_draft().beside_text(),
        "panel": panel_of(found, draft),
        "steps": steps_shown(found, desk),
        "editor": editor_of(found, desk, now()),
        "places": places_of(found) if found.state in BEFORE_PUBLICATION else [],
        "emergency": found.emergencies.open().select_related("by").first(),
        "events": found.events.select_related("by", "version", "secrecy_review").order_by("-pk"),
        **around(found, desk),
        **commenting(found, draft),
    }
    return render(request, "office/items/page.html", context)


@require_http_methods(["GET", "POST"])
def edit_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the draft; what somebody else saved in between is never overwritten in silence."""
    desk = desk_of(request)
    found = find_item(desk, pk)
    draft = current_draft(found)
    held = hold(found, desk, now(), note=request.POST.get("note", ""))
    if request.method == "GET" and held:
        return render(request, "office/items/locked.html", {"desk": desk, "item": found, "lock": held})
    intake = intake_of(request, desk)
    form = changed_form(request, desk, intake) or ItemForm(request.POST or None, desk, draft=draft)
    seen = request.POST.get("seen", str(found.draft_version_id))
    both = None
    if form.is_valid():
        if held or seen != str(found.draft_version_id):
            form.add_error(None, taken_words(held) if held else CHANGED)
            both = both_texts(found, draft, form, desk)
        else:
            with refused_into(form):
                intake.save(found, form, desk)
                messages.success(request, "已保存。")
                return redirect("office:item", pk=pk)
    shown = seen if "act" in request.POST or held else found.draft_version_id
    context = {"desk": desk, "form": form, "intake": intake, "item": found, "seen": shown, "both": both}
    context |= {"held": held, "attachment": AttachmentForm(), **beside_form(found, draft)}
    return render(request, "office/items/edit.html", context)


@require_GET
def item_version(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Show one version as it was, with the digest that reviews were tied to."""
    desk = desk_of(request)
    found = find_item(desk, pk)
    version = get_object_or_404(found.versions.select_related("by"), number=number)
    context = {"desk": desk, "item": found, "version": version, "rows": facts_of(found, version.snapshot)}
    return render(request, "office/items/version.html", context)


@require_http_methods(["GET", "POST"])
def relate_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that the item interprets, amends or repeals another."""
    desk = desk_of(request)
    found = find_item(desk, pk)
    form = RelationForm(request.POST or None, desk=desk, item=found)
    if form.is_valid():
        with refused_into(form):
            actions.relate_items(found, **form.cleaned_data, by=desk.user, on=desk.today)
            messages.success(request, "已关联。")
            return redirect("office:item", pk=pk)
    return render(request, "office/items/relate.html", {"desk": desk, "item": found, "form": form})
