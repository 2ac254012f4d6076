"""规范性文件清理: asked of all in force, answered unit by unit, published as a list that takes effect."""

from datetime import date

import pytest

from gongkai.bodies.models import Body
from gongkai.documents import actions
from gongkai.documents.errors import AlreadyDone, DayOutOfOrder, DocumentIncomplete, Undecided
from gongkai.documents.models import CleanUp, NormativeDocument
from gongkai.documents.states import State
from gongkai.rules.roles import Role
from gongkai.workflow import StepNotAllowed
from tests.documents.making import again, make_document, make_public, publish
from tests.factories import make_body, make_column, make_user, staff_of

pytestmark = pytest.mark.django_db
MARCH = date(2026, 3, 9)
DUE = date(2026, 3, 31)


def _begun(body: Body) -> CleanUp:
    head = staff_of(body).office_head
    return actions.start_cleanup(
        body, title="2026年度清理", due_on=DUE, basis="市政府部署", by=head, on=MARCH
    )


def _three(body: Body) -> list[NormativeDocument]:
    names = ("甲办法", "乙办法", "丙办法")
    return [
        make_public(body=body, title=name, sort="ending", doc_no=f"海人社规〔2026〕{number}号")
        for number, name in enumerate(names, start=1)
    ]


def test_it_asks_about_every_document_in_force_and_no_other() -> None:
    body = make_body()
    three = _three(body)
    make_document(body=body)
    head = staff_of(body).office_head
    actions.repeal_document(three[0], basis="决定", repeal_on=MARCH, by=head, on=MARCH)

    cleanup = _begun(body)

    assert [line.document for line in cleanup.lines.order_by("pk")] == three[1:]


def test_it_needs_a_document_a_name_and_time_to_answer() -> None:
    body = make_body()
    head = staff_of(body).office_head

    with pytest.raises(DocumentIncomplete, match="没有现行有效的文件可以清理"):
        _begun(body)
    with pytest.raises(DayOutOfOrder, match="不能早于今天"):
        actions.start_cleanup(body, title="清理", due_on=date(2026, 3, 6), by=head, on=MARCH)
    with pytest.raises(StepNotAllowed, match="规范性文件清理由公开工作机构负责人、法制审核员、信息员办理"):
        actions.start_cleanup(body, title="清理", due_on=DUE, by=staff_of(body).handler, on=MARCH)


def test_a_unit_answers_for_its_own_documents_and_says_why_one_shall_go() -> None:
    body = make_body()
    _three(body)
    line = _begun(body).lines.order_by("pk")[0]
    handler, stranger = staff_of(body).handler, make_user(role=Role.HANDLER, body=body)

    with pytest.raises(StepNotAllowed, match="您目前没有这样的任职"):
        actions.decide_line(line, decision="keep", by=stranger, on=MARCH)
    with pytest.raises(DocumentIncomplete, match="意见为“废止”的，请说明理由"):
        actions.decide_line(line, decision="repeal", by=handler, on=MARCH)
    line = actions.decide_line(line, decision="keep", by=handler, on=MARCH)
    line = actions.decide_line(
        line, decision="repeal", reason="上位法已修改", by=handler, on=date(2026, 3, 10)
    )

    assert (line.decision, line.by) == ("repeal", handler)
    assert line.told == [{"decision": "keep", "reason": "", "by": handler.pk, "on": "2026-03-09"}]


def test_it_is_closed_when_all_have_answered_and_its_list_takes_effect_when_it_is_public() -> None:
    body = make_body()
    keep, repeal, lapse = _three(body)
    staff, cleanup = staff_of(body), _begun(body)
    officer = make_user(role=Role.INFORMATION_OFFICER, unit=staff.office)
    column = make_column(body=body, unit=staff.unit)
    answers = {keep: ("keep", ""), repeal: ("repeal", "上位法已修改")}
    for document, (decision, reason) in answers.items():
        line = cleanup.lines.get(document=document)
        actions.decide_line(line, decision=decision, reason=reason, by=staff.handler, on=MARCH)
    with pytest.raises(Undecided, match="还有1件没有提出意见：承办科"):
        actions.close_cleanup(cleanup, column=column, by=officer, on=DUE)
    line = cleanup.lines.get(document=lapse)
    actions.decide_line(line, decision="lapse", reason="任务完成", by=staff.handler, on=MARCH)

    cleanup = actions.close_cleanup(cleanup, column=column, by=officer, on=DUE)

    assert cleanup.item
    assert cleanup.item.title == f"{body.name}关于公布2026年度清理结果的公告"
    assert "共清理规范性文件3件：继续有效1件，废止1件，宣布失效1件。" in cleanup.item.content
    assert "<caption>废止的规范性文件（1件）</caption>" in cleanup.item.content
    assert "根据市政府部署，" in cleanup.item.content
    assert again(repeal).state == State.PUBLISHED
    assert actions.apply_cleanup(cleanup, on=DUE) == []
    with pytest.raises(AlreadyDone, match="已经汇总，意见不能再改"):
        actions.decide_line(line, decision="keep", by=staff.handler, on=DUE)

    publish(cleanup.item, cleanup.item.content, on=DUE)

    states = [again(each).state for each in (keep, repeal, lapse)]
    assert states == [State.PUBLISHED, State.REPEALED, State.LAPSED]
    assert again(repeal).records.get(step="repeal").note == "2026年度清理：上位法已修改"
    assert not cleanup.lines.filter(applied_on=None).exists()


def test_what_ended_meanwhile_is_left_as_it_is() -> None:
    body = make_body()
    document = make_public(body=body, sort="ending")
    staff, cleanup = staff_of(body), _begun(body)
    officer = make_user(role=Role.INFORMATION_OFFICER, unit=staff.office)
    line = cleanup.lines.get()
    actions.decide_line(line, decision="repeal", reason="不再需要", by=staff.handler, on=MARCH)
    actions.lapse_document(document, reason="任务完成", ceased_on=MARCH, by=staff.office_head, on=MARCH)
    column = make_column(body=body, unit=staff.unit)
    cleanup = actions.close_cleanup(cleanup, column=column, by=officer, on=DUE)
    assert cleanup.item

    publish(cleanup.item, cleanup.item.content, on=DUE)

    assert again(document).state == State.LAPSED
