"""正文预览: a section as it would be printed, before anybody saves it."""

from dataclasses import dataclass

from gongkai.office.forms.reports import SectionForm
from gongkai.reports.building import build_document
from gongkai.reports.checks import Finding
from gongkai.reports.document import DocumentSection
from gongkai.reports.models import AnnualReport

ABOUT_WORDS = ("F7", "T1", "T2", "T3", "P1", "missing_section")


@dataclass(frozen=True)
class Preview:
    """A section with its numbers, and what the checks say of the report's words."""

    section: DocumentSection
    findings: tuple[Finding, ...]


def preview(report: AnnualReport, section: str, form: SectionForm) -> Preview | None:
    """Return a section as typed, its references answered; None while a reference cannot be read."""
    if form.is_bound:
        if not form.is_valid():
            return None
        report.narrative = {**report.narrative, section: form.paragraphs}  # in memory, for this page only
    document = build_document(report)
    found = tuple(one for one in document.findings if one.rule in ABOUT_WORDS)
    return Preview(next(one for one in document.sections if one.id == section), found)
