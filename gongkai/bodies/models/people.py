"""Units, the people in them, and what each may do."""

from datetime import date
from typing import Self

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localdate

from gongkai.bodies.models.body import Body
from gongkai.rules.roles import Role

ROLE_CHOICES = [(role.value, role.label) for role in Role if role is not Role.SYSTEM]


class Unit(models.Model):
    """A division of a body (科室、处室)."""

    body = models.ForeignKey(Body, verbose_name="所属机关", on_delete=models.PROTECT, related_name="units")
    name = models.CharField("名称", max_length=60)
    code = models.SlugField("代码", max_length=30)
    is_disclosure_office = models.BooleanField("政府信息公开工作机构", default=False)
    functions = models.TextField("职责", blank=True)
    phone = models.CharField("电话", max_length=40, blank=True)
    order = models.PositiveSmallIntegerField("排序", default=0)
    is_active = models.BooleanField("在用", default=True)

    class Meta:
        verbose_name = verbose_name_plural = "科室"
        ordering = ["body", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["body", "code"], name="unit_code_in_body"),
            models.UniqueConstraint(
                fields=["body"], condition=Q(is_disclosure_office=True), name="one_disclosure_office"
            ),  # 条例第四条
        ]

    def __str__(self) -> str:
        return self.name


class User(AbstractUser):
    """A person who works in the office."""

    full_name = models.CharField("姓名", max_length=40)
    email = models.EmailField("工作邮箱", blank=True)
    wants_reminders = models.BooleanField("通过电子邮件提醒", default=False)  # the person's own wish

    class Meta(AbstractUser.Meta):
        verbose_name = verbose_name_plural = "用户"
        constraints = [
            models.CheckConstraint(
                condition=Q(wants_reminders=False) | ~Q(email=""), name="reminders_need_an_address"
            )
        ]

    def __str__(self) -> str:
        return self.full_name or self.username

    def get_full_name(self) -> str:
        """Return the Chinese name, which has no first and last."""
        return str(self)

    def roles_in(self, body: Body, on: date | None = None) -> frozenset[Role]:
        """Return the roles held in any unit of the body on a day (today when none is given)."""
        return frozenset(
            Role(role)
            for role in Assignment.objects.held(on or localdate())
            .filter(user=self, unit__body=body)
            .values_list("role", flat=True)
        )

    def units_in(self, body: Body, role: Role | None = None) -> "models.QuerySet[Unit]":
        """Return the units of the body in which the user holds a role today."""
        held = Assignment.objects.held(localdate()).filter(user=self)
        if role:
            held = held.filter(role=role)
        return Unit.objects.filter(body=body, pk__in=held.values("unit"))

    def has_role(self, role: Role, body: Body, on: date | None = None) -> bool:
        """Whether the user holds the role in any unit of the body."""
        return role in self.roles_in(body, on)

    def bodies(self) -> "models.QuerySet[Body]":
        """Return the bodies in which the user holds any role today; all for a superuser."""
        if self.is_superuser:
            return Body.objects.active()
        held = Assignment.objects.held(localdate()).filter(user=self)
        return Body.objects.active().filter(pk__in=held.values("unit__body"))


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    """Assignments by time."""

    def held(self, on: date) -> Self:
        """Assignments in force on a day."""
        return self.filter(Q(until_on=None) | Q(until_on__gte=on), from_on__lte=on)


class Assignment(models.Model):
    """A role that a user holds in a unit for a time (任职)."""

    user = models.ForeignKey(User, verbose_name="用户", on_delete=models.PROTECT, related_name="assignments")
    unit = models.ForeignKey(Unit, verbose_name="科室", on_delete=models.PROTECT, related_name="assignments")
    role = models.CharField("角色", max_length=30, choices=ROLE_CHOICES)
    from_on = models.DateField("自")
    until_on = models.DateField("至", null=True, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "任职"
        constraints = [
            models.UniqueConstraint(fields=["user", "unit", "role", "from_on"], name="one_assignment"),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")), name="assignment_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.unit} · {self.get_role_display()}"


class Leader(models.Model):
    """A leader of a body, whose name and duties are public (领导信息, 条例第二十条第二项)."""

    body = models.ForeignKey(Body, verbose_name="所属机关", on_delete=models.PROTECT, related_name="leaders")
    name = models.CharField("姓名", max_length=40)
    title = models.CharField("职务", max_length=60)
    duties = models.TextField("工作分工")
    units = models.ManyToManyField(Unit, verbose_name="分管科室", blank=True, related_name="leaders")
    order = models.PositiveSmallIntegerField("排序", default=0)
    is_active = models.BooleanField("在任", default=True)

    class Meta:
        verbose_name = verbose_name_plural = "领导"
        ordering = ["body", "order", "pk"]

    def __str__(self) -> str:
        return f"{self.name} {self.title}"
