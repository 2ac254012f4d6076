"""A clean-up: asked of every document in force, answered unit by unit, published as a list."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db import transaction
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from gongkai.bodies.models import Body, User
from gongkai.design.words import cn_date, doc_no
from gongkai.documents.errors import AlreadyDone, DayOutOfOrder, DocumentIncomplete, Undecided
from gongkai.documents.models import CleanUp, CleanUpLine, CleanUpState, Decision, NormativeDocument
from gongkai.documents.progress import check_said
from gongkai.documents.reach import roles_in
from gongkai.publishing import actions as publishing
from gongkai.publishing.models import Column
from gongkai.rules.roles import Role
from gongkai.workflow import Refusal, StepNotAllowed

ORGANISERS = (Role.OFFICE_HEAD, Role.LEGAL_REVIEWER, Role.INFORMATION_OFFICER)
CLOSERS = (Role.INFORMATION_OFFICER,)  # who closes begins the item of the list
DECIDERS = (Role.HANDLER, Role.UNIT_HEAD, Role.OFFICE_HEAD, Role.LEGAL_REVIEWER)
BASIS = "国办发〔2018〕37号"


@transaction.atomic
def start_cleanup(
    body: Body,
    *,
    title: str,
    due_on: date,
    basis: str = "",
    documents: Iterable[NormativeDocument] | None = None,
    by: User,
    on: date,
) -> CleanUp:
    """
    Ask the units about documents in force; about all of them when none are named (国办发〔2018〕37号).

    :raises DayOutOfOrder: the units would have to answer before they are asked
    :raises DocumentIncomplete: no name, or no document in force
    :raises StepNotAllowed: `by` does not organise clean-ups
    """
    check_may(by, by.roles_in(body, on), ORGANISERS)
    check_said(清理的名称=title)
    if due_on < on:
        raise DayOutOfOrder("科室提出意见的期限不能早于今天。")
    in_force = NormativeDocument.objects.of(body).in_force().order_by("unit", "signed_on", "pk")
    chosen = in_force if documents is None else in_force.filter(pk__in=[each.pk for each in documents])
    lines = [CleanUpLine(document=each, unit=each.unit) for each in chosen.select_related("unit")]
    if not lines:
        raise DocumentIncomplete("没有现行有效的文件可以清理；已经公布的文件先登记到“规范性文件”。")
    cleanup = CleanUp.objects.create(
        body=body, title=title.strip(), basis=basis.strip(), started_on=on, due_on=due_on, started_by=by
    )
    for line in lines:
        line.cleanup = cleanup
    CleanUpLine.objects.bulk_create(lines)
    return cleanup


def check_may(by: User, held: Collection[str], roles: Collection[Role]) -> None:
    """
    Refuse what a person's roles do not let them do.

    :raises StepNotAllowed: none of the roles is held
    """
    if not set(roles) & set(held):
        names = "、".join(role.label for role in roles)
        raise StepNotAllowed(Refusal("role", f"规范性文件清理由{names}办理，您目前没有这样的任职。"))


@transaction.atomic
def decide_line(line: CleanUpLine, *, decision: str, reason: str = "", by: User, on: date) -> CleanUpLine:
    """
    Say what shall become of a document; an earlier answer stays on record.

    :raises AlreadyDone: the clean-up was closed
    :raises DocumentIncomplete: it shall not stay as it is, and nobody says why
    :raises StepNotAllowed: the document is another unit's
    """
    line = (
        CleanUpLine.objects.select_for_update(of=("self",)).select_related("cleanup", "unit").get(pk=line.pk)
    )
    check_may(by, roles_in(by, line.cleanup.body, line.unit, on), DECIDERS)
    _check_open(line.cleanup)
    decided = Decision(decision)
    if decided is not Decision.KEEP and not reason.strip():
        raise DocumentIncomplete(f"意见为“{decided.label}”的，请说明理由。")
    if line.decision and line.on:
        before = {
            "decision": line.decision,
            "reason": line.reason,
            "by": line.by_id,
            "on": line.on.isoformat(),
        }
        line.told = [*line.told, before]
    line.decision, line.reason, line.by, line.on = decided, reason.strip(), by, on
    line.save()
    return line


def _check_open(cleanup: CleanUp) -> None:
    if cleanup.state != CleanUpState.OPEN:
        raise AlreadyDone("本次清理已经汇总，意见不能再改。")


@transaction.atomic
def close_cleanup(cleanup: CleanUp, *, column: Column, by: User, on: date) -> CleanUp:
    """
    Put all answers into a list and begin the item that publishes it; it goes through the usual reviews.

    Decisions take effect when the list is public (`apply_cleanup`).

    :raises AlreadyDone: it was closed
    :raises StepNotAllowed: `by` is no information officer, or does not write for the column
    :raises Undecided: naming the units that have not answered
    """
    cleanup = CleanUp.objects.select_for_update().get(pk=cleanup.pk)
    check_may(by, by.roles_in(cleanup.body, on), CLOSERS)
    _check_open(cleanup)
    lines = list(cleanup.lines.select_related("document", "unit").order_by("decision", "pk"))
    if open_ones := [line for line in lines if not line.decision]:
        units = "、".join(dict.fromkeys(str(line.unit) for line in open_ones))
        raise Undecided(f"还有{len(open_ones)}件没有提出意见：{units}。全部提出意见后再汇总（{BASIS}）。")
    title = f"{cleanup.body.name}关于公布{cleanup.title}结果的公告"
    cleanup.item = publishing.create_item(
        column,
        title=title,
        summary=_summary(lines),
        content=list_of(cleanup, lines),
        formed_on=on,
        by=by,
        on=on,
    )
    cleanup.state, cleanup.closed_on, cleanup.closed_by = CleanUpState.CLOSED, on, by
    cleanup.save()
    return cleanup


def _summary(lines: Collection[CleanUpLine]) -> str:
    counts = [(each.label, sum(line.decision == each for line in lines)) for each in Decision]
    told = "，".join(f"{label}{count}件" for label, count in counts if count)
    return f"共清理规范性文件{len(lines)}件：{told}。"


def list_of(cleanup: CleanUp, lines: Collection[CleanUpLine]) -> SafeString:
    """Return the text of the announcement: one table for each result, in the order of the law."""
    opening = f"根据{cleanup.basis}，" if cleanup.basis else ""
    head = f"{opening}本机关自{cn_date(cleanup.started_on)}起对现行规范性文件进行了清理，现将结果公布如下。"
    tables = [
        _table(each, of_kind)
        for each in Decision
        if (of_kind := [line for line in lines if line.decision == each])
    ]
    return format_html(
        "<p>{}{}</p>{}", head, _summary(lines), format_html_join("", "{}", ((t,) for t in tables))
    )


def _table(decision: Decision, lines: Collection[CleanUpLine]) -> SafeString:
    names = ("序号", "文件名称", "文号", "施行日期", "说明")
    head = format_html_join("", '<th scope="col">{}</th>', ((name,) for name in names))
    rows = format_html_join(
        "",
        "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
        (
            (
                number,
                each.document.title,
                doc_no(each.document.doc_no),
                cn_date(each.document.effective_on),
                each.reason,
            )
            for number, each in enumerate(lines, start=1)
        ),
    )
    caption = f"{decision.label}的规范性文件（{len(lines)}件）"
    return format_html(
        "<table><caption>{}</caption><thead><tr>{}</tr></thead><tbody>{}</tbody></table>", caption, head, rows
    )


@transaction.atomic
def apply_cleanup(cleanup: CleanUp, *, on: date) -> list[CleanUpLine]:
    """
    Let the decisions take effect once the list is public; what ended meanwhile is left as it is.

    May run any number of times.
    """
    from gongkai.documents.actions.ending import lapse_document, repeal_document  # they look for citations

    cleanup = CleanUp.objects.select_for_update(of=("self",)).select_related("item").get(pk=cleanup.pk)
    if cleanup.item is None or not cleanup.item.live:
        return []
    applied = []
    for line in cleanup.lines.filter(applied_on=None).select_related("document"):
        told = f"{cleanup.title}：{line.reason}"
        if line.document.is_ended:
            pass
        elif line.decision == Decision.REPEAL:
            repeal_document(line.document, basis=told, repeal_on=on, through=cleanup.item, by=None, on=on)
        elif line.decision == Decision.LAPSE:
            lapse_document(line.document, reason=told, ceased_on=on, by=None, on=on)
        line.applied_on = on
        line.save(update_fields=["applied_on"])
        applied.append(line)
    return applied
