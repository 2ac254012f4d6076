"""Good web pages made nasty in the ways of real ones: cells, rows, tables and headings in disorder."""

import re
from collections.abc import Callable

Change = Callable[[str], str]
NUMBER = re.compile(r"<td>(\d+)</td>")
LONG = re.compile(r"<td>(\d)(\d+)</td>")
FIRST, DENIED = "一、本年新收", "1.属于国家秘密"
SIGNS = str.maketrans("0123456789", "０１２３４５６７８９")


def _each(pattern: str) -> Change:
    return lambda page: NUMBER.sub(pattern, page)


def _inside(pattern: str) -> Change:
    return lambda page: LONG.sub(pattern, page)


def _zeros(sign: str) -> Change:
    return lambda page: page.replace("<td>0</td>", f"<td>{sign}</td>")


def _table(page: str) -> tuple[int, int, int]:
    """Return where the table of requests begins, its first row of numbers, and where it ends."""
    first = page.index(FIRST)
    return page.rindex("<table>", 0, first), page.rindex("<tr>", 0, first), page.index("</table>", first) + 8


def _in_table(change: Change) -> Change:
    def changed(page: str) -> str:
        start, _, end = _table(page)
        return page[:start] + change(page[start:end]) + page[end:]

    return changed


def _in_rows(change: Change) -> Change:
    def changed(page: str) -> str:
        _, start, end = _table(page)
        return page[:start] + change(page[start:end]) + page[end:]

    return changed


def _heads_as_cells(page: str) -> str:
    cells = iter(range(10_000))
    return re.sub(
        r"<td[^>]*>[^<]*</td>", lambda m: m[0].replace("td", "th") if next(cells) % 3 else m[0], page
    )


def _hidden_rows(page: str) -> str:
    row = f"<td>（一）予以公开</td>{'<td>9</td>' * 7}"
    return page.replace("</tr>", f'</tr><tr style="display:none">{row}</tr>')


def _in_two(between: str) -> Change:
    def changed(page: str) -> str:
        at = page.rindex("<tr>", 0, page.index(DENIED))
        return f"{page[:at]}</table>{between}<table>{page[at:]}"

    return changed


def _in_two_with_heading(page: str) -> str:
    start, first, _ = _table(page)
    return _in_two("<p>— 3 —</p>")(page).replace("<p>— 3 —</p><table>", "<p>— 3 —</p>" + page[start:first], 1)


def _heading_repeated(page: str) -> str:
    start, first, _ = _table(page)
    for label in ("（二）部分公开", "1.信访举报投诉类"):
        at = page.rindex("<tr>", 0, page.index(label))
        page = page[:at] + page[start + 7 : first] + page[at:]
    return page


def _side_by_side(table: str) -> str:
    cut = re.compile(r"((?:<td>\d*</td>){4})((?:<td>\d*</td>){3})</tr>")
    left = cut.sub(r"\1</tr>", table).replace("<td>法律服务机构</td>", "").replace("<td>其他</td>", "")
    right = "".join(f"<tr>{match[2]}</tr>" for match in cut.finditer(table))
    return f"{left}<table><tr><td>法律服务机构</td><td>其他</td><td>总计</td></tr>{right}</table>"


def _without_totals(table: str) -> str:
    table = re.sub(r"<td[^>]*>总计</td>", "", table)
    return re.sub(r"<td>\d*</td></tr>", "</tr>", table)


def _without_persons(table: str) -> str:
    table = re.sub(r"<td[^>]*>自然人</td>", "", table)
    return re.sub(r"</td><td>\d*</td>((?:<td>\d*</td>){6}</tr>)", r"</td>\1", table)


def _total_first(table: str) -> str:
    total = re.search(r"<td[^>]*>总计</td>", table)
    heading = total[0] if total else ""
    table = table.replace(heading, "", 1)
    at = table.rindex("<td", 0, table.index("自然人"))
    table = table[:at] + heading + table[at:]
    return re.sub(r"((?:<td>\d*</td>){6})(<td>\d*</td>)</tr>", r"\2\1</tr>", table)


def _other_edition(table: str) -> str:
    return re.sub(NUMBER, lambda match: f"<td>{2 * int(match[1])}</td>", table)


def _numbered_rows(rows: str) -> str:
    numbers = iter(range(1, 100))
    return re.sub("<tr>", lambda _: f"<tr><td>{next(numbers)}</td>", rows)


