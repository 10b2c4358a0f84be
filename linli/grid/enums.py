from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class VoluntaryKind(models.TextChoices):
    """What somebody is in a grid of their own will; never with the rights of staff."""

    PARTY_MEMBER = "party_member", _("Party member in work")
    ENTERPRISE = "enterprise", _("Partner: enterprise")
    UNIT = "unit", _("Partner: unit")
    SOCIAL_ORGANISATION = "social_organisation", _("Partner: social organisation")
    MERCHANT = "merchant", _("Partner: merchant")
    COURIER = "courier", _("Mobile grid member: courier")
    RIDER = "rider", _("Mobile grid member: rider")


# Membership of a party is treated as sensitive (domain rule of our own): what may be counted, filtered and exported is this.
COUNTED = tuple(kind for kind in VoluntaryKind if kind != VoluntaryKind.PARTY_MEMBER)
ORGANISATIONS = frozenset(
    {VoluntaryKind.ENTERPRISE, VoluntaryKind.UNIT, VoluntaryKind.SOCIAL_ORGANISATION, VoluntaryKind.MERCHANT}
)


class ConsentWay(models.TextChoices):
    """How somebody agreed."""

    WRITTEN = "written", pgettext_lazy("consent", "In writing")
    SPOKEN = "spoken", pgettext_lazy("consent", "In person, before staff")
    TELEPHONE = "telephone", pgettext_lazy("consent", "By telephone")


class WorkingTime(models.TextChoices):
    FULL = "full", _("Full time")
    PART = "part", _("Part time")


class StandIn(models.TextChoices):
    """By which rule somebody answers for a grid on a day; the order is the rule."""

    MEMBER = "member", _("Holds the post of grid member.")
    SUBSTITUTE = "substitute", _("Stands in for the grid member on these days.")
    GRID_HEAD = "grid_head", _("Nobody holds the post of grid member: its work comes to the grid head.")
    MANAGER = "manager", _("No grid member and no grid head: the work comes to the head of the centre.")
    DISPATCHER = "dispatcher", _("Nobody in the village: the work comes to the dispatcher of the town.")
    NOBODY = "nobody", _("Nobody holds a post from which this grid could be looked after.")


class ChangeKind(models.TextChoices):
    """What can be done to a grid as ground."""

    RENAMED = "renamed", _("Renamed")
    MERGED = "merged", _("Merged into")
    SPLIT = "split", _("Split into")
    MOVED = "moved", _("Moved, from then on")


class DrawnDeed(models.TextChoices):
    """What is drawn on the map."""

    SPLIT = "split", _("Split the grid by a line")
    EDGE = "edge", _("Move corners; neighbours move with them")
    NEW = "new", _("A new grid in ground that has none")


class RefusalGround(models.TextChoices):
    """Why a grid member does not take on a matter; a few words of their own stand beside it."""

    NOT_MY_DUTY = "not_my_duty", pgettext_lazy("refusal", "Not among my duties")
    DANGEROUS = "dangerous", pgettext_lazy("refusal", "It is dangerous")
    BEYOND_ME = "beyond_me", pgettext_lazy("refusal", "Beyond what I can do")
    ON_LEAVE = "on_leave", pgettext_lazy("refusal", "I am on leave")
    RELATED = "related", pgettext_lazy("refusal", "I am close to somebody concerned")
    OTHER = "other", pgettext_lazy("refusal", "Another reason")


class WishState(models.TextChoices):
    """How a small wish stands. Only an open one is on the page of its grid, by its words alone."""

    WAITING = "waiting", pgettext_lazy("wish", "to be looked over")
    OPEN = "open", pgettext_lazy("wish", "on the page of the grid")
    CLAIMED = "claimed", pgettext_lazy("wish", "taken on")
    DONE = "done", pgettext_lazy("wish", "fulfilled")
    REFUSED = "refused", pgettext_lazy("wish", "not put up")
    WITHDRAWN = "withdrawn", pgettext_lazy("wish", "taken back")
    EXPIRED = "expired", pgettext_lazy("wish", "taken down after half a year")


class FileKind(models.TextChoices):
    XLSX = "xlsx", "XLSX"
    GEOJSON = "geojson", "GeoJSON"
