"""Letters name people: their text, recipients and files are sealed."""

import gongkai.common.sealed
import gongkai.common.sealed_files
import gongkai.letters.models.sending
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("letters", "0001_first_tables"),
    ]

    operations = [
        migrations.AddField(
            model_name="letter",
            name="said",
            field=gongkai.common.sealed.SealedTextField(
                blank=True, bound_to=("request_id",), verbose_name="填入的内容"
            ),
        ),
        migrations.AlterField(
            model_name="dispatch",
            name="to",
            field=gongkai.common.sealed.SealedTextField(
                blank=True, bound_to=("letter_id",), max_length=200, verbose_name="收件人和地址"
            ),
        ),
        migrations.AlterField(
            model_name="letter",
            name="text",
            field=gongkai.common.sealed.SealedTextField(
                blank=True, bound_to=("request_id",), verbose_name="正文"
            ),
        ),
        migrations.AlterField(
            model_name="letterfile",
            name="file",
            field=models.FileField(
                max_length=300,
                storage=gongkai.common.sealed_files.SealedStorage(),
                upload_to=gongkai.letters.models.sending.private_path,
                verbose_name="文件",
            ),
        ),
        migrations.AlterField(
            model_name="letterfile",
            name="name",
            field=gongkai.common.sealed.SealedTextField(
                bound_to=("letter_id",), max_length=200, verbose_name="文件名"
            ),
        ),
        migrations.AlterField(
            model_name="service",
            name="receiver",
            field=gongkai.common.sealed.SealedTextField(
                blank=True, bound_to=("letter_id",), max_length=60, verbose_name="签收人"
            ),
        ),
    ]
