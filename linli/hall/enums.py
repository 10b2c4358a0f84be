from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ItemKind(models.TextChoices):
    """Whose matter it is."""

    GOVERNMENT = "government", pgettext_lazy("item", "Government affairs")
    PARTY = "party", pgettext_lazy("item", "Party affairs")
    SERVICE = "service", pgettext_lazy("item", "Public service")


class PowerKind(models.TextChoices):
    """The ten kinds of power (行政权力事项), public service beside them, and what is neither: party affairs."""

    LICENCE = "licence", pgettext_lazy("power", "Licensing")
    PENALTY = "penalty", pgettext_lazy("power", "Penalty")
    COERCION = "coercion", pgettext_lazy("power", "Coercion")
    LEVY = "levy", pgettext_lazy("power", "Levy")
    BENEFIT = "benefit", pgettext_lazy("power", "Benefit")
    INSPECTION = "inspection", pgettext_lazy("power", "Inspection")
    CONFIRMATION = "confirmation", pgettext_lazy("power", "Confirmation")
    REWARD = "reward", pgettext_lazy("power", "Reward")
    RULING = "ruling", pgettext_lazy("power", "Ruling")
    OTHER = "other", pgettext_lazy("power", "Other power")
    SERVICE = "service", pgettext_lazy("power", "Public service")
    NONE = "none", pgettext_lazy("power", "No administrative power")


class Group(models.TextChoices):
    """What in life an item belongs to; the order is that of the list."""

    FAMILY = "family", pgettext_lazy("items", "Birth and family")
    HEALTH = "health", pgettext_lazy("items", "Medical insurance")
    PENSION = "pension", pgettext_lazy("items", "Pension")
    AGE = "age", pgettext_lazy("items", "Old age")
    RELIEF = "relief", pgettext_lazy("items", "Relief and support")
    DISABILITY = "disability", pgettext_lazy("items", "Disability")
    WORK = "work", pgettext_lazy("items", "Work and business")
    VETERANS = "veterans", pgettext_lazy("items", "Veterans")
    HOME = "home", pgettext_lazy("items", "Home and residence")
    LAND = "land", pgettext_lazy("items", "Land and farming")
    FAREWELL = "farewell", pgettext_lazy("items", "Funerals")
    PROOF = "proof", pgettext_lazy("items", "Proof of identity")
    LAW = "law", pgettext_lazy("items", "Law and disputes")
    PARTY = "party", pgettext_lazy("items", "Party members")
    DAILY = "daily", pgettext_lazy("items", "Everyday matters")


class Channel(models.TextChoices):
    """How an item can be asked for. Nobody is made to ask online: another way is always there."""

    WINDOW = "window", pgettext_lazy("channel", "At a window")
    ONLINE = "online", pgettext_lazy("channel", "Online")
    VISIT = "visit", pgettext_lazy("channel", "Home visit")
    AGENT = "agent", pgettext_lazy("channel", "Done for you")


class MaterialForm(models.TextChoices):
    """In which form a paper is asked for."""

    ORIGINAL = "original", pgettext_lazy("material", "Original")
    COPY = "copy", pgettext_lazy("material", "Copy")
    BOTH = "both", pgettext_lazy("material", "Original and copy")


class TimeUnit(models.TextChoices):
    """The units of a limit, with the words of `linli.common.calendar.LimitUnit`."""

    WORKING_DAYS = "working_days", _("working days")
    CALENDAR_DAYS = "calendar_days", _("days")
    MONTHS = "months", _("months")
