import django.db.models.deletion
import linli.common.ids
import linli.common.models.record
import linli.people.sealing
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('cases', '0011_reclassify'),
        ('people', '0002_mediators'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Petition',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('round', models.CharField(choices=[('first', 'First answer'), ('review', 'Review'), ('reexam', 'Re-examination')], default='first', max_length=6)),
                ('town', linli.common.models.record.AreaCodeField(db_collation='C', max_length=9)),
                ('village', linli.common.models.record.AreaCodeField(db_collation='C', max_length=12)),
                ('way', models.CharField(choices=[('online', 'Written here'), ('letter', 'Letter'), ('visit', 'Visit'), ('call', 'Telephone')], max_length=6)),
                ('aim', models.CharField(choices=[('claim', 'Asks for something, or complains of a decision'), ('suggestion', 'Suggests something'), ('report', 'Reports what somebody has done')], max_length=10)),
                ('wish', linli.people.sealing.SealedTextField(blank=True, default='')),
                ('words', linli.people.sealing.SealedTextField(blank=True, default='')),
                ('extract', linli.people.sealing.SealedTextField(blank=True, default='')),
                ('people', models.PositiveIntegerField(default=1)),
                ('is_hidden', models.BooleanField(default=False)),
                ('received_at', models.DateTimeField()),
                ('ground', models.CharField(blank=True, max_length=30)),
                ('verdict', models.CharField(blank=True, choices=[('supported', 'Supported'), ('explained', 'Reasonable, but without a ground in law: explained'), ('not_supported', 'Not supported')], max_length=14)),
                ('findings', linli.people.sealing.SealedTextField(blank=True, default='')),
                ('opinion', linli.people.sealing.SealedTextField(blank=True, default='')),
                ('basis', linli.people.sealing.SealedTextField(blank=True, default='')),
                ('outside_body', models.CharField(blank=True, max_length=120)),
                ('outside_number', models.CharField(blank=True, max_length=60)),
                ('outside_on', models.DateField(null=True)),
                ('answered_at', models.DateTimeField(null=True)),
                ('handed_how', models.CharField(blank=True, choices=[('online', 'opened here and confirmed'), ('counter', 'handed over and signed for'), ('post', 'by post, signed for')], max_length=8)),
                ('handed_on', models.DateField(null=True)),
                ('over_at', models.DateTimeField(null=True)),
                ('erased_at', models.DateTimeField(null=True)),
                ('is_invented', models.BooleanField(default=False)),
                ('before', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='after', to='petitions.petition')),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                ('received_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.unit')),
            ],
            options={
                'indexes': [models.Index(fields=['village', '-id'], name='petition_village'), models.Index(fields=['town', '-id'], name='petition_town'), models.Index(condition=models.Q(('erased_at__isnull', True), ('over_at__isnull', False)), fields=['over_at'], name='petition_over'), models.Index(condition=models.Q(('over_at__isnull', True)), fields=['-id'], name='petition_running')],
                'constraints': [models.CheckConstraint(condition=models.Q(('people__gte', 1)), name='petition_of_somebody'), models.CheckConstraint(condition=models.Q(models.Q(('before__isnull', True), ('round', 'first')), models.Q(('before__isnull', False), ('round__in', ['review', 'reexam'])), _connector='OR'), name='petition_round_hangs_on_one')],
            },
        ),
        migrations.CreateModel(
            name='Note',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('part', models.CharField(choices=[('routing', 'On passing it on'), ('declined', 'Why it is not accepted'), ('objection', 'Why it is for another body'), ('decision', 'On the objection'), ('more_time', 'Why more time is needed'), ('time_decided', 'On the time asked for')], max_length=12)),
                ('words', linli.people.sealing.SealedTextField(blank=True, default='')),
                ('at', models.DateTimeField()),
                ('unit', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.unit')),
                ('petition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='petitions.petition')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Petitioner',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('position', models.PositiveSmallIntegerField()),
                ('name', linli.people.sealing.SealedTextField(blank=True, default='')),
                ('phone', linli.people.sealing.SealedTextField(blank=True, default='')),
                ('phone_index', linli.people.sealing.BlindIndexField(blank=True, db_collation='C', db_index=True, max_length=40, null=True)),
                ('address', linli.people.sealing.SealedTextField(blank=True, default='')),
                ('account', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('petition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='petitioners', to='petitions.petition')),
            ],
            options={
                'indexes': [models.Index(fields=['phone_index'], name='petitioner_by_phone')],
                'constraints': [models.UniqueConstraint(fields=('petition', 'position'), name='petitioner_once'), models.CheckConstraint(condition=models.Q(('position__gte', 1), ('position__lte', 5)), name='petitioners_at_most_five')],
            },
        ),
    ]
