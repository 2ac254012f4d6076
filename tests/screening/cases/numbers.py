"""Cases of numbers: identity, phones, cards, accounts, plates."""

from random import Random

from gongkai.screening.hits import Kind
from tests.screening.cases import values as v
from tests.screening.cases.cases import Maker, Piece, named, plain, said, table


def _spaced(number: str, *ends: int) -> str:
    return " ".join(number[a:b] for a, b in zip((0, *ends), (*ends, len(number)), strict=True))


def _card_that_is_an_identity(rng: Random) -> str:
    return next(
        n for n in iter(lambda: v.identity(rng), "") if v.luhn_ok(n.replace("X", "0")) and n[17] != "X"
    )


def _identities(rng: Random) -> Piece:
    names, numbers = v.people(rng, 3), [v.identity(rng) for _ in range(3)]
    rows = [(str(n), name, number) for n, (name, number) in enumerate(zip(names, numbers, strict=True), 1)]
    return table(
        "", "序号 姓名 证件号码", rows, *((Kind.ID_CARD, number) for number in numbers), named(names)
    )


ID = Kind.ID_CARD
IDENTITY: list[Maker] = [
    lambda r: said(ID, f"申请人{v.person(r)}，身份证号码：@，已提交全部材料。", v.identity(r)),
    lambda r: said(ID, f"{v.person(r)}（@）符合享受条件。", v.identity(r)),
    lambda r: said(ID, "公民身份号码@", v.wide(v.identity(r))),
    lambda r: said(ID, "身份证：@。", _spaced(v.identity(r), 6, 14)),
    lambda r: said(ID, "证件号码为@的人员，请于三日内补正。", "\u200b".join(v.identity(r))),
    lambda r: said(ID, "受委托人@于2026年3月6日到窗口办理。", v.identity(r).lower()),
    lambda r: said(ID, "身份证号（@）", "-".join(v.identity(r))),
    lambda r: said(ID, "港澳居民居住证号@", v.identity(r, area="810000")),
    lambda r: said(ID, "台湾居民居住证@", v.identity(r, area="830000")),
    lambda r: said(ID, "原身份证号@（15位）仍登记在册。", v.short_identity(r)),
    lambda r: said(ID, "参保人@的待遇自2026年1月起发放", _card_that_is_an_identity(r)),
    lambda r: said(ID, "身份证号：@，男", "******" + v.identity(r)[6:]),
    lambda r: said(ID, "编号2026-15，@，女，汉族", v.identity(r)),
    _identities,
]
NEAR_IDENTITY: list[Maker] = [
    lambda r: plain(f"订单编号{v.wrong_identity(r)}，请核对后付款。"),
    lambda r: plain(f"供应商统一社会信用代码：{v.credit_code(r)}。"),
    lambda r: plain(f"统一社会信用代码{v.credit_code(r, figures_only=True)}的企业已列入名单。"),
    lambda r: plain(f"项目编号：2026-{v.digits(r, 6)}-84-01-{v.digits(r, 6)}"),
    lambda r: plain(f"身份证号：{v.identity(r)[:6]}********{v.identity(r)[14:]}，予以公示。"),
    lambda r: plain(f"系统流水号20260612153045{v.digits(r, 4)}"),
    lambda r: plain(f"合同编号：HT{v.identity(r)}A"),
    lambda r: plain(f"物资条码 {v.digits(r, 4)}{v.identity(r)[:17]}3"),
    lambda r: plain(f"身份证号 {v.identity(r)[:2]}*************{v.identity(r)[-3:]}"),
    lambda r: plain("公民身份号码由十七位数字本体码和一位数字校验码组成，办事时请带身份证原件。"),
    lambda r: plain(f"不动产单元号350102{v.digits(r, 6)}GB{v.digits(r, 5)}F{v.digits(r, 8)}"),
    lambda r: plain(f"采购计划备案号：991010{v.digits(r, 12)}"),
]
PASSPORT: list[Maker] = [
    lambda r: said(Kind.PASSPORT, "护照号码：@", "E" + v.digits(r, 8)),
    lambda r: said(Kind.PASSPORT, f"{v.person(r)}，持护照@入境。", "G" + v.digits(r, 8)),
    lambda r: said(Kind.PASSPORT, "电子护照（@）已注销", "E" + r.choice("ABCDFGH") + v.digits(r, 7)),
    lambda r: said(Kind.PASSPORT, "港澳居民来往内地通行证@", "H" + v.digits(r, 8)),
    lambda r: said(Kind.PASSPORT, "回乡证号：@。", "M" + v.digits(r, 10)),
    lambda r: said(Kind.PASSPORT, "台胞证号@，现居厦门。", v.digits(r, 8)),
    lambda r: said(Kind.PASSPORT, "往来港澳通行证：@", "C" + v.digits(r, 8)),
    lambda r: said(Kind.PASSPORT, "台湾居民来往大陆通行证 @", v.digits(r, 8)),
    lambda r: said(Kind.PASSPORT, "护照 @", v.wide("E" + v.digits(r, 8))),
    lambda r: said(Kind.PASSPORT, "公务护照号为@", "SE" + v.digits(r, 7)),
]
NEAR_PASSPORT: list[Maker] = [
    lambda r: plain(f"设备出厂编号E{v.digits(r, 8)}，保修两年。"),
    lambda r: plain(f"凭护照或者通行证办理，咨询电话{v.digits(r, 8)}。"),
    lambda r: plain("乘坐G1234次列车的旅客请走G15沈海高速连接线。"),
    lambda r: plain(f"会计凭证号G{v.digits(r, 8)}已入账。"),
    lambda r: plain("外国人来华工作许可须提交护照、签证和体检证明，自2026年3月1日起施行。"),
    lambda r: plain("台胞证办理时限由20个工作日压缩为5个工作日，2025年共办理12345678人次。"),
    lambda r: plain(f"通行证办理受理量同比增长12.5%，编号为闽人社〔2026〕{r.randint(1, 90)}号。"),
    lambda r: plain("护照号码 E12****78"),
    lambda r: plain(f"批次号H{v.digits(r, 8)}、M{v.digits(r, 8)}的口罩检验合格。"),
    lambda r: plain("持护照人员20260306前到窗口登记。"),
]


