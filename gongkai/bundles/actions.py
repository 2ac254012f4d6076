"""The verbs of bundles; the only writers of their table."""

import logging
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta
from hashlib import sha256

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.module_loading import import_string

from gongkai.bodies.errors import Refused
from gongkai.bodies.models import User
from gongkai.bundles.assembling import Made, assemble
from gongkai.bundles.models import Audience, Bundle, private_path
from gongkai.casework.actions import record_bundle
from gongkai.casework.guards import check_allowed
from gongkai.casework.models import DisclosureRequest
from gongkai.common.sealed_files import sealed_storage
from gongkai.common.typesetting import NotTypeset
from gongkai.common.uploads import UploadRefused, store_upload

KEPT_FOR = timedelta(days=7)
AT_WORK = timedelta(minutes=10)  # a making that says nothing for longer died with its worker
TRIES = 3
MAKE = "gongkai.bundles.tasks.make_bundle"
BROKEN_OFF = "制作几次都中断了，可能内存不足或者后台服务被停止，请联系管理员后重新制作。"
UNKNOWN = "制作时出错，经过已经记入系统日志，请联系管理员后重新制作。"
State = Bundle.State
logger = logging.getLogger(__name__)


class NotToBeRemade(Refused):
    """The bundle is there, or is being made."""


@transaction.atomic
def order_bundle(
    case: DisclosureRequest, *, audience: Audience, masked: bool = False, by: User, on: date, at: datetime
) -> Bundle:
    """
    Ask for a bundle; the worker makes it.

    :raises StepNotAllowed: wrong role
    """
    check_allowed(case, "make_bundle", by=by, on=on)
    audience = Audience(audience)
    return _let_make(Bundle(request=case, audience=audience, masked=masked, made_by=by, made_on=on), at)


@transaction.atomic
def remake_bundle(bundle: Bundle, *, by: User, on: date, at: datetime) -> Bundle:
    """
    Ask once more for a bundle that could not be made.

    :raises NotToBeRemade: it did not fail
    :raises StepNotAllowed: wrong role
    """
    check_allowed(bundle.request, "make_bundle", by=by, on=on)
    bundle = Bundle.objects.select_for_update(of=("self",)).get(pk=bundle.pk)
    if bundle.state != State.FAILED:
        raise NotToBeRemade(f"这份案卷{bundle.get_state_display()}，不用重新制作。")
    bundle.made_by, bundle.made_on, bundle.tries = by, on, 0
    return _let_make(bundle, at)


def resume_bundles(*, at: datetime) -> list[Bundle]:
    """Let the worker take up again what another left when it died; after three tries it has failed."""
    stale = Bundle.objects.going().filter(Q(touched_at=None) | Q(touched_at__lte=at - AT_WORK))
    return [_resume(bundle.pk, at) for bundle in stale]


def make_bundle(bundle: Bundle, *, at: datetime) -> Bundle:
    """
    Make a bundle that was asked for, and record it in the case; one that is made stays as it is.

    What goes wrong is kept in words, so that nobody waits for ever.
    """
    mine = Bundle.objects.filter(pk=bundle.pk, state=State.WAITING)
    if not mine.update(state=State.MAKING, tries=bundle.tries + 1, touched_at=at):
        bundle.refresh_from_db()
        return bundle
    bundle.refresh_from_db()
    mine = Bundle.objects.filter(pk=bundle.pk, state=State.MAKING, tries=bundle.tries)

    def progress(done: int, total: int) -> None:
        mine.update(done=done, total=total, touched_at=Now())

    try:
        made = assemble(bundle, progress)
        return _keep(bundle, made)
    except Exception as error:
        mine.update(state=State.FAILED, reason=_told(error))
        raise


def drop_old(*, on: date) -> list[Bundle]:
    """Delete the files of bundles older than a week, and return whose; they can be made again."""
    old = list(Bundle.objects.filter(made_on__lt=on - KEPT_FOR).exclude(pdf=""))
    for bundle in old:
        with transaction.atomic():
            for file in (bundle.pdf, bundle.zip):
                transaction.on_commit(lambda name=str(file.name): sealed_storage.delete(name))  # type: ignore[misc]
            Bundle.objects.filter(pk=bundle.pk).update(pdf="", zip="")
    return old


@transaction.atomic
def _keep(bundle: Bundle, made: Made) -> Bundle:
    """Keep what was made, unless another worker has taken it up meanwhile."""
    held = Bundle.objects.select_for_update(of=("self",)).get(pk=bundle.pk)
    if (held.state, held.tries) != (State.MAKING, bundle.tries):
        return held
    held.sha256, held.state = sha256(made.pdf).hexdigest(), State.READY
    held.pages, held.left_out = made.pages, made.left_out
    with _stored(held, "pdf", made.pdf) as pdf, _stored(held, "zip", made.zip) as packed:
        held.pdf.name, held.zip.name = pdf, packed
        held.save()
        purpose = held.get_audience_display() + ("，隐去身份信息" if held.masked else "")
        record_bundle(held.request, purpose=purpose, sha256=held.sha256, by=held.made_by, on=held.made_on)
    return held


def _stored(bundle: Bundle, form: str, data: bytes) -> AbstractContextManager[str]:
    return store_upload(ContentFile(data), private_path(bundle, f"案卷.{form}"), storage=sealed_storage)


@transaction.atomic
def _resume(pk: int, at: datetime) -> Bundle:
    bundle = Bundle.objects.select_for_update(of=("self",)).get(pk=pk)
    if not bundle.is_going or (bundle.touched_at and bundle.touched_at > at - AT_WORK):
        return bundle
    if bundle.tries >= TRIES:
        bundle.state, bundle.reason = State.FAILED, BROKEN_OFF
        bundle.save()
        return bundle
    return _let_make(bundle, at)


def _let_make(bundle: Bundle, at: datetime) -> Bundle:
    """Let a worker make it; the queue is in the same database, so that it holds what was committed only."""
    bundle.state, bundle.reason, bundle.touched_at = State.WAITING, "", at
    bundle.done = bundle.total = 0
    bundle.save()
    import_string(MAKE).enqueue(bundle.pk)
    return bundle


def _told(error: Exception) -> str:
    """Return why a making failed, in words for the officer."""
    if isinstance(error, NotTypeset | UploadRefused):
        return str(error)[:300]
    logger.error("a bundle could not be made: %s", type(error).__name__)
    return UNKNOWN
