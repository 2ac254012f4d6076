"""The verbs of mail; the only writers of its tables."""

from gongkai.mail.actions.looking import look_at_mail
from gongkai.mail.actions.preferring import set_preferences
from gongkai.mail.actions.purging import purge_mail
from gongkai.mail.actions.receiving import fetch_account, keep_mail
from gongkai.mail.actions.reminding import remind, remind_again, send_password_link, take_reminder
from gongkai.mail.actions.sending import make_notice, resend, send_letter, send_waiting, take_attempt
from gongkai.mail.actions.sorting import attach_mail, register_mail, set_aside

__all__ = [
    "attach_mail",
    "fetch_account",
    "keep_mail",
    "look_at_mail",
    "make_notice",
    "purge_mail",
    "register_mail",
    "remind",
    "remind_again",
    "resend",
    "send_letter",
    "send_password_link",
    "send_waiting",
    "set_aside",
    "set_preferences",
    "take_attempt",
    "take_reminder",
]
