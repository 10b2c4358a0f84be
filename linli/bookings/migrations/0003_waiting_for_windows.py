from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('bookings', '0002_items_visits_and_restraints'),
    ]

    operations = [
        migrations.AddField(
            model_name='waitingentry',
            name='item_code',
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name='waitingentry',
            name='case_id',
            field=models.UUIDField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name='waitingentry',
            name='state',
            field=models.CharField(choices=[('waiting', 'On the waiting list'), ('promoted', 'Moved up'), ('lapsed', 'Not accepted in time'), ('withdrawn', 'Left the list'), ('passed', 'The time has passed')], default='waiting', max_length=10),
        ),
    ]
