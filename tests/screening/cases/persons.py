"""Cases of people: addresses, mail, lists, health, children, income, applicants."""

from datetime import date
from random import Random

from gongkai.screening.hits import Kind
from tests.screening.cases import values as v
from tests.screening.cases.cases import Maker, Piece, named, plain, said, table

Row = tuple[str, ...]


A = Kind.ADDRESS


def _homes(rng: Random) -> Piece:
    names, homes = v.people(rng, 3), [v.home(rng) for _ in range(3)]
    planted = [(A, home) for home in homes]
    return table(
        "",
        "姓名 家庭住址 补贴金额",
        [(a, b, "300") for a, b in zip(names, homes, strict=True)],
        *planted,
        named(names),
    )


ADDRESS: list[Maker] = [
    lambda r: said(A, f"申请人{v.person(r)}，家庭住址：@。", v.home(r)),
    lambda r: said(A, "户籍地址@", v.home(r)),
    lambda r: said(A, f"{v.person(r)}，女，现住@，系低收入家庭。".replace("，系低收入家庭", ""), v.home(r)),
    lambda r: said(A, f"原告{v.person(r)}，住@。", v.home(r)),
    lambda r: said(A, "居住地：@", v.home(r)),
    lambda r: said(A, "户口所在地为@", v.home(r)),
    lambda r: said(A, f"{v.person(r)}家住@，独居", v.home(r)),
    lambda r: said(A, "本人暂住@", "永安市燕江小区" + str(r.randint(2, 30)) + "栋" + "602室"),
    lambda r: said(A, "常住地址：@", "古田县大桥镇梅坪村" + str(r.randint(2, 90)) + "号"),
    lambda r: said(A, "收件地址：@，" + v.person(r) + "收", v.home(r)),
    _homes,
]
NEAR_ADDRESS: list[Maker] = [
    lambda r: plain(f"办公地址：{v.home(r)}。"),
    lambda r: plain(f"办理地点：福州市鼓楼区{r.choice(v.ROADS)}{r.randint(1, 99)}号政务服务中心二楼3号窗口"),
    lambda r: plain(f"考点设在永安市第一中学（永安市{r.choice(v.ROADS)}{r.randint(1, 99)}号）。"),
    lambda r: plain("住址：福州市鼓楼区"),
    lambda r: plain("户籍地：永泰县梧桐镇"),
    lambda r: plain(f"工程位于{r.choice(v.ROADS)}与学府路交叉口东侧200米，红线宽30米。"),
    lambda r: plain(f"青岚市人力资源和社会保障局地址：青岚市云溪区朝阳路{r.randint(1, 99)}号1号楼"),
    lambda r: plain(f"福建某某建设有限公司，注册地址：厦门市思明区湖滨南路{r.randint(1, 99)}号1203室"),
    lambda r: plain("申请人应当提供家庭住址、联系电话等信息，2026年第12号公告同时废止。"),
    lambda r: plain(f"会议在市行政中心（江滨路{r.randint(1, 90)}号）3号楼502会议室召开。"),
    lambda r: plain("家庭住址：古田县大桥镇***"),
    lambda r: plain("老旧小区改造惠及幸福小区12栋、朝阳路社区36栋居民。"),
]
E = Kind.EMAIL
EMAIL: list[Maker] = [
    lambda r: said(E, f"{v.person(r)}，邮箱@", f"lin{v.digits(r, 5)}@qq.com"),
    lambda r: said(E, "本人邮箱：@。", f"xiaoyan.chen{r.randint(1, 99)}@163.com"),
    lambda r: said(E, "个人电子邮件@", f"wjg_{v.digits(r, 4)}@126.com"),
    lambda r: said(E, f"申请人{v.person(r)}（@）来信", f"{v.digits(r, 9)}@qq.com"),
    lambda r: said(E, "考生邮箱 @", f"z{v.digits(r, 6)}@gmail.com"),
    lambda r: said(E, "答复已发至申请人邮箱@", f"abc{v.digits(r, 4)}@sina.com"),
    lambda r: said(E, f"{v.person(r)} @", v.wide(f"h{v.digits(r, 5)}@139.com")),
    lambda r: said(E, "投诉人邮箱：@", f"t{v.digits(r, 7)}@foxmail.com"),
    lambda r: table("", "姓名 个人邮箱", [(v.person(r), (m := f"{v.digits(r, 8)}@qq.com"))], (E, m)),
    lambda r: said(E, f"{v.person(r)}的邮箱是@", f"k{v.digits(r, 5)}@outlook.com"),
]
NEAR_EMAIL: list[Maker] = [
    lambda r: plain("电子邮箱：rsj@qinglan.gov.cn"),
    lambda r: plain("意见请发至邮箱qlrsj_zc@163.com，注明“意见反馈”。"),
    lambda r: plain("有意见的，以书面形式反馈至电子邮箱rsjfgk@126.com。"),
    lambda r: plain("单位邮箱：ylbxk@fjrst.gov.cn"),
    lambda r: plain("报名邮箱（qlsydw2026@qq.com），邮件名为姓名+岗位。"),
    lambda r: plain("网址https://rsj.example.gov.cn/@news/2026，微博@青岚人社"),
    lambda r: plain("监督邮箱：jjz@mohrss.gov.cn"),
    lambda r: plain("电子邮箱格式应当为“用户名@域名”。"),
    lambda r: plain("咨询邮箱：qljy12333@sina.com"),
    lambda r: plain("简历投递邮箱hr@example-group.com.cn"),
]


