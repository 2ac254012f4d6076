"""废止后的引用清查: every place that names the number, handled one by one."""

from datetime import date

import pytest

from gongkai.bodies.actions import change_body
from gongkai.documents import actions
from gongkai.documents.errors import AlreadyDone, DocumentIncomplete
from gongkai.documents.models import Citation, How, NormativeDocument
from gongkai.documents.numbers import cited_in, find_by_number
from gongkai.letters.actions import change_template
from gongkai.letters.wording import default_text
from gongkai.publishing import actions as publishing
from gongkai.publishing.models import InformationItem
from gongkai.rules.roles import Role
from gongkai.workflow import StepNotAllowed
from tests.documents.making import again, make_public
from tests.factories import make_column, make_item, make_user, staff_of

pytestmark = pytest.mark.django_db
MARCH = date(2026, 3, 9)
NUMBER = "海人社规〔2026〕1号"


@pytest.mark.parametrize(
    "text",
    ["按海人社规〔2026〕1号办理", "按海人社规[2026]1号", "海人社规（2026）1号", "海人社规 ２０２６ 1 号文"],
)
def test_a_number_is_found_in_whatever_brackets(text: str) -> None:
    assert cited_in(NUMBER, text)


@pytest.mark.parametrize(
    "text", ["海人社规〔2026〕11号", "海人社规〔2026〕21号", "海人社〔2026〕1号", "2026年1号", ""]
)
def test_another_number_is_not(text: str) -> None:
    assert not cited_in(NUMBER, text)


def test_the_passage_around_it_is_shown() -> None:
    told = f"{'前' * 40}根据{NUMBER}第三条{'后' * 40}"

    assert cited_in(NUMBER, told) == f"…{'前' * 22}根据{NUMBER}第三条{'后' * 21}…"


def _repealed(document: NormativeDocument) -> NormativeDocument:
    head = staff_of(document.body).office_head
    return actions.repeal_document(document, basis="市政府决定", repeal_on=MARCH, by=head, on=MARCH)


def test_each_item_column_guide_and_wording_that_names_it_is_listed() -> None:
    document = make_public()
    staff, body = staff_of(document.body), document.body
    make_item(body=body, title="办事指南", content="<p>依据：海人社规[2026]1号第三条</p>")
    make_item(body=body, title="另一件", content="<p>依据：海人社规〔2026〕12号</p>")
    make_column(body=body, name="补贴", unit=staff.unit, description="按海人社规（2026）1号发放")
    change_body(body, functions="办理海人社规〔2026〕1号规定的补贴。")
    text = default_text("receipt") + "依据海人社规〔2026〕1号。"
    change_template(body, code="receipt", text=text, by=staff.office_head, on=MARCH)

    document = _repealed(again(document))

    found = {(each.source, each.title) for each in document.citations.all()}
    assert found == {
        ("item", "办事指南"),
        ("column", "补贴"),
        ("body", body.name),
        ("template", document.citations.get(source="template").title),
    }


def test_what_repeals_it_and_what_explains_it_without_the_number_are_left_out() -> None:
    old = make_public()
    new = make_public(body=old.body, title="新办法", doc_no="海人社规〔2026〕2号")
    assert new.item
    InformationItem.objects.filter(pk=new.item_id).update(plain_text=f"{NUMBER}同时废止")
    head = staff_of(old.body).office_head

    old = actions.repeal_document(old, basis="新办法", repeal_on=MARCH, through=new.item, by=head, on=MARCH)

    assert not old.citations.exists()


def test_a_place_is_handled_once_by_somebody_who_says_how() -> None:
    document = make_public()
    item = make_item(body=document.body, title="历史沿革", content=f"<p>原{NUMBER}</p>")
    document = _repealed(document)
    citation, handler = document.citations.get(), staff_of(document.body).handler

    with pytest.raises(DocumentIncomplete, match="保留引用的，请说明理由"):
        actions.handle_citation(citation, how="kept", by=handler, on=MARCH)
    citation = actions.handle_citation(citation, how="kept", note="叙述沿革", by=handler, on=MARCH)

    assert (citation.key, citation.how, citation.handled_by) == (str(item.pk), How.KEPT, handler)
    assert not Citation.objects.of(document.body).open().exists()
    assert document.records.last().note == "公开信息：历史沿革：保留，说明理由。叙述沿革"  # type: ignore[union-attr]
    with pytest.raises(AlreadyDone, match="已经处理过：保留，说明理由"):
        actions.handle_citation(citation, how="renewed", by=handler, on=MARCH)


def test_looking_again_adds_what_is_new_and_ticks_off_what_is_gone() -> None:
    document = make_public()
    item = make_item(body=document.body, title="办事指南", content=f"<p>依据{NUMBER}</p>")
    document = _repealed(document)
    handler = item.author
    assert handler
    publishing.save_draft(item, content="<p>依据新办法</p>", by=handler, on=MARCH)
    make_item(body=document.body, title="问答", content=f"<p>见{NUMBER}</p>")

    new = actions.sweep_document(document, by=staff_of(document.body).handler, on=date(2026, 3, 10))

    assert [each.title for each in new] == ["问答"]
    gone = document.citations.get(title="办事指南")
    assert (gone.how, gone.handled_by, gone.handled_on) == (How.GONE, None, date(2026, 3, 10))


def test_while_it_is_in_force_nothing_is_to_be_handled() -> None:
    document = make_public()

    with pytest.raises(StepNotAllowed, match="“失效”或“废止”时才能“处理引用”"):
        actions.sweep_document(document, by=staff_of(document.body).handler, on=MARCH)


def test_an_auditor_handles_nothing() -> None:
    document = _repealed(make_public())
    auditor = make_user(role=Role.AUDITOR, body=document.body)

    with pytest.raises(StepNotAllowed, match="“处理引用”由"):
        actions.sweep_document(document, by=auditor, on=MARCH)


def test_an_item_is_found_by_its_number_in_whatever_brackets() -> None:
    document = make_public()
    items = InformationItem.objects.of(document.body)

    assert find_by_number(items, "海人社规[2026]1号") == document.item
    assert find_by_number(items, "海人社规[2026]11号") is None
    assert find_by_number(items, "，") is None
