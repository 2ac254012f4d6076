"""How every action asks who may act, locks a reading, and counts what is still open in it."""

from datetime import date

from gongkai.bodies.models import Body, User
from gongkai.proofing.errors import NotYourBatch
from gongkai.proofing.models import Reading
from gongkai.proofing.revising import open_findings
from gongkai.proofing.standing import following, report_now
from gongkai.rules.roles import Role

ROLES = frozenset({Role.REPORT_EDITOR, Role.OFFICE_HEAD})


def check_role(body: Body, by: User, on: date) -> None:
    """
    Ask whether the user makes annual reports in the body on a day.

    :raises NotYourBatch: they do not
    """
    if ROLES.isdisjoint(by.roles_in(body, on)):
        labels = "、".join(role.label for role in Role if role in ROLES)
        raise NotYourBatch(f"年报核对由{body.short_name}的{labels}办理。")


def locked(reading: Reading, by: User, on: date) -> Reading:
    """
    Return the reading as it is in the database now, locked until the transaction ends.

    :raises NotYourBatch: the user makes no reports in the body
    """
    held = (
        Reading.objects.select_for_update(of=("self",))
        .select_related("paper__batch__body")
        .get(pk=reading.pk)
    )
    check_role(held.paper.batch.body, by, on)
    return held


def count(reading: Reading) -> None:
    """Keep how many errors and warnings nobody has answered, here and in the report of the year after."""
    for each in (reading, *following(reading)):
        left = open_findings(report_now(each), each.answers.all())
        each.errors = sum(one.severity == "error" for one in left)
        each.warnings = sum(one.severity == "warning" for one in left)
        each.save(update_fields=["errors", "warnings"])
