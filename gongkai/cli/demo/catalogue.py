"""The demo's standard catalogue: both areas laid out, each column with its guide, each matter led to it."""

import random
from datetime import date
from html import escape

from gongkai.cli.demo.cast import Cast
from gongkai.cli.demo.columns import Columns
from gongkai.cli.demo.items import publish
from gongkai.cli.demo.words import YEAR, Draft
from gongkai.publishing import actions
from gongkai.publishing.models import Column, Matter
from gongkai.rules.grassroots import areas

FORMED_ON = date(YEAR, 11, 24)
UNITS = {"employment": "employment", "social_insurance": "insurance"}
NOT_OURS = "foreign-employment"  # the one matter that the bureau does not have


def keep_catalogue(cast: Cast, columns: Columns) -> None:
    """Lay out the standard catalogue of the city, and publish a guide for each of its columns."""
    head = cast.people["officehead"]
    for area in areas().values():
        matters = actions.lay_out_catalogue(cast.city, area, by=head)
        kept: dict[Column, list[Matter]] = {}
        for matter in matters:
            kept.setdefault(matter.column, []).append(matter)
        for column, each in kept.items():
            columns["mingjiang", column.slug] = column
            if column.slug == NOT_OURS:
                _leave_out(cast, each)
            else:
                _guide(cast, columns, column, each, UNITS[area.code])


def _leave_out(cast: Cast, matters: list[Matter]) -> None:
    for matter in matters:
        actions.change_matter(matter, item=None, is_active=False, by=cast.people["officehead"])


def _guide(cast: Cast, columns: Columns, column: Column, matters: list[Matter], unit: str) -> None:
    """Publish what a column is there for, and say of each matter that it stands there."""
    names = "、".join(matter.name for matter in matters[:3])
    draft = Draft(
        column=column.slug,
        unit=unit,
        genre="指南",
        formed_on=FORMED_ON,
        title=f"{column.name}办事指南（{YEAR}年版）",
        summary=f"{names}{'等' if len(matters) > 3 else ''}{len(matters)}个事项在哪里办、几天办结。",
        content=_text(column, matters),
    )
    item = publish(cast, cast.city, columns, draft, delay=4)
    for matter in matters:
        actions.change_matter(matter, item=item, by=cast.people["officehead"])


def _text(column: Column, matters: list[Matter]) -> str:
    chance = random.Random(column.slug)  # noqa: S311  # a story, not a secret
    rows = "".join(
        f'<tr><th scope="row">{escape(matter.name)}</th><td>网上服务大厅、政务服务中心窗口</td>'
        f"<td>{chance.choice((1, 3, 5, 10, 15))}个工作日</td><td>不收费</td></tr>"
        for matter in matters
    )
    return (
        f"<p>本指南按照基层政务公开标准目录，列出{escape(column.name)}的{len(matters)}个事项。"
        "通过数据共享能够核验的材料，不再要求提供。</p>"
        f"<table><caption>{escape(column.name)}事项</caption><thead><tr>"
        + "".join(f'<th scope="col">{head}</th>' for head in ("事项", "办理地点", "办结时限", "收费"))
        + f"</tr></thead><tbody>{rows}</tbody></table>"
        "<p>咨询电话：0999-8200004。监督投诉：0999-8200005。</p>"
    )
