"""案卷: asked for, its progress, its files; for those who keep or defend the papers of the case."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.bodies.errors import Refused
from gongkai.bundles.actions import order_bundle, remake_bundle
from gongkai.casework.workflow import CASEWORK
from gongkai.office.desk import desk_of
from gongkai.office.forms.bundles import BundleForm
from gongkai.office.refusals import refused_into
from gongkai.office.requests.cases import CaseView, open_case

FORMS = {"pdf": "application/pdf", "zip": "application/zip"}
SHOWN = 10
SLOW = timedelta(minutes=2)  # without any progress


@require_http_methods(["GET", "POST"])
def bundles(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the bundles of a case; POST asks for one; htmx asks how far it is."""
    seen = _open(request, pk)
    form = BundleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refused_into(form):
            order_bundle(seen.case, **form.cleaned_data, by=seen.desk.user, on=seen.desk.today, at=now())
            messages.success(request, "已开始制作，完成后可以在本页下载。")
            return redirect("office:bundles", pk)
    made = list(seen.case.bundles.select_related("made_by")[:SHOWN])
    going = [bundle for bundle in made if bundle.is_going]
    context = {"seen": seen, "desk": seen.desk, "form": form, "made": made, "going": going}
    context["slow"] = any(bundle.touched_at and now() - bundle.touched_at > SLOW for bundle in going)
    template = "office/bundles/_made.html" if request.htmx else "office/bundles/bundles.html"  # type: ignore[attr-defined]
    return render(request, template, context)


@require_http_methods(["GET", "POST"])
def make_again(request: HttpRequest, pk: int, bundle: int) -> HttpResponse:
    """Ask once more for a bundle that could not be made; GET, after a login, leads back to the page."""
    seen = _open(request, pk)
    if request.method == "GET":
        return redirect("office:bundles", pk)
    found = get_object_or_404(seen.case.bundles, pk=bundle)
    try:
        remake_bundle(found, by=seen.desk.user, on=seen.desk.today, at=now())
        messages.success(request, "已重新开始制作。")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("office:bundles", pk)


@require_GET
def send_bundle(request: HttpRequest, pk: int, bundle: int, form: str) -> FileResponse:
    """Send the PDF or the ZIP of a bundle, always as a download."""
    seen = _open(request, pk)
    found = seen.case.bundles.filter(pk=bundle).first()
    file = getattr(found, form) if found and form in FORMS else None
    if not file:
        raise Http404("没有这份案卷，或者文件已经到期删除，请重新制作")
    name = f"{seen.case.number}案卷.{form}"
    return FileResponse(file.open("rb"), as_attachment=True, filename=name, content_type=FORMS[form])


def _open(request: HttpRequest, pk: int) -> CaseView:
    seen = open_case(desk_of(request), pk)
    if CASEWORK.refusal("make_bundle", seen.case.state, seen.roles):
        raise PermissionDenied("案卷由登记员、公开工作机构负责人、档案员和法制审核员制作（条例第四十五条）。")
    return seen
