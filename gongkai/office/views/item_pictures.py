"""信息发布: the words in the place of the pictures of an item."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from gongkai.office.desk import desk_of
from gongkai.office.forms.item_pictures import Descriptions
from gongkai.office.items.editing import hold, taken_words
from gongkai.office.items.page import steps_shown
from gongkai.office.refusals import refused_into
from gongkai.office.views.item import find_item
from gongkai.publishing import actions


@require_http_methods(["GET", "POST"])
def describe_pictures(request: HttpRequest, pk: int) -> HttpResponse:
    """List the pictures of the text and the attachments, without words first; keep what is filled in."""
    desk = desk_of(request)
    found = find_item(desk, pk)
    form = Descriptions(request.POST if request.method == "POST" else None, found)
    held = hold(found, desk, now())
    if form.is_valid():
        if held:
            form.add_error(None, taken_words(held))
        else:
            with refused_into(form):
                actions.describe_pictures(
                    found,
                    pictures=form.given(),
                    files=form.given_files(),
                    digest=form.cleaned_data["digest"],
                    by=desk.user,
                    on=desk.today,
                )
                messages.success(request, "替代文字已保存。")
                return redirect("office:item", pk=pk)
    may_edit = steps_shown(found, desk)["may_edit"]
    context = {"desk": desk, "item": found, "form": form, "held": held, "may_edit": may_edit}
    return render(request, "office/items/pictures.html", context)
