from django.db import models

from linli.common.models import Record
from linli.documents.enums import SERIES, PaperKind
from linli.documents.official.codes import grouped
from linli.people.sealing import SealedTextField


class PaperSeries(Record):
    """The last number given in a series: one of each kind and year. Held until the paper's transaction ends."""

    kind = models.CharField(max_length=12, choices=PaperKind)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "year"], name="paper_series_once")]


class Paper(Record):
    """An official paper: numbered and dated when it is issued, made into files by the worker, checked by its code.

    What it says is kept sealed only until the files are made. Nothing else in this row is about a person.
    """

    kind = models.CharField(max_length=12, choices=PaperKind)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    code = models.CharField(max_length=12, unique=True, db_collation="C")
    issuer = models.CharField(max_length=120)  # the body that issues it
    holder_kind = models.CharField(max_length=10)
    holder_id = models.UUIDField()
    event_seq = models.PositiveIntegerField(null=True)  # the event of the holder's history by which it came about
    issued_on = models.DateField()
    issued_at = models.DateTimeField()
    issued_by = models.UUIDField(null=True)
    sheet = SealedTextField()
    pdf = models.OneToOneField(
        "documents.Document", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    docx = models.OneToOneField(
        "documents.Document", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    is_sealed = models.BooleanField(default=False)
    made_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(max_length=200, blank=True)  # shown to whoever checks it: nothing of a person
    is_invented = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "year", "number"], name="paper_number_once"),
            models.CheckConstraint(condition=models.Q(number__gt=0), name="paper_is_numbered"),
        ]
        indexes = [models.Index(fields=["holder_kind", "holder_id", "issued_at"], name="paper_by_holder")]

    def __str__(self) -> str:
        return self.full_number

    @property
    def full_number(self) -> str:
        """As the standard writes it: hexagonal brackets, no leading zeros (GB/T 9704-2012, 7.2.5)."""
        return f"{SERIES[PaperKind(self.kind)]}〔{self.year}〕{self.number}号"

    @property
    def grouped_code(self) -> str:
        return grouped(self.code)

    @property
    def is_made(self) -> bool:
        return self.made_at is not None
