"""What a step needs besides the right state and role; each check refuses with its reason."""

from collections.abc import Callable, Collection
from datetime import date

from gongkai.bodies.errors import Refused
from gongkai.bodies.models import User
from gongkai.publishing.asking import ask_before_publication
from gongkai.publishing.chains import chain_of, opinions_of, stage_of
from gongkai.publishing.circumstances import screening_policy_of
from gongkai.publishing.errors import (
    ChangedSinceApproval,
    Incomplete,
    MustWithdraw,
    NotAPenalty,
    NotDescribed,
    NotForPublication,
    NotLive,
    NotUrgent,
    NotYourUnit,
    OwnVersion,
    PublishedBeforeFormed,
    SamePerson,
    TooEarly,
)
from gongkai.publishing.gate import check_bars, check_doubtful, check_found
from gongkai.publishing.models import InformationItem, Mode, Validity
from gongkai.publishing.pictures import undescribed
from gongkai.publishing.reach import roles_over
from gongkai.publishing.snapshot import current_draft, digest_of
from gongkai.publishing.states import State
from gongkai.publishing.workflow import APPROVALS, PUBLISHING
from gongkai.rules.review_chains import Stage
from gongkai.rules.roles import Role
from gongkai.workflow import Option, Refusal, Step, StepNotAllowed

PENALTIES = "06"  # 条例第二十条第六项
BESIDE = (  # steps that say nothing of whether the draft was approved
    *("save_draft", "relate", "override", "acknowledge", "comment", "answer_comment"),
    *("set_expiry", "schedule", "schedule_refused", "review_mode", "place", "take_over", "hand_over"),
)
MEND_AND_SUBMIT = "请重新送审，由审核人审核现在的内容。"


def check_step(
    item: InformationItem, code: str, *, by: User, on: date, roles: Collection[Role] | None = None
) -> Step:
    """
    Return the step if the table lets `by` take it on a day; `roles` saves asking for them again.

    :raises ChangedSinceApproval: it was approved, changed since, and is to be published all the same
    :raises NotYourUnit: the role is held, but in a unit that does not own the item
    :raises StepNotAllowed: wrong state or wrong role
    """
    refusal = PUBLISHING.refusal(code, item.state, roles_over(by, item, on) if roles is None else roles)
    if refusal is None:
        return PUBLISHING.step(code)
    if refusal.kind == "state" and code == "publish" and changed_after_approval(item):
        raise ChangedSinceApproval(f"审核通过后内容或附件有改动。{MEND_AND_SUBMIT}")
    if refusal.kind == "role" and by.roles_in(item.body, on) & {*PUBLISHING.step(code).roles}:
        raise NotYourUnit(f"这条信息由{item.owner_unit}负责，由该科室的人员或者政府信息公开工作机构办理。")
    raise StepNotAllowed(refusal)


def check_not_own(item: InformationItem, by: User) -> None:
    """
    Refuse that somebody approves what they wrote, alone or with others (条例第十七条).

    :raises OwnVersion: a version since the last publication was written by the reviewer
    """
    if wrote(item, by):
        raise OwnVersion("自己起草或修改的内容应由他人审核，请交其他审核人办理。")


def wrote(item: InformationItem, person: User) -> bool:
    """Whether a person had a hand in what is not public yet."""
    public = item.live_version.number if item.live_version else 0
    if not public and item.author_id == person.pk:
        return True
    return item.versions.filter(by=person, number__gt=public).exists()


def check_second_person(item: InformationItem, by: User) -> None:
    """
    Refuse a second opinion of one person in one chain (条例第十七条).

    :raises SamePerson: the person has spoken since the item was submitted
    """
    if given := opinions_of(item).filter(by=by).first():
        raise SamePerson(
            f"您已经办理了这份送审稿的“{given.step_label}”，同一人不能审核两次，请交其他审核人办理。"
        )


def check_complete(item: InformationItem) -> None:
    """
    Refuse to submit what the catalogue cannot list (条例第十二条).

    :raises Incomplete: naming everything that is missing
    """
    draft = current_draft(item)
    missing = [
        label
        for label, there in (
            ("内容概述", draft["summary"]),
            ("发布机构", draft["issuing_body"]),
            ("正文或者附件", draft["content"] or draft["attachments"]),
            ("不主动公开的理由和依据", draft["disclosure_mode"] == Mode.PUBLIC or draft["mode_reason"]),
            ("文号", draft["document_kind"] == "other" or draft["doc_no"]),
            ("有效性", draft["document_kind"] == "other" or draft["validity"] != Validity.NONE),
        )
        if not there
    ]
    if missing:
        raise Incomplete(f"还缺：{'、'.join(missing)}。请补齐后再送审。")


