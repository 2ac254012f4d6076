"""不予公开登记: what is withheld, what must be looked at again, and the decision (条例第十八条)."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.casework import actions
from gongkai.casework.models import Withholding
from gongkai.casework.progress import roles_for
from gongkai.casework.withholding_workflow import WITHHOLDING
from gongkai.office.desk import Desk, desk_of
from gongkai.office.forms.withholdings import TABS, WithholdingReviewForm
from gongkai.office.refusals import refused_into
from gongkai.office.requests.withholdings import counts_of, in_tab
from gongkai.promotion.models import Promotion

PER_PAGE = 25


@require_GET
def withholdings(request: HttpRequest) -> HttpResponse:
    """List what is withheld, what is due first."""
    desk = desk_of(request)
    seen = Withholding.objects.of(desk.body).visible_to(desk.user).select_related("request", "reply")
    asked, counts = request.GET.get("tab"), counts_of(seen, desk.today)
    tab = asked if asked in counts else TABS[0][0]
    pages = Paginator(in_tab(seen, tab, desk.today), PER_PAGE)
    pages.count = counts[tab]  # is known
    tabs = [(code, label, counts[code]) for code, label in TABS]
    context = {"desk": desk, "page": pages.get_page(request.GET.get("page")), "tab": tab, "tabs": tabs}
    return render(request, "office/withholdings/list.html", context)


@require_http_methods(["GET", "POST"])
def withholding(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what was withheld and how it was judged before; POST judges it again."""
    desk = desk_of(request)
    found = _find(desk, pk)
    form = WithholdingReviewForm(request.POST or None, withheld=found, desk=desk)
    if request.method == "POST" and form.is_valid():
        with refused_into(form):
            actions.review_withholding(found, **form.cleaned_data, by=desk.user, on=desk.today)
            messages.success(request, "评估结论已登记。")
            return redirect("office:withholding", pk)
    context = {
        "desk": desk,
        "withheld": found,
        "form": form,
        "refusal": WITHHOLDING.refusal("keep", found.state, roles_for(found.request, desk.user, desk.today)),
        "promotion": Promotion.objects.filter(withholding=found).select_related("item").first(),
    }
    return render(request, "office/withholdings/withholding.html", context)


def _find(desk: Desk, pk: int) -> Withholding:
    related = ("request__body", "reply")
    found = Withholding.objects.visible_to(desk.user).select_related(*related).filter(pk=pk).first()
    if found is None:
        raise Http404("没有这条登记，或者您不能查看")
    return found
