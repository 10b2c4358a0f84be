from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from linli.common.models import AreaCodeField, Record
from linli.hall.enums import Channel, MaterialForm, TimeUnit
from linli.places.enums import Function


def _whole(name: str) -> Q:
    """A limit has an amount and a unit, or neither."""
    amount, unit = f"{name}_amount", f"{name}_unit"
    whole = Q(**{f"{amount}__isnull": False, f"{amount}__gte": 1}) & ~Q(**{unit: ""})
    return Q(**{f"{amount}__isnull": True, unit: ""}) | whole


class ItemVersion(Record):
    """What was published about an item, and from which day it holds. Never changed: applications are pinned to it.

    Bodies and outside systems are words; units, a kind of matter and a form are named by their codes.
    """

    append_only = True

    item = models.ForeignKey("hall.Item", on_delete=models.PROTECT, related_name="versions", db_index=False)
    number = models.PositiveIntegerField()
    valid_from = models.DateField()
    note = models.CharField(max_length=300, blank=True)  # what changed, in words
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=200)  # unit and post
    is_verified = models.BooleanField(default=False)  # somebody in charge has checked it against the official text
    is_invented = models.BooleanField(default=False)  # demonstration data says so
    source = models.CharField(max_length=200, blank=True)

    accepting_body = models.CharField(max_length=100, blank=True)
    accepting_unit = models.CharField(max_length=60, blank=True, db_collation="C")  # code of a unit, where it is one
    deciding_body = models.CharField(max_length=100, blank=True)
    deciding_unit = models.CharField(max_length=60, blank=True, db_collation="C")
    areas = ArrayField(AreaCodeField(), default=list, blank=True)  # where it is offered; none: everywhere
    functions = ArrayField(  # which centres deal with it; none: every one
        models.CharField(max_length=30, choices=Function), default=list, blank=True
    )
    conditions = models.TextField(max_length=4000, blank=True)
    basis = models.CharField(max_length=300, blank=True)  # the law or rule it stands on
    process = models.TextField(max_length=4000, blank=True)  # a step a line
    result = models.CharField(max_length=200, blank=True)  # what one has in the end
    statutory_amount = models.PositiveSmallIntegerField(null=True, blank=True)  # 法定期限 of the deciding body
    statutory_unit = models.CharField(max_length=20, choices=TimeUnit, blank=True)
    promised_amount = models.PositiveSmallIntegerField(null=True, blank=True)  # 承诺期限
    promised_unit = models.CharField(max_length=20, choices=TimeUnit, blank=True)
    # The clock of the body that receives and passes on.
    receiving_amount = models.PositiveSmallIntegerField(null=True, blank=True)
    receiving_unit = models.CharField(max_length=20, choices=TimeUnit, blank=True)
    is_on_the_spot = models.BooleanField(default=False)  # 当场办结
    is_free = models.BooleanField(default=False)
    fee = models.CharField(max_length=200, blank=True)
    channels = ArrayField(models.CharField(max_length=10, choices=Channel))

    case_kind = models.CharField(max_length=60, blank=True, db_collation="C")  # the kind of matter it opens
    form_code = models.CharField(max_length=60, blank=True, db_collation="C")  # the form it asks
    is_licensing = models.BooleanField(default=False)  # 行政许可法 32: told at once or within five working days
    # Within which everything missing is told, once.
    notice_amount = models.PositiveSmallIntegerField(null=True, blank=True)
    notice_unit = models.CharField(max_length=20, choices=TimeUnit, blank=True)
    is_deemed_accepted = models.BooleanField(default=False)  # where it was not told in time
    takes_later = models.BooleanField(default=False)  # 容缺: its secondary papers may be promised

    outside_system = models.CharField(max_length=100, blank=True)  # of another body, where the matter ends
    outside_hint = models.CharField(max_length=300, blank=True)
    outside_fields = ArrayField(models.CharField(max_length=60), default=list, blank=True)  # keys to be copied over
    fit = models.JSONField(default=list, blank=True)  # rules, as `linli.hall.choosing` reads them; never filtered

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="item_version_once"),
            models.CheckConstraint(condition=_whole("statutory"), name="item_statutory_limit_whole"),
            models.CheckConstraint(condition=_whole("promised"), name="item_promised_limit_whole"),
            models.CheckConstraint(condition=_whole("receiving"), name="item_receiving_limit_whole"),
            models.CheckConstraint(condition=_whole("notice"), name="item_notice_limit_whole"),
            # 优化营商环境条例 37: whoever asks chooses the way; online is never the only one.
            models.CheckConstraint(
                condition=Q(channels__overlap=[Channel.WINDOW, Channel.VISIT, Channel.AGENT]), name="never_online_only"
            ),
            # 行政许可法 32: within five working days, else it counts as accepted.
            models.CheckConstraint(
                condition=Q(is_licensing=False)
                | Q(notice_amount__lte=5, notice_unit=TimeUnit.WORKING_DAYS, is_deemed_accepted=True),
                name="licensing_tells_within_five_days",
            ),
            models.CheckConstraint(condition=Q(is_free=False) | Q(fee=""), name="free_item_has_no_fee"),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.number}"

    def holds_on(self, day: date) -> bool:
        """Whether its day has come; a later version may hold in its place."""
        return self.valid_from <= day


class Recall(Record):
    """A version that was taken back before its day, so that nobody was ever told it."""

    append_only = True

    version = models.OneToOneField("hall.ItemVersion", on_delete=models.PROTECT, related_name="recall")
    at = models.DateTimeField()


class Material(Record):
    """A paper that a version asks for, or that the office fetches itself."""

    append_only = True

    version = models.ForeignKey("hall.ItemVersion", on_delete=models.PROTECT, related_name="materials", db_index=False)
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=40, db_collation="C")  # the same paper keeps it from version to version
    name = models.CharField(max_length=100)
    name_en = models.CharField(max_length=150, blank=True)
    form = models.CharField(max_length=10, choices=MaterialForm)
    copies = models.PositiveSmallIntegerField(default=1)  # how many of each
    takes_electronic = models.BooleanField(default=False)
    is_obtainable = models.BooleanField(default=False)  # from data sharing: it must not be asked for
    obtained_from = models.CharField(max_length=100, blank=True)
    is_secondary = models.BooleanField(default=False)  # may be promised for later (容缺)
    takes_promise = models.BooleanField(default=False)  # a written promise will do instead (告知承诺)
    note = models.CharField(max_length=200, blank=True)
    sample = models.URLField(max_length=300, blank=True)  # blank form or filled-in example

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="material_position_once"),
            models.UniqueConstraint(fields=["version", "code"], name="material_code_once"),
            models.CheckConstraint(condition=~Q(name=""), name="material_has_name"),
            models.CheckConstraint(condition=Q(copies__gte=1, copies__lte=20), name="material_copies_in_reason"),
            # 在线政务服务若干规定: what data sharing gives is not asked for, so nothing of it can come later either.
            models.CheckConstraint(
                condition=Q(is_obtainable=False) | Q(is_secondary=False, takes_promise=False),
                name="obtainable_material_is_not_asked",
            ),
        ]

    def __str__(self) -> str:
        return self.name
