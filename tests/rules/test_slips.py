"""A slip of the pen in a shipped rule file stops the program with the file, the place and the reason."""

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from gongkai.rules import deadlines, fees, ledger, letters, retention, review_points, tables
from gongkai.rules.outcomes import Outcome
from gongkai.rules.tables import BadRuleFile


def read_anew(monkeypatch: pytest.MonkeyPatch, module: ModuleType) -> None:
    """Let a module forget what it read, until the end of the test."""
    for name, each in list(vars(module).items()):
        if hasattr(each, "cache_info"):
            monkeypatch.setattr(module, name, cache(each.__wrapped__))


@pytest.mark.parametrize(
    ("module", "file", "right", "wrong", "read", "message"),
    [
        (
            deadlines,
            "deadlines.toml",
            'unit = "hours"',
            'unit = "hours"\nbefore = true',
            deadlines.rules,
            r"deadlines\.toml：rules\.opinion_first：只有按日、按月计算的期限可以倒算",
        ),
        (
            deadlines,
            "deadlines.toml",
            "{ from = 2008-05-01, value = 20,",
            "{ from = 2008-05-01, value = 0,",
            deadlines.rules,
            r"rules\.proactive_publish › versions 第1项：期限应当大于零",
        ),
        (
            deadlines,
            "deadlines.toml",
            'motion_hard = { rule = "motion_reply_hard" }',
            'motion_hard = { rule = "motion_reply_harsh" }',
            lambda: deadlines.rule("motion_hard"),
            r"aliases\.motion_hard：没有规则 motion_reply_harsh",
        ),
        (
            fees,
            "fees.toml",
            "{ upto = 200, price = 20 }",
            "{ price = 20 }",
            lambda: fees.ladders(date(2026, 3, 2)),
            r"“by_page”的最后一档、也只有最后一档不写上限",
        ),
        (
            ledger,
            "ledger.toml",
            "proactive.licences.decisions",
            "proactive.licences",
            lambda: ledger.LedgerKind("licence_decision").label,
            r"“proactive\.licences”应当写成 表\.行\.列",
        ),
        (
            ledger,
            "ledger.toml",
            'under = "service"',
            'under = "services"',
            lambda: ledger.LedgerKind("licence_decision").label,
            r"没有“services”这一组",
        ),
        (
            ledger,
            "ledger.toml",
            'figure = "penalty_decisions"',
            'figure = "licence_decisions"',
            lambda: ledger.LedgerKind("licence_decision").label,
            r"有几个类别用同一个指标：licence_decisions",
        ),
        (
            ledger,
            "ledger.toml",
            'kinds = ["full_time_staff", "part_time_staff"]',
            'kinds = ["full_time_staff", "half_time_staff"]',
            lambda: ledger.groups(),
            r"groups\.staff：没有这些类别：half_time_staff",
        ),
        (
            ledger,
            "ledger.toml",
            'kinds = ["full_time_staff", "part_time_staff"]',
            'kinds = ["full_time_staff", "training"]',
            lambda: ledger.groups(),
            r"groups\.staff：单位或者合计方式不同的类别不能合计",
        ),
        (
            letters,
            "letters.toml",
            '"query_code"]',
            '"query_word"]',
            letters.kinds,
            r"kinds\.receipt：没有这样的内容：query_word",
        ),
        (
            letters,
            "letters.toml",
            'outcomes = ["granted"]',
            'outcomes = ["granted/free"]',
            lambda: letters.kind_of_reply(Outcome.GRANTED),
            r"letters\.toml：这些办理结果没有文书：granted",
        ),
        (
            retention,
            "retention.toml",
            "years = 10",
            "years = 10\ndays = 1",
            lambda: retention.retention("identity"),
            r"retention\.toml：identity：“years”和“days”应当写一项，至少为1",
        ),
        (
            review_points,
            "review_points.toml",
            'bar = "may"',
            'bar = "maybe"',
            lambda: review_points.review_points()["internal"],
            r"review_points\.internal：“bar”应当是 must 或 may",
        ),
    ],
)
def test_a_slip_is_named(
    module: ModuleType,
    file: str,
    right: str,
    wrong: str,
    read: Callable[[], object],
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = (tables.FOLDER / file).read_text(encoding="utf-8")
    assert right in text
    (tmp_path / file).write_text(text.replace(right, wrong, 1), encoding="utf-8")
    monkeypatch.setattr(tables, "FOLDER", tmp_path)
    read_anew(monkeypatch, module)

    with pytest.raises(BadRuleFile, match=message):
        read()
