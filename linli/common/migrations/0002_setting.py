from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('common', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='SettingValue',
            fields=[
                ('code', models.CharField(db_collation='C', max_length=80, primary_key=True, serialize=False)),
                ('value', models.JSONField()),
            ],
        ),
    ]
