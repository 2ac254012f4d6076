"""2018年度以前的统计表印得走样的各种情形：合并、拆散、残缺、繁体、错字、空白和单位，都有真实报告的先例。"""

import pytest

from gongkai.reports.reading import ReadReport, read

HEAD = "<h1>平潭县财政局2016年度政府信息公开年度报告</h1><p>2016年主动公开政府信息8条。</p>"
NATIONAL = "指标 | 单位 | 统计数 |"


def page(*tables: str) -> ReadReport:
    return read(f"<html><body>{HEAD}{''.join(tables)}</body></html>".encode(), "page.html")


def text(*lines: str, year: int = 2016) -> ReadReport:
    head = f"平潭县财政局{year}年度政府信息公开年度报告\n{year}年主动公开政府信息8条。\n附表\n"
    return read((head + "\n".join(lines)).encode(), "report.txt")


def grid(*rows: str, spans: str = "") -> str:
    """Print a table; cells are set apart by bars, `3:` before one spans three columns, `3!` three rows."""

    def cell(content: str) -> str:
        for mark, name in ((":", "colspan"), ("!", "rowspan")):
            count, found, rest = content.partition(mark)
            if found and count.isdigit() and len(count) == 1:
                return f'<td {name}="{count}">{rest}</td>'
        return f"<td>{content}</td>"

    return "<table>" + "".join(f"<tr>{''.join(map(cell, row.split('|')))}</tr>" for row in rows) + "</table>"


def values(report: ReadReport) -> dict[str | None, tuple[object, ...]]:
    return {row.id: row.values for row in report.tables["statistics"].rows}


def said(report: ReadReport, rule: str = "unreadable") -> list[str]:
    return [one.message for one in report.findings if one.rule == rule]


def test_merged_group_labels_stand_left_of_the_rows() -> None:
    report = page(
        grid(
            "2:指标名称|单位|2016年度|历年累计",
            "3!主动公开|主动公开文件数|条|8|20",
            "政府网站公开数|条|8|20",
            "政府公报公开数|条|0|0",
            "4!依申请公开|受理政府信息公开申请总数|条|3|9",
            "当面申请数|条|1|4",
            "网上申请数|条|2|5",
            "信函、传真申请数|条|0|0",
            "2:行政复议数|件|0|1",
        )
    )

    assert values(report) == {
        "proactive_items": (8, 20),
        "proactive_website": (8, 20),
        "proactive_gazette": (0, 0),
        "requests_received": (3, 9),
        "requests_in_person": (1, 4),
        "requests_online": (2, 5),
        "requests_letter_fax": (0, 0),
        "reviews": (0, 1),
    }


def test_empty_heading_cells_stand_where_cells_should_be_merged() -> None:
    report = page(
        grid(
            "指标名称||单位|2016年度|历年累计",
            "主动公开文件数||条|8|20",
            "|政府网站公开数|条|8|20",
            "行政复议数||件||1",
        )
    )

    assert values(report)["proactive_website"] == (8, 20)
    assert values(report)["reviews"] == (None, 1)


def test_a_table_about_the_page_stands_before_the_real_one() -> None:
    report = page(
        grid("索引号|PT00113-0201-2017-00002|发布机构|平潭县财政局", "文号|无|生成日期|2017-01-11"),
        grid(
            "指标名称|单位|2016年度|历年累计",
            "主动公开文件数|条|8|20",
            "网站公开数|条|8|20",
            "行政诉讼数|件|0|0",
        ),
    )

    assert list(values(report)) == ["proactive_items", "proactive_website", "suits"]


def test_each_row_is_a_table_of_its_own() -> None:
    report = page(
        grid("指标名称|单位|2016年度|历年累计"),
        grid("主动公开文件数|条|8|20"),
        "<p>- 7 -</p>",
        grid("其中：1.政府网站公开数|条|8|20"),
        grid("受理政府信息公开申请总数|条|3|9"),
    )

    assert values(report) == {
        "proactive_items": (8, 20),
        "proactive_website": (8, 20),
        "requests_received": (3, 9),
    }


