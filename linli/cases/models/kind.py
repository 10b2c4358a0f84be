from django.db import models


class Kind(models.Model):
    """A kind of matter: the 250 of GB/T 47678.5-2026, local extensions, and the kinds of advice and complaint."""

    code = models.CharField(primary_key=True, max_length=60, db_collation="C")  # "M01037": matter 01037 of the standard
    name = models.CharField(max_length=100)
    name_en = models.CharField(max_length=150, blank=True)
    major_code = models.CharField(max_length=10, db_collation="C")
    major_name = models.CharField(max_length=60)
    initials = models.CharField(max_length=60, db_collation="C")  # of the pinyin, lower case
    words = models.CharField(max_length=300, blank=True)  # what people say for it, parted by spaces
    procedure_code = models.CharField(max_length=40)
    limits = models.JSONField(default=dict)  # {"handle": "1 working_days"}; else the procedure's
    is_public_space = models.BooleanField(default=True)  # never a household or a person: may be shared and followed
    is_local = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    is_set_here = models.BooleanField(default=False)  # the county has changed it: loading the files leaves it alone
    compartment = models.CharField(max_length=20, blank=True)  # "mediation": out of every list but its own
    source = models.CharField(max_length=120, blank=True)

    class Meta:
        indexes = [models.Index(fields=["major_code", "code"], name="kind_by_major")]

    def __str__(self) -> str:
        return self.name
