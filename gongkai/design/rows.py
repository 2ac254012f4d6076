"""Rows of the same small form, of which some may stay empty; more of them come without JavaScript, too."""

from typing import Any

from django import forms


def bind_rows(
    form: type[forms.Form], data: Any, *, prefix: str, more: str, at_once: int
) -> "forms.BaseFormSet[Any]":
    """
    Return the rows: those that were typed with as many more when asked, else as many empty ones.

    :param more: name of the button that asks for more rows
    """
    kind = forms.formset_factory(form, extra=at_once)
    total = f"{prefix}-TOTAL_FORMS"
    if not data or total not in data:
        return kind(prefix=prefix)
    if more in data and str(data[total]).isdigit():
        data = data.copy()
        data[total] = str(int(data[total]) + at_once)
    return kind(data, prefix=prefix)
