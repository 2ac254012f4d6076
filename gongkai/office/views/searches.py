"""检索情况: what the public searched for and did not find, and the synonyms that help."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongkai.office.desk import Desk, desk_of
from gongkai.office.forms.searches import MissFilter, SynonymForm
from gongkai.office.refusals import refused_into
from gongkai.rules.retention import retention
from gongkai.rules.roles import Role
from gongkai.search import actions
from gongkai.search.errors import SynonymGone
from gongkai.search.models import BodySynonym
from gongkai.search.synonyms import key, shipped_synonyms

PER_PAGE = 50
KEEPERS = {Role.INFORMATION_OFFICER, Role.OFFICE_HEAD}
REMOVED = 10  # synonyms taken out that are still shown


@require_GET
def searches(request: HttpRequest) -> HttpResponse:
    """List searches without result of some days, the most frequent first."""
    desk = desk_of(request)
    form = MissFilter(request.GET, desk)
    page = Paginator(form.misses().by_text(), PER_PAGE).get_page(request.GET.get("page"))
    known = {word for word, _ in BodySynonym.objects.of(desk.body).in_use().as_pairs()}
    context = {
        "desk": desk,
        "form": form,
        "page": page,
        "rows": [(row, key(row["text"]) in known or key(row["text"]) in shipped_synonyms()) for row in page],
        "may_edit": _may_edit(desk),
        "kept": retention("misses").period,
    }
    return render(request, "office/searches/list.html", context)


@require_http_methods(["GET", "POST"])
def synonyms(request: HttpRequest) -> HttpResponse:
    """List the body's own synonyms, and add one; the word may be named in the address."""
    desk = desk_of(request)
    form = SynonymForm(request.POST or None, initial={"word": request.GET.get("word", "")[:20]})
    if form.is_valid() and not _may_edit(desk):
        form.add_error(None, "同义词由信息公开员或者政府信息公开工作机构负责人设置。")
    if form.is_valid():
        with refused_into(form):
            actions.add_synonym(desk.body, **form.cleaned_data, by=desk.user, on=desk.today, at=now())
            messages.success(request, f"“{form.cleaned_data['word']}”的同义词已经生效，门户检索立即使用。")
            return redirect("office:search_synonyms")
    own = BodySynonym.objects.of(desk.body).select_related("added_by", "removed_by")
    context = {
        "desk": desk,
        "form": form,
        "synonyms": own.in_use(),
        "removed": own.exclude(removed_on=None).order_by("-removed_on", "-pk")[:REMOVED],
        "may_edit": _may_edit(desk),
    }
    return render(request, "office/searches/synonyms.html", context)


@require_POST
def remove_synonym(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a synonym out."""
    desk = desk_of(request)
    synonym = get_object_or_404(BodySynonym.objects.of(desk.body), pk=pk)
    if not _may_edit(desk):
        messages.error(request, "同义词由信息公开员或者政府信息公开工作机构负责人设置。")
        return redirect("office:search_synonyms")
    try:
        actions.remove_synonym(synonym, by=desk.user, on=desk.today)
        messages.success(request, f"“{synonym.word}”的同义词已经移除；要恢复的，重新添加即可。")
    except SynonymGone as gone:
        messages.error(request, str(gone))
    return redirect("office:search_synonyms")


def _may_edit(desk: Desk) -> bool:
    return not KEEPERS.isdisjoint(desk.roles)
