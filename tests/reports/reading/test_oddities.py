"""读取年报：错印的标签、拆散的表、不同的写法，以及不是年报的文件。"""

import re
from pathlib import Path

import pytest

from gongkai.reports.reading import CannotRead, read
from gongkai.rules import formats
from tests.reports.reading.printing import (
    as_bars,
    as_fused,
    as_html,
    as_lines,
    as_spaced,
    cells_read,
    make_cells,
)

Y2021 = formats.load("y2021")
CELLS = make_cells(
    "y2021",
    requests={
        "new": [12, 0, 0, 2, 0, 0, 14],
        "denied_other_law": [4, 0, 0, 1, 0, 0, 5],
        "other_misc": [8, 0, 0, 1, 0, 0, 9],
        "total": [12, 0, 0, 2, 0, 0, 14],
    },
    proactive={"rules": [3, 0, 74], "admin_charges": [5]},
)
EXPECTED = {(t, r, c): v for t, rows in CELLS.items() for r, cols in rows.items() for c, v in cols.items()}


def values(text: str, name: str = "report.txt") -> dict[tuple[str, str, str], float | None]:
    return {key: value for key, (value, sure) in cells_read(read(text.encode(), name)).items() if sure >= 0.9}


@pytest.mark.parametrize(
    ("printed", "misprint"),
    [
        ("2.其他法律行政法规禁止公开", "2.其他法律行政止公开"),
        ("行政事业性收费", "行政事业型收费"),
        ("现行有效件数", "现行有效件"),
        ("2.重复申请", "2.重申请"),
        ("3.其他", "3.其它"),
        ("（七）总计", "七、总计"),
        ("一、本年新收政府信息公开申请数量", "一、本年新收政府信息公开申请数"),
        ("1.属于国家秘密", "1、属于国家秘密"),
        ("，不计其他情形）", ",不计其他情况)"),
    ],
)
@pytest.mark.parametrize("form", [as_html, as_bars, as_lines, as_spaced])
def test_a_misprinted_label_is_still_the_label(printed: str, misprint: str, form: object) -> None:
    assert callable(form)
    text = form(Y2021, CELLS, 2024)
    assert printed in text

    read_values = values(text.replace(printed, misprint), "page.html" if form is as_html else "report.txt")

    assert read_values == EXPECTED


def test_labels_may_carry_explanations() -> None:
    text = as_bars(Y2021, CELLS, 2024)
    text = text.replace("规章 |", "规章（设区的市、自治州人民政府应提供相关数据） |")

    assert values(text) == EXPECTED


def test_one_small_table_per_row() -> None:
    text = as_html(Y2021, CELLS, 2024).replace("</tr><tr>", "</tr></table><p></p><table><tr>")

    assert values(text, "page.html") == EXPECTED


def test_a_page_laid_out_with_tables_and_a_table_of_metadata() -> None:
    text = as_html(Y2021, CELLS, 2024)
    head = "<table><tr><td>索引号</td><td>003/2025-1</td></tr><tr><td>发布机构</td><td>某局</td></tr></table>"
    text = text.replace("<body>", f"<body><table><tr><td>{head}").replace(
        "</body>", "</td></tr></table></body>"
    )

    assert values(text, "page.html") == EXPECTED


def test_heading_cells_left_empty_where_they_should_be_merged() -> None:
    text = as_html(Y2021, CELLS, 2024)
    text = text.replace('<td rowspan="2">自然人</td>', "<td>自然人</td>").replace(
        "<tr><td>商业企业", "<tr><td></td><td>商业企业"
    )

    assert values(text, "page.html") == EXPECTED


def test_page_numbers_between_lines() -> None:
    text = re.sub(r"(5\.属于三类)", r"- 4 -\n\1", as_bars(Y2021, CELLS, 2024))

    assert values(text) == EXPECTED


