"""What a body chooses about its mailbox and its notices."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from gongkai.bodies.models import Body
from gongkai.mail.models import MailPreferences


@transaction.atomic
def set_preferences(body: Body, *, password: str = "", **choices: Any) -> MailPreferences:
    """
    Set what a body chooses about mail; an empty password leaves the one that is there.

    :raises ValidationError: a server without an account, or mails to be moved nowhere
    """
    Body.objects.select_for_update().get(pk=body.pk)
    chosen = MailPreferences.objects.for_body(body)
    for name, value in choices.items():
        setattr(chosen, name, value)
    chosen.password = password or chosen.password
    _check(chosen)
    chosen.full_clean(exclude=["body"], validate_constraints=False)
    chosen.save()
    return chosen


def _check(chosen: MailPreferences) -> None:
    if chosen.fetches and not (chosen.host and chosen.account and chosen.password):
        raise ValidationError({"host": "收取来信要填写服务器、账号和密码。"})
    if chosen.after == MailPreferences.After.MOVE and not chosen.moved_to.strip():
        raise ValidationError({"moved_to": "请写明移到哪个文件夹。"})