def _phones(rng: Random) -> Piece:
    names, numbers = v.people(rng, 3), [v.mobile(rng) for _ in range(3)]
    planted = [*((Kind.MOBILE, n) for n in numbers), named(names)]
    return table(
        "补贴发放人员",
        "姓名 手机号码 金额（元）",
        [(a, b, "1500") for a, b in zip(names, numbers, strict=True)],
        *planted,
    )


M = Kind.MOBILE
MOBILE: list[Maker] = [
    lambda r: said(M, f"{v.person(r)}，手机@。", v.mobile(r)),
    lambda r: said(M, "请与本人联系（@）", v.mobile(r)),
    lambda r: said(M, "电话：@", _spaced(v.mobile(r), 3, 7)),
    lambda r: said(M, "移动电话@，随时可以联系", v.wide(v.mobile(r))),
    lambda r: said(M, "联系人手机：+86 @", v.mobile(r)),
    lambda r: said(M, "申请人电话是@转告即可", "-".join([(n := v.mobile(r))[:3], n[3:7], n[7:]])),
    lambda r: said(M, "微信同号@", v.mobile(r)),
    lambda r: said(M, "家长@", "\u200d".join(v.mobile(r))),
    lambda r: said(M, "小李@王主任知道此事", v.mobile(r)),
    lambda r: said(M, "收件人手机号@，顺丰到付", v.mobile(r)),
    _phones,
]
NEAR_MOBILE: list[Maker] = [
    lambda r: plain(f"快递单号{v.mobile(r)}8812"),
    lambda r: plain(f"总投资{v.mobile(r)}元，分三年安排。"),
    lambda r: plain(f"合同金额 {v.mobile(r)}.50 元"),
    lambda r: plain(f"项目编号：{v.mobile(r)}"),
    lambda r: plain(f"手机号 {v.mobile(r)[:3]}****{v.mobile(r)[7:]}"),
    lambda r: plain("拨打12333、12345、12348或者4008312333咨询。"),
    lambda r: plain(f"统一社会信用代码：91350102M{v.mobile(r)[:8]}"),
    lambda r: plain(f"准考证号：{v.mobile(r)}0{v.digits(r, 2)}"),
    lambda r: plain("2025年1月至2026年10月，共支出19,876,543,210元。"),
    lambda r: plain("全国统计用区划代码35048100020，邮政编码366000。"),
    lambda r: plain(f"资产总额{v.mobile(r)}万元，负债{v.mobile(r)}万元。"),
    lambda r: plain(f"中央补助资金{v.mobile(r)}.00"),
]


def _at_home(rng: Random) -> Piece:
    names, numbers = v.people(rng, 3), [v.office_phone(rng) for _ in range(3)]
    planted = [*((Kind.LANDLINE, n) for n in numbers), named(names)]
    return table(
        "救助对象登记",
        "姓名 家庭电话 备注",
        [(a, b, "无") for a, b in zip(names, numbers, strict=True)],
        *planted,
    )


