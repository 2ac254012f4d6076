"""放行: who may let pass what the check before publication found."""

from pathlib import Path

import pytest

from gongkai.rules import tables
from gongkai.rules.overrides import _overrides, override_of
from gongkai.rules.roles import Role
from gongkai.rules.tables import BadRuleFile


def test_nobody_lets_a_mark_of_secrecy_pass() -> None:
    assert override_of("secret_mark").roles == frozenset()
    assert "第三十一条" in override_of("secret_mark").basis


def test_the_secrecy_reviewer_lets_pass_all_else() -> None:
    assert override_of("mobile") is override_of("wrong_word")
    assert override_of("mobile").roles == {Role.SECRECY_REVIEWER}


def test_a_role_that_nobody_knows_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "overrides.toml").write_text(
        '[overrides.other]\nroles = ["minister"]\nbasis = "条例第十五条"\nwhy = "无"\n', encoding="utf-8"
    )
    monkeypatch.setattr(tables, "FOLDER", tmp_path)
    _overrides.cache_clear()

    with pytest.raises(BadRuleFile, match="没有这样的角色：minister"):
        override_of("mobile")

    _overrides.cache_clear()
