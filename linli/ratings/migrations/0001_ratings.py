import django.db.models.deletion
import linli.common.ids
import linli.common.models.record
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('places', '0002_photos_and_access'),
    ]

    operations = [
        migrations.CreateModel(
            name='Rating',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('visit', 'Visit to a window'), ('application', 'Application'), ('order', 'Order from a menu')], max_length=12)),
                ('subject_id', models.UUIDField()),
                ('round', models.PositiveSmallIntegerField(default=0)),
                ('number', models.CharField(max_length=40)),
                ('title', models.CharField(blank=True, max_length=120)),
                ('item_code', models.CharField(blank=True, db_collation='C', max_length=60)),
                ('town', linli.common.models.record.AreaCodeField(db_collation='C', max_length=9)),
                ('area', linli.common.models.record.AreaCodeField(db_collation='C', max_length=12)),
                ('ended_at', models.DateTimeField()),
                ('rated_at', models.DateTimeField()),
                ('grade', models.PositiveSmallIntegerField(choices=[(1, 'Very dissatisfied'), (2, 'Dissatisfied'), (3, 'Fairly satisfied'), (4, 'Satisfied'), (5, 'Very satisfied')])),
                ('door', models.CharField(choices=[('code', 'Code or link of the number'), ('machine', 'Machine in the hall'), ('page', 'Page of the matter')], max_length=10)),
                ('note', models.CharField(blank=True, max_length=500)),
                ('served_by', models.JSONField(default=list)),
                ('shown_words', models.CharField(blank=True, max_length=300)),
                ('shown_at', models.DateTimeField(null=True)),
                ('shown_by', models.CharField(blank=True, max_length=200)),
                ('is_invented', models.BooleanField(default=False)),
                ('place', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('rater', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['-rated_at', '-id'], name='rating_all'), models.Index(fields=['town', '-rated_at', '-id'], name='rating_town'), models.Index(fields=['area', '-rated_at', '-id'], name='rating_area'), models.Index(fields=['place', '-rated_at', '-id'], name='rating_place'), models.Index(fields=['kind', 'item_code', '-rated_at', '-id'], name='rating_item'), models.Index(condition=models.Q(('rater__isnull', False)), fields=['rater'], name='rating_by_rater'), models.Index(condition=models.Q(('rater__isnull', False), models.Q(('note', ''), _negated=True), models.Q(('served_by', []), _negated=True), _connector='OR'), fields=['rated_at'], name='rating_tied_to_somebody')],
                'constraints': [models.UniqueConstraint(fields=('kind', 'subject_id', 'round'), name='rated_once'), models.CheckConstraint(condition=models.Q(('grade__gte', 1), ('grade__lte', 5)), name='rating_has_grade'), models.CheckConstraint(condition=models.Q(models.Q(('shown_at__isnull', True), ('shown_words', '')), models.Q(models.Q(('shown_words', ''), _negated=True), ('shown_at__isnull', False), models.Q(('shown_by', ''), _negated=True)), _connector='OR'), name='words_shown_by_somebody')],
            },
        ),
        migrations.CreateModel(
            name='FollowUp',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('town', linli.common.models.record.AreaCodeField(db_collation='C', max_length=9)),
                ('area', linli.common.models.record.AreaCodeField(db_collation='C', max_length=12)),
                ('due_at', models.DateTimeField()),
                ('checked_at', models.DateTimeField(null=True)),
                ('is_confirmed', models.BooleanField(null=True)),
                ('righted_at', models.DateTimeField(null=True)),
                ('answered_at', models.DateTimeField(null=True)),
                ('escalated_at', models.DateTimeField(null=True)),
                ('by_label', models.CharField(blank=True, max_length=200)),
                ('note', models.CharField(blank=True, max_length=500)),
                ('rating', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='follow_up', to='ratings.rating')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('answered_at__isnull', True)), fields=['due_at', 'id'], name='follow_up_owed'), models.Index(condition=models.Q(('answered_at__isnull', False)), fields=['-answered_at', '-id'], name='follow_up_over')],
                'constraints': [models.CheckConstraint(condition=models.Q(('answered_at__isnull', True), ('checked_at__isnull', False), _connector='OR'), name='answered_after_check')],
            },
        ),
    ]
