"""The verbs of casework; the only writers of its tables."""

from gongkai.casework.actions.bulk import drop_list, keep_list, keep_refusals, kept_list, kept_refusals
from gongkai.casework.actions.bundling import record_bundle
from gongkai.casework.actions.charging import (
    lapse_payment,
    notify_fee,
    record_fee_service,
    record_payment,
)
from gongkai.casework.actions.correcting import correct_entry
from gongkai.casework.actions.drafting import discard_draft, keep_draft
from gongkai.casework.actions.ending import (
    archive_request,
    challenge_request,
    close_request,
    end_challenge,
    redo_request,
    transfer_petition,
    withdraw_request,
)
from gongkai.casework.actions.explaining import (
    judge_reasons,
    record_reasons,
    request_reasons,
    set_delay,
)
from gongkai.casework.actions.extending import decline_extension, extend_deadline, request_extension
from gongkai.casework.actions.handling import (
    assign_unit,
    consult_peer,
    consult_third_party,
    expire_consultation,
    record_delivery,
    record_opinion,
    tell_third_party,
)
from gongkai.casework.actions.intake import (
    accept_correction,
    ask_to_correct,
    file_request,
    lapse_correction,
    log_contact,
    mark_unreachable,
    register_request,
)
from gongkai.casework.actions.joining import join_applicant
from gongkai.casework.actions.looking import look_at_identities, look_at_identity, look_at_record
from gongkai.casework.actions.online import (
    collect_reply,
    give_feedback,
    send_correction,
    send_payment_proof,
    send_reasons,
)
from gongkai.casework.actions.papers import attach_file, remove_file
from gongkai.casework.actions.purging import purge_due, purges_by
from gongkai.casework.actions.records import (
    add_record_evidence,
    correct_record,
    file_record_correction,
    refer_record,
    refuse_record,
    tell_record,
    transfer_record,
)
from gongkai.casework.actions.releasing import release_answer, withdraw_answer
from gongkai.casework.actions.replying import (
    approve_reply,
    draft_reply,
    issue_reply,
    number_reply,
    record_service,
    return_reply,
)
from gongkai.casework.actions.restricting import lift_restriction, restrict_request
from gongkai.casework.actions.splitting import split_request
from gongkai.casework.actions.together import (
    add_note,
    close_calendar_feed,
    hand_over,
    hand_over_all,
    look_at_inbox,
    read_mention,
    renew_calendar_feed,
    set_unit_date,
)
from gongkai.casework.actions.upkeep import (
    Moved,
    expire_consultations,
    import_calendar_year,
    propose_lapses,
    redate_open_requests,
    set_policy,
)
from gongkai.casework.actions.weighing import weigh_interests
from gongkai.casework.actions.withholding import review_withholding

__all__ = [
    "Moved",
    "accept_correction",
    "add_note",
    "add_record_evidence",
    "approve_reply",
    "archive_request",
    "ask_to_correct",
    "assign_unit",
    "attach_file",
    "challenge_request",
    "close_calendar_feed",
    "close_request",
    "collect_reply",
    "consult_peer",
    "consult_third_party",
    "correct_entry",
    "correct_record",
    "decline_extension",
    "discard_draft",
    "draft_reply",
    "drop_list",
    "end_challenge",
    "expire_consultation",
    "expire_consultations",
    "extend_deadline",
    "file_record_correction",
    "file_request",
    "give_feedback",
    "hand_over",
    "hand_over_all",
    "import_calendar_year",
    "issue_reply",
    "join_applicant",
    "judge_reasons",
    "keep_draft",
    "keep_list",
    "keep_refusals",
    "kept_list",
    "kept_refusals",
    "lapse_correction",
    "lapse_payment",
    "lift_restriction",
    "log_contact",
    "look_at_identities",
    "look_at_identity",
    "look_at_inbox",
    "look_at_record",
    "mark_unreachable",
    "notify_fee",
    "number_reply",
    "propose_lapses",
    "purge_due",
    "purges_by",
    "read_mention",
    "record_bundle",
    "record_delivery",
    "record_fee_service",
    "record_opinion",
    "record_payment",
    "record_reasons",
    "record_service",
    "redate_open_requests",
    "redo_request",
    "refer_record",
    "refuse_record",
    "register_request",
    "release_answer",
    "remove_file",
    "renew_calendar_feed",
    "request_extension",
    "request_reasons",
    "restrict_request",
    "return_reply",
    "review_withholding",
    "send_correction",
    "send_payment_proof",
    "send_reasons",
    "set_delay",
    "set_policy",
    "set_unit_date",
    "split_request",
    "tell_record",
    "tell_third_party",
    "transfer_petition",
    "transfer_record",
    "weigh_interests",
    "withdraw_answer",
    "withdraw_request",
]
