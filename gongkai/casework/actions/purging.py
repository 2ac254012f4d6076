"""Private data whose time has passed: blanked and deleted; the case and its figures stay as they were."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max, Q, QuerySet

from gongkai.bodies.models import Body
from gongkai.casework.actions.bulk import drop_old_lists
from gongkai.casework.models import (
    Applicant,
    DisclosureRequest,
    IdentityLook,
    RecordCorrection,
    RecordEvidence,
    RecordLook,
    RecordPerson,
    RequestFile,
)
from gongkai.casework.progress import locked, take_as_system
from gongkai.casework.states import AT_REST
from gongkai.common.sealed import blank
from gongkai.common.sealed_files import sealed_storage
from gongkai.rules.retention import Retention, retention


@dataclass(frozen=True)
class Purge:
    """One request or record correction with private data to go: which of them, and until when they stay."""

    of: DisclosureRequest | RecordCorrection
    rule: Retention
    due_on: date

    @property
    def number(self) -> str:
        """Its number."""
        return self.of.number


def purges_by(until: date, *, body: Body | None = None) -> list[Purge]:
    """Return what is due to go up to a day, the oldest first; what is in hand or in dispute never is."""
    own = Q(body=body) if body else Q()
    identity, files, records = retention("identity"), retention("files"), retention("records")
    kept_files = Q(purged_on=None, purpose__in=files.file_purposes)
    with_files = RequestFile.objects.filter(kept_files).values("request")
    found = [
        *_due(own & Q(applicant__purged_on=None), identity, until),
        *_due(own & Q(pk__in=with_files), files, until),
        *_due_records(own, records, until),
    ]
    return sorted(found, key=lambda each: (each.due_on, each.rule.code, each.of.pk))


def old_looks(*, on: date, body: Body | None = None) -> tuple[QuerySet[IdentityLook], QuerySet[RecordLook]]:
    """Return the looks whose period has passed: at applicants, and at whom records are about."""
    applicants, records = IdentityLook.objects.all(), RecordLook.objects.all()
    if body:
        applicants, records = applicants.of(body), records.of(body)
    passed = Q(on__lt=retention("looks").starts_before(on))
    return applicants.filter(passed), records.filter(passed)


def purge_due(*, on: date, body: Body | None = None) -> list[Purge]:
    """
    Blank and delete what is due (个人信息保护法第四十七条), of one body or of all; return it.

    A second run finds nothing left.
    """
    done = purges_by(on, body=body)
    for each in done:
        if isinstance(each.of, RecordCorrection):
            _purge_record(each.of, on)
        else:
            _purge(each.of, each.rule, on)
    for looks in old_looks(on=on, body=body):
        looks.delete()
    drop_old_lists(on=on, body=body)
    return done


def _due(what: Q, rule: Retention, until: date) -> list[Purge]:
    cases: QuerySet[DisclosureRequest] = DisclosureRequest.objects.filter(what, state__in=AT_REST)
    last = Max("events__on", filter=~Q(events__step="purge"))
    rested = cases.annotate(rested_on=last).filter(rested_on__lt=rule.starts_before(until))
    return [Purge(case, rule, rule.until(case.rested_on)) for case in rested.select_related("body")]


def _due_records(own: Q, rule: Retention, until: date) -> list[Purge]:
    found = RecordCorrection.objects.filter(own).purgeable(rule.starts_before(until)).select_related("body")
    return [Purge(each, rule, rule.until(each.told_on)) for each in found if each.told_on]


@transaction.atomic
def _purge(case: DisclosureRequest, rule: Retention, on: date) -> None:
    case = locked(case)
    if rule.code == "identity":
        Applicant.objects.filter(request=case).update(purged_on=on)
        for row in [case.applicant, *case.co_applicants.all(), *case.consultations.all()]:
            blank(row)
    else:
        _delete_files(case.files.filter(purpose__in=rule.file_purposes, purged_on=None), on)
    take_as_system(case, "purge", on=on, note=f"保存期限{rule.period}已满，已清除：{rule.label}。")


@transaction.atomic
def _purge_record(record: RecordCorrection, on: date) -> None:
    people = RecordPerson.objects.filter(record=record)
    people.update(purged_on=on)
    for row in [record, *people]:
        blank(row)
    _delete_files(record.files.filter(purged_on=None), on)


def _delete_files(files: QuerySet[RequestFile] | QuerySet[RecordEvidence], on: date) -> None:
    for file in files:
        place = str(file.file.name)
        blank(file)
        type(file).objects.filter(pk=file.pk).update(purged_on=on, file="")
        transaction.on_commit(lambda place=place: sealed_storage.delete(place))  # type: ignore[misc]
