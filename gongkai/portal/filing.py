"""Filing a request from the form: all of it or nothing, and the same form twice is one request."""

from datetime import date

from django.db import transaction

from gongkai.bodies.models import Body
from gongkai.casework.actions import attach_file, file_request
from gongkai.casework.models import Assistance, Channel, Delivery, DisclosureRequest, SupplyForm
from gongkai.portal.forms import AskForm


@transaction.atomic
def file_from(form: AskForm, *, body: Body, on: date) -> DisclosureRequest:
    """
    File what a valid form says, with its files.

    :raises Refused: the law asks for more
    :raises UploadRefused: there is no room for a file; then nothing was filed
    """
    data = form.cleaned_data
    case = file_request(
        body,
        applicant=form.applicant(),
        co_applicants=form.co_applicants(),
        matter=data["matter"],
        description=data["description"],
        doc_ref=data["doc_ref"],
        channel=Channel.WEBSITE,
        submitted_on=on,
        supply_form=SupplyForm(data["supply_form"]),
        delivery=Delivery(data["delivery"]),
        assistance=[Assistance(code) for code in data["assistance"]],
        proposes_release=data["proposes_release"],
        idempotency_key=form.sent_key,
        on=on,
    )
    if not case.files.exists():  # else it is the same form again
        for purpose, file in form.papers():
            attach_file(case, file=file, purpose=purpose, by=None, on=on)
    return case
