from django.contrib.postgres.operations import BtreeGinExtension, TrigramExtension, BtreeGistExtension
from django.db import migrations


class Migration(migrations.Migration):
    """Extensions belong to the whole database, so the one shared app of ours makes them."""

    initial = True
    dependencies = []
    operations = [BtreeGinExtension(), BtreeGistExtension(), TrigramExtension()]
