"""Which kind of document it is: a report of which era, or no annual report at all."""

import re
from itertools import pairwise

from gongkai.reports.reading import heads
from gongkai.reports.reading.blocks import Document
from gongkai.reports.reading.cleaning import squash

# Rows of the tables that reports had before 2019; three of them in figures are a table.
STATISTICS = (
    "主动公开信息数", "主动公开文件数", "主动公开政府信息数", "全文电子化的主动公开信息数",
    "政府网站公开", "网站公开数", "政府公报公开", "受理依申请公开信息总数", "申请总数", "收到申请数",
    "当面申请数", "网上申请数", "信函申请数", "信函、传真申请数", "对申请的答复总数", "申请答复数",
    "同意公开答复数", "同意部分公开答复数", "行政复议数", "行政诉讼数", "行政申诉数",
    "指标名称", "计量单位", "历年累计", "免予公开范围",
)  # fmt: skip
STATUTORY = (
    "第二十条第（一）项",
    "本年新收政府信息公开申请",
    "上年结转政府信息公开申请",
    "尚未审结",
    "不予处理",
)
HEADINGS = ("指标名称", "计量单位", "历年累计", "年末统计", "统计表", "统计指标", "指标单位")
ENOUGH = 3
REPORT = re.compile(
    r"(?:政府|政务)?信息公开(?:工作)?(?:的)?(?:年度)?(?:总体)?(?:工作)?(?:年度)?(?:报告|年报|情况)|年度报告|本年报"
    r"|本报告|公开政府信息的?情况|政府信息公开申请的?情况|信息(?:主动|依申请)公开(?:办理)?情况"
)
OTHER_KINDS = re.compile(r"实施方案|工作方案|工作要点|实施意见|办法|细则|通知")
OTHER_TITLE = re.compile(
    r"(?:印发|关于|报告|统计|信息公开).*(?:通知|办法|制度|规定|要点|方案|细则|意见|指南|目录)(?:\(.{2,4}\))?$"
    r"|^(?!.*(?:根据|按照|依据)).*关于.{0,40}(?:做好|开展|印发|报送).{0,60}通知"
)
LONGEST_TITLE, FIRST_LINES = 80, 15
HEADED = re.compile(r"一、[一-鿿]{2}")
PRESENTED = re.compile(
    r"(?:现|特|将|编制的)[^。]{0,40}20\d\d年[^。]{0,40}(?:信息公开[^。]{0,12}(?:报告|情况)|报告如下)"
)
OF_US = re.compile(r"20\d\d年[^。]{0,12}我[局办厅委镇乡街区县市校院处站]")
HAPPENED = re.compile(
    r"(?:公开|受理|收到|答复|发布|办理)[^。]{0,30}?\d+[余多]?[件条篇次份]|没有收到|未收到|无收费"
)


def has_statistics(document: Document) -> bool:
    """Say whether the document has a table of the kind used before 2019, as a table or flattened."""
    text = squash(document.text + "\n" + "\n".join(" ".join(row) for row in document.rows))
    is_announced = any(heading in text for heading in HEADINGS)
    return is_announced and sum(1 for label in STATISTICS if squash(label) in text) >= ENOUGH


def has_statutory_tables(document: Document) -> bool:
    """Say whether the words of the statutory tables of 2019 and later stand in the text."""
    text = squash(document.text)
    return sum(1 for label in STATUTORY if squash(label) in text) >= ENOUGH


def is_report(document: Document) -> bool:
    """Say whether the document reports on a year that has passed, as against a plan or a blank form."""
    text = squash(document.text)
    opening = squash(" ".join(document.titles)) + text[:400]
    if OTHER_KINDS.search(opening[:120]) and not re.search("报告", opening[:120]):
        return False
    lines = _short_lines(document)
    is_titled = any(heads.named_in(line) for line in (*lines, *map("".join, pairwise(lines))))
    if not REPORT.search(text) or (not is_titled and _is_other_kind(document)):
        return False
    return bool(HAPPENED.search(text)) or _gives_account(document, text, is_titled=is_titled)


def _short_lines(document: Document) -> list[str]:
    lines = [line.strip() for line in document.text.splitlines() if line.strip()][:FIRST_LINES]
    return [squash(heads.QUOTED.sub("", line)) for line in lines if len(line) < LONGEST_TITLE]


def _is_other_kind(document: Document) -> bool:
    """Say whether a title names an order, a plan or rules; what a sentence quotes is no title."""
    return any(OTHER_TITLE.search(line) for line in _short_lines(document))


def _gives_account(document: Document, text: str, *, is_titled: bool) -> bool:
    """Say whether a document without a count yet is about one year: by title, period or first sentence."""
    if not HEADED.search(text):
        return False
    if is_titled or PRESENTED.search(text) or heads.period_of(document):
        return True
    return bool(OF_US.search(text)) and has_statutory_tables(document)
