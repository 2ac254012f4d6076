"""卷宗目录: what the file of a request must hold, what is there, and how it is archived with gaps."""

from datetime import date

import pytest

from gongkai.bundles.filing import papers_of
from gongkai.casework import actions, errors
from gongkai.casework.models import Consultation, DisclosureRequest, RequestFile
from gongkai.casework.states import State
from gongkai.letters import actions as letters
from gongkai.letters.models import Letter, Method
from gongkai.remedies.actions import add_paper, conclude_remedy
from gongkai.remedies.models import RemedyOutcome, RemedyPaper
from gongkai.rules.case_file import file_papers
from tests.common.test_uploads import picture, upload
from tests.factories import answer_request, make_remedy, staff_of
from tests.letters.correspondence import MONDAY, consulted, make_case, seal, signed, signed_reply

pytestmark = pytest.mark.django_db
LATER = date(2026, 5, 6)


def there(case: DisclosureRequest) -> dict[str, bool]:
    return {paper.label: paper.is_there for paper in papers_of(case)}


def dispatched(letter: Letter, method: Method = Method.POST) -> Letter:
    registrar = staff_of(letter.body).registrar
    return letters.dispatch_letter(
        letter, method=method, to="李明", mail_no="XA1234", by=registrar, on=MONDAY
    )


def test_a_registered_request_holds_its_form_and_lacks_its_receipt() -> None:
    assert there(make_case()) == {"申请表": True, "登记回执": False}


def test_an_agent_must_have_shown_the_authority() -> None:
    case = make_case()
    case.applicant.agent_name = "周平"
    case.applicant.save()
    assert not there(case)["授权委托书"]

    file, registrar = upload(picture("PNG"), "委托书.png"), staff_of(case.body).registrar
    actions.attach_file(case, file=file, purpose=RequestFile.Purpose.AGENCY, by=registrar, on=MONDAY)

    assert there(case)["授权委托书"]


@pytest.mark.parametrize("proved", [True, False])
def test_a_letter_sent_by_post_needs_the_proof_of_its_service(proved: bool) -> None:
    case = make_case()
    letter = dispatched(signed(case, "receipt"))
    assert there(case) == {"申请表": True, "登记回执": True, "登记回执送达证明": False}

    proof = upload(picture("PNG"), "回执.png") if proved else None
    letters.record_service(letter, receiver="李明", proof=proof, by=staff_of(case.body).registrar, on=MONDAY)

    assert there(case)["登记回执送达证明"] is proved


def test_what_was_handed_over_proves_its_own_service() -> None:
    case = make_case()
    letter = dispatched(signed(case, "receipt"), Method.COUNTER)

    letters.record_service(letter, receiver="李明", by=staff_of(case.body).registrar, on=MONDAY)

    assert there(case)["登记回执送达证明"]


def test_a_reply_is_filed_as_its_sealed_original() -> None:
    case = make_case()
    signed_reply(case)
    letter = signed(case, "granted")
    assert (there(case)["公开答复书"], there(case)["公开答复书盖章件"]) == (False, False)

    dispatched(seal(letter))

    assert (there(case)["公开答复书"], there(case)["公开答复书盖章件"]) == (True, True)


def test_a_reply_written_outside_is_filed_by_its_scan() -> None:
    case = answer_request(make_case(), on=MONDAY)
    file, registrar = upload(picture("PNG"), "答复书.png"), staff_of(case.body).registrar

    actions.attach_file(case, file=file, purpose=RequestFile.Purpose.REPLY, by=registrar, on=MONDAY)

    assert (there(case)["公开答复书"], there(case)["公开答复书盖章件"]) == (True, True)


def test_an_opinion_leaves_a_paper_and_is_not_named() -> None:
    case = make_case()
    asked, registrar = consulted(case), staff_of(case.body).registrar
    assert "第三方书面意见" not in there(case)
    agree = Consultation.Opinion.AGREE

    case = actions.record_opinion(asked, opinion=agree, by=registrar, on=MONDAY).request
    assert not there(case)["第三方书面意见"]
    assert not any(asked.party in label for label in there(case))
    file = upload(picture("PNG"), "意见.png")
    actions.attach_file(case, file=file, purpose=RequestFile.Purpose.OPINION, by=registrar, on=MONDAY)

    assert there(case)["第三方书面意见"]


def test_the_decision_of_a_review_belongs_into_the_file() -> None:
    remedy = make_remedy(case=answer_request(make_case(), on=MONDAY))
    lawyer = staff_of(remedy.body).legal_reviewer
    remedy = conclude_remedy(
        remedy, outcome=RemedyOutcome.UPHELD, decision="维持", concluded_on=LATER, by=lawyer, on=LATER
    )
    label = f"{remedy.case_no}的复议决定书、裁判文书"
    assert not there(remedy.request)[label]

    file = upload(picture("PNG"), "决定书.png")
    add_paper(remedy, kind=RemedyPaper.Kind.DECISION, file=file, by=lawyer, on=LATER)

    assert there(remedy.request)[label]


def test_gaps_are_archived_with_a_reason_only() -> None:
    case = answer_request(make_case(), on=MONDAY)
    archivist = staff_of(case.body).archivist

    with pytest.raises(errors.CaseFileIncomplete, match="登记回执"):
        actions.archive_request(case, gap_reason=" ", by=archivist, on=LATER)
    case = actions.archive_request(case, gap_reason="回执当面交付，未留底", by=archivist, on=LATER)

    event = case.events.get(step="archive")
    assert (case.state, event.note) == (State.ARCHIVED, "回执当面交付，未留底")
    assert event.data["missing"] == [label for label, is_there in there(case).items() if not is_there]


def test_a_complete_file_is_archived_without_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    case = answer_request(make_case(), on=MONDAY)
    monkeypatch.setattr("gongkai.bundles.filing._of_letters", lambda *_: [])

    case = actions.archive_request(case, gap_reason="多余的理由", by=staff_of(case.body).archivist, on=LATER)

    event = case.events.get(step="archive")
    assert (event.note, "missing" in event.data) == ("", False)


def test_each_sort_of_paper_has_its_basis_and_its_certainty() -> None:
    assert all(paper.basis.startswith("条例第") for paper in file_papers().values())
    assert file_papers()["letter"].certainty == "statute"
    assert file_papers()["service"].certainty == "unconfirmed"
