"""What the worker does for bundles."""

from django.utils.timezone import now
from django_tasks import task

from gongkai.bundles import actions
from gongkai.bundles.models import Bundle


@task()
def make_bundle(bundle_id: int) -> None:
    """Make a bundle that was asked for; may run any number of times."""
    bundle = Bundle.objects.select_related("request__body", "made_by").get(pk=bundle_id)
    actions.make_bundle(bundle, at=now())
