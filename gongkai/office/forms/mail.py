"""The forms of mail: which to list, into which case, why not; where a letter goes; the mailbox of a body."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.core.files import File
from django.forms.models import fields_for_model, model_to_dict

from gongkai.casework.models import Channel, Delivery, DisclosureRequest, RequestFile, SupplyForm
from gongkai.common.masks import masked_email
from gongkai.common.upload_kinds import KINDS
from gongkai.common.uploads import PAPERS
from gongkai.mail.imap import Account, account_of
from gongkai.mail.models import IncomingFile, IncomingMail, MailPreferences, Message
from gongkai.office.desk import Desk
from gongkai.office.forms.asking_together import PAPER, TakeInForm
from gongkai.office.forms.bodies import SettingForm
from gongkai.office.forms.taking_in import APPLICANT_FIELDS
from gongkai.rules.applicants import ApplicantKind

PHONE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
REASONS = ("广告或者无关信件", "属于咨询，已转咨询渠道", "属于信访、投诉、举报，已告知渠道", "重复来信")
FIRST = ("submitted_on", "receipt_on", "late_reason")
LAST = ("matter", "description", "doc_ref", "supply_form", "delivery")
MAILBOX = ("fetches", "host", "port", "security", "account", "folder", "after", "moved_to")
NOTICES = ("email_notices", "sms_notices")
AGENT = ("agent_name", "agent_id_number", "agent_phone")
USES = (RequestFile.Purpose.ATTACHMENT, RequestFile.Purpose.IDENTITY, RequestFile.Purpose.AGENCY)
PROVING = frozenset(KINDS[code].content_type for code in PAPERS)  # types that may prove something


class MailFilter(forms.Form):
    """Which mails to list."""

    state = forms.ChoiceField(
        label="处理", required=False, choices=[("", "全部"), *IncomingMail.State.choices]
    )
    kind = forms.ChoiceField(label="种类", required=False, choices=[("", "全部"), *IncomingMail.Kind.choices])


class MessageFilter(forms.Form):
    """Which messages to list."""

    state = forms.ChoiceField(label="状态", required=False, choices=[("", "全部"), *Message.State.choices])
    via = forms.ChoiceField(label="方式", required=False, choices=[("", "全部"), *Message.Via.choices])


class AttachForm(forms.Form):
    """Into which case a mail goes."""

    number = forms.CharField(label="申请编号", max_length=40)

    def __init__(self, *args: Any, desk: Desk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.desk = desk

    def clean_number(self) -> DisclosureRequest:
        """
        Return the case of this number.

        :raises ValidationError: the person can read none of this number
        """
        number = self.cleaned_data["number"].strip()
        cases = DisclosureRequest.objects.of(self.desk.body).visible_to(self.desk.user)
        if found := cases.filter(number=number).first():
            return found
        raise forms.ValidationError("没有这个编号的申请，请核对。")


class SetAsideForm(forms.Form):
    """Why a mail is no request."""

    reason = forms.CharField(
        label="原因", max_length=200, widget=forms.TextInput({"list": "mail-reasons", "autocomplete": "off"})
    )

    @property
    def suggestions(self) -> tuple[str, ...]:
        """Reasons that occur often."""
        return REASONS


class SendForm(forms.Form):
    """Where a letter goes."""

    to = forms.EmailField(
        label="收件人的电子邮箱", required=False, help_text="只发给一个地址；文书作为附件，正文不含内容。"
    )

    def __init__(self, *args: Any, known: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = known
        if known:
            self.fields["to"].help_text = f"不填则发到申请人提供的邮箱（{masked_email(known)}）。"

    def clean_to(self) -> str:
        """
        Return what was typed, else the address that the applicant gave, which the page does not show.

        :raises ValidationError: there is neither
        """
        to: str = self.cleaned_data["to"] or self.known
        if not to:
            raise forms.ValidationError("申请人没有提供电子邮箱，请填写。")
        return to


class MailPreferencesForm(SettingForm):
    """The mailbox of a body and the notices it sends; the password is never shown."""

    password = forms.CharField(
        label="邮箱密码或者授权码",
        required=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        help_text="留空则不改动；加密保存。",
    )

    def __init__(self, data: Any, *, chosen: MailPreferences) -> None:
        super().__init__(data, initial=model_to_dict(chosen, (*MAILBOX, *NOTICES)))
        self.chosen = chosen
        self.fields |= fields_for_model(MailPreferences, (*MAILBOX, *NOTICES))
        self.fields["folder"].help_text = "通常为 INBOX；程序从不删除服务器上的信件。"
        self.fields["port"].help_text = "留空用缺省端口"

    @property
    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields group by group."""
        mailbox = [*MAILBOX[:5], "password", *MAILBOX[5:]]
        return [
            ("申请邮箱", [self[name] for name in mailbox]),
            ("给申请人的通知", [self[name] for name in NOTICES]),
        ]

    @property
    def account(self) -> Account | None:
        """The mailbox as typed, with the kept password where none was typed; None without a server."""
        data = self.cleaned_data
        typed = MailPreferences(body_id=self.chosen.body_id, **{name: data[name] for name in MAILBOX})
        typed.password = data["password"] or self.chosen.password
        return account_of(typed) if typed.host and typed.account else None


