"""What the columns of an imported table may be called: the command's names, or what officials write."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Heading:
    """A field of a row: its name, what it is called, how it is filled in, and what else it is called."""

    name: str
    label: str
    hint: str = ""
    also: tuple[str, ...] = ()
    needed: bool = False


HEADINGS = (
    Heading("source_id", "原系统编号", "旧网站的编号，一条一个", ("编号", "信息编号"), needed=True),
    Heading("title", "名称", "", ("标题", "信息名称"), needed=True),
    Heading("column", "栏目", "栏目的名称，或者从上到下的路径", ("所属栏目", "栏目名称"), needed=True),
    Heading("formed_on", "成文日期", "2021-03-01、2021年3月1日都可以", ("生成日期", "印发日期"), needed=True),
    Heading("published_on", "发布日期", "可以带时间", ("公开日期", "发布时间"), needed=True),
    Heading("body", "正文", "文字或者网页代码", ("内容", "信息内容"), needed=True),
    Heading("doc_no", "文号", "", ("发文字号",)),
    Heading("index_no", "索引号", "没有的自动编制"),
    Heading("issuing_body", "发布机构", "不填为本机关", ("发文机关", "发文机构")),
    Heading("summary", "内容概述", "不填取正文开头", ("摘要",)),
    Heading("keywords", "主题词", "", ("关键词",)),
    Heading("topic", "主题分类"),
    Heading("genre", "体裁", "", ("体裁分类",)),
    Heading("validity", "有效性", "有效、已修改、失效、废止、不适用"),
    Heading("effective_on", "施行日期", "", ("生效日期",)),
    Heading("ceased_on", "失效日期", "", ("废止日期",)),
    Heading("document_kind", "文件类别", "行政规范性文件等，见信息的修改页面"),
    Heading("disclosure_mode", "公开属性", "只导入主动公开的，可以不填"),
    Heading("content_source", "信息来源", "", ("来源",)),
    Heading("old_url", "旧网址", "自动转到新网页", ("原网址", "网址")),
    Heading("attachments", "附件", "文件的位置，几个的用分号隔开；只用于命令 import-items"),
)
FIELDS = tuple(each.name for each in HEADINGS)
LABELS = {each.name: each.label for each in HEADINGS}
_KNOWN = {called: each.name for each in HEADINGS for called in (each.name, each.label, *each.also)}


def fields_of(headings: Iterable[object]) -> list[str]:
    """Return the fields that columns stand for; what is not known, or there already, stays as it is."""
    found: list[str] = []
    for heading in headings:
        written = "" if heading is None else str(heading).strip()
        name = _KNOWN.get(written.rstrip("*＊ "), written)
        found.append(written if name in found else name)
    return found


def called(name: str) -> str:
    """Return a field as people call it, with the command's name of it."""
    return f"{LABELS[name]}（{name}）"
