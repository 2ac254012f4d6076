"""What becomes of each row: wrong, to be registered, or registered already; nothing is written here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256

from gongkai.bodies.models import Body
from gongkai.casework.errors import DateOutOfOrder, EnteredLate, ReceiptNotConfirmed
from gongkai.casework.models import DisclosureRequest
from gongkai.casework.receipt import check_entered_in_time, date_of_receipt
from gongkai.office.bulk.sheet import FIELDS, Row, choices
from gongkai.office.forms.listing_together import RowForm


@dataclass(frozen=True)
class Checked:
    """One row with what is wrong in the user's words, or the request that was registered from it."""

    row: Row
    form: RowForm
    key: str
    errors: tuple[str, ...]
    number: str = ""
    refused: str = ""

    @property
    def wrong(self) -> str:
        """Everything that is wrong, in one line."""
        return "；".join(self.errors)

    @property
    def is_ready(self) -> bool:
        """Whether it can be registered now."""
        return not self.errors and not self.number


@dataclass(frozen=True)
class CheckedList:
    """All rows of a list."""

    rows: list[Checked]

    @cached_property
    def ready(self) -> list[Checked]:
        """The rows that can be registered now."""
        return [each for each in self.rows if each.is_ready]

    @cached_property
    def wrong(self) -> list[Checked]:
        """The rows that must be mended first."""
        return [each for each in self.rows if each.errors]

    @cached_property
    def done(self) -> list[Checked]:
        """The rows that were registered."""
        return [each for each in self.rows if each.number]


def check_rows(
    rows: list[Row], body: Body, today: date, *, refusals: Mapping[str, str] | None = None
) -> CheckedList:
    """
    Judge each row by its shape and by what the law asks of it; one query for those registered already.

    :param refusals: why the registration refused rows before, by their keys
    """
    keys = {row.number: key_of(row, body) for row in rows}
    known = DisclosureRequest.objects.filter(idempotency_key__in=keys.values())
    numbers = dict(known.values_list("idempotency_key", "number"))
    codes, first = choices(), dict[str, int]()
    found = []
    for row in rows:
        key = keys[row.number]
        form = RowForm(_typed(row, key, codes), today=today)
        errors = () if key in numbers else _errors(row, form, body, today)
        if (before := first.setdefault(key, row.number)) != row.number:
            errors = (f"与第{before}行相同", *errors)
        number = "" if errors else numbers.get(key, "")
        refused = "" if errors or number else (refusals or {}).get(key, "")
        found.append(Checked(row, form, key, errors, number, refused))
    return CheckedList(found)


def key_of(row: Row, body: Body) -> str:
    """Return what makes the row the same when it is uploaded again."""
    text = "\0".join([str(body.pk), *(row.values.get(name, "") for name in FIELDS)])
    return sha256(text.encode()).hexdigest()


def _typed(row: Row, key: str, codes: dict[str, dict[str, str]]) -> dict[str, str]:
    """Return what the form gets: codes for the labels of choices; an unknown label stays, and is refused."""
    typed = {name: codes.get(name, {}).get(value, value) for name, value in row.values.items()}
    return {**typed, "key": key}


def _errors(row: Row, form: RowForm, body: Body, today: date) -> tuple[str, ...]:
    labels = {name: form.fields[name].label for name in FIELDS}
    spoilt = [f"{labels[name]}：是数字格式，末几位已经丢失，请改为文本后重新填写" for name in row.spoilt]
    if not form.is_valid():
        shape = [
            f"{labels.get(name, '')}：{each}".lstrip("：") for name, each in _of_form(form) if name != "key"
        ]
        return (*spoilt, *shape)
    return (*spoilt, *_of_law(form, body, today))


def _of_form(form: RowForm) -> list[tuple[str, str]]:
    return [(name, str(each)) for name, reasons in form.errors.items() for each in reasons]


def _of_law(form: RowForm, body: Body, today: date) -> list[str]:
    """Return what registration would refuse (条例第二十九条、第三十一条)."""
    data, wrong = form.cleaned_data, []
    if not any(data[name] for name in ("phone", "email", "address")):
        wrong.append("联系方式：电话、电子邮箱、通信地址至少填写一项（条例第二十九条）")
    if data["submitted_on"] > today:
        wrong.append("提交日期：不能晚于今天")
    days = form.receipt_days
    if days is None:
        return wrong
    if any(day > today for day in days.values()):
        wrong.append("签收或者确认日期：不能晚于今天")
    try:
        received_on = date_of_receipt(data["channel"], submitted_on=data["submitted_on"], **days)
        check_entered_in_time(body, data["channel"], received_on, reason=data["late_reason"], on=today)
    except (DateOutOfOrder, EnteredLate, ReceiptNotConfirmed) as refused:
        wrong.append(str(refused))
    return wrong
