"""What a step of a document needs besides the right state and role; each check says by which rule."""

from collections.abc import Collection
from datetime import date

from gongkai.bodies.errors import Refused
from gongkai.bodies.models import User
from gongkai.design.words import cn_date
from gongkai.documents.errors import (
    AlreadyDone,
    ConsultationOpen,
    NoInterpretationPlan,
    NoItem,
    NotConsulted,
    OwnDraft,
)
from gongkai.documents.models import NormativeDocument
from gongkai.documents.workflow import DOCUMENTS
from gongkai.rules.roles import Role
from gongkai.workflow import Condition, Manual, Option, Refusal, condition

Guard = Condition[[NormativeDocument, User | None, date]]


@condition("征求意见的期限已经届满（优化营商环境条例第六十二条）。")
def check_consultation_over(document: NormativeDocument, by: User | None, on: date) -> None:
    """
    Refuse to close a consultation before its last day has passed (优化营商环境条例第六十二条).

    :raises ConsultationOpen: people may still send opinions
    """
    if document.consultation_until and on <= document.consultation_until:
        raise ConsultationOpen(
            f"征求意见到{cn_date(document.consultation_until)}截止，期限届满后再登记采纳情况"
            "（优化营商环境条例第六十二条）。"
        )


@condition("涉及经营主体的，已经公开征求意见（优化营商环境条例第六十二条）。")
def check_consulted(document: NormativeDocument, by: User | None, on: date) -> None:
    """
    Refuse the legality review of what business was not asked about (优化营商环境条例第六十二条).

    :raises NotConsulted: it was not published for opinions
    """
    if document.for_business and document.consultation_until is None:
        raise NotConsulted(
            "本文件涉及经营主体的生产经营活动，应当先公开征求意见，一般不少于30日（优化营商环境条例第六十二条）。"
        )


@condition("应当解读的，已经写明解读方案（地方政策解读工作规定：文件与解读方案同步送审）。")
def check_planned(document: NormativeDocument, by: User | None, on: date) -> None:
    """
    Refuse to take a document in review without the plan for its interpretation.

    :raises NoInterpretationPlan: it must be interpreted, and nobody says how
    """
    if document.needs_interpretation and not document.plan.strip():
        raise NoInterpretationPlan(
            "本文件应当解读，请先在“修改登记内容”中写明解读方案；文件与解读方案同步送审（地方政策解读工作规定）。"
        )


@condition("审核人不是起草人（国办发〔2018〕115号）。")
def check_not_own(document: NormativeDocument, by: User | None, on: date) -> None:
    """
    Refuse that somebody reviews what they drafted (国办发〔2018〕115号).

    :raises OwnDraft: the reviewer drafted it
    """
    if by is not None and document.drafted_by_id == by.pk:
        raise OwnDraft("自己起草的文件由其他法制审核人员审核（国办发〔2018〕115号）。")


@condition("还没有公布的信息。")
def check_no_item(document: NormativeDocument, by: User | None, on: date) -> None:
    """
    Refuse a second item for one document.

    :raises AlreadyDone: an item publishes it already
    """
    if document.item_id:
        raise AlreadyDone("本文件已经有公布的信息，请在信息的页面修改。")


@condition("应当解读，且没有批准过延后（地方政策解读工作规定）。")
def check_not_excused(document: NormativeDocument, by: User | None, on: date) -> None:
    """
    Refuse an exception that is not needed, or a second one.

    :raises AlreadyDone: it needs no interpretation, or was excused
    """
    if not document.needs_interpretation:
        raise AlreadyDone("本文件不要求解读，不用批准延后。")
    if document.excuse:
        raise AlreadyDone(f"已经批准延后解读，理由：{document.excuse}。")


@condition("还没有备案（国办发〔2018〕37号）。")
def check_not_filed(document: NormativeDocument, by: User | None, on: date) -> None:
    """
    Refuse to file twice (国办发〔2018〕37号).

    :raises AlreadyDone: it was filed
    """
    if document.filed_on:
        raise AlreadyDone(f"本文件已于{cn_date(document.filed_on)}备案（国办发〔2018〕37号）。")


@condition("有效期届满的安排还没有定。")
def check_undecided(document: NormativeDocument, by: User | None, on: date) -> None:
    """
    Refuse to decide twice that a document shall lapse.

    :raises AlreadyDone: it has no period of validity, or it was decided
    """
    if document.evaluate_on is None:
        raise AlreadyDone("本文件没有写明有效期，或者已经评估过，不再延续。")


@condition("公布的信息对外公开。")
def check_live(document: NormativeDocument, by: User | None, on: date) -> None:
    """
    Refuse to change the validity of what the public does not see.

    :raises NoItem: its item was withdrawn
    """
    if document.item is None or not document.item.live:
        raise NoItem("公布本文件的信息已经撤回，请先恢复发布，再办理。")


GUARDS: dict[str, tuple[Guard, ...]] = {
    "note_feedback": (check_consultation_over,),
    "send_to_legal": (check_consulted, check_planned),
    "pass_legal": (check_not_own,),
    "return_legal": (check_not_own,),
    "prepare_item": (check_no_item,),
    "excuse_interpretation": (check_not_excused,),
    "file": (check_not_filed,),
    "renew": (check_live,),
    "let_lapse": (check_undecided,),
    "amend": (check_live,),
}
MANUAL = Manual(DOCUMENTS, GUARDS)


def options_for(document: NormativeDocument, roles: Collection[Role], *, by: User, on: date) -> list[Option]:
    """Return the steps of a document in table order, the impossible ones with their reason."""
    steps = [step for step in DOCUMENTS.steps if not step.starts]
    return [Option(step, _refusal(document, step.code, roles, by, on)) for step in steps]


def _refusal(
    document: NormativeDocument, code: str, roles: Collection[Role], by: User, on: date
) -> Refusal | None:
    if refusal := DOCUMENTS.refusal(code, document.state, roles):
        return refusal
    try:
        for guard in GUARDS.get(code, ()):
            guard(document, by, on)
    except Refused as refused:
        return Refusal("guard", str(refused))
    return None