def test_a_label_that_lost_its_row_is_joined_with_the_row_that_lost_its_label() -> None:
    report = page(
        grid("指标名称|单位|2016年度|历年累计", "主动公开文件数|条|8|20", "受理政府信息公开申请总数"),
        grid("|条|3|9", "行政复议数|件|0|0"),
    )

    assert values(report)["requests_received"] == (3, 9)


def test_a_heading_may_have_a_second_row() -> None:
    report = page(
        grid(
            "2!指标名称|2!计量单位|2:数量",
            "2016年度|历年累计",
            "主动公开文件数|条|8|20",
            "政府网站公开数|条|8|20",
            "行政复议数|件|0|1",
        )
    )

    assert report.tables["statistics"].columns == ("year", "cumulative")
    assert values(report)["reviews"] == (0, 1)


def test_who_filled_the_table_in_is_no_row() -> None:
    report = page(
        grid(
            "指标名称|单位|2016年度|历年累计",
            "主动公开文件数|条|8|20",
            "政府网站公开数|条|8|20",
            "行政复议数|件|0|1",
            "联系电话：|0591-2345678|填报日期：|2017-01-11",
        )
    )

    assert list(values(report)) == ["proactive_items", "proactive_website", "reviews"]


def test_a_heading_over_the_rows_is_no_row() -> None:
    report = page(
        grid(
            "指标|单位|统计数",
            "3:一、主动公开情况",
            "主动公开政府信息数|条|8",
            "||三、依申请公开情况",
            "收到申请数|件|3",
            "申请办结数|件|3",
        )
    )

    assert values(report) == {
        "proactive_items": (8,),
        "requests_received": (3,),
        "requests_concluded": (3,),
    }


def test_two_columns_of_rows_stand_side_by_side() -> None:
    report = page(
        grid(
            "指标|单位|数量|指标|单位|数量",
            "主动公开信息数|条|8|申请总数|条|3",
            "全文电子化的主动公开信息数|条|8|当面申请数|条|1",
            "新增的行政规范性文件数|条|2|网上申请数|条|2",
        )
    )

    assert list(values(report).items()) == [
        ("proactive_items", (8,)),
        ("proactive_items_electronic", (8,)),
        ("normative_documents_new", (2,)),
        ("requests_received", (3,)),
        ("requests_in_person", (1,)),
        ("requests_online", (2,)),
    ]


def test_codes_and_remarks_are_no_numbers() -> None:
    report = page(
        grid(
            "代码|指标名称|计量单位|本年|备注",
            "01|主动公开信息数|条|8|含网站",
            "10|申请总数|条|3|",
            "32|行政复议数|件|0|",
        )
    )

    assert values(report) == {"proactive_items": (8,), "requests_received": (3,), "reviews": (0,)}
    assert report.tables["statistics"].columns == ("year",)


@pytest.mark.parametrize("blank", ["", "-", "/", "—", "无"])
def test_a_blank_is_no_zero_whatever_is_printed_for_it(blank: str) -> None:
    report = page(
        grid(
            "指标名称|单位|2016年度|历年累计",
            f"主动公开文件数|条|8|{blank}",
            f"网站公开数|条|{blank}|20",
            f"行政诉讼数|件|{blank}|{blank}",
        )
    )

    assert values(report) == {
        "proactive_items": (8, None),
        "proactive_website": (None, 20),
        "suits": (None, None),
    }
    assert min(row.confidence for row in report.tables["statistics"].rows) == 1.0


def test_a_column_left_blank_limits_nothing() -> None:
    report = page(
        grid(
            "指标名称|单位|2016年度|历年累计",
            "主动公开文件数|条|8|",
            "受理政府信息公开申请总数|条|3|",
            "行政诉讼数|件|2|1",
        )
    )

    found = [(one.where.row, one.where.column) for one in report.findings if one.rule == "S1"]
    assert found == [("suits", "year")]


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("83万", 830_000),
        ("83萬元", 830_000),
        ("251000元", 251_000),
        ("2笔 984361元", 984_361),
        ("２５１，０００．５０", 251_000.5),
        ("477.35", 477.35),
    ],
)
def test_amounts_are_read_in_yuan_and_kept_as_printed(printed: str, number: float) -> None:
    report = page(
        grid(
            "指标名称|单位|2016年度|历年累计",
            "主动公开文件数|条|8|20",
            f"政府信息公开收费减免金额|元|0|{printed}",
            "行政诉讼数|件|0|0",
        )
    )

    assert values(report)["fee_waived"] == (0, number)


