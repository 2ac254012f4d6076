"""转为主动公开: matters asked for often, proposals of applicants, and the draft items made of them."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.bodies.errors import Refused
from gongkai.casework.models import DisclosureRequest
from gongkai.office.desk import desk_of
from gongkai.office.forms.promotions import DeclineForm, PromoteForm
from gongkai.office.refusals import refused_into
from gongkai.office.requests.cases import open_case
from gongkai.promotion import actions
from gongkai.promotion.models import Promotion, Proposal
from gongkai.promotion.suggestions import suggestions_for, wishes_for

PER_PAGE = 25


@require_GET
def promotions(request: HttpRequest) -> HttpResponse:
    """List what should become public, and what did."""
    desk = desk_of(request)
    done = Promotion.objects.of(desk.body).visible_to(desk.user).select_related("request", "item", "by")
    proposals = Proposal.objects.of(desk.body).visible_to(desk.user).open().select_related("request")
    context = {
        "desk": desk,
        "suggestions": suggestions_for(desk.body, reader=desk.user),
        "proposals": proposals,
        "wishes": wishes_for(desk.body, reader=desk.user),
        "page": Paginator(done, PER_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "office/promotions/list.html", context)


@require_http_methods(["GET", "POST"])
def promote(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a draft item of what a request brought to light."""
    seen = open_case(desk_of(request), pk)
    form = PromoteForm(request.POST or None, case=seen.case, desk=seen.desk)
    if request.method == "POST" and form.is_valid():
        with refused_into(form):
            made = actions.promote_request(
                seen.case, **form.cleaned_data, by=seen.desk.user, on=seen.desk.today
            )
            messages.success(request, "主动公开的信息已拟稿，请补齐著录项后送审。")
            return redirect("office:item", made.item_id)
    context = {"seen": seen, "desk": seen.desk, "form": form, "refusal": _refusal(seen.case)}
    return render(request, "office/promotions/promote.html", context)


@require_http_methods(["GET", "POST"])
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer that a proposal is not followed."""
    desk = desk_of(request)
    found = Proposal.objects.visible_to(desk.user).select_related("request").filter(pk=pk).first()
    if found is None:
        raise Http404("没有这项建议，或者您不能查看")
    form = DeclineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refused_into(form):
            actions.decline_proposal(found, **form.cleaned_data, by=desk.user, on=desk.today)
            messages.success(request, "建议的答复已登记。")
            return redirect("office:promotions")
    context = {"desk": desk, "case": found.request, "text": found.text, "form": form}
    return render(request, "office/promotions/decline.html", context)


@require_http_methods(["GET", "POST"])
def decline_wish(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer that what was proposed with the requests for a matter is not followed."""
    seen = open_case(desk_of(request), pk)
    form = DeclineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refused_into(form):
            actions.decline_wish(seen.case, **form.cleaned_data, by=seen.desk.user, on=seen.desk.today)
            messages.success(request, "建议的答复已登记。")
            return redirect("office:promotions")
    context = {"desk": seen.desk, "case": seen.case, "text": actions.WISHED, "form": form}
    return render(request, "office/promotions/decline.html", context)


def _refusal(case: DisclosureRequest) -> str:
    try:
        actions.check_may_promote(case)
    except Refused as refused:
        return str(refused)
    return ""
