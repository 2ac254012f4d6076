"""A body may settle that nothing is submitted whose pictures have no words in their place."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('publishing', '0017_topic_reviews'),
    ]

    operations = [
        migrations.AddField(
            model_name='screeningpolicy',
            name='needs_words',
            field=models.BooleanField(default=False, help_text='不勾选的，只在送审前提醒。装饰性图片注明即可', verbose_name='图片没有替代文字的不能送审'),
        ),
    ]
