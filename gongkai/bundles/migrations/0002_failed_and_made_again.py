from django.db import migrations, models

STATES = [("waiting", "等待制作"), ("making", "正在制作"), ("ready", "已完成"), ("failed", "制作失败")]


class Migration(migrations.Migration):
    dependencies = [("bundles", "0001_first_tables")]

    operations = [
        migrations.AddField(
            model_name="bundle",
            name="reason",
            field=models.CharField(blank=True, max_length=300, verbose_name="没有完成的原因"),
        ),
        migrations.AddField(
            model_name="bundle",
            name="tries",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="制作次数"),
        ),
        migrations.AddField(
            model_name="bundle",
            name="touched_at",
            field=models.DateTimeField(null=True, verbose_name="最近一次进展"),
        ),
        migrations.AlterField(
            model_name="bundle",
            name="state",
            field=models.CharField(choices=STATES, default="waiting", max_length=10, verbose_name="进度"),
        ),
        migrations.AddIndex(
            model_name="bundle",
            index=models.Index(fields=["state", "touched_at"], name="bundle_by_state"),
        ),
    ]
