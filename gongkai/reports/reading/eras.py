"""Which kind of document it is: a report of which era, or no annual report at all."""

import re

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
    r"(?:政府|政务)?信息公开(?:工作)?(?:的)?(?:年度)?(?:工作)?(?:年度)?(?:报告|情况)|年度报告|本年报|本报告"
)
OTHER_KINDS = re.compile(r"实施方案|工作方案|工作要点|实施意见|办法|细则|通知")
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
    return bool(REPORT.search(text)) and bool(HAPPENED.search(text))
