"""三统一、公布、解读、备案: numbers, the gate before publication, what is owed after it."""

from datetime import date

import pytest

from gongkai.documents import actions
from gongkai.documents.errors import (
    AlreadyDone,
    NoItem,
    NotInterpreted,
    NotRegistered,
    NumberTaken,
    ValidTooLong,
)
from gongkai.documents.models import NormativeDocument
from gongkai.documents.states import State
from gongkai.publishing import actions as publishing
from gongkai.publishing.models import InformationItem, ItemRelation, Validity
from gongkai.workflow import StepNotAllowed
from tests.documents.making import (
    NUMBERED,
    PUBLIC,
    again,
    approve,
    draft_item,
    make_document,
    make_public,
    publish,
)
from tests.factories import make_body, make_column, make_item, staff_of

pytestmark = pytest.mark.django_db


def test_a_document_holds_five_years_when_it_says_nothing_and_a_trial_two() -> None:
    assert make_document(to=State.REGISTERED).valid_until == date(2031, 2, 28)
    assert make_document(to=State.REGISTERED, sort="trial").valid_until == date(2028, 2, 29)


def test_it_may_not_hold_longer_than_its_sort() -> None:
    with pytest.raises(ValidTooLong, match="通告的有效期最长1年，到2027年2月28日为止"):
        make_document(to=State.REGISTERED, sort="notice", valid_until=date(2027, 3, 1))


def test_a_body_may_choose_how_long_its_documents_hold() -> None:
    body = make_body()
    actions.choose_policy(body, by=None, general_years=3)

    assert make_document(body=body, to=State.REGISTERED).valid_until == date(2029, 2, 28)


def test_two_documents_do_not_share_a_registration_number() -> None:
    first = make_document(to=State.REGISTERED)
    second = make_document(body=first.body, to=State.SIGNED)

    with pytest.raises(
        NumberTaken, match=f"登记编号“{first.registration_no}”已经用于《海城市就业见习管理办法》"
    ):
        actions.register_document(
            second,
            doc_no="海人社规〔2026〕2号",
            registration_no=first.registration_no,
            effective_on=date(2026, 3, 1),
            by=staff_of(first.body).office_head,
            on=NUMBERED,
        )


def test_its_item_carries_numbers_and_days() -> None:
    item = draft_item(make_document(to=State.REGISTERED))

    assert (item.doc_no, item.document_kind, item.validity) == (
        "海人社规〔2026〕1号",
        "normative_document",
        Validity.IN_FORCE,
    )
    assert (item.formed_on, item.effective_on) == (date(2026, 2, 12), date(2026, 3, 1))


def test_one_item_publishes_one_document() -> None:
    document = make_document(to=State.REGISTERED)
    item = draft_item(document)
    other = make_document(body=document.body, to=State.REGISTERED)
    handler = staff_of(document.body).handler

    with pytest.raises(NoItem, match="这条信息公布的是《海城市就业见习管理办法》"):
        actions.prepare_item(other, item=item, by=handler, on=NUMBERED)
    with pytest.raises(AlreadyDone, match="已经有公布的信息"):
        actions.prepare_item(document, column=item.column, by=handler, on=NUMBERED)


def test_it_is_not_published_without_its_interpretation() -> None:
    document = make_document(to=State.REGISTERED)
    item = approve(draft_item(document), "<p>全文</p>")

    with pytest.raises(NotInterpreted, match=r"解读材料还没有审查通过.*由机关负责人在文件的页面批准"):
        publishing.publish_item(item, by=staff_of(item.body).leader, on=PUBLIC)


def test_an_approved_interpretation_opens_the_gate_and_is_owed_until_it_is_public() -> None:
    document = make_document(to=State.REGISTERED)
    staff = staff_of(document.body)
    column = make_column(body=document.body, unit=staff.unit)
    added = actions.add_interpretation(document, form="diagram", column=column, by=staff.handler, on=NUMBERED)
    explained = approve(added.item, "<p>图解</p>")

    publish(draft_item(again(document)), "<p>全文</p>")

    assert again(document).interpretation_due_on == date(2026, 2, 27)  # three working days
    item = publishing.publish_item(explained, by=staff.leader, on=date(2026, 2, 26))
    actions.follow_item(item, on=date(2026, 2, 26))
    assert again(document).interpretation_due_on is None


def test_document_and_interpretation_are_linked_whichever_comes_first() -> None:
    document = make_public()
    assert document.item

    relation = ItemRelation.objects.get(other=document.item)

    assert relation.kind == ItemRelation.Kind.INTERPRETS
    assert relation.seen_from(document.item)[0] == "解读材料"


