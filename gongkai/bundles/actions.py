"""The verbs of bundles; the only writers of their table."""

from datetime import date, timedelta
from hashlib import sha256

from django.core.files.base import ContentFile
from django.db import transaction

from gongkai.bodies.models import User
from gongkai.bundles.assembling import assemble
from gongkai.bundles.models import Audience, Bundle
from gongkai.casework.actions import record_bundle
from gongkai.casework.guards import check_allowed
from gongkai.casework.models import DisclosureRequest
from gongkai.common.sealed_files import sealed_storage
from gongkai.common.typesetting import NotTypeset

KEPT_FOR = timedelta(days=7)
State = Bundle.State


@transaction.atomic
def order_bundle(
    case: DisclosureRequest, *, audience: Audience, masked: bool = False, by: User, on: date
) -> Bundle:
    """
    Ask for a bundle; the worker makes it. Files of older ones go.

    :raises StepNotAllowed: wrong role
    """
    check_allowed(case, "make_bundle", by=by, on=on)
    drop_old(on=on)
    audience = Audience(audience)
    return Bundle.objects.create(request=case, audience=audience, masked=masked, made_by=by, made_on=on)


def make_bundle(bundle: Bundle) -> Bundle:
    """Make a bundle that was asked for, and record it in the case; one that is made stays as it is."""
    if not Bundle.objects.filter(pk=bundle.pk, state=State.WAITING).update(state=State.MAKING):
        bundle.refresh_from_db()
        return bundle

    def progress(done: int, total: int) -> None:
        Bundle.objects.filter(pk=bundle.pk).update(done=done, total=total)

    try:
        made = assemble(bundle, progress)
    except NotTypeset:
        Bundle.objects.filter(pk=bundle.pk).update(state=State.FAILED)
        raise
    digest = sha256(made.pdf).hexdigest()
    with transaction.atomic():
        bundle.refresh_from_db()
        bundle.pdf.save("案卷.pdf", ContentFile(made.pdf), save=False)
        bundle.zip.save("案卷.zip", ContentFile(made.zip), save=False)
        bundle.state, bundle.sha256 = State.READY, digest
        bundle.pages, bundle.left_out = made.pages, made.left_out
        bundle.save()
        record_bundle(
            bundle.request,
            purpose=bundle.get_audience_display() + ("，隐去身份信息" if bundle.masked else ""),
            sha256=digest,
            by=bundle.made_by,
            on=bundle.made_on,
        )
    return bundle


def drop_old(*, on: date) -> int:
    """Delete the files of bundles older than a week, and return of how many; they can be made again."""
    old = Bundle.objects.filter(made_on__lt=on - KEPT_FOR).exclude(pdf="")
    for bundle in old:
        for file in (bundle.pdf, bundle.zip):
            transaction.on_commit(lambda name=str(file.name): sealed_storage.delete(name))  # type: ignore[misc]
        Bundle.objects.filter(pk=bundle.pk).update(pdf="", zip="")
    return len(old)
