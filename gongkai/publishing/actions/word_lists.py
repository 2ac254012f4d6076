"""错敏词库: bringing a list in, putting it in force, and switching entries off; all of it is logged."""

from datetime import datetime
from hashlib import sha256
from json import dumps

from django.db import transaction

from gongkai.bodies.changes import log_change
from gongkai.bodies.errors import Refused
from gongkai.bodies.models import Body, User
from gongkai.publishing.lexicons import lexicons_of
from gongkai.publishing.models import SwitchedOff, WordList
from gongkai.screening.word_lists import Reading


class ListRefused(Refused):
    """A list of words cannot be brought in or used; the message says why."""


@transaction.atomic
def keep_word_list(body: Body, *, reading: Reading, by: User) -> WordList:
    """
    Keep a list that was read without errors, to be looked at before it is put in force.

    :raises ListRefused: it has errors, or this version is there already
    """
    if reading.errors:
        raise ListRefused("词库有错误，没有导入。")
    content = reading.content
    title, version = content["title"], content["version"]
    if WordList.objects.of(body).filter(title=title, version=version).exists():
        raise ListRefused(f"“{title}”的{version}版已经导入过，请换一个版本号。")
    digest = sha256(dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
    return WordList.objects.create(
        body=body,
        title=title,
        version=version,
        content=content,
        size=len(content["words"]),
        sha256=digest,
        by=by,
    )


@transaction.atomic
def put_in_force(words: WordList, *, by: User, at: datetime) -> WordList:
    """Check by this list from now on; the version before it ends."""
    words = WordList.objects.select_for_update().get(pk=words.pk)
    before = WordList.objects.of(words.body).in_force().filter(title=words.title).first()
    if before and before != words:
        before.ended_at = at
        before.save(update_fields=["ended_at"])
    words.in_force_at, words.ended_at = at, None
    words.save(update_fields=["in_force_at", "ended_at"])
    _log(
        words.body,
        words.title,
        before.version if before else "没有启用",
        f"{words.version}，{words.size}条",
        by,
    )
    return words


@transaction.atomic
def take_out_of_force(words: WordList, *, by: User, at: datetime) -> WordList:
    """
    Check by this list no longer.

    :raises ListRefused: it is not in force
    """
    words = WordList.objects.select_for_update().get(pk=words.pk)
    if not words.is_in_force:
        raise ListRefused("这个词库没有在用。")
    words.ended_at = at
    words.save(update_fields=["ended_at"])
    _log(words.body, words.title, words.version, "停用", by)
    return words


@transaction.atomic
def switch_off(body: Body, *, title: str, entry: str, reason: str, by: User) -> SwitchedOff:
    """
    Leave an entry out of the check from now on.

    :raises ListRefused: no reason, no such entry, or it is off already
    """
    if not reason.strip():
        raise ListRefused("请写明停用的理由。")
    known = {(each.title, one.name) for each in lexicons_of(body) for one in each.entries}
    if (title, entry) not in known:
        raise ListRefused(f"在用的词库里没有词条“{entry}”，或者已经停用。")
    _log(body, f"{title}词条“{entry}”", "在用", f"停用：{reason.strip()}", by)
    return SwitchedOff.objects.create(body=body, title=title, entry=entry, reason=reason.strip(), by=by)


@transaction.atomic
def switch_on(off: SwitchedOff, *, by: User, at: datetime) -> SwitchedOff:
    """
    Check by an entry again.

    :raises ListRefused: it is on
    """
    off = SwitchedOff.objects.select_for_update().get(pk=off.pk)
    if off.ended_at is not None:
        raise ListRefused("这个词条已经恢复。")
    off.ended_by, off.ended_at = by, at
    off.save(update_fields=["ended_by", "ended_at"])
    _log(off.body, f"{off.title}词条“{off.entry}”", "停用", "恢复", by)
    return off


def _log(body: Body, label: str, before: str, after: str, by: User) -> None:
    log_change(body, "错敏词库", {label: before}, {label: after}, by=by)
