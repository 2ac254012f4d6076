"""What the worker does for mail."""

from django.utils.timezone import localdate, now
from django_tasks import task

from gongkai.bodies.models import User
from gongkai.casework.models import RequestEvent
from gongkai.mail.actions.reminding import send_password_link, take_reminder
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


@task()
def send_password_link_to(user_pk: int) -> None:
    """Write down a link for this person, if there is one; who asks waits for no answer that tells."""
    if user := User.objects.filter(pk=user_pk).first():
        send_password_link(user, at=now())


@task()
def send_reminder(reminder_id: int) -> None:
    """Try once to send a reminder; may run any number of times."""
    take_reminder(reminder_id, at=now())
