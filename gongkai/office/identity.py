"""The applicant's data as they are shown: masked, until somebody whose work needs them looks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gongkai.casework.actions.looking import TOGETHER
from gongkai.casework.models import Applicant, CoApplicant, DisclosureRequest, IdentityLook
from gongkai.mail.models import MailLook
from gongkai.office.privacy import masked_address, masked_email, masked_name, masked_number

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
        masks = {"name": masked_name, **{name: MASKS[name] for name in ("id_number", "phone", "address")}}
        found = []
        for name in masks if self.sees_contact else ("name",):
            if text := getattr(person, name):
                found.append(
                    Line(LABELS[name], text if self.opened else masks[name](text), name == "address")
                )
        return found

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
class SeenLook:
    """One look in words: when, who, at which case or mail, and at what; the names of the fields only."""

    look: IdentityLook | MailLook
    seen: str
    case: DisclosureRequest | None
    reason: str = ""


def looks_in_words(looks: Iterable[IdentityLook | MailLook]) -> list[SeenLook]:
    """Return each look with what was seen."""
    return [_in_words(look) for look in looks]


def _in_words(look: IdentityLook | MailLook) -> SeenLook:
    if isinstance(look, MailLook):
        return SeenLook(look, f"{look.mail}：{look.get_what_display()}", look.mail.request)
    seen = f"文件：{look.file.get_purpose_display()}" if look.file else ""
    return SeenLook(look, seen or "、".join(LABELS[name] for name in look.fields), look.request, look.reason)