def test_columns_in_another_order_are_read_by_their_headings() -> None:
    text = as_bars(Y2021, CELLS, 2024).replace(
        "本年制发件数 | 本年废止件数 | 现行有效件数", "现行有效件数 | 本年制发件数 | 本年废止件数"
    )
    text = text.replace("规章 | 3 | 0 | 74", "规章 | 74 | 3 | 0")

    assert values(text) == EXPECTED


def test_a_row_that_no_format_has_is_kept_and_reported() -> None:
    text = as_bars(Y2021, CELLS, 2024).replace(
        "第二十条第（五）项", "其他主动公开文件 | 186 | 86 | 255 |\n第二十条第（五）项"
    )

    report = read(text.encode(), "report.txt")

    extra = next(row for row in report.tables["proactive"].rows if row.id is None)
    assert (extra.label, extra.values) == ("其他主动公开文件", (186, 86, 255))
    assert any(f.rule == "unreadable" and "其他主动公开文件" in f.message for f in report.findings)
    assert report.tables["proactive"].as_dict()["rows"][-1]["id"] == "extra_row"


def test_rows_that_no_format_has_keep_their_own_numbers_and_names() -> None:
    more = "本地事项 | 7 | 0 | 9 |\n本地事项 | 8 | 1 | 5 |\n第二十条第（五）项"
    text = as_bars(Y2021, CELLS, 2024).replace("第二十条第（五）项", more)

    rows = read(text.encode(), "report.txt").tables["proactive"].as_dict()["rows"][-2:]

    assert [row["values"] for row in rows] == [[7, 0, 9], [8, 1, 5]]
    assert [row["id"] for row in rows] == ["extra_row", "extra_row_2"]


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("251000元", 25.1),
        ("83万", 83),
        ("4166.214619", 4166.214619),
        ("3940元", 0.394),
        ("1,234.5", 1234.5),
        ("-", None),
    ],
)
def test_money_is_returned_in_the_unit_of_its_column(printed: str, value: float | None) -> None:
    text = as_bars(Y2021, CELLS, 2024).replace("行政事业性收费 | 5 |", f"行政事业性收费 | {printed} |")

    assert values(text)["proactive", "admin_charges", "amount_wan"] == value


@pytest.mark.parametrize(
    ("printed", "value"), [("+19", 19), ("−72", -72), ("减8", -8), ("２２", 22), ("22(其中修订16件)", 22)]
)
def test_changes_and_notes_in_cells(printed: str, value: int) -> None:
    cells = make_cells("y2019", proactive={"licences": [80, 5, 9]})
    text = as_bars(formats.load("y2019"), cells, 2020).replace(
        "行政许可 | 80 | 5 |", f"行政许可 | 80 | {printed} |"
    )

    assert values(text)["proactive", "licences", "change"] == value


@pytest.mark.parametrize("printed", ["详见附件", "1 2", "12a", "007", "约30", "9" * 24])
def test_a_cell_that_is_no_number_is_never_read_as_one(printed: str) -> None:
    text = as_bars(Y2021, CELLS, 2024).replace("行政许可 | 0 |", f"行政许可 | {printed} |")

    report = read(text.encode(), "report.txt")

    sure = [row for row in report.tables["proactive"].rows if row.id == "licences" and row.confidence >= 0.9]
    assert sure == []
    assert any(f.rule == "unreadable" and "行政许可" in f.message for f in report.findings)


def test_characters_that_stand_for_nothing_are_not_taken_over() -> None:
    text = as_bars(Y2021, CELLS, 2024).replace("一、总体情况", "一、总体\x01情况\ufeff")
    text = text.replace("行政许可 | 0 |", "行政许可 | \x0012 |")

    report = read(text.encode("utf-16"), "report.txt")

    assert cells_read(report)["proactive", "licences", "decisions"] == (12, 1.0)
    assert report.sections[0].heading == "一、总体情况"
    assert not re.search("[\x00-\x08\ufeff]", str(list(report.sections)))


