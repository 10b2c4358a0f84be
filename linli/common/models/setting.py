from django.db import models


class SettingValue(models.Model):
    """What a county has set otherwise than Linli is shipped; without a row the default holds. See `common.setting`."""

    code = models.CharField(primary_key=True, max_length=80, db_collation="C")
    value = models.JSONField()