def test_numbers_may_bear_units_and_thousands_separators() -> None:
    report = text(
        "指标名称 单位 数量",
        "主动公开信息数 条 1,363,546",
        "申请总数 条 14件",
        "行政复议数 件 ２",
        year=2010,
    )

    assert values(report) == {"proactive_items": (1_363_546,), "requests_received": (14,), "reviews": (2,)}


@pytest.mark.parametrize(
    ("printed", "row"),
    [
        ("1．网站公开", "proactive_website"),
        ("1、 政府网站公开数", "proactive_website"),
        ("受理政府信息依申请公开总数", "requests_received"),
        ("受理依申请公开信息总数", "requests_received"),
        ("6.其它形式申请数", "requests_other_means"),
        ("（三）信函、传真申请数", "requests_letter_fax"),
        ("信函传真申请数", "requests_letter_fax"),
        ("接受行政申述、举报数", "complaints"),
        ("接受行政诉讼、举报数", "complaints"),
        ("对申请的答复数", "replies"),
        ("主动公档信息数", "proactive_items"),
        ("同意部公开答复数", "replies_partial"),
        ("不予公开答复数", "replies_denied"),
        ("3.否决公开答复数", "replies_denied"),
        ("“非《条例》所指政府信息”数", "denied_not_government_information"),
        ("免于公开范围2", "denied_exempt_2"),
    ],
)
def test_labels_vary_and_are_misprinted(printed: str, row: str) -> None:
    report = page(
        grid(
            "指标名称|单位|2016年度|历年累计",
            "新增的行政规范性文件数|条|1|2",
            f"{printed}|条|3|9",
            "其他类型答复数|件|0|0",
        )
    )

    assert values(report)[row] == (3, 9)


def test_a_row_that_nobody_named_is_kept_where_it_is_printed() -> None:
    report = text(
        "指标名称 单位 2016年度 历年累计",
        "主动公开文件数 条 8 20",
        "政民互动平台留言数 条 5 6",
        "行政复议数 件 0 0",
        "行政诉讼数 件 0 0",
        "注：本表由办公室填报。",
    )

    rows = report.tables["statistics"].rows
    assert [(row.id, row.label, row.unit, row.values) for row in rows][1] == (
        None,
        "政民互动平台留言数",
        "条",
        (5, 6),
    )
    assert len(rows) == 4
    assert "1行不是已知的指标（“政民互动平台留言数”）" in said(report)[-1]


def test_a_row_that_is_printed_twice_is_kept_and_not_taken_for_another() -> None:
    report = text(
        "指标名称 单位 2016年度 历年累计",
        "对申请的答复总数 条 3 9",
        "同意公开答复数 条 3 9",
        "同意公开答复数 条 3 9",
        "行政复议数 件 0 0",
    )

    rows = [(row.id, row.values) for row in report.tables["statistics"].rows]
    assert rows[1:3] == [("replies_granted", (3, 9)), (None, (3, 9))]


def test_labels_cut_alike_are_known_by_their_numbers() -> None:
    report = text(
        "指标 |\n单位 |\n数量 |\n主动公开信息数 |\n条 |\n8 |\n申请总数 |\n条 |\n0 |",
        "(5)“免予公开范围 |\n条 |\n1 |\n(6)“免予公开范围 |\n条 |\n |\n(10)“免予公开范围 |\n条 |\n3 |",
        year=2008,
    )

    assert values(report) == {
        "proactive_items": (8,),
        "requests_received": (0,),
        "denied_exempt_1": (1,),
        "denied_exempt_2": (None,),
        "denied_exempt_6": (3,),
    }
    assert any(message.startswith("3行的名称残缺") for message in said(report))


