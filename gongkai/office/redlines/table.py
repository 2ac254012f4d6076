"""The kinds of lines, one a row, and the lines of a span of days."""
# ruff: noqa: E501 — a table is read by lines

from collections.abc import Mapping
from dataclasses import replace

from gongkai.office.redlines import casework, documents, others, remedies
from gongkai.office.redlines.line import Cut, Kind, Line, Source, Span

# fmt: off
KINDS = (
    #    代码                 事项              依据                    栏目        从哪里来
    Kind("reply",             "答复申请人",     "条例第三十三条",       "requests", casework.replies),
    Kind("unit",              "科室办理",       "本机关内部期限",       "requests", casework.unit_dates),
    Kind("correction_notice", "告知补正",       "条例第三十条",         "requests", casework.correction_notices),
    Kind("correction",        "申请人补正期满", "条例第三十条",         "requests", casework.corrections),
    Kind("consultation",      "征求意见期满",   "条例第三十二条、第三十四条", "requests", casework.consultations),
    Kind("fee",               "申请人缴费期满", "国办函〔2020〕109号",  "requests", casework.fees),
    Kind("redo",              "履行决定、判决", "行政复议法第七十七条，行政诉讼法第九十四条", "requests", remedies.performances),
    Kind("review_answer",     "复议答复",       "行政复议法第四十八条、第五十四条", "remedies", remedies.review_answers),
    Kind("suit_answer",       "诉讼答辩",       "行政诉讼法第六十七条", "remedies", remedies.suit_answers),
    Kind("decision",          "复议决定期满",   "行政复议法第六十二条", "remedies", remedies.decisions),
    Kind("judgment",          "一审审结期满",   "行政诉讼法第八十一条、第八十三条", "remedies", remedies.judgments),
    Kind("review_apply",      "申请人申请复议期满", "行政复议法第二十条", "remedies", remedies.last_days_for_review),
    Kind("suit_file",         "申请人直接起诉期满", "行政诉讼法第四十六条", "remedies", remedies.last_days_for_suit),
    Kind("suit",              "申请人复议后起诉期满", "行政诉讼法第四十五条", "remedies", remedies.suits),
    Kind("publish",           "主动公开",       "条例第二十六条",       "items",    others.items),
    Kind("penalty",           "撤回处罚决定",   "行政处罚法第四十八条、第八十五条", "items", others.penalties),
    Kind("emergency",         "应急发布补审",   "条例第十七条",       "items",    others.emergencies),
    Kind("interpretation",    "发布解读",         "地方政策解读工作规定", "documents", documents.interpretations),
    Kind("legality",          "合法性审核",       "国办发〔2018〕115号",  "documents", documents.legal_reviews),
    Kind("filing",            "规范性文件备案",   "国办发〔2018〕37号",   "documents", documents.filings),
    Kind("evaluation",        "评估有效期",       "国办发〔2018〕37号",   "documents", documents.evaluations),
    Kind("cleanup",           "提出清理意见",     "国办发〔2018〕37号",   "documents", documents.cleanups),
    Kind("withholding",       "不予公开评估",   "条例第十八条",       "requests", others.withholdings),
    Kind("mode_review",       "公开属性评估",   "条例第十八条",         "items",    others.mode_reviews),
    Kind("ledger_month",      "报送台账月报",   "本机关月报任务",     "ledger",   others.ledger_months),
    Kind("report",            "年度报告",       "条例第四十九条",       "reports",  others.reports),
)
# fmt: on


def sources_of(span: Span) -> dict[Kind, Source]:
    """Return where the lines come from that the reader may see, by kind."""
    return {kind: kind.source(kind, span) for kind in KINDS if span.desk.sees(kind.section)}


def lines_of(span: Span, sources: Mapping[Kind, Source], cut: Cut) -> list[Line]:
    """Return the lines of some sources by day; as many queries whatever there is."""
    read = [line for source in sources.values() for line in source.lines(span, cut)]
    found = [replace(line, is_provisional=not span.calendar.is_announced(line.on)) for line in read]
    return sorted(found, key=lambda line: (line.on, line.kind.code, line.name))
