import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import linli.common.ids
import linli.common.models.record
import linli.people.sealing
import linli.places.models.hours
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('bookings', '0001_initial'), ('bookings', '0002_items_visits_and_restraints'), ('bookings', '0003_waiting_for_windows')]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('places', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='BookingSeries',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('every_weeks', models.PositiveSmallIntegerField(default=1)),
                ('made_at', models.DateTimeField()),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Booking',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('seat', models.PositiveSmallIntegerField()),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('during', django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ('state', models.CharField(choices=[('held', 'Held'), ('asked', 'Waits for approval'), ('booked', 'Booked'), ('arrived', 'Arrived'), ('done', 'Done'), ('no_show', 'Did not come'), ('cancelled', 'Cancelled'), ('refused', 'Not approved'), ('expired', 'Hold expired')], max_length=10)),
                ('expires_at', models.DateTimeField(blank=True, null=True)),
                ('key', models.CharField(blank=True, max_length=64)),
                ('one_each', models.BooleanField(default=True)),
                ('people', models.PositiveSmallIntegerField(default=1)),
                ('purpose', models.CharField(blank=True, max_length=200)),
                ('note', models.CharField(blank=True, max_length=200)),
                ('item_code', models.CharField(blank=True, max_length=40)),
                ('case_id', models.UUIDField(blank=True, null=True)),
                ('guest_name', linli.people.sealing.SealedTextField(blank=True, default='')),
                ('guest_phone', linli.people.sealing.SealedTextField(blank=True, default='')),
                ('agreed_at', models.DateTimeField(blank=True, null=True)),
                ('helper', models.CharField(blank=True, max_length=200)),
                ('helper_id', models.UUIDField(blank=True, null=True)),
                ('made_at', models.DateTimeField()),
                ('changed_at', models.DateTimeField()),
                ('reminded_at', models.DateTimeField(blank=True, null=True)),
                ('is_invented', models.BooleanField(default=False)),
                ('account', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('follows', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='followers', to='bookings.booking')),
                ('series', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='bookings', to='bookings.bookingseries')),
            ],
            options={
                'indexes': [models.Index(fields=['account', '-starts_at'], name='booking_by_account'), models.Index(condition=models.Q(('state', 'held')), fields=['expires_at'], name='booking_held'), models.Index(condition=models.Q(('state__in', ('held', 'asked', 'booked', 'arrived'))), fields=['starts_at'], name='booking_ahead'), models.Index(condition=models.Q(('case_id__isnull', False)), fields=['case_id'], name='booking_by_case'), models.Index(condition=models.Q(models.Q(('guest_name', ''), _negated=True), models.Q(('guest_phone', ''), _negated=True), _connector='OR'), fields=['ends_at'], name='booking_with_guest')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('key', ''), _negated=True), fields=('account', 'key'), name='booking_key_once'), models.UniqueConstraint(condition=models.Q(('helper_id__isnull', False), models.Q(('key', ''), _negated=True)), fields=('helper_id', 'key'), name='helper_booking_key_once'), models.UniqueConstraint(condition=models.Q(('state__in', ('held', 'asked', 'booked', 'arrived'))), fields=('follows',), name='one_follower_lives'), models.CheckConstraint(condition=models.Q(('account__isnull', False), models.Q(('helper', ''), _negated=True), _connector='OR'), name='booking_is_somebodys'), models.CheckConstraint(condition=models.Q(('during__startswith', models.F('starts_at')), ('ends_at__gt', models.F('starts_at')), ('people__gte', 1), ('seat__gte', 1)), name='booking_is_whole'), models.CheckConstraint(condition=models.Q(models.Q(('expires_at__isnull', False), ('state', 'held')), models.Q(models.Q(('state', 'held'), _negated=True), ('expires_at__isnull', True)), _connector='OR'), name='hold_expires')],
            },
        ),
        migrations.CreateModel(
            name='CalendarAddress',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('subject_kind', models.CharField(max_length=10)),
                ('subject_id', models.UUIDField()),
                ('number', models.PositiveIntegerField(default=1)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('subject_kind', 'subject_id'), name='calendar_address_once')],
            },
        ),
        migrations.CreateModel(
            name='HomeVisit',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('area', linli.common.models.record.AreaCodeField(db_collation='C', max_length=15)),
                ('address', linli.people.sealing.SealedTextField(blank=True, default='')),
                ('reason', linli.people.sealing.SealedTextField(blank=True, default='')),
                ('needs_two', models.BooleanField(default=False)),
                ('arrived_at', models.DateTimeField(blank=True, null=True)),
                ('known_at', models.DateTimeField(blank=True, null=True)),
                ('agreed_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('result', models.CharField(blank=True, choices=[('done', 'Done'), ('again', 'To be carried on'), ('away', 'Nobody was at home'), ('unwanted', 'Not let in')], max_length=10)),
                ('found', linli.people.sealing.SealedTextField(blank=True, default='')),
                ('booking', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='visit', to='bookings.booking')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('area__regex', '^[0-9]{12}([0-9]{3})?$')), name='visit_in_a_community'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('result', '')), models.Q(('ended_at__isnull', False), models.Q(('result', ''), _negated=True)), _connector='OR'), name='visit_ended_has_result'), models.CheckConstraint(condition=models.Q(('agreed_at__isnull', True), ('known_at__isnull', False), _connector='OR'), name='let_in_whom_they_know')],
            },
        ),
        migrations.CreateModel(
            name='Resource',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('room', 'Room'), ('window', 'Window'), ('team', 'Team for home visits')], max_length=10)),
                ('name', models.CharField(max_length=60)),
                ('units', models.PositiveSmallIntegerField(default=1)),
                ('slot_minutes', models.PositiveSmallIntegerField(default=60)),
                ('most_slots', models.PositiveSmallIntegerField(default=1)),
                ('buffer_minutes', models.PositiveSmallIntegerField(default=0)),
                ('lead_minutes', models.PositiveIntegerField(default=0)),
                ('horizon_days', models.PositiveSmallIntegerField(default=30)),
                ('hold_minutes', models.PositiveSmallIntegerField(default=10)),
                ('cancel_minutes', models.PositiveIntegerField(default=0)),
                ('most_people', models.PositiveSmallIntegerField(default=1)),
                ('needs_approval', models.BooleanField(default=False)),
                ('items', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), blank=True, default=list)),
                ('one_each', models.BooleanField(default=True)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('is_invented', models.BooleanField(default=False)),
                ('place', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('room', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.room')),
                ('window', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.window')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('place', 'name'), name='resource_name_once'), models.CheckConstraint(condition=models.Q(('most_slots__range', (1, 24)), ('slot_minutes__range', (5, 1440)), ('units__range', (1, 500))), name='resource_has_measures'), models.CheckConstraint(condition=models.Q(('hold_minutes__range', (1, 60)), ('horizon_days__range', (1, 366)), ('most_people__gte', 1)), name='resource_has_limits')],
            },
        ),
        migrations.CreateModel(
            name='OpeningRule',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('day', models.PositiveSmallIntegerField()),
                ('opens', models.PositiveSmallIntegerField()),
                ('closes', models.PositiveSmallIntegerField()),
                ('items', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), blank=True, default=list)),
                ('resource', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='rules', to='bookings.resource')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('closes__lte', 1440), ('day__lte', 8), ('opens__lt', models.F('closes'))), name='opening_rule_within_a_day'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('resource', '='), ('day', '='), (linli.places.models.hours.Minutes('opens', 'closes'), '&&')], name='opening_rules_apart')],
            },
        ),
        migrations.AddField(
            model_name='booking',
            name='resource',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='bookings', to='bookings.resource'),
        ),
        migrations.CreateModel(
            name='ResourceException',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('is_open', models.BooleanField(default=False)),
                ('reason', models.CharField(max_length=200)),
                ('by', models.CharField(max_length=200)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('resource', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='exceptions', to='bookings.resource')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('withdrawn_at__isnull', True)), fields=['resource', 'ends_at'], name='booking_exception_by_end')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='booking_exception_ends_later')],
            },
        ),
        migrations.AddField(
            model_name='booking',
            name='closing',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bookings.resourceexception'),
        ),
        migrations.CreateModel(
            name='Restraint',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('count', models.PositiveSmallIntegerField()),
                ('days', models.PositiveSmallIntegerField()),
                ('since', models.DateTimeField()),
                ('until', models.DateTimeField()),
                ('objection', models.CharField(blank=True, max_length=300)),
                ('objected_at', models.DateTimeField(blank=True, null=True)),
                ('answer', models.CharField(blank=True, max_length=300)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('answered_by', models.CharField(blank=True, max_length=200)),
                ('lifted_at', models.DateTimeField(blank=True, null=True)),
                ('account', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('booking', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bookings.booking')),
            ],
            options={
                'indexes': [models.Index(fields=['account', '-until'], name='restraint_by_account'), models.Index(condition=models.Q(('answered_at__isnull', True), ('objected_at__isnull', False)), fields=['objected_at'], name='restraint_objected')],
                'constraints': [models.CheckConstraint(condition=models.Q(('until__gt', models.F('since'))), name='restraint_ends'), models.CheckConstraint(condition=models.Q(('objected_at__isnull', True), models.Q(('objection', ''), _negated=True), _connector='OR'), name='objection_says_something')],
            },
        ),
        migrations.CreateModel(
            name='Visitor',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('label', models.CharField(max_length=200)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('visit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='visitors', to='bookings.homevisit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('visit', 'account'), name='visitor_once')],
            },
        ),
        migrations.CreateModel(
            name='WaitingEntry',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('people', models.PositiveSmallIntegerField(default=1)),
                ('item_code', models.CharField(blank=True, max_length=40)),
                ('case_id', models.UUIDField(blank=True, null=True)),
                ('state', models.CharField(choices=[('waiting', 'On the waiting list'), ('promoted', 'Moved up'), ('lapsed', 'Not accepted in time'), ('withdrawn', 'Left the list'), ('passed', 'The time has passed')], default='waiting', max_length=10)),
                ('at', models.DateTimeField()),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('booking', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bookings.booking')),
                ('resource', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bookings.resource')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('state', 'waiting')), fields=['resource', 'starts_at', 'at'], name='waiting_in_turn')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'waiting')), fields=('resource', 'account', 'starts_at'), name='waits_once'), models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='waiting_is_whole')],
            },
        ),
        migrations.AddIndex(
            model_name='booking',
            index=models.Index(fields=['resource', 'starts_at'], name='booking_by_resource'),
        ),
        migrations.AddConstraint(
            model_name='booking',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('state__in', ('held', 'asked', 'booked', 'arrived'))), expressions=[('resource', '='), ('seat', '='), ('during', '&&')], name='seat_taken_once'),
        ),
        migrations.AddConstraint(
            model_name='booking',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('one_each', True), ('state__in', ('held', 'asked', 'booked', 'arrived'))), expressions=[('resource', '='), ('account', '='), ('during', '&&')], name='one_for_each'),
        ),
    ]
