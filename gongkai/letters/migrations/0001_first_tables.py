"""The first tables of letters."""

import django.db.models.deletion
import gongkai.letters.models.sending
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("bodies", "0002_calendar_years"),
        ("casework", "0005_reply_drafts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Letter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=40, verbose_name="文书种类")),
                ("typed", models.JSONField(blank=True, default=dict, verbose_name="填写的内容")),
                ("context", models.JSONField(blank=True, default=dict, verbose_name="内容")),
                ("text", models.TextField(blank=True, verbose_name="正文")),
                ("sha256", models.CharField(blank=True, max_length=64, verbose_name="指纹")),
                ("number", models.CharField(blank=True, max_length=60, verbose_name="文号")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="应当发出的最后一日")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "拟稿"),
                            ("signed", "已定稿"),
                            ("dispatched", "已发出"),
                            ("served", "已送达"),
                            ("returned", "被退回"),
                            ("void", "已作废"),
                        ],
                        default="draft",
                        max_length=20,
                        verbose_name="状态",
                    ),
                ),
                ("prepared_on", models.DateField(verbose_name="拟稿日期")),
                ("signed_on", models.DateField(blank=True, null=True, verbose_name="成文日期")),
                ("void_on", models.DateField(blank=True, null=True, verbose_name="作废日期")),
                ("void_reason", models.CharField(blank=True, max_length=200, verbose_name="作废原因")),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="bodies.body",
                        verbose_name="机关",
                    ),
                ),
                (
                    "consultation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="casework.consultation",
                        verbose_name="征求意见",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="casework.requestevent",
                        verbose_name="步骤",
                    ),
                ),
                (
                    "prepared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="拟稿人",
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="letters.letter",
                        verbose_name="更正",
                    ),
                ),
                (
                    "reply",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="casework.reply",
                        verbose_name="答复",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="casework.disclosurerequest",
                        verbose_name="申请",
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="定稿人",
                    ),
                ),
                (
                    "void_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="作废人",
                    ),
                ),
            ],
            options={
                "verbose_name": "文书",
                "verbose_name_plural": "文书",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="LetterFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[("scan", "盖章件"), ("dispatch", "发出凭证"), ("service", "送达凭证")],
                        max_length=20,
                        verbose_name="用途",
                    ),
                ),
                (
                    "file",
                    models.FileField(
                        max_length=300,
                        upload_to=gongkai.letters.models.sending.private_path,
                        verbose_name="文件",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="文件名")),
                ("size", models.PositiveBigIntegerField(verbose_name="大小（字节）")),
                ("sha256", models.CharField(max_length=64)),
                ("content_type", models.CharField(max_length=100, verbose_name="类型")),
                ("added_on", models.DateField(verbose_name="上传日期")),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="上传人",
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="letters.letter",
                        verbose_name="文书",
                    ),
                ),
            ],
            options={
                "verbose_name": "文书文件",
                "verbose_name_plural": "文书文件",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Dispatch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "method",
                    models.CharField(
                        choices=[
                            ("post", "邮寄"),
                            ("counter", "当面送达"),
                            ("email", "电子邮件"),
                            ("fax", "传真"),
                            ("download", "网上查收"),
                            ("internal", "内部转送"),
                        ],
                        max_length=20,
                        verbose_name="发出方式",
                    ),
                ),
                ("on", models.DateField(verbose_name="发出日期")),
                ("to", models.CharField(blank=True, max_length=200, verbose_name="收件人和地址")),
                ("mail_no", models.CharField(blank=True, max_length=40, verbose_name="邮件号码")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                ("recorded_on", models.DateField(verbose_name="登记日期")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="登记人",
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dispatches",
                        to="letters.letter",
                        verbose_name="文书",
                    ),
                ),
                (
                    "proof",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="letters.letterfile",
                        verbose_name="发出凭证",
                    ),
                ),
            ],
            options={
                "verbose_name": "文书发出",
                "verbose_name_plural": "文书发出",
                "ordering": ["on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="LetterTemplate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=40, verbose_name="文书种类")),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letter_templates",
                        to="bodies.body",
                        verbose_name="机关",
                    ),
                ),
            ],
            options={
                "verbose_name": "文书模板",
                "verbose_name_plural": "文书模板",
            },
        ),
        migrations.CreateModel(
            name="LetterTemplateVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="第几版")),
                ("text", models.TextField(verbose_name="措辞")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="修改说明")),
                ("made_on", models.DateField(verbose_name="修改日期")),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="修改人",
                    ),
                ),
                (
                    "template",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="letters.lettertemplate",
                        verbose_name="文书模板",
                    ),
                ),
            ],
            options={
                "verbose_name": "文书模板版本",
                "verbose_name_plural": "文书模板版本",
                "ordering": ["template", "number"],
            },
        ),
        migrations.AddField(
            model_name="letter",
            name="version",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="letters",
                to="letters.lettertemplateversion",
                verbose_name="模板版本",
            ),
        ),
        migrations.CreateModel(
            name="NumberRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=40, verbose_name="文书种类")),
                ("pattern", models.CharField(max_length=60, verbose_name="编号规则")),
                ("with_replies", models.BooleanField(default=False, verbose_name="与答复书统一编号")),
                ("made_on", models.DateField(verbose_name="修改日期")),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="number_rules",
                        to="bodies.body",
                        verbose_name="机关",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="修改人",
                    ),
                ),
            ],
            options={
                "verbose_name": "文书编号规则",
                "verbose_name_plural": "文书编号规则",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Service",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("arrived", models.BooleanField(verbose_name="送达")),
                ("on", models.DateField(verbose_name="日期")),
                ("receiver", models.CharField(blank=True, max_length=60, verbose_name="签收人")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                ("recorded_on", models.DateField(verbose_name="登记日期")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="登记人",
                    ),
                ),
                (
                    "dispatch",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="service",
                        to="letters.dispatch",
                        verbose_name="发出",
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="services",
                        to="letters.letter",
                        verbose_name="文书",
                    ),
                ),
                (
                    "proof",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="letters.letterfile",
                        verbose_name="送达凭证",
                    ),
                ),
            ],
            options={
                "verbose_name": "文书送达",
                "verbose_name_plural": "文书送达",
                "ordering": ["on", "pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="lettertemplate",
            constraint=models.UniqueConstraint(fields=("body", "kind"), name="one_template_per_kind"),
        ),
        migrations.AddConstraint(
            model_name="lettertemplateversion",
            constraint=models.UniqueConstraint(
                fields=("template", "number"), name="one_number_per_template_version"
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    models.Q(("number", ""), _negated=True), models.Q(("state", "void"), _negated=True)
                ),
                fields=("body", "number"),
                name="letter_number_in_body",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["draft", "void"]),
                    models.Q(
                        ("signed_on__isnull", False),
                        models.Q(("text", ""), _negated=True),
                        models.Q(("sha256", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="letter_fixed_iff_signed",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(("void_on", None), ("state", "void"), _connector="OR"),
                name="letter_void_iff_dated",
            ),
        ),
        migrations.AddIndex(
            model_name="numberrule",
            index=models.Index(fields=["body", "kind"], name="number_rule_by_kind"),
        ),
        migrations.AddConstraint(
            model_name="service",
            constraint=models.UniqueConstraint(
                condition=models.Q(("arrived", True)), fields=("letter",), name="letter_arrives_once"
            ),
        ),
    ]
