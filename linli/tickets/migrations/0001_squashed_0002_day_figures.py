import django.db.models.deletion
import linli.common.ids
from django.conf import settings
from django.db import migrations, models

from linli.common.append_only import append_only


class Migration(migrations.Migration):

    replaces = [('tickets', '0001_tickets'), ('tickets', '0002_day_figures')]

    initial = True

    dependencies = [
        ('bookings', '0001_initial'),
        ('cases', '0009_dispatch_desk'),
        ('common', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('places', '0002_photos_and_access'),
    ]

    operations = [
        migrations.CreateModel(
            name='Queue',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('run', models.PositiveSmallIntegerField(default=0)),
                ('place', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Ticket',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('on', models.DateField()),
                ('letter', models.CharField(max_length=1)),
                ('number', models.PositiveIntegerField()),
                ('line', models.CharField(max_length=1)),
                ('item_code', models.CharField(blank=True, max_length=40)),
                ('priority', models.CharField(blank=True, choices=[('elderly', 'Elderly'), ('disabled', 'Disabled'), ('infant', 'With an infant')], max_length=10)),
                ('way', models.CharField(choices=[('phone', 'Phone'), ('kiosk', 'Kiosk'), ('clerk', 'Clerk')], max_length=10)),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('at_window', 'At the window'), ('parked', 'Parked'), ('done', 'Done'), ('missed', 'Did not come'), ('given_up', 'Given up'), ('closed', 'Closed at the end of the day')], default='waiting', max_length=10)),
                ('taken_at', models.DateTimeField()),
                ('turn_at', models.DateTimeField()),
                ('first_from', models.DateTimeField(blank=True, null=True)),
                ('misses', models.PositiveSmallIntegerField(default=0)),
                ('holder', models.CharField(blank=True, max_length=32)),
                ('key', models.CharField(blank=True, max_length=64)),
                ('secret', models.CharField(max_length=32, unique=True)),
                ('seq', models.PositiveSmallIntegerField(default=0)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('is_invented', models.BooleanField(default=False)),
                ('account', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('booking', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bookings.booking')),
                ('case', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                ('place', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('window', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.window')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('state', 'waiting')), fields=['place', 'turn_at', 'id'], name='ticket_in_turn'), models.Index(condition=models.Q(('state__in', ('waiting', 'at_window', 'parked'))), fields=['place', 'on'], name='ticket_open'), models.Index(condition=models.Q(('account__isnull', False)), fields=['account', '-taken_at'], name='ticket_by_account'), models.Index(condition=models.Q(('account__isnull', False), ('booking__isnull', False), models.Q(('holder', ''), _negated=True), _connector='OR'), fields=['taken_at'], name='ticket_tied_to_somebody'), models.Index(condition=models.Q(('booking__isnull', False)), fields=['booking'], name='ticket_by_booking')],
                'constraints': [models.UniqueConstraint(fields=('place', 'on', 'letter', 'number'), name='number_given_once'), models.UniqueConstraint(condition=models.Q(('key', ''), _negated=True), fields=('place', 'key'), name='ticket_key_once'), models.UniqueConstraint(condition=models.Q(('account__isnull', False), ('state__in', ('waiting', 'at_window', 'parked'))), fields=('place', 'account'), name='one_open_ticket_an_account'), models.UniqueConstraint(condition=models.Q(('state__in', ('waiting', 'at_window', 'parked')), models.Q(('holder', ''), _negated=True)), fields=('place', 'holder'), name='one_open_ticket_a_browser'), models.UniqueConstraint(condition=models.Q(('booking__isnull', False), ('state__in', ('waiting', 'at_window', 'parked'))), fields=('booking',), name='one_open_ticket_a_booking'), models.CheckConstraint(condition=models.Q(('letter__regex', '^[A-Z]$'), ('line__regex', '^[A-Z]$'), ('number__gte', 1)), name='ticket_is_numbered'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('state__in', ('waiting', 'at_window', 'parked'))), models.Q(models.Q(('state__in', ('waiting', 'at_window', 'parked')), _negated=True), ('ended_at__isnull', False)), _connector='OR'), name='ticket_ends')],
            },
        ),
        migrations.CreateModel(
            name='TicketEvent',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('seq', models.PositiveSmallIntegerField()),
                ('at', models.DateTimeField()),
                ('deed', models.CharField(choices=[('taken', 'Taken'), ('called', 'Called'), ('recalled', 'Called again'), ('missed', 'Nobody came'), ('parked', 'Parked'), ('transferred', 'Transferred'), ('returned', 'Back to the queue'), ('finished', 'Finished'), ('given_up', 'Given up'), ('closed', 'Closed at the end of the day'), ('case', 'Hung on a matter')], max_length=12)),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('at_window', 'At the window'), ('parked', 'Parked'), ('done', 'Done'), ('missed', 'Did not come'), ('given_up', 'Given up'), ('closed', 'Closed at the end of the day')], max_length=10)),
                ('item_code', models.CharField(blank=True, max_length=40)),
                ('by', models.CharField(max_length=200)),
                ('ticket', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='tickets.ticket')),
                ('window', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.window')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('ticket', 'seq'), name='ticket_event_once')],
            },
        ),
        migrations.CreateModel(
            name='WindowDay',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('on', models.DateField()),
                ('number', models.CharField(max_length=6)),
                ('services', models.PositiveIntegerField(default=0)),
                ('serving', models.BigIntegerField(default=0)),
                ('open', models.BigIntegerField(default=0)),
                ('paused', models.BigIntegerField(default=0)),
                ('place', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='places.place')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('place', 'on', 'number'), name='window_day_once')],
            },
        ),
        migrations.CreateModel(
            name='WindowSession',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('lines', models.CharField(blank=True, max_length=26)),
                ('opened_at', models.DateTimeField()),
                ('paused_at', models.DateTimeField(blank=True, null=True)),
                ('pause', models.CharField(blank=True, choices=[('break', 'Short break'), ('files', 'Papers are being fetched'), ('meeting', 'Meeting'), ('fault', 'Technical trouble')], max_length=10)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('seq', models.PositiveSmallIntegerField(default=0)),
                ('clerk', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('place', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('window', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.window')),
            ],
            options={
                'indexes': [models.Index(fields=['place', '-opened_at'], name='session_by_place'), models.Index(condition=models.Q(('closed_at__isnull', True)), fields=['place'], name='session_open')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('closed_at__isnull', True)), fields=('window',), name='window_open_once'), models.UniqueConstraint(condition=models.Q(('closed_at__isnull', True)), fields=('clerk',), name='clerk_at_one_window'), models.CheckConstraint(condition=models.Q(('closed_at__isnull', True), models.Q(('closed_at__gte', models.F('opened_at')), ('paused_at__isnull', True)), _connector='OR'), name='session_ends')],
            },
        ),
        migrations.CreateModel(
            name='WindowEvent',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('seq', models.PositiveSmallIntegerField()),
                ('at', models.DateTimeField()),
                ('deed', models.CharField(choices=[('opened', 'Opened'), ('paused', 'Paused'), ('resumed', 'Open again'), ('closed', 'Closed')], max_length=10)),
                ('reason', models.CharField(blank=True, choices=[('break', 'Short break'), ('files', 'Papers are being fetched'), ('meeting', 'Meeting'), ('fault', 'Technical trouble')], max_length=10)),
                ('session', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='tickets.windowsession')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('session', 'seq'), name='window_event_once')],
            },
        ),
        migrations.CreateModel(
            name='Call',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('item_code', models.CharField(blank=True, max_length=40)),
                ('called_at', models.DateTimeField()),
                ('shown_at', models.DateTimeField()),
                ('times', models.PositiveSmallIntegerField(default=1)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('ending', models.CharField(blank=True, choices=[('finished', 'Finished'), ('missed', 'Nobody came'), ('parked', 'Parked'), ('transferred', 'Transferred'), ('returned', 'Back to the queue'), ('closed', 'Closed at the end of the day')], max_length=12)),
                ('place', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('window', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.window')),
                ('ticket', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='calls', to='tickets.ticket')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='calls', to='tickets.windowsession')),
            ],
            options={
                'indexes': [models.Index(fields=['place', '-shown_at'], name='call_by_place'), models.Index(condition=models.Q(('ending', 'finished')), fields=['place', '-ended_at'], name='call_finished')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('ticket',), name='ticket_called_once'), models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('window',), name='window_serves_one'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ending', '')), models.Q(('ended_at__gte', models.F('called_at')), models.Q(('ending', ''), _negated=True)), _connector='OR'), name='call_ends')],
            },
        ),
        migrations.CreateModel(
            name='DayFigure',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('on', models.DateField()),
                ('item_code', models.CharField(blank=True, max_length=40)),
                ('taken', models.PositiveIntegerField(default=0)),
                ('done', models.PositiveIntegerField(default=0)),
                ('missed', models.PositiveIntegerField(default=0)),
                ('left', models.PositiveIntegerField(default=0)),
                ('waited', models.BigIntegerField(default=0)),
                ('longest', models.BigIntegerField(default=0)),
                ('served', models.BigIntegerField(default=0)),
                ('place', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='places.place')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('place', 'on', 'item_code'), name='day_figure_once')],
            },
        ),
        migrations.CreateModel(
            name='NumberSeries',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('on', models.DateField()),
                ('letter', models.CharField(max_length=1)),
                ('last', models.PositiveIntegerField()),
                ('place', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('place', 'on', 'letter'), name='number_series_once')],
            },
        ),
        *append_only("tickets_ticketevent"),
        *append_only("tickets_windowevent"),
    ]