def _contacts(title: str, heads: str, rows: int = 6) -> Maker:
    def make(rng: Random) -> Piece:
        names = v.people(rng, rows)
        phones = [v.mobile(rng) if "短号" not in heads else v.digits(rng, 6) for _ in names]
        cells: list[Row] = [(name, phone, "科员") for name, phone in zip(names, phones, strict=True)]
        secret = [(Kind.MOBILE, phone) for phone in phones] if "短号" not in heads else []
        return table(
            title, heads, cells, (Kind.CONTACT_LIST, "、".join([*names, *phones])), *secret, named(names)
        )

    return make


def _contact_lines(joint: str) -> Maker:
    def make(rng: Random) -> Piece:
        pairs = [(name, v.mobile(rng)) for name in v.people(rng, 7)]
        planted = [
            (Kind.CONTACT_LIST, "、".join(map("".join, pairs))),
            *((Kind.MOBILE, phone) for _, phone in pairs),
        ]
        return Piece(tuple(f"{name}{joint}{phone}" for name, phone in pairs), planted=tuple(planted))

    return make


CONTACTS: list[Maker] = [
    _contacts("局机关通讯录", "姓名 手机 职务"),
    _contacts("", "姓名 联系电话 职务", 8),
    _contacts("国庆值班表", "值班人员 手机号码 备注"),
    _contacts("各科室联系人名单", "姓名 短号 职务"),
    _contacts("", "联络员 手机 职务"),
    _contacts("网格员名册", "姓名 电话 岗位", 12),
    _contacts("工作专班人员一览", "姓名 移动电话 职务"),
    _contacts("", "负责人 手机号 职务"),
    _contact_lines(" "),
    _contact_lines("："),
    _contact_lines("，"),
]


def _offices(rng: Random) -> Piece:
    offices = [
        "鼓楼区社保中心",
        "台江区社保中心",
        "仓山区社保中心",
        "晋安区社保中心",
        "马尾区社保中心",
        "长乐区社保中心",
    ]
    return table(
        "各经办机构咨询电话一览表",
        "经办机构 咨询电话 办公地址",
        [(office, v.office_phone(rng), "见官网") for office in offices],
    )


def _exam(title: str, last: str) -> Maker:
    def make(rng: Random) -> Piece:
        names = v.people(rng, 7)
        rows: list[Row] = [(name, "2026" + v.digits(rng, 7), f"{rng.randint(60, 90)}.5") for name in names]
        return table(title, f"姓名 准考证号 {last}", rows, named(names))

    return make


NEAR_CONTACTS: list[Maker] = [
    _offices,
    _exam("拟录用人员名单", "成绩"),
    _exam("", "总分"),
    _exam("面试成绩公示", "面试成绩"),
    lambda r: plain("各单位应当及时更新通讯录，保持联络畅通。"),
    lambda r: plain("加强值班值守，严格执行领导带班制度，值班电话0598-3634512。"),
    lambda r: table(
        "",
        "企业名称 统一社会信用代码 返还金额",
        [(f"永安{w}有限公司", v.credit_code(r), f"{r.randint(1, 90)}00") for w in "甲乙丙丁戊己"],
    ),
    lambda r: table(
        "行政许可公示",
        "行政相对人名称 许可证号 许可日期",
        [(f"青岚{w}劳务公司", v.digits(r, 12), "2026-03-06") for w in "东南西北中发"],
    ),
    lambda r: table(
        "服务热线",
        "事项 电话",
        [
            (w, v.office_phone(r))
            for w in ("参保登记", "待遇申领", "工伤认定", "就业登记", "劳动仲裁", "人事考试")
        ],
    ),
    lambda r: table(
        "",
        "年度 参保人数 基金支出",
        [(str(year), v.digits(r, 7), v.digits(r, 11)) for year in range(2019, 2026)],
    ),
]


