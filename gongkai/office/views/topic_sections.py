"""专题的栏: adding, changing, ordering and removing sections, and choosing the items of one."""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.bodies.errors import Refused
from gongkai.office.desk import Desk, desk_of
from gongkai.office.forms.topics import SectionForm
from gongkai.office.refusals import refused_into
from gongkai.office.views.topics import NOT_A_KEEPER, find_topic, is_keeper, keeper_of, steps_of
from gongkai.publishing.actions import topics as actions
from gongkai.publishing.models import InformationItem, TopicSection
from gongkai.publishing.topics import items_of
from gongkai.workflow import StepNotAllowed

OFFERED = 20  # items that a search offers
ORDERS = ("up", "down", "remove", "add")


def _find(desk: Desk, pk: int, section: int) -> TopicSection:
    topic = find_topic(desk, pk)
    return get_object_or_404(topic.sections.select_related("topic__body", "column"), pk=section)


@require_http_methods(["GET", "POST"])
def section(request: HttpRequest, pk: int, section: int | None = None) -> HttpResponse:
    """Add a section, or change one."""
    desk = desk_of(request)
    topic = find_topic(desk, pk)
    found = _find(desk, pk, section) if section else TopicSection(topic=topic)
    form = SectionForm(request.POST or None, desk, section=found)
    if form.is_valid() and not is_keeper(desk):
        form.add_error(None, NOT_A_KEEPER)
    if form.is_valid():
        with refused_into(form):
            saved = actions.save_section(found, form.cleaned_data, by=desk.user, on=desk.today)
            if not section and saved.rule == TopicSection.Rule.CHOSEN:
                return redirect("office:topic_entries", pk, saved.pk)
            return redirect("office:topic", pk)
    context = {"desk": desk, "topic": topic, "section": section, "form": form}
    return render(request, "office/topics/section.html", context)


@require_POST
def order_section(request: HttpRequest, pk: int, section: int) -> HttpResponse:
    """Let a section change places with its neighbour, or take it out."""
    desk = keeper_of(request)
    found = _find(desk, pk, section)
    try:
        if "remove" in request.POST:
            actions.remove_section(found, by=desk.user, on=desk.today)
            messages.success(request, f"已删去“{found}”一栏，里面的信息没有变动。")
        else:
            actions.move_section(found, down="down" in request.POST, by=desk.user, on=desk.today)
    except StepNotAllowed as refusal:
        messages.error(request, str(refusal))
    return redirect("office:topic", pk)


@require_http_methods(["GET", "POST"])
def entries(request: HttpRequest, pk: int, section: int) -> HttpResponse:
    """Choose the items of a section one by one: search, add, order, take out."""
    desk = desk_of(request)
    found = _find(desk, pk, section)
    if request.method == "POST":
        return _rearranged(request, found)
    chosen = list(
        InformationItem.objects.filter(topic_entries__section=found).order_by("topic_entries__order")
    )
    query = request.GET.get("q", "").strip()
    live = InformationItem.objects.live().of(desk.body).select_related("column").newest_first()
    match = Q(title__icontains=query) | Q(doc_no__icontains=query) | Q(index_no=query)
    offered = live.filter(match).exclude(pk__in=[item.pk for item in chosen])[:OFFERED] if query else []
    context = {"desk": desk, "topic": found.topic, "section": found, "chosen": chosen, "query": query}
    context["may_edit"] = steps_of(desk, found.topic)["change"]
    return render(request, "office/topics/entries.html", {**context, "offered": offered})


def _rearranged(request: HttpRequest, section: TopicSection) -> HttpResponse:
    """Do with one item of a section what was asked for, and show the section again."""
    desk = keeper_of(request)
    chosen = list(items_of(section))
    act = next((each for each in ORDERS if each in request.POST), "")
    given = request.POST.get(act, "")
    item = get_object_or_404(InformationItem.objects.of(desk.body), pk=given if given.isdecimal() else 0)
    try:
        actions.choose_entries(section, _with(chosen, item, act), by=desk.user, on=desk.today)
    except (Refused, StepNotAllowed) as refusal:
        messages.error(request, str(refusal))
    return redirect("office:topic_entries", section.topic_id, section.pk)


def _with(chosen: list[InformationItem], item: InformationItem, act: str) -> list[InformationItem]:
    """Return the chosen items with one added, taken out, or in another place."""
    others = [each for each in chosen if each != item]
    if act == "remove":
        return others
    if act == "add" or item not in chosen:
        return [*others, item]
    place = max(0, chosen.index(item) + (1 if act == "down" else -1))
    return [*others[:place], item, *others[place:]]
