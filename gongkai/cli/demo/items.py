"""The demo's year of items: drafted, reviewed, published, one of them late, one withdrawn."""

from datetime import date, timedelta
from typing import Any

from gongkai.bodies.models import Body, User
from gongkai.cli.demo.cast import Cast
from gongkai.cli.demo.words import YEAR, Draft, day, drafts, read, recent_drafts
from gongkai.publishing import actions
from gongkai.publishing.chains import chain_of
from gongkai.publishing.models import Column, InformationItem
from gongkai.rules.review_chains import Stage
from gongkai.rules.review_points import review_points

COUNTY_SHARE = 12  # every twelfth story is told by a county bureau as well
REVIEWERS = {
    Stage.UNIT: "unithead",
    Stage.OFFICE: "officehead",
    Stage.LEGAL: "legal",
    Stage.SECRECY: "secrecy",
    Stage.LEADER: "leader",
}


def publish_year(cast: Cast, columns: dict[tuple[str, str], Column], seed: int) -> None:
    """Publish what three bodies made public in the year, in the order of days."""
    told = sorted(drafts(seed), key=lambda draft: (draft.formed_on, draft.title))
    for number, draft in enumerate(told):
        publish(cast, cast.city, columns, draft, delay=_delay(number))
        if number % COUNTY_SHARE == 0:
            county = cast.bodies["qinglan" if number % (2 * COUNTY_SHARE) else "linxi"]
            publish(cast, county, columns, draft, delay=1)
    _withdraw_one(cast)


def publish_recent(cast: Cast, columns: dict[tuple[str, str], Column], seed: int, today: date) -> None:
    """Publish what the city made public in the weeks before the day the demo is loaded."""
    for draft in sorted(recent_drafts(seed, today), key=lambda draft: draft.formed_on):
        publish(cast, cast.city, columns, draft, delay=2, until=today)


def _delay(number: int) -> int:
    """Return the days from formation to publication; one item in ninety came too late."""
    return 41 if number % 90 == 45 else 1 + number % 6


def interpret(cast: Cast, columns: dict[tuple[str, str], Column]) -> None:
    """Tie each interpretation of the year to the document of the year that it is about."""
    published = InformationItem.objects.live().of(cast.city).order_by("published_on", "pk")
    materials = published.in_column(columns["mingjiang", "interpretations"])
    documents = published.in_column(columns["mingjiang", "normative-documents"]).filter(formed_on__year=YEAR)
    editor, words = cast.people["editor"], read("items")["words"]
    about = dict(zip(words["question"], words["about"], strict=True))
    for material in materials:
        part = about.get(material.title)
        document = documents.filter(title__contains=part).first() if part else None
        if document is None:
            continue
        on = max(day for day in (material.published_on, document.published_on) if day)
        actions.relate_items(material, kind="interprets", other=document, by=editor, on=on)


def publish(
    cast: Cast,
    body: Body,
    columns: dict[tuple[str, str], Column],
    draft: Draft,
    *,
    delay: int,
    until: date = date(YEAR, 12, 31),
    **facts: object,
) -> InformationItem:
    """Take one item from its draft through both reviews to the portal."""
    editor = _editor(cast, body)
    key = (body.code, draft.column)
    unit = cast.units.get((body.code, draft.unit)) or cast.unit("office", body.code)
    item = actions.create_item(
        columns[key],
        title=draft.title.replace("明江市", body.name.removesuffix("人力资源和社会保障局")),
        summary=draft.summary,
        content=draft.content,
        genre=draft.genre,
        formed_on=draft.formed_on,
        owner_unit=unit,
        keywords="、".join((draft.genre, columns[key].name)),
        by=editor,
        on=draft.formed_on,
        **facts,
    )
    on = min(draft.formed_on + timedelta(days=delay), until)
    return take_to_portal(cast, item, submitted_on=draft.formed_on, on=on)


def take_to_portal(cast: Cast, item: InformationItem, *, submitted_on: date, on: date) -> InformationItem:
    """Take a draft through the reviews of its chain to the portal."""
    editor = _editor(cast, item.body)
    item = actions.submit_item(item, by=editor, on=submitted_on)
    for stage in chain_of(item):
        reviewer = _reviewer(cast, item.body, stage)
        if stage is Stage.SECRECY:
            item = actions.approve_secrecy(
                item,
                checked=list(review_points()),
                disclosure_mode=item.disclosure_mode,
                proofread=True,
                by=reviewer,
                on=on,
            )
        else:
            item = actions.approve_stage(item, stage=stage, proofread=True, by=reviewer, on=submitted_on)
    return actions.publish_item(item, by=editor, on=on)


