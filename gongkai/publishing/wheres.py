"""Where something stands, in words: the places that `screening` tells, as people call them."""

import re

WORDS = {
    "title": "标题",
    "summary": "内容概述",
    "doc_no": "文号",
    "keywords": "主题词",
    "content_source": "信息来源",
    "filename": "文件名",
    "description": "附件说明",
    "properties": "文件属性",
    "comment author": "批注作者",
    "comment": "批注",
    "header": "页眉",
    "footer": "页脚",
    "footnote": "脚注",
    "endnote": "尾注",
    "drawing": "图形中的文字",
    "picture": "图片中的文字",
    "drawing words": "图表、图形的替代文字",
    "pivot cache": "数据透视表的缓存",
    "link": "链接的地址",
    "notes": "备注页",
    "slide master": "母版",
    "body": "正文",
}
FORMS = (
    (re.compile(r"picture (\d+)"), r"第\1张图片的替代文字"),
    (re.compile(r"picture (\d+) [\w-]+"), r"第\1张图片的提示文字"),
    (re.compile(r"link (\d+)"), r"第\1个链接的地址"),
    (re.compile(r"link (\d+) [\w-]+"), r"第\1个链接的提示文字"),
    (re.compile(r"link (.+) ([A-Z]+\d+)"), r"工作表“\1”\2格链接的地址"),
    (re.compile(r"words table (\d+)"), r"表\1的替代文字"),
    (re.compile(r"slide (\d+)"), r"第\1张幻灯片"),
    (re.compile(r"slide (\d+) ([A-Z]+\d+)"), r"第\1张幻灯片表格\2格"),
    (re.compile(r"slide (\d+) picture (\d+)"), r"第\1张幻灯片第\2个图形的替代文字"),
    (re.compile(r"sheet (.+) picture (\d+)"), r"工作表“\1”第\2张图片的替代文字"),
    (re.compile(r"body:(\d+)"), r"第\1段"),
    (re.compile(r"table (\d+) (\w+)"), r"表\1的\2格"),
    (re.compile(r"table (\d+)"), r"表\1"),
    (re.compile(r"caption (\d+)"), r"表\1的标题"),
    (re.compile(r"cell (\w+)"), r"\1格"),
    (re.compile(r"page (\d+)"), r"第\1页"),
    (re.compile(r"box page (\d+)"), r"第\1页色块下的文字"),
    (re.compile(r"sheet (.+) ([A-Z]+\d+)"), r"工作表“\1”\2格"),
    (re.compile(r"sheet (.+)"), r"工作表“\1”的名称"),
    (re.compile(r"margin (.+)"), r"工作表“\1”的页眉页脚"),
    (re.compile(r"comment (.+) (\w+)"), r"工作表“\1”\2格的批注"),
    (re.compile(r"attribute [\w-]+"), r"网页中不直接显示的文字"),
)
BEFORE = {
    "revision ": "修订中删去的文字，",
    "textbox ": "文本框，",
    "note ": "批注，",
    "header ": "页眉，",
    "footer ": "页脚，",
}


def place_of(where: str) -> str:
    """Return a place in words; one that is not known stays as it is."""
    for prefix, word in BEFORE.items():
        if where.startswith(prefix):
            return word + place_of(where.removeprefix(prefix))
    if where in WORDS:
        return WORDS[where]
    for form, words in FORMS:
        if form.fullmatch(where):
            return form.sub(words, where)
    return where
