"""A number that was masked is in nothing the public can fetch: pages, files, feeds, catalogue, search."""

import io
import json
import zipfile
from random import Random
from typing import Any

import docx
import pytest
from django.core.files.base import ContentFile
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.comments import Comment

from gongkai.bodies.models import User
from gongkai.publishing import actions
from gongkai.publishing.errors import MustNotGoOut
from gongkai.publishing.gate import barring, kept_check
from gongkai.publishing.models import InformationItem
from gongkai.publishing.snapshot import current_draft
from gongkai.rules.roles import Role
from gongkai.screening.folding import fold
from gongkai.screening.reading import open_file
from tests.addresses import addresses
from tests.factories import make_item, make_user, publish_through
from tests.portal.bureau import Bureau
from tests.portal.test_gone import FORMED, SHOWN, is_public
from tests.screening.cases import values
from tests.screening.hostile.files import one_page

pytestmark = pytest.mark.django_db
WORD = "琥珀"  # by which the item is looked for
KINDS = {"身份证号": values.identity, "手机": values.mobile, "银行卡号": values.bank_card}


def word(line: str) -> bytes:
    """Return a Word file with a line in each of its places."""
    document, kept = docx.Document(), io.BytesIO()
    paragraph = document.add_paragraph(line)
    document.add_table(1, 2).rows[0].cells[1].text = line
    document.add_comment(paragraph.runs, text=line, author="审核")
    document.add_paragraph().add_run(line).font.hidden = True
    document.sections[0].header.paragraphs[0].text = line
    document.core_properties.title = document.core_properties.comments = line
    document.save(kept)
    return kept.getvalue()


def sheet(line: str) -> bytes:
    """Return an Excel file with a line in a cell, a comment and a hidden sheet."""
    book, kept = Workbook(), io.BytesIO()
    shown, hidden = book.active, book.create_sheet("底稿")
    assert shown is not None
    shown["A1"], hidden["C3"], hidden.sheet_state = line, line, "hidden"
    shown["B1"].comment = Comment(line, "审核")
    book.save(kept)
    return kept.getvalue()


def written(bureau: Bureau, writer: User, line: str, number: str) -> InformationItem:
    """Write an item that says a line wherever an item can say one."""
    item = make_item(
        column=bureau.news,
        by=writer,
        title=f"{WORD}补贴公示（{line}）",
        formed_on=FORMED,
        summary=line,
        content=f"<p>{line}</p><table><tr><td>备注</td><td>{line}</td></tr></table><p>{WORD}<b>{line}</b></p>",
    )
    files = {"名单.docx": word(line), "名单.xlsx": sheet(line), "名单.csv": f"备注\r\n{line}\r\n".encode()}
    for name, data in {**files, f"{number}.txt": line.encode("gb18030")}.items():
        actions.attach_file(item, file=ContentFile(data, name=name), by=writer, on=FORMED)
        item.refresh_from_db()
    return item


def masked(item: InformationItem, writer: User) -> InformationItem:
    """Mask all that bars the way."""
    check = kept_check(item, current_draft(item))
    assert check is not None
    chosen = [finding.key for finding in barring(item, check)]
    return actions.mask_findings(item, chosen=chosen, by=writer, on=FORMED)


def paths_of(item: InformationItem) -> list[str]:
    """Return every public address with what it takes filled in by the item, each of its files among them."""
    values_of = {
        ("", "pk"): item.pk,
        ("", "slug"): item.column.slug,
        ("", "number"): item.index_no,
        ("", "year"): 2026,
        ("", "form"): "pdf",
    }
    found = []
    for attachment in item.attachments.in_draft():
        named = {**values_of, ("", "attachment"): attachment.pk, ("", "name"): attachment.name}
        found += [each.sample(named) for each in addresses() if is_public(each)]
    return [*dict.fromkeys(found), f"/search/?q={WORD}"]


def said(answer: Any) -> str:
    """Return everything an answer says, in one form: its head, and the inside of files."""
    data = b"".join(answer.streaming_content) if answer.streaming else answer.content
    texts = [str(dict(answer.headers)), data.decode(errors="replace"), data.decode("gb18030", "replace")]
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            texts += [parts.read(name).decode(errors="replace") for name in parts.namelist()]
    if "json" in answer.headers["Content-Type"]:
        texts.append(json.dumps(json.loads(data), ensure_ascii=False))
    if data.startswith((b"PK", b"%PDF")):
        name = "a.pdf" if data.startswith(b"%PDF") else "a.xlsx" if b"xl/workbook" in data else "a.docx"
        texts += [passage.text for passage in open_file(data, name).material.passages]
    return fold("\n".join(texts)).text


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kind=st.sampled_from(list(KINDS)), seed=st.integers(0, 10**6))
def test_no_public_address_gives_a_masked_number(bureau: Bureau, kind: str, seed: int) -> None:
    number = KINDS[kind](Random(seed))  # noqa: S311 - no secret
    writer = make_user(role=Role.HANDLER, unit=bureau.news.owner_unit)
    item = written(bureau, writer, f"经办：张伟，{kind}：{number}。", number)

    item = publish_through(masked(item, writer), by=writer, on=SHOWN)

    answers = {path: Client().get(path) for path in paths_of(item)}
    texts = {path: said(answer) for path, answer in answers.items()}
    assert [path for path, text in texts.items() if number in text] == []
    shown = {path for path, text in texts.items() if "张伟" in text}  # the rest of the line is still there
    own = f"/i/{item.pk}"
    assert {f"{own}.html", f"{own}.pdf", "/api/v1/items", "/feed.xml", f"/search/?q={WORD}"} <= shown
    assert sum(path.startswith(f"{own}/files/") for path in shown) == 4


def test_what_cannot_be_masked_does_not_go_out(bureau: Bureau) -> None:
    writer = make_user(role=Role.HANDLER, unit=bureau.news.owner_unit)
    item = make_item(column=bureau.news, by=writer, title="公示", formed_on=FORMED, content="<p>见附件。</p>")
    printed = ContentFile(one_page("ID 11010519491231002X"), name="名单.pdf")
    actions.attach_file(item, file=printed, by=writer, on=FORMED)
    item.refresh_from_db()

    with pytest.raises(MustNotGoOut, match=r"名单\.pdf"):
        publish_through(item, by=writer, on=SHOWN)
