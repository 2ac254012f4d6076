"""Each number that two real annual reports tell in prose can be asked of the demo bureau."""

from datetime import date
from decimal import Decimal

import pytest
from django.db.models import Sum

from gongkai.bodies.models import Body
from gongkai.cli.demo.cast import engage
from gongkai.cli.demo.history import keep_history
from gongkai.cli.demo.ledger import keep_ledger
from gongkai.ledger.models import LedgerEntry, LedgerMonth
from gongkai.reports.models import AnnualReport
from gongkai.statistics.answers import answer_call, share
from gongkai.statistics.closing import differences
from gongkai.statistics.figures import figures, parse_call
from gongkai.statistics.models import ClosingCorrection, MonthClosing
from gongkai.statistics.scope import Scope

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)
# What the report of a provincial department on 2015 says in its prose, and what it is asked by.
REPORT_OF_2015 = {
    "领导小组副组长三名": "ledger.steering_deputies",
    "政务微博发布信息300余条": "ledger.weibo_posts",
    "微信3个栏目": "ledger.wechat_columns",
    "微信12个菜单": "ledger.wechat_menus",
    "60多项固定信息内容": "ledger.wechat_fixed_contents",
    "推送信息36期": "ledger.wechat_issues",
    "推送信息200余条": "ledger.wechat_posts",
    "户外阅读栏330余条": "ledger.reading_board_items",
    "多个现场查阅点": "ledger.reading_points",
    "培训班": "ledger.trainings",
    "培训人员": "ledger.training_persons",
    "5项行政许可": "ledger.licence_items",
    "3项行政服务事项": "ledger.service_items",
    "集群网累计访问量5.29亿人次": "ledger.site_group_visits.cumulative",
    "集群网累计发布信息12.86万条": "ledger.site_group_items.cumulative",
    "门户网站累计访问量1172万人次": "ledger.site_visits.cumulative",
    "2015年访问量200万人次": "ledger.site_visits",
    "累计发布信息总量15271条": "proactive.items_public",
    "2015年发布信息总量3417条": "proactive.items",
    "媒体发表新闻信息408条次": "ledger.media_items",
    "新闻宣传活动6次": "ledger.publicity_events",
    "公开公示牌": "ledger.bulletin_boards",
    "发放宣传资料300余万份": "ledger.leaflets",
    "省政府办公厅采用32条": "ledger.info_adopted",
    "省领导批示2次": "ledger.info_instructions",
    "报国务院办公厅23条": "ledger.info_sent_state",
    "国务院办公厅采用12条": "ledger.info_adopted_state",
    "国务院领导批示4次": "ledger.info_instructions_state",
    "人社部采用30条": "ledger.info_adopted_ministry",
    "各地报送信息900余条": "ledger.info_received",
    "采用320条": "ledger.info_used",
    "办理建议提案110余件": "ledger.motions",
    "满意率100%": "ledger.motions_satisfied ÷ ledger.motions",
    "按时办结率100%": "ledger.motions_replied ÷ ledger.motions",
    "5次新闻发布会": "ledger.press_conferences",
    "咨询电话160余万人次": "ledger.hotline_calls",
    "日均4500余人次": "ledger.hotline_calls ÷ 天",
    "专题专栏": "ledger.topic_columns",
    "政府网站在线访谈1次": "ledger.interviews",
    "广播电视访谈3次": "ledger.broadcast_interviews",
    "报刊回应5次": "ledger.press_responses",
    "门户网站政策解读13条次": "proactive.interpretations",
    "微信微博发布解读、指南60余条": "ledger.social_interpretations",
    "厅长信箱解答1100余件": "ledger.mailbox_replies",
    "受理三人的申请": "requests.new?applicant=natural_person",
}
# The same of a city bureau's report on 2020.
REPORT_OF_2020 = {
    "公开政务信息1245余条": "proactive.items",
    "就业创业信息710余条": "proactive.items?unit=employment",
    "社会保障信息300余条": "proactive.items?unit=insurance",
    "人事人才信息140条": "proactive.items?unit=talent",
    "手机客户端下载量4万余次": "ledger.app_downloads.cumulative",
    "双微平台粉丝15万人": "ledger.followers",
    "微信期刊126期": "ledger.wechat_issues",
    "图文1700余条": "ledger.wechat_posts",
    "规范性文件制发": "proactive.normative_documents.issued",
    "建议提案58件": "ledger.motions",
    "主办11件": "ledger.motions_led",
    "人大建议4件": "ledger.deputy_motions_led",
    "政协提案7件": "ledger.cppcc_motions_led",
    "协办47件": "ledger.motions_joined",
    "答复率100%": "ledger.motions_replied ÷ ledger.motions",
    "见面率100%": "ledger.motions_met ÷ ledger.motions",
    "满意率100%": "ledger.motions_satisfied ÷ ledger.motions",
}


