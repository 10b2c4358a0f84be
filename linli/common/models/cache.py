from django.db import models


class CacheEntry(models.Model):
    """One counter or lock of the county, with its end. The table is unlogged: a crash may forget it."""

    key = models.CharField(primary_key=True, max_length=200, db_collation="C")
    value = models.BigIntegerField(default=0)
    expires_at = models.DateTimeField(db_index=True)
