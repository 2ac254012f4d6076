"""导出: the list of requests as it is filtered, as an Excel file."""

from django.http import FileResponse, HttpRequest
from django.utils.timezone import now
from django.views.decorators.http import require_GET

from gongkai.casework.models import DisclosureRequest
from gongkai.office.desk import desk_of
from gongkai.office.exports import export_cases
from gongkai.office.forms.filters import CaseFilter


@require_GET
def export(request: HttpRequest) -> FileResponse:
    """Send what the filters of the address let through; it names nobody who asked."""
    desk = desk_of(request)
    form = CaseFilter(request.GET, desk)
    found = form.in_tab(form.filtered(DisclosureRequest.objects.of(desk.body).visible_to(desk.user)))
    file = export_cases(found, asked=form.in_words, desk=desk, at=now())
    return FileResponse(file, as_attachment=True, filename=f"依申请公开清单{desk.today:%Y%m%d}.xlsx")
