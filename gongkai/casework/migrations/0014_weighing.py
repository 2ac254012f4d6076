"""The weighing of a third party's interest against the public's."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0013_retention_and_co_applicants'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Weighing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('third_party_interest', models.TextField(verbose_name='公开对第三方合法权益的损害')),
                ('public_interest', models.TextField(verbose_name='不公开对公共利益的影响')),
                ('conclusion', models.CharField(choices=[('withhold', '第三方理由成立，不予公开'), ('partly', '区分处理，公开其余部分'), ('disclose', '不公开会对公共利益造成重大影响，予以公开')], max_length=20, verbose_name='结论')),
                ('on', models.DateField(verbose_name='日期')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='权衡人')),
                ('consultation', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='weighing', to='casework.consultation', verbose_name='征求意见')),
            ],
            options={
                'verbose_name': '权衡记录',
                'verbose_name_plural': '权衡记录',
                'ordering': ['pk'],
            },
        ),
    ]
