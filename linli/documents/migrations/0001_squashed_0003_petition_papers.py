import django.db.models.deletion
import linli.common.ids
import linli.people.sealing
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('documents', '0001_initial'), ('documents', '0002_papers'), ('documents', '0003_petition_papers')]

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('holder_kind', models.CharField(max_length=10)),
                ('holder_id', models.UUIDField()),
                ('event_seq', models.PositiveIntegerField(null=True)),
                ('purpose', models.CharField(choices=[('evidence', 'Evidence'), ('before', 'Before the work'), ('after', 'After the work'), ('attachment', 'Paper'), ('official', 'Official paper')], default='evidence', max_length=12)),
                ('file_name', models.CharField(max_length=120)),
                ('media_type', models.CharField(max_length=100)),
                ('size', models.PositiveIntegerField()),
                ('sha256', models.CharField(max_length=64)),
                ('width', models.PositiveIntegerField(null=True)),
                ('height', models.PositiveIntegerField(null=True)),
                ('path', models.CharField(blank=True, max_length=120)),
                ('thumbnail_path', models.CharField(blank=True, max_length=120)),
                ('uploaded_by', models.UUIDField(null=True)),
                ('uploaded_at', models.DateTimeField()),
                ('is_for_reporter', models.BooleanField(default=True)),
                ('erased_at', models.DateTimeField(null=True)),
                ('erased_reason', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'indexes': [models.Index(fields=['holder_kind', 'holder_id', 'uploaded_at'], name='document_by_holder'), models.Index(condition=models.Q(('holder_kind', 'draft')), fields=['uploaded_at'], name='document_drafts_by_age')],
                'constraints': [models.CheckConstraint(condition=models.Q(('erased_at__isnull', True), ('path', ''), _connector='XOR'), name='document_erased_has_no_file')],
            },
        ),
        migrations.CreateModel(
            name='PaperSeries',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('receipt', 'Receipt'), ('notice', 'One-time notice'), ('acceptance', 'Notice of acceptance'), ('refusal', 'Notice of refusal'), ('decision', 'Decision'), ('originals', 'Hand-over list of originals'), ('petition', 'Paper of a petition')], max_length=12)),
                ('year', models.PositiveSmallIntegerField()),
                ('last', models.PositiveIntegerField(default=0)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('kind', 'year'), name='paper_series_once')],
            },
        ),
        migrations.CreateModel(
            name='Paper',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('receipt', 'Receipt'), ('notice', 'One-time notice'), ('acceptance', 'Notice of acceptance'), ('refusal', 'Notice of refusal'), ('decision', 'Decision'), ('originals', 'Hand-over list of originals'), ('petition', 'Paper of a petition')], max_length=12)),
                ('year', models.PositiveSmallIntegerField()),
                ('number', models.PositiveIntegerField()),
                ('code', models.CharField(db_collation='C', max_length=12, unique=True)),
                ('issuer', models.CharField(max_length=120)),
                ('holder_kind', models.CharField(max_length=10)),
                ('holder_id', models.UUIDField()),
                ('event_seq', models.PositiveIntegerField(null=True)),
                ('issued_on', models.DateField()),
                ('issued_at', models.DateTimeField()),
                ('issued_by', models.UUIDField(null=True)),
                ('sheet', linli.people.sealing.SealedTextField(blank=True, default='')),
                ('is_sealed', models.BooleanField(default=False)),
                ('made_at', models.DateTimeField(null=True)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('withdrawn_reason', models.CharField(blank=True, max_length=200)),
                ('is_invented', models.BooleanField(default=False)),
                ('docx', models.OneToOneField(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
                ('pdf', models.OneToOneField(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
            ],
            options={
                'indexes': [models.Index(fields=['holder_kind', 'holder_id', 'issued_at'], name='paper_by_holder')],
                'constraints': [models.UniqueConstraint(fields=('kind', 'year', 'number'), name='paper_number_once'), models.CheckConstraint(condition=models.Q(('number__gt', 0)), name='paper_is_numbered')],
            },
        ),
    ]
