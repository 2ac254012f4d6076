"""The verbs of normative documents; the only writers of their tables."""

from gongkai.documents.actions.cleaning import apply_cleanup, close_cleanup, decide_line, start_cleanup
from gongkai.documents.actions.course import (
    deliberate,
    note_feedback,
    return_from_legal,
    return_from_signature,
    review_legality,
    send_to_legal,
    sign_document,
    solicit_opinions,
)
from gongkai.documents.actions.drafting import add_paper, adopt_item, cancel_document, revise, start_document
from gongkai.documents.actions.ending import (
    amend_document,
    end_what_is_over,
    lapse_document,
    let_lapse,
    renew_document,
    repeal_document,
)
from gongkai.documents.actions.interpreting import (
    add_interpretation,
    excuse_interpretation,
    publish_explained,
)
from gongkai.documents.actions.policy import choose_policy
from gongkai.documents.actions.publication import (
    file_document,
    follow_item,
    prepare_item,
    register_document,
)
from gongkai.documents.actions.sweeping import handle_citation, sweep_document

__all__ = [
    "add_interpretation",
    "add_paper",
    "adopt_item",
    "amend_document",
    "apply_cleanup",
    "cancel_document",
    "choose_policy",
    "close_cleanup",
    "decide_line",
    "deliberate",
    "end_what_is_over",
    "excuse_interpretation",
    "file_document",
    "follow_item",
    "handle_citation",
    "lapse_document",
    "let_lapse",
    "note_feedback",
    "prepare_item",
    "publish_explained",
    "register_document",
    "renew_document",
    "repeal_document",
    "return_from_legal",
    "return_from_signature",
    "review_legality",
    "revise",
    "send_to_legal",
    "sign_document",
    "solicit_opinions",
    "start_cleanup",
    "start_document",
    "sweep_document",
]