def _editor(cast: Cast, body: Body) -> User:
    return cast.people["editor" if body == cast.city else body.code]


def _reviewer(cast: Cast, body: Body, stage: Stage) -> User:
    """Return who reviews: in the city one for each review, in a county two."""
    if body == cast.city:
        return cast.people[REVIEWERS[stage]]
    return cast.people[f"{body.code}-secrecy" if stage is Stage.SECRECY else f"{body.code}-review"]


def publish_documents(cast: Cast, columns: dict[tuple[str, str], Column]) -> None:
    """Publish the normative documents of the year and of earlier years; new ones repeal old ones."""
    earlier = {
        facts["serial"]: _document(cast, columns, facts, day_of=None) for facts in read("items")["earlier"]
    }
    for facts in read("items")["documents"]:
        document = _document(cast, columns, facts, day_of=day(facts["on"]))
        if "repeals" in facts:
            _repeal(cast, earlier[facts["repeals"]], document, day(facts["effective"]))


def _document(
    cast: Cast, columns: dict[tuple[str, str], Column], facts: dict[str, Any], *, day_of: date | None
) -> InformationItem:
    formed_on = day_of or date.fromisoformat(facts["on"])
    serial = facts.get("doc_serial") or facts["serial"]
    title = facts["title"]
    draft = Draft(
        column="normative-documents",
        unit=facts["unit"],
        genre="通知",
        formed_on=formed_on,
        title=f"明江市人力资源和社会保障局印发《{title}》的通知" if "关于" not in title else title,
        summary=facts["points"][0],
        content=_articles(title, facts["points"]),
    )
    return _publish_document(cast, columns, draft, serial, facts)


def _publish_document(
    cast: Cast, columns: dict[tuple[str, str], Column], draft: Draft, serial: int, facts: dict[str, Any]
) -> InformationItem:
    effective = facts.get("effective")
    return publish(
        cast,
        cast.city,
        columns,
        draft,
        delay=2,
        doc_no=f"明人社规〔{draft.formed_on.year}〕{serial}号",
        document_kind="normative_document",
        validity="in_force",
        effective_on=day(effective) if effective else draft.formed_on + timedelta(days=30),
        topic_class="劳动、人事、监察",
    )


def _articles(title: str, points: list[str]) -> str:
    body = (
        "各县（区）人力资源和社会保障局，市直有关单位：",
        f"为规范有关工作，保障劳动者和用人单位的合法权益，现将《{title}》印发给你们，请遵照执行。",
        *(f"{number}、{point}" for number, point in zip("一二三四五", points, strict=False)),
        "本文件自施行之日起有效期五年。此前规定与本文件不一致的，以本文件为准。",
        "（此件公开发布）",
    )
    return "".join(f"<p>{text}</p>" for text in body)


def _repeal(cast: Cast, old: InformationItem, new: InformationItem, on: date) -> None:
    editor = cast.people["editor"]
    actions.relate_items(new, kind="repeals", other=old, by=editor, on=on)
    actions.change_validity(
        old, validity="repealed", ceased_on=on, reason=f"自{new.doc_no}施行之日起废止", by=editor, on=on
    )


def _withdraw_one(cast: Cast) -> None:
    """Withdraw one penalty whose decision was annulled (行政处罚法第四十八条)."""
    penalty = InformationItem.objects.live().of(cast.city).filter(title__contains="〔2025〕9号").get()
    annulled_on = date(YEAR, 9, 16)
    actions.withdraw_item(
        penalty,
        reason="行政处罚决定经行政复议被依法撤销，三日内撤回公开信息并公开说明理由。",
        annulled_on=annulled_on,
        by=cast.people["editor"],
        on=annulled_on + timedelta(days=2),
    )


def leave_in_review(cast: Cast, columns: dict[tuple[str, str], Column], today: date) -> None:
    """Leave three items on their way, so that every reviewer finds work on the first page."""
    editor, head = cast.people["editor"], cast.people["unithead"]
    titles = ("关于开展冬季招聘月活动的通知", "关于公布技能培训机构名单的公告", "社会保险基金预决算公开说明")
    for number, title in enumerate(titles):
        item = actions.create_item(
            columns["mingjiang", "notices"],
            title=title,
            summary="演示：正在办理的信息。",
            content="<p>现就有关事项公告如下，请有关单位和个人按时办理。</p>",
            genre="通知",
            formed_on=today - timedelta(days=3 * number),
            owner_unit=cast.unit("employment"),
            by=editor,
            on=today,
        )
        if number:
            item = actions.submit_item(item, by=editor, on=today)
        if number > 1:
            actions.approve_unit(item, by=head, on=today)
