import django.db.models.deletion
import linli.common.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('cases', '0002_append_only'),
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Bulletin',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('first_on', models.DateField(unique=True)),
                ('last_on', models.DateField()),
                ('made_at', models.DateTimeField()),
                ('figures', models.JSONField()),
                ('docx', models.BinaryField()),
                ('pdf', models.BinaryField()),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Line',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=40, unique=True)),
                ('name', models.CharField(max_length=100)),
                ('url', models.CharField(blank=True, max_length=500)),
                ('return_within', models.CharField(default='1 working_days', max_length=40)),
                ('is_invented', models.BooleanField(default=False)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='HotlineOrder',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.CharField(max_length=80)),
                ('way', models.CharField(choices=[('interface', 'Interface'), ('file', 'File'), ('screen', 'Typed')], max_length=10)),
                ('asked', models.CharField(choices=[('advice', 'Advice'), ('request', 'Request for help'), ('suggestion', 'Suggestion'), ('complaint', 'Complaint or report of a wrong')], max_length=10)),
                ('called_at', models.DateTimeField()),
                ('came_at', models.DateTimeField()),
                ('outside_due_at', models.DateTimeField(null=True)),
                ('is_settled', models.BooleanField(default=False)),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                ('line', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hotline.line')),
            ],
            options={
                'indexes': [models.Index(fields=['-came_at', '-id'], name='order_by_coming'), models.Index(fields=['number'], name='order_by_number')],
                'constraints': [models.UniqueConstraint(fields=('line', 'number'), name='order_once')],
            },
        ),
        migrations.CreateModel(
            name='ReturnRequest',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('asked_by', models.UUIDField(null=True)),
                ('asked_at', models.DateTimeField()),
                ('reason', models.TextField()),
                ('decided_by', models.UUIDField(null=True)),
                ('decided_at', models.DateTimeField(null=True)),
                ('decision', models.CharField(blank=True, choices=[('moved', 'Given to another unit'), ('back', 'Back to the hotline'), ('stays', 'Stays, and is not returned again')], max_length=10)),
                ('order', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='return_requests', to='hotline.hotlineorder')),
                ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.unit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('order', 'unit'), name='return_asked_once'), models.UniqueConstraint(condition=models.Q(('decided_at__isnull', True)), fields=('order',), name='one_return_open')],
            },
        ),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.UUIDField(default=linli.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('said', models.CharField(choices=[('signed', 'Signed for'), ('returned', 'Returned'), ('refused', 'Not accepted'), ('replied', 'Replied')], max_length=10)),
                ('seq', models.PositiveIntegerField()),
                ('way', models.CharField(choices=[('interface', 'Interface'), ('file', 'File'), ('screen', 'Typed')], max_length=10)),
                ('state', models.CharField(choices=[('waiting', 'Waiting to go out'), ('sent', 'Sent, no receipt yet'), ('acknowledged', 'Received by the hotline'), ('failed', 'Failed')], default='waiting', max_length=15)),
                ('written_at', models.DateTimeField()),
                ('not_before', models.DateTimeField()),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('fault', models.CharField(blank=True, max_length=300)),
                ('sent_at', models.DateTimeField(null=True)),
                ('file', models.UUIDField(null=True)),
                ('acknowledged_at', models.DateTimeField(null=True)),
                ('receipt', models.CharField(blank=True, max_length=80)),
                ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                ('order', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='hotline.hotlineorder')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('state', 'waiting')), fields=['not_before'], name='answer_to_send'), models.Index(fields=['-written_at', '-id'], name='answer_by_writing')],
                'constraints': [models.UniqueConstraint(fields=('order', 'case', 'seq'), name='answer_once'), models.CheckConstraint(condition=models.Q(models.Q(('acknowledged_at__isnull', False), ('state', 'acknowledged'), models.Q(('receipt', ''), _negated=True)), models.Q(models.Q(('state', 'acknowledged'), _negated=True), ('acknowledged_at__isnull', True), ('receipt', '')), _connector='OR'), name='answer_has_receipt')],
            },
        ),
    ]
