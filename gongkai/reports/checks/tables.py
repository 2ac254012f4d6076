"""Checks inside the statutory tables, and against the year before (F1–F6, F10, S1, S2)."""

from collections.abc import Iterator

from gongkai.reports.checks.balances import Balance, balances
from gongkai.reports.checks.findings import INFO, WARNING, Finding, Number, Tables, Where, printed
from gongkai.rules.formats import Check, Column, ReportFormat, Row, Table

ADVICE = {
    "F1": "请核对本年新收、上年结转、总计和结转下年度这四个数",
    "F2": "请核对各项办理结果和（七）总计",
    "F3": "请核对这一行各类申请人的数和总计",
    "F4": "请与上一年度报告核对；如系重新归类，请附说明",
    "F5": "请核对各种结果和总计",
    "F10": "请核对上年未结的案件是否计入",
    "S1": "请核对这两个数",
    "S2": "请与上一年度报告核对，有到期失效或者事项调整的请附说明",
}
NAMED = 5  # how many blank lines a message lists


def check_tables(
    report: ReportFormat, tables: Tables, previous: Tables | None = None, *, blanks: str = INFO
) -> list[Finding]:
    """
    Check all tables of a report, and where `previous` is given against the tables of the year before.

    A sum that is wrong whatever the blank cells hold has the severity of its rule; one that is wrong only if
    the blanks are 0 is a warning. `blanks` is the severity of blank cells as such (F6).
    """
    findings = []
    for table in report.tables:
        if table.id not in tables:
            continue
        findings += [
            _sum_finding(b) for b in balances(table, tables, previous) if b.is_broken or b.is_doubtful
        ]
        for check in table.checks:
            if check.compare == "valid":
                findings += _invalid(table, check, tables)
                findings += [] if check.may_be_blank else _blank(table, check, tables, blanks)
    return findings


def explain(balance: Balance) -> str:
    """Say in Chinese what does not add up and what to do."""
    check = balance.check
    place = f"“{_name(balance.line)}”" + ("一列" if check.over == "columns" else "一行")
    if not balance.line.label:
        place = f"《{balance.table.label}》"
    blank = "" if balance.is_broken else "（空白格按0计算）"
    amount = printed(abs(balance.difference))
    advice = ADVICE.get(check.rule, "请核对")
    return f"{place}：{check.wording}，现为 {balance.formula}{blank}，相差{amount}。{advice}。"


def _sum_finding(balance: Balance) -> Finding:
    left, right = balance.left.total, balance.right.total
    expected, found = (right, left) if balance.names_one_cell else (left, right)
    severity = balance.check.severity if balance.is_broken else WARNING
    return Finding(balance.check.rule, severity, balance.where, explain(balance), expected, found)


def _invalid(table: Table, check: Check, tables: Tables) -> Iterator[Finding]:
    for row, column, value in _values(table, tables):
        wrong = None if value is None else _complaint(column, value)
        if wrong:
            where = Where(table.id, row.id, column.id)
            message = f"“{_name(row)}”的“{column.label}”填的是{printed(value)}，{wrong}。请改正。"
            yield Finding(check.rule, check.severity, where, message, None, value)


def _complaint(column: Column, value: Number) -> str | None:
    if value < 0 and column.kind != "change":
        return "不能是负数"
    if column.kind != "money" and not float(value).is_integer():
        return "应为整数"
    return None


def _blank(table: Table, check: Check, tables: Tables, severity: str) -> list[Finding]:
    empty = [(row, column) for row, column, value in _values(table, tables) if value is None]
    if not empty:
        return []
    lines = list(dict.fromkeys(_name(row) or table.label for row, _ in empty))
    named = "、".join(f"“{line}”" for line in lines[:NAMED]) + ("等" if len(lines) > NAMED else "")
    advice = "求和时按0计算；请确认，没有发生的填0，漏填的补上"
    message = f"《{table.label}》有{len(empty)}个空白格（{named}）。{advice}。"
    return [Finding(check.rule, severity, Where(table.id), message, None, len(empty))]


def _values(table: Table, tables: Tables) -> Iterator[tuple[Row, Column, Number | None]]:
    cells = tables.get(table.id, {})
    for row, column in table.cells():
        if column.id in cells.get(row.id, {}):
            yield row, column, cells[row.id][column.id]


def _name(line: Row | Column) -> str:
    return line.label.split("（区分处理")[0]
