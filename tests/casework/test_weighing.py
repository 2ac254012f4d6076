"""权衡: an objection is weighed before information is disclosed over it (条例第十五条、第三十二条)."""

from datetime import date

import pytest

from gongkai.casework.actions import consult_third_party, draft_reply, record_opinion, weigh_interests
from gongkai.casework.errors import NothingToWeigh, OverrideUnreasoned, RequestIncomplete
from gongkai.casework.models import Consultation, Weighing
from gongkai.casework.objections import objections_to_weigh
from gongkai.rules.outcomes import Outcome
from gongkai.workflow import StepNotAllowed
from tests.factories import make_reply_facts, make_request, overrule, staff_of

pytestmark = pytest.mark.django_db
ASKED, ANSWERED = date(2026, 3, 9), date(2026, 3, 12)
Conclusion = Weighing.Conclusion


def objected(opinion: Consultation.Opinion = Consultation.Opinion.REFUSE) -> Consultation:
    case = make_request(assigned=True)
    handler = staff_of(case.body).handler
    letter = consult_third_party(case, party="海城某公司", by=handler, on=ASKED)
    return record_opinion(letter, opinion=opinion, note="商业秘密", by=handler, on=ANSWERED)


def weigh(letter: Consultation, conclusion: Conclusion, public_interest: str = "涉及公共资金") -> Weighing:
    return weigh_interests(
        letter,
        third_party_interest="涉及报价",
        public_interest=public_interest,
        conclusion=conclusion,
        by=staff_of(letter.request.body).handler,
        on=ANSWERED,
    )


def test_both_sides_and_the_conclusion_are_kept() -> None:
    letter = objected()

    weighing = weigh(letter, Conclusion.PARTLY)

    assert not objections_to_weigh(letter.request).exists()
    assert str(weighing).endswith(" 区分处理，公开其余部分")
    event = letter.request.events.get(step="weigh_interests")
    assert event.note == "区分处理，公开其余部分"
    assert event.data["weighing"] == weighing.pk


def test_an_objection_is_weighed_once_and_an_agreement_never() -> None:
    letter = objected()
    case = letter.request
    agreed = consult_third_party(case, party="另一公司", by=staff_of(case.body).handler, on=ANSWERED)
    agreed = record_opinion(
        agreed, opinion=Consultation.Opinion.AGREE, by=staff_of(case.body).handler, on=ANSWERED
    )

    with pytest.raises(NothingToWeigh, match="另一公司没有提出异议"):
        weigh(agreed, Conclusion.DISCLOSE)
    weigh(letter, Conclusion.DISCLOSE)
    with pytest.raises(NothingToWeigh, match="没有第三方提出异议"):
        weigh(letter, Conclusion.DISCLOSE)


def test_neither_side_of_the_scale_is_empty() -> None:
    with pytest.raises(RequestIncomplete, match="公共利益"):
        weigh(objected(), Conclusion.DISCLOSE, public_interest=" ")


def test_only_who_handles_it_or_heads_the_office_weighs() -> None:
    letter = objected()

    with pytest.raises(StepNotAllowed, match="由经办人、公开工作机构负责人办理"):
        weigh_interests(
            letter,
            third_party_interest="略",
            public_interest="略",
            conclusion=Conclusion.DISCLOSE,
            by=staff_of(letter.request.body).registrar,
            on=ANSWERED,
        )


def test_a_weighing_against_disclosure_bars_it() -> None:
    letter = objected()
    weigh(letter, Conclusion.WITHHOLD)
    handler = staff_of(letter.request.body).handler
    facts = make_reply_facts(override_reasons="涉及公共资金")

    with pytest.raises(OverrideUnreasoned, match="请先登记权衡"):
        draft_reply(letter.request, facts=facts, by=handler, on=ANSWERED)
    with pytest.raises(OverrideUnreasoned, match="公共利益"):
        draft_reply(letter.request, facts=make_reply_facts(), by=handler, on=ANSWERED)
    denied = make_reply_facts(outcome=Outcome.DENIED_THIRD_PARTY)
    assert draft_reply(letter.request, facts=denied, by=handler, on=ANSWERED).pk


def test_after_weighing_it_may_be_disclosed() -> None:
    letter = objected()
    case = overrule(letter, on=ANSWERED)

    facts = make_reply_facts(override_reasons="涉及公共资金")

    assert draft_reply(case, facts=facts, by=staff_of(case.body).handler, on=ANSWERED).draft_no == 1
