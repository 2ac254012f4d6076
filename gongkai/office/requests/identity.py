"""Who people are, as it is shown: masked, until somebody whose work needs it looks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.urls import reverse

from gongkai.casework.actions.looking import TOGETHER
from gongkai.casework.models import (
    Applicant,
    CoApplicant,
    DisclosureRequest,
    IdentityLook,
    RecordLook,
    RecordPerson,
)
from gongkai.common.masks import masked_address, masked_email, masked_name, masked_number
from gongkai.mail.models import MailLook

PERSONAL_NAMES = ("legal_representative", "contact_name", "agent_name")
MASKS = {
    "id_number": masked_number,
    "org_code": masked_number,
    "agent_id_number": masked_number,
    "agent_phone": masked_number,
    "phone": masked_number,
    "email": masked_email,
    "address": masked_address,
    **dict.fromkeys(PERSONAL_NAMES, masked_name),
}
LABELS = {each.name: str(each.verbose_name) for each in Applicant._meta.concrete_fields}
LABELS[TOGETHER] = "共同申请人的信息"
KEPT = "（限定人员查看）"


@dataclass(frozen=True)
class Line:
    """One line: what it is called, and what is shown of it."""

    label: str
    text: str
    is_wide: bool = False


@dataclass(frozen=True)
class Other:
    """One who asks together with the first applicant, as far as shown."""

    is_representative: bool
    lines: list[Line]


@dataclass(frozen=True)
class Identity:
    """What one person is shown of an applicant at the moment."""

    applicant: Applicant
    sees_name: bool
    sees_contact: bool
    opened: bool
    together: Sequence[CoApplicant] = ()

    @property
    def others(self) -> list[Other]:
        """Who asks together with the first applicant, masked unless opened."""
        if not self.sees_name:
            return []
        return [Other(each.is_representative, self._lines_of(each)) for each in self.together]

    @property
    def lines(self) -> list[Line]:
        """The lines, masked unless they were opened; what was not given has none."""
        names = ["name"] if self.sees_name else []
        names += MASKS if self.sees_contact else []
        return [self._line(name) for name in _in_order(names) if getattr(self.applicant, name)]

    @property
    def may_open(self) -> bool:
        """Whether a look is possible and has not been taken."""
        return self.sees_contact and not self.opened

    def _lines_of(self, person: CoApplicant) -> list[Line]:
        names = ("name", "id_number", "phone", "address") if self.sees_contact else ("name",)
        return [_line_of(person, name, opened=self.opened) for name in names if getattr(person, name)]

    def _line(self, name: str) -> Line:
        text: str = getattr(self.applicant, name)
        mask = masked_name if name == "name" and self.applicant.is_person else MASKS.get(name)
        shown = mask(text) if mask and not self.opened else text
        if name == "address":
            shown = f"{shown} {self.applicant.postcode}" if self.opened else shown
        return Line(self._label(name), shown, name == "address")

    def _label(self, name: str) -> str:
        if name == "name":
            return "姓名" if self.applicant.is_person else "名称"
        if name == "id_number" and self.applicant.id_type:
            return self.applicant.get_id_type_display()
        return LABELS[name]


def _in_order(names: list[str]) -> list[str]:
    return [each.name for each in Applicant._meta.concrete_fields if each.name in names]


@dataclass(frozen=True)
class RecordIdentity:
    """What one person is shown of whom a record is about at the moment (条例第四十一条)."""

    person: RecordPerson
    sees_contact: bool
    opened: bool

    @property
    def lines(self) -> list[Line]:
        """The lines, masked unless they were opened; what was not given has none."""
        names = ("name", "id_number", "phone", "email", "address") if self.sees_contact else ("name",)
        given = [name for name in names if getattr(self.person, name)]
        return [_line_of(self.person, name, opened=self.opened) for name in given]

    @property
    def may_open(self) -> bool:
        """Whether a look is possible and has not been taken."""
        return self.sees_contact and not self.opened


def _line_of(person: CoApplicant | RecordPerson, name: str, *, opened: bool) -> Line:
    text: str = getattr(person, name)
    label = LABELS[name]
    if name == "id_number" and isinstance(person, RecordPerson) and person.id_type:
        label = person.get_id_type_display()
    mask = masked_name if name == "name" else MASKS[name]
    return Line(label, text if opened else mask(text), name == "address")


@dataclass(frozen=True)
class SeenLook:
    """One look in words: when, who, at which case, record or mail, and at what; names of fields only."""

    look: IdentityLook | RecordLook | MailLook
    seen: str
    number: str = ""
    url: str = ""
    reason: str = ""


def looks_in_words(looks: Iterable[IdentityLook | RecordLook | MailLook]) -> list[SeenLook]:
    """
    Return each look with what was seen; which request it was is said where the reader may know that one.

    :param looks: with `is_open`, which says so
    """
    found = [(look, _in_words(look)) for look in looks]
    return [
        said if look.is_open else replace(said, number=KEPT, url="", reason=KEPT)  # type: ignore[union-attr]
        for look, said in found
    ]


def _in_words(look: IdentityLook | RecordLook | MailLook) -> SeenLook:
    if isinstance(look, MailLook):
        seen, case = f"{look.mail}：{look.get_what_display()}", look.mail.request
        return SeenLook(look, seen, case.number, _page(case)) if case else SeenLook(look, seen)
    seen = "、".join(LABELS[name] for name in look.fields)
    if isinstance(look, RecordLook):
        url = reverse("office:record_correction", args=[look.record_id])
        seen = "文件：证据材料" if look.file_id else seen
        return SeenLook(look, seen, look.record.number, url, look.reason)
    seen = f"文件：{look.file.get_purpose_display()}" if look.file else seen
    return SeenLook(look, seen, look.request.number, _page(look.request), look.reason)


def _page(case: DisclosureRequest) -> str:
    return reverse("office:request", args=[case.pk])
