"""What the detectors find in one sentence, and what they leave alone."""

from dataclasses import replace
from datetime import date

import pytest

from gongkai.screening.checking import screen
from gongkai.screening.hits import Hit, Kind, Severity
from gongkai.screening.materials import Material
from gongkai.screening.setting import Setting

TODAY = Setting(date(2026, 11, 21))

FOUND = [
    ("申请人身份证号11010519491231002X。", "id_card", "block"),
    ("１１０１０５１９４９１２３１００２Ｘ", "id_card", "block"),
    ("110105 19491231 002X", "id_card", "block"),
    ("1101\u200b0519491231002x", "id_card", "block"),
    ("1-1-0-1-0-5-1-9-4-9-1-2-3-1-0-0-2-X", "id_card", "block"),
    ("身份证：110105********002X", "id_card", "info"),
    ("身份证：11010519491231****", "id_card", "warn"),
    ("身份证：******19491231002X", "id_card", "block"),
    ("35*************123", "id_card", "info"),
    ("身份证110105491231002", "id_card", "warn"),
    ("手机13812345678", "mobile", "block"),
    ("手机 138 1234 5678", "mobile", "block"),
    ("138-1234-5678", "mobile", "block"),
    ("+8613812345678", "mobile", "block"),
    ("一三八一二三四五六七八", "mobile", "block"),
    ("联系电话：13812345678", "mobile", "warn"),
    ("咨询电话：0851-86831234", "landline", "info"),
    ("（0851）86831234", "landline", "info"),
    ("银行卡号6222000000000000004", "bank_card", "block"),
    ("6222 0000 0000 0000 004", "bank_card", "block"),
    ("开户行：工商银行，账号：2402001019200012345", "bank_account", "warn"),
    ("a@163.com", "email", "warn"),
    ("电子邮箱：rsj@qinglan.gov.cn", "email", "info"),
    ("护照E12345678", "passport", "warn"),
    ("车牌京A12345", "plate", "warn"),
    ("贵AD12345", "plate", "warn"),
    ("家庭住址：青岚市云溪区朝阳路12号3栋2单元501室", "address", "warn"),
    ("张伟，男，住青岚市云溪区幸福小区12栋3单元501室。", "address", "warn"),
    ("患者张伟，确诊尘肺病三期", "health", "block"),
    ("机密★5年", "secret_mark", "block"),
    ("秘密", "secret_mark", "block"),
    ("机 密 ★ 长期", "secret_mark", "block"),
    ("绝密★启用前", "secret_mark", "block"),
    ("内部资料 注意保存", "internal_mark", "block"),
    ("（内部文件）", "internal_mark", "block"),
    ("本文件不得外传。请各单位遵照执行，做好保密工作。", "internal_mark", "warn"),
    ("（此件不公开）", "attribute", "block"),
    ("公开属性：依申请公开", "attribute", "block"),
    ("（征求意见稿）", "draft", "warn"),
    ("XX县人社局", "draft", "warn"),
    ("于2025年XX月XX日", "draft", "warn"),
    ("2025年2月30日", "date", "warn"),
    ("2025年3月6日（星期五）", "date", "warn"),
    ("4月31日", "date", "warn"),
    ("本表由张伟（6岁）监护人填写", "minor", "block"),
    ("2025-03-15 13812345678", "mobile", "block"),
    ("你单位拖欠周雪莲、何建芳、郭文强等24名劳动者工资共计24万元", "name_list", "warn"),
    ("经查，该公司克扣张立国等3名农民工工资", "name_list", "warn"),
    ("举报人：梁小雨，反映该公司未缴社保", "name_list", "warn"),
    ("家庭电话：8870623", "landline", "warn"),
    ("被告：张伟，住所地青岚市云溪区朝阳路12号", "address", "warn"),
    ("患者左志强，诊断为骨折", "health", "block"),
    ("李建国、王晓燕、周雪莲确诊尘肺病", "health", "block"),
    ("被告张伟，住所青岚市云溪区朝阳路12号", "address", "warn"),
    ("根据劳动和社会保障局通知，现将2024年有关事项公布", "wrong_word", "warn"),
]

