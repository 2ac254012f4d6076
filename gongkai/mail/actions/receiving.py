"""Taking mails in: each once, as it came, with its attachments looked into; what machines wrote is filed."""

from datetime import datetime
from hashlib import sha256

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction

from gongkai.bodies.models import Body
from gongkai.common.kept_files import keep_file
from gongkai.common.sealed_files import sealed_storage
from gongkai.common.uploads import UploadRefused, clean_name, store_upload
from gongkai.mail.errors import MailboxDown
from gongkai.mail.hints import answered, hint_for
from gongkai.mail.imap import Account, Fetched, OpenFolder, open_folder
from gongkai.mail.models import IncomingFile, IncomingMail, MailFolder, Message
from gongkai.mail.models.incoming import raw_path
from gongkai.mail.reading import Part, ReadMail, read_mail

FILES_LIMIT = 30
Kind, State = IncomingMail.Kind, IncomingMail.State


def fetch_account(body: Body, account: Account, *, at: datetime) -> list[IncomingMail]:
    """
    Fetch what is new in a folder; a second run, or one after a break, takes nothing twice.

    :raises MailboxDown: the server cannot be reached or refuses; the reason stands at the folder, too
    """
    folder, _ = MailFolder.objects.get_or_create(body=body, account=account.name)
    folder.looked_at, folder.trouble = at, ""
    kept: list[IncomingMail] = []
    try:
        with open_folder(account) as opened:
            _begin(folder, opened)
            for uid in opened.newer_than(folder.last_uid):
                mail = _fetch_one(folder, opened, uid)
                kept += [mail] if mail else []
    except MailboxDown as error:
        folder.trouble = str(error)[:300]
        raise
    finally:
        folder.save()
    return kept


@transaction.atomic
def keep_mail(body: Body, fetched: Fetched, *, folder: MailFolder | None = None) -> IncomingMail | None:
    """Keep one mail with its attachments; None when the same mail is here already."""
    read = read_mail(fetched.raw, size=fetched.size)
    if IncomingMail.objects.of(body).filter(key=read.key).exists():
        return None
    if not fetched.is_whole:
        size = fetched.size / 1048576
        read.remarks.append(
            f"信件有{size:.0f} MB，超过上限，没有收取；原信保存在邮件服务器上，请在邮箱中查看。"
        )
        read.text, read.parts = "", []
    mail = IncomingMail(
        body=body,
        key=read.key,
        folder=folder,
        uid_validity=folder.uid_validity if folder else 0,
        uid=fetched.uid,
        sender_name=read.sender_name,
        sender_address=read.sender_address,
        subject=read.subject,
        text=read.text,
        size=fetched.size,
        sent_at=read.sent_at,
        arrived_at=fetched.arrived_at,
    )
    _recognise(mail, read)
    with store_upload(ContentFile(fetched.raw), raw_path(mail, ""), storage=sealed_storage) as stored:
        mail.raw.name = stored
        mail.remarks = read.remarks
        mail.save()
        _keep_parts(mail, read)
    return mail


def _begin(folder: MailFolder, opened: OpenFolder) -> None:
    """Start from the first mail where the server has numbered its mails anew (UIDVALIDITY, RFC 3501)."""
    if folder.uid_validity != opened.uid_validity:
        folder.uid_validity, folder.last_uid = opened.uid_validity, 0


def _fetch_one(folder: MailFolder, opened: OpenFolder, uid: int) -> IncomingMail | None:
    fetched = opened.fetch(uid, limit=settings.MAIL_LIMIT)
    mail = keep_mail(folder.body, fetched, folder=folder) if fetched else None
    folder.last_uid = uid
    folder.save(update_fields=["uid_validity", "last_uid"])
    if fetched:
        opened.done_with(uid)
    return mail


def _recognise(mail: IncomingMail, read: ReadMail) -> None:
    """Say what kind of mail it is, and what it concerns; only letters of people wait for an officer."""
    mail.concerns = answered(mail.body, read)
    if read.report:
        mail.kind = Kind.BOUNCE if read.report.failed else Kind.RECEIPT
    elif read.is_automatic:
        mail.kind = Kind.AUTOMATIC
    if mail.kind == Kind.LETTER:
        mail.hinted, mail.hint = hint_for(mail.body, read)
        return
    mail.state = State.FILED
    if mail.concerns:
        mail.request = mail.concerns.request
        if mail.kind == Kind.BOUNCE:
            _note_return(mail.concerns, read)


def _note_return(message: Message, read: ReadMail) -> None:
    status = f"（{read.report.status}）" if read.report and read.report.status else ""
    message.state, message.reason = (
        Message.State.RETURNED,
        f"对方邮件服务器退回{status}，请核对地址或者改用其他方式送达。",
    )
    message.next_at = None
    message.save(update_fields=["state", "reason", "next_at"])


def _keep_parts(mail: IncomingMail, read: ReadMail) -> None:
    if len(read.parts) > FILES_LIMIT:
        mail.remarks = [*mail.remarks, f"附件超过{FILES_LIMIT}个，其余没有接收；请打开原信查看。"]
        mail.save(update_fields=["remarks"])
    for part in read.parts[:FILES_LIMIT]:
        _keep_part(mail, part)


def _keep_part(mail: IncomingMail, part: Part) -> None:
    """Keep an attachment that may be kept; of one that may not, why."""
    file = ContentFile(part.data, part.name)
    digest = sha256(part.data).hexdigest()
    row = IncomingFile(mail=mail, name=clean_name(part.name), size=len(part.data), sha256=digest)
    try:
        keep_file(row, file)
    except UploadRefused as refusal:
        row.refused = str(refusal)[:400]
        row.save()
