from django.db import models

from linli.common.models import Record


class Line(Record):
    """A hotline that gives us orders: the prefecture's 12345, and perhaps others."""

    code = models.CharField(max_length=40, unique=True)  # what stands as the source of its orders
    name = models.CharField(max_length=100)
    url = models.CharField(max_length=500, blank=True)  # where answers go by the interface; "": they are fetched
    # How long a wrong assignee may ask to give an order back, from the moment it got it: local, unverified.
    return_within = models.CharField(max_length=40, default="1 working_days")
    is_invented = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name