LEFT_ALONE = [
    "流水号110105194912310021",
    "编号110105491231002",
    "订单号13812345678901",
    "金额13812345678.00元",
    "138****1234",
    "12333",
    "6222000000000000005",
    "统一社会信用代码91110000100000000X",
    "设备E12345678",
    "办公地址：青岚市云溪区朝阳路12号",
    "开展尘肺病预防工作",
    "保守国家秘密",
    "商业秘密",
    "秘密级",
    "（此件公开发布）",
    "对不予公开的信息说明理由",
    "张××",
    "尺码XXL",
    "2025年3月6日（星期四）",
    "青人社发〔2025〕3号",
    "陈述申辩理由，男女平等",
    "邮件号1381234567812",
    "对未成年人，社区矫正机构应当考虑其年龄、成长经历，确定矫正方案",
    "伪造票据、保函等造成重大损失的，处三年以下有期徒刑",
    "第三人施工时下坡，左手撞在墙上受伤，诊断为桡骨骨折",
    "被申请人：青岚市人力资源和社会保障局，住所地青岚市云溪区朝阳路12号。",
    "第三人青岚某某公司，统一社会信用代码91500********，住所地青岚市云溪区朝阳路12号",
    "确认表盖章后扫描发qlsyk@126.com邮箱。",
    "扩大公众参与与政策解读",
    "决定战争和和平的问题",
    "云溪县劳动和社会保障局2007年度工作总结",
    "依照2003年9月劳动和社会保障部的办法",
    "表彰李建国、王晓燕等10名职工",
    "咨询电话：8870623、8870629",
    "以毁损、涂划、玷污方式侮辱国旗的，处三年以下有期徒刑",
    "不得因结婚、怀孕降低女职工工资，限制晋职、晋级、评聘职称",
    "统一社会信用代码：91430281691828xxxx",
    "被申请人：青岚市市场监督管理局。住所地：青岚市云溪区朝阳路12号",
    "住所：青岚市云溪区朝阳路12号",
    "投诉书写明投诉人和被投诉人的名称、地址",
    "应当对对外贸易调查给予配合",
    "邮寄了举报信（邮件号XX）",
    "申请人身份证号13292419********12，住胡家园街XXXXXX。",
    "关于《青岚市就业补助办法》（征求意见稿）意见的通知",
]


def hits_in(text: str, setting: Setting = TODAY) -> list[Hit]:
    material = Material("测试")
    material.add(text, "body:1")
    return screen(material, setting)


@pytest.mark.parametrize(("text", "kind", "severity"), FOUND)
def test_it_is_found(text: str, kind: str, severity: str) -> None:
    assert (kind, severity) in {(hit.kind.value, hit.severity.value) for hit in hits_in(text)}


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_it_is_left_alone(text: str) -> None:
    assert [hit for hit in hits_in(text) if hit.severity is not Severity.INFO] == []


def test_a_habit_of_style_is_said_once_of_a_file() -> None:
    material = Material("测试")
    for number, line in enumerate(("各县,各单位", "收到,请回复", "各科室,各中心"), 1):
        material.add(line, f"body:{number}")

    (hit,) = screen(material, TODAY)

    assert (hit.where, hit.masked) == ("body:1", "县,各 等3处")


def test_what_law_says_of_work_secrets_is_no_mark() -> None:
    assert hits_in("不得泄露国家秘密、工作秘密、商业秘密。") == []


@pytest.mark.parametrize(
    ("text", "article"),
    [
        ("你单位拖欠周雪莲、何建芳、郭文强等24名劳动者工资共计24万元", "个人信息保护法第二十五条"),
        ("举报人：梁小雨，反映该公司未缴社保", "劳动保障监察条例第九条第三款"),
        ("检举人：梁小雨", "信访工作条例第三十条第三款"),
    ],
)
def test_names_of_workers_and_informants_come_with_their_article(text: str, article: str) -> None:
    [hit] = [hit for hit in hits_in(text) if hit.kind is Kind.NAME_LIST]

    assert article in hit.rule


def test_a_list_that_may_show_names_shows_none_of_those_who_complained() -> None:
    setting = replace(TODAY, listing=frozenset({Kind.NAME_LIST}))

    (hit,) = hits_in("投诉人梁小雨反映", setting)

    assert (hit.severity, hit.masked) == (Severity.WARN, "梁某某")


def test_no_hit_shows_a_whole_number() -> None:
    shown = [hit.masked for hit in hits_in("张伟11010519491231002X，13812345678，6222000000000000004")]

    assert shown == ["110105********002X", "138****5678", "***************0004"]


def test_a_number_is_found_where_it_was_written() -> None:
    text = "证件１１０１０５ 19491231\u200b 002X号"

    (hit,) = hits_in(text)

    assert text[hit.start : hit.end] == "１１０１０５ 19491231\u200b 002X"


def test_an_applicant_of_the_register_is_found() -> None:
    setting = Setting(date(2026, 11, 21), applicants=frozenset({"赵明远"}))

    (hit,) = hits_in("本年度答复赵明远等人申请。", setting)

    assert (hit.kind, hit.masked) == ("applicant", "赵某某")


def test_what_a_notice_lawfully_shows_informs() -> None:
    setting = Setting(date(2026, 11, 21), listing=frozenset({"mobile"}))

    assert [hit.severity for hit in hits_in("手机13812345678", setting)] == ["info"]


def test_an_old_document_called_the_bureau_by_its_name_of_then() -> None:
    of_2007 = Setting(date(2026, 11, 21), formed_on=date(2007, 5, 1))

    assert hits_in("请到县劳动和社会保障局办理", of_2007) == []


def test_an_item_formed_after_its_publication_is_told() -> None:
    setting = Setting(date(2026, 11, 21), formed_on=date(2026, 3, 9), published_on=date(2026, 3, 6))

    assert [hit.rule for hit in hits_in("通知", setting)] == ["成文日期晚于发布日期"]
