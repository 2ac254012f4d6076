"""The post of the demo: letters written when their step is taken, sent, and arriving as days pass."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from gongkai.bodies.models import User
from gongkai.casework.models import Channel
from gongkai.cli.demo import mishaps
from gongkai.cli.demo.papers import page
from gongkai.cli.demo.story import Story
from gongkai.letters import actions
from gongkai.letters.models import Letter, Method
from gongkai.letters.sources import sources_of
from gongkai.rules.letters import LetterKind

ON_THE_WAY = 2  # working days between dispatch and service
METHODS = {
    Channel.WEBSITE: Method.DOWNLOAD,
    Channel.EMAIL: Method.EMAIL,
    Channel.COUNTER: Method.COUNTER,
    Channel.FAX: Method.FAX,
}
TYPED = {
    "consulted_content": "涉及你方的名称、业务数据和与你方签订的文件",
    "payment_account": "持本通知书到明江市政务服务中心非税窗口缴纳，或者按非税收入缴款码网上缴纳",
    "assistance": "检索所申请的信息，对能否公开、是否需要征求意见提出意见并写明依据",
}
PROOF_EVERY, SCAN_EVERY = 3, 4  # of so many letters one has a scanned proof, a scanned original
AT_NIGHT = time(20, 17)  # when people open their replies


def send(story: Story, *codes: str) -> None:
    """Write, fix and send the newest letters of these kinds that the case gives rise to; all arrive later."""
    for code in codes:
        dispatch(story, sign(story, write(story, code)))


def write(story: Story, code: str) -> Letter:
    """Draft a letter of a kind; the case page shows it as waiting."""
    source = next(each for each in reversed(sources_of(story.case)) if each.kind.code == code)
    typed = {each: TYPED[each] for each in source.kind.typed if each in TYPED}
    if "unit_until" in source.kind.typed:
        until = story.calendar.add_working_days(story.today, 5).on
        typed["unit_until"] = f"{until.year}年{until.month}月{until.day}日"
    return actions.prepare_letter(source, typed=typed, by=_writer(story, source.kind), on=story.today)


def sign(story: Story, letter: Letter) -> Letter:
    """Fix the text of a letter and give it its number; each reply and some others are sealed and scanned."""
    told = story.facts if letter.of_kind.carries_reply else {}
    if told.get("voided"):
        mishaps.void(story, letter)
        letter = write(story, letter.kind)
    if told.get("outside"):
        return mishaps.adopt(story, letter)
    letter = actions.sign_letter(letter, by=story.desk.registrar, on=story.today)
    if letter.of_kind.carries_reply or (letter.number and letter.pk % SCAN_EVERY == 0):
        scan = page(
            f"盖章件{letter.pk}", story.desk.body.name, letter.of_kind.title, letter.number, "（印章）"
        )
        actions.attach_scan(letter, file=scan, by=story.desk.registrar, on=story.today)
    return letter


def dispatch(story: Story, letter: Letter) -> Letter:
    """Send a letter; it arrives when its days have passed."""
    method = method_of(story, letter.of_kind)
    facts: dict[str, Any] = {}
    if method == Method.POST:
        facts = {"mail_no": f"XA{letter.pk:08d}99", "to": "明江市演示路（见登记表）"}
    letter = actions.dispatch_letter(letter, method=method, **facts, by=story.desk.registrar, on=story.today)
    slow = method == Method.POST or letter.of_kind.carries_reply
    days = ON_THE_WAY if slow else 0
    arrives_on = story.calendar.add_working_days(story.today, days).on if days else story.today
    story.expect(arrives_on, _arrival(story, letter, method))
    return letter


def method_of(story: Story, kind: LetterKind) -> Method:
    """Return how a letter goes: online to those who asked online, by post to everybody else's address."""
    if kind.to == "unit":
        return Method.INTERNAL
    if kind.to != "applicant":
        return Method.POST
    return METHODS.get(Channel(story.case.channel), Method.POST)


def _arrival(story: Story, letter: Letter, method: Method) -> Callable[[date], None]:
    """Return what is recorded on the day on which a letter arrives."""

    def arrive(on: date) -> None:
        note, receiver, proof = "", "", None
        if method == Method.DOWNLOAD and letter.of_kind.carries_reply and letter.reply:
            actions.collect_online(letter.reply, at=datetime.combine(on, AT_NIGHT))
            return
        if method == Method.DOWNLOAD:
            note = "申请人在网上查收"
        elif method in (Method.EMAIL, Method.FAX):
            note = "对方回复已收到"
        else:
            receiver = "本人" if letter.of_kind.to == "applicant" else "收发室"
        if method == Method.POST and letter.pk % PROOF_EVERY == 0:
            proof = page(f"邮件回执{letter.pk}", "邮件签收回执（演示）", f"邮件号码 XA{letter.pk:08d}99")
        by = story.desk.registrar
        if story.facts.get("came_back") and letter.of_kind.carries_reply:
            mishaps.bring_back(story, letter, on)
            proof = None
        actions.record_service(letter, served_on=on, receiver=receiver, note=note, proof=proof, by=by, on=on)

    return arrive


def _writer(story: Story, kind: LetterKind) -> User:
    return story.desk.handler if kind.to in ("third_party", "peer") else story.desk.registrar
