"""年报核对: dropped in, read beside the paper, put right, answered, sent back, taken over."""

import io
import zipfile

import openpyxl
import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from docx import Document

from gongkai.bodies.models import Body, User
from gongkai.proofing.models import Batch, Paper, Reading
from gongkai.reports.models import AnnualReport
from gongkai.rules.roles import Role
from tests.factories import make_body, make_user
from tests.proofing.making import LINJIANG, checked, keep_batch, only_reading, page, unbalanced
from tests.reports.reading.test_reading import balanced

pytestmark = pytest.mark.django_db
PROOFING = "/office/proofing/"


@pytest.fixture
def body() -> Body:
    return make_body(name=LINJIANG)


@pytest.fixture
def editor(body: Body, client: Client) -> User:
    user = make_user(role=Role.REPORT_EDITOR, body=body, full_name="刘编辑")
    client.force_login(user)
    return user


def text_of(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def test_files_are_dropped_in_and_each_shows_what_was_found(editor: User, client: Client) -> None:
    sent = {
        "papers": [page(name="临江.html"), page(unbalanced(), year=2022, name="错的.html")],
        "title": "各县区",
    }

    answer = client.post(PROOFING, sent, follow=True)

    shown = answer.content.decode()
    assert answer.redirect_chain == [(f"{PROOFING}{Batch.objects.get().pk}/", 302)]
    assert "共 2 份文件" in shown
    assert "没有问题" in shown
    assert "错误" in shown
    assert "各县区" in text_of(client, PROOFING)


def test_a_file_that_is_no_document_keeps_the_form_and_nothing_else(editor: User, client: Client) -> None:
    program = SimpleUploadedFile("年报.pdf", b"MZ" + b"\0" * 200)

    answer = client.post(PROOFING, {"papers": [page(), program], "title": "各县区"})

    shown = answer.content.decode()
    assert "可执行文件" in shown
    assert 'value="各县区"' in shown
    assert not Batch.objects.exists()


def test_while_papers_wait_the_page_asks_again(editor: User, client: Client) -> None:
    batch = checked(editor, [page(), page(name="又一份.html")])
    batch.papers.filter(name="又一份.html").update(state=Paper.State.WAITING)

    answer = client.get(f"{PROOFING}{batch.pk}/", headers={"HX-Request": "true"})

    shown = answer.content.decode()
    assert "还有 1 份" in shown
    assert 'hx-trigger="load delay:1s"' in shown
    assert "<html" not in shown


def test_the_paper_stands_beside_the_numbers_and_a_number_leads_to_its_spot(
    editor: User, client: Client
) -> None:
    reading = only_reading(checked(editor, [page(unbalanced())]))

    shown = text_of(client, f"{PROOFING}readings/{reading.pk}/")

    assert 'href="#spot-t2r4c2" data-spot>13612' in shown
    assert 'id="spot-t2r4c2"' in shown
    assert 'href="#row-requests-0-business"' in shown or 'href="#row-requests-' in shown
    assert 'id="row-requests-0-business"' in shown
    assert "工作平稳开展。" in shown


def test_a_row_is_put_right_with_a_reason(editor: User, client: Client) -> None:
    reading = only_reading(checked(editor, [page(unbalanced())]))
    form = f"{PROOFING}readings/{reading.pk}/requests/0/"
    right = {"business": "252", "total": "14069"}
    read = reading.data["tables"]["requests"]
    first = dict(zip(read["columns"], read["rows"][0]["values"], strict=True))
    typed = {f"cell-{name}": right.get(name, value) for name, value in first.items()}

    without = client.post(form, {**typed, "reason": ""})
    answer = client.post(form, {**typed, "reason": "原件为252"}, follow=True)

    assert "更正数字应写明理由" in without.content.decode()
    assert 'value="252"' in without.content.decode()
    shown = answer.content.decode()
    assert "原读为255" in shown
    assert Reading.objects.get().errors == 0


def test_a_finding_is_answered_and_counts_no_longer(editor: User, client: Client) -> None:
    reading = only_reading(checked(editor, [page(unbalanced())]))
    shown = text_of(client, f"{PROOFING}readings/{reading.pk}/")
    path = shown.split(f"{PROOFING}readings/{reading.pk}/findings/")[1].split("/")[0]
    before = reading.errors

    answer = client.post(
        f"{PROOFING}readings/{reading.pk}/findings/{path}/", {"note": "已与原机关核实"}, follow=True
    )

    assert "核对的说明：已与原机关核实（刘编辑）" in answer.content.decode()
    assert Reading.objects.get().errors == before - 1


def test_an_answer_is_taken_back_and_the_record_says_so(editor: User, client: Client) -> None:
    reading = only_reading(checked(editor, [page(unbalanced())]))
    page_of = f"{PROOFING}readings/{reading.pk}/"
    key = text_of(client, page_of).split(f"{page_of}findings/")[1].split("/")[0]
    client.post(f"{page_of}findings/{key}/", {"note": "已与原机关核实"})

    answer = client.post(f"{page_of}findings/{key}/", {"withdraw": "1"}, follow=True)
    again = client.post(f"{page_of}findings/{key}/", {"withdraw": "1"}, follow=True)

    shown = answer.content.decode()
    assert "已撤回说明" in shown
    assert "核对的说明：" not in shown
    assert shown.index("撤回说明</strong>") < shown.index("理由：已与原机关核实")
    assert "没有说明，不用撤回" in again.content.decode()
    assert Reading.objects.get().errors == reading.errors


def test_the_letter_names_the_row_that_is_wrong_and_no_other(editor: User, client: Client) -> None:
    cells = balanced("y2021")
    cells["requests"]["total"]["total"] = (cells["requests"]["total"]["total"] or 0) + 1
    reading = only_reading(checked(editor, [page(cells)]))

    letter = Document(io.BytesIO(client.get(f"{PROOFING}readings/{reading.pk}/letter.docx").content))

    (told,) = [one.text for one in letter.paragraphs if "“（七）总计”一行" in one.text]
    assert "》“（七）总计”：" in told


def test_the_letter_is_printed_as_pdf(editor: User, client: Client) -> None:
    reading = only_reading(checked(editor, [page(unbalanced(), year=2022)]))

    answer = client.get(f"{PROOFING}readings/{reading.pk}/letter.pdf")

    (first, *_) = pypdfium2.PdfDocument(answer.content)
    words = "".join(first.get_textpage().get_text_range().split())
    assert "关于政府信息公开工作年度报告核对意见的函" in words
    assert f"{LINJIANG}：" in words
    assert "1.《" in words


def test_a_reading_goes_into_the_series(editor: User, body: Body, client: Client) -> None:
    reading = only_reading(checked(editor, [page()]))
    form = f"{PROOFING}readings/{reading.pk}/take/"

    asked = text_of(client, form)
    answer = client.post(form, {"body": body.pk}, follow=True)

    assert f'<option value="{body.pk}" selected>' in asked
    report = AnnualReport.objects.get()
    assert (report.body, report.year) == (body, 2024)
    assert f"/office/reports/{report.pk}/" in answer.content.decode()


def test_all_findings_as_a_sheet_and_a_letter_to_each_body(editor: User, client: Client) -> None:
    batch = checked(editor, [page(), page(unbalanced(), year=2022, name="错的.html")])

    sheet = openpyxl.load_workbook(
        io.BytesIO(client.get(f"{PROOFING}{batch.pk}/findings.xlsx").content)
    ).active
    packed = zipfile.ZipFile(io.BytesIO(client.get(f"{PROOFING}{batch.pk}/letters.zip").content))

    assert sheet is not None
    lines = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    assert {line[0] for line in lines} == {"报告.html", "错的.html"}
    assert any(line[3] == "错误" and line[7] and line[8] for line in lines)
    assert sorted(packed.namelist()) == [f"{LINJIANG}{year}年度报告核对意见.docx" for year in (2022, 2024)]
    letter = Document(io.BytesIO(packed.read(f"{LINJIANG}2022年度报告核对意见.docx")))
    words = [one.text for one in letter.paragraphs]
    assert words[0] == "关于政府信息公开工作年度报告核对意见的函"
    assert any("请逐项核实" in text for text in words)
    assert any(text.startswith("1.《") for text in words)


def test_sixty_papers_are_listed_by_as_many_queries_as_two(editor: User, body: Body, client: Client) -> None:
    few, many = keep_batch(body, editor, 2), keep_batch(body, editor, 60)

    with CaptureQueriesContext(connection) as asked:
        client.get(f"{PROOFING}{few.pk}/")
    with CaptureQueriesContext(connection) as asked_for_sixty:
        shown = text_of(client, f"{PROOFING}{many.pk}/")

    assert len(asked_for_sixty) == len(asked)
    assert "共 60 份文件" in shown


def test_a_batch_is_deleted_after_asking(editor: User, client: Client) -> None:
    batch = checked(editor, [page()])

    asked = text_of(client, f"{PROOFING}{batch.pk}/drop/")
    client.post(f"{PROOFING}{batch.pk}/drop/")

    assert "不能恢复" in asked
    assert not Batch.objects.exists()


def test_who_reads_reports_sees_it_and_changes_nothing(body: Body, editor: User, client: Client) -> None:
    reading = only_reading(checked(editor, [page(unbalanced())]))
    client.force_login(make_user(role=Role.AUDITOR, body=body))

    shown = text_of(client, f"{PROOFING}readings/{reading.pk}/")

    assert "更正" not in shown
    assert "说明核对结果" not in shown
    assert client.post(PROOFING, {"papers": [page()]}).status_code in {302, 403}
    assert Batch.objects.count() == 1


def test_nobody_sees_the_papers_of_another_body(editor: User, client: Client) -> None:
    elsewhere = make_user(role=Role.REPORT_EDITOR, body=make_body(name="别的局"))
    batch = checked(elsewhere, [page()])
    paper, reading = batch.papers.get(), only_reading(batch)

    paths = (
        f"{batch.pk}/",
        f"readings/{reading.pk}/",
        f"papers/{paper.pk}/file/",
        f"papers/{paper.pk}/1.png",
    )

    assert [client.get(f"{PROOFING}{path}").status_code for path in paths] == [404] * 4


def test_the_paper_is_sent_as_it_came(editor: User, client: Client) -> None:
    file = page()
    whole = file.read()
    file.seek(0)
    paper = checked(editor, [file]).papers.get()

    answer = client.get(f"{PROOFING}papers/{paper.pk}/file/")

    assert answer.content == whole
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Type"] == "text/plain"
