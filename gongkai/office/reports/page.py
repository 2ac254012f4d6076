"""年度报告工作台: a report as it stands, with its sums, its findings and what can be done with it."""

from dataclasses import dataclass
from functools import cached_property

from gongkai.design.words import cn_date
from gongkai.office.desk import Desk
from gongkai.office.reports.links import linked
from gongkai.office.reports.marks import Paragraph, mark_name, marked
from gongkai.office.reports.series import LOOKS
from gongkai.office.reports.sums import Sums, TableSums, sums_of
from gongkai.reports import naming
from gongkai.reports.building import build_document
from gongkai.reports.checking import answer_to, place_of
from gongkai.reports.checks import Finding
from gongkai.reports.checks.findings import ERROR, SEVERITIES
from gongkai.reports.document import ReportDocument
from gongkai.reports.filling import asks_of, calls
from gongkai.reports.models import AnnualReport, ReportEvent
from gongkai.reports.renderings.as_html import HtmlSection, html_sections
from gongkai.reports.renderings.files import FILES, FileForm
from gongkai.reports.workflow import REPORTING
from gongkai.workflow import Option

STEPS = ("refill", "freeze", "submit", "publish", "correct")


@dataclass(frozen=True)
class FindingRow:
    """A finding beside the tables: what is wrong, where, and what has been answered."""

    finding: Finding
    place: str
    answer: str
    cell: str  # name of the cell to mend, or nothing
    section: str = ""  # id of the section whose words it is about

    @property
    def word(self) -> str:
        """How serious it is."""
        return SEVERITIES[self.finding.severity]

    @property
    def is_open_error(self) -> bool:
        """Whether it stands in the way of freezing."""
        return self.finding.severity == ERROR and not self.answer

    @property
    def anchor(self) -> str:
        """Where on the page the finding points to."""
        where = self.finding.where
        if where.section:
            return mark_name(self.finding) or f"section-{self.section}"
        if self.cell:
            return f"cell-{self.cell}"
        return f"table-{where.table}" if where.table else ""


@dataclass(frozen=True)
class Workbench:
    """A report opened by somebody."""

    report: AnnualReport
    desk: Desk

    @cached_property
    def document(self) -> ReportDocument:
        """The report as it stands."""
        return build_document(self.report)

    @cached_property
    def sections(self) -> tuple[HtmlSection, ...]:
        """Its sections, every figure a link to its receipt."""
        return html_sections(self.document, linked(self.report, self.desk))

    @property
    def files(self) -> list[tuple[str, FileForm]]:
        """The forms of file that it can be had as."""
        return list(FILES.items())

    @cached_property
    def sums(self) -> Sums:
        """Its sums, written out."""
        return sums_of(self.report, self.document)

    @property
    def parts(self) -> list[tuple[HtmlSection, tuple[Paragraph, ...], TableSums | None]]:
        """Its sections, each with its words as findings mark them and the sums of its table."""
        href = linked(self.report, self.desk)
        words = [marked(one, self.document.findings, href) for one in self.document.sections]
        return [
            (one, paragraphs, self.sums.of(one.table.id) if one.table else None)
            for one, paragraphs in zip(self.sections, words, strict=True)
        ]

    @cached_property
    def findings(self) -> list[FindingRow]:
        """Its findings, errors first."""
        headings = {section.heading: section.id for section in self.document.sections}
        rows = [
            FindingRow(
                one,
                place_of(one),
                answer_to(self.report, one, self.document),
                _cell(one),
                headings.get(one.where.section or "", ""),
            )
            for one in self.document.findings
        ]
        return sorted(
            rows, key=lambda row: (not row.is_open_error, list(SEVERITIES).index(row.finding.severity))
        )

    @property
    def open_errors(self) -> int:
        """How many findings stand in the way of freezing."""
        return sum(row.is_open_error for row in self.findings)

    @cached_property
    def options(self) -> list[Option]:
        """All steps of the table, with the reason why one may not be taken."""
        return REPORTING.available(self.report.state, self.report.roles_of(self.desk.user, self.desk.today))

    @property
    def allowed(self) -> list[Option]:
        """The steps that have a page of their own and can be taken."""
        return [one for one in self.options if one.allowed and self._is_shown(one)]

    @property
    def others(self) -> list[Option]:
        """The steps that cannot be taken now, with the reason."""
        return [one for one in self.options if not one.allowed and self._is_shown(one)]

    def may(self, code: str) -> bool:
        """Whether whoever opened the report may take a step."""
        return any(one.allowed for one in self.options if one.step.code == code)

    @property
    def may_override(self) -> bool:
        """Whether single numbers can be put right."""
        return self.report.is_counted and self.may("override_cell")

    @property
    def may_enter(self) -> bool:
        """Whether the numbers that were typed in can be changed."""
        return not self.report.is_counted and self.may("enter_cells")

    @property
    def may_write(self) -> bool:
        """Whether the words can be changed."""
        return self.may("write_section")

    @property
    def may_answer(self) -> bool:
        """Whether findings can be answered."""
        return self.may("answer_finding")

    @property
    def look(self) -> str:
        """The shape of the state."""
        return LOOKS[self.report.state]

    @property
    def freezing(self) -> list[tuple[str, object, bool]]:
        """What freezing fixes, as rows of a head table."""
        cells = [cell for table in self.document.tables for line in table.lines for cell in line.cells]
        changed = sum(cell.is_changed for cell in cells)
        asked = {*calls(self.report.report_format).values(), *(name for name, _ in asks_of(self.report))}
        receipts = f"{len(asked)} 个指标的记录清单" if self.report.is_counted else "数字是录入的，没有回执"
        period = f"{cn_date(self.report.since)}至{cn_date(self.report.until)}"
        return [
            ("统计期限", period, False),
            ("勾稽", self.sums.words, False),
            ("表格", f"{len(cells)} 格，其中人工更正 {changed} 格", False),
            ("正文", f"{len(self.document.sections)} 部分", False),
            ("回执", receipts, False),
            ("摘要值", "定稿时按数字、文字和回执计算（SHA-256）", False),
        ]

    @property
    def is_over(self) -> bool:
        """Whether the period of the report has ended, so that it may be frozen."""
        return self.desk.today > self.report.until

    @cached_property
    def events(self) -> list[tuple[ReportEvent, str]]:
        """What was done, newest first, each with what it changed."""
        events = self.report.events.select_related("by").order_by("-pk")
        return [(event, _changed(event)) for event in events]

    def _is_shown(self, option: Option) -> bool:
        return option.step.code in STEPS and (option.step.code != "refill" or self.report.is_counted)


def _cell(finding: Finding) -> str:
    where = finding.where
    return f"{where.table}.{where.row}.{where.column}" if where.table and where.row and where.column else ""


def _changed(event: ReportEvent) -> str:
    """Say what an event changed."""
    data = event.data
    if event.step == "override_cell":
        return f"{cell_label(event.report, data['cell'])}：{data['counted'] or '空'} → {data['value']}"
    if event.step == "clear_override":
        return cell_label(event.report, data["cell"])
    if event.step == "refill":
        return f"{len(data['moved'])} 格有变动" if data["moved"] else "没有变动"
    if event.step == "write_section":
        return event.report.report_format.section(data["section"]).heading
    return ""


def cell_label(report: AnnualReport, key: str) -> str:
    """Return the printed place of a cell by its name: （一）予以公开，自然人."""
    return naming.cell_label(report.report_format, key)
