"""The tables of mail."""

from gongkai.mail.models.incoming import IncomingFile, IncomingMail, MailFolder, MailLook
from gongkai.mail.models.outgoing import Attempt, Message
from gongkai.mail.models.preferences import MailPreferences

__all__ = ["Attempt", "IncomingFile", "IncomingMail", "MailFolder", "MailLook", "MailPreferences", "Message"]
