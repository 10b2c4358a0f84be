from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Role(models.TextChoices):
    """What a post is for. A resident is whoever signs in without a post."""

    GRID_MEMBER = "grid_member", _("Grid member")
    GRID_HEAD = "grid_head", _("Grid head")
    CLERK = "clerk", _("Window clerk")
    MANAGER = "manager", _("Centre manager")
    DISPATCHER = "dispatcher", _("Dispatcher")
    OFFICER = "officer", _("Department officer")
    OPERATOR = "operator", _("Hotline operator")
    SUPERVISOR = "supervisor", _("Supervisor")
    LEADER = "leader", _("Leader")
    MEDIATOR = "mediator", _("Mediator")
    MEDIATION_HEAD = "mediation_head", _("Head of a mediation committee")
    AUDITOR = "auditor", _("Auditor")
    ADMINISTRATOR = "administrator", _("Administrator")


class UnitKind(models.TextChoices):
    DEPARTMENT = "department", _("Department")
    TOWN_OFFICE = "town_office", _("Town or subdistrict office")
    VILLAGE_OFFICE = "village_office", _("Village or community committee")
    HOTLINE = "hotline", _("Hotline")
    CITY_OFFICE = "city_office", _("City governance centre")
    PARTNER = "partner", _("Partner")


class IdentityKind(models.TextChoices):
    """Papers by which a person may be known. Fuqing is a home of emigrants: foreign papers are taken."""

    RESIDENT_ID = "resident_id", _("Resident identity card")
    PASSPORT = "passport", _("Passport")
    HK_MACAU_PERMIT = "hk_macau_permit", _("Mainland travel permit for Hong Kong and Macau residents")
    TAIWAN_PERMIT = "taiwan_permit", _("Mainland travel permit for Taiwan residents")
    FOREIGN_PERMIT = "foreign_permit", _("Foreign permanent resident identity card")


class PersonalField(models.TextChoices):
    """What of a person is masked and can be looked at."""

    NAME = "name", pgettext_lazy("person", "Name")
    PHONE = "phone", _("Phone")
    IDENTITY = "identity", _("Identity number")
    EMAIL = "email", _("E-mail")
    ADDRESS = "address", _("Address")
    WORDS = "words", _("Words as written")
    REPORTER = "reporter", _("Name and telephone")
    ANSWERS = "answers", pgettext_lazy("looked at", "Answers in the form")
    ARCHIVE = "archive", pgettext_lazy("looked at", "Archive")
    MEDIATION = "mediation", pgettext_lazy("looked at", "Mediation")
