import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.db.models.deletion
import linli.common.ids
import linli.common.models.record
import linli.places.models.hours
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('places', '0001_initial'), ('places', '0002_photos_and_access')]

    initial = True

    dependencies = [
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Place',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('code', models.SlugField(db_index=False, max_length=30, unique=True)),
                ('kind', models.CharField(choices=[('centre', 'Centre'), ('station', 'Service station'), ('stop', 'Rest stop')], max_length=10)),
                ('name', models.CharField(max_length=100)),
                ('initials', models.CharField(blank=True, db_collation='C', max_length=100)),
                ('area', linli.common.models.record.AreaCodeField(db_collation='C', max_length=15)),
                ('longitude', models.FloatField(blank=True, null=True)),
                ('latitude', models.FloatField(blank=True, null=True)),
                ('address', models.CharField(blank=True, max_length=200)),
                ('getting_there', models.CharField(blank=True, max_length=300)),
                ('telephone', models.CharField(blank=True, max_length=40)),
                ('functions', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('party_service', 'Party and community service'), ('government_service', 'Government service'), ('leisure', 'Leisure'), ('deliberation', 'Deliberation')], max_length=30), blank=True, default=list)),
                ('amenities', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('rest', 'Somewhere to rest'), ('water', 'Drinking water'), ('charging', 'Charging'), ('shade', 'Shade'), ('toilet', 'Toilet'), ('first_aid', 'First-aid box')], max_length=30), blank=True, default=list)),
                ('access', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('low_counter', 'Low counter'), ('screen', 'Text on a screen'), ('writing_board', 'Writing board'), ('speech', 'Speech prompts'), ('waiting_area', 'Waiting area with seats'), ('hearing_loop', 'Hearing loop'), ('sign_language', 'Sign language, by appointment'), ('tactile', 'Tactile paving to the counter'), ('ramp', 'Entrance without steps'), ('wide_door', 'Doors wide enough for a wheelchair'), ('lift', 'Lift'), ('wheelchair', 'Wheelchair to borrow'), ('parking', 'Accessible parking space'), ('reading_glasses', 'Reading glasses to borrow'), ('quiet_room', 'Room to speak in private'), ('toilet', 'Accessible toilet')], max_length=30), blank=True, default=list)),
                ('closed_on', models.DateField(blank=True, null=True)),
                ('is_invented', models.BooleanField(default=False)),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.unit')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('area__regex', '^([0-9]{9}|[0-9]{12})$')), name='place_in_town_or_village'), models.CheckConstraint(condition=models.Q(models.Q(('latitude__isnull', True), ('longitude__isnull', True)), models.Q(('latitude__gte', -90), ('latitude__isnull', False), ('latitude__lte', 90), ('longitude__gte', -180), ('longitude__isnull', False), ('longitude__lte', 180)), _connector='OR'), name='place_is_on_earth'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='place_has_name')],
            },
        ),
        migrations.CreateModel(
            name='OpeningHours',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('since', models.DateTimeField()),
                ('until', models.DateTimeField(blank=True, null=True)),
                ('by', models.CharField(max_length=200)),
                ('is_invented', models.BooleanField(default=False)),
                ('place', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='hours', to='places.place')),
            ],
            options={
                'indexes': [models.Index(fields=['place', '-since'], name='hours_by_place')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('until__isnull', True)), fields=('place',), name='one_current_opening_hours'), models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gte', models.F('since')), _connector='OR'), name='hours_end_later')],
            },
        ),
        migrations.CreateModel(
            name='HoursException',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('first_on', models.DateField()),
                ('last_on', models.DateField()),
                ('minutes', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), blank=True, default=list)),
                ('reason', models.CharField(max_length=200)),
                ('made_at', models.DateTimeField()),
                ('by', models.CharField(max_length=200)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('is_invented', models.BooleanField(default=False)),
                ('place', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='exceptions', to='places.place')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('withdrawn_at__isnull', True)), fields=['place', 'last_on'], name='exception_by_place')],
                'constraints': [models.CheckConstraint(condition=models.Q(('last_on__gte', models.F('first_on'))), name='hours_exception_ends_later')],
            },
        ),
        migrations.CreateModel(
            name='PlaceFact',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('position', models.PositiveSmallIntegerField()),
                ('words', models.CharField(max_length=300)),
                ('source', models.CharField(blank=True, max_length=200)),
                ('is_invented', models.BooleanField(default=False)),
                ('place', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='facts', to='places.place')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('place', 'position'), name='place_fact_once'), models.CheckConstraint(condition=models.Q(('is_invented', True), models.Q(('source', ''), _negated=True), _connector='OR'), name='place_fact_has_source')],
            },
        ),
        migrations.CreateModel(
            name='PlacePhoto',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('document_id', models.UUIDField()),
                ('middle_id', models.UUIDField()),
                ('width', models.PositiveIntegerField()),
                ('height', models.PositiveIntegerField()),
                ('alt', models.CharField(max_length=200)),
                ('position', models.PositiveSmallIntegerField()),
                ('has_people', models.BooleanField(default=False)),
                ('agreed_at', models.DateTimeField(blank=True, null=True)),
                ('at', models.DateTimeField()),
                ('by', models.CharField(max_length=200)),
                ('taken_back_at', models.DateTimeField(blank=True, null=True)),
                ('reason', models.CharField(blank=True, max_length=200)),
                ('is_invented', models.BooleanField(default=False)),
                ('place', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='photos', to='places.place')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('taken_back_at__isnull', True)), fields=['place', 'position'], name='photo_in_order')],
                'constraints': [models.CheckConstraint(condition=models.Q(('alt', ''), _negated=True), name='photo_is_described'), models.CheckConstraint(condition=models.Q(('has_people', False), ('agreed_at__isnull', False), _connector='OR'), name='people_in_photo_agreed'), models.UniqueConstraint(fields=('place', 'document_id'), name='place_photo_once')],
            },
        ),
        migrations.CreateModel(
            name='Room',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('activity', 'Activity room'), ('meeting', 'Meeting room'), ('chess', 'Chess room'), ('calligraphy', 'Calligraphy room'), ('gym', 'Gym'), ('reading', 'Reading room'), ('deliberation', 'Deliberation room'), ('other', 'Other room')], max_length=20)),
                ('name', models.CharField(max_length=60)),
                ('seats', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('equipment', models.CharField(blank=True, max_length=200)),
                ('closed_on', models.DateField(blank=True, null=True)),
                ('source', models.CharField(blank=True, max_length=200)),
                ('is_invented', models.BooleanField(default=False)),
                ('place', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='rooms', to='places.place')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('place', 'name'), name='room_name_once'), models.CheckConstraint(condition=models.Q(('seats__isnull', True), ('seats__gt', 0), _connector='OR'), name='room_has_seats')],
            },
        ),
        migrations.CreateModel(
            name='ServedGrid',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('grid', linli.common.models.record.AreaCodeField(db_collation='C', max_length=15)),
                ('place', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='grids', to='places.place')),
            ],
            options={
                'indexes': [models.Index(fields=['grid'], name='served_by_grid')],
                'constraints': [models.UniqueConstraint(fields=('place', 'grid'), name='served_grid_once'), models.CheckConstraint(condition=models.Q(('grid__regex', '^[0-9]{15}$')), name='served_grid_is_grid')],
            },
        ),
        migrations.CreateModel(
            name='Window',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('name', models.CharField(max_length=60)),
                ('closed_on', models.DateField(blank=True, null=True)),
                ('source', models.CharField(blank=True, max_length=200)),
                ('is_invented', models.BooleanField(default=False)),
                ('place', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='windows', to='places.place')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('place', 'number'), name='window_number_once'), models.CheckConstraint(condition=models.Q(('number__gt', 0)), name='window_is_numbered')],
            },
        ),
        migrations.CreateModel(
            name='OpeningSpan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.PositiveSmallIntegerField()),
                ('opens', models.PositiveSmallIntegerField()),
                ('closes', models.PositiveSmallIntegerField()),
                ('hours', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='spans', to='places.openinghours')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('day__lte', 8)), name='opening_span_of_a_day'), models.CheckConstraint(condition=models.Q(('closes__lte', 1440), ('opens__lt', models.F('closes'))), name='opening_span_within_a_day'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('hours', '='), ('day', '='), (linli.places.models.hours.Minutes('opens', 'closes', models.Value('[]')), '&&')], name='opening_spans_apart')],
            },
        ),
    ]