def test_the_demo_keeps_its_ledger_its_closings_and_its_old_reports() -> None:
    """Play the ledger and the old reports once, and nothing else: the whole takes a minute."""
    cast = engage()

    keep_ledger(cast, 2025, TODAY)
    assert len(list(keep_history(cast))) == 15

    check_that_every_number_of_the_ledger_is_answered(cast.city)
    check_that_one_sheet_was_late_and_one_is_owed(cast.city)
    check_that_all_months_are_closed_and_one_was_corrected(cast.city)
    check_that_old_reports_follow_from_one_another(cast.city)


def asked(said: str, scope: Scope) -> Decimal | None:
    """Answer a figure, or the part that one figure is of another."""
    name, _, whole = said.partition(" ÷ ")
    number = answer_call(name, scope).value
    if not whole:
        return number
    days = Decimal((scope.until - scope.since).days + 1)
    return number / days if whole == "天" else share(number, answer_call(whole, scope).value)


@pytest.mark.parametrize("told", [REPORT_OF_2015, REPORT_OF_2020], ids=["2015", "2020"])
def test_every_number_of_the_prose_names_a_figure_that_says_how_it_is_counted(told: dict[str, str]) -> None:
    for words, said in told.items():
        for name in said.split(" ÷ "):
            if name != "天":
                assert figures()[parse_call(name)[0]].counted, words


def check_that_every_number_of_the_ledger_is_answered(city: Body) -> None:
    """Check that no number of the prose stays empty."""
    scope = Scope.year(city, 2025)
    of_ledger = {
        words: asked(said, scope)
        for words, said in {**REPORT_OF_2015, **REPORT_OF_2020}.items()
        if said.startswith("ledger.")
    }

    assert not {words for words, number in of_ledger.items() if not number}
    assert of_ledger["建议提案58件"] == 58
    assert of_ledger["见面率100%"] == 100
    assert of_ledger["双微平台粉丝15万人"] == 152300


def check_that_one_sheet_was_late_and_one_is_owed(city: Body) -> None:
    """Check who filed which month."""
    late = [sheet for sheet in LedgerMonth.objects.of(city) if sheet.is_late]

    assert [(sheet.unit.code, sheet.month) for sheet in late] == [("inspection", date(2025, 9, 1))]
    (owed,) = LedgerMonth.objects.of(city).owed()
    assert (owed.unit.code, owed.month) == ("finance", date(2026, 2, 1))


def check_that_all_months_are_closed_and_one_was_corrected(city: Body) -> None:
    """Check the closings and what was put right."""
    closings = list(MonthClosing.objects.of(city).select_related("body"))

    assert len(closings) == 12
    assert {each.name for each in ClosingCorrection.objects.all()} == {"ledger.hotline_calls"}
    assert not [each for closing in closings for each in differences(closing)]
    corrected = LedgerEntry.objects.of(city).filter(corrects__isnull=False).aggregate(sum=Sum("quantity"))
    assert corrected["sum"] == -288


def number(report: AnnualReport, cell: str) -> int:
    table, row, column = cell.split(".")
    return int(report.cells.get(table=table, row=row, column=column).value or 0)


def check_that_old_reports_follow_from_one_another(city: Body) -> None:
    """Check that what was carried out was carried in, and that stocks add up."""
    reports = {report.year: report for report in AnnualReport.objects.of(city)}
    assert sorted(reports) == [*range(2008, 2020), 2021, 2022, 2023]

    received = sum(_of(reports[year], "requests_received") for year in range(2008, 2019))
    replied = sum(_of(reports[year], "replies") for year in range(2008, 2019))
    assert received - replied == number(reports[2019], "requests.carried_in.total") == 1
    for year in (2022, 2023):
        before = number(reports[year - 1], "requests.carried_out.total")
        assert before == number(reports[year], "requests.carried_in.total")
        issued, repealed = (
            number(reports[year], f"proactive.normative_documents.{column}")
            for column in ("issued", "repealed")
        )
        stock = number(reports[year - 1], "proactive.normative_documents.in_force")
        assert number(reports[year], "proactive.normative_documents.in_force") == stock + issued - repealed


def _of(report: AnnualReport, row: str) -> int:
    return number(report, f"statistics.{row}.{'year' if report.year < 2014 else 'value'}")