def check_described(item: InformationItem) -> None:
    """
    Refuse to submit pictures without words, where the body has settled so (网站发展指引：无障碍).

    :raises NotDescribed: there are some
    """
    count = undescribed(current_draft(item)["content"]) + item.attachments.in_draft().undescribed().count()
    if count and screening_policy_of(item.body).needs_words:
        raise NotDescribed(
            f"{count} 张图片没有替代文字，请填写替代文字或者附件说明，装饰性图片注明即可，再送审。"
        )


def check_unchanged(item: InformationItem) -> None:
    """
    Refuse the next review of other content than the reviewers before approved.

    :raises ChangedSinceApproval: a digest differs
    """
    chain = chain_of(item)
    stage = stage_of(item)
    before = chain[: chain.index(stage)] if stage in chain else chain
    if not _approved(item) >= set(before):
        raise ChangedSinceApproval(f"前面的环节审核通过后内容或附件有改动。{MEND_AND_SUBMIT}")


def check_approvals(item: InformationItem) -> None:
    """
    Refuse to publish other content than every reviewer of the chain approved (条例第十七条).

    :raises ChangedSinceApproval: a digest differs
    """
    if not _approved(item) >= set(chain_of(item)):
        raise ChangedSinceApproval(f"审核通过后内容或附件有改动。{MEND_AND_SUBMIT}")


def missing_reviews(item: InformationItem) -> list[Stage]:
    """Return the reviews of the chain that the present content has not passed."""
    approved = _approved(item)
    return [stage for stage in chain_of(item) if stage not in approved]


def check_seen(item: InformationItem, digest: str) -> None:
    """
    Refuse an opinion on a version that is no longer the current one; an empty digest is not compared.

    :raises ChangedSinceApproval: the content changed while the reviewer was reading
    """
    if digest and digest != digest_of(current_draft(item)):
        raise ChangedSinceApproval("您查看之后内容或附件有改动，请重新查看后再提出意见。")


def check_mode(item: InformationItem) -> None:
    """
    Refuse to publish what is disclosed on request only, or withheld.

    :raises NotForPublication: the mode is another than proactive
    """
    if current_draft(item)["disclosure_mode"] != Mode.PUBLIC:
        raise NotForPublication("公开属性不是“主动公开”，不能发布；属性需要变更的，请退回修改后重新送审。")


def check_may_go_out(item: InformationItem) -> None:
    """
    Refuse to set a day for what may not be published; a day that is set can be given up at any time.

    :raises NotForPublication: the mode is another than proactive
    """
    if not item.scheduled_on:
        check_mode(item)


def check_days(item: InformationItem, on: date) -> None:
    """
    Refuse a day of publication before the information was formed.

    :raises PublishedBeforeFormed: `on`, or the first publication, lies before the day it was formed
    """
    formed_on = date.fromisoformat(current_draft(item)["formed_on"])
    if (item.published_on or on) < formed_on:
        raise PublishedBeforeFormed(f"发布日期不能早于生成日期{formed_on:%Y-%m-%d}，请核对生成日期。")


def check_not_over(item: InformationItem, on: date) -> None:
    """
    Refuse to publish what would be taken off at once.

    :raises TooEarly: its last day is past
    """
    if item.expires_on and item.expires_on < on:
        raise TooEarly("公示期已经过去，请先重新设定公示期。")


def check_live(item: InformationItem) -> None:
    """
    Refuse what only makes sense for a public item.

    :raises NotLive: the item is not public
    """
    if not item.live:
        raise NotLive("这条信息没有对外公开。")


def check_was_live(item: InformationItem) -> None:
    """
    Refuse what leads the public from an item to another place where the public never saw it.

    :raises NotLive: it is not public and was not taken off
    """
    if not item.live and item.state != State.WITHDRAWN:
        raise NotLive("这条信息没有对外公开；正在准备重新公开的，请先放弃重新公开。")


def check_comes_back(item: InformationItem) -> None:
    """
    Refuse to give up a return where there is none.

    :raises NotLive: it is public, or never was
    """
    if not item.is_gone:
        raise NotLive("这条信息不是撤下后准备重新公开的。")


def check_not_annulled(item: InformationItem) -> None:
    """
    Refuse to end a penalty that was annulled in any other way than by withdrawal (行政处罚法第四十八条).

    :raises MustWithdraw: it was noted as annulled
    """
    if item.annulled_on:
        raise MustWithdraw(
            "处罚决定已被依法变更、撤销，应当撤回公开并说明理由（行政处罚法第四十八条），请办理“撤回”。"
        )


def check_penalty(item: InformationItem) -> None:
    """
    Refuse to note of anything else that a penalty was annulled.

    :raises NotAPenalty: neither the column nor the title is of penalties
    """
    if item.column.statutory_code != PENALTIES and "处罚" not in item.title:
        raise NotAPenalty("这条信息不是行政处罚决定。")


