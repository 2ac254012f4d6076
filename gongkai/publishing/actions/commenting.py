"""批注: pointing at a passage, answering, and settling; each says who and when (条例第十七条)."""

from datetime import date

from django.db import transaction

from gongkai.bodies.models import User
from gongkai.publishing.actions.recording import lock, move, version_now
from gongkai.publishing.errors import NoSuchPassage, NothingSaid
from gongkai.publishing.guards import check_seen, check_step
from gongkai.publishing.models import Comment, CommentAnswer, InformationItem
from gongkai.publishing.paragraphs import paragraphs_of
from gongkai.publishing.snapshot import current_draft


@transaction.atomic
def comment_on(
    item: InformationItem, *, paragraph: int, quote: str = "", text: str, digest: str = "", by: User, on: date
) -> Comment:
    """
    Say something about a passage of the present draft.

    :param paragraph: its number; 0 is the title
    :param quote: a passage of it; empty for all of it
    :raises NoSuchPassage: the passage does not stand there
    :raises NothingSaid: no words
    :raises ChangedSinceApproval: the content changed while the reviewer was reading
    """
    item = lock(item)
    check_step(item, "comment", by=by, on=on)
    check_seen(item, digest)
    if not text.strip():
        raise NothingSaid("请写明批注的内容。")
    found = [each for each in paragraphs_of(current_draft(item)) if each.number == paragraph]
    if not found or not found[0].has(quote):
        raise NoSuchPassage("引文不在所选的段落中，请从正文中复制，或者不填引文。")
    made = Comment.objects.create(
        item=item,
        version=version_now(item),
        paragraph=paragraph,
        quote=quote.strip(),
        text=text.strip(),
        by=by,
        on=on,
    )
    move(item, "comment", by=by, on=on, opinion=text.strip(), data={"comment": made.pk})
    return made


@transaction.atomic
def answer_comment(
    comment: Comment, *, text: str = "", settles: bool = False, by: User, on: date
) -> CommentAnswer:
    """
    Answer a comment, or settle it, with or without words.

    :raises NothingSaid: neither
    """
    item = lock(comment.item)
    check_step(item, "answer_comment", by=by, on=on)
    if not (text.strip() or settles):
        raise NothingSaid("请写明答复，或者勾选“已处理”。")
    made = CommentAnswer.objects.create(comment=comment, text=text.strip(), settles=settles, by=by, on=on)
    data = {"comment": comment.pk, "settles": settles}
    move(item, "answer_comment", by=by, on=on, opinion=text.strip() or "已处理", data=data)
    return made
