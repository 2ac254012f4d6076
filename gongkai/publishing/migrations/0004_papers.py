import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import gongkai.publishing.models.papers


class Migration(migrations.Migration):

    dependencies = [
        ('bodies', '0004_setting_changes'),
        ('publishing', '0003_old_addresses'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='attachment',
            name='in_text',
            field=models.BooleanField(default=False),
        ),
        migrations.CreateModel(
            name='Paper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='读入时间')),
                ('file', models.FileField(max_length=200, upload_to=gongkai.publishing.models.papers.waiting_name, verbose_name='文件')),
                ('name', models.CharField(max_length=200, verbose_name='文件名')),
                ('size', models.PositiveBigIntegerField(verbose_name='大小（字节）')),
                ('content_type', models.CharField(max_length=100, verbose_name='类型')),
                ('sha256', models.CharField(max_length=64)),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bodies.body')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='经办')),
            ],
            options={
                'verbose_name': '读入的文件',
                'verbose_name_plural': '读入的文件',
                'ordering': ['pk'],
            },
        ),
    ]
