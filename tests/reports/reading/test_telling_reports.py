"""读取年报：是不是年报，是谁的、哪一年的。"""

import pytest

from gongkai.reports.reading import read
from gongkai.reports.reading.result import ReadReport

TABLE = """二、主动公开政府信息情况
第二十条第（一）项 | |||
信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
规章 | 0 | 0 | 7 |
行政规范性文件 | 2 | 1 | 19 |
"""


def read_text(text: str) -> ReadReport:
    return read(text.encode(), "report.txt")


def is_refused(report: ReadReport) -> bool:
    return any("不像政府信息公开工作年度报告" in finding.message for finding in report.findings)


@pytest.mark.parametrize(
    "text",
    [
        "云溪市丹霞区2016年政府信息公开工作年度报告\n一、概述\n我区认真贯彻《条例》，各项工作有序开展。",
        "云溪市民政局2020年政府信息公开工作\n年度报告\n一、总体情况\n我局严格落实审核发布制度。",
        "丹霞区民政局2019年度政府信息公开工作年报\n一、总体情况\n1.主动公开情况。全年发布信息44条。",
        "一、概述\n二、主动公开的情况\n本报告所列数据的统计期限自2015年1月1日起至12月31日止。",
        "由丹霞区发展改革局编制的2008年度政府信息公开年度报告。\n一、基本概况\n本单位四月起开展这项工作。",
        "一、概述\n根据《条例》要求，2010年，我局继续开展工作。\n二、政府信息主动公开情况\n共主动公开政府信息175条。",
        "一、总体情况\n2024年，丹霞区应急管理局主动公开政府信息109条。\n二、主动公开政府信息情况\n第二十条第（一）项",
    ],
)
def test_a_report_is_known_before_its_first_count(text: str) -> None:
    assert not is_refused(read_text(text))


@pytest.mark.parametrize(
    "text",
    [
        "云溪市人民政府办公室关于做好2009年度政府信息公开工作年度报告有关事项的通知\n一、编制公布\n"
        "各单位要总结2009年度工作，报送到政府大楼311房间。本报告于2010年1月1日至2010年12月31日公布5份。",
        "政府信息公开年度报告制度（试行）\n第一条 为提高质量，制定本制度。\n一、概述；",
        "丹霞区信息公开统计制度\n一、统计范围\n各科室。每季度公开信息3条以上的，报送本报告。",
        "政府信息公开年报\n云溪市2019年政府信息公开工作年度报告\n2020-09-03\n云溪市2018年政府信息公开年度报告",
        "政府信息公开工作年度报告格式\n一、总体情况\n第二十条第（一）项\n信息内容\n本年制发件数\n规章\n行政规范性文件",
    ],
)
def test_orders_rules_lists_and_blank_forms_are_no_reports(text: str) -> None:
    report = read_text(text)

    assert is_refused(report)
    assert not report.tables


def test_the_codes_of_a_blank_form_are_not_its_numbers() -> None:
    labels = [
        "主动公开信息数",
        "其中:全文电子化的主动公开信息数",
        "新增的行政规范性文件数",
        "申请总数",
        "1.当面申请数",
    ]
    rows = "".join(f"{label}\n| 条\n| {code:02}\n|\n|\n|\n" for code, label in enumerate(labels, start=1))
    form = f"政府信息公开情况统计报表\n指 标 名 称\n| 计量\n单位\n| 代码\n| 本期实际\n| 本年累计\n|\n{rows}"

    assert is_refused(read_text(form))


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("按照《条例》，区民政局结合实际，认真编制了2022年政府信息公开工作年度报告。\n一、总体情况\n"
         "2022年，丹霞区民政局全面贯彻部署，公开信息493条。", "丹霞区民政局"),
        ("将我局2020年度政府信息公开工作报告如下：\n一、总体情况\n全年公开信息9条。", None),
        ("一、总体情况\n2020年度我局共收到12件依申请公开。", None),
        ("特向社会公布2017年度政府信息公开年度报告。\n一、概述\n主动公开信息755条。", None),
        ("由丹霞区科技局编制的2008年度政府信息公开年度报告。\n一、概况\n公开信息3条。", "丹霞区科技局"),
        ("现公布2022年政府信息公开工作年度报告。\n由云溪市人民政府信息公开工作领导小组办公室根据《条例》汇总。\n"
         "一、概述\n公开信息3条。", "云溪市人民政府"),
        ("云溪市同城工作局2022年政府信息公开工作年度报告\n一、总体情况\n公开信息18条。", "云溪市同城工作局"),
        ("云溪市人民政府外事办公室政府信息公开工作2022年度报告\n一、总体情况\n公开信息12条。",
         "云溪市人民政府外事办公室"),
        ("为做好丹霞区卫健局政府信息公开工作，现公布2022年度报告。\n一、概述\n公开信息6条。", "丹霞区卫健局"),
        ("根据要求，丹霞区教育体育局现向社会公开《2023年政府信息公开工作年度报告》。\n一、总体情况\n公开信息6条。",
         "丹霞区教育体育局"),
    ],
)  # fmt: skip
def test_the_body_is_named_and_no_piece_of_a_sentence(text: str, body: str | None) -> None:
    assert read_text(text).body == body


def test_the_report_of_the_year_before_is_only_quoted() -> None:
    text = (
        "一、总体情况\n2022年，国家林泉署深入推进政府信息公开工作。\n公开发布《国家林泉署2021年政府信息公开工作年度报告》，"
        f"全年受理政府信息公开申请62件。\n{TABLE}"
    )

    report = read_text(text)

    assert (report.body, report.year) == ("国家林泉署", 2022)


def test_changes_may_be_written_in_words() -> None:
    text = (
        "云溪市民政局2019年政府信息公开工作年度报告\n一、总体情况\n公开信息5条。\n二、主动公开政府信息情况\n"
        "| 第二十条第（五）项\n|\n||||\n| 信息内容\n|\n上一年项目数量\n|\n本年增/减\n|\n处理决定数量\n|\n|\n"
        "| 行政许可\n|\n5\n|\n减1\n|\n47\n|\n|\n| 其他对外管理服务事项\n|\n24\n|\n增加5\n|\n0\n|\n|\n"
        "三、收到和处理政府信息公开申请情况"
    )

    rows = {row.id: row.values for row in read_text(text).tables["proactive"].rows}

    assert rows == {"licences": (5, -1, 47), "other_services": (24, 5, 0)}
