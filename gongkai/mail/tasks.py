"""What the worker does for mail."""

from django.utils.timezone import localdate, now
from django_tasks import task

from gongkai.casework.models import RequestEvent
from gongkai.mail.actions.sending import make_notice, take_attempt


@task()
def send_message(message_id: int) -> None:
    """Try once to send a message; may run any number of times."""
    take_attempt(message_id, on=localdate(), at=now())


@task()
def tell_applicant(event_id: int) -> None:
    """Tell the applicant of a step, where they and the body want it; may run any number of times."""
    event = RequestEvent.objects.select_related("request__body", "request__applicant").get(pk=event_id)
    make_notice(event, on=localdate(), at=now())
