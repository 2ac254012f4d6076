"""Something real to stand behind each parameter of an address."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import now

from gongkai.bodies.actions import add_leader, add_reading_place, draft_design
from gongkai.bodies.models import Body
from gongkai.casework.actions import renew_calendar_feed
from gongkai.casework.models import DisclosureRequest
from gongkai.documents.actions import repeal_document, start_cleanup
from gongkai.ledger.actions import record_entry
from gongkai.letters.actions import prepare_letter, sign_letter
from gongkai.letters.models import Letter
from gongkai.letters.sources import owed
from gongkai.mail.actions import keep_mail
from gongkai.mail.imap import Fetched
from gongkai.mail.models import IncomingMail
from gongkai.portal.following import sealed
from gongkai.portal.live_figures import PUBLIC
from gongkai.promotion.actions import propose_promotion
from gongkai.proofing.revising import revise
from gongkai.proofing.showing import show
from gongkai.publishing.actions import choose_items, plan_change, read_in, run_bulk, start_bulk
from gongkai.publishing.actions.taking_over import check_import, keep_import
from gongkai.publishing.actions.topics import choose_entries, save_section, save_topic
from gongkai.publishing.actions.transfers import make_transfer_list
from gongkai.publishing.actions.word_lists import keep_word_list
from gongkai.publishing.models import (
    BulkEdit,
    InformationItem,
    ItemImport,
    Matter,
    Paper,
    Topic,
    TopicSection,
    TransferList,
)
from gongkai.publishing.topics import preview_token
from gongkai.reports.actions import open_report
from gongkai.rules.ledger import LedgerKind
from gongkai.rules.outcomes import Outcome
from gongkai.rules.roles import Role
from gongkai.screening.word_lists import Reading
from gongkai.search.actions import add_synonym
from gongkai.search.models import BodySynonym
from gongkai.statistics.actions import close_month
from tests.documents.making import make_document, make_public
from tests.factories import (
    Staff,
    answer_request,
    make_body,
    make_item,
    make_record_correction,
    make_remedy,
    make_reply,
    make_request,
    make_user,
    staff_of,
)
from tests.mail.letters_of_people import make_mail
from tests.proofing.making import checked, only_reading, page, unbalanced
from tests.publishing.papers.made import word_with_picture
from tests.publishing.topics import publish_topic

Samples = dict[tuple[str, str], Any]


def make_list(body: Body, staff: Staff) -> TransferList:
    """Make a transfer list of what was published in March 2025."""
    days = {"since_on": date(2025, 3, 1), "until_on": date(2025, 3, 31), "on": date(2025, 4, 1)}
    return make_transfer_list(body, kind="archive", receiver="海城市档案馆", by=staff.office_head, **days)


def make_bulk_edit(body: Body, staff: Staff, *, genre: str = "公告") -> BulkEdit:
    """Change the genre of all items of a body."""
    by, on = staff.office_head, date(2026, 3, 2)
    bulk = choose_items(body, InformationItem.objects.of(body), by=by, on=on)
    bulk = plan_change(bulk, change="genre", value={"genre": genre}, by=by, on=on)
    return run_bulk(start_bulk(bulk, by=by, on=on), at=now())


def make_import(body: Body, staff: Staff, *, text: str = "title\n办法") -> ItemImport:
    """Have a file checked whose only row is wrong."""
    file = ContentFile(text.encode(), name="旧网站.csv")
    return check_import(keep_import(body, file=file, by=staff.office_head, on=date(2026, 3, 2)))


WORDS = Reading({"title": "本局词库", "version": "1", "kinds": {}, "words": []})


def _proofing(body: Body) -> Samples:
    """Have a report checked: a web page whose sums are wrong."""
    batch = checked(make_user(role=Role.REPORT_EDITOR, body=body), [page(unbalanced())])
    paper, reading = batch.papers.get(), only_reading(batch)
    finding = show(revise(reading.data)).findings[0]
    return {
        ("office:proofing", "pk"): batch.pk,
        ("office:proofing_reading", "pk"): reading.pk,
        ("office:proofing_row", "pk"): reading.pk,
        ("office:proofing_row", "table"): "requests",
        ("office:proofing_row", "row"): 0,
        ("office:proofing_answer", "pk"): reading.pk,
        ("office:proofing_answer", "finding"): finding.key,
        ("office:proofing_take", "pk"): reading.pk,
        ("office:proofing_letter", "pk"): reading.pk,
        ("office:proofing_letter_pdf", "pk"): reading.pk,
        ("office:proofing_letters", "pk"): batch.pk,
        ("office:proofing_paper", "pk"): paper.pk,
    }


def make_samples() -> Samples:
    """
    Make one record of each kind, all in one body.

    :returns: values by the beginning of an address's name and the parameter in its route
    """
    body = make_body(code="haicheng")
    staff = staff_of(body)
    item = make_item(body=body, published_on=date(2025, 3, 4))
    general: Samples = {
        ("", "unit"): staff.unit,
        ("", "slug"): item.column.slug,
        ("", "pk"): item.pk,
        ("office:remove_synonym", "pk"): _synonym(body).pk,
        ("wagtail", "pk"): 1,
        ("office:item_version", "number"): 1,
        ("office:items_transfer", "pk"): make_list(body, staff).pk,
        ("office:items_transfer_file", "form"): "pdf",
        ("office:items_import", "pk"): make_import(body, staff).pk,
        ("office:items_bulk", "pk"): make_bulk_edit(body, staff).pk,
        ("office:items_bulk_change", "code"): "genre",
        **_topic(body, item),
        **_proofing(body),
        ("office:columns_matter", "pk"): Matter.objects.create(column=item.column, name="失业登记").pk,
        ("office:item_compare", "before"): 1,
        ("office:item_compare", "after"): 1,
        ("office:item_picture", "paper"): _paper(body, staff).pk,
        ("office:item_picture", "number"): 1,
        ("office:secrecy_", "pk"): item.secrecy_reviews.get().pk,
    }
    working = _casework(body, staff) | _documents(body, staff)
    return general | working | _numbers(body, staff) | _organisation(body, staff)


def _paper(body: Body, staff: Staff) -> Paper:
    file = SimpleUploadedFile("指南.docx", word_with_picture())
    return read_in(body, file=file, by=staff.handler, on=date(2026, 3, 9))[0]


def _topic(body: Body, item: InformationItem) -> Samples:
    """Make a topic with one section, published."""
    by = make_user(role=Role.INFORMATION_OFFICER, body=body)
    on = date(2026, 3, 9)
    facts = {"title": "春风行动", "slug": "spring", "summary": "", "from_on": on, "until_on": None}
    topic = save_topic(Topic(body=body), {**facts, "on_home": True, "order": 0}, by=by, on=on)
    rule = {"title": "政策", "rule": "chosen", "column": None, "keyword": "", "most": 10}
    section = save_section(TopicSection(topic=topic), rule, by=by, on=on)
    choose_entries(section, [item], by=by, on=on)
    publish_topic(topic, by=by, on=on)
    return {
        ("office:topic", "pk"): topic.pk,
        ("office:topic", "section"): section.pk,
        ("portal:topic", "slug"): topic.slug,
        ("portal:topic_picture", "pk"): topic.pk,
        ("portal:topic_preview", "token"): preview_token(topic),
    }


def _synonym(body: Body) -> BodySynonym:
    """Let the body call something by a name of its own."""
    officer, on = make_user(role=Role.INFORMATION_OFFICER, body=body), date(2026, 3, 2)
    return add_synonym(body, word="阳光驿站", others=["零工市场"], by=officer, on=on, at=now())


def _casework(body: Body, staff: Staff) -> Samples:
    case = make_request(body=body, assigned=True)
    drafted = make_reply(case=make_request(body=body, assigned=True)).request
    answered = answer_request(make_request(body=body), on=date(2026, 3, 9), outcome=Outcome.DENIED_PROCESS)
    record = make_record_correction(body=body, file=SimpleUploadedFile("工资条.txt", "已扣缴".encode()))
    granted = answer_request(make_request(body=body), on=date(2026, 3, 9))
    proposal = propose_promotion(granted, text="许多企业关心", on=date(2026, 3, 10))
    mail = _mail(body)
    remedy = make_remedy(case=answered, by=staff.legal_reviewer)
    return {
        ("office:request", "pk"): case.pk,
        ("calendar_feed", "token"): renew_calendar_feed(staff.handler, body, on=date(2026, 3, 9)),
        ("office:bundle", "pk"): case.pk,
        ("office:draft_reply", "pk"): case.pk,
        ("office:discard_draft", "pk"): case.pk,
        ("office:promote_request", "pk"): answered.pk,
        ("office:record", "pk"): record.pk,
        ("office:record", "file"): record.files.get().pk,
        ("office:record_step", "code"): "correct",
        ("office:decline_proposal", "pk"): proposal.pk,
        ("office:decline_proposals_of", "pk"): granted.pk,
        ("office:withholding", "pk"): answered.withholding.pk,
        ("office:signing", "pk"): drafted.pk,
        ("office:inbox_note", "pk"): case.pk,
        ("office:mail", "pk"): mail.pk,
        ("office:mail", "file"): mail.files.get().pk,
        ("office:mail_resend", "pk"): 1,
        ("office:mail_sort", "code"): "aside",
        ("office:bulk", "digest"): "0" * 64,
        ("office:request_step", "code"): "extend",
        ("office:letter", "pk"): case.pk,
        ("office:letter", "letter"): _letter(case, staff).pk,
        ("office:letter_new", "about"): owed(case)[0].key,
        ("office:letter_download", "form"): "pdf",
        ("office:manual", "code"): "records",
        ("office:letter_step", "code"): "attach_scan",
        ("office:letter_template", "code"): "receipt",
        ("office:letter_template_version", "number"): 0,
        ("office:file_remedy", "pk"): answered.pk,
        ("office:remed", "pk"): remedy.pk,
        ("portal:", "token"): sealed(case),
    }


def _documents(body: Body, staff: Staff) -> Samples:
    ended = make_public(body=body)
    make_item(body=body, title="办事指南", content="<p>依据海人社规〔2026〕1号</p>")
    facts = {"title": "2026年度清理", "due_on": date(2026, 3, 31), "on": date(2026, 3, 9)}
    cleanup = start_cleanup(body, **facts, by=staff.office_head)
    ended = repeal_document(
        ended, basis="决定", repeal_on=date(2026, 3, 9), by=staff.office_head, on=date(2026, 3, 9)
    )
    return {
        ("office:document", "pk"): make_document(body=body).pk,
        ("office:document_citation", "pk"): ended.pk,
        ("office:document_citation", "citation"): ended.citations.get().pk,
        ("office:document_cleanup", "pk"): cleanup.pk,
        ("office:document_cleanup_line", "line"): cleanup.lines.get().pk,
        ("office:document_step", "code"): "solicit",
    }


def _letter(case: DisclosureRequest, staff: Staff) -> Letter:
    receipt = next(source for source in owed(case) if source.kind.code == "receipt")
    letter = prepare_letter(receipt, by=staff.registrar, on=date(2026, 3, 9))
    return sign_letter(letter, by=staff.registrar, on=date(2026, 3, 9))


def _mail(body: Body) -> IncomingMail:
    raw = make_mail(files={"说明.txt": b"text"})
    mail = keep_mail(body, Fetched(1, raw, len(raw), now(), is_whole=True))
    assert mail
    return mail


def _numbers(body: Body, staff: Staff) -> Samples:
    editor = make_user(role=Role.REPORT_EDITOR, unit=staff.office)
    report = open_report(body, year=2025, by=editor, on=date(2026, 1, 20))
    entry = record_entry(
        staff.unit,
        kind=LedgerKind("licence_decision"),
        on=date(2025, 6, 30),
        quantity=Decimal(21),
        by=staff.handler,
    )
    close_month(body, date(2026, 2, 1), by=editor, on=date(2026, 3, 3))
    return {
        ("office:report", "pk"): report.pk,
        ("office:report", "year"): 2025,
        ("office:report_file", "form"): "html",
        ("office:report_section", "section"): "overview",
        ("office:ledger", "pk"): entry.pk,
        ("office:ledger_sheet", "unit"): entry.unit_id,
        ("office:ledger_sheet", "month"): "2026-02",
        ("office:ledger_duties", "unit"): entry.unit_id,
        ("office:figures_clos", "month"): "2026-02",
        ("office:figure", "code"): next(iter(PUBLIC)),
        ("portal:figure", "code"): next(iter(PUBLIC)),
        ("portal:report", "year"): 2025,
        ("portal:report_data", "year"): 2025,
        ("portal:report_data", "form"): "json",
    }


def _organisation(body: Body, staff: Staff) -> Samples:
    leader = add_leader(body, name="陈某", title="局长", duties="主持全面工作")
    place = add_reading_place(
        body, kind="own", name="查阅室", address="海城市人民路1号", hours="工作日9:00至17:00"
    )
    facts = {"site_name": "", "colour": "#8b1a1a", "accent": "", "titles": "song"}
    design = draft_design(body, facts, emblem=None, keeps_emblem=False, by=staff.handler)
    return {
        ("office:body_unit", "pk"): staff.unit.pk,
        ("office:body_leader", "pk"): leader.pk,
        ("office:body_place", "pk"): place.pk,
        ("office:body_", "pk"): staff.handler.pk,
        ("office:body_word_list", "pk"): keep_word_list(body, reading=WORDS, by=staff.handler).pk,
        ("office:body_calendar_year", "year"): 2026,
        ("office:body_design_draft", "pk"): design.pk,
        ("portal:emblem", "pk"): design.pk,
        ("portal:design_preview", "token"): design.token,
        ("portal:draft_sheet", "token"): design.token,
    }
