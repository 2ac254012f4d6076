"""Why a mail server cannot be used, in words that say what to do; they never hold a password."""

import socket
import ssl
from smtplib import SMTPAuthenticationError, SMTPNotSupportedError, SMTPServerDisconnected

SAID = 160  # characters of what a server said
WORDS: tuple[tuple[type[Exception], str], ...] = (
    (socket.gaierror, "找不到服务器{host}，请核对服务器地址。"),
    (ConnectionRefusedError, "服务器{host}的{port}端口没有邮件服务，请核对端口和连接安全。"),
    (ssl.SSLCertVerificationError, "服务器{host}的证书不受信任，请由管理员安装证书或者核对服务器地址。"),
    (ssl.SSLError, "加密连接没有建立，端口{port}与所选的连接安全不符，请核对。"),
    (TimeoutError, "服务器{host}没有答复，请核对地址、端口和防火墙。"),
    (SMTPAuthenticationError, "账号或者密码不对，或者服务器不允许登录。"),
    (SMTPNotSupportedError, "服务器不支持所选的连接安全或者登录方式。"),
    (SMTPServerDisconnected, "服务器{host}中断了连接，端口{port}与所选的连接安全可能不符，请核对。"),
)
SAYINGS = (
    ("AUTHENTICATIONFAILED", "账号或者密码不对，或者服务器不允许登录。"),
    ("LOGIN", "账号或者密码不对，或者服务器不允许登录。"),
    ("doesn't exist", "没有这个文件夹，请核对名称。"),
    ("NONEXISTENT", "没有这个文件夹，请核对名称。"),
    ("Unsafe Login", "邮箱服务商拒绝了登录，请在邮箱设置中开通IMAP并使用授权码。"),
)


def told(error: Exception, *, host: str, port: int, secret: str = "") -> str:
    """Return what is wrong and what to check, in one line."""
    for kind, words in WORDS:
        if isinstance(error, kind):
            return words.format(host=host, port=port)
    said = " ".join(str(error).split())
    for part, words in SAYINGS:
        if part.lower() in said.lower():
            return words
    if secret:
        said = said.replace(secret, "…")
    return f"服务器答复：{said[:SAID]}"
