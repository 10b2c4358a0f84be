from django.db import models

from linli.common.models import AreaCodeField, Record


class ApiToken(Record):
    """What another system shows instead of a sign-in: an account's posts, narrowed by role, area and scope.

    Only the hash of the secret is kept; the secret is shown once.
    """

    name = models.CharField(max_length=60, unique=True)
    account = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")
    hash = models.CharField(max_length=64, unique=True)
    role = models.CharField(max_length=20, blank=True)  # "": every role of the account
    area = AreaCodeField(blank=True, default="")  # "": the areas of the account's posts
    may_create = models.BooleanField(default=False)
    may_act = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name
