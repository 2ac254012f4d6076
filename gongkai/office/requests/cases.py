"""A case for one person: who may read it, what they may do with it, what they see of the applicant."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.http import Http404

from gongkai.bodies.calendar import current_calendar
from gongkai.bodies.errors import Refused
from gongkai.casework import states, timing
from gongkai.casework.actions.papers import purposes_for
from gongkai.casework.askers import co_applicants_of, missing_authority
from gongkai.casework.correction import is_notice_late
from gongkai.casework.files import files_of
from gongkai.casework.guards import GUARDS, steps_for
from gongkai.casework.models import (
    AbuseReview,
    CaseNote,
    CoApplicant,
    Consultation,
    Correction,
    DisclosureRequest,
    ExtensionRequest,
    FeeNotice,
    Reply,
    RequestFile,
)
from gongkai.casework.progress import roles_for
from gongkai.casework.states import State
from gongkai.casework.workflow import CASEWORK
from gongkai.office.desk import Desk
from gongkai.office.letters.ways import narrowed
from gongkai.office.remedies.steps import may_file
from gongkai.office.requests import privacy
from gongkai.office.requests.beside import Beside, beside_of
from gongkai.office.requests.clauses import clause_for
from gongkai.office.requests.clocks import Due, days_of, due_of, look_of, seen_on
from gongkai.office.requests.drafts import KeptDraft, kept_draft_of
from gongkai.office.requests.history import Entry, GivenDay, given_days, timeline
from gongkai.office.requests.identity import Identity
from gongkai.office.requests.outcome_words import outcome_words
from gongkai.office.requests.phases import Phase, phases_of
from gongkai.remedies.models import Remedy
from gongkai.rules.calendar import Calendar, Day
from gongkai.rules.outcomes import Outcome
from gongkai.rules.remedies import RemedyClause
from gongkai.rules.roles import Role
from gongkai.workflow import Option, StepNotAllowed

# Steps that only some cases need; they never are the next thing to do.
ASIDE = {"mark_unreachable", "transfer_petition", "notify_fee", "request_reasons", "request_extension"}
ASIDE |= {"extend", "withdraw", "redo", "correct_entry", "join_applicant", "split"}
ASIDE |= {"set_unit_date", "hand_over", "log_contact", "restrict", "lift_restriction"}
# Nobody misses these when they are not owed.
ONLY_WHEN_OWED = {"weigh_interests", "tell_third_party", "set_delay", "decline_extension", "lift_restriction"}
# Taken with the registration and the end of a review or suit, on its own screens.
CONTACTING = {"log_contact", "mark_unreachable"}
BY_REMEDIES = {"challenge", "end_challenge"}


@dataclass(frozen=True)
class ShownReply:
    """A reply as it is shown: with its outcome in words and the remedy clause that it carries."""

    reply: Reply
    case: DisclosureRequest
    today: date

    @property
    def outcome(self) -> str:
        """What the applicant is told, by the headings of the statutory table."""
        return outcome_words(self.reply.outcome, self.reply.flag)

    @property
    def clause(self) -> RemedyClause:
        """Where the applicant may turn, by the law of the day of issue."""
        return clause_for(self.case, Outcome(self.reply.outcome), self.reply.issued_on or self.today)


@dataclass(frozen=True)
class CaseView:
    """One case as one person sees it today."""

    case: DisclosureRequest
    desk: Desk
    opened: bool = False  # whether the person has just looked at the applicant's data

    @cached_property
    def roles(self) -> frozenset[Role]:
        """What the person may do for this case."""
        return roles_for(self.case, self.desk.user, self.desk.today)

    @cached_property
    def calendar(self) -> Calendar:
        """The calendar in force."""
        return current_calendar()

    @cached_property
    def options(self) -> list[Option]:
        """All steps that people take, the impossible ones with their reason."""
        options = steps_for(self.case, self.desk.user, self.desk.today)
        shown = [option for option in options if option.step.code not in BY_REMEDIES]
        return [narrowed(option, self.roles) for option in shown]

    @property
    def is_elsewhere(self) -> bool:
        """Whether the case belongs to another body than the one the person works for at the moment."""
        return self.case.body_id != self.desk.body.pk

    @property
    def forward(self) -> list[Option]:
        """What the person may do now to bring the case on."""
        return [each for each in self.options if each.allowed and not self._is_aside(each.step.code)]

    @property
    def aside(self) -> list[Option]:
        """What the person may do now that only some cases need."""
        return [each for each in self.options if each.allowed and self._is_aside(each.step.code)]

    @property
    def has_aside(self) -> bool:
        """Whether there is anything of that kind."""
        return bool(self.aside) or (self.may_file_remedy and self.is_answered)

    @cached_property
    def of_others(self) -> list[Option]:
        """What comes next and is for others to do."""
        waiting = [each for each in self.options if each.refusal and each.refusal.kind == "role"]
        return [
            each for each in waiting if not self._is_aside(each.step.code) and self._is_ripe(each.step.code)
        ]

    @property
    def hindered(self) -> list[Option]:
        """What the state allows and the law does not, yet or any more."""
        refused = [each for each in self.options if each.refusal and each.refusal.kind == "guard"]
        return [each for each in refused if each.step.code not in ONLY_WHEN_OWED]

    @property
    def later(self) -> list[Option]:
        """All other steps: for another state of the case, or only for some cases and for others to do."""
        near = [*self.of_others, *self.hindered]
        return [each for each in self.options if each.refusal and each not in near]

    @property
    def phases(self) -> list[Phase]:
        """These by part of the procedure, the parts that the case is in first."""
        return phases_of(self.later)

    def _is_aside(self, code: str) -> bool:
        """Whether only some cases need a step; a correction notice is one once its time has passed."""
        return code in ASIDE or (code == "ask_to_correct" and is_notice_late(self.case, self.desk.today))

    def _is_ripe(self, code: str) -> bool:
        """Whether a step that is for others to do could be taken now."""
        try:
            for guard in GUARDS.get(code, ()):
                guard(self.case, None, self.desk.today)
        except (Refused, StepNotAllowed):
            return False
        return True

    def option(self, code: str) -> Option:
        """
        Return one step with its reason.

        :raises Http404: there is no such step for people
        """
        for option in self.options:
            if option.step.code == code:
                return option
        raise Http404("没有这个步骤")

    @cached_property
    def due(self) -> Due:
        """The last day in words."""
        return due_of(self.case, self.days, self.desk.today)

    @property
    def look(self) -> str:
        """How the state is drawn."""
        return look_of(self.case, self.due)

    @property
    def seen_on(self) -> date:
        """The day on which the clock is read."""
        return seen_on(self.case, self.desk.today)

    @cached_property
    def days(self) -> tuple[Day, ...]:
        """The count day by day; empty before the receipt is confirmed."""
        if self.case.received_on is None or self.case.state == State.SPLIT:
            return ()
        return days_of(timing.clock_of(self.case, self.calendar), self.calendar, until=self.seen_on)

    @property
    def outcome(self) -> str:
        """The outcome in words; empty before the case is concluded."""
        return outcome_words(self.case.outcome, self.case.outcome_flag)

    @cached_property
    def replies(self) -> list[ShownReply]:
        """The replies, newest first, with their reviews."""
        found = self.case.replies.select_related("drafted_by", "signed_by").prefetch_related("reviews__by")
        return [ShownReply(reply, self.case, self.desk.today) for reply in found.order_by("-pk")]

    @cached_property
    def kept_draft(self) -> KeptDraft:
        """What the person has kept of a reply that is not under review yet."""
        return kept_draft_of(self.case, self.roles)

    @cached_property
    def beside(self) -> Beside:
        """What other registers say about the case."""
        return beside_of(self.case)

    @property
    def may_compare(self) -> bool:
        """Whether the person may look for requests like this one: it shows who asked repeatedly."""
        return self.sees_name

    @property
    def draft(self) -> ShownReply | None:
        """The reply in the making."""
        return next((shown for shown in self.replies if not shown.reply.is_issued), None)

    @cached_property
    def consultations(self) -> list[Consultation]:
        """The letters that asked somebody for an opinion."""
        return list(self.case.consultations.all())

    @cached_property
    def correction(self) -> Correction | None:
        """The correction that was asked for."""
        return getattr(self.case, "correction", None)

    @cached_property
    def abuse_review(self) -> AbuseReview | None:
        """The reasons that were asked for."""
        return getattr(self.case, "abuse_review", None)

    @cached_property
    def extension_requests(self) -> list[ExtensionRequest]:
        """The handlers' wishes for more time, with what was decided."""
        return list(self.case.extension_requests.select_related("asked_by", "decided_by"))

    @cached_property
    def fee_notice(self) -> FeeNotice | None:
        """The processing fee that was asked for."""
        return getattr(self.case, "fee_notice", None)

    @cached_property
    def files(self) -> list[RequestFile]:
        """The files that the person may open; proofs of identity only with the applicant's data."""
        found = files_of(self.case).filter(purged_on=None).select_related("added_by")
        return [file for file in found if self.sees_contact or file.purpose not in privacy.PRIVATE_PURPOSES]

    @property
    def removable(self) -> list[RequestFile]:
        """The files that were going to be supplied and that the person may still take out."""
        if CASEWORK.refusal("remove_file", self.case.state, self.roles):
            return []
        supplied = RequestFile.Purpose.SUPPLIED
        return [file for file in self.files if file.purpose == supplied and file.reply_id is None]

    @cached_property
    def purposes(self) -> list[RequestFile.Purpose]:
        """What the person may add a file for now."""
        return purposes_for(self.case, self.roles)

    @property
    def may_make_bundle(self) -> bool:
        """Whether the person puts all papers of the case together."""
        return CASEWORK.refusal("make_bundle", self.case.state, self.roles) is None

    @property
    def may_add_files(self) -> bool:
        """Whether the person adds files to the case now."""
        return bool(self.purposes)

    @cached_property
    def parts(self) -> list[DisclosureRequest]:
        """The requests into which this one was split."""
        return list(self.case.parts.order_by("pk"))

    @cached_property
    def remedies(self) -> list[Remedy]:
        """The reviews and suits about the case."""
        return list(self.case.remedies.all())

    @property
    def may_file_remedy(self) -> bool:
        """Whether the person records reviews and suits about this case."""
        return may_file(self.case, self.roles)

    @property
    def is_answered(self) -> bool:
        """Whether an answer is out that may be challenged."""
        return self.case.state in states.ANSWERED

    @cached_property
    def notes(self) -> list[CaseNote]:
        """What colleagues said to each other, oldest first, with whom they mentioned."""
        return list(self.case.notes.select_related("by").prefetch_related("mentions__user"))

    @cached_property
    def timeline(self) -> list[Entry]:
        """What happened, newest first."""
        return timeline(self.case, self.calendar)

    @property
    def taken_in_by(self) -> str:
        """Who filed it: the person of the staff who typed it or wrote for the applicant, else nobody."""
        filed = self.timeline[-1].event
        return str(filed.by) if filed.by else ""

    @property
    def entered_late(self) -> Entry | None:
        """The registration of paper that was entered late, with who did it and why."""
        return next((entry for entry in self.timeline if "late_reason" in entry.event.data), None)

    @property
    def contacts(self) -> list[Entry]:
        """Each attempt to reach the applicant, oldest first."""
        return [each for each in reversed(self.timeline) if each.event.step in CONTACTING]

    @property
    def given_days(self) -> list[GivenDay]:
        """Each last day that the case ever had, with its cause."""
        return given_days(self.timeline)

    @property
    def sees_contact(self) -> bool:
        """Whether the person sees how the applicant is reached and who they are."""
        return privacy.sees_contact(self.roles)

    @property
    def sees_name(self) -> bool:
        """Whether the person sees the applicant's name."""
        return privacy.sees_name(self.roles)

    @cached_property
    def together(self) -> list[CoApplicant]:
        """Who asks together with the first applicant."""
        return co_applicants_of(self.case)

    @property
    def missing_authority(self) -> str:
        """What is missing when an agent handed in no power of attorney; else empty."""
        return missing_authority(self.case) if self.sees_contact and self.case.is_in_hand else ""

    @property
    def identity(self) -> Identity:
        """What the person is shown of the applicant."""
        return Identity(self.case.applicant, self.sees_name, self.sees_contact, self.opened, self.together)


def open_case(desk: Desk, pk: int) -> CaseView:
    """
    Return a case that the person may read.

    :raises Http404: there is none, or it is none of theirs
    """
    related = ("body", "applicant", "handling_unit", "handler", "split_from")
    parts = ("correction", "fee_notice", "abuse_review")
    seen = DisclosureRequest.objects.visible_to(desk.user).select_related(*related, *parts)
    found = seen.filter(pk=pk).first()
    if found is None:
        raise Http404("没有这件申请，或者您不能查看")
    return CaseView(found, desk)
