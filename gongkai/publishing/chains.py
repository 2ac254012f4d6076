"""审核链: which reviews an item passes, which one comes next, and who has spoken in this round already."""

from django.db.models import QuerySet

from gongkai.publishing.models import Course, InformationItem, ItemEvent, ReviewPolicy
from gongkai.publishing.snapshot import current_draft
from gongkai.publishing.states import REVIEWED_IN, STAGE_OF, State
from gongkai.rules.review_chains import Chain, Stage, kind_of


def course_for(item: InformationItem) -> Course:
    """Return the reviews that an item passes when it is submitted now."""
    draft = current_draft(item)
    kind = kind_of(document_kind=draft["document_kind"], column_kind=item.column.kind, genre=draft["genre"])
    return ReviewPolicy.objects.for_body(item.body).course_of(kind)


def chain_of(item: InformationItem) -> Chain:
    """Return the chain that an item was submitted with; of one that was not, the one it would get."""
    written = tuple(Stage(code) for code in item.review_chain)
    return written if item.state != State.DRAFT and written else course_for(item).stages


def stage_of(item: InformationItem) -> Stage | None:
    """Return the review that an item is in."""
    return STAGE_OF.get(item.state)


def state_after(item: InformationItem) -> State:
    """Return where an item under review goes when the present reviewer agrees."""
    chain = chain_of(item)
    place = chain.index(STAGE_OF[item.state]) + 1
    return REVIEWED_IN[chain[place]] if place < len(chain) else State.APPROVED


def opinions_of(item: InformationItem) -> QuerySet[ItemEvent]:
    """Return the opinions given since the item was last submitted, in their order."""
    submitted = item.events.filter(step="submit").order_by("pk").last()
    since = item.events.filter(step__startswith="approve_").order_by("pk")
    return since.filter(pk__gt=submitted.pk) if submitted else since.none()
