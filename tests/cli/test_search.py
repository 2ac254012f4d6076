"""`gongkai search`: for people and for programs."""

import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from gongkai.publishing import actions
from gongkai.search.engine import engine
from gongkai.search.indexing import is_complete
from tests.factories import make_body, make_column, make_item

pytestmark = pytest.mark.django_db
DAY = date(2025, 3, 10)


def search(*arguments: str) -> dict[str, Any]:
    out = io.StringIO()
    call_command("search", *arguments, "--json", stdout=out)
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


def test_a_hit_says_what_a_program_needs() -> None:
    item = make_item(
        title="失业保险稳岗返还办法",
        content="<p>符合条件的<b>企业</b>可以申请。</p>",
        published_on=DAY,
        column=make_column(name="就业"),
    )

    answer = search("稳岗返还")

    [hit] = answer["hits"]
    assert (hit["title"], hit["index_no"], hit["url"]) == (item.title, item.index_no, f"/i/{item.pk}.html")
    assert (hit["published_on"], hit["snippet"]) == ("2025-03-10", "符合条件的企业可以申请。")
    assert hit["score"] > 0
    assert answer["total"] == 1
    assert answer["facets"]["year"] == {"2025": 1}
    assert answer["facets"]["column"] == {"就业": 1}
    assert answer["ms"] > 0


def test_columns_of_one_name_count_together_whosever_they_are() -> None:
    city = make_body(code="haicheng")
    county = make_body(code="dongshan", parent=city)
    for slug, body in (("jobs", city), ("jobs", county), ("work", county)):
        column = make_column(body=body, name="就业", slug=slug)
        make_item(title=f"补贴办法{body.code}{slug}", body=body, column=column, published_on=DAY)

    answer = search("补贴办法")

    assert answer["facets"]["column"] == {"就业": 3}
    assert sum(answer["facets"]["body"].values()) == answer["total"] == 3


def test_narrowed_by_column_year_body_and_force() -> None:
    city = make_body(code="haicheng")
    jobs = make_column(body=city, name="就业", slug="jobs")
    inner = make_column(parent=jobs, name="培训")
    facts: dict[str, Any] = {"document_kind": "normative_document", "doc_no": "海人社发〔2025〕1号"}
    make_item(title="补贴办法甲", column=inner, published_on=DAY, validity="in_force", **facts)
    make_item(title="补贴办法乙", column=inner, published_on=DAY, validity="repealed", **facts)
    make_item(
        title="补贴办法丙", body=make_body(code="dongshan", parent=city), published_on=date(2026, 3, 10)
    )

    assert search("补贴办法")["total"] == 3
    assert search("补贴办法", "--column", "就业")["total"] == 2
    assert search("补贴办法", "--column", "jobs", "--valid")["total"] == 1
    assert search("补贴办法", "--year", "2026")["total"] == 1
    assert search("补贴办法", "--body", "dongshan")["total"] == 1
    assert search("补贴办法", "--limit", "1")["facets"]["validity"] == {"in_force": 1, "repealed": 1}


def test_nothing_found_is_an_empty_answer() -> None:
    make_item(published_on=DAY)

    assert search("蓝鲸迁徙") == {
        "total": 0,
        "ms": pytest.approx(0, abs=1000),
        "loosened": False,
        "facets": {},
        "hits": [],
    }


def test_an_unknown_column_or_body_is_said() -> None:
    with pytest.raises(CommandError, match="没有栏目“没有”"):
        search("通知", "--column", "没有")
    with pytest.raises(CommandError, match="没有代码为 nowhere 的机关"):
        search("通知", "--body", "nowhere")


def test_people_get_lines() -> None:
    make_item(title="稳岗返还办法", published_on=DAY)
    out = io.StringIO()

    call_command("search", "稳岗", stdout=out)

    assert "共 1 条" in out.getvalue()
    assert "2025-03-10  稳岗返还办法" in out.getvalue()


def test_rebuilding_brings_back_what_the_index_lost(settings: Any) -> None:
    make_item(published_on=DAY)
    for file in Path(settings.SEARCH_INDEX_DIR).glob("items-*/*"):
        file.write_bytes(b"damaged")
    with pytest.raises(CommandError, match="重建"):
        search("稳岗返还")

    call_command("rebuild_search", stderr=io.StringIO())

    assert search("稳岗返还")["total"] == 1


def test_rebuilding_only_if_needed() -> None:
    item = make_item(published_on=DAY)
    err = io.StringIO()
    call_command("rebuild_search", "--if-needed", stderr=err)
    assert "无需重建" in err.getvalue()

    with engine().writing() as index:
        index.remove([item.pk])
    assert not is_complete()
    call_command("rebuild_search", "--if-needed", stderr=err)

    assert is_complete()


def test_a_withdrawn_item_is_gone() -> None:
    item = make_item(published_on=DAY)
    leader = item.events.get(step="publish").by
    assert leader

    actions.withdraw_item(item, reason="内容有误", by=leader, on=DAY)

    assert search("稳岗返还")["total"] == 0
