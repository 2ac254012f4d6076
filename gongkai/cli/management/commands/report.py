"""`gongkai report YEAR`: print a body's annual report, as it was frozen or as it stands now."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localdate

from gongkai.bodies.models import Body
from gongkai.common.fonts import NoChineseFont
from gongkai.common.typesetting import NotTypeset
from gongkai.reports.building import build_document
from gongkai.reports.checking import open_errors
from gongkai.reports.document import ReportDocument
from gongkai.reports.models import AnnualReport
from gongkai.reports.renderings.files import ATTACHED, FILES, file_of
from gongkai.rules.formats import UnknownFormat


class Command(BaseCommand):
    """Print the annual report of a year; exit 1 when errors stand that nobody has answered."""

    help = "生成政府信息公开工作年度报告；已定稿的按定稿输出，没有定稿的按当前登记数据统计。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the year, whose report, its format and the form to print it in."""
        parser.add_argument("year", type=int, metavar="YEAR", help="报告年度，例如 2025")
        parser.add_argument("--body", metavar="CODE", help="机关代码；不写则为最上级机关")
        parser.add_argument("--format", metavar="F", default="", help="年报格式，例如 y2021；不写则按年度")
        parser.add_argument("--to", choices=tuple(FILES), default="json", help="输出形式")
        parser.add_argument("-o", "--output", metavar="FILE", help="写入文件；不写则输出到屏幕")

    def handle(self, *args: Any, **options: Any) -> None:
        """
        Print the report.

        :raises CommandError: no such body, no such format, or a file that cannot be made (exit 2)
        """
        form, output = options["to"], options["output"]
        if form in ATTACHED and not output:
            raise CommandError(f"{FILES[form].label} 请用 -o 指定要写入的文件。", returncode=2)
        report = _report(_body(options["body"]), options["year"], options["format"])
        document = build_document(report)
        content = _rendered(document, form)
        if output:
            _write(content, Path(output))
        else:
            self.stdout.write(content.decode())
        found = open_errors(report, document)
        for finding in found:
            self.stderr.write(f"{finding.rule} {finding.message}")
        if found:
            raise SystemExit(1)


def _body(code: str | None) -> Body:
    bodies = Body.objects.active()
    body = bodies.filter(code=code).first() if code else bodies.filter(parent=None).order_by("path").first()
    if body is None:
        raise CommandError(f"没有代码为“{code}”的机关。" if code else "系统中还没有机关。", returncode=2)
    return body


def _report(body: Body, year: int, report_format: str) -> AnnualReport:
    """Return the newest edition of the report, or what would be reported now in this format."""
    if year > localdate().year:
        raise CommandError(f"{year}年还没有开始，没有可以报告的内容。", returncode=2)
    kept = AnnualReport.objects.for_year(body, year)
    if kept and report_format in ("", kept.format):
        return kept
    try:
        report = AnnualReport.of_year(body, year, report_format=report_format)
    except (UnknownFormat, ValueError) as error:
        raise CommandError(str(error), returncode=2) from error
    if not report.can_be_counted:
        raise CommandError(f"格式 {report.format} 不从系统取数，也没有录入{year}年的报告。", returncode=2)
    return report


def _rendered(document: ReportDocument, form: str) -> bytes:
    try:
        return file_of(document, form, on=document.issued_on or localdate())
    except (NotTypeset, NoChineseFont) as error:
        raise CommandError(str(error), returncode=2) from error


def _write(content: bytes, place: Path) -> None:
    """Write a file, whole or not at all."""
    part = place.with_name(f".{place.name}.part")
    try:
        part.write_bytes(content)
        part.replace(place)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise CommandError(f"不能写入 {place}：{error.strerror}。", returncode=2) from error
