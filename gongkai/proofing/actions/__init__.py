"""The verbs of checking reports; the only writers of its tables."""

from gongkai.proofing.actions.batches import drop_batch, make_batch, read_batch, resume_batches
from gongkai.proofing.actions.mending import answer_finding, correct_row, withdraw_answer
from gongkai.proofing.actions.taking import take_over

__all__ = [
    "answer_finding",
    "correct_row",
    "drop_batch",
    "make_batch",
    "read_batch",
    "resume_batches",
    "take_over",
    "withdraw_answer",
]