def _names(head: str, other: str, values: str) -> Maker:
    def make(rng: Random) -> Piece:
        names = v.people(rng, 4)
        return table(
            "",
            f"序号 {head} {other}",
            [(str(n), name, values) for n, name in enumerate(names, 1)],
            named(names),
        )

    return make


NAMES: list[Maker] = [
    _names("姓名", "岗位", "综合科"),
    _names("姓名", "单位", "第一中学"),
    _names("姓 名".replace(" ", ""), "职称", "高级工程师"),
    _names("拟聘人员姓名", "学历", "本科"),
    _names("姓名", "工种", "电工"),
    _names("获奖人姓名", "等次", "一等"),
    _names("姓名", "证书", "合格"),
    _names("姓名", "补贴金额", "3000"),
    _names("考生姓名", "结论", "合格"),
    _names("学员姓名", "班次", "第一期"),
    _names("申请人", "事项", "职称评审"),
]
NEAR_NAMES: list[Maker] = [
    lambda r: table(
        "", "序号 品名 数量", [("1", "安全帽", "20"), ("2", "高压锅", "3"), ("3", "白大褂", "8")]
    ),
    lambda r: table(
        "", "事项名称 时限 科室", [("高校毕业生接收", "5日", "就业科"), ("安置补助", "3日", "社保科")]
    ),
    lambda r: table("", "岗位 人数 要求", [("高中语文", "2", "本科"), ("安全管理", "1", "大专")]),
    lambda r: table("", "单位名称 金额 备注", [("金龙公司", "12000", "无"), ("江南酒店", "8000", "无")]),
    lambda r: table("", "项目名称 预算 年度", [("平台建设", "35", "2026"), ("马路改造", "99", "2026")]),
    lambda r: plain("姓名、身份证号、联系电话为必填项。"),
    lambda r: plain("安全生产、高质量发展、严格管理是三项原则。"),
    lambda r: table(
        "", "指标 本年 上年", [("任务数", "10", "9"), ("平均数", "12", "13"), ("时限", "5", "6")]
    ),
    lambda r: table("", "收费项目 标准 依据", [("考务费", "40", "闽价费"), ("工本费", "10", "闽财")]),
    lambda r: table(
        "", "县区 就业人数 完成率", [("永安", "1200", "98%"), ("沙县", "900", "97%"), ("尤溪", "700", "99%")]
    ),
]
H = Kind.HEALTH


def _ill(head: str, illness: str) -> Maker:
    def make(rng: Random) -> Piece:
        names = v.people(rng, 3)
        return table(
            "",
            f"姓名 {head} 金额",
            [(name, illness, "500") for name in names],
            (H, "、".join([*names, illness])),
            named(names),
        )

    return make


