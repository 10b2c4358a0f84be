import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
import linli.common.ids
import linli.common.models.record
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Area',
            fields=[
                ('code', linli.common.models.record.AreaCodeField(db_collation='C', max_length=15, primary_key=True, serialize=False)),
                ('level', models.CharField(choices=[('province', 'Province'), ('prefecture', 'Prefecture'), ('county', 'County or city'), ('town', 'Town or subdistrict'), ('village', 'Village or community'), ('grid', 'Grid')], max_length=10)),
                ('kind', models.CharField(blank=True, choices=[('street', 'Subdistrict'), ('town', 'Town'), ('farm', 'Overseas Chinese farm'), ('urban_community', 'Urban community'), ('village', 'Village'), ('quasi_urban_community', 'Quasi-community'), ('quasi_village', 'Quasi-village'), ('grid', 'Grid')], max_length=25)),
                ('name', models.CharField(max_length=100)),
                ('full_name', models.CharField(max_length=120)),
                ('initials', models.CharField(blank=True, db_collation='C', max_length=100)),
                ('longitude', models.FloatField(blank=True, null=True)),
                ('latitude', models.FloatField(blank=True, null=True)),
                ('is_active', models.BooleanField(default=True)),
                ('replaced_by', linli.common.models.record.AreaCodeField(blank=True, db_collation='C', default='', max_length=15)),
                ('is_local', models.BooleanField(default=False)),
                ('is_invented', models.BooleanField(default=False)),
                ('source', models.CharField(blank=True, max_length=200)),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='areas.area')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('level', 'province'), django.db.models.lookups.Exact(django.db.models.functions.text.Length('code'), 2)), models.Q(('level', 'prefecture'), django.db.models.lookups.Exact(django.db.models.functions.text.Length('code'), 4)), models.Q(('level', 'county'), django.db.models.lookups.Exact(django.db.models.functions.text.Length('code'), 6)), models.Q(('level', 'town'), django.db.models.lookups.Exact(django.db.models.functions.text.Length('code'), 9)), models.Q(('level', 'village'), django.db.models.lookups.Exact(django.db.models.functions.text.Length('code'), 12)), models.Q(('level', 'grid'), django.db.models.lookups.Exact(django.db.models.functions.text.Length('code'), 15)), _connector='OR'), name='area_code_fits_level'), models.CheckConstraint(condition=models.Q(('code__regex', '^[0-9]+$')), name='area_code_is_digits'), models.CheckConstraint(condition=models.Q(('parent__isnull', True), ('code__startswith', models.F('parent')), _connector='OR'), name='area_code_begins_with_parent'), models.CheckConstraint(condition=models.Q(models.Q(('latitude__isnull', True), ('longitude__isnull', True)), models.Q(('latitude__gte', -90), ('latitude__isnull', False), ('latitude__lte', 90), ('longitude__gte', -180), ('longitude__isnull', False), ('longitude__lte', 180)), _connector='OR'), name='area_seat_is_on_earth')],
            },
        ),
        migrations.CreateModel(
            name='Boundary',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('shape', models.BinaryField()),
                ('datum', models.CharField(choices=[('wgs84', 'WGS-84'), ('cgcs2000', 'CGCS2000'), ('gcj02', 'GCJ-02 (AMap, Tencent)'), ('bd09', 'BD-09 (Baidu)')], max_length=10)),
                ('is_schematic', models.BooleanField(default=False)),
                ('source', models.CharField(max_length=200)),
                ('from_on', models.DateField()),
                ('until_on', models.DateField(blank=True, null=True)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='boundaries', to='areas.area')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('until_on__isnull', True)), fields=('area',), name='one_current_boundary_an_area'), models.CheckConstraint(condition=models.Q(('until_on__isnull', True), ('until_on__gte', models.F('from_on')), _connector='OR'), name='boundary_ends_after_start')],
            },
        ),
    ]
