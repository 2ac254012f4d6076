"""收取来信: from a real IMAP server, each mail once, nothing deleted there."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.utils.timezone import now

from gongkai.bodies.models import Body
from gongkai.mail.accounts import fetch_all
from gongkai.mail.actions import set_preferences
from gongkai.mail.errors import MailboxDown
from gongkai.mail.imap import account_of_url
from gongkai.mail.models import IncomingMail, MailFolder
from tests.factories import make_body
from tests.mail.dovecot import PASSWORD, USER, Server
from tests.mail.letters_of_people import make_mail

pytestmark = pytest.mark.django_db


@pytest.fixture
def body(settings: Any, imap: Server) -> Body:
    """A body whose mailbox stands in the environment."""
    settings.GONGKAI_IMAP_URL = imap.url
    return make_body(code="haicheng")


def fetch() -> int:
    """Fetch and count what was new."""
    return sum(len(each.new) for each in fetch_all(at=now()))


def test_a_mail_is_kept_as_it_came_and_marked_as_read(body: Body, imap: Server) -> None:
    raw = make_mail()
    imap.deliver(raw)

    assert fetch() == 1

    mail = IncomingMail.objects.get()
    assert (mail.body, mail.subject, mail.kind) == (body, "申请公开2025年稳岗返还企业名单", "letter")
    with mail.raw.open("rb") as kept, default_storage.open(mail.raw.name) as sealed:
        assert kept.read().replace(b"\r\n", b"\n") == raw
        assert b"liming" not in sealed.read()
    assert abs((mail.arrived_at - now()).total_seconds()) < 60
    assert b"\\Seen" in imap.flags()[0]


def test_a_second_run_finds_nothing_and_a_later_mail_alone_is_new(body: Body, imap: Server) -> None:
    imap.deliver(make_mail())
    fetch()

    assert fetch() == 0
    imap.deliver(make_mail(message_id="<a2@mail.example>"))
    assert fetch() == 1


def test_a_mailbox_that_was_numbered_anew_gives_no_mail_twice(body: Body, imap: Server) -> None:
    imap.deliver(make_mail())
    fetch()
    before = MailFolder.objects.get().uid_validity

    imap.renumber()
    imap.deliver(make_mail(message_id="<a2@mail.example>"))

    assert fetch() == 1
    assert MailFolder.objects.get().uid_validity != before
    assert IncomingMail.objects.count() == 2


def test_the_same_mail_sent_twice_is_kept_once(body: Body, imap: Server) -> None:
    imap.deliver(make_mail())
    imap.deliver(make_mail())

    assert fetch() == 1


def test_mails_are_moved_where_the_setting_says(settings: Any, body: Body, imap: Server) -> None:
    settings.GONGKAI_IMAP_URL = f"{imap.url}?after=move&to=%E5%B7%B2%E6%94%B6%E5%8F%96"
    imap.deliver(make_mail())

    assert fetch() == 1
    assert not [line for line in imap.flags() if line]
    assert len(imap.flags('"&XfJlNlPW-"')) == 1  # 已收取, as RFC 3501 writes it
    assert fetch() == 0


def test_a_huge_mail_stays_on_the_server_and_is_entered(settings: Any, body: Body, imap: Server) -> None:
    settings.MAIL_LIMIT = 2_000
    imap.deliver(make_mail(text="长" * 3_000))

    assert fetch() == 1

    mail = IncomingMail.objects.get()
    assert (mail.subject, mail.text) == ("申请公开2025年稳岗返还企业名单", "")
    assert "超过上限" in mail.remarks[0]


def test_a_body_has_its_own_mailbox_with_a_sealed_password(settings: Any, imap: Server) -> None:
    body = make_body(parent=make_body())
    facts = {"host": "127.0.0.1", "port": imap.port, "security": "none", "account": USER, "fetches": True}
    chosen = set_preferences(body, password=PASSWORD, **facts)
    imap.deliver(make_mail())

    assert fetch() == 1

    assert IncomingMail.objects.get().body == body
    stored = type(chosen).objects.filter(pk=chosen.pk).values_list("password", flat=True)[0]
    assert PASSWORD not in str(getattr(stored, "token", stored))


def test_a_wrong_password_is_said_and_kept(settings: Any, body: Body, imap: Server) -> None:
    settings.GONGKAI_IMAP_URL = imap.url.replace("odd", "even")

    rounds = fetch_all(at=now())

    assert "账号或者密码不对" in rounds[0].trouble
    assert MailFolder.objects.get().trouble == rounds[0].trouble


def test_a_server_that_is_down_is_said(settings: Any) -> None:
    make_body()
    settings.GONGKAI_IMAP_URL = "imap://a:secret@127.0.0.1:9/INBOX"

    trouble = fetch_all(at=now())[0].trouble

    assert "不能收取" in trouble
    assert "secret" not in trouble


@pytest.mark.parametrize(
    "url", ["http://a:b@c/", "imaps://host/", "imaps://a:b@c/?after=delete", "imaps://a:b@c/?after=move"]
)
def test_a_url_that_says_nothing_is_refused(url: str) -> None:
    with pytest.raises(MailboxDown):
        account_of_url(url)


def test_without_the_package_it_says_what_to_install(monkeypatch: Any, settings: Any, body: Body) -> None:
    monkeypatch.setitem(__import__("sys").modules, "imap_tools", None)

    assert "附加包 mail" in fetch_all(at=now())[0].trouble


def test_the_command_prints_json_and_fails_where_a_mailbox_is_down(
    settings: Any, body: Body, imap: Server
) -> None:
    imap.deliver(make_mail())
    out = StringIO()
    call_command("fetch_mail", "--json", stdout=out)
    account = f"{USER}@127.0.0.1/INBOX"
    assert json.loads(out.getvalue()) == [{"body": "haicheng", "account": account, "new": 1, "trouble": None}]

    settings.GONGKAI_IMAP_URL = "imap://a:b@127.0.0.1:9/"
    with pytest.raises(CommandError):
        call_command("fetch_mail", stdout=StringIO())


def test_tick_fetches_too(body: Body, imap: Server) -> None:
    imap.deliver(make_mail())
    out = StringIO()

    call_command("tick", "--json", stdout=out)

    assert json.loads(out.getvalue())["fetched"] == 1
