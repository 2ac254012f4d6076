"""角色: who may do what in the disclosure work of a body."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from gongkai.rules.tables import Row, read_codes


class Role(StrEnum):
    """What a person is entitled to do in a unit; `SYSTEM` is what the machine does by itself."""

    REGISTRAR = "registrar"
    OFFICE_HEAD = "office_head"
    HANDLER = "handler"
    UNIT_HEAD = "unit_head"
    SECRECY_REVIEWER = "secrecy_reviewer"
    LEGAL_REVIEWER = "legal_reviewer"
    LEADER = "leader"
    ARCHIVIST = "archivist"
    INFORMATION_OFFICER = "information_officer"
    REPORT_EDITOR = "report_editor"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"
    SYSTEM = "system"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return _facts()[self].label

    @property
    def does(self) -> str:
        """What the role does, in one Chinese sentence."""
        return _facts()[self].does

    @property
    def basis(self) -> str:
        """The article the role rests on, or nothing."""
        return _facts()[self].basis


@dataclass(frozen=True)
class RoleFacts:
    """What `roles.toml` says about one role."""

    label: str
    does: str
    basis: str


def _read(_code: str, row: Row) -> RoleFacts:
    return RoleFacts(row.text("label"), row.text("does"), row.text("basis", ""))


@cache
def _facts() -> dict[Role, RoleFacts]:
    return read_codes("roles.toml", "roles", Role, _read)
