"""发布前检查: what must not go out is refused, masked or let pass with a reason (条例第十五条、第十七条)."""

import io
from hashlib import sha256

import docx
import pytest
from django.core.files.base import ContentFile
from django.db import transaction

from gongkai.bodies.models import User
from gongkai.publishing import actions
from gongkai.publishing.errors import (
    ChangedSinceApproval,
    MustNotGoOut,
    NothingChosen,
    OwnVersion,
    ReasonMissing,
    SecretMark,
    StillChecking,
)
from gongkai.publishing.gate import acknowledged, barring, kept_check
from gongkai.publishing.models import Attachment, InformationItem, ItemCheck, ItemVersion, SecretRefusal
from gongkai.publishing.snapshot import current_draft, digest_of
from gongkai.publishing.states import State
from gongkai.screening.hits import Severity
from gongkai.workflow import StepNotAllowed
from tests.publishing.staff import TODAY, Staff, make_staff

pytestmark = pytest.mark.django_db
NUMBER = "11010519491231002X"  # the example of GB 11643
PERSON = f"<p>经办：张三，身份证号码{NUMBER}。</p>"
SECRET = "<p>机密★10年</p><p>关于某事的通知</p>"


@pytest.fixture
def staff() -> Staff:
    return make_staff()


def check_of(item: InformationItem) -> ItemCheck:
    found = kept_check(item, current_draft(item))
    assert found is not None
    return found


def barring_keys(item: InformationItem) -> list[str]:
    return [finding.key for finding in barring(item, check_of(item))]


def word_file(*lines: str, name: str = "名单.docx") -> ContentFile[bytes]:
    document, kept = docx.Document(), io.BytesIO()
    for line in lines:
        document.add_paragraph(line)
    document.save(kept)
    return ContentFile(kept.getvalue(), name=name)


def attach(item: InformationItem, file: ContentFile[bytes], staff: Staff) -> Attachment:
    return actions.attach_file(item, file=file, by=staff.writer, on=TODAY)


def test_a_draft_is_kept_and_told_what_it_must_not_say(staff: Staff) -> None:
    item = staff.draft(content=PERSON)

    [found] = [each for each in check_of(item).findings if each.blocks]
    assert (found.kind.label, found.where, found.masked) == ("身份证件号码", "body:1", "110105********002X")
    assert NUMBER not in str(check_of(item).results)


def test_what_was_found_bars_the_way_to_review_and_is_listed(staff: Staff) -> None:
    item = staff.draft(content=PERSON, title="工伤认定结果公示")

    with pytest.raises(MustNotGoOut, match="正文 第1段 身份证件号码 110105"):
        actions.submit_item(item, by=staff.writer, on=TODAY)

    item.refresh_from_db()
    assert item.state == State.DRAFT


def test_a_clean_draft_goes_its_way(staff: Staff) -> None:
    item = actions.submit_item(staff.draft(), by=staff.writer, on=TODAY)

    assert item.state == State.UNIT_REVIEW
    assert check_of(item).is_finished


def test_what_is_not_for_publication_may_name_people(staff: Staff) -> None:
    item = staff.draft(content=PERSON, disclosure_mode="withheld", mode_reason="涉及个人隐私，条例第十五条")

    assert actions.submit_item(item, by=staff.writer, on=TODAY).state == State.UNIT_REVIEW


def test_one_content_is_looked_into_once(staff: Staff) -> None:
    item = staff.draft()
    first = check_of(item)

    actions.submit_item(item, by=staff.writer, on=TODAY)

    assert [check.pk for check in item.checks.all()] == [first.pk]


def test_an_attachment_is_looked_into_with_its_name(staff: Staff) -> None:
    item = staff.draft()
    attach(item, word_file(f"张三 身份证号 {NUMBER}", name="电话13812345678.docx"), staff)

    places = {(each.kind.value, each.where) for each in check_of(item).findings if each.blocks}
    assert ("id_card", "body:1") in places
    assert ("mobile", "filename") in {(each.kind.value, each.where) for each in check_of(item).findings}


