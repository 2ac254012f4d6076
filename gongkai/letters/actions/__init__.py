"""The verbs of letters; the only writers of their tables."""

from gongkai.letters.actions.sending import attach_scan, dispatch_letter, record_return, record_service
from gongkai.letters.actions.templates import change_number_rule, change_template, restore_template
from gongkai.letters.actions.writing import edit_letter, prepare_letter, sign_letter, void_letter

__all__ = [
    "attach_scan",
    "change_number_rule",
    "change_template",
    "dispatch_letter",
    "edit_letter",
    "prepare_letter",
    "record_return",
    "record_service",
    "restore_template",
    "sign_letter",
    "void_letter",
]
