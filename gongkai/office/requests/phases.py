"""The parts of the procedure, by which the steps that cannot be taken now are found."""

from collections.abc import Iterable
from dataclasses import dataclass

from gongkai.workflow import Option

# What a part is called, and its steps.
PHASES = (
    (
        "收到、登记和补正",
        {"log_contact", "mark_unreachable", "register", "confirm_receipt", "transfer_petition", "split"}
        | {"ask_to_correct", "accept_correction", "lapse_correction"}
        | {"request_reasons", "record_reasons", "judge_reasons", "set_delay"},
    ),
    (
        "承办和期限",
        {"assign", "set_unit_date", "hand_over", "request_extension", "decline_extension", "extend"},
    ),
    (
        "征求意见",
        {"consult_third_party", "consult_peer", "record_delivery", "record_opinion", "expire_consultation"}
        | {"weigh_interests", "tell_third_party"},
    ),
    ("收费", {"notify_fee", "record_fee_service", "record_payment", "lapse_payment"}),
    (
        "答复和送达",
        {"draft_reply", "approve_unit", "approve_secrecy", "approve_legal", "approve_leader"}
        | {"return_reply", "issue_reply", "record_service"},
    ),
    ("办结、归档和公开答复", {"withdraw", "close", "archive", "release_answer", "withdraw_answer"}),
    ("重新处理、更正和限定查看", {"redo", "correct_entry", "join_applicant", "restrict", "lift_restriction"}),
)


@dataclass(frozen=True)
class Phase:
    """One part of the procedure with those of its steps that cannot be taken now."""

    label: str
    options: list[Option]

    @property
    def is_now(self) -> bool:
        """Whether the state of the case allows one of the steps: only for others to do, or not by law."""
        return any(option.refusal and option.refusal.kind != "state" for option in self.options)


def phases_of(options: Iterable[Option]) -> list[Phase]:
    """Return the options by part of the procedure; the parts that the case is in stand first."""
    given = list(options)
    phases = [Phase(label, [each for each in given if each.step.code in codes]) for label, codes in PHASES]
    return sorted((phase for phase in phases if phase.options), key=lambda phase: not phase.is_now)
