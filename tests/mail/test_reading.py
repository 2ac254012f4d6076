"""读信: whatever a sender's program made of a mail, an officer can read it, and nothing slips in."""

import pytest

from gongkai.mail.reading import read_mail
from tests.mail.letters_of_people import SENT, bounce, make_mail, plain, word


def test_who_about_what_when_and_the_text() -> None:
    mail = read_mail(make_mail())

    assert (mail.sender_name, mail.sender_address) == ("李明", "liming@mail.example")
    assert (mail.subject, mail.sent_at) == ("申请公开2025年稳岗返还企业名单", SENT)
    assert mail.text.splitlines()[1:] == ["电话13800000000", "李明"]
    assert not mail.remarks
    assert mail.report is None
    assert not mail.is_automatic


@pytest.mark.parametrize(
    ("charset", "called"),
    [("gbk", "gb2312"), ("gb18030", "gb2312"), ("utf-8", "gb2312"), ("gbk", "iso-8859-1"), ("gbk", "utf-8")],
)
def test_a_mislabelled_encoding_is_read(charset: str, called: str) -> None:
    raw = plain(
        word("申请镕基路拆迁信息", charset, called=called),
        "朱镕基路的拆迁公告".encode(charset),
        charset=called,
    )

    mail = read_mail(raw)

    assert (mail.subject, mail.text) == ("申请镕基路拆迁信息", "朱镕基路的拆迁公告")


def test_bytes_without_any_label_are_read() -> None:
    subject = "申请信息".encode("gbk").decode("utf-8", "surrogateescape")

    mail = read_mail(plain(subject, "名单".encode("gbk")))

    assert (mail.subject, mail.text) == ("申请信息", "名单")


def test_a_character_cut_in_two_between_words_is_put_together() -> None:
    whole = "申请公开".encode()
    from base64 import b64encode

    words = " ".join(f"=?utf-8?B?{b64encode(part).decode()}?=" for part in (whole[:4], whole[4:]))

    assert read_mail(plain(words, b"x")).subject == "申请公开"


def test_what_cannot_be_decoded_is_said() -> None:
    mail = read_mail(plain("x", "名单".encode("gbk")[:3] + b"\xff\xfe", charset="utf-8"))

    assert "编码有误" in mail.remarks[0]


def test_a_header_stays_one_line() -> None:
    mail = read_mail(plain(word("申请\r\nBcc: all@b.example\u202e", "utf-8"), b"x"))

    assert mail.subject == "申请 Bcc: all@b.example"


def test_html_alone_becomes_text_and_its_scripts_go() -> None:
    mail = read_mail(
        make_mail(html="<style>p{}</style><script>alert(1)</script><p>申请<b>名单</b></p><p>李明</p>")
    )

    assert mail.text == "申请名单\n李明"
    assert "网页格式" in mail.remarks[0]


def test_attachments_keep_their_names() -> None:
    name = word("身份证.png", "gbk", called="gb2312")
    raw = (
        b"From: a@b.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
        b'Content-Type: application/octet-stream; name="' + name.encode() + b'"\r\n'
        b"Content-Transfer-Encoding: base64\r\n\r\nQUJD\r\n--b--"
    )

    assert [(part.name, part.data) for part in read_mail(raw).parts] == [("身份证.png", b"ABC")]


def test_the_same_mail_has_the_same_key_and_one_without_an_id_the_hash_of_its_bytes() -> None:
    assert read_mail(make_mail()).key == read_mail(make_mail(text="later")).key
    assert read_mail(make_mail(message_id="")).key != read_mail(make_mail(message_id="", text="x")).key


def test_a_bounce_names_the_mail_and_the_status() -> None:
    report = read_mail(bounce("<m@haicheng.example>")).report

    assert report
    assert (report.failed, report.status, report.message_id) == (True, "5.1.1", "<m@haicheng.example>")


def test_a_bounce_without_a_report_is_known_by_its_sender() -> None:
    text = "退信原因：收件人不存在 5.1.1\n\nMessage-ID: <m@haicheng.example>\n"
    report = read_mail(make_mail(sender="PostMaster@qq.example", text=text)).report

    assert report
    assert (report.failed, report.status, report.message_id) == (True, "5.1.1", "<m@haicheng.example>")


def test_a_delay_is_no_failure() -> None:
    report = read_mail(bounce("<m@haicheng.example>", action="delayed", status="4.4.1")).report

    assert report
    assert not report.failed


@pytest.mark.parametrize(
    "raw",
    [
        make_mail(Auto_Submitted="auto-replied"),
        make_mail(X_Autoreply="yes"),
        make_mail(subject="自动回复：申请"),
        make_mail(Precedence="auto_reply"),
    ],
)
def test_an_automatic_answer_is_known(raw: bytes) -> None:
    assert read_mail(raw).is_automatic


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\xff\xfe\x00",
        b"Subject: =?utf-8?B?!!!?=\r\nDate: 99 xx\r\n\r\n",
        b"Content-Type: multipart/mixed\r\n\r\nno boundary",
        b"--b\r\n".join([b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"] * 400),
        b"From: =?x-unknown?Q?=FF?= <a@b>\r\nContent-Type: text/plain; charset=x-nothing\r\n\r\n\xb9\xab",
        b"Content-Transfer-Encoding: base64\r\n\r\n@@@@",
    ],
)
def test_nothing_breaks_the_reader(raw: bytes) -> None:
    mail = read_mail(raw)

    assert len(mail.key) == 64
    mail.text.encode("utf-8")
    mail.subject.encode("utf-8")
