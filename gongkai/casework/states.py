"""States of a disclosure request (办理状态) and their named groups."""

from django.db import models


class State(models.TextChoices):
    """Where a request stands; the codes are stored for ever."""

    SUBMITTED = "submitted", "已提交待确认"
    UNREACHABLE = "unreachable", "待联系"
    REGISTERED = "registered", "已登记"
    CORRECTION_PENDING = "correction_pending", "待补正"
    REASON_REQUESTED = "reason_requested", "待说明理由"
    ASSIGNED = "assigned", "承办中"
    THIRD_PARTY_CONSULTING = "third_party_consulting", "征求第三方意见"
    PEER_CONSULTING = "peer_consulting", "征求其他机关意见"
    FEE_PENDING = "fee_pending", "待缴费"
    IN_REVIEW = "in_review", "审核会签"
    REPLIED = "replied", "已答复"
    ABANDONED_NO_CORRECTION = "abandoned_no_correction", "逾期不补正终止"
    ABANDONED_NO_PAYMENT = "abandoned_no_payment", "逾期未缴费终止"
    WITHDRAWN = "withdrawn", "申请人撤回"
    TRANSFERRED_PETITION = "transferred_petition", "转信访等渠道"
    SPLIT = "split", "已拆分办理"
    CLOSED = "closed", "办结"
    ARCHIVED = "archived", "归档"
    UNDER_REVIEW_OR_SUIT = "under_review_or_suit", "复议诉讼中"
    REDO = "redo", "责令重新处理"


# Receipt is not confirmed yet: the request does not count and no clock runs (条例第三十一条).
UNCONFIRMED = (State.SUBMITTED, State.UNREACHABLE)
CONSULTING = (State.THIRD_PARTY_CONSULTING, State.PEER_CONSULTING)
BEING_HANDLED = (State.ASSIGNED, *CONSULTING)
# The reply period runs or is paused; an extension may be asked for in any of them and is no state of its own.
CLOCK_RUNS = (State.REGISTERED, State.REASON_REQUESTED, *BEING_HANDLED, State.IN_REVIEW, State.REDO)
# The body still owes the applicant something.
IN_HAND = (*CLOCK_RUNS, State.CORRECTION_PENDING, State.FEE_PENDING)
# Ended, and waiting to be closed and archived.
ABANDONED = (State.ABANDONED_NO_CORRECTION, State.ABANDONED_NO_PAYMENT)
ENDED = (State.REPLIED, *ABANDONED, State.WITHDRAWN, State.TRANSFERRED_PETITION)
# An answer is out, and may be challenged (条例第五十一条).
ANSWERED = (*ENDED, State.CLOSED, State.ARCHIVED)
# Nothing is owed any more; what was split is answered in its parts, each a request of its own.
AT_REST = (*ANSWERED, State.SPLIT)