def test_an_exception_is_signed_and_what_is_owed_is_due_in_the_days_that_the_body_chose() -> None:
    body = make_body()
    actions.choose_policy(body, by=None, interpretation_days=5)

    document = make_public(body=body, explained=False)

    assert document.state == State.PUBLISHED
    assert document.interpretation_due_on == date(2026, 3, 2)  # the Saturday before was worked
    assert list(NormativeDocument.objects.unexplained()) == [document]
    with pytest.raises(AlreadyDone, match="不要求解读"):
        actions.excuse_interpretation(
            make_document(body=body, sort="ending", to=State.SIGNED),
            reason="没有必要",
            by=staff_of(body).leader,
            on=NUMBERED,
        )


def test_an_item_explains_one_document() -> None:
    document = make_public()
    other = make_document(body=document.body)
    item = document.interpretations.get().item

    with pytest.raises(NoItem, match="已经是《海城市就业见习管理办法》的解读"):
        actions.add_interpretation(
            other, form="text", item=item, by=staff_of(document.body).handler, on=PUBLIC
        )


def test_its_publication_is_recorded_by_the_system_with_the_day_to_file_it() -> None:
    document = make_public()

    record = document.records.get(step="publish")

    assert (record.by, record.on) == (None, PUBLIC)
    assert (document.published_on, document.filing_due_on) == (PUBLIC, date(2026, 3, 26))


def test_following_an_item_again_changes_nothing() -> None:
    document = make_public()
    assert document.item

    assert actions.follow_item(document.item, on=PUBLIC) is None
    assert document.records.filter(step="publish").count() == 1


def test_it_is_filed_once() -> None:
    document = make_public()
    head = staff_of(document.body).office_head
    facts = {"where": "海城市人民政府", "filed_on": date(2026, 3, 9), "by": head, "on": date(2026, 3, 9)}

    document = actions.file_document(document, **facts)

    assert not NormativeDocument.objects.unfiled().exists()
    with pytest.raises(AlreadyDone, match="已于2026年3月9日备案"):
        actions.file_document(document, **facts)


def test_an_item_whose_document_has_no_number_is_not_published() -> None:
    document = make_document(to=State.REGISTERED, sort="ending")
    item = approve(draft_item(document), "<p>全文</p>")
    NormativeDocument.objects.filter(pk=document.pk).update(state=State.SIGNED)

    with pytest.raises(NotRegistered, match="制定程序到“已签发”，统一登记、编号以后才能公布"):
        publishing.publish_item(item, by=staff_of(item.body).leader, on=PUBLIC)


def test_a_body_may_ask_that_every_normative_document_be_registered_here() -> None:
    body = make_body()
    facts = {"document_kind": "normative_document", "doc_no": "海人社规〔2026〕9号", "validity": "in_force"}
    make_item(body=body, published_on=date(2025, 3, 5), **facts)
    actions.choose_policy(body, by=None, register_first=True)

    with pytest.raises(NotRegistered, match="应当先在“规范性文件”中登记编号"):
        make_item(body=body, published_on=date(2025, 3, 5), **facts)


def test_what_was_public_before_is_taken_over_with_what_explains_it() -> None:
    body = make_body()
    staff = staff_of(body)
    facts = {"document_kind": "normative_document", "doc_no": "海人社规〔2025〕9号", "validity": "in_force"}
    item = make_item(body=body, published_on=date(2025, 3, 5), effective_on=date(2025, 4, 1), **facts)
    explained = make_item(body=body, published_on=date(2025, 3, 6))
    publishing.tie_items(explained, kind="interprets", other=item, by=None, on=date(2025, 3, 6))

    document = actions.adopt_item(
        item,
        unit=staff.unit,
        sort="general",
        valid_until=date(2030, 3, 31),
        by=staff.office_head,
        on=PUBLIC,
    )

    assert (document.state, document.published_on) == (State.PUBLISHED, date(2025, 3, 5))
    assert document.evaluate_on == date(2030, 1, 31)
    assert document.interpretations.get().item == explained
    with pytest.raises(AlreadyDone, match="已经登记过"):
        actions.adopt_item(item, unit=staff.unit, sort="general", by=staff.office_head, on=PUBLIC)


def test_a_document_and_its_interpretations_go_out_together_or_not_at_all() -> None:
    document = make_document(to=State.REGISTERED)
    staff, item = staff_of(document.body), draft_item(document)
    column = make_column(body=document.body, unit=staff.unit)
    text, pictures = (
        actions.add_interpretation(document, form=form, column=column, by=staff.handler, on=NUMBERED)
        for form in ("text", "diagram")
    )
    approve(item, "<p>全文。</p>")
    approve(text.item, "<p>文件说了什么。</p>")

    with pytest.raises(StepNotAllowed):
        actions.publish_explained(item, interpretations=[text, pictures], by=staff.leader, on=PUBLIC)
    assert not InformationItem.objects.filter(live=True).exists()
    assert list(document.interpretations.ready()) == [text]
    actions.publish_explained(item, interpretations=[text], by=staff.leader, on=PUBLIC)

    assert set(InformationItem.objects.filter(live=True)) == {item, text.item}
