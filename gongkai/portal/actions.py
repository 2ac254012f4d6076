"""What can be done with editorial pages outside the Wagtail shell: their first making."""

from django.db import transaction
from wagtail.models import Page

from gongkai.bodies.models import Body
from gongkai.portal.models import EditorialPage, HomePage


@transaction.atomic
def add_home_page(body: Body, *, notice: str = "") -> HomePage:
    """Make the root of a body's editorial pages; `notice` is HTML for the top of its first page."""
    home = HomePage(title=body.name, slug=body.code, body=body, notice=notice)
    Page.get_first_root_node().add_child(instance=home)
    return home


@transaction.atomic
def add_editorial_page(
    parent: HomePage | EditorialPage, *, title: str, slug: str, content: str
) -> EditorialPage:
    """Make a page of plain words; it is public at once, below /p/ of the body's portal."""
    page = EditorialPage(title=title, slug=slug, content=content)
    parent.add_child(instance=page)
    page.save_revision().publish()  # so that it has a day of publication
    return page
