import django.db.models.deletion
import linli.common.ids
import linli.common.models.record
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('centres', '0001_initial'), ('centres', '0002_duties_and_activities')]

    initial = True

    dependencies = [
        ('places', '0002_photos_and_access'),
    ]

    operations = [
        migrations.CreateModel(
            name='Disclosure',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('activities', 'Activity plan'), ('convenience', 'Convenience content'), ('items', 'Service items')], max_length=20)),
                ('number', models.PositiveIntegerField()),
                ('words', models.CharField(max_length=2000)),
                ('at', models.DateTimeField()),
                ('by', models.CharField(max_length=200)),
                ('is_current', models.BooleanField(default=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('reason', models.CharField(blank=True, max_length=200)),
                ('is_invented', models.BooleanField(default=False)),
                ('place', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('place', 'kind', 'number'), name='disclosure_version_once'), models.UniqueConstraint(condition=models.Q(('is_current', True)), fields=('place', 'kind'), name='one_current_disclosure'), models.CheckConstraint(condition=models.Q(('withdrawn_at__isnull', True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='withdrawn_disclosure_has_reason')],
            },
        ),
        migrations.CreateModel(
            name='DisclosureDuty',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('hours', 'Opening hours'), ('activities', 'Activity plan'), ('convenience', 'Convenience content'), ('items', 'Service items')], max_length=20)),
                ('area', linli.common.models.record.AreaCodeField(db_collation='C', max_length=15)),
                ('town', linli.common.models.record.AreaCodeField(db_collation='C', max_length=15)),
                ('renewed_on', models.DateField(blank=True, null=True)),
                ('renewed_by', models.CharField(blank=True, max_length=200)),
                ('lapsed_on', models.DateField(blank=True, null=True)),
                ('manager_told_at', models.DateTimeField(blank=True, null=True)),
                ('town_told_at', models.DateTimeField(blank=True, null=True)),
                ('place', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='places.place')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('lapsed_on__isnull', False)), fields=['town', 'kind', 'area'], name='duty_lapsed'), models.Index(condition=models.Q(('lapsed_on__isnull', False)), fields=['area', 'kind'], name='duty_lapsed_by_area')],
                'constraints': [models.UniqueConstraint(fields=('place', 'kind'), name='duty_once'), models.CheckConstraint(condition=models.Q(('lapsed_on__isnull', False), models.Q(('manager_told_at__isnull', True), ('town_told_at__isnull', True)), _connector='OR'), name='told_of_a_lapse')],
            },
        ),
        migrations.CreateModel(
            name='PlannedActivity',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('title', models.CharField(max_length=80)),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('where', models.CharField(blank=True, max_length=60)),
                ('about', models.CharField(blank=True, max_length=300)),
                ('at', models.DateTimeField()),
                ('by', models.CharField(max_length=200)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('reason', models.CharField(blank=True, max_length=200)),
                ('key', models.CharField(blank=True, max_length=64)),
                ('is_invented', models.BooleanField(default=False)),
                ('place', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
            ],
            options={
                'indexes': [models.Index(fields=['place', 'starts_at'], name='activity_by_place')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at')), models.Q(('title', ''), _negated=True)), name='activity_is_whole'), models.CheckConstraint(condition=models.Q(('withdrawn_at__isnull', True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='withdrawn_activity_has_reason'), models.UniqueConstraint(condition=models.Q(('key', ''), _negated=True), fields=('place', 'key'), name='activity_key_once')],
            },
        ),
    ]