class MailRequestForm(TakeInForm):
    """A request that came by e-mail, filled in from the mail; the proofs are among its attachments."""

    channel = forms.ChoiceField(
        label="申请方式",
        choices=[(Channel.EMAIL.value, Channel.EMAIL.label)],
        widget=forms.HiddenInput,
    )

    def __init__(self, *args: Any, parts: Iterable[IncomingFile], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("filled_by_staff", *PAPER):
            del self.fields[name]
        self.parts = {f"part_{part.pk}": part for part in parts if part.file}
        for name, part in self.parts.items():
            proves = part.content_type in PROVING
            choices = [(each.value, each.label) for each in (USES if proves else USES[:1])]
            self.fields[name] = forms.ChoiceField(label=part.name, choices=choices, initial=USES[0].value)
        self.fields["submitted_on"].help_text = "来信到达申请邮箱的日期。"
        self.fields["receipt_on"].label = "双方确认日期"
        self.fields["receipt_on"].help_text = "以双方确认之日为收到申请之日；尚未与申请人确认的不填。"

    @property
    def applicant_fields(self) -> list[forms.BoundField]:
        """What is asked of the first applicant."""
        return [self[name] for name in APPLICANT_FIELDS if name not in AGENT]

    @property
    def agent_fields(self) -> list[forms.BoundField]:
        """What is asked of an agent."""
        return [self[name] for name in AGENT]

    @property
    def part_fields(self) -> list[forms.BoundField]:
        """What each attachment is."""
        return [self[name] for name in self.parts]

    @property
    def first_fields(self) -> list[forms.BoundField]:
        """How it came in."""
        return [self[name] for name in FIRST if name in self.fields]

    @property
    def last_fields(self) -> list[forms.BoundField]:
        """What is asked for."""
        return [self[name] for name in LAST]

    @property
    def purposes(self) -> dict[int, RequestFile.Purpose]:
        """What each attachment is, by its pk."""
        data = self.cleaned_data
        return {part.pk: RequestFile.Purpose(data[name]) for name, part in self.parts.items()}

    def request_facts(self) -> dict[str, Any]:
        """Return what the action takes; the attachments are handed over with the mail."""
        return {name: value for name, value in super().request_facts().items() if name not in self.parts}

    def papers(self) -> Iterator[tuple[RequestFile.Purpose, File[bytes]]]:
        """Yield nothing: what proves something came with the mail."""
        yield from ()


def guess(mail: IncomingMail) -> dict[str, Any]:
    """Return what a form can be filled in with from a mail; an officer reads it over."""
    phone = PHONE.search(mail.text)
    return {
        "channel": Channel.EMAIL,
        "submitted_on": mail.arrived_at,
        "kind": ApplicantKind.NATURAL_PERSON,
        "name": mail.sender_name if "@" not in mail.sender_name else "",
        "email": mail.sender_address,
        "phone": phone[0] if phone else "",
        "matter": mail.subject[:200],
        "description": mail.text[:4000],
        "supply_form": SupplyForm.ELECTRONIC,
        "delivery": Delivery.EMAIL,
        "key": f"mail-{mail.pk}",
    }
