"""What is filled in for a transfer list, and for its receipt."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.forms.models import fields_for_model

from gongkai.office.forms.dates import DateInput
from gongkai.publishing.models import TransferList


class TransferForm(forms.Form):
    """To whom, and what was published when; at first the month before this one."""

    def __init__(self, data: Any, *, today: date) -> None:
        last = today.replace(day=1) - timedelta(days=1)
        usual = TransferList.Kind.ARCHIVE
        super().__init__(data, initial={"kind": usual, "since_on": last.replace(day=1), "until_on": last})
        days: dict[str, forms.Widget | type[forms.Widget]] = {
            "since_on": DateInput(),
            "until_on": DateInput(),
        }
        self.fields |= fields_for_model(TransferList, ["kind", "receiver", *days], widgets=days)


class ReceiptForm(forms.Form):
    """Who received the list, and when."""

    def __init__(self, data: Any, *, today: date) -> None:
        super().__init__(data, initial={"received_on": today})
        names = ["received_on", "received_by", "receipt_no", "receipt_note"]
        self.fields |= fields_for_model(TransferList, names, widgets={"received_on": DateInput()})
        for name in ("received_on", "received_by"):
            self.fields[name].required = True
