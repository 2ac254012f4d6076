"""A document on its way: begun in a bureau, and taken as far as a test needs."""

from datetime import date
from typing import Any

from gongkai.bodies.models import Body, User
from gongkai.documents import actions
from gongkai.documents.models import NormativeDocument
from gongkai.documents.states import State
from gongkai.publishing import actions as publishing
from gongkai.publishing.models import InformationItem
from gongkai.rules.roles import Role
from tests.factories import LONG_AGO, Staff, make_body, make_column, make_user, review_through, staff_of

BEGUN = date(2026, 1, 5)
SIGNED = date(2026, 2, 12)
NUMBERED = date(2026, 2, 13)
PUBLIC = date(2026, 2, 24)  # the first working day after the Spring Festival
TITLE = "海城市就业见习管理办法"
WAY = (State.DRAFTING, State.LEGAL_REVIEW, State.DELIBERATION, State.SIGNING, State.SIGNED, State.REGISTERED)


def make_document(*, body: Body | None = None, to: State = State.DRAFTING, **facts: Any) -> NormativeDocument:
    """Begin a document in a unit and take it to a state before its publication."""
    staff = staff_of(body or make_body())
    values = {"title": TITLE, "sort": "general", "plan": "由承办科撰写文字解读，与文件同日发布。", **facts}
    numbers = {name: values.pop(name) for name in ("doc_no", "valid_until", "effective_on") if name in values}
    document = actions.start_document(staff.unit, **values, by=staff.handler, on=BEGUN)
    for state in WAY[1 : WAY.index(to) + 1] if to in WAY else ():
        document = _take(document, state, staff, numbers)
    return document


def _take(
    document: NormativeDocument, state: State, staff: Staff, numbers: dict[str, Any]
) -> NormativeDocument:
    if state is State.LEGAL_REVIEW:
        return actions.send_to_legal(document, by=staff.handler, on=date(2026, 1, 12))
    if state is State.DELIBERATION:
        return actions.review_legality(
            document, opinion="合法", by=staff.legal_reviewer, on=date(2026, 1, 19)
        )
    if state is State.SIGNING:
        meeting = "第2次局长办公会议审议通过"
        return actions.deliberate(
            document, meeting=meeting, passed=True, by=staff.office_head, on=date(2026, 2, 10)
        )
    if state is State.SIGNED:
        return actions.sign_document(document, by=staff.leader, on=SIGNED)
    given = {"doc_no": "海人社规〔2026〕1号", "effective_on": date(2026, 3, 1), **numbers}
    number = f"HCRS-2026-{document.pk}"
    return actions.register_document(
        document, registration_no=number, **given, by=staff.office_head, on=NUMBERED
    )


def make_public(
    *, body: Body | None = None, explained: bool = True, on: date = PUBLIC, **facts: Any
) -> NormativeDocument:
    """Make a document, its item and, unless told otherwise, its interpretation, and publish them."""
    body = body or make_body()
    staff, document = staff_of(body), make_document(body=body, to=State.REGISTERED, **facts)
    if document.needs_interpretation and explained:
        column = make_column(body=body, unit=staff.unit)
        added = actions.add_interpretation(
            document, form="text", column=column, by=staff.handler, on=NUMBERED
        )
        publish(added.item, "<p>文件说了什么。</p>", on=on)
    elif document.needs_interpretation:
        document = actions.excuse_interpretation(
            document, reason="图解还在制作", by=staff.leader, on=NUMBERED
        )
    item = draft_item(document)
    publish(item, f"<p>{document.title}全文。</p>", on=on)
    return NormativeDocument.objects.select_related("item", "body").get(pk=document.pk)


def draft_item(document: NormativeDocument) -> InformationItem:
    """Begin the item that publishes a document with a number."""
    staff = staff_of(document.body)
    column = make_column(body=document.body, unit=staff.unit)
    document = actions.prepare_item(document, column=column, by=staff.handler, on=NUMBERED)
    assert document.item
    return document.item


def approve(item: InformationItem, content: str, *, on: date = PUBLIC) -> InformationItem:
    """Write an item's content and take it through its reviews."""
    staff = staff_of(item.body)
    item = publishing.save_draft(item, content=content, summary=item.title, by=staff.handler, on=on)
    return review_through(publishing.submit_item(item, by=staff.handler, on=on), on=on)


def publish(item: InformationItem, content: str, *, on: date = PUBLIC) -> InformationItem:
    """Write an item's content, take it through its reviews and to the portal."""
    staff = staff_of(item.body)
    item = publishing.publish_item(approve(item, content, on=on), by=staff.leader, on=on)
    actions.follow_item(item, on=on)
    return item


def again(document: NormativeDocument) -> NormativeDocument:
    """Return the document as it is in the database now."""
    return NormativeDocument.objects.select_related("item", "body").get(pk=document.pk)


def make_clerk(document: NormativeDocument, role: Role) -> User:
    """Return a new person with a role in the unit that drafts the document."""
    return make_user(role=role, unit=document.unit, on=LONG_AGO)
