"""Under which numbers a request is kept and a reply goes out: the next ones of the body, by its templates."""

from datetime import date

from gongkai.bodies.actions import take_number
from gongkai.bodies.models import Body
from gongkai.casework.models import DisclosureRequest, Reply


def next_number(body: Body, on: date) -> str:
    """
    Take the next number for a request to a body.

    :raises TransactionManagementError: called outside a transaction
    """
    serial = take_number(body, kind="request", year=on.year)
    return body.request_no_template.format(
        year=on.year, serial=serial, prefix=body.doc_no_prefix, code=body.code
    )


def next_doc_no(case: DisclosureRequest, on: date) -> str:
    """Take the next number for a reply of the body, by its own template, that none of its replies bears."""
    body = case.body
    while True:
        serial = take_number(body, kind="reply", year=on.year)
        doc_no = body.reply_no_template.format(
            prefix=body.doc_no_prefix, year=on.year, serial=serial, code=body.code
        )
        if not Reply.objects.filter(request__body=body, doc_no=doc_no).exists():
            return doc_no