def test_an_attachment_is_not_looked_into_again_with_each_version(
    staff: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = staff.draft()
    attach(item, word_file("就业补助办法"), staff)
    monkeypatch.setattr("gongkai.publishing.actions.checking.look_into_file", None)

    item = actions.save_draft(item, title="就业补助办法（2026年）", by=staff.writer, on=TODAY)

    assert check_of(item).done == 2


def test_many_attachments_of_an_older_item_are_left_to_the_queue(
    staff: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gongkai.publishing.actions.checking.AT_ONCE", 0)
    queued: list[tuple[int, str]] = []
    queue = type("Queue", (), {"enqueue": lambda *given: queued.append(given)})
    monkeypatch.setattr("gongkai.publishing.actions.checking.finish_check", queue)
    item = staff.draft()
    attach(item, word_file("就业补助办法"), staff)
    item.checks.all().delete()  # as an item that was drafted before there were checks

    with pytest.raises(StillChecking, match="已检查1份，共2份"):
        actions.submit_item(item, by=staff.writer, on=TODAY)

    assert queued == [(check_of(item).pk, "2026-02-12")]


def test_a_check_whose_worker_died_is_taken_up_again(staff: Staff) -> None:
    item = staff.draft()
    attach(item, word_file("就业补助办法"), staff)
    check = check_of(item)
    begun = [part for part in check.results if part.startswith("text")] or list(check.results)[:1]
    check.results = {part: check.results[part] for part in begun}
    check.save()
    assert not check.is_finished

    actions.submit_item(item, by=staff.writer, on=TODAY)

    assert check_of(item).is_finished


def test_an_attachment_whose_file_is_gone_is_told_and_hinders_nothing(staff: Staff) -> None:
    item = staff.draft()
    attach(item, word_file("就业补助办法"), staff)
    item.checks.all().delete()
    kept = item.attachments.get().file
    kept.storage.delete(str(kept.name))

    actions.submit_item(item, by=staff.writer, on=TODAY)

    told = [said for result in check_of(item).results.values() for said in result["unread"]]
    assert told == ["文件已经不在，没有检查"]


# --- marks of secrecy ---------------------------------------------------------------------------------------


def test_a_text_with_a_mark_of_secrecy_leaves_nothing_but_its_hash(staff: Staff) -> None:
    item = staff.draft(title="关于稳岗的通知")

    with pytest.raises(SecretMark, match="立即把文件从连接互联网的计算机和本系统的上传目录移走") as refused:
        actions.save_draft(item, content=SECRET, by=staff.writer, on=TODAY)

    kept = SecretRefusal.objects.get()
    assert kept.sha256 == sha256(f"关于稳岗的通知\n{SECRET}".encode()).hexdigest()
    assert (kept.by, kept.rule) == (staff.writer, "保守国家秘密法第二十二条、第三十一条")
    assert "机密" not in f"{refused.value}{refused.value.args}"
    assert "机密" not in str(list(ItemVersion.objects.values_list("snapshot", flat=True)))
    item.refresh_from_db()
    assert "机密" not in item.content


def test_an_item_that_begins_with_a_mark_of_secrecy_never_begins(staff: Staff) -> None:
    with pytest.raises(SecretMark):
        staff.draft(content=SECRET)

    assert not InformationItem.objects.exists()
    assert SecretRefusal.objects.count() == 1


def test_a_file_with_a_mark_of_secrecy_is_never_written(staff: Staff, settings: object) -> None:
    item = staff.draft()
    file = word_file("秘密★5年", "关于某事的通知")
    data = file.read()

    with pytest.raises(SecretMark):
        attach(item, file, staff)

    assert not Attachment.objects.exists()
    assert not [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]  # type: ignore[attr-defined]
    assert SecretRefusal.objects.get().sha256 == sha256(data).hexdigest()


def test_to_write_about_secrets_is_no_mark(staff: Staff) -> None:
    item = staff.draft(content="<p>依法保守国家秘密、工作秘密和商业秘密。</p>")

    assert not SecretRefusal.objects.exists()
    assert not [each for each in check_of(item).findings if each.is_secret]


# --- letting pass, with a reason ----------------------------------------------------------------------------


def let_pass(item: InformationItem, staff: Staff, **facts: object) -> InformationItem:
    given = {"chosen": barring_keys(item), "reason": "当事人书面同意公开", "by": staff.reviewer, **facts}
    return actions.override_findings(item, **given, on=TODAY)  # type: ignore[arg-type]


def test_the_reviewer_lets_pass_what_the_law_wants_public(staff: Staff) -> None:
    item = let_pass(staff.draft(content=PERSON), staff)

    event = item.events.get(step="override")
    assert (event.by, event.opinion) == (staff.reviewer, "当事人书面同意公开")
    assert event.data["findings"][0]["masked"] == "110105********002X"
    assert NUMBER not in str(event.data)
    assert actions.submit_item(item, by=staff.writer, on=TODAY).state == State.UNIT_REVIEW


def test_what_was_let_pass_is_asked_again_after_a_change(staff: Staff) -> None:
    item = let_pass(staff.draft(content=PERSON), staff)
    item = actions.save_draft(item, content=f"{PERSON}<p>又一段。</p>", by=staff.writer, on=TODAY)

    with pytest.raises(MustNotGoOut):
        actions.submit_item(item, by=staff.writer, on=TODAY)


def test_nobody_else_lets_pass(staff: Staff) -> None:
    item = staff.draft(content=PERSON)

    for person in (staff.writer, staff.head, staff.leader):
        with pytest.raises(StepNotAllowed):
            let_pass(item, staff, by=person)


def test_a_reviewer_does_not_let_pass_what_they_wrote(staff: Staff) -> None:
    item = staff.draft(content=PERSON)
    item.draft_version.by = staff.reviewer  # type: ignore[union-attr]
    item.draft_version.save()  # type: ignore[union-attr]

    with pytest.raises(OwnVersion):
        let_pass(item, staff)


def test_to_let_pass_needs_a_reason_and_something_to_let_pass(staff: Staff) -> None:
    item = staff.draft(content=PERSON)

    with pytest.raises(ReasonMissing):
        let_pass(item, staff, reason=" ")
    with pytest.raises(NothingChosen):
        let_pass(item, staff, chosen=["text:0/id_card/0/0"])
    with pytest.raises(ChangedSinceApproval):
        let_pass(item, staff, digest="0" * 64)


# --- looking at what is doubtful ----------------------------------------------------------------------------

DOUBTFUL = "<p>联系电话：13812345678</p><p>传真：13912345678</p>"


def doubtful_keys(item: InformationItem) -> list[str]:
    return [each.key for each in check_of(item).findings if each.severity is Severity.WARN]


def acknowledge(item: InformationItem, staff: Staff, **facts: object) -> InformationItem:
    given = {"chosen": doubtful_keys(item), "reason": "均为对外公开的值班手机", "by": staff.writer, **facts}
    return actions.acknowledge_findings(item, **given, on=TODAY)  # type: ignore[arg-type]


def test_what_is_doubtful_is_looked_at_at_once_and_it_is_noted(staff: Staff) -> None:
    item = acknowledge(staff.draft(content=DOUBTFUL), staff)

    event = item.events.get(step="acknowledge")
    assert (event.by, event.opinion) == (staff.writer, "均为对外公开的值班手机")
    assert [found["masked"] for found in event.data["findings"]] == ["138****5678", "139****5678"]
    assert set(acknowledged(item, item.draft_version.digest)) == set(doubtful_keys(item))  # type: ignore[union-attr]


def test_what_was_looked_at_need_not_be_again_until_the_content_changes(staff: Staff) -> None:
    item = acknowledge(staff.draft(content=DOUBTFUL), staff)

    with pytest.raises(NothingChosen):
        acknowledge(item, staff)
    item = actions.save_draft(item, content=f"{DOUBTFUL}<p>又一段。</p>", by=staff.writer, on=TODAY)
    assert acknowledge(item, staff).events.filter(step="acknowledge").count() == 2


def test_to_look_at_what_is_doubtful_lets_nothing_pass(staff: Staff) -> None:
    item = staff.draft(content=f"{PERSON}{DOUBTFUL}")

    acknowledge(item, staff)

    with pytest.raises(MustNotGoOut):
        actions.submit_item(item, by=staff.writer, on=TODAY)


def test_to_look_needs_a_word_and_something_doubtful(staff: Staff) -> None:
    item = staff.draft(content=f"{PERSON}{DOUBTFUL}")

    with pytest.raises(ReasonMissing):
        acknowledge(item, staff, reason=" ")
    with pytest.raises(NothingChosen):
        acknowledge(item, staff, chosen=barring_keys(item))
    with pytest.raises(ChangedSinceApproval):
        acknowledge(item, staff, digest="0" * 64)
    with pytest.raises(NothingChosen):
        acknowledge(staff.draft(content="<p>没有要核对的。</p>"), staff)


@pytest.mark.django_db(transaction=True)
def test_a_refusal_stays_noted_once_though_the_caller_undoes_all_it_began() -> None:
    staff = make_staff()

    @actions.noting_secrets
    @transaction.atomic
    def outer(*, by: User) -> None:
        staff.draft(content=SECRET)

    with pytest.raises(SecretMark):
        outer(by=staff.writer)
    with pytest.raises(SecretMark):
        staff.draft(content=SECRET)

    assert SecretRefusal.objects.count() == 2
    assert {refusal.by for refusal in SecretRefusal.objects.all()} == {staff.writer}


# --- masking ------------------------------------------------------------------------------------------------


def mask(item: InformationItem, staff: Staff, **facts: object) -> InformationItem:
    given = {"chosen": barring_keys(item), "by": staff.writer, **facts}
    return actions.mask_findings(item, **given, on=TODAY)  # type: ignore[arg-type]


def test_masking_makes_a_new_version_that_may_go_out(staff: Staff) -> None:
    item = mask(staff.draft(content=PERSON), staff)

    assert "110105********002X" in item.content
    assert [version.number for version in item.versions.all()] == [1, 2]
    assert NUMBER in item.versions.get(number=1).snapshot["content"]
    assert item.events.get(step="save_draft").data["masked"][0]["kind"] == "id_card"
    assert actions.submit_item(item, by=staff.writer, on=TODAY).state == State.UNIT_REVIEW


def test_masking_covers_title_and_attachment_and_keeps_the_file_of_before(staff: Staff) -> None:
    item = staff.draft(title=f"关于张三（身份证号{NUMBER}）的公示")
    before = attach(item, word_file("公示名单", f"张三 身份证号 {NUMBER}"), staff)
    item.refresh_from_db()

    item = mask(item, staff)

    after = item.attachments.get(in_draft=True)
    before.refresh_from_db()
    assert NUMBER not in item.title
    assert (before.in_draft, after.name, after.order) == (False, "名单.docx", before.order)
    with after.file.open("rb") as file:
        data = file.read()
    lines = [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs]
    assert lines == ["公示名单", "张三 身份证号 110105********002X"]
    assert NUMBER not in after.text
    assert after.sha256 == sha256(data).hexdigest()
    assert not barring_keys(item)
    assert item.events.latest("pk").digest == digest_of(current_draft(item))


def test_only_writers_mask_and_only_what_they_saw(staff: Staff) -> None:
    item = staff.draft(content=PERSON)

    with pytest.raises(StepNotAllowed):
        mask(item, staff, by=staff.head)
    with pytest.raises(ChangedSinceApproval):
        mask(item, staff, digest="0" * 64)
    with pytest.raises(NothingChosen):
        mask(item, staff, chosen=[])
