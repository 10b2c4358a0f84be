import django.db.models.deletion
import linli.common.ids
import linli.people.sealing
from django.conf import settings
from django.db import migrations, models

from linli.common.append_only import append_only


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('common', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Form',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(db_collation='C', max_length=40, unique=True)),
                ('title', models.CharField(max_length=120)),
                ('made_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('code', ''), _negated=True), name='form_has_code')],
            },
        ),
        migrations.CreateModel(
            name='FormVersion',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('content', models.JSONField()),
                ('fingerprint', models.CharField(max_length=64)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('published_at', models.DateTimeField()),
                ('valid_from', models.DateTimeField()),
                ('by', models.CharField(max_length=200)),
                ('is_own', models.BooleanField(default=True)),
                ('form', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='forms.form')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('form', 'number'), name='form_version_once'), models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='form_version_counts_from_one')],
            },
        ),
        migrations.CreateModel(
            name='FormDraft',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(db_collation='C', max_length=40, unique=True)),
                ('content', models.JSONField()),
                ('edition', models.PositiveIntegerField(default=1)),
                ('began_at', models.DateTimeField()),
                ('began_by', models.CharField(max_length=200)),
                ('changed_at', models.DateTimeField()),
                ('base', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='forms.formversion')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('code', ''), _negated=True), name='form_draft_has_code')],
            },
        ),
        migrations.CreateModel(
            name='FormWithdrawal',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('withdrawn_at', models.DateTimeField()),
                ('version', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='withdrawal', to='forms.formversion')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='KeptAnswer',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('key', models.CharField(choices=[('name', 'Name'), ('identity', 'Identity number'), ('phone', 'Telephone'), ('address', 'Address'), ('born', 'Day of birth'), ('unit', 'Name of the unit'), ('credit_code', 'Credit code')], max_length=20)),
                ('value', linli.people.sealing.SealedTextField(blank=True, default='')),
                ('kept_at', models.DateTimeField()),
                ('account', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['kept_at'], name='kept_answer_by_age')],
                'constraints': [models.UniqueConstraint(fields=('account', 'key'), name='answer_kept_once')],
            },
        ),
        migrations.CreateModel(
            name='Sheet',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('owner', models.CharField(db_collation='C', max_length=64)),
                ('purpose', models.CharField(db_collation='C', max_length=20)),
                ('subject', models.CharField(db_collation='C', max_length=64)),
                ('basket', models.UUIDField(unique=True)),
                ('answers', linli.people.sealing.SealedTextField(blank=True, default='')),
                ('edition', models.PositiveIntegerField(default=1)),
                ('began_at', models.DateTimeField()),
                ('saved_at', models.DateTimeField()),
                ('sent_at', models.DateTimeField(null=True)),
                ('became_kind', models.CharField(blank=True, max_length=20)),
                ('became_id', models.UUIDField(null=True)),
                ('is_invented', models.BooleanField(default=False)),
                ('account', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('version', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='forms.formversion')),
            ],
            options={
                'indexes': [models.Index(fields=['owner', '-saved_at'], name='sheet_by_owner'), models.Index(fields=['account', '-saved_at'], name='sheet_by_account'), models.Index(fields=['saved_at'], name='sheet_by_age')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('became_id__isnull', True), ('became_kind', ''), ('sent_at__isnull', True)), models.Q(('became_id__isnull', False), ('sent_at__isnull', False), models.Q(('became_kind', ''), _negated=True)), _connector='OR'), name='sheet_sent_became_something')],
            },
        ),
        *append_only('forms_formversion'),
        *append_only('forms_formwithdrawal'),
    ]
