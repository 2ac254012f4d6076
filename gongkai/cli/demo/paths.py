"""The words of a path in `requests.toml`: what a request of the demo goes through before its reply."""

from collections.abc import Callable

from gongkai.casework import actions
from gongkai.casework.models import Consultation, FeeNotice
from gongkai.cli.demo.story import Story
from gongkai.rules import deadlines

SERVED_AFTER = 2  # working days between dispatch and service


def take(story: Story, word: str, *rest: str) -> None:
    """Take one word of a path, such as `third_party 4 12 refuse`."""
    words: dict[str, Callable[..., None]] = {
        "correct": _correct,
        "third_party": _consult,
        "peer": _consult_peer,
        "fee": _charge,
        "extend": _extend,
        "reasons": _explain,
        "withdraw": _withdraw,
    }
    words[word](story, *rest)


def _correct(story: Story, after: str, then: str) -> None:
    desk = story.desk
    story.case = actions.ask_to_correct(
        story.case,
        items="申请内容不明确，请写明所需政府信息的名称、文号或者其他特征性描述。",
        by=desk.registrar,
        on=story.pass_days(int(after)),
    )
    if then == "lapse":
        on = story.pass_days(desk.body.correction_period_days + 1)
        story.case = actions.lapse_correction(story.case, by=desk.head, on=on)
    elif then != "open":
        story.case = actions.accept_correction(
            story.case,
            text="申请人补充了文件名称和年度。",
            by=desk.registrar,
            on=story.pass_days(int(then)),
        )
        assign_again(story)


def assign_again(story: Story) -> None:
    """Pass the request to whoever had it before."""
    unit, handler, head = story.case.handling_unit, story.case.handler, story.desk.head
    assert unit is not None  # noqa: S101  # it was assigned before
    story.case = actions.assign_unit(story.case, unit=unit, handler=handler, by=head, on=story.today)


def _consult(story: Story, after: str, then: str, opinion: str = "") -> None:
    letter = actions.consult_third_party(
        story.case,
        party=f"第三方（演示{story.case.number}）",
        by=story.desk.handler,
        on=story.pass_days(int(after)),
    )
    _hear(story, letter, then, opinion)


def _consult_peer(story: Story, after: str, then: str, opinion: str = "") -> None:
    letter = actions.consult_peer(
        story.case, party="明江市财政局", by=story.desk.handler, on=story.pass_days(int(after))
    )
    _hear(story, letter, then, opinion)


def _hear(story: Story, letter: Consultation, then: str, opinion: str) -> None:
    story.case = letter.request
    if then == "open":
        return
    if opinion == "silent":
        story.pass_days(16)
        letter = actions.expire_consultation(letter, by=story.desk.handler, on=story.today)
    else:
        letter = actions.record_opinion(
            letter,
            opinion=Consultation.Opinion(opinion),
            by=story.desk.handler,
            on=story.pass_days(int(then)),
        )
    story.case = letter.request


def _extend(story: Story, after: str) -> None:
    story.case = actions.extend_deadline(
        story.case,
        days=20,
        reason="涉及多个年度，需要逐件检索、核对。",
        by=story.desk.head,
        on=story.pass_days(int(after)),
    )


def _explain(story: Story, after: str, then: str) -> None:
    """Let the applicant be asked why so much is asked, and give reasons that are none."""
    desk = story.desk
    case = actions.request_reasons(
        story.case,
        grounds="申请人就同一类内容反复提出申请，数量、频次明显超过合理范围。",
        by=desk.head,
        on=story.pass_days(int(after)),
    )
    on = story.pass_days(int(then))
    case = actions.record_reasons(case, text="申请人表示仅供参考。", by=desk.registrar, on=on)
    finding = "所述理由与申请的数量、频次不相称，且前次已经答复。"
    story.case = actions.judge_reasons(case, reasonable=False, finding=finding, by=desk.head, on=on)


def _charge(story: Story, ladder: str, quantity: str, after: str, then: str) -> None:
    desk = story.desk
    story.case = actions.notify_fee(
        story.case,
        ladder=FeeNotice.Ladder(ladder),
        quantity=int(quantity),
        by=desk.head,
        on=story.pass_days(int(after)),
    )
    served_on = story.pass_days(SERVED_AFTER)
    story.case = actions.record_fee_service(story.case, served_on=served_on, by=desk.registrar, on=served_on)
    if then == "lapse":
        on = story.pass_days(deadlines.rule("fee_payment").in_force(served_on).value.value + 1)
        story.case = actions.lapse_payment(story.case, by=desk.head, on=on)
        story.case = actions.close_request(story.case, by=desk.registrar, on=on)
    elif then != "open":
        story.case = actions.record_payment(
            story.case,
            receipt_no=f"演示{story.case.number}",
            by=desk.registrar,
            on=story.pass_days(int(then)),
        )


def _withdraw(story: Story, after: str) -> None:
    story.case = actions.withdraw_request(
        story.case, reason="申请人书面撤回。", by=story.desk.registrar, on=story.pass_days(int(after))
    )
    story.case = actions.close_request(story.case, by=story.desk.registrar, on=story.today)
