import django.db.models.deletion
import linli.common.ids
import linli.common.models.record
import linli.people.sealing
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('mediation', '0001_mediation'), ('mediation', '0002_several_sides')]

    initial = True

    dependencies = [
        ('bookings', '0001_initial'),
        ('cases', '0009_dispatch_desk'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Mediation',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('town', linli.common.models.record.AreaCodeField(db_collation='C', max_length=9)),
                ('village', linli.common.models.record.AreaCodeField(db_collation='C', max_length=12)),
                ('sort', models.CharField(choices=[('neighbours', 'Neighbours: noise, water, passage, light'), ('family', 'Family: support, inheritance, marriage'), ('house', 'House: rent, sale, property management'), ('land', 'Land and boundaries'), ('injury', 'Injury and damage'), ('debt', 'Money owed, contracts, purchases'), ('labour', 'Wages and work'), ('other', 'Something else')], max_length=12)),
                ('words', linli.people.sealing.SealedTextField(blank=True, default='')),
                ('said', linli.people.sealing.SealedTextField(blank=True, default='')),
                ('place', linli.people.sealing.SealedTextField(blank=True, default='')),
                ('begun_at', models.DateTimeField(null=True)),
                ('ground', models.CharField(blank=True, max_length=30)),
                ('applied_at', models.DateTimeField()),
                ('over_at', models.DateTimeField(null=True)),
                ('is_settled', models.BooleanField(default=False)),
                ('erased_at', models.DateTimeField(null=True)),
                ('is_invented', models.BooleanField(default=False)),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                ('mediator', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['village', '-id'], name='mediation_village'), models.Index(fields=['town', '-id'], name='mediation_town'), models.Index(fields=['mediator', '-id'], name='mediation_mediator'), models.Index(condition=models.Q(('erased_at__isnull', True), ('over_at__isnull', False)), fields=['over_at'], name='mediation_over')],
            },
        ),
        migrations.CreateModel(
            name='Guest',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', linli.people.sealing.SealedTextField(blank=True, default='')),
                ('comes_as', models.CharField(choices=[('relative', 'relative or friend'), ('neighbour', 'neighbour or colleague'), ('expert', 'somebody who knows the trade or the law'), ('respected', 'somebody whom all respect')], max_length=10)),
                ('asked_at', models.DateTimeField()),
                ('mediation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='guests', to='mediation.mediation')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Agreement',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('form', models.CharField(choices=[('written', 'written, signed by all sides and the mediator'), ('oral', 'by mouth, noted by the mediator')], max_length=8)),
                ('facts', linli.people.sealing.SealedTextField(blank=True, default='')),
                ('terms', linli.people.sealing.SealedTextField(blank=True, default='')),
                ('drawn_at', models.DateTimeField()),
                ('version', models.PositiveSmallIntegerField(default=1)),
                ('mediator_signed_at', models.DateTimeField(null=True)),
                ('mediation', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='agreement', to='mediation.mediation')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ReturnVisit',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('due_on', models.DateField()),
                ('done_at', models.DateTimeField(null=True)),
                ('result', models.CharField(blank=True, choices=[('kept', 'kept'), ('partly', 'kept in part'), ('broken', 'not kept'), ('unreached', 'nobody could be reached')], max_length=10)),
                ('note', linli.people.sealing.SealedTextField(blank=True, default='')),
                ('mediation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='mediation.mediation')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('done_at__isnull', True)), fields=['due_on'], name='visit_due')],
                'constraints': [models.UniqueConstraint(fields=('mediation', 'due_on'), name='visit_once_a_day')],
            },
        ),
        migrations.CreateModel(
            name='Session',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('starts_at', models.DateTimeField()),
                ('cancelled_at', models.DateTimeField(null=True)),
                ('result', models.CharField(blank=True, choices=[('go_on', 'goes on another day'), ('agreed', 'all agree'), ('not_agreed', 'they do not agree'), ('not_held', 'did not take place')], max_length=10)),
                ('note', linli.people.sealing.SealedTextField(blank=True, default='')),
                ('key', models.CharField(max_length=64)),
                ('booking', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bookings.booking')),
                ('mediation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sessions', to='mediation.mediation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('mediation', 'key'), name='session_once')],
            },
        ),
        migrations.CreateModel(
            name='Side',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('of', models.CharField(choices=[('first', 'the side that applied'), ('second', 'the other side'), ('third', 'the third side'), ('fourth', 'the fourth side'), ('fifth', 'the fifth side'), ('sixth', 'the sixth side')], max_length=6)),
                ('name', linli.people.sealing.SealedTextField(blank=True, default='')),
                ('phone', linli.people.sealing.SealedTextField(blank=True, default='')),
                ('phone_index', linli.people.sealing.BlindIndexField(blank=True, db_collation='C', db_index=True, max_length=40, null=True)),
                ('address', linli.people.sealing.SealedTextField(blank=True, default='')),
                ('invited_at', models.DateTimeField(null=True)),
                ('answer', models.CharField(choices=[('asked', 'not answered yet'), ('agreed', 'agrees'), ('refused', 'does not agree'), ('somebody_else', 'says it is somebody else')], default='asked', max_length=13)),
                ('answered_at', models.DateTimeField(null=True)),
                ('accepts_mediator', models.BooleanField(default=False)),
                ('signed_at', models.DateTimeField(null=True)),
                ('left_at', models.DateTimeField(null=True)),
                ('account', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('mediation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sides', to='mediation.mediation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('mediation', 'of'), name='side_once')],
            },
        ),
        migrations.CreateModel(
            name='GuestAnswer',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('agrees', models.BooleanField()),
                ('guest', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='mediation.guest')),
                ('side', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='mediation.side')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('guest', 'side'), name='guest_answer_once')],
            },
        ),
    ]
