from django.db import models
from django.utils.translation import pgettext_lazy


class SideOf(models.TextChoices):
    """Which side, in the order in which they were written down: the first applied, the others are asked; at most six."""

    FIRST = "first", pgettext_lazy("mediation", "the side that applied")
    SECOND = "second", pgettext_lazy("mediation", "the other side")
    THIRD = "third", pgettext_lazy("mediation", "the third side")
    FOURTH = "fourth", pgettext_lazy("mediation", "the fourth side")
    FIFTH = "fifth", pgettext_lazy("mediation", "the fifth side")
    SIXTH = "sixth", pgettext_lazy("mediation", "the sixth side")


class Sort(models.TextChoices):
    """What a dispute is about. It stands in the compartment, never on the matter."""

    NEIGHBOURS = "neighbours", pgettext_lazy("dispute", "Neighbours: noise, water, passage, light")
    FAMILY = "family", pgettext_lazy("dispute", "Family: support, inheritance, marriage")
    HOUSE = "house", pgettext_lazy("dispute", "House: rent, sale, property management")
    LAND = "land", pgettext_lazy("dispute", "Land and boundaries")
    INJURY = "injury", pgettext_lazy("dispute", "Injury and damage")
    DEBT = "debt", pgettext_lazy("dispute", "Money owed, contracts, purchases")
    LABOUR = "labour", pgettext_lazy("dispute", "Wages and work")
    OTHER = "other", pgettext_lazy("dispute", "Something else")


class Answer(models.TextChoices):
    """What a side has said to being asked."""

    ASKED = "asked", pgettext_lazy("mediation", "not answered yet")
    AGREED = "agreed", pgettext_lazy("mediation", "agrees")
    REFUSED = "refused", pgettext_lazy("mediation", "does not agree")
    SOMEBODY_ELSE = "somebody_else", pgettext_lazy("mediation", "says it is somebody else")


class GuestAs(models.TextChoices):
    """In what capacity somebody joins whom all sides agree to."""

    RELATIVE = "relative", pgettext_lazy("guest", "relative or friend")
    NEIGHBOUR = "neighbour", pgettext_lazy("guest", "neighbour or colleague")
    EXPERT = "expert", pgettext_lazy("guest", "somebody who knows the trade or the law")
    RESPECTED = "respected", pgettext_lazy("guest", "somebody whom all respect")


class SessionResult(models.TextChoices):
    """What came of a session."""

    GO_ON = "go_on", pgettext_lazy("session", "goes on another day")
    AGREED = "agreed", pgettext_lazy("session", "all agree")
    NOT_AGREED = "not_agreed", pgettext_lazy("session", "they do not agree")
    NOT_HELD = "not_held", pgettext_lazy("session", "did not take place")


class AgreementForm(models.TextChoices):
    """How an agreement is made: by mouth and noted, or in writing and signed."""

    WRITTEN = "written", pgettext_lazy("agreement", "written, signed by all sides and the mediator")
    ORAL = "oral", pgettext_lazy("agreement", "by mouth, noted by the mediator")


class Kept(models.TextChoices):
    """What a return visit finds."""

    KEPT = "kept", pgettext_lazy("return visit", "kept")
    PARTLY = "partly", pgettext_lazy("return visit", "kept in part")
    BROKEN = "broken", pgettext_lazy("return visit", "not kept")
    UNREACHED = "unreached", pgettext_lazy("return visit", "nobody could be reached")


class LookReason(models.TextChoices):
    """Why somebody who is no party opens a matter. A closed list: words typed freely would carry its content out."""

    TAKE_ON = "take_on", pgettext_lazy("look", "to decide whether it can be mediated")
    NAME = "name", pgettext_lazy("look", "to name a mediator without a conflict")
    RECORD = "record", pgettext_lazy("look", "to note what a side has said")
    CALL = "call", pgettext_lazy("look", "to speak with a side")
    COMPLAINT = "complaint", pgettext_lazy("look", "a side has complained about the mediation")
    AUDIT = "audit", pgettext_lazy("look", "audit")
