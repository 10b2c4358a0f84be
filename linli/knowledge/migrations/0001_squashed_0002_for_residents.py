import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import linli.common.ids
import linli.common.models.record
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('knowledge', '0001_initial'), ('knowledge', '0002_for_residents')]

    initial = True

    dependencies = [
        ('people', '0002_mediators'),
    ]

    operations = [
        migrations.CreateModel(
            name='Article',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('area', linli.common.models.record.AreaCodeField(db_collation='C', max_length=15)),
                ('kind', models.CharField(blank=True, max_length=10)),
                ('current', models.PositiveIntegerField(null=True)),
                ('question', models.CharField(blank=True, max_length=200)),
                ('valid_until', models.DateField(null=True)),
                ('told_stale_on', models.DateField(null=True)),
                ('for_residents', models.BooleanField(default=False)),
                ('matter', models.UUIDField(null=True)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('is_invented', models.BooleanField(default=False)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.unit')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('for_residents', True), ('withdrawn_at__isnull', True)), fields=['-id'], name='article_public'), models.Index(condition=models.Q(('withdrawn_at__isnull', True)), fields=['valid_until'], name='article_by_end')],
            },
        ),
        migrations.CreateModel(
            name='ArticleOpinion',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField()),
                ('helpful', models.PositiveIntegerField(default=0)),
                ('unhelpful', models.PositiveIntegerField(default=0)),
                ('article', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='opinions', to='knowledge.article')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('article', 'version'), name='opinion_once')],
            },
        ),
        migrations.CreateModel(
            name='ArticleVersion',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('question', models.CharField(max_length=200)),
                ('answer', models.TextField()),
                ('source', models.CharField(max_length=200)),
                ('valid_until', models.DateField(null=True)),
                ('for_residents', models.BooleanField(default=False)),
                ('standing', models.CharField(choices=[('draft', 'Draft'), ('offered', 'Waits for approval'), ('approved', 'Approved'), ('sent_back', 'Sent back to its unit')], default='draft', max_length=10)),
                ('written_by', models.UUIDField(null=True)),
                ('written_label', models.CharField(max_length=200)),
                ('written_at', models.DateTimeField()),
                ('decided_by', models.UUIDField(null=True)),
                ('decided_label', models.CharField(blank=True, max_length=200)),
                ('decided_at', models.DateTimeField(null=True)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('article', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='knowledge.article')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('article', 'number'), name='version_once'), models.UniqueConstraint(condition=models.Q(('standing__in', ['draft', 'offered', 'sent_back'])), fields=('article',), name='one_open_version')],
            },
        ),
        migrations.CreateModel(
            name='ArticleWords',
            fields=[
                ('article', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='words', serialize=False, to='knowledge.article')),
                ('asked', django.contrib.postgres.search.SearchVectorField()),
                ('for_residents', models.BooleanField(db_default=False)),
                ('said', django.contrib.postgres.search.SearchVectorField()),
            ],
            options={
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['asked'], name='article_asked'), django.contrib.postgres.indexes.GinIndex(fields=['said'], name='article_said')],
            },
        ),
    ]
