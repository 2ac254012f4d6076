"""The records behind a figure, page by page: any page at once, however many records there are."""

from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator

from gongkai.office.figures.receipts import Receipt
from gongkai.office.waiting import MANY

PER_PAGE = 25


class RecordPages(Paginator[Any]):
    """
    The pages of a receipt.

    Their places are looked for among the keys alone, which an index holds in order, and from the nearer end.
    """

    def __init__(self, receipt: Receipt) -> None:
        super().__init__(receipt.answer.newest_first(), PER_PAGE)
        self.receipt = receipt

    @cached_property
    def count(self) -> int:
        """How many records there are; of a figure that counts them its number says it."""
        answer = self.receipt.answer
        return int(answer.value) if answer.figure.measure == "count" else answer.records.count()

    @property
    def has_many(self) -> bool:
        """Whether it takes seconds to work out the parts of the number."""
        return self.count > MANY

    def page(self, number: int | str) -> Page[Any]:
        """
        Return a page with its records.

        :raises InvalidPage: there is none of this number
        """
        place = self.validate_number(number)
        start = (place - 1) * PER_PAGE
        keys = self._keys(start, min(start + PER_PAGE, self.count))
        return Page(self.receipt.fetch(keys), place, self)

    def _keys(self, start: int, stop: int) -> list[int]:
        keys = self.receipt.answer.newest_first().values_list("pk", flat=True)
        if start * 2 <= self.count:
            return list(keys[start:stop])
        return list(keys.reverse()[self.count - stop : self.count - start])[::-1]
