"""The verbs of letters; the only writers of their tables."""

from gongkai.letters.actions.correcting import correct_dispatch, correct_proof, correct_service
from gongkai.letters.actions.outside import adopt_letter
from gongkai.letters.actions.sending import (
    attach_scan,
    collect_online,
    dispatch_letter,
    record_return,
    record_service,
)
from gongkai.letters.actions.templates import (
    change_number_rule,
    change_policy,
    change_template,
    restore_template,
)
from gongkai.letters.actions.writing import (
    edit_letter,
    plan_letter,
    prepare_letter,
    sign_letter,
    void_letter,
)

__all__ = [
    "adopt_letter",
    "attach_scan",
    "change_number_rule",
    "change_policy",
    "change_template",
    "collect_online",
    "correct_dispatch",
    "correct_proof",
    "correct_service",
    "dispatch_letter",
    "edit_letter",
    "plan_letter",
    "prepare_letter",
    "record_return",
    "record_service",
    "restore_template",
    "sign_letter",
    "void_letter",
]