def test_the_same_words_stand_under_reviews_and_under_suits() -> None:
    report = text(
        NATIONAL,
        "四、行政复议数量 | 件 | 3 |",
        "（一）维持具体行政行为数 | 件 | 2 |",
        "（二）被依法纠错数 | 件 | 1 |",
        "（三）其他情形数 | 件 | 0 |",
        "五、行政诉讼数量 | 件 | 5 |",
        "（一）维持具体行政行为或者驳回原告诉讼请求数 | 件 | 4 |",
        "（二）被依法纠错数 | 件 | 0 |",
        "（三）其他情形数 | 件 | 1 |",
    )

    assert (report.layout, list(values(report).items())[2:4]) == (
        "y2014",
        [("reviews_corrected", (1,)), ("reviews_other", (0,))],
    )
    assert values(report)["suits_corrected"] == (0,)
    assert values(report)["suits_other"] == (1,)
    assert said(report, "S1") == []


def test_traditional_characters_and_the_wording_of_taiwan_are_read() -> None:
    report = text(
        "2016年度，我局主動公開政府資訊8條，依申請公開資訊0條，沒有發生行政複議。",
        "指標名稱 單位 2016年度 歷年累計",
        "主動公開檔案數 條 8 20",
        "其中：1.政府網站公開數 條 8 20",
        "受理政府信息公開申請總數 條 0 1",
        "行政複議數 件 0 0",
    )

    assert report.script == "traditional"
    assert values(report)["proactive_items"] == (8, 20)
    assert values(report)["requests_received"] == (0, 1)


def test_a_table_after_2018_in_the_older_form_is_read_and_said_to_be_wrong() -> None:
    report = text(
        "指标名称 单位 2020年度 历年累计",
        "主动公开文件数 条 8 20",
        "受理政府信息公开申请总数 条 0 1",
        "行政复议数 件 0 0",
        year=2020,
    )

    assert values(report)["proactive_items"] == (8, 20)
    assert any("应当用“2019年度、2020年度的年度报告”的表样" in message for message in said(report, "Y1"))


def test_the_heading_of_last_year_is_found() -> None:
    report = text(
        "指标名称 单位 2015年度 历年累计",
        "主动公开文件数 条 8 20",
        "受理政府信息公开申请总数 条 0 1",
        "行政复议数 件 0 0",
    )

    assert any("表头写2015年度，报告是2016年度" in message for message in said(report, "Y1"))


def test_columns_of_two_years_are_told_apart() -> None:
    report = page(
        grid("指标名称|单位|2015年|2016年", "主动公开文件数|条|7|8", "行政复议数|件|1|2", "行政诉讼数|件|3|4")
    )

    assert report.tables["statistics"].columns == ("last_year", "year")
    assert values(report)["suits"] == (3, 4)


def test_prose_that_names_the_rows_is_no_table() -> None:
    report = text(
        "2016年度，我局依申请公开政府信息9条，其中当面申请4条、网上申请2条、信函传真申请3条，全部按时答复。",
        "行政复议数0件，行政诉讼数0件，行政申诉数0件。",
    )

    assert report.tables == {}
    assert report.format == "narrative"


def test_each_number_says_where_it_stands() -> None:
    report = text("指标名称 单位 数量", "主动公开信息数 条 8", "申请总数 条 3", "行政复议数 件 0", year=2010)

    places = [row.places[0].line for row in report.tables["statistics"].rows if row.places[0]]
    assert places == [5, 6, 7]


def test_a_table_without_a_heading_is_read_with_a_word_of_doubt() -> None:
    report = text(
        "主动公开文件数 条 8 20", "受理政府信息公开申请总数 条 0 1", "行政复议数 件 0 0", "行政诉讼数 件 0 0"
    )

    assert values(report)["proactive_items"] == (8, 20)
    assert any(message.startswith("统计表没有表头") for message in said(report))


def test_a_file_that_ends_inside_the_table_says_so() -> None:
    report = text("指标名称 单位 数量", "主动公开信息数 条 8", "申请总数 条 3", "行政复议数 件", year=2010)

    assert any("中间中断" in message for message in said(report))
