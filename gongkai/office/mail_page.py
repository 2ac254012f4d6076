"""来信和发件 for one person: the lists, and one mail with what may be done with it."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404

from gongkai.casework.models import DisclosureRequest
from gongkai.common.masks import masked_email, masked_name, masked_number
from gongkai.mail import actions
from gongkai.mail.models import IncomingFile, IncomingMail, MailFolder, MailLook, Message
from gongkai.office.desk import Desk
from gongkai.office.forms.mail import AttachForm, MailRequestForm, SetAsideForm
from gongkai.office.requests.taking_in import take_in
from gongkai.workflow import StepNotAllowed

LOOKS = {"new": "wait", "registered": "done", "attached": "done", "set_aside": "quiet", "filed": "quiet"}
SENT_LOOKS = {"waiting": "wait", "sent": "done", "failed": "late", "returned": "late"}


@dataclass(frozen=True)
class ShownMail:
    """A mail as the person sees it; once it is sorted, its sender is masked: the data are in the case."""

    mail: IncomingMail
    desk: Desk

    @property
    def look(self) -> str:
        """How its state is drawn."""
        return LOOKS[self.mail.state]

    @property
    def sender(self) -> str:
        """Who sent it, in full while somebody must still say what it is."""
        name, address = self.mail.sender_name, self.mail.sender_address
        if not self.mail.is_waiting:
            name, address = name and masked_name(name), address and masked_email(address)
        return "　".join(part for part in (name, address) if part) or "（没有写明）"

    @property
    def masked_sender(self) -> str:
        """Who sent it, for a list."""
        if self.mail.sender_name:
            return masked_name(self.mail.sender_name)
        return masked_email(self.mail.sender_address) if self.mail.sender_address else "（没有写明）"

    @cached_property
    def files(self) -> list[IncomingFile]:
        """The attachments, those that were refused among them."""
        return list(self.mail.files.all())

    def file(self, pk: int) -> IncomingFile:
        """
        Return one attachment that was taken.

        :raises Http404: there is none
        """
        found = self.mail.files.exclude(file="").filter(pk=pk).first()
        if found is None:
            raise Http404("没有这个附件")
        return found

    def forms(self, data: Any = None, code: str = "") -> dict[str, Any]:
        """Return the forms by which it is sorted, one of them filled in."""
        number = {"number": self.mail.hinted.number} if self.mail.hinted else None
        return {
            "attach": AttachForm(data if code == "attach" else None, desk=self.desk, initial=number),
            "aside": SetAsideForm(data if code == "aside" else None),
        }

    def note_look(self, what: MailLook.What) -> None:
        """
        Note that the person opens the mail, or a file of it.

        :raises PermissionDenied: the person sorts no mail
        """
        try:
            actions.look_at_mail(self.mail, what=what, by=self.desk.user, on=self.desk.today)
        except StepNotAllowed as refusal:
            raise PermissionDenied(str(refusal)) from None

    def sort(self, code: str, facts: dict[str, Any]) -> None:
        """
        Put the mail into a case, or set it aside.

        :raises Refused: it was sorted before, or what the action refuses
        :raises StepNotAllowed: the person sorts no mail
        """
        who: dict[str, Any] = {"by": self.desk.user, "on": self.desk.today}
        if code == "attach":
            actions.attach_mail(self.mail, case=facts["number"], **who)
        else:
            actions.set_aside(self.mail, reason=facts["reason"], **who)


@dataclass(frozen=True)
class ShownMessage:
    """A message in the register; its address is masked."""

    message: Message

    @property
    def look(self) -> str:
        """How its state is drawn."""
        return SENT_LOOKS[self.message.state]

    @property
    def to(self) -> str:
        """Where it went, masked."""
        address = self.message.to
        if not address:
            return "（已清除）"
        return masked_email(address) if "@" in address else masked_number(address)


def open_mail(desk: Desk, pk: int) -> ShownMail:
    """
    Return a mail to the body.

    :raises Http404: there is none
    """
    found = (
        IncomingMail.objects.of(desk.body)
        .visible_to(desk.user)
        .select_related("body", "hinted", "request", "concerns")
        .filter(pk=pk)
    )
    for mail in found:
        return ShownMail(mail, desk)
    raise Http404("没有这封来信")


def mails_of(desk: Desk, asked: dict[str, Any]) -> Any:
    """Return the mails that were asked for, those that wait first."""
    wanted = {name: value for name, value in asked.items() if value}
    seen = IncomingMail.objects.of(desk.body).visible_to(desk.user)
    return seen.filter(**wanted).select_related("hinted", "request")


def messages_of(desk: Desk, asked: dict[str, Any]) -> Any:
    """Return the messages that were asked for, newest first."""
    wanted = {name: value for name, value in asked.items() if value}
    seen = Message.objects.of(desk.body).visible_to(desk.user)
    return seen.filter(**wanted).select_related("request", "letter")


def troubles(desk: Desk) -> list[MailFolder]:
    """Return the mailboxes of the body that could not be read last time."""
    return list(MailFolder.objects.filter(body=desk.body).exclude(trouble=""))


@transaction.atomic
def register(shown: ShownMail, form: MailRequestForm) -> DisclosureRequest:
    """
    File what the form says as a request, and give it the text and attachments of the mail.

    :raises Refused: what filing refuses, or the mail was sorted before; then nothing is filed
    :raises UploadRefused: an attachment cannot prove what it is said to
    :raises StepNotAllowed: the person is no registrar of the body
    """
    case = take_in(form, shown.desk.body, by=shown.desk.user, on=shown.desk.today)
    who: dict[str, Any] = {"by": shown.desk.user, "on": shown.desk.today}
    actions.register_mail(shown.mail, case=case, purposes=form.purposes, **who)
    return case
