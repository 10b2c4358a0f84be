from django.db import models
from django.db.models import F, Q

from linli.common.models import Record
from linli.grid.enums import WorkingTime


class PostTerms(Record):
    """What is particular to a grid post of the staff: full or part time, and whether its holder may be named to all."""

    post = models.OneToOneField("people.Post", on_delete=models.CASCADE, related_name="grid_terms")
    working_time = models.CharField(max_length=10, choices=WorkingTime, default=WorkingTime.FULL)
    named_since = models.DateTimeField(null=True, blank=True)  # the holder accepted that the public page names them
    unnamed_since = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(unnamed_since__isnull=True)
                | Q(named_since__isnull=False, unnamed_since__gte=F("named_since")),
                name="post_unnamed_after_named",
            )
        ]

    @property
    def is_named(self) -> bool:
        return self.named_since is not None and self.unnamed_since is None
