from django.db import models
from django.utils.translation import gettext_lazy as _


class AreaLevel(models.TextChoices):
    """The level of a division; each has its own length of code."""

    PROVINCE = "province", _("Province")
    PREFECTURE = "prefecture", _("Prefecture")
    COUNTY = "county", _("County or city")
    TOWN = "town", _("Town or subdistrict")
    VILLAGE = "village", _("Village or community")
    GRID = "grid", _("Grid")


class AreaKind(models.TextChoices):
    """What sort of town or village it is; the levels above have none."""

    STREET = "street", _("Subdistrict")
    TOWN = "town", _("Town")
    FARM = "farm", _("Overseas Chinese farm")
    URBAN_COMMUNITY = "urban_community", _("Urban community")
    VILLAGE = "village", _("Village")
    QUASI_URBAN_COMMUNITY = "quasi_urban_community", _("Quasi-community")
    QUASI_VILLAGE = "quasi_village", _("Quasi-village")
    GRID = "grid", _("Grid")


class Datum(models.TextChoices):
    """The frame in which coordinates were delivered; we keep WGS-84."""

    WGS84 = "wgs84", _("WGS-84")
    CGCS2000 = "cgcs2000", _("CGCS2000")
    GCJ02 = "gcj02", _("GCJ-02 (AMap, Tencent)")
    BD09 = "bd09", _("BD-09 (Baidu)")


class Reason(models.TextChoices):
    """Why a point was given to an area, or to none."""

    GRID = "grid", _("The point lies inside grid %(name)s.")
    BORDER = "border", _("The point lies on a border; of the grids that meet there, %(name)s has the smallest code.")
    NO_GRID = "no_grid", _("The point lies in %(name)s; no grid is drawn there.")
    NO_VILLAGE = "no_village", _("The point lies in %(name)s; no village is drawn there.")
    OUTSIDE = "outside", _("The point lies outside the county; the nearest area is %(name)s, %(metres)s m away.")
    NOWHERE = "nowhere", _("These coordinates are no place on earth: longitude and latitude may be exchanged.")
    NO_BOUNDARIES = "no_boundaries", _("No boundaries are loaded, so a point cannot be placed.")


class Rejection(models.TextChoices):
    """Why a feature of a boundary file was not taken."""

    NO_SUCH_AREA = "no_such_area", _("no such area")
    WRONG_LEVEL = "wrong_level", _("a code of another level")
    CLOSED = "closed", _("the area is closed")
    TWICE = "twice", _("the code stands twice in the file")
    NO_POLYGON = "no_polygon", _("no polygon")
    EXCHANGED = "exchanged", _("longitude and latitude are exchanged")
    NOT_DEGREES = "not_degrees", _("not in degrees, and the file names no projection")
    INVALID = "invalid", _("an outline that crosses itself and could not be mended")
    OUTSIDE = "outside", _("reaches too far out of the county")


class Fault(models.TextChoices):
    """What a look over the boundaries can find."""

    GAP = "gap", _("Gap")
    OVERLAP = "overlap", _("Overlap")
    BEYOND = "beyond", _("Beyond its parent")
    MISSING = "missing", _("No boundary")
