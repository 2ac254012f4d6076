"""The words of a path in `requests.toml`: what a request of the demo goes through before its reply."""

from collections.abc import Callable
from datetime import date

from gongkai.casework import actions
from gongkai.casework.models import Consultation, FeeNotice
from gongkai.casework.models.weighing import Weighing
from gongkai.cli.demo import post
from gongkai.cli.demo.papers import page
from gongkai.cli.demo.story import Story
from gongkai.rules import deadlines

MORE_TIME = "涉及多个年度，需要逐件检索、核对。"
THIRD_PARTY_LETTERS = (
    "third_party_letter",
    "third_party_confirmation",
    "third_party_notice_to_applicant",
)


def take(story: Story, word: str, *rest: str) -> None:
    """Take one word of a path, such as `third_party 4 12 refuse`."""
    words: dict[str, Callable[..., None]] = {
        "correct": _correct,
        "third_party": _consult,
        "peer": _consult_peer,
        "weigh": _weigh,
        "fee": _charge,
        "extend": _extend,
        "wish": _wish,
        "reasons": _explain,
        "transfer": _transfer,
        "withdraw": _withdraw,
    }
    words[word](story, *rest)


def _correct(story: Story, after: str, then: str, way: str = "") -> None:
    desk = story.desk
    story.case = actions.ask_to_correct(
        story.case,
        items="申请内容不明确，请写明所需政府信息的名称、文号或者其他特征性描述。",
        late_reason=story.facts.get("asked_late", ""),
        by=desk.registrar,
        on=story.pass_days(int(after)),
    )
    post.send(story, "correction_notice")
    if then == "lapse":
        on = story.pass_days(desk.body.correction_period_days + 1)
        story.case = actions.lapse_correction(story.case, by=desk.head, on=on)
        _end(story)
    elif then != "open":
        _receive_correction(story, story.pass_days(int(then)), way)


def _receive_correction(story: Story, on: date, way: str) -> None:
    """Take the correction in; what came online waits for the registrar when the way is `waiting`."""
    text = "申请人补充了文件名称和年度。"
    if way:
        story.case = actions.send_correction(story.case, text=text, on=on)
    if way != "waiting":
        story.case = actions.accept_correction(story.case, text=text, by=story.desk.registrar, on=on)
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
    story.case = letter.request
    post.send(story, *THIRD_PARTY_LETTERS)
    _hear(story, letter, then, opinion)


def _consult_peer(story: Story, after: str, then: str, opinion: str = "") -> None:
    letter = actions.consult_peer(
        story.case, party="明江市财政局", by=story.desk.handler, on=story.pass_days(int(after))
    )
    story.case = letter.request
    post.send(story, "peer_letter")
    _hear(story, letter, then, opinion)


def _hear(story: Story, letter: Consultation, then: str, opinion: str) -> None:
    if then == "open":
        return
    desk = story.desk
    if opinion == "silent":
        on = story.pass_days(post.ON_THE_WAY + 16)
        letter = actions.expire_consultation(letter, by=desk.handler, on=on)
    else:
        on = story.pass_days(int(then))
        letter = actions.record_opinion(letter, opinion=Consultation.Opinion(opinion), by=desk.handler, on=on)
    story.case = letter.request


def _weigh(story: Story, conclusion: str) -> None:
    """Weigh what the third party objected to against the public interest."""
    for letter in story.case.consultations.all():
        actions.weigh_interests(
            letter,
            third_party_interest="可能影响其经营，但信息不含技术秘密，也没有约定保密。",
            public_interest="涉及公共资金的使用和劳动者的切身利益，社会关注度高。",
            conclusion=Weighing.Conclusion(conclusion),
            by=story.desk.handler,
            on=story.today,
        )


def _extend(story: Story, after: str) -> None:
    story.case = actions.extend_deadline(
        story.case, days=20, reason=MORE_TIME, by=story.desk.head, on=story.pass_days(int(after))
    )
    post.send(story, "extension_notice")


