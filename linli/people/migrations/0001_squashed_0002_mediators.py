import django.db.models.deletion
import linli.common.ids
import linli.common.models.record
import linli.people.sealing
from django.conf import settings
from django.db import migrations, models

from linli.common.append_only import append_only


class Migration(migrations.Migration):

    replaces = [('people', '0001_initial'), ('people', '0002_mediators')]

    initial = True

    dependencies = [
        ('common', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='SentText',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('sent_at', models.DateTimeField()),
                ('phone', linli.people.sealing.SealedTextField(blank=True, default='')),
                ('words', linli.people.sealing.SealedTextField(blank=True, default='')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Account',
            fields=[
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('username', models.CharField(blank=True, max_length=60, null=True, unique=True)),
                ('display_name', models.CharField(blank=True, max_length=60)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('is_staff', models.BooleanField(default=False)),
                ('is_active', models.BooleanField(default=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('name', linli.people.sealing.SealedTextField(blank=True, default='')),
                ('phone', linli.people.sealing.SealedTextField(blank=True, default='')),
                ('phone_index', linli.people.sealing.BlindIndexField(blank=True, db_collation='C', db_index=True, max_length=40, null=True, of='phone')),
                ('identity_kind', models.CharField(blank=True, choices=[('resident_id', 'Resident identity card'), ('passport', 'Passport'), ('hk_macau_permit', 'Mainland travel permit for Hong Kong and Macau residents'), ('taiwan_permit', 'Mainland travel permit for Taiwan residents'), ('foreign_permit', 'Foreign permanent resident identity card')], max_length=20)),
                ('identity', linli.people.sealing.SealedTextField(blank=True, default='')),
                ('identity_index', linli.people.sealing.BlindIndexField(blank=True, db_collation='C', db_index=True, max_length=40, null=True, of='identity')),
                ('language', models.CharField(default='zh-hans', max_length=10)),
                ('text_size', models.CharField(default='1', max_length=5)),
                ('session_series', models.PositiveIntegerField(default=0)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('is_staff', True), _negated=True), ('username__isnull', False), _connector='OR'), name='staff_has_user_name'), models.UniqueConstraint(condition=models.Q(('is_staff', False)), fields=('phone_index',), name='resident_phone_once')],
            },
        ),
        migrations.CreateModel(
            name='Look',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('actor_id', models.UUIDField()),
                ('actor_name', models.CharField(max_length=60)),
                ('unit_id', models.UUIDField(null=True)),
                ('unit_name', models.CharField(max_length=100)),
                ('role', models.CharField(max_length=20)),
                ('area', linli.common.models.record.AreaCodeField(blank=True, db_collation='C', default='', max_length=15)),
                ('subject_kind', models.CharField(max_length=20)),
                ('subject_id', models.UUIDField()),
                ('person_id', models.UUIDField(null=True)),
                ('field', models.CharField(max_length=30)),
                ('reason', models.CharField(max_length=300)),
            ],
            options={
                'indexes': [models.Index(fields=['subject_kind', 'subject_id', 'at'], name='look_by_subject'), models.Index(fields=['person_id', 'at'], name='look_by_person'), models.Index(fields=['at'], name='look_by_moment'), models.Index(fields=['unit_id', 'at'], name='look_by_unit'), models.Index(fields=['actor_id', 'at'], name='look_by_actor')],
            },
        ),
        migrations.CreateModel(
            name='SignInCode',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('phone', linli.people.sealing.SealedTextField(blank=True, default='')),
                ('phone_index', linli.people.sealing.BlindIndexField(blank=True, db_collation='C', db_index=False, max_length=40, null=True, of='phone')),
                ('code_hash', models.CharField(max_length=64)),
                ('sent_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('used_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['phone_index', '-sent_at'], name='code_by_phone')],
            },
        ),
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=40, unique=True)),
                ('name', models.CharField(max_length=100)),
                ('name_en', models.CharField(blank=True, max_length=150)),
                ('kind', models.CharField(choices=[('department', 'Department'), ('town_office', 'Town or subdistrict office'), ('village_office', 'Village or community committee'), ('hotline', 'Hotline'), ('city_office', 'City governance centre'), ('partner', 'Partner')], max_length=20)),
                ('area', linli.common.models.record.AreaCodeField(db_collation='C', max_length=15)),
                ('office_hours', models.CharField(default='default', max_length=40)),
                ('telephone', models.CharField(blank=True, max_length=40)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('is_invented', models.BooleanField(default=False)),
                ('closed_on', models.DateField(blank=True, null=True)),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='people.unit')),
            ],
            options={
                'indexes': [models.Index(fields=['kind', 'area'], name='unit_by_kind_area')],
            },
        ),
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('role', models.CharField(choices=[('grid_member', 'Grid member'), ('grid_head', 'Grid head'), ('clerk', 'Window clerk'), ('manager', 'Centre manager'), ('dispatcher', 'Dispatcher'), ('officer', 'Department officer'), ('operator', 'Hotline operator'), ('supervisor', 'Supervisor'), ('leader', 'Leader'), ('mediator', 'Mediator'), ('mediation_head', 'Head of a mediation committee'), ('auditor', 'Auditor'), ('administrator', 'Administrator')], max_length=20)),
                ('area', linli.common.models.record.AreaCodeField(db_collation='C', max_length=15)),
                ('from_on', models.DateField()),
                ('until_on', models.DateField(blank=True, null=True)),
                ('substitute_from_on', models.DateField(blank=True, null=True)),
                ('substitute_until_on', models.DateField(blank=True, null=True)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posts', to=settings.AUTH_USER_MODEL)),
                ('substitute', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='substitutions', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='people.unit')),
            ],
            options={
                'indexes': [models.Index(fields=['role', 'area'], name='post_by_role_area')],
                'constraints': [models.CheckConstraint(condition=models.Q(('until_on__isnull', True), ('until_on__gte', models.F('from_on')), _connector='OR'), name='post_ends_after_start'), models.UniqueConstraint(fields=('account', 'unit', 'role', 'area', 'from_on'), name='post_once')],
            },
        ),
        *append_only("people_look"),
    ]
