from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("bodies", "0005_designs")]

    operations = [
        migrations.AlterField(
            model_name="user",
            name="email",
            field=models.EmailField(blank=True, max_length=254, verbose_name="工作邮箱"),
        ),
        migrations.AddField(
            model_name="user",
            name="wants_reminders",
            field=models.BooleanField(default=False, verbose_name="通过电子邮件提醒"),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(("wants_reminders", False), models.Q(("email", ""), _negated=True), _connector="OR"),
                name="reminders_need_an_address",
            ),
        ),
    ]
