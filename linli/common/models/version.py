from django.db import models


class ConfigurationVersion(models.Model):
    """A mark that moves whenever a kind of configuration (kinds, rules, areas, units …) changes; readers keep it in memory."""

    topic = models.CharField(primary_key=True, max_length=40)
    number = models.BigIntegerField(default=1)
