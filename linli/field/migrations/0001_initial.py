import django.db.models.deletion
import linli.common.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('cases', '0002_append_only'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Device',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=60)),
                ('public_key', models.BinaryField()),
                ('enrolled_at', models.DateTimeField()),
                ('seen_at', models.DateTimeField(null=True)),
                ('revoked_at', models.DateTimeField(null=True)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['account', '-enrolled_at'], name='device_by_account')],
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('sha256', models.CharField(max_length=64)),
                ('deed', models.CharField(max_length=30)),
                ('written_at', models.DateTimeField()),
                ('received_at', models.DateTimeField()),
                ('clock_off', models.IntegerField(default=0)),
                ('state', models.CharField(choices=[('delivered', 'Delivered'), ('refused', 'Refused'), ('conflict', 'Conflict')], max_length=10)),
                ('answer', models.JSONField(default=dict)),
                ('case', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                ('device', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='field.device')),
            ],
            options={
                'indexes': [models.Index(fields=['device', '-received_at'], name='delivery_by_device')],
            },
        ),
    ]
