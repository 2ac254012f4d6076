"""Who opens every page, and which addresses show one."""

from django.test import Client

from gongkai.bodies.actions import assign_role
from gongkai.bodies.models import Body, User
from gongkai.rules.roles import Role
from tests.addresses import addresses
from tests.factories import LONG_AGO, make_user, staff_of
from tests.samples import make_samples


def everybody(body: Body) -> User:
    """Return one person with every role, so that every screen opens."""
    staff = staff_of(body)
    user = make_user(full_name="周平")
    for role in set(Role) - {Role.SYSTEM}:
        assign_role(user, unit=staff.unit if role is Role.HANDLER else staff.office, role=role, on=LONG_AGO)
    return user


def paths(*prefixes: str, but: tuple[str, ...] = ()) -> list[str]:
    """Return a path for every address whose name begins so; makes what stands behind them."""
    samples = make_samples()
    wanted = [one for one in addresses() if one.name.startswith(prefixes) and not one.name.startswith(but)]
    return sorted({one.sample(samples) for one in wanted})


def pages(client: Client, paths: list[str]) -> dict[str, str]:
    """Return what is answered where a page or part of one is shown, and no file, by path."""
    found = {}
    for path in paths:
        answer = client.get(path)
        text = answer.getvalue()  # a file is closed when it has been read
        is_page = answer["Content-Type"].startswith("text/html") and "Content-Disposition" not in answer
        if answer.status_code == 200 and is_page:
            found[path] = text.decode()
    return found


def is_whole(html: str) -> bool:
    """Tell a page from a part of one that a script puts in its place."""
    return html.lstrip().lower().startswith("<!doctype")