HEALTH: list[Maker] = [
    lambda r: said(H, f"{v.person(r)}，@，申请医疗救助。", "尿毒症"),
    lambda r: said(H, f"患者{v.person(r)}经医院@。", "确诊肺癌"),
    lambda r: said(H, f"职工{v.person(r)}工作时摔伤，致@，认定为工伤。", "左腿骨折"),
    lambda r: said(H, f"{v.person(r)}，男，@贰级。", "肢体残疾"),
    lambda r: said(H, f"{v.person(r)}曾因@被强制隔离", "吸毒"),
    lambda r: said(H, f"{v.person(r)}系@感染者", "艾滋病"),
    lambda r: said(H, f"经查，{v.person(r)}有@，不符合条件。", "犯罪记录"),
    lambda r: said(H, f"{v.person(r)}患@多年，生活不能自理", "精神分裂症"),
    _ill("残疾类别", "精神残疾"),
    _ill("病种", "白血病"),
    _ill("诊断结果", "矽肺壹期"),
    _ill("困难原因", "脑梗瘫痪"),
]
NEAR_HEALTH: list[Maker] = [
    lambda r: plain("残疾人就业保障金由税务机关征收，安排残疾人就业比例不低于1.5%。"),
    lambda r: plain("高血压、糖尿病门诊用药纳入医保支付范围。"),
    lambda r: plain("高中生心理健康筛查发现抑郁症状的，应当及时转介。"),
    lambda r: plain("全市低保标准提高到每人每月870元，特困人员基本生活标准同步提高。"),
    lambda r: plain("用人单位应当组织接触粉尘的劳动者进行职业病检查，尘肺病患者的待遇按规定执行。"),
    lambda r: plain("经诊断为职业病的，用人单位应当安排调离原岗位。"),
    lambda r: plain("开展艾滋病防治宣传，发放手册3000份。"),
    lambda r: plain("安全生产事故造成伤残等级五级的，按月发放伤残津贴。"),
    lambda r: plain("报考人员不得有犯罪记录，体检按公务员录用标准执行。"),
    lambda r: table("", "病种 报销比例 限额", [("白血病", "70%", "100000"), ("尿毒症", "80%", "90000")]),
    lambda r: plain("社区矫正对象就业帮扶由司法行政部门牵头，金融机构配合。"),
    lambda r: table("", "残疾等级 补贴标准 人数", [("一级", "120", "30"), ("二级", "90", "55")]),
]
C = Kind.MINOR


def _pupils(title: str, heads: str) -> Maker:
    def make(rng: Random) -> Piece:
        names = v.people(rng, 4)
        return table(
            title, heads, [(name, "三年级", "500") for name in names], (C, "、".join(names)), named(names)
        )

    return make


def _child_number(rng: Random) -> Piece:
    number = v.identity(rng, 2014, 2024)
    return Piece((f"{v.person(rng)}，身份证号{number}",), planted=((C, number), (Kind.ID_CARD, number)))


MINORS: list[Maker] = [
    _child_number,
    _child_number,
    _child_number,
    lambda r: said(C, "@随母亲生活。", v.person(r) + "（女，9岁）"),
    lambda r: said(C, "孤儿@，由祖父母抚养。", v.person(r)),
    lambda r: said(C, "留守儿童@的学费已补助。", v.person(r)),
    lambda r: said(C, "@，某小学二年级学生", v.person(r) + "，8岁"),
    _pupils("受资助学生名单", "学生姓名 年级 金额"),
    _pupils("孤儿基本生活费发放表", "姓名 年级 金额"),
    _pupils("困境儿童名单", "姓名 年级 金额"),
    _pupils("幼儿园入园名单", "幼儿姓名 班级 金额"),
]


def _teachers(rng: Random) -> Piece:
    names = v.people(rng, 3)
    posts = ("小学语文教师", "幼儿园教师", "中学生物教师")
    return table(
        "拟聘用人员名单",
        "姓名 岗位 学历",
        [(a, b, "本科") for a, b in zip(names, posts, strict=True)],
        named(names),
    )


def _graduates(rng: Random) -> Piece:
    names = v.people(rng, 3)
    return table(
        "高校毕业生“三支一扶”拟招募名单",
        "姓名 毕业院校 年龄",
        [(n, "福建农林大学", "23") for n in names],
        named(names),
    )


NEAR_MINORS: list[Maker] = [
    _teachers,
    _graduates,
    lambda r: plain("未成年工是指年满十六周岁未满十八周岁的劳动者，禁止使用童工。"),
    lambda r: plain("加强留守儿童关爱保护和未成年人保护工作。"),
    lambda r: plain("招聘大学生村官、西部计划学生志愿者各10名。"),
    lambda r: plain("学生凭学生证购票，6岁以下儿童免票。"),
    lambda r: plain(f"{v.person(r)}，35岁，汉族，大学学历。"),
    lambda r: plain(f"拟任儿童福利院院长{v.person(r)}，1980年5月生。"),
    lambda r: plain("有0至3岁子女的职工每年享受育儿假10天。"),
    lambda r: plain(f"{v.person(r)}，工龄8年，2012年参加工作。"),
    lambda r: plain("幼儿园学生名册由教育部门保管。"),
]
PAY = Kind.INCOME


def _paid(head: str, value: str) -> Maker:
    def make(rng: Random) -> Piece:
        names = v.people(rng, 3)
        return table(
            "",
            f"姓名 部门 {head}",
            [(name, "财务科", value) for name in names],
            (PAY, "、".join([*names, value])),
            named(names),
        )

    return make


