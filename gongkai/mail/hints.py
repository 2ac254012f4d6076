"""To which case a mail seems to belong: by the mail it answers, or by a code or number in its subject."""

import re

from gongkai.bodies.models import Body
from gongkai.casework.codes import ALPHABET, LENGTH
from gongkai.casework.models import DisclosureRequest
from gongkai.mail.models import Message
from gongkai.mail.reading import ReadMail

CODE = re.compile(rf"(?<![0-9A-Za-z])[{ALPHABET}]{{{LENGTH}}}(?![0-9A-Za-z])")
NUMBER = re.compile(r"(?<![0-9A-Za-z])[0-9A-Za-z][0-9A-Za-z〔〕()（）\-]{4,38}(?![0-9A-Za-z])")
LOOKED_AT = 2_000  # characters of the text


def answered(body: Body, mail: ReadMail) -> Message | None:
    """Return the message of ours that a mail answers or reports about."""
    wanted = [mail.report.message_id] if mail.report and mail.report.message_id else mail.refers_to
    return Message.objects.of(body).filter(message_id__in=wanted).order_by("-pk").first()


def hint_for(body: Body, mail: ReadMail) -> tuple[DisclosureRequest | None, str]:
    """Return a case that a mail may belong to, and how that was seen; an officer decides."""
    cases = DisclosureRequest.objects.of(body)
    if message := answered(body, mail):
        return message.request, "回复了本案发出的邮件"
    for where, text in (("主题", mail.subject), ("正文", mail.text[:LOOKED_AT])):
        codes = CODE.findall(text.upper())[:20]
        if case := cases.filter(query_code__in=codes).first():
            return case, f"{where}中写有本案的查询码"
        if case := cases.filter(number__in=NUMBER.findall(text)[:50]).first():
            return case, f"{where}中写有本案的申请编号"
    return None, ""
