from django.db import models


class ConfigurationVersion(models.Model):
    """How often a kind of configuration (kinds, rules, areas, units …) has changed; readers keep it in memory."""

    topic = models.CharField(primary_key=True, max_length=40)
    number = models.BigIntegerField(default=1)
