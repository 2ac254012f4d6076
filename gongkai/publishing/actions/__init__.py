"""The verbs of proactive disclosure; the only writers of its tables."""

from gongkai.publishing.actions.bulk import (
    choose_items,
    drop_choice,
    plan_change,
    run_bulk,
    start_bulk,
    start_undoing,
)
from gongkai.publishing.actions.catalogue import (
    add_missing_topics,
    change_matter,
    lay_out_catalogue,
    missing_topics,
    plan_catalogue,
)
from gongkai.publishing.actions.cataloguing import recatalogue_item
from gongkai.publishing.actions.checking import (
    acknowledge_findings,
    check_draft,
    note_secret,
    noting_secrets,
    override_findings,
)
from gongkai.publishing.actions.columns import (
    add_column,
    change_column,
    close_column,
    move_column,
    set_not_applicable,
)
from gongkai.publishing.actions.commenting import answer_comment, comment_on
from gongkai.publishing.actions.describing import describe_pictures
from gongkai.publishing.actions.drafting import (
    amend_item,
    attach_file,
    create_item,
    discard_draft,
    remove_attachment,
    save_draft,
    submit_item,
)
from gongkai.publishing.actions.editing import (
    begin_editing,
    end_editing,
    held_by_another,
    take_over_editing,
)
from gongkai.publishing.actions.emergency import pass_afterwards, publish_urgently, stop_afterwards
from gongkai.publishing.actions.ending import (
    clear_annulled,
    expire_item,
    expire_notices,
    note_annulled,
    redirect_item,
    replace_item,
    set_expiry,
    stay_withdrawn,
    withdraw_item,
)
from gongkai.publishing.actions.going_live import change_validity, publish_item
from gongkai.publishing.actions.heartbeat import policy_of, set_column_policy, watch_columns
from gongkai.publishing.actions.layout import lay_out_columns
from gongkai.publishing.actions.masking import mask_findings
from gongkai.publishing.actions.mode import review_mode
from gongkai.publishing.actions.papers import (
    create_item_from,
    drop_paper,
    drop_papers,
    read_in,
    reading_of,
    save_draft_from,
)
from gongkai.publishing.actions.placing import place_item
from gongkai.publishing.actions.relating import relate_items, unrelate_items
from gongkai.publishing.actions.review_policy import set_review_policy
from gongkai.publishing.actions.reviewing import approve_secrecy, approve_stage, approve_unit, return_item
from gongkai.publishing.actions.scheduling import publish_scheduled, schedule_item
from gongkai.publishing.actions.upkeep import redate_items
from gongkai.publishing.actions.validity import follow_document, tie_items

__all__ = [
    "acknowledge_findings",
    "add_column",
    "add_missing_topics",
    "amend_item",
    "answer_comment",
    "approve_secrecy",
    "approve_stage",
    "approve_unit",
    "attach_file",
    "begin_editing",
    "change_column",
    "change_matter",
    "change_validity",
    "check_draft",
    "choose_items",
    "clear_annulled",
    "close_column",
    "comment_on",
    "create_item",
    "create_item_from",
    "describe_pictures",
    "discard_draft",
    "drop_choice",
    "drop_paper",
    "drop_papers",
    "end_editing",
    "expire_item",
    "expire_notices",
    "follow_document",
    "held_by_another",
    "lay_out_catalogue",
    "lay_out_columns",
    "mask_findings",
    "missing_topics",
    "move_column",
    "note_annulled",
    "note_secret",
    "noting_secrets",
    "override_findings",
    "pass_afterwards",
    "place_item",
    "plan_catalogue",
    "plan_change",
    "policy_of",
    "publish_item",
    "publish_scheduled",
    "publish_urgently",
    "read_in",
    "reading_of",
    "recatalogue_item",
    "redate_items",
    "redirect_item",
    "relate_items",
    "remove_attachment",
    "replace_item",
    "return_item",
    "review_mode",
    "run_bulk",
    "save_draft",
    "save_draft_from",
    "schedule_item",
    "set_column_policy",
    "set_expiry",
    "set_not_applicable",
    "set_review_policy",
    "start_bulk",
    "start_undoing",
    "stay_withdrawn",
    "stop_afterwards",
    "submit_item",
    "take_over_editing",
    "tie_items",
    "unrelate_items",
    "watch_columns",
    "withdraw_item",
]
