from django.db import models

from linli.common.models import Record
from linli.grid.enums import FileKind


class GridFile(Record):
    """A file of grids and posts that was brought in and waits until its differences have been looked at; a day at most."""

    account = models.ForeignKey("people.Account", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=FileKind)
    name = models.CharField(max_length=200)
    datum = models.CharField(max_length=10, blank=True)
    content = models.BinaryField()
    at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True, blank=True)
