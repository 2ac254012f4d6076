"""自己出的年报（网页、PDF、Word、Excel）再读回来，各种格式的每一格都不变。"""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.reports.reading import ReadReport, read
from gongkai.reports.reading.result import SURE
from gongkai.reports.renderings.files import file_of
from tests.reports.reading.known import YEARS, known_cells
from tests.reports.reading.printing import EXAMPLES, Cells, cells_read
from tests.reports.reading.rendering import BODY, ISSUED, document_of
from tests.reports.reading.test_reading import consistent

FORMS = ("html", "pdf", "docx", "xlsx")
FAST = settings(max_examples=max(60, EXAMPLES), deadline=None, suppress_health_check=list(HealthCheck))
SLOW = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))


def round_trip(code: str, cells: Cells, form: str) -> ReadReport:
    return read(file_of(document_of(code, cells), form, on=ISSUED), f"report.{form}")


def changed(cells: Cells, report: ReadReport) -> dict[tuple[str, str, str], object]:
    """Return the cells that did not come back as they went."""
    found = cells_read(report)
    expected = {(t, r, c): v for t, rows in cells.items() for r, cs in rows.items() for c, v in cs.items()}
    return {
        key: (value, found.get(key))
        for key, value in expected.items()
        if key not in found or found[key][0] != value or found[key][1] < SURE
    }


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("code", YEARS)
def test_each_rendering_of_each_format_is_read_back(code: str, form: str) -> None:
    cells = known_cells(code)

    report = round_trip(code, cells, form)

    assert changed(cells, report) == {}
    era = code.partition("-")[0]  # a local form is read as its era
    assert (report.format, report.year, report.body, report.form) == (era, YEARS[code], BODY, form)
    assert not [finding for finding in report.findings if finding.rule in ("unreadable", "missing_table")]


@pytest.mark.parametrize("code", ["y2019", "y2021"])
@FAST
@given(data=st.data())
def test_random_reports_come_back_from_word_as_they_went(code: str, data: st.DataObject) -> None:
    cells = data.draw(consistent(code))

    report = round_trip(code, cells, "docx")

    assert changed(cells, report) == {}
    assert not [finding for finding in report.findings if finding.severity == "error"]


@pytest.mark.parametrize("form", ["html", "pdf", "xlsx"])
@pytest.mark.parametrize("code", ["y2019", "y2021"])
@SLOW
@given(data=st.data())
def test_random_reports_come_back_from_the_other_forms_too(code: str, form: str, data: st.DataObject) -> None:
    cells = data.draw(consistent(code))

    assert changed(cells, round_trip(code, cells, form)) == {}
