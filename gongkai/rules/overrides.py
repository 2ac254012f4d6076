"""放行: who may let pass what the check before publication found."""

from dataclasses import dataclass
from functools import cache

from gongkai.rules.roles import Role
from gongkai.rules.tables import Row, read_each, read_file

OTHER = "other"


@dataclass(frozen=True)
class Override:
    """Who may let a kind of hit pass, on what ground; nobody when `roles` is empty."""

    roles: frozenset[Role]
    basis: str
    why: str


def _read(_code: str, row: Row) -> Override:
    roles = row.texts("roles")
    if odd := sorted(set(roles) - set(Role)):
        raise row.error(f"没有这样的角色：{'、'.join(odd)}")
    return Override(frozenset(Role(role) for role in roles), row.text("basis"), row.text("why"))


@cache
def _overrides() -> dict[str, Override]:
    file = read_file("overrides.toml")
    found = read_each(file, "overrides", _read)
    file.close()
    return found


def override_of(kind: str) -> Override:
    """Return who may let hits of a kind pass."""
    return _overrides().get(kind) or _overrides()[OTHER]
