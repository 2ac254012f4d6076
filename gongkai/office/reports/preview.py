"""正文预览: a section as it would be printed, before anybody saves it."""

from collections.abc import Iterable
from dataclasses import dataclass

from gongkai.office.forms.reports import SectionForm
from gongkai.office.reports.marks import Paragraph, mark_name, marked
from gongkai.office.reports.offers import Offer, offers_in
from gongkai.office.reports.sums import cells_in
from gongkai.remedies.models import RemedyOutcome
from gongkai.reports.building import build_document
from gongkai.reports.checks import Finding
from gongkai.reports.document import DocumentSection
from gongkai.reports.filling import tables_of
from gongkai.reports.models import AnnualReport
from gongkai.rules.applicants import ApplicantKind
from gongkai.statistics.figures import Figure

NARROWED = {kind.value: kind.label for kind in ApplicantKind} | {
    str(key): str(word) for key, word in RemedyOutcome.choices
}
ABOUT_WORDS = ("T1", "T2", "T3", "P1", "Y1", "missing_section")


@dataclass(frozen=True)
class Preview:
    """A section with its numbers, and what the checks say of the report's words."""

    section: DocumentSection
    findings: tuple[tuple[Finding, str], ...]  # each with the name of the words it is about
    paragraphs: tuple[Paragraph, ...]
    others: int = 0  # findings about the words of other sections
    offers: tuple[Offer, ...] = ()  # typed numbers that could follow the registers


def preview(report: AnnualReport, section: str, form: SectionForm) -> Preview | None:
    """Return a section as typed, its references answered; None while a reference cannot be read."""
    if form.is_bound:
        if not form.is_valid():
            return None
        report.narrative = {**report.narrative, section: form.paragraphs}  # in memory, for this page only
    document = build_document(report)
    shown = next(one for one in document.sections if one.id == section)
    about_words = [one for one in document.findings if one.rule in ABOUT_WORDS]
    found = [one for one in about_words if one.where.section in (None, shown.heading)]
    typed = str(form["text"].value() or "").replace("\r\n", "\n")
    tables = tables_of(cells_in(document))
    return Preview(
        shown,
        tuple((one, mark_name(one)) for one in found),
        marked(shown, found),
        len(about_words) - len(found),
        tuple(offers_in(report, shown.heading, typed, tables)) if report.is_counted else (),
    )


def chips_of(groups: Iterable[tuple[str, Iterable[tuple[Figure, str]]]]) -> dict[str, list[str]]:
    """Return what the editor writes on the labels of figures, and by =VALUE the names of arguments."""
    chips = {
        figure.code: [figure.label, value, figure.unit] for _, lines in groups for figure, value in lines
    }
    return chips | {f"={value}": [word] for value, word in NARROWED.items()}
