from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0005_merged'),
    ]

    operations = [
        migrations.AddField(
            model_name='kind',
            name='is_set_here',
            field=models.BooleanField(default=False),
        ),
    ]
