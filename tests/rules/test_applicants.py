"""申请人类别: the columns of the statutory table, and what an officer reads who must choose one."""

from gongkai.rules.applicants import ApplicantKind


def test_only_a_citizen_is_a_person() -> None:
    assert [each.label for each in ApplicantKind if each.is_person] == ["自然人"]


def test_a_lawyer_who_asks_for_a_client_is_counted_with_the_client() -> None:
    assert "按被代理人归类" in ApplicantKind.LEGAL_SERVICE.explanation
    assert all(each.explanation.endswith("。") for each in ApplicantKind)
