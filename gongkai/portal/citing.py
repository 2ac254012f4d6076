"""Editorial pages that name the number of a document which has ended."""

from collections.abc import Iterator

from django.utils.html import strip_tags

from gongkai.documents.citing import Place
from gongkai.documents.models import NormativeDocument, Source
from gongkai.documents.numbers import cited_in
from gongkai.portal.models import EditorialPage, HomePage


def pages(document: NormativeDocument) -> Iterator[Place]:
    """Yield the body's home page and the editorial pages below it that name the number."""
    for home in HomePage.objects.filter(body=document.body_id):
        texts = [(home, home.notice)]
        texts += [(page, page.content) for page in EditorialPage.objects.descendant_of(home)]
        for page, text in texts:
            if passage := cited_in(document.doc_no, strip_tags(text)):
                yield Place(Source.PAGE, str(page.pk), page.title, passage)