INCOME: list[Maker] = [
    _paid("应发工资", "6832.50"),
    _paid("缴费基数", "4433"),
    _paid("个人账户余额", "53210.77"),
    _paid("月养老金", "3120.4"),
    _paid("家庭月收入", "1890"),
    _paid("绩效工资", "2200"),
    _paid("公积金缴存额", "1356"),
    _paid("实发数", "5120"),
    _paid("社保缴费金额", "812.3"),
    _paid("年收入", "96000"),
    _paid("薪级工资", "1890"),
]


def _subsidy(head: str) -> Maker:
    def make(rng: Random) -> Piece:
        names = v.people(rng, 3)
        return table(
            "补贴公示", f"姓名 社区 {head}", [(name, "东街社区", "1500") for name in names], named(names)
        )

    return make


NEAR_INCOME: list[Maker] = [
    lambda r: plain("2026年度社会保险缴费基数上限为26421元，下限为4433元。"),
    lambda r: table(
        "稳岗返还", "单位名称 返还金额 人数", [("永安甲公司", "53210", "12"), ("永安乙公司", "8120", "5")]
    ),
    lambda r: table("招聘岗位", "岗位 月薪 人数", [("电工", "6000", "3"), ("焊工", "7000", "2")]),
    _subsidy("补贴金额（元）"),
    _subsidy("创业补贴"),
    _subsidy("奖金"),
    lambda r: table("", "年度 平均工资 增幅", [("2024", "89120", "5%"), ("2025", "92310", "4%")]),
    lambda r: plain("最低工资标准调整为每月2265元，养老金人均月增142元。"),
    lambda r: table("", "险种 缴费基数 费率", [("养老", "4433", "16%"), ("失业", "4433", "0.5%")]),
    lambda r: plain(f"{v.person(r)}局长介绍了企业职工养老金调整办法。"),
]


def _known(name: str, line: str) -> Maker:
    return lambda _rng: said(Kind.APPLICANT, line, name, applicants=frozenset({name}))


def _unknown(line: str, *names: str) -> Maker:
    return lambda _rng: plain(line, applicants=frozenset(names))


APPLICANTS: list[Maker] = [
    _known("林国栋", "2026年收到@等人申请3件，均已答复。"),
    _known("欧阳梓涵", "申请人@不服，申请行政复议。"),
    _known("陈志强", "关于@申请公开征地补偿信息的答复"),
    _known("吴丽华", "其中@提出2件，予以公开1件。"),
    _known("张伟", "张三、@、李四各申请1件。"),
    _known("郑文博", "@诉市人社局一案已审结。"),
    _known("王芳", "申请人@要求公开名册"),
    _known("买买提·吐尔逊", "答复@的申请"),
    _known("黄建军", "（@申请）已办结"),
    _known("福州海丰律师事务所", "@申请公开会议纪要"),
    _known("谢秀英", "代理人向@送达答复书"),
]
NEAR_APPLICANTS: list[Maker] = [
    _unknown("全年收到林某某等人申请3件。", "林国栋"),
    _unknown("联合国王平安主持会议", "林志平"),
    _unknown("迎峰度夏，做好用电高峰保供。", "高峰"),
    _unknown("考虑周全、措施到位。", "周全"),
    _unknown("安平县、永平镇参加会议。", "安平"),
    _unknown("建设文明城市，办好民生实事。", "文明"),
    _unknown("全年共收到申请12件，其中自然人10件。", "张伟", "王芳"),
    _unknown("高张伟业集团中标", "张伟业绩"),
    _unknown("温馨提示：请提前预约。", "温馨"),
    _unknown("林国强副市长出席。", "林国栋"),
]
TODAY = date(2026, 11, 21)
PERSONS: dict[Kind, tuple[list[Maker], list[Maker]]] = {
    Kind.ADDRESS: (ADDRESS, NEAR_ADDRESS),
    Kind.EMAIL: (EMAIL, NEAR_EMAIL),
    Kind.CONTACT_LIST: (CONTACTS, NEAR_CONTACTS),
    Kind.NAME_LIST: (NAMES, NEAR_NAMES),
    Kind.HEALTH: (HEALTH, NEAR_HEALTH),
    Kind.MINOR: (MINORS, NEAR_MINORS),
    Kind.INCOME: (INCOME, NEAR_INCOME),
    Kind.APPLICANT: (APPLICANTS, NEAR_APPLICANTS),
}
