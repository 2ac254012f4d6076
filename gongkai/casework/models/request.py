"""依申请公开: a disclosure request, from receipt to archive."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q

from gongkai.bodies.models import Body, Unit, User
from gongkai.casework import states
from gongkai.casework.codes import new_query_code, normal_query_code
from gongkai.casework.identity import named_together
from gongkai.casework.reach import reach_of
from gongkai.casework.states import State
from gongkai.rules.outcomes import Outcome

if TYPE_CHECKING:
    from gongkai.casework.models.applicant import Applicant
    from gongkai.casework.models.reply import Reply


class Channel(models.TextChoices):
    """How the request came in; it decides the day of receipt (条例第三十一条)."""

    COUNTER = "counter", "当面提交"
    SIGNED_MAIL = "signed_mail", "邮寄（签收）"
    ORDINARY_MAIL = "ordinary_mail", "平常信函"
    FAX = "fax", "传真"
    EMAIL = "email", "电子邮件"
    WEBSITE = "website", "网上提交"


class SupplyForm(models.TextChoices):
    """In what form the applicant wants the information (条例第四十条)."""

    PAPER = "paper", "纸质"
    ELECTRONIC = "electronic", "电子数据"
    DISC = "disc", "光盘"
    ON_SITE = "on_site", "当场阅读、抄录"


class Delivery(models.TextChoices):
    """By what route the applicant wants it."""

    MAIL = "mail", "邮寄"
    EMAIL = "email", "电子邮件"
    FAX = "fax", "传真"
    PICK_UP = "pick_up", "自行领取"
    ONLINE = "online", "网上查收"


class Assistance(models.TextChoices):
    """What helps an applicant who reads, sees or hears with difficulty (条例第四十三条)."""

    LARGE_PRINT = "large_print", "大字版文书"
    READ_OUT = "read_out", "工作人员朗读、讲解"
    BY_PHONE = "by_phone", "电话沟通"
    IN_WRITING = "in_writing", "文字沟通（短信、邮件）"
    FILL_IN = "fill_in", "工作人员代为填写"


class ContactMeans(models.TextChoices):
    """How the office tried to reach an applicant."""

    PHONE = "phone", "电话"
    MESSAGE = "message", "短信"
    EMAIL = "email", "电子邮件"
    LETTER = "letter", "信函"
    VISIT = "visit", "上门或者当面"


class ContactResult(models.TextChoices):
    """What came of it."""

    REACHED = "reached", "已联系上"
    NO_ANSWER = "no_answer", "无人接听或者没有回复"
    WRONG = "wrong", "联系方式不通或者有误"
    DECLINED = "declined", "联系上，不愿确认"


class DisclosureRequestQuerySet(models.QuerySet["DisclosureRequest"]):
    """Requests by body, reader, state and time; days are inclusive."""

    def of(self, body: Body) -> Self:
        """Requests to this body."""
        return self.filter(body=body)

    def within(self, body: Body) -> Self:
        """Requests to the body and to all below it."""
        return self.filter(body__path__startswith=body.path)

    def visible_to(self, user: User) -> Self:
        """Requests that the user may read: all of a body, those of the own units, or none."""
        return self.filter(reach_of(user).over())

    def counted(self) -> Self:
        """Requests that the annual report counts; what was split is counted in its parts."""
        return self.filter(is_counted=True)

    def moving(self) -> Self:
        """Requests that are neither closed nor archived; asked in these words, a small index has them all."""
        return self.exclude(state=State.CLOSED).exclude(state=State.ARCHIVED)

    def in_hand(self) -> Self:
        """Requests that were received and still need an answer."""
        return self.moving().filter(state__in=states.IN_HAND)

    def overdue(self, today: date) -> Self:
        """Requests in hand whose last day has passed."""
        return self.in_hand().filter(due_on__lt=today)

    def due_within(self, today: date, until: date) -> Self:
        """Requests in hand that fall due from today up to a day."""
        return self.in_hand().filter(due_on__gte=today, due_on__lte=until)

    def correction_overdue(self, today: date) -> Self:
        """Requests whose period for correction has passed without one (条例第三十条)."""
        return self.filter(state=State.CORRECTION_PENDING, correction__until_on__lt=today)

    def payment_overdue(self, today: date) -> Self:
        """Requests whose period for paying the fee has passed without payment (国办函〔2020〕109号)."""
        return self.filter(state=State.FEE_PENDING, fee_notice__due_on__lt=today)

    def before(self, case: "DisclosureRequest") -> Self:
        """Requests received before another one; of one day those that were entered first."""
        return self.filter(
            Q(received_on__lt=case.received_on) | Q(received_on=case.received_on, pk__lt=case.pk)
        )

    def received_between(self, first: date, last: date) -> Self:
        """Requests whose first legal day of receipt lies in the period (年报“本年新收”)."""
        return self.filter(received_on__gte=first, received_on__lte=last)

    def concluded_between(self, first: date, last: date) -> Self:
        """Requests concluded in the period (年报“本年度办理结果”)."""
        return self.filter(concluded_on__gte=first, concluded_on__lte=last)

    def pending_at(self, day: date) -> Self:
        """Requests received up to the end of a day and not concluded by then (年报“结转”)."""
        return self.filter(Q(concluded_on=None) | Q(concluded_on__gt=day), received_on__lte=day)

    def for_tracking(self, code: str, name: str) -> Self:
        """Find a request by its public query code and the exact name of one of those who ask."""
        return self.filter(named_together(name), query_code=normal_query_code(code)).distinct()


class DisclosureRequest(models.Model):
    """
    A request for government information by a citizen or an organisation (政府信息公开申请).

    `received_on` never changes once fixed, so that a request counts in one year only; `clock_from` is the day
    from which the present reply period counts (receipt, correction, payment, or order to redo). `outcome` is
    the one that counts in the annual report: the first; a redo adds a reply and leaves it alone.
    """

    body = models.ForeignKey(Body, verbose_name="机关", on_delete=models.PROTECT, related_name="requests")
    number = models.CharField("申请编号", max_length=40)
    query_code = models.CharField(
        "查询码", max_length=10, unique=True, default=new_query_code, editable=False
    )
    idempotency_key = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)
    split_from = models.ForeignKey(
        "self", verbose_name="拆分自", null=True, blank=True, on_delete=models.PROTECT, related_name="parts"
    )
    is_counted = models.BooleanField("计入统计", default=True)  # what was split is counted in its parts

    # Kept by the applicant: by it a year is counted, without looking for the applicant of each request.
    applicant_kind = models.CharField("申请人类别", max_length=20, blank=True, editable=False)
    channel = models.CharField("申请方式", max_length=20, choices=Channel)
    submitted_on = models.DateField("提交日期")
    received_on = models.DateField("收到申请之日", null=True, blank=True)  # 条例第三十一条
    filled_by_staff = models.BooleanField("工作人员代为填写", default=False)  # 条例第二十九条
    matter = models.CharField("政府信息名称", max_length=200)
    description = models.TextField("特征描述", blank=True)
    doc_ref = models.CharField("文号等检索特征", max_length=200, blank=True)
    assistance = models.JSONField("需要的帮助", default=list, blank=True)  # codes of Assistance
    proposes_release = models.BooleanField("建议主动公开", default=False)  # 条例第四十四条第二款
    supply_form = models.CharField("提供方式", max_length=20, choices=SupplyForm, default=SupplyForm.PAPER)
    delivery = models.CharField("获取途径", max_length=20, choices=Delivery, default=Delivery.MAIL)

    state = models.CharField("办理状态", max_length=30, choices=State, default=State.SUBMITTED)
    handling_unit = models.ForeignKey(
        Unit,
        verbose_name="承办科室",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="requests",
    )
    is_restricted = models.BooleanField("限定人员查看", default=False)  # to its readers and the office's head
    readers = models.ManyToManyField(User, verbose_name="限定查看的人员", related_name="+", blank=True)
    handler = models.ForeignKey(
        User,
        verbose_name="经办人",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="handled_requests",
    )

    clock_from = models.DateField("起算日", null=True, blank=True)
    due_on = models.DateField("答复期限", null=True, blank=True)  # empty while nothing runs
    unit_due_on = models.DateField("科室办理期限", null=True, blank=True)  # the house's own
    provisional = models.BooleanField("期限暂定", default=False)  # runs into a year whose calendar is unknown
    extension_days = models.PositiveSmallIntegerField("已延长（工作日）", default=0)  # 条例第三十三条

    outcome = models.CharField(
        "办理结果", max_length=30, choices=[(each.value, each.label) for each in Outcome], blank=True
    )
    outcome_flag = models.CharField("结果细分", max_length=30, blank=True)
    concluded_late = models.BooleanField("逾期办结", default=False)  # a redo moves due_on, and not this
    concluded_on = models.DateField(
        "办结日期", null=True, blank=True
    )  # the reply or the termination was issued
    created_at = models.DateTimeField("录入时间", auto_now_add=True)

    objects = DisclosureRequestQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "政府信息公开申请"
        ordering = ["-submitted_on", "-pk"]
        indexes = [
            models.Index(fields=["body", "state", "due_on"], name="request_by_due"),
            models.Index(
                fields=["body", "state", "due_on"],
                condition=~Q(state=State.CLOSED) & ~Q(state=State.ARCHIVED),
                name="request_moving",
            ),
            # With all that a year is counted by, so that no request is looked at; in the order of its groups.
            models.Index(
                fields=[
                    *("body", "received_on", "applicant_kind", "id"),
                    *("is_counted", "concluded_on", "channel", "handling_unit"),
                ],
                name="request_by_receipt",
            ),
            models.Index(
                fields=[
                    *("body", "concluded_on", "applicant_kind", "outcome", "id"),
                    *("is_counted", "received_on", "concluded_late", "extension_days"),
                    *("outcome_flag", "handling_unit"),
                ],
                name="request_by_conclusion",
            ),
            models.Index(fields=["body"], condition=Q(proposes_release=True), name="request_proposing"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["body", "number"], name="request_number_in_body"),
            models.CheckConstraint(
                condition=Q(due_on=None) | Q(due_on__gt=F("clock_from")), name="request_due_after_clock_from"
            ),
            models.CheckConstraint(
                condition=Q(clock_from=None) | Q(clock_from__gte=F("received_on")),
                name="request_clock_not_before_receipt",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[*sorted(states.UNCONFIRMED), State.WITHDRAWN])
                | Q(received_on__isnull=False),
                name="request_registered_with_receipt",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", concluded_on=None) | (~Q(outcome="") & Q(concluded_on__isnull=False)),
                name="request_outcome_iff_concluded",
            ),
            models.CheckConstraint(
                condition=Q(concluded_on=None) | Q(concluded_on__gte=F("received_on")),
                name="request_concluded_after_receipt",
            ),
        ]

    if TYPE_CHECKING:
        applicant: Applicant

    def __str__(self) -> str:
        return f"{self.number} {self.matter}"

    @property
    def assistance_labels(self) -> list[str]:
        """What help the applicant asked for, in words."""
        return [Assistance(code).label for code in self.assistance]

    @property
    def is_in_hand(self) -> bool:
        """Whether the body still owes an answer."""
        return self.state in states.IN_HAND

    @property
    def current_reply(self) -> "Reply | None":
        """The reply in the making while the request is in hand, else the last one issued."""
        making = self.replies.unissued().first() if self.is_in_hand else None
        return making or self.replies.issued().order_by("issued_on", "pk").last()

    def is_overdue(self, today: date) -> bool:
        """Whether the last day has passed and no reply was issued."""
        return self.is_in_hand and self.due_on is not None and self.due_on < today
