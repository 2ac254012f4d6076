"""案卷: asked for, its progress, its files; for those who keep or defend the papers of the case."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.bundles.actions import order_bundle
from gongkai.bundles.tasks import make_bundle
from gongkai.casework.workflow import CASEWORK
from gongkai.office.cases import CaseView, open_case
from gongkai.office.desk import desk_of
from gongkai.office.forms.bundles import BundleForm
from gongkai.office.refusals import refused_into

FORMS = {"pdf": "application/pdf", "zip": "application/zip"}
SHOWN = 10


@require_http_methods(["GET", "POST"])
def bundles(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the bundles of a case; POST asks for one; htmx asks how far it is."""
    seen = _open(request, pk)
    form = BundleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refused_into(form):
            ordered = order_bundle(seen.case, **form.cleaned_data, by=seen.desk.user, on=seen.desk.today)
            make_bundle.enqueue(ordered.pk)
            messages.success(request, "已开始制作，完成后可以在本页下载。")
            return redirect("office:bundles", pk)
    made = list(seen.case.bundles.select_related("made_by")[:SHOWN])
    going = any(bundle.is_going for bundle in made)
    context = {"seen": seen, "desk": seen.desk, "form": form, "made": made, "going": going}
    template = "office/bundles/_made.html" if request.htmx else "office/bundles/bundles.html"  # type: ignore[attr-defined]
    return render(request, template, context)


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
