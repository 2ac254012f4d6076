"""起草: a file dropped on the form fills it, proposals are taken one by one, nothing typed is lost."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from gongkai.publishing.models import InformationItem, Paper
from tests.common.test_uploads import ole
from tests.factories import make_user
from tests.publishing.papers.made import word, word_with_picture
from tests.publishing.staff import Staff, make_staff

pytestmark = pytest.mark.django_db
NEW = "office:new_item"
NOTICE = (
    "海人社发〔2026〕12号",
    "关于调整失业保险金标准的通知",
    "各县（市、区）人力资源和社会保障局：",
    "为提高失业人员保障水平，现就调整失业保险金标准通知如下：",
    "海城市人力资源和社会保障局",
    "2026年3月6日",
)


@pytest.fixture
def staff() -> Staff:
    return make_staff()


@pytest.fixture
def writer(client: Client, staff: Staff) -> Client:
    client.force_login(staff.writer)
    return client


def typed(staff: Staff, **given: Any) -> dict[str, Any]:
    return {
        "column": staff.column.pk,
        "title": "",
        "content": "",
        "issuing_body": staff.body.name,
        "formed_on": "2026-03-09",
        "document_kind": "other",
        "disclosure_mode": "public",
        "disclosure_scope": "面向社会",
        **given,
    }


def upload(data: bytes, name: str = "通知.docx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def test_a_file_fills_the_text_and_nothing_else(writer: Client, staff: Staff) -> None:
    given = typed(staff, act="read", summary="我写的概述", paper_file=upload(word(*NOTICE)))

    shown = writer.post(reverse(NEW), given)
    page = shown.content.decode()

    assert "已读入“通知.docx”，还没有保存" in page
    assert "我写的概述" in page
    assert shown.context["form"]["title"].value() == ""
    assert "<p>关于调整失业保险金标准的通知</p>" in shown.context["form"]["content"].value()
    assert not InformationItem.objects.exists()


def test_each_proposal_stands_beside_its_field_with_its_place(writer: Client, staff: Staff) -> None:
    page = writer.post(
        reverse(NEW), typed(staff, act="read", paper_file=upload(word(*NOTICE)))
    ).content.decode()

    assert 'data-field="title" data-value="关于调整失业保险金标准的通知"' in " ".join(page.split())
    assert "见正文第2段" in page
    assert "见落款" in page
    assert "全部采用" in page


def test_one_proposal_is_taken_without_the_others(writer: Client, staff: Staff) -> None:
    content = "".join(f"<p>{line}</p>" for line in NOTICE)

    form = writer.post(reverse(NEW), typed(staff, act="take:doc_no", content=content)).context["form"]

    assert form["doc_no"].value() == "海人社发〔2026〕12号"
    assert form["title"].value() == ""
    assert "title" in {each.field for each in form.proposals}
    assert "doc_no" not in {each.field for each in form.proposals}


def test_all_are_taken_at_once_and_saved(writer: Client, staff: Staff) -> None:
    content = "".join(f"<p>{line}</p>" for line in NOTICE)
    form = writer.post(reverse(NEW), typed(staff, act="take:all", content=content)).context["form"]
    assert form.proposals == []

    given = {name: form[name].value() or "" for name in form.fields}
    writer.post(reverse(NEW), given)

    item = InformationItem.objects.get()
    assert (item.title, item.doc_no) == ("关于调整失业保险金标准的通知", "海人社发〔2026〕12号")
    assert item.formed_on.isoformat() == "2026-03-06"
    assert item.keywords == "失业保险金"


def test_a_text_that_says_nothing_of_itself_says_so(writer: Client, staff: Staff) -> None:
    page = writer.post(reverse(NEW), typed(staff, act="propose", content="<p>短。</p>")).content.decode()

    assert "没有从正文中找到" in page


def test_a_refused_file_leaves_the_form_as_it_was(writer: Client, staff: Staff) -> None:
    given = typed(staff, act="read", content="<p>已经写的正文</p>", title="已经写的标题")

    shown = writer.post(reverse(NEW), {**given, "paper_file": upload(ole("WordDocument"), "旧.doc")})

    assert "另存为.docx" in shown.content.decode()
    assert shown.context["form"]["content"].value() == "<p>已经写的正文</p>"
    assert shown.context["form"]["title"].value() == "已经写的标题"
    assert writer.post(reverse(NEW), given).context["intake"].form.errors == {
        "paper_file": ["请先选择文件。"]
    }


def test_a_second_file_goes_below_unless_it_takes_the_place(writer: Client, staff: Staff) -> None:
    below = typed(staff, act="read", content="<p>甲</p>", paper_file=upload(word("乙")))
    assert writer.post(reverse(NEW), below).context["form"]["content"].value() == "<p>甲</p><p>乙</p>"

    instead = {**below, "replace": "on", "paper_file": upload(word("丙"))}
    assert writer.post(reverse(NEW), instead).context["form"]["content"].value() == "<p>丙</p>"


def test_pictures_show_before_and_after_saving(writer: Client, staff: Staff) -> None:
    shown = writer.post(reverse(NEW), typed(staff, act="read", paper_file=upload(word_with_picture())))
    paper = Paper.objects.get()
    picture = writer.get(reverse("office:item_picture", args=[paper.pk, 1]))
    assert picture["Content-Type"] == "image/png"

    content = shown.context["form"]["content"].value()
    writer.post(
        reverse(NEW), typed(staff, title="指南", content=content, paper=paper.pk, keep_originals="on")
    )

    item = InformationItem.objects.get()
    page = writer.get(reverse("office:item", args=[item.pk])).content.decode()
    assert f'src="/office/items/{item.pk}/files/' in page
    assert page.count(">通知.docx</a>") == 1
    assert ">image1.png</a>" not in page  # no attachment to be downloaded


def test_a_waiting_picture_is_for_whoever_read_it_in(writer: Client, client: Client, staff: Staff) -> None:
    writer.post(reverse(NEW), typed(staff, act="read", paper_file=upload(word_with_picture())))
    paper = Paper.objects.get()
    address = reverse("office:item_picture", args=[paper.pk, 1])
    assert writer.get(reverse("office:item_picture", args=[paper.pk, 9])).status_code == 404

    client.force_login(staff.head)
    assert client.get(address).status_code == 404
    client.force_login(make_user())
    assert client.get(address).status_code in (302, 403)


def test_what_word_pastes_comes_back_clean(writer: Client) -> None:
    html = '<p class=MsoNormal style="mso-x:1">正文<o:p></o:p><del>旧</del></p>'

    answer = writer.post(reverse("office:item_pasted"), {"html": html}).json()

    assert answer == {"html": "<p>正文</p>", "notes": ["修订中删去的文字1处没有粘贴"]}


def test_the_same_without_the_help_of_the_editor(writer: Client, staff: Staff) -> None:
    html = '<p class=MsoNormal style="mso-x:1">正文<o:p></o:p><del>旧</del></p>'

    writer.post(reverse(NEW), typed(staff, title="通知", content=html))

    assert InformationItem.objects.get().content == "<p>正文</p>"
