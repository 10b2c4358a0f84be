import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import linli.cases.models.case
import linli.common.ids
import linli.common.models.record
import linli.people.sealing
from django.conf import settings
from django.db import migrations, models

from linli.common.append_only import append_only


class Migration(migrations.Migration):

    replaces = [('cases', '0001_initial'), ('cases', '0002_append_only'), ('cases', '0003_lesson'), ('cases', '0004_return_visit_figures'), ('cases', '0005_merged'), ('cases', '0006_kind_set_here'), ('cases', '0007_procedure_draft'), ('cases', '0008_rollups_and_links'), ('cases', '0009_dispatch_desk'), ('cases', '0010_limits_given'), ('cases', '0011_reclassify'), ('cases', '0012_due_by_kind')]

    initial = True

    dependencies = [
        ('common', '0001_initial'),
        ('people', '0002_mediators'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL("CREATE SEQUENCE cases_number", "DROP SEQUENCE IF EXISTS cases_number"),
        migrations.CreateModel(
            name='Delta',
            fields=[
                ('day', models.DateField()),
                ('town', linli.common.models.record.AreaCodeField(blank=True, db_collation='C', default='', max_length=9)),
                ('village', linli.common.models.record.AreaCodeField(blank=True, db_collation='C', default='', max_length=12)),
                ('unit_id', models.UUIDField(null=True)),
                ('kind_id', models.CharField(db_collation='C', max_length=60)),
                ('source', models.CharField(max_length=20)),
                ('compartment', models.CharField(blank=True, default='', max_length=20)),
                ('movement', models.CharField(choices=[('opened', 'Opened'), ('closed_on_time', 'Closed on time'), ('closed_late', 'Closed late'), ('reopened', 'Reopened'), ('rated', 'Rated'), ('rated_good', 'Rated fairly satisfied or better'), ('filed', 'Filed'), ('dispatched', 'Dispatched'), ('redirected', 'Went on to another unit'), ('concluded', 'Filed and over'), ('reworked', 'Closed after rework'), ('contact_owed', 'First contact owed'), ('contacted_on_time', 'Contacted in time'), ('visited', 'Called back'), ('visit_reached', 'Reached'), ('visit_resolved', 'Said to be resolved'), ('visit_unresolved', 'Said not to be resolved'), ('visit_satisfied', 'Said to be satisfied'), ('visit_dissatisfied', 'Said not to be satisfied')], max_length=20)),
                ('count', models.IntegerField()),
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Root',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('day', models.DateField(unique=True)),
                ('upto', models.DateTimeField()),
                ('events', models.PositiveIntegerField()),
                ('last_event', models.BigIntegerField()),
                ('previous', models.BinaryField()),
                ('hash', models.BinaryField()),
                ('published_at', models.DateTimeField()),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='BulkDeed',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('action', models.CharField(choices=[('give', 'Give to a unit'), ('accept', 'Take on')], max_length=10)),
                ('key', models.CharField(max_length=60)),
                ('by_id', models.UUIDField()),
                ('at', models.DateTimeField()),
                ('undone_at', models.DateTimeField(null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('by_id', 'key'), name='bulk_once')],
            },
        ),
        migrations.CreateModel(
            name='Figure',
            fields=[
                ('day', models.DateField()),
                ('town', linli.common.models.record.AreaCodeField(blank=True, db_collation='C', default='', max_length=9)),
                ('village', linli.common.models.record.AreaCodeField(blank=True, db_collation='C', default='', max_length=12)),
                ('unit_id', models.UUIDField(null=True)),
                ('kind_id', models.CharField(db_collation='C', max_length=60)),
                ('source', models.CharField(max_length=20)),
                ('compartment', models.CharField(blank=True, default='', max_length=20)),
                ('movement', models.CharField(choices=[('opened', 'Opened'), ('closed_on_time', 'Closed on time'), ('closed_late', 'Closed late'), ('reopened', 'Reopened'), ('rated', 'Rated'), ('rated_good', 'Rated fairly satisfied or better'), ('filed', 'Filed'), ('dispatched', 'Dispatched'), ('redirected', 'Went on to another unit'), ('concluded', 'Filed and over'), ('reworked', 'Closed after rework'), ('contact_owed', 'First contact owed'), ('contacted_on_time', 'Contacted in time'), ('visited', 'Called back'), ('visit_reached', 'Reached'), ('visit_resolved', 'Said to be resolved'), ('visit_unresolved', 'Said not to be resolved'), ('visit_satisfied', 'Said to be satisfied'), ('visit_dissatisfied', 'Said not to be satisfied')], max_length=20)),
                ('count', models.IntegerField()),
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('rolled', models.IntegerField(db_default=0)),
            ],
            options={
                'indexes': [models.Index(fields=['day'], include=('movement', 'town', 'village', 'unit_id', 'kind_id', 'source', 'compartment', 'count'), name='figure_by_day'), models.Index(condition=models.Q(('count', models.F('rolled')), _negated=True), fields=['day'], name='figure_to_roll'), models.Index(fields=['village', 'day'], name='figure_by_village'), models.Index(fields=['kind_id', 'day'], name='figure_by_kind'), models.Index(fields=['unit_id', 'day'], name='figure_by_unit')],
                'constraints': [models.UniqueConstraint(fields=('day', 'town', 'village', 'unit_id', 'kind_id', 'source', 'compartment', 'movement'), name='figure_once', nulls_distinct=False)],
            },
        ),
        migrations.CreateModel(
            name='Kind',
            fields=[
                ('code', models.CharField(db_collation='C', max_length=60, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=100)),
                ('name_en', models.CharField(blank=True, max_length=150)),
                ('major_code', models.CharField(db_collation='C', max_length=10)),
                ('major_name', models.CharField(max_length=60)),
                ('initials', models.CharField(db_collation='C', max_length=60)),
                ('words', models.CharField(blank=True, max_length=300)),
                ('procedure_code', models.CharField(max_length=40)),
                ('limits', models.JSONField(default=dict)),
                ('is_public_space', models.BooleanField(default=True)),
                ('is_local', models.BooleanField(default=False)),
                ('is_active', models.BooleanField(default=True)),
                ('is_set_here', models.BooleanField(default=False)),
                ('compartment', models.CharField(blank=True, max_length=20)),
                ('source', models.CharField(blank=True, max_length=120)),
            ],
            options={
                'indexes': [models.Index(fields=['major_code', 'code'], name='kind_by_major')],
            },
        ),
        migrations.CreateModel(
            name='Lesson',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('subject', models.CharField(choices=[('unit', 'Unit'), ('kind', 'Kind')], default='unit', max_length=10)),
                ('learned_at', models.DateTimeField()),
                ('examples', models.PositiveIntegerField()),
                ('held_out', models.PositiveIntegerField()),
                ('right', models.PositiveIntegerField()),
                ('sure', models.PositiveIntegerField()),
                ('sure_right', models.PositiveIntegerField()),
                ('content', models.BinaryField()),
            ],
            options={
                'indexes': [models.Index(fields=['subject', '-learned_at'], name='lesson_newest')],
            },
        ),
        migrations.CreateModel(
            name='Procedure',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(db_collation='C', max_length=40)),
                ('version', models.PositiveIntegerField()),
                ('content', models.JSONField()),
                ('fingerprint', models.CharField(max_length=64)),
                ('published_at', models.DateTimeField()),
                ('valid_from', models.DateTimeField(null=True)),
                ('is_own', models.BooleanField(db_default=False, default=False)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('code', 'version'), name='procedure_version')],
            },
        ),
        migrations.CreateModel(
            name='Case',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.BigIntegerField(db_default=linli.cases.models.case.NextNumber(), editable=False, unique=True)),
                ('state', models.CharField(max_length=30)),
                ('stage', models.CharField(choices=[('open', 'Open'), ('waiting', 'Waiting'), ('done', 'Done')], default='open', max_length=10)),
                ('source', models.CharField(choices=[('portal', 'Portal'), ('window', 'Window'), ('grid', 'Grid'), ('hotline', 'Hotline'), ('paper', 'Letter or paper'), ('inspection', 'Inspection'), ('sensor', 'Sensor'), ('interface', 'Interface'), ('import', 'Import'), ('instruction', 'Leader’s instruction')], max_length=20)),
                ('title', models.CharField(max_length=120)),
                ('area', linli.common.models.record.AreaCodeField(blank=True, db_collation='C', default='', max_length=15)),
                ('town', linli.common.models.record.AreaCodeField(blank=True, db_collation='C', default='', max_length=9)),
                ('village', linli.common.models.record.AreaCodeField(blank=True, db_collation='C', default='', max_length=12)),
                ('grid', linli.common.models.record.AreaCodeField(blank=True, db_collation='C', default='', max_length=15)),
                ('lon', models.FloatField(null=True)),
                ('lat', models.FloatField(null=True)),
                ('located_by', models.CharField(blank=True, max_length=30)),
                ('routed_by', models.CharField(blank=True, max_length=60)),
                ('is_public', models.BooleanField(default=False)),
                ('is_confidential', models.BooleanField(default=False)),
                ('compartment', models.CharField(blank=True, default='', max_length=20)),
                ('limits_given', models.JSONField(default=dict)),
                ('opened_at', models.DateTimeField()),
                ('accepted_at', models.DateTimeField(null=True)),
                ('dispatched_at', models.DateTimeField(null=True)),
                ('redirected_at', models.DateTimeField(null=True)),
                ('due_at', models.DateTimeField(null=True)),
                ('next_due_at', models.DateTimeField(null=True)),
                ('due_certain', models.BooleanField(default=True)),
                ('paused_at', models.DateTimeField(null=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('outcome', models.CharField(blank=True, choices=[('resolved', 'Resolved'), ('explained', 'Explained'), ('not_accepted', 'Not accepted'), ('merged', 'Merged into another'), ('withdrawn', 'Withdrawn by the reporter')], max_length=20)),
                ('is_on_time', models.BooleanField(null=True)),
                ('rating', models.PositiveSmallIntegerField(null=True)),
                ('reopened', models.PositiveSmallIntegerField(default=0)),
                ('sent_back', models.PositiveSmallIntegerField(default=0)),
                ('escalated', models.PositiveSmallIntegerField(default=0)),
                ('followers', models.PositiveIntegerField(default=0)),
                ('external_source', models.CharField(blank=True, default='', max_length=40)),
                ('external_id', models.CharField(blank=True, default='', max_length=80)),
                ('idempotency', models.CharField(blank=True, max_length=120, null=True)),
                ('is_invented', models.BooleanField(default=False)),
                ('seq', models.PositiveIntegerField(default=0)),
                ('head', models.BinaryField(default=b'')),
                ('about_unit', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.unit')),
                ('lead_unit', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.unit')),
                ('merged_into', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='cases.case')),
                ('reporter', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('kind', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.kind')),
                ('procedure', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.procedure')),
            ],
            options={
                'indexes': [models.Index(fields=['-opened_at', '-id'], name='case_all'), models.Index(fields=['town', '-opened_at', '-id'], name='case_town'), models.Index(fields=['village', '-opened_at', '-id'], name='case_village'), models.Index(fields=['grid', '-opened_at', '-id'], name='case_grid'), models.Index(fields=['lead_unit', '-opened_at', '-id'], name='case_unit'), models.Index(fields=['kind', '-opened_at', '-id'], name='case_kind'), models.Index(fields=['kind', 'town', '-opened_at', '-id'], name='case_kind_town'), models.Index(fields=['source', '-opened_at', '-id'], name='case_source'), models.Index(fields=['state', '-opened_at', '-id'], name='case_state'), models.Index(condition=models.Q(('rating__isnull', False)), fields=['rating', '-opened_at', '-id'], name='case_rating'), models.Index(condition=models.Q(('reporter__isnull', False)), fields=['reporter', '-opened_at', '-id'], name='case_reporter'), models.Index(condition=models.Q(('stage', 'done'), _negated=True), fields=['next_due_at', 'id'], name='case_due'), models.Index(condition=models.Q(('stage', 'done'), _negated=True), fields=['kind', 'next_due_at'], name='case_due_kind'), models.Index(condition=models.Q(models.Q(('stage', 'done'), _negated=True), ('compartment', '')), fields=['town', 'next_due_at'], include=('lead_unit', 'stage', 'id'), name='case_open'), models.Index(condition=models.Q(('stage', 'done'), _negated=True), fields=['town', 'next_due_at', 'id'], name='case_due_town'), models.Index(condition=models.Q(('stage', 'done'), _negated=True), fields=['village', 'next_due_at', 'id'], name='case_due_village'), models.Index(condition=models.Q(('stage', 'done'), _negated=True), fields=['lead_unit', 'next_due_at', 'id'], name='case_due_unit'), models.Index(condition=models.Q(('lead_unit__isnull', True), models.Q(('stage', 'done'), _negated=True)), fields=['town', '-opened_at', '-id'], name='case_to_route'), models.Index(condition=models.Q(('is_public', True), models.Q(('stage', 'done'), _negated=True)), fields=['kind', 'village', '-opened_at'], name='case_alike'), models.Index(condition=models.Q(('closed_at__isnull', False)), fields=['town', '-closed_at', '-id'], name='case_closed'), models.Index(condition=models.Q(('merged_into__isnull', False)), fields=['merged_into'], name='case_merged'), models.Index(condition=models.Q(('closed_at__isnull', False)), fields=['procedure', '-closed_at'], name='case_tried'), models.Index(condition=models.Q(('reopened__gt', 0), ('sent_back__gt', 0), _connector='OR'), fields=['-opened_at', '-id'], name='case_reworked'), models.Index(condition=models.Q(models.Q(('stage', 'done'), _negated=True), models.Q(('reopened__gt', 0), ('sent_back__gt', 0), _connector='OR')), fields=['-opened_at', '-id'], name='case_returned'), models.Index(condition=models.Q(('is_public', True), ('lon__isnull', False)), fields=['village', '-opened_at'], name='case_near')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('external_id', ''), _negated=True), fields=('external_source', 'external_id'), name='case_external_once'), models.UniqueConstraint(condition=models.Q(('idempotency__isnull', False)), fields=('idempotency',), name='case_idempotent'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', False), ('stage', 'done')), models.Q(models.Q(('stage', 'done'), _negated=True), ('closed_at__isnull', True)), _connector='OR'), name='case_done_is_closed')],
            },
        ),
        migrations.CreateModel(
            name='ProcedureDraft',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(db_collation='C', max_length=40, unique=True)),
                ('content', models.JSONField()),
                ('edition', models.PositiveIntegerField(default=1)),
                ('began_at', models.DateTimeField()),
                ('began_by', models.CharField(max_length=200)),
                ('changed_at', models.DateTimeField()),
                ('base', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.procedure')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('code', ''), _negated=True), name='draft_has_code')],
            },
        ),
        migrations.CreateModel(
            name='ProcedureWithdrawal',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('withdrawn_at', models.DateTimeField()),
                ('procedure', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='withdrawal', to='cases.procedure')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ReturnVisit',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('by_id', models.UUIDField(null=True)),
                ('is_reached', models.BooleanField()),
                ('is_resolved', models.BooleanField(null=True)),
                ('is_satisfied', models.BooleanField(null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='cases.case')),
            ],
            options={
                'indexes': [models.Index(fields=['at'], name='visit_by_day')],
            },
        ),
        migrations.CreateModel(
            name='Rollup',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('scope', models.CharField(db_collation='C', max_length=10)),
                ('value', models.CharField(db_collation='C', max_length=60)),
                ('part', models.CharField(db_collation='C', max_length=10)),
                ('key', models.CharField(db_collation='C', max_length=60)),
                ('span', models.PositiveSmallIntegerField(choices=[(1, 'Day'), (10, 'Third of a month'), (30, 'Month')])),
                ('first_on', models.DateField()),
                ('movement', models.CharField(choices=[('opened', 'Opened'), ('closed_on_time', 'Closed on time'), ('closed_late', 'Closed late'), ('reopened', 'Reopened'), ('rated', 'Rated'), ('rated_good', 'Rated fairly satisfied or better'), ('filed', 'Filed'), ('dispatched', 'Dispatched'), ('redirected', 'Went on to another unit'), ('concluded', 'Filed and over'), ('reworked', 'Closed after rework'), ('contact_owed', 'First contact owed'), ('contacted_on_time', 'Contacted in time'), ('visited', 'Called back'), ('visit_reached', 'Reached'), ('visit_resolved', 'Said to be resolved'), ('visit_unresolved', 'Said not to be resolved'), ('visit_satisfied', 'Said to be satisfied'), ('visit_dissatisfied', 'Said not to be satisfied')], db_collation='C', max_length=20)),
                ('count', models.IntegerField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('scope', 'value', 'part', 'span', 'first_on', 'movement', 'key'), include=('count',), name='rollup_once')],
            },
        ),
        migrations.CreateModel(
            name='RoutingRule',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField(unique=True)),
                ('kind_prefix', models.CharField(blank=True, db_collation='C', max_length=60)),
                ('area', linli.common.models.record.AreaCodeField(blank=True, db_collation='C', default='', max_length=15)),
                ('target', models.CharField(choices=[('unit', 'unit'), ('village_office', 'village_office'), ('town_office', 'town_office')], max_length=20)),
                ('note', models.CharField(blank=True, max_length=200)),
                ('is_active', models.BooleanField(default=True)),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.unit')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('target', 'unit'), ('unit__isnull', False)), models.Q(models.Q(('target', 'unit'), _negated=True), ('unit__isnull', True)), _connector='OR'), name='rule_names_its_unit')],
            },
        ),
        migrations.CreateModel(
            name='SavedView',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=60)),
                ('query', models.CharField(max_length=500)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('account', 'name'), name='view_name_once')],
            },
        ),
        migrations.CreateModel(
            name='CaseWords',
            fields=[
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='words', serialize=False, to='cases.case')),
                ('vector', django.contrib.postgres.search.SearchVectorField()),
            ],
            options={
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['vector'], name='case_words')],
            },
        ),
        migrations.CreateModel(
            name='BulkRow',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('refusal', models.CharField(blank=True, max_length=300)),
                ('from_seq', models.PositiveIntegerField()),
                ('to_seq', models.PositiveIntegerField()),
                ('undone_at', models.DateTimeField(null=True)),
                ('stays', models.CharField(blank=True, max_length=300)),
                ('bulk', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='rows', to='cases.bulkdeed')),
                ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('bulk', 'case'), name='bulk_row_once')],
            },
        ),
        migrations.CreateModel(
            name='CaseEvent',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('seq', models.PositiveIntegerField()),
                ('at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField()),
                ('verb', models.CharField(choices=[('open', 'Reported'), ('accept', 'Accepted'), ('refuse', 'Not accepted'), ('return_for_materials', 'Asked for more'), ('supplement', 'Supplemented'), ('assign', 'Assigned'), ('join_unit', 'Co-handling unit joined'), ('release_unit', 'Co-handling unit released'), ('transfer', 'Transferred'), ('reclassify', 'Kind changed'), ('take_back', 'Taken back'), ('object', 'Assignment objected to'), ('decide_objection', 'Objection decided'), ('report_progress', 'Progress reported'), ('pause_clock', 'Clock paused'), ('resume_clock', 'Clock resumed'), ('ask_extension', 'Extension asked for'), ('extend_limit', 'Limit extended'), ('refuse_extension', 'Extension refused'), ('propose_closure', 'Closure proposed'), ('send_back', 'Sent back for rework'), ('record_visit', 'Return visit recorded'), ('close', 'Closed'), ('reopen', 'Reopened'), ('rate', 'Rated'), ('merge', 'Merged'), ('withdraw', 'Withdrawn'), ('urge', 'Urged'), ('remind', 'Reminded'), ('escalate', 'Escalated'), ('link', 'Linked matter'), ('recompute', 'Limit recomputed'), ('erase', 'Personal text erased')], max_length=30)),
                ('from_state', models.CharField(blank=True, max_length=30)),
                ('to_state', models.CharField(max_length=30)),
                ('actor_id', models.UUIDField(null=True)),
                ('actor_label', models.CharField(max_length=200)),
                ('facts', models.JSONField(default=dict)),
                ('text_hashes', models.JSONField(default=dict)),
                ('key', models.CharField(max_length=60, null=True)),
                ('previous', models.BinaryField()),
                ('hash', models.BinaryField()),
                ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='cases.case')),
            ],
            options={
                'indexes': [models.Index(fields=['recorded_at'], name='event_by_record')],
                'constraints': [models.UniqueConstraint(fields=('case', 'seq'), name='event_once'), models.UniqueConstraint(condition=models.Q(('key__isnull', False)), fields=('case', 'key'), name='event_key_once')],
            },
        ),
        migrations.CreateModel(
            name='CaseFollower',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('area', linli.common.models.record.AreaCodeField(blank=True, db_collation='C', default='', max_length=15)),
                ('since', models.DateTimeField()),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='cases.case')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('case', 'account'), name='follower_once')],
            },
        ),
        migrations.CreateModel(
            name='CaseLimit',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('key', models.CharField(max_length=30)),
                ('clock', models.CharField(choices=[('receiver', 'Receiving place'), ('decider', 'Deciding body')], default='receiver', max_length=10)),
                ('amount', models.PositiveIntegerField()),
                ('unit', models.CharField(choices=[('business_hours', 'business_hours'), ('working_days', 'working_days'), ('calendar_days', 'calendar_days'), ('months', 'months')], max_length=20)),
                ('office', models.CharField(default='default', max_length=40)),
                ('is_whole', models.BooleanField(default=False)),
                ('starts_at', models.DateTimeField()),
                ('given_due_at', models.DateTimeField(null=True)),
                ('due_at', models.DateTimeField()),
                ('is_certain', models.BooleanField(default=True)),
                ('paused_at', models.DateTimeField(null=True)),
                ('met_at', models.DateTimeField(null=True)),
                ('steps', models.JSONField(default=list)),
                ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='limits', to='cases.case')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('is_certain', False), ('met_at__isnull', True)), fields=['due_at'], name='limit_uncertain'), models.Index(condition=models.Q(('key__in', ['first_contact', 'sign']), ('met_at__isnull', True)), fields=['key', 'due_at'], include=('case', 'paused_at'), name='limit_contact')],
                'constraints': [models.UniqueConstraint(fields=('case', 'key'), name='limit_once')],
            },
        ),
        migrations.CreateModel(
            name='CaseLink',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('sense', models.CharField(choices=[('instruction', 'Leader’s instruction')], max_length=20)),
                ('made_at', models.DateTimeField()),
                ('about', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='links', to='cases.case')),
            ],
            options={
                'indexes': [models.Index(fields=['about', '-made_at'], name='link_by_about')],
                'constraints': [models.UniqueConstraint(fields=('case', 'about', 'sense'), name='link_once')],
            },
        ),
        migrations.CreateModel(
            name='CaseParty',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('part', models.CharField(choices=[('reporter', 'Reporter'), ('helper', 'Helper')], max_length=10)),
                ('name', linli.people.sealing.SealedTextField(blank=True, default='')),
                ('phone', linli.people.sealing.SealedTextField(blank=True, default='')),
                ('phone_index', linli.people.sealing.BlindIndexField(blank=True, db_collation='C', db_index=True, max_length=40, null=True)),
                ('identity_kind', models.CharField(blank=True, choices=[('resident_id', 'Resident identity card'), ('passport', 'Passport'), ('hk_macau_permit', 'Mainland travel permit for Hong Kong and Macau residents'), ('taiwan_permit', 'Mainland travel permit for Taiwan residents'), ('foreign_permit', 'Foreign permanent resident identity card')], max_length=20)),
                ('identity', linli.people.sealing.SealedTextField(blank=True, default='')),
                ('identity_index', linli.people.sealing.BlindIndexField(blank=True, db_collation='C', db_index=True, max_length=40, null=True)),
                ('email', linli.people.sealing.SealedTextField(blank=True, default='')),
                ('secret_hash', models.CharField(blank=True, max_length=64)),
                ('language', models.CharField(default='zh-hans', max_length=10)),
                ('erased_at', models.DateTimeField(null=True)),
                ('account', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='parties', to='cases.case')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('case', 'part'), name='party_once')],
            },
        ),
        migrations.CreateModel(
            name='CaseText',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('seq', models.PositiveIntegerField()),
                ('part', models.CharField(choices=[('words', 'Words'), ('place', 'Place'), ('note', 'Note'), ('reply', 'Reply'), ('comment', 'Comment')], max_length=10)),
                ('body', models.TextField(blank=True)),
                ('sealed', linli.people.sealing.SealedTextField(blank=True, default='')),
                ('salt', models.BinaryField()),
                ('is_for_reporter', models.BooleanField(default=True)),
                ('erased_at', models.DateTimeField(null=True)),
                ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='texts', to='cases.case')),
            ],
            options={
                'indexes': [models.Index(fields=['case', 'seq'], name='text_by_case')],
            },
        ),
        migrations.CreateModel(
            name='CaseUnit',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('joined_at', models.DateTimeField()),
                ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='co_units', to='cases.case')),
                ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.unit')),
            ],
            options={
                'indexes': [models.Index(fields=['unit', '-joined_at'], name='co_unit_by_unit')],
                'constraints': [models.UniqueConstraint(fields=('case', 'unit'), name='co_unit_once')],
            },
        ),
        migrations.CreateModel(
            name='ExtensionRequest',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('key', models.CharField(max_length=30)),
                ('amount', models.PositiveIntegerField()),
                ('unit', models.CharField(max_length=20)),
                ('asked_by', models.UUIDField(null=True)),
                ('asked_at', models.DateTimeField()),
                ('decided_by', models.UUIDField(null=True)),
                ('decided_at', models.DateTimeField(null=True)),
                ('is_granted', models.BooleanField(null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='extension_requests', to='cases.case')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('decided_at__isnull', True)), fields=('case',), name='one_request')],
            },
        ),
        migrations.CreateModel(
            name='Objection',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('given_seq', models.PositiveIntegerField()),
                ('seq', models.PositiveIntegerField()),
                ('asked_by', models.UUIDField(null=True)),
                ('asked_at', models.DateTimeField()),
                ('decision', models.CharField(blank=True, choices=[('moved', 'Given to another unit'), ('stays', 'Stays with the unit'), ('lapsed', 'Handed on or over before it was decided')], max_length=10)),
                ('decided_by', models.UUIDField(null=True)),
                ('decided_at', models.DateTimeField(null=True)),
                ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='objections', to='cases.case')),
                ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.unit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('case', 'given_seq'), name='objection_once'), models.UniqueConstraint(condition=models.Q(('decided_at__isnull', True)), fields=('case',), name='one_objection_open'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('decision', '')), models.Q(models.Q(('decision', ''), _negated=True), ('decided_at__isnull', False)), _connector='OR'), name='objection_decided')],
            },
        ),
        *append_only("cases_caseevent"),
        *append_only("cases_root"),
        *append_only('cases_procedure'),
        *append_only('cases_procedurewithdrawal'),
    ]
