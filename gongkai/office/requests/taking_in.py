"""Taking in a paper request: filed, and registered at once when the day of receipt is known."""

from datetime import date

from django.db import transaction

from gongkai.bodies.models import Body, User
from gongkai.casework import actions, states
from gongkai.casework.models import DisclosureRequest
from gongkai.office.forms.asking_together import TakeInForm
from gongkai.office.forms.taking_in import PaperRequestForm


@transaction.atomic
def take_in(form: PaperRequestForm, body: Body, *, by: User, on: date) -> DisclosureRequest:
    """
    File what the form says and fix the day of receipt when it is known (条例第二十九条、第三十一条).

    Sent twice, it is taken in once.

    :raises UploadRefused: a paper is refused
    :raises Refused: what filing or registering refuses; then nothing is filed
    :raises StepNotAllowed: `by` is no registrar of the body
    """
    case = actions.file_request(body, **form.request_facts(), by=by, on=on)
    if isinstance(form, TakeInForm) and not case.files.exists():  # else it is the same form again
        for purpose, file in form.papers():
            actions.attach_file(case, file=file, purpose=purpose, by=by, on=on)
    if case.state in states.UNCONFIRMED and (days := form.receipt_days) is not None:
        case = actions.register_request(
            case, **days, late_reason=form.cleaned_data["late_reason"], by=by, on=on
        )
    return case
