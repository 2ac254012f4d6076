"""The mail with a link to set a new password; its link works once and for half an hour."""

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils.http import int_to_base36

from gongkai.bodies.models import User

TEXT = """{name}：

有人在政府信息公开办公端的登录页面填写了您的用户名（{username}），申请重设登录密码。如果是您本人，请在{minutes}分钟内打开下面的链接，设置新密码：

{link}

链接只能使用一次。设置新密码以后，原来的登录全部失效；已经启用双因素身份认证的，登录时仍须输入验证码。

如果不是您本人申请，请不要打开链接，也不要转发本邮件，您的密码没有改变；多次收到本邮件的，请告知本机关管理员。
"""


def password_text(user: User) -> str:
    """Return what the mail says; each call makes a link of its own."""
    key = {"uidb36": int_to_base36(user.pk), "key": default_token_generator.make_token(user)}
    path = reverse("account_reset_password_from_key", kwargs=key)
    return TEXT.format(
        name=user,
        username=user.username,
        minutes=settings.PASSWORD_RESET_TIMEOUT // 60,
        link=f"{settings.BASE_URL.rstrip('/')}{path}",
    )
