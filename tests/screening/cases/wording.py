"""Cases of marks and words: secrecy, internal use, attributes, drafts, dates, slips."""

from datetime import date

from gongkai.screening.hits import Kind
from tests.screening.cases.cases import Maker, Piece, plain, said


def _has(kind: Kind, line: str, found: str, **setting: object) -> Maker:
    return lambda _rng: said(kind, line, found, **setting)


def _no(*lines: str, **setting: object) -> Maker:
    return lambda _rng: plain(*lines, **setting)


def _head(kind: Kind, line: str) -> Maker:
    return lambda _rng: Piece((line,), planted=((kind, line),), place="header")


S = Kind.SECRET_MARK
SECRET: list[Maker] = [
    _has(S, "@", "秘密★10年"),
    _has(S, "@", "机密"),
    _has(S, "@", "绝密★长期"),
    _has(S, "@", "机密★1年"),
    _has(S, "@", "秘　密"),
    _has(S, "@", "秘密☆5年"),
    _has(S, "@", "机密※6个月"),
    _has(S, "000123 @", "机密★10年"),
    _has(S, "密级：@", "秘密"),
    _has(S, "@", "秘 密 ★ 二十年"),
    _has(S, "【@】", "机密"),
    _has(S, "@", "绝密*30年"),
    _head(S, "秘密★3年"),
]
NEAR_SECRET: list[Maker] = [
    _no("各级机关应当保守国家秘密、商业秘密和个人隐私。"),
    _no("商业秘密"),
    _no("涉及秘密级、机密级文件的，按规定管理。"),
    _no("国家秘密的密级分为绝密、机密、秘密三级。"),
    _no("《中华人民共和国保守国家秘密法》"),
    _no("★ 重点任务"),
    _no("机密级计算机不得接入互联网。"),
    _no("保密"),
    _no("密级：无"),
    _no("★秘书长出席会议★"),
    _no("一、国家秘密", "二、商业秘密"),
    _no("应试人员不得泄露考试秘密。"),
]
N = Kind.INTERNAL_MARK
INTERNAL: list[Maker] = [
    _has(N, "@", "内部资料 注意保存"),
    _has(N, "（@）", "内部文件"),
    _has(N, "【@】", "内部使用"),
    _has(N, "@", "会后收回"),
    _has(N, "@", "内部资料，不得外传"),
    _has(N, "@", "未经批准不得翻印"),
    _has(N, "（@）", "内部参阅"),
    _has(N, "本材料@，请妥善保管。", "不得外传"),
    _has(N, "@", "工作秘密"),
    _has(N, "@", "传阅件"),
    _head(N, "内部资料 注意保存"),
]
NEAR_INTERNAL: list[Maker] = [
    _no("内部资料性出版物准印证（闽）字第001号"),
    _no("完善内部控制和内部审计制度。"),
    _no("请妥善保存收据备查。"),
    _no("处理个人敏感个人信息应当取得单独同意。"),
    _no("健全企业内部文件管理制度，推进档案数字化。"),
    _no("加强内部使用房屋的安全检查。"),
    _no("会后收到代表建议12件。"),
    _no("内部设三个科室。"),
    _no("文件传阅、签收、归档由办公室负责。"),
    _no("不得外借、转让许可证。"),
]
T = Kind.ATTRIBUTE
ATTRIBUTE: list[Maker] = [
    _has(T, "（@）", "此件不公开"),
    _has(T, "（@）", "此件依申请公开"),
    _has(T, "公开属性：@", "不予公开"),
    _has(T, "公开属性：@", "依申请公开"),
    _has(T, "（@）", "不公开"),
    _has(T, "信息公开选项：@", "不予公开"),
    _has(T, "（@）", "此件不予公开"),
    _has(T, "公开方式：@", "依申请公开"),
    _has(T, "公开类别：@", "不公开"),
    _has(T, "信息公开属性：@", "依申请公开"),
    _has(T, "(@)", "此件不公开", mode="on_request"),
]
NEAR_ATTRIBUTE: list[Maker] = [
    _no("（此件不公开）", mode="withheld"),
    _no("（此件主动公开）"),
    _no("（此件公开发布）"),
    _no("公民可以通过依申请公开渠道获取。"),
    _no("全年办理依申请公开12件，不予公开3件，部分公开2件。"),
    _no("依申请公开指南"),
    _no("经审查，决定不予公开。"),
    _no("（此件依申请公开）", mode="on_request"),
    _no("公开属性：主动公开"),
    _no("行政机关不得以不公开为由拒绝答复。"),
]
D = Kind.DRAFT
DRAFT: list[Maker] = [
    _has(D, "青岚市就业促进办法（@）", "征求意见稿"),
    _has(D, "关于工伤预防的实施方案（@）", "送审稿"),
    _has(D, "@", "讨论稿"),
    _has(D, "@县人力资源和社会保障局", "XX"),
    _has(D, "@年×月×日", "××××"),
    _has(D, "（@）", "此处补充数据"),
    _has(D, "全年完成@人次", "XXX"),
    _has(D, "联系人：@，电话：@".replace("，电话：@", ""), "XXX"),
    _has(D, "经费@万元", "××"),
    _has(D, "【@】", "待补充"),
    _has(D, "工作总结（@）", "初稿"),
    lambda _rng: Piece(("本办法自发布之日起施行。",), planted=((D, "发布"),), place="revision"),
]
NEAR_DRAFT: list[Maker] = [
    _no("现就《青岚市就业促进办法（征求意见稿）》向社会公开征求意见。"),
    _no("青岚市就业促进办法（征求意见稿）", consulting=True),
    _no("会议审议了《工伤预防实施方案（送审稿）》。"),
    _no("张××、李××两人未到场。"),
    _no("尺寸为10×20×30厘米，合计3×5台。"),
    _no("XXL号工装120套，XL号30套"),
    _no("第XXI卷，MAXX品牌"),
    _no("征求意见稿起草说明已一并公布，收到意见20条。"),
    _no("待补充材料的，窗口一次性告知。"),
    _no("罗马数字XXIII、XIX均可使用。"),
    _no("初稿由专家组撰写，后经三次修改定稿。"),
]
P = Kind.DATE
DAY = {"formed_on": date(2026, 3, 6), "published_on": date(2026, 3, 9)}
DATES: list[Maker] = [
    _has(P, "请于@前报送。", "2026年2月30日"),
    _has(P, "会议定于@召开。", "2026年3月6日（星期四）"),
    _has(P, "@", "2026年13月5日"),
    _has(P, "截止日期：@", "2025年4月31日"),
    _has(P, "@前完成整改", "2023年2月29日"),
    _has(P, "@（周一）".replace("@（周一）", "@报名"), "2026年3月6日（周一）"),
    _has(P, "自@起施行", "2026年11月31日"),
    _has(P, "受理至@", "9月31日"),
    _has(P, "@，青岚市", "2026-02-30"),
    _has(P, "时间：@上午", "2026年6月31日"),
    _has(P, "公示期至@", "２０２６年２月３０日"),
]
NEAR_DATES: list[Maker] = [
    _no("会议定于2026年3月6日（星期五）召开。"),
    _no("2024年2月29日"),
    _no("自2月起30日内办结。"),
    _no("本办法自2027年1月1日起施行。"),
    _no("2026年3月9日（周一）上午9:00"),
    _no("每年12月31日前报送，1月31日公布。"),
    _no("版本号2026.13.45，标准号GB/T 2026-31"),
    _no("2026年1—13项指标，4月30日截止。"),
    _no("成文日期：2026年3月6日", **DAY),
    _no("2月29日（闰年）出生的人员"),
    _no("1949年10月1日成立"),
    _no("3月6日至31日"),
]
W = Kind.WRONG_WORD
WORDS: list[Maker] = [
    _has(W, "@万岁", "中华人民共合国"),
    _has(W, "成立工作@办公室", "领导小姐"),
    _has(W, "扫黑@专项斗争".replace("扫黑@", "@"), "扫黑险恶"),
    _has(W, "领取人银行@", "帐户"),
    _has(W, "认真@落实", "布署"),
    _has(W, "设备@到位", "按装"),
    _has(W, "市@工作报告", "攻府"),
    _has(W, "我@的工作".replace("我@", "群众@"), "的的"),
    _has(W, "@焚烧禁令", "秸杆"),
    _has(W, "@困难再大也要完成", "既使"),
    _has(W, "依据闽人社文@", "〔2026〕第5号"),
    _has(W, "帮扶@人就业", "残废"),
    _has(W, "根据《@》办理来信", "信访条例"),
    _has(W, "@旅游", "齐齐哈市"),
]
NEAR_WORDS: list[Maker] = [
    _no("设立专用账户，安装设备，部署工作，即使下雨也要施工。"),
    _no("实现目的的途径有三条，的的确确不易。"),
    _no("既使企业受益，又使职工满意。"),
    _no("公布署名文章三篇。"),
    _no("闽人社文〔2026〕5号"),
    _no("原劳动和社会保障局于2001年印发该文件。"),
    _no("领导小组组长致辞。"),
    _no("按装配式建筑标准施工。"),
    _no("中华人民共和国人力资源和社会保障部"),
    _no("扫黑除恶，秸秆综合利用，齐齐哈尔市。"),
    _no("采购数组下标[2026]号元素"),
    _no("残疾人服务中心"),
]
WORDING: dict[Kind, tuple[list[Maker], list[Maker]]] = {
    S: (SECRET, NEAR_SECRET),
    N: (INTERNAL, NEAR_INTERNAL),
    T: (ATTRIBUTE, NEAR_ATTRIBUTE),
    D: (DRAFT, NEAR_DRAFT),
    P: (DATES, NEAR_DATES),
    W: (WORDS, NEAR_WORDS),
}
