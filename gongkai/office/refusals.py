"""How a refusal of the domain becomes an error of the form that asked for it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django import forms
from django.core.exceptions import ValidationError

from gongkai.bodies.errors import Refused
from gongkai.common.uploads import UploadRefused
from gongkai.workflow import StepNotAllowed


@contextmanager
def refused_into(form: forms.BaseForm) -> Iterator[None]:
    """Put what an action refuses into the form, whose fields stay filled in."""
    try:
        yield
    except (Refused, StepNotAllowed, UploadRefused) as refusal:
        form.add_error(None, str(refusal))
    except ValidationError as error:
        for field, reasons in _by_field(error).items():
            form.add_error(field if field in form.fields else None, reasons)


def _by_field(error: ValidationError) -> dict[str, list[str]]:
    return error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