def test_the_wrong_template_is_a_warning() -> None:
    cells = make_cells("y2019")

    report = read(as_lines(formats.load("y2019"), cells, 2022).encode(), "report.txt")

    assert (report.format, report.year) == ("y2019", 2022)
    assert [(f.rule, f.severity) for f in report.findings] == [("Y1", "warning")]


def test_a_missing_table_and_a_missing_section_are_reported() -> None:
    text = as_bars(Y2021, CELLS, 2024)
    text = text[: text.index("四、政府信息公开行政复议")]

    report = read(text.encode(), "report.txt")

    assert [f.where.table for f in report.findings if f.rule == "missing_table"] == ["remedies"]
    assert sum(f.rule == "missing_section" for f in report.findings) == 3


def test_three_times_the_same_number_is_a_guess_and_says_so() -> None:
    y2019 = formats.load("y2019")
    cells = make_cells("y2019", proactive={"normative_documents": [12, 12, 12]})

    report = read(as_fused(y2019, cells, 2020).encode(), "report.txt")

    row = next(row for row in report.tables["proactive"].rows if row.id == "normative_documents")
    assert (row.values, row.confidence) == ((12, 12, 12), 0.8)
    assert any(f.rule == "unreadable" and f.where.row == "normative_documents" for f in report.findings)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings(encoding: str) -> None:
    report = read(as_bars(Y2021, CELLS, 2024).encode(encoding), "report.txt")

    assert cells_read(report)["requests", "new", "total"] == (14, 1.0)


def test_older_statistics_are_read_with_what_is_missing_said() -> None:
    text = """衡阳市劳动和社会保障局2008年政府信息公开年度报告
截至2008年年底，主动公开政府信息160条。
主动公开信息数 | 条 | 160 |
申请总数 | 条 | 0 |
行政复议数 | 件 | 0 |
"""

    report = read(text.encode(), "report.txt")

    assert (report.format, report.year, report.body) == ("y2008", 2008, "衡阳市劳动和社会保障局")
    rows = report.tables["statistics"].rows
    assert [(row.id, row.unit, row.values) for row in rows] == [
        ("proactive_items", "条", (160,)),
        ("requests_received", "条", (0,)),
        ("reviews", "件", (0,)),
    ]
    assert {finding.severity for finding in report.findings} == {"info"}


def test_a_plan_is_no_report() -> None:
    text = "关于印发《2016年政务公开实施方案》的通知\n为贯彻落实，现制定本方案。\n一、主动公开行政决策信息\n"

    report = read(text.encode(), "plan.txt")

    assert report.tables == {}
    assert report.format == "narrative"
    assert "不像" in report.findings[0].message


@pytest.mark.parametrize(
    ("data", "name", "word"),
    [
        (b"", "a.txt", "空"),
        (b"  \n ", "a.txt", "空"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 50, "a.png", "图片"),
        (b"PK\x03\x04" + b"x" * 50, "a.zip", "压缩包"),
        (bytes(range(32)) * 40, "a.bin", "不是文本"),
        (b"x" * (21 * 1024 * 1024), "a.txt", "超过"),
        (b"%PDF-1.4 nothing", "a.pdf", "损坏"),
        (b"PK\x03\x04 word/ nothing", "a.docx", "损坏"),
        (b"PK\x03\x04 xl/ nothing", "a.xlsx", "损坏"),
        (b"{\\rtf1 nothing}", "a.doc", "RTF"),
        ("公开 | 1 |\n".encode() * 5000, "a.txt", "太长"),
    ],
)
def test_what_is_no_document_is_refused_in_one_line(data: bytes, name: str, word: str) -> None:
    with pytest.raises(CannotRead) as refusal:
        read(data, name)

    assert word in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_missing_files_and_folders_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CannotRead, match="没有这个文件"):
        read(tmp_path / "none.txt")
    with pytest.raises(CannotRead, match="文件夹"):
        read(tmp_path)


def test_a_broken_file_of_the_old_word_format_is_refused() -> None:
    with pytest.raises(CannotRead, match=r"另存为\.docx"):
        read(b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "a.doc")