def _remedies_turned(page: str) -> str:
    turned = page.replace("未经复议直接起诉", "\0").replace("复议后起诉", "未经复议直接起诉")
    return turned.replace("\0", "复议后起诉")


def _results_turned(page: str) -> str:
    return page.replace("结果维持", "\0").replace("结果纠正", "结果维持").replace("\0", "结果纠正")


def _remedies_of_two_years(page: str) -> str:
    end = page.index("</table>", page.index("未经复议直接起诉"))
    at = page.rindex("<tr>", 0, end)
    return f"{page[:at]}<tr>{'<td>0</td>' * 4 * 3}{'<td>0</td>' * 3}</tr>{page[at:]}"


def _merged(page: str) -> str:
    return re.sub(
        r"(?:<td>0</td>){2,6}", lambda match: f'<td colspan="{match[0].count("<td>")}">0</td>', page
    )


# What is printed so can be read for certain, though it looks odd.
READABLE: dict[str, Change] = {
    "不换行空格": _each(r"<td>&nbsp;\1&nbsp;</td>"),
    "网页注释": _each(r"<td><!-- 9 -->\1<!-- 上年77 --></td>"),
    "表头格当数字格": _heads_as_cells,
    "隐藏的行": _hidden_rows,
    "隐藏的字": _each(r'<td><span style="display: none">8</span>\1</td>'),
    "一个数分在几个字体里": _inside(r"<td><span>\1</span><font>\2</font></td>"),
    "填在输入框里": _each(r'<td><input value="\1"></td>'),
    "汉字零": _zeros("零"),
    "横线": _zeros("—"),
    "无": _zeros("无"),
    "空白": _zeros(""),
    "带单位": _each(r"<td>\1件</td>"),
    "全角": lambda page: NUMBER.sub(lambda match: match[0].translate(SIGNS), page),
    "小数点后是零": _each(r"<td>\1.0</td>"),
    "括号里的上年数": _each(r"<td>\1（上年10）</td>"),
    "表中套表": lambda page: page.replace("<table>", "<table><tr><td>导航</td><td><table>").replace(
        "</table>", "</table></td><td>1</td></tr></table>"
    ),
    "每格一张表": _each(r"<td><table><tr><td>\1</td></tr></table></td>"),
    "分成两张表": _in_two("<p></p>"),
    "分成两张表并重印表头": _in_two_with_heading,
    "表头重复": _heading_repeated,
    "前面有序号栏": _in_rows(_numbered_rows),
    "没有结束标记": lambda page: page.replace("</td>", "").replace("</tr>", ""),
}

# What nobody can read for certain: it has to be said.
DOUBTFUL: dict[str, Change] = {
    "数中有空格": _inside(r"<td>\1 \2</td>"),
    "数中有换行": _inside(r"<td>\1<br>\2</td>"),
    "数分在两段": _inside(r"<td><p>\1</p><p>\2</p></td>"),
    "脚注号": _each(r"<td>\1<sup>1</sup></td>"),
    "抬高的脚注号": _each(r'<td>\1<span style="vertical-align:super">1</span></td>'),
    "链接的脚注号": _each(r'<td>\1<a href="#note">1</a></td>'),
    "划去的数": _each(r"<td><s>99</s>\1</td>"),
    "与上年数并列": _each(r"<td>\1/10</td>"),
    "字母O": _zeros("O"),
    "同上": _zeros("同上"),
    "重复号": _zeros("〃"),
    "丢了空白格": lambda page: page.replace("<td>0</td>", ""),
    "合并的零": _merged,
    "没有总计栏": _in_table(_without_totals),
    "没有自然人栏": _in_table(_without_persons),
    "总计在前": _in_table(_total_first),
    "左右分成两张表": _in_table(_side_by_side),
    "后面多一栏": _in_rows(lambda rows: rows.replace("</tr>", "<td>5</td></tr>")),
    "表格是图片": _in_table(lambda _: '<img src="table.png">'),
    "前面印着另一稿": _in_table(lambda table: _other_edition(table) + table),
    "后面印着另一稿": _in_table(lambda table: table + _other_edition(table)),
    "诉讼两类颠倒": _remedies_turned,
    "复议结果颠倒": _results_turned,
    "复议诉讼印了两年": _remedies_of_two_years,
}
