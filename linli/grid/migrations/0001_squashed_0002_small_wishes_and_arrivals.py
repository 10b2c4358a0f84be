import django.db.models.deletion
import linli.common.ids
import linli.common.models.record
import linli.people.sealing
from django.conf import settings
from django.db import migrations, models

from linli.common.append_only import append_only


class Migration(migrations.Migration):

    replaces = [('grid', '0001_initial'), ('grid', '0002_small_wishes_and_arrivals')]

    initial = True

    dependencies = [
        ('cases', '0002_append_only'),
        ('common', '0001_initial'),
        ('people', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CallOut',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('area', linli.common.models.record.AreaCodeField(db_collation='C', max_length=15)),
                ('words', models.CharField(max_length=600)),
                ('at', models.DateTimeField()),
                ('due_at', models.DateTimeField()),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('is_invented', models.BooleanField(default=False)),
                ('called_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.unit')),
                ('case', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
            ],
            options={
                'indexes': [models.Index(fields=['area', '-at'], name='call_out_by_area'), models.Index(condition=models.Q(('closed_at__isnull', True)), fields=['due_at'], name='call_out_open')],
                'constraints': [models.CheckConstraint(condition=models.Q(('due_at__gt', models.F('at'))), name='call_out_due_after_call')],
            },
        ),
        migrations.CreateModel(
            name='CalledUnit',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('reported_at', models.DateTimeField(blank=True, null=True)),
                ('report', models.CharField(blank=True, max_length=600)),
                ('is_on_time', models.BooleanField(null=True)),
                ('grade', models.PositiveSmallIntegerField(blank=True, choices=[(1, 'Very dissatisfied'), (2, 'Dissatisfied'), (3, 'Fairly satisfied'), (4, 'Satisfied'), (5, 'Very satisfied')], null=True)),
                ('grade_words', models.CharField(blank=True, max_length=300)),
                ('escalated', models.PositiveSmallIntegerField(default=0)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.unit')),
                ('call_out', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='units', to='grid.callout')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('call_out', 'unit'), name='unit_called_once'), models.CheckConstraint(condition=models.Q(models.Q(('grade__isnull', True), ('is_on_time__isnull', True), ('reported_at__isnull', True)), models.Q(('is_on_time__isnull', False), ('reported_at__isnull', False)), _connector='OR'), name='called_unit_rated_after_report'), models.CheckConstraint(condition=models.Q(('grade__isnull', True), ('grade__range', (1, 5)), _connector='OR'), name='called_unit_grade')],
            },
        ),
        migrations.CreateModel(
            name='GridChange',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('renamed', 'Renamed'), ('merged', 'Merged into'), ('split', 'Split into'), ('moved', 'Moved, from then on')], max_length=10)),
                ('grid', linli.common.models.record.AreaCodeField(db_collation='C', max_length=15)),
                ('became', linli.common.models.record.AreaCodeField(blank=True, db_collation='C', default='', max_length=15)),
                ('on', models.DateField()),
                ('at', models.DateTimeField()),
                ('name_before', models.CharField(max_length=100)),
                ('name_after', models.CharField(max_length=100)),
                ('reason', models.CharField(max_length=300)),
                ('by', models.CharField(max_length=200)),
            ],
            options={
                'indexes': [models.Index(fields=['grid', '-at'], name='grid_change_by_grid'), models.Index(fields=['became', '-at'], name='grid_change_by_successor')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('became', ''), ('kind', 'renamed')), models.Q(models.Q(('kind', 'renamed'), _negated=True), models.Q(('became', ''), _negated=True)), _connector='OR'), name='grid_change_names_successor')],
            },
        ),
        migrations.CreateModel(
            name='GridFile',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('xlsx', 'XLSX'), ('geojson', 'GeoJSON')], max_length=10)),
                ('name', models.CharField(max_length=200)),
                ('datum', models.CharField(blank=True, max_length=10)),
                ('content', models.BinaryField()),
                ('at', models.DateTimeField()),
                ('applied_at', models.DateTimeField(blank=True, null=True)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='GridMessage',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('grid', linli.common.models.record.AreaCodeField(db_collation='C', max_length=15)),
                ('words', models.CharField(blank=True, max_length=600)),
                ('sealed', linli.people.sealing.SealedTextField(blank=True, default='')),
                ('phone', linli.people.sealing.SealedTextField(blank=True, default='')),
                ('at', models.DateTimeField()),
                ('answer', models.CharField(blank=True, max_length=600)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('answered_by', models.CharField(blank=True, max_length=200)),
                ('is_invented', models.BooleanField(default=False)),
                ('case', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
            ],
            options={
                'indexes': [models.Index(fields=['grid', '-at'], name='grid_message_by_grid')],
            },
        ),
        migrations.CreateModel(
            name='GridWords',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('grid', linli.common.models.record.AreaCodeField(db_collation='C', max_length=15)),
                ('covers', models.CharField(max_length=600)),
                ('since', models.DateTimeField()),
                ('until', models.DateTimeField(blank=True, null=True)),
                ('by', models.CharField(max_length=200)),
                ('is_invented', models.BooleanField(default=False)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('until__isnull', True)), fields=('grid',), name='one_current_words_a_grid')],
            },
        ),
        migrations.CreateModel(
            name='HandOver',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('grid', linli.common.models.record.AreaCodeField(db_collation='C', max_length=15)),
                ('open_numbers', models.JSONField(default=list)),
                ('note', models.CharField(max_length=1000)),
                ('handed_at', models.DateTimeField()),
                ('handed_by', models.CharField(max_length=200)),
                ('received_at', models.DateTimeField(blank=True, null=True)),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='grid_hand_overs', to='people.post')),
                ('to', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['grid', '-handed_at'], name='hand_over_by_grid')],
                'constraints': [models.UniqueConstraint(fields=('post', 'grid'), name='hand_over_once')],
            },
        ),
        migrations.CreateModel(
            name='PostTerms',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('working_time', models.CharField(choices=[('full', 'Full time'), ('part', 'Part time')], default='full', max_length=10)),
                ('named_since', models.DateTimeField(blank=True, null=True)),
                ('unnamed_since', models.DateTimeField(blank=True, null=True)),
                ('post', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='grid_terms', to='people.post')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('unnamed_since__isnull', True), models.Q(('named_since__isnull', False), ('unnamed_since__gte', models.F('named_since'))), _connector='OR'), name='post_unnamed_after_named')],
            },
        ),
        migrations.CreateModel(
            name='TakeOver',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('grid', linli.common.models.record.AreaCodeField(db_collation='C', max_length=15)),
                ('rule', models.CharField(choices=[('member', 'Holds the post of grid member.'), ('substitute', 'Stands in for the grid member on these days.'), ('grid_head', 'Nobody holds the post of grid member: its work comes to the grid head.'), ('manager', 'No grid member and no grid head: the work comes to the head of the centre.'), ('dispatcher', 'Nobody in the village: the work comes to the dispatcher of the town.'), ('nobody', 'Nobody holds a post from which this grid could be looked after.')], max_length=20)),
                ('since_on', models.DateField()),
                ('until_on', models.DateField(blank=True, null=True)),
                ('account', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('until_on__isnull', True)), fields=('grid',), name='one_take_over_a_grid'), models.CheckConstraint(condition=models.Q(('until_on__isnull', True), ('until_on__gte', models.F('since_on')), _connector='OR'), name='take_over_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='VisitConsent',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('grid', linli.common.models.record.AreaCodeField(db_collation='C', max_length=15)),
                ('name', linli.people.sealing.SealedTextField(blank=True, default='')),
                ('address', linli.people.sealing.SealedTextField(blank=True, default='')),
                ('phone', linli.people.sealing.SealedTextField(blank=True, default='')),
                ('every_days', models.PositiveSmallIntegerField()),
                ('next_on', models.DateField(blank=True, null=True)),
                ('consent_on', models.DateField()),
                ('consent_way', models.CharField(choices=[('written', 'In writing'), ('spoken', 'In person, before staff'), ('telephone', 'By telephone')], max_length=10)),
                ('consent_taken_by', models.CharField(max_length=200)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('is_invented', models.BooleanField(default=False)),
            ],
            options={
                'indexes': [models.Index(fields=['grid', 'next_on'], name='visit_consent_by_grid')],
                'constraints': [models.CheckConstraint(condition=models.Q(('grid__regex', '^[0-9]{15}$')), name='visit_consent_in_a_grid'), models.CheckConstraint(condition=models.Q(('every_days__range', (7, 366))), name='visit_not_too_often'), models.CheckConstraint(condition=models.Q(models.Q(('next_on__isnull', False), ('withdrawn_at__isnull', True)), models.Q(('address', ''), ('name', ''), ('next_on__isnull', True), ('phone', ''), ('withdrawn_at__isnull', False)), _connector='OR'), name='visit_consent_withdrawn_is_empty'), models.CheckConstraint(condition=models.Q(('next_on__isnull', True), ('next_on__gte', models.F('consent_on')), _connector='OR'), name='visit_after_consent')],
            },
        ),
        migrations.CreateModel(
            name='Visit',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('on', models.DateField()),
                ('is_made', models.BooleanField()),
                ('arrived_at', models.DateTimeField(blank=True, null=True)),
                ('found', models.CharField(blank=True, max_length=600)),
                ('sealed', linli.people.sealing.SealedTextField(blank=True, default='')),
                ('case', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                ('visitor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('consent', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='grid.visitconsent')),
            ],
            options={
                'indexes': [models.Index(fields=['consent', '-on'], name='visit_by_consent')],
            },
        ),
        migrations.CreateModel(
            name='VoluntaryPost',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('grid', linli.common.models.record.AreaCodeField(db_collation='C', max_length=15)),
                ('kind', models.CharField(choices=[('party_member', 'Party member in work'), ('enterprise', 'Partner: enterprise'), ('unit', 'Partner: unit'), ('social_organisation', 'Partner: social organisation'), ('merchant', 'Partner: merchant'), ('courier', 'Mobile grid member: courier'), ('rider', 'Mobile grid member: rider')], max_length=20)),
                ('organisation', models.CharField(blank=True, max_length=100)),
                ('name', linli.people.sealing.SealedTextField(blank=True, default='')),
                ('phone', linli.people.sealing.SealedTextField(blank=True, default='')),
                ('phone_index', linli.people.sealing.BlindIndexField(blank=True, db_collation='C', db_index=True, max_length=40, null=True, of='phone')),
                ('offers', models.CharField(blank=True, max_length=200)),
                ('from_on', models.DateField()),
                ('until_on', models.DateField(blank=True, null=True)),
                ('end_reason', models.CharField(blank=True, max_length=200)),
                ('substitute_name', linli.people.sealing.SealedTextField(blank=True, default='')),
                ('substitute_from_on', models.DateField(blank=True, null=True)),
                ('substitute_until_on', models.DateField(blank=True, null=True)),
                ('consent_on', models.DateField()),
                ('consent_way', models.CharField(choices=[('written', 'In writing'), ('spoken', 'In person, before staff'), ('telephone', 'By telephone')], max_length=10)),
                ('consent_taken_by', models.CharField(max_length=200)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('is_invented', models.BooleanField(default=False)),
            ],
            options={
                'indexes': [models.Index(fields=['grid', 'from_on'], name='voluntary_post_by_grid')],
                'constraints': [models.CheckConstraint(condition=models.Q(('grid__regex', '^[0-9]{15}$')), name='voluntary_post_in_a_grid'), models.CheckConstraint(condition=models.Q(('until_on__isnull', True), ('until_on__gte', models.F('from_on')), _connector='OR'), name='voluntary_post_ends_after_start'), models.CheckConstraint(condition=models.Q(('consent_on__lte', models.F('from_on'))), name='voluntary_post_after_consent'), models.CheckConstraint(condition=models.Q(('withdrawn_at__isnull', True), models.Q(('name', ''), ('until_on__isnull', False)), _connector='OR'), name='voluntary_post_withdrawn_is_empty')],
            },
        ),
        migrations.CreateModel(
            name='Feedback',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('asked_by', models.CharField(max_length=100)),
                ('words', models.CharField(max_length=500)),
                ('given_at', models.DateTimeField()),
                ('given_by', models.CharField(max_length=200)),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='feedback', to='grid.voluntarypost')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Wish',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('grid', linli.common.models.record.AreaCodeField(db_collation='C', max_length=15)),
                ('words', models.CharField(max_length=200)),
                ('sealed', linli.people.sealing.SealedTextField(blank=True, default='')),
                ('name', linli.people.sealing.SealedTextField(blank=True, default='')),
                ('phone', linli.people.sealing.SealedTextField(blank=True, default='')),
                ('consent_on', models.DateField(blank=True, null=True)),
                ('consent_taken_by', models.CharField(blank=True, max_length=200)),
                ('key', models.CharField(max_length=60, unique=True)),
                ('state', models.CharField(choices=[('waiting', 'to be looked over'), ('open', 'on the page of the grid'), ('claimed', 'taken on'), ('done', 'fulfilled'), ('refused', 'not put up'), ('withdrawn', 'taken back'), ('expired', 'taken down after half a year')], default='waiting', max_length=10)),
                ('made_at', models.DateTimeField()),
                ('looked_at', models.DateTimeField(blank=True, null=True)),
                ('refusal', models.CharField(blank=True, max_length=200)),
                ('contact_at', models.DateTimeField(blank=True, null=True)),
                ('thanks', models.CharField(blank=True, max_length=200)),
                ('thanked_at', models.DateTimeField(blank=True, null=True)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('is_invented', models.BooleanField(default=False)),
                ('wisher', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['grid', 'state', '-made_at'], name='wish_by_grid'), models.Index(fields=['wisher', '-made_at'], name='wish_by_wisher')],
                'constraints': [models.CheckConstraint(condition=models.Q(('grid__regex', '^[0-9]{15}$')), name='wish_in_a_grid'), models.CheckConstraint(condition=models.Q(models.Q(('consent_on__isnull', True), ('wisher__isnull', False)), models.Q(('consent_on__isnull', False), ('wisher__isnull', True)), _connector='OR'), name='wish_by_resident_or_with_consent'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', False), ('name', ''), ('phone', ''), ('state__in', ('done', 'refused', 'withdrawn', 'expired'))), models.Q(models.Q(('state__in', ('done', 'refused', 'withdrawn', 'expired')), _negated=True), ('closed_at__isnull', True)), _connector='OR'), name='wish_over_names_nobody'), models.CheckConstraint(condition=models.Q(('thanked_at__isnull', True), ('state', 'done'), _connector='OR'), name='wish_thanked_once_fulfilled'), models.CheckConstraint(condition=models.Q(('contact_at__isnull', True), ('state', 'claimed'), _connector='OR'), name='wish_contact_while_taken_on')],
            },
        ),
        migrations.CreateModel(
            name='WishClaim',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='claims', to='grid.voluntarypost')),
                ('wish', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='claims', to='grid.wish')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('wish',), name='one_claim_a_wish')],
            },
        ),
        *append_only('grid_gridchange'),
    ]
