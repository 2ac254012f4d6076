"""The tables of mail."""

from gongkai.mail.models.incoming import IncomingFile, IncomingMail, MailFolder, MailLook
from gongkai.mail.models.outgoing import Attempt, Message
from gongkai.mail.models.preferences import MailPreferences
from gongkai.mail.models.reminder import Reminder

__all__ = [
    "Attempt",
    "IncomingFile",
    "IncomingMail",
    "MailFolder",
    "MailLook",
    "MailPreferences",
    "Message",
    "Reminder",
]
