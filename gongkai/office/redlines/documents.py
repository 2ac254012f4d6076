"""Lines of the radar that come from normative documents."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from gongkai.documents.models import CleanUpLine, CleanUpState, NormativeDocument
from gongkai.documents.models.documents import DocumentQuerySet
from gongkai.office.redlines.line import Kind, Line, Records, Source, Span


def interpretations(kind: Kind, span: Span) -> Source:
    """Public documents without a public interpretation."""
    owing = NormativeDocument.objects.of(span.desk.body).unexplained()
    return _documents(kind, owing, "interpretation_due_on", lambda each: each.excuse or "与文件同步发布")


def evaluations(kind: Kind, span: Span) -> Source:
    """Documents near their end about which nobody has decided."""
    near = NormativeDocument.objects.of(span.desk.body).in_force().filter(evaluate_on__isnull=False)
    return _documents(kind, near, "evaluate_on", lambda _: "延续或者到期失效")


def legal_reviews(kind: Kind, span: Span) -> Source:
    """Drafts that the legality review has not answered."""
    waiting = NormativeDocument.objects.of(span.desk.body).filter(legality_due_on__isnull=False)
    return _documents(kind, waiting, "legality_due_on", lambda _: "提出合法性审核意见")


def filings(kind: Kind, span: Span) -> Source:
    """Public documents that were not filed."""
    unfiled = NormativeDocument.objects.of(span.desk.body).unfiled()
    return _documents(kind, unfiled, "filing_due_on", lambda _: "报送备案")


def cleanups(kind: Kind, span: Span) -> Source:
    """Documents of a clean-up about which their unit has said nothing."""
    asked = CleanUpLine.objects.filter(cleanup__body=span.desk.body, decision="")
    related = asked.filter(cleanup__state=CleanUpState.OPEN).select_related("cleanup", "document", "unit")

    def write(some: list[Any]) -> list[Line]:
        return [
            Line(
                kind,
                each.cleanup.due_on,
                each.cleanup.title,
                reverse("office:document_cleanup_line", args=[each.cleanup_id, each.pk]),
                title=each.document.title,
                unit=each.unit,
                note="提出清理意见",
            )
            for each in some
        ]

    return Records(related, "cleanup__due_on", "unit", "document__drafted_by", write)


def _documents(kind: Kind, found: DocumentQuerySet, day: str, note: Callable[[Any], str]) -> Source:
    def write(some: list[Any]) -> list[Line]:
        return [
            Line(
                kind,
                getattr(each, day),
                each.doc_no or each.get_state_display(),
                reverse("office:document", args=[each.pk]),
                title=each.title,
                unit=each.unit,
                person=each.drafted_by,
                note=note(each),
            )
            for each in some
        ]

    return Records(found.select_related("unit", "drafted_by"), day, "unit", "drafted_by", write)