L = Kind.LANDLINE
LANDLINE: list[Maker] = [
    lambda r: said(L, f"{v.person(r)}，家庭电话@。", v.office_phone(r)),
    lambda r: said(L, "住宅电话：@", v.office_phone(r)),
    lambda r: said(L, "宅电@，晚上八点后可打", v.office_phone(r).replace("-", "")),
    lambda r: said(L, f"申请人{v.person(r)}家中电话为@", v.office_phone(r)),
    lambda r: said(L, "家庭固定电话（@）", v.wide(v.office_phone(r))),
    lambda r: said(L, "监护人家里电话 @", v.office_phone(r).replace("-", " ")),
    lambda r: said(L, "户主住宅电话：@。", v.office_phone(r)),
    lambda r: said(L, f"举报人{v.person(r)}家庭电话@", v.office_phone(r)),
    lambda r: said(L, "家属电话：@（宅电）", v.office_phone(r)),
    lambda r: said(L, "参保人本人家庭电话@", v.office_phone(r)),
    _at_home,
]
NEAR_LANDLINE: list[Maker] = [
    lambda r: plain(f"咨询电话：{v.office_phone(r)}。"),
    lambda r: plain(f"市人力资源和社会保障局监督电话（{v.office_phone(r)}）"),
    lambda r: plain(f"招标编号：0612-24{v.digits(r, 6)}"),
    lambda r: plain(f"项目代码：0773-224{v.digits(r, 7)}"),
    lambda r: plain("服务热线12333，邮编350003。"),
    lambda r: plain(f"办公电话 {v.office_phone(r)}，传真 {v.office_phone(r)}"),
    lambda r: plain(f"单位代码0350{v.digits(r, 8)}"),
    lambda r: plain("增长0591-0598两地同比持平，均为0.05912345678。"),
    lambda r: plain(f"采购编号[350100]FJXX[GK]20260{v.digits(r, 2)}"),
    lambda r: plain(f"受理时间周一至周五8:00-12:00，电话{v.office_phone(r)}转8023"),
]
CARD = Kind.BANK_CARD


def _cards(rng: Random) -> Piece:
    names, numbers = v.people(rng, 3), [v.bank_card(rng) for _ in range(3)]
    planted = [*((CARD, n) for n in numbers), named(names)]
    return table(
        "", "姓名 社保卡银行账号 金额", [(a, b, "900") for a, b in zip(names, numbers, strict=True)], *planted
    )