def check_noted(item: InformationItem) -> None:
    """
    Refuse to take back what was not noted.

    :raises NotAPenalty: no annulment was noted
    """
    if item.annulled_on is None:
        raise NotAPenalty("没有登记过处罚决定变更、撤销。")


def _approved(item: InformationItem) -> set[Stage]:
    """Return the reviews that exactly the present content has passed since it was submitted."""
    digest = digest_of(current_draft(item))
    return {APPROVALS[event.step] for event in opinions_of(item) if event.digest == digest}


def changed_after_approval(item: InformationItem) -> bool:
    """Whether the draft was approved and then changed, so that it waits for a new approval."""
    if item.state != State.DRAFT:
        return False
    last = item.events.exclude(step__in=BESIDE).order_by("pk").last()
    return last is not None and last.step in APPROVALS


def check_urgent(item: InformationItem, by: User) -> None:
    """
    Refuse the review afterwards where nothing waits for it, and to whoever published or wrote (条例第十七条).

    :raises NotUrgent: nothing waits
    :raises SamePerson: the reviewer published before the review
    :raises OwnVersion: the reviewer wrote the version
    """
    waiting = item.emergencies.open().select_related("version").first()
    if waiting is None:
        raise NotUrgent("这条信息没有等待补审的应急发布。")
    if waiting.by_id == by.pk:
        raise SamePerson("应急发布由您决定，应当由他人补审。")
    if waiting.version.by_id == by.pk or item.author_id == by.pk:
        raise OwnVersion("自己起草或修改的内容应由他人补审，请交其他审查员办理。")


GUARDS: dict[str, tuple[Callable[[InformationItem, User, date], None], ...]] = {
    "submit": (
        lambda item, by, on: check_complete(item),
        lambda item, by, on: check_described(item),
        lambda item, by, on: check_found(item),
    ),
    **dict.fromkeys(
        APPROVALS,
        (
            lambda item, by, on: check_not_own(item, by),
            lambda item, by, on: check_second_person(item, by),
            lambda item, by, on: check_unchanged(item),
        ),
    ),
    "override": (
        lambda item, by, on: check_not_own(item, by),
        lambda item, by, on: check_bars(item),
    ),
    "acknowledge": (lambda item, by, on: check_doubtful(item),),
    "publish": (
        lambda item, by, on: check_approvals(item),
        lambda item, by, on: check_mode(item),
        lambda item, by, on: check_days(item, on),
        lambda item, by, on: check_not_over(item, on),
        lambda item, by, on: ask_before_publication(item, on),
        lambda item, by, on: check_found(item),
    ),
    "schedule": (lambda item, by, on: check_may_go_out(item),),
    "publish_urgently": (
        lambda item, by, on: check_complete(item),
        lambda item, by, on: check_mode(item),
        lambda item, by, on: check_days(item, on),
        lambda item, by, on: ask_before_publication(item, on),
        lambda item, by, on: check_found(item),
    ),
    "pass_afterwards": (lambda item, by, on: check_urgent(item, by),),
    "stop_afterwards": (lambda item, by, on: check_urgent(item, by),),
    "withdraw": (lambda item, by, on: check_live(item),),
    "expire": (
        lambda item, by, on: check_live(item),
        lambda item, by, on: check_not_annulled(item),
    ),
    "replace": (
        lambda item, by, on: check_was_live(item),
        lambda item, by, on: check_not_annulled(item),
    ),
    "redirect": (
        lambda item, by, on: check_was_live(item),
        lambda item, by, on: check_not_annulled(item),
    ),
    "note_annulled": (
        lambda item, by, on: check_live(item),
        lambda item, by, on: check_penalty(item),
    ),
    "clear_annulled": (
        lambda item, by, on: check_live(item),
        lambda item, by, on: check_noted(item),
    ),
    "stay_withdrawn": (lambda item, by, on: check_comes_back(item),),
    "discard_draft": (lambda item, by, on: check_live(item),),
}


def check_allowed(
    item: InformationItem, code: str, *, by: User, on: date, roles: Collection[Role] | None = None
) -> Step:
    """
    Return the step if the table and every guard let `by` take it on a day.

    :raises StepNotAllowed: wrong state or wrong role
    :raises Refused: one of the named refusals of a guard
    """
    step = check_step(item, code, by=by, on=on, roles=roles)
    for guard in GUARDS.get(code, ()):
        guard(item, by, on)
    return step


def steps_for(item: InformationItem, user: User, on: date) -> list[Option]:
    """Return all steps in table order as they stand for the user, the unlawful ones with their reason."""
    roles = roles_over(user, item, on)
    options = []
    for step in PUBLISHING.steps:
        refusal = None
        try:
            check_allowed(item, step.code, by=user, on=on, roles=roles)
        except StepNotAllowed as refused:
            refusal = refused.refusal
        except Refused as refused:
            refusal = Refusal("guard", str(refused))
        options.append(Option(step, refusal))
    return options
