import linli.common.ids
import linli.common.models.record
from django.db import migrations, models

from linli.common.append_only import append_only, make_function


class Migration(migrations.Migration):

    replaces = [('common', '0001_initial'), ('common', '0002_setting')]

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='CacheEntry',
            fields=[
                ('key', models.CharField(db_collation='C', max_length=200, primary_key=True, serialize=False)),
                ('value', models.BigIntegerField(default=0)),
                ('expires_at', models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name='ConfigurationVersion',
            fields=[
                ('topic', models.CharField(max_length=40, primary_key=True, serialize=False)),
                ('number', models.BigIntegerField(default=1)),
            ],
        ),
        migrations.CreateModel(
            name='SettingValue',
            fields=[
                ('code', models.CharField(db_collation='C', max_length=80, primary_key=True, serialize=False)),
                ('value', models.JSONField()),
            ],
        ),
        migrations.CreateModel(
            name='AuditEntry',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField(db_index=True)),
                ('actor_id', models.UUIDField(null=True)),
                ('actor_label', models.CharField(max_length=200)),
                ('action', models.CharField(max_length=60)),
                ('subject_kind', models.CharField(blank=True, max_length=40)),
                ('subject_id', models.CharField(blank=True, max_length=64)),
                ('area', linli.common.models.record.AreaCodeField(blank=True, db_collation='C', default='', max_length=15)),
                ('detail', models.JSONField(default=dict)),
            ],
            options={
                'indexes': [models.Index(fields=['subject_kind', 'subject_id', 'at'], name='audit_by_subject')],
            },
        ),
        migrations.CreateModel(
            name='OutboxEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('topic', models.CharField(max_length=60)),
                ('payload', models.JSONField(default=dict)),
                ('written_at', models.DateTimeField(auto_now_add=True)),
                ('relayed_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('relayed_at__isnull', True)), fields=['id'], name='outbox_waiting')],
            },
        ),
        make_function(),
        *append_only("common_auditentry"),
        migrations.RunSQL("ALTER TABLE common_cacheentry SET UNLOGGED", "ALTER TABLE common_cacheentry SET LOGGED"),
    ]