BANK_CARD: list[Maker] = [
    lambda r: said(CARD, "银行卡号@", v.bank_card(r)),
    lambda r: said(CARD, f"{v.person(r)}，工资卡@，建设银行。", v.bank_card(r)),
    lambda r: said(CARD, "补贴打入@账户", _spaced(v.bank_card(r), 4, 8, 12, 16)),
    lambda r: said(CARD, "社会保障卡银行账号：@", v.bank_card(r)),
    lambda r: said(CARD, "卡号：@", v.bank_card(r, 16)),
    lambda r: said(CARD, "开户银行：农业银行，卡号@", v.wide(v.bank_card(r))),
    lambda r: said(CARD, "请转@", v.bank_card(r)),
    lambda r: said(CARD, "信用卡@已挂失", v.with_luhn("4367" + v.digits(r, 11))),
    lambda r: said(
        CARD, "个人银行账户（@）", "-".join([(n := v.bank_card(r, 16))[:4], n[4:8], n[8:12], n[12:]])
    ),
    lambda r: said(CARD, "银行账号 @，户名" + v.person(r), v.bank_card(r)),
    _cards,
]
NEAR_BANK_CARD: list[Maker] = [
    lambda r: plain(f"订单号{v.no_card(r, 19, '62')}"),
    lambda r: plain(f"订单编号：{v.bank_card(r)}"),
    lambda r: plain(f"项目编号{v.bank_card(r, 16)}的中标结果"),
    lambda r: plain(f"条码{v.bank_card(r)}{v.digits(r, 4)}"),
    lambda r: plain(f"银行卡号6222***********{v.digits(r, 4)}"),
    lambda r: plain(f"准考证号{v.with_luhn('3522' + v.digits(r, 11))}"),
    lambda r: plain(f"发票号码：{v.with_luhn('2635' + v.digits(r, 15))}"),
    lambda r: plain(f"政府采购合同号{v.with_luhn('5301' + v.digits(r, 13))}已备案。"),
    lambda r: plain("银行卡号由16至19位数字组成，领取补贴请提供本人社会保障卡。"),
    lambda r: plain(f"流水号：{v.with_luhn('4026' + v.digits(r, 12))}"),
    lambda r: plain(f"快递单号{v.with_luhn('6230' + v.digits(r, 14))}"),
]
A = Kind.BANK_ACCOUNT
BANK_ACCOUNT: list[Maker] = [
    lambda r: said(A, "户名：市财政国库收付中心，开户行：建设银行城中支行，账号：@", v.no_card(r, 20, "35")),
    lambda r: said(A, "开户银行：兴业银行营业部；账号@", v.no_card(r, 18, "11")),
    lambda r: said(A, "请将保证金汇至：工商银行东街支行，账号：@。", v.no_card(r, 19, "14")),
    lambda r: said(A, "收款账户 中国银行 账号：@", v.no_card(r, 12)),
    lambda r: said(A, "银行账户：@（农商银行）", v.no_card(r, 22, "90")),
    lambda r: said(A, "对公账号：@，开户行：邮储银行", v.no_card(r, 17, "93")),
    lambda r: said(
        A,
        "账号：@",
        _spaced(v.no_card(r, 19, "24"), 4, 8, 12, 16),
    ),
    lambda r: said(A, "汇款账号：@", v.wide(v.no_card(r, 17))),
    lambda r: table(
        "缴款方式", "户名 开户行 账号", [("市医院", "农行", n := v.no_card(r, 17, "13"))], (A, n)
    ),
    lambda r: said(A, "基本存款账户账号@", v.no_card(r, 21, "80")),
]
NEAR_BANK_ACCOUNT: list[Maker] = [
    lambda r: plain("登录账号为本人手机号，初始密码为身份证后六位。"),
    lambda r: plain("关注微信公众账号“青岚人社”，回复2026。"),
    lambda r: plain("开户行：________ 账号：________"),
    lambda r: plain("参保单位应当在银行开立专用账户，2026年累计收入123456789012元。"),
    lambda r: plain(f"会议账号：{v.digits(r, 3)}-{v.digits(r, 3)}-{v.digits(r, 3)}"),
    lambda r: plain(f"项目编号：{v.no_card(r, 17, '20')}"),
    lambda r: plain(f"发票代码{v.digits(r, 12)}"),
    lambda r: plain("个人账户养老金月标准为账户储存额除以计发月数139。"),
    lambda r: plain(f"统一社会信用代码：{v.credit_code(r, figures_only=True)}，户名：市社保中心。"),
    lambda r: plain("账号：**************1234"),
]
PL = Kind.PLATE
PLATE: list[Maker] = [
    lambda r: said(PL, f"{v.person(r)}驾驶@小型轿车。", "闽A" + v.digits(r, 5)),
    lambda r: said(PL, "车牌号：@", "京" + "N" + v.digits(r, 2) + "Q" + v.digits(r, 2)),
    lambda r: said(PL, "新能源车@违停", "沪AD" + v.digits(r, 5)),
    lambda r: said(PL, "车牌@的车主请移车。", "粤B·" + v.digits(r, 3) + "KX"),
    lambda r: said(PL, "申请人名下有@一辆", "川G" + v.digits(r, 5)),
    lambda r: said(PL, "号牌 @", v.wide("桂K" + v.digits(r, 5))),
    lambda r: said(PL, "核查发现@登记在其配偶名下", "闽G" + v.digits(r, 2) + "T" + v.digits(r, 2)),
    lambda r: said(PL, "家庭车辆：@。", "湘E" + v.digits(r, 4) + "W"),
    lambda r: said(PL, "其私家车（@）价值超过标准", "鲁Q" + v.digits(r, 5)),
    lambda r: said(PL, "乘坐@前往", "甘AF" + v.digits(r, 5)),
]
NEAR_PLATE: list[Maker] = [
    lambda r: plain(f"公务用车闽A{v.digits(r, 5)}、闽A{v.digits(r, 5)}维修费1200元。"),
    lambda r: plain("申报国家AAAAA级旅游景区，苏A级信用企业120家。"),
    lambda r: plain(f"闽人社文〔2026〕{r.randint(10, 99)}号、京A股代码600000"),
    lambda r: plain("京津冀AQI平均值78，沪C区域管控，津A类企业。"),
    lambda r: plain("湘G线与G76厦蓉高速交汇，京G7高速施工。"),
    lambda r: plain(f"公务车拍卖公告：车辆号牌闽G{v.digits(r, 5)}，起拍价20000元。"),
    lambda r: plain("赣A1、闽B2两类企业缴费费率为0.2%。"),
    lambda r: plain("执法车辆闽A1234警。"),
    lambda r: plain("车牌号：闽A***21"),
    lambda r: plain("产品型号：川AX-12345型水泵。"),
    lambda r: plain("川藏B12345678标段工程招标"),
]
NUMBERS: dict[Kind, tuple[list[Maker], list[Maker]]] = {
    Kind.ID_CARD: (IDENTITY, NEAR_IDENTITY),
    Kind.PASSPORT: (PASSPORT, NEAR_PASSPORT),
    Kind.MOBILE: (MOBILE, NEAR_MOBILE),
    Kind.LANDLINE: (LANDLINE, NEAR_LANDLINE),
    Kind.BANK_CARD: (BANK_CARD, NEAR_BANK_CARD),
    Kind.BANK_ACCOUNT: (BANK_ACCOUNT, NEAR_BANK_ACCOUNT),
    Kind.PLATE: (PLATE, NEAR_PLATE),
}