def _wish(story: Story, after: str, then: str) -> None:
    """Let the handler ask for more time, and the head grant it, decline it, or not decide yet."""
    desk, on = story.desk, story.pass_days(int(after))
    story.case = actions.request_extension(story.case, days=15, reason=MORE_TIME, by=desk.handler, on=on)
    if then == "decline":
        opinion = "信息现成，请在原期限内答复。"
        story.case = actions.decline_extension(story.case, opinion=opinion, by=desk.head, on=on)
    elif then == "grant":
        story.case = actions.extend_deadline(story.case, days=15, reason=MORE_TIME, by=desk.head, on=on)
        post.send(story, "extension_notice")


def _explain(story: Story, after: str, then: str, longer: str = "") -> None:
    """Ask why so much is asked; with `longer` the reasons are good, and the reply comes that much later."""
    desk = story.desk
    story.case = actions.request_reasons(
        story.case,
        grounds="申请人就同一类内容反复提出申请，数量、频次明显超过合理范围。",
        by=desk.head,
        on=story.pass_days(int(after)),
    )
    post.send(story, "reasons_notice")
    if then == "open":
        return
    on = story.pass_days(int(then))
    text = "申请人表示用于学位论文，需要比较各年度。" if longer else "申请人表示仅供参考。"
    case = actions.record_reasons(story.case, text=text, by=desk.registrar, on=on)
    good, bad = "用途具体，所需信息与用途相称。", "所述理由与申请的数量、频次不相称，且前次已经答复。"
    finding = good if longer else bad
    story.case = actions.judge_reasons(case, reasonable=bool(longer), finding=finding, by=desk.head, on=on)
    if longer:
        _delay(story, int(longer))


def _delay(story: Story, days: int) -> None:
    assert story.case.due_on is not None  # noqa: S101  # it is being handled
    delayed_to = story.calendar.add_working_days(story.case.due_on, days).on
    reason = "同一时期申请数量较大，需要逐件检索核对。"
    story.case = actions.set_delay(
        story.case, delayed_to=delayed_to, reason=reason, by=story.desk.head, on=story.today
    )
    post.send(story, "delay_notice")


def _charge(story: Story, ladder: str, quantity: str, after: str, then: str) -> None:
    desk = story.desk
    story.case = actions.notify_fee(
        story.case,
        ladder=FeeNotice.Ladder(ladder),
        quantity=int(quantity),
        by=desk.head,
        on=story.pass_days(int(after)),
    )
    post.send(story, "fee_notice")
    served_on = story.pass_days(post.ON_THE_WAY)
    if then == "lapse":
        on = story.pass_days(deadlines.rule("fee_payment").in_force(served_on).value.value + 1)
        story.case = actions.lapse_payment(story.case, by=desk.head, on=on)
        _end(story)
    elif then == "proof":
        proof = page(f"缴费凭证{story.case.number}", "非税收入缴款凭证（演示）")
        story.case = actions.send_payment_proof(story.case, text="已缴费。", files=[proof], on=story.today)
    elif then != "open":
        story.case = actions.record_payment(
            story.case,
            receipt_no=f"演示{story.case.number}",
            by=desk.registrar,
            on=story.pass_days(int(then)),
        )


def _transfer(story: Story, after: str) -> None:
    """Tell the applicant that a complaint goes another way (条例第三十九条第一款)."""
    story.case = actions.transfer_petition(
        story.case,
        reasons="申请内容为投诉举报，不作为政府信息公开申请处理。",
        advice="可以向劳动保障监察支队投诉，电话0999-8200012，或者通过12333反映。",
        by=story.desk.head,
        on=story.pass_days(int(after)),
    )
    post.send(story, "petition_notice")
    if story.facts.get("until") != "sent":
        by, on = story.desk.registrar, story.pass_days(post.ON_THE_WAY)
        story.case = actions.close_request(story.case, by=by, on=on)


def _withdraw(story: Story, after: str) -> None:
    on = story.pass_days(int(after))
    story.case = actions.withdraw_request(
        story.case, reason="申请人书面撤回。", by=story.desk.registrar, on=on
    )
    _end(story)


def _end(story: Story) -> None:
    """Tell the applicant that the request ended, and close it unless it stays open in the story."""
    post.send(story, "termination_notice")
    if story.facts.get("until") != "ended":
        story.case = actions.close_request(story.case, by=story.desk.registrar, on=story.today)
