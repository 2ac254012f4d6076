"""`gongkai report YEAR`: the report as it stands, in the form asked for, or one line that says why not."""

import json
from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils.timezone import localdate

from gongkai.reports.actions import freeze_report, override_cell
from gongkai.reports.models import AnnualReport
from gongkai.reports.reading.batch import Asked, read_many
from gongkai.reports.renderings.files import FILES
from tests.factories import make_body
from tests.reports.reporting import IN_JANUARY, enter_2020, fill_registers, make_people, make_report
from tests.statistics.registers import enter_request

pytestmark = pytest.mark.django_db


def report(*arguments: str) -> str:
    out = StringIO()
    call_command("report", *arguments, stdout=out, stderr=StringIO())
    return out.getvalue()


def report_json(*arguments: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(report(*arguments, "--to", "json"))
    return read


def refusal(*arguments: str) -> str:
    with pytest.raises(CommandError) as caught:
        report(*arguments)
    assert caught.value.returncode == 2
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_what_nobody_opened_is_counted_now() -> None:
    people = make_people()
    enter_request(people.body, date(2025, 3, 3), date(2025, 3, 10))

    printed = report_json("2025")

    assert printed["body"] == people.body.name
    assert printed["tables"]["requests"]["rows"][0]["values"] == [1, 0, 0, 0, 0, 0, 1]
    assert AnnualReport.objects.count() == 0


def test_what_was_frozen_is_printed_as_frozen() -> None:
    people = make_people()
    freeze_report(make_report(people), by=people.head, on=IN_JANUARY)
    enter_request(people.body, date(2025, 3, 3))

    assert report_json("2025")["tables"]["requests"]["rows"][0]["values"] == [0] * 7


def test_a_body_is_named_by_its_code() -> None:
    city = make_people().body
    county = make_body(code="dongshan", name="东山县人力资源和社会保障局", parent=city)

    assert report_json("2025")["body"] == city.name
    assert report_json("2025", "--body", "dongshan")["body"] == county.name
    assert refusal("2025", "--body", "nowhere") == "没有代码为“nowhere”的机关。"


def test_a_page_and_a_document_are_written_to_files(tmp_path: Path) -> None:
    fill_registers(make_people().body)

    report("2025", "--to", "html", "-o", str(tmp_path / "report.html"))
    report("2025", "--to", "pdf", "-o", str(tmp_path / "report.pdf"))

    assert (tmp_path / "report.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == ["report.html", "report.pdf"]


@pytest.mark.parametrize("form", ["pdf", "docx", "xlsx", "html"])
def test_each_document_holds_the_numbers(form: str, tmp_path: Path) -> None:
    fill_registers(make_people().body)
    place = tmp_path / f"report.{form}"

    report("2025", "--to", form, "-o", str(place))

    (found,) = read_many([Asked(place.name, place)])
    assert found.reports[0].year == 2025
    rows = {row.id: row for row in found.reports[0].tables["requests"].rows}
    assert list(rows["new"].values) == report_json("2025")["tables"]["requests"]["rows"][0]["values"]


def test_data_are_printed_and_every_form_can_be_asked_for() -> None:
    fill_registers(make_people().body)

    assert report("2025", "--to", "csv").splitlines()[1].count(",") >= 2
    assert {*FILES} == {"pdf", "docx", "xlsx", "html", "json", "csv"}


def test_open_errors_are_told_and_give_exit_1() -> None:
    people = make_people()
    enter_2020(people)
    out, errors = StringIO(), StringIO()

    with pytest.raises(SystemExit) as caught:
        call_command("report", "2020", stdout=out, stderr=errors)

    assert caught.value.code == 1
    assert "18 + 0 ≠ 26" in errors.getvalue()
    assert {"F1"} <= {finding["rule"] for finding in json.loads(out.getvalue())["findings"]}


def test_a_changed_cell_with_its_reason_is_no_open_error() -> None:
    people = make_people()
    override_cell(
        make_report(people),
        cell="proactive.rules.in_force",
        value=Decimal(2),
        reason="另有登记",
        by=people.editor,
        on=IN_JANUARY,
    )

    assert {"F8"} <= {finding["rule"] for finding in report_json("2025")["findings"]}


def test_what_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    assert refusal("2025") == "系统中还没有机关。"
    make_people()

    assert refusal("2025", "--to", "docx") == "Word 请用 -o 指定要写入的文件。"
    assert refusal("2025", "--to", "pdf") == "PDF 请用 -o 指定要写入的文件。"
    assert "y2030" in refusal("2025", "--format", "y2030")
    assert refusal("2019") == "格式 y2019 不从系统取数，也没有录入2019年的报告。"
    assert refusal("2007") == "2007年还没有政府信息公开工作年度报告。"
    assert refusal(str(localdate().year + 1)).endswith("年还没有开始，没有可以报告的内容。")
    nowhere = tmp_path / "nowhere" / "report.html"
    assert refusal("2025", "--to", "html", "-o", str(nowhere)).startswith(f"不能写入 {nowhere}：")
