"""待我审签: the replies that wait for one person's opinion, and the opinion in two clicks."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404

from gongkai.casework import actions
from gongkai.casework.guards import STAGE_STEPS, unissued_reply
from gongkai.casework.models import DisclosureRequest, RequestFile, Stage
from gongkai.office.desk import Desk
from gongkai.office.forms.signing import SigningForm
from gongkai.office.requests.cases import CaseView, ShownReply, open_case
from gongkai.office.requests.waiting import waiting_for
from gongkai.workflow import Option

TURNS = ("unit", "office_unit", "secrecy", "legal", "leader")
PASS_LABELS = {
    Stage.UNIT: "审核通过",
    Stage.SECRECY: "保密审查通过",
    Stage.LEGAL: "审核通过",
    Stage.LEADER: "同意签发",
}


def to_sign(desk: Desk) -> Any:
    """Return the requests whose reply waits for the person's opinion, the most urgent first."""
    return waiting_for(desk, TURNS)


@dataclass(frozen=True)
class Signing:
    """One reply before a reviewer: what is asked, what will be answered, who passed it before."""

    seen: CaseView
    shown: ShownReply
    queue: tuple[int, ...]

    @property
    def stage(self) -> Stage:
        """Whose turn it is."""
        return Stage(self.shown.reply.stage)

    @property
    def pass_label(self) -> str:
        """What stands on the button that passes it."""
        return PASS_LABELS.get(self.stage, "通过")

    @property
    def option(self) -> Option:
        """The step behind that button, with the reason when it may not be taken."""
        return self.seen.option(STAGE_STEPS[self.stage])

    @property
    def place(self) -> int:
        """Which of those waiting this is, from 1; 0 for one that does not wait for the reader."""
        return self.queue.index(self.seen.case.pk) + 1 if self.seen.case.pk in self.queue else 0

    @property
    def following(self) -> int | None:
        """The next one in the queue, the first after the last."""
        others = [pk for pk in self.queue if pk != self.seen.case.pk]
        later = self.queue[self.place :] if self.place else ()
        return next(iter(later), None) or next(iter(others), None)

    @property
    def supplied(self) -> list[RequestFile]:
        """The files that will go out with the reply."""
        return [file for file in self.seen.files if file.purpose == RequestFile.Purpose.SUPPLIED]


def first_to_sign(desk: Desk) -> DisclosureRequest | None:
    """Return the most urgent of them."""
    found: DisclosureRequest | None = to_sign(desk).first()
    return found


def open_signing(desk: Desk, pk: int) -> Signing:
    """
    Return one reply for review.

    :raises Http404: none of the reader's cases, or no reply in the making
    """
    seen = open_case(desk, pk)
    shown = seen.draft
    if shown is None or Stage(shown.reply.stage) not in PASS_LABELS:
        raise Http404("这件申请没有等待审签的答复")
    return Signing(seen, shown, tuple(to_sign(desk).values_list("pk", flat=True)))


def give_opinion(signing: Signing, form: SigningForm) -> str:
    """
    Pass or return the reply with what the form says; answer what was done.

    :raises StepNotAllowed: it is another reviewer's turn
    :raises Refused: the review's own refusals
    """
    reply = unissued_reply(signing.seen.case)
    opinion, desk = form.cleaned_data["opinion"], signing.seen.desk
    if form.is_return:
        actions.return_reply(reply, opinion=opinion, by=desk.user, on=desk.today)
        return f"{signing.seen.case.number}已退回修改。"
    actions.approve_reply(
        reply,
        stage=signing.stage,
        opinion=opinion or "同意",
        seen=form.cleaned_data["seen"],
        by=desk.user,
        on=desk.today,
    )
    return f"{signing.seen.case.number}：{signing.pass_label}。"
