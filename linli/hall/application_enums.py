"""The words of an application; those of the catalogue are in `enums`."""

from django.db import models
from django.utils.translation import pgettext_lazy


class Standing(models.TextChoices):
    """How it stands with one paper of the check-list."""

    MISSING = "missing", pgettext_lazy("check-list", "Missing")
    RECEIVED = "received", pgettext_lazy("check-list", "Received")
    PROMISED = "promised", pgettext_lazy("check-list", "Promised")
    NOT_NEEDED = "not_needed", pgettext_lazy("check-list", "Not needed")
    OBTAINED = "obtained", pgettext_lazy("check-list", "Fetched by the office")


class HelpKind(models.TextChoices):
    """By what right somebody acts for the applicant. Kept apart, because they are three things in law and one of trust."""

    NONE = "", pgettext_lazy("help", "The applicant in person")
    ERRAND = "errand", pgettext_lazy("help", "Done for them, free of charge")
    AGENCY = "agency", pgettext_lazy("help", "Legal agency")
    GUARDIAN = "guardian", pgettext_lazy("help", "Guardian")
    FAMILY = "family", pgettext_lazy("help", "Family, with consent")


class EndedBy(models.TextChoices):
    """Who ended that somebody helps."""

    APPLICANT = "applicant", pgettext_lazy("help ended by", "The applicant")
    HELPER = "helper", pgettext_lazy("help ended by", "The one who helped")
    STAFF = "staff", pgettext_lazy("help ended by", "The office")


class Verdict(models.TextChoices):
    """What was decided on an application."""

    GRANTED = "granted", pgettext_lazy("verdict", "Granted")
    DENIED = "denied", pgettext_lazy("verdict", "Not granted")


class Way(models.TextChoices):
    """How the result was handed over."""

    WINDOW = "window", pgettext_lazy("delivery", "Collected at the window")
    POST = "post", pgettext_lazy("delivery", "By post")
    ELECTRONIC = "electronic", pgettext_lazy("delivery", "Electronically")
    HOME = "home", pgettext_lazy("delivery", "Brought home")
    HELPER = "helper", pgettext_lazy("delivery", "To whoever helps")


class ConsentState(models.TextChoices):
    """What somebody says to a relative who would act for them."""

    ASKED = "asked", pgettext_lazy("consent", "Asked")
    GIVEN = "given", pgettext_lazy("consent", "Given")
    REFUSED = "refused", pgettext_lazy("consent", "Refused")
    TAKEN_BACK = "taken_back", pgettext_lazy("consent", "Taken back")


class RestCause(models.TextChoices):
    """Why the clocks of an application rest: what 行政许可法 45 does not count, and that the applicant has to say something."""

    HEARING = "hearing", pgettext_lazy("rest", "Hearing")
    TENDER = "tender", pgettext_lazy("rest", "Tender or auction")
    TEST = "test", pgettext_lazy("rest", "Test, inspection or quarantine")
    APPRAISAL = "appraisal", pgettext_lazy("rest", "Appraisal")
    EXPERTS = "experts", pgettext_lazy("rest", "Review by experts")
    APPLICANT = "applicant", pgettext_lazy("rest", "The applicant has to say how it goes on")


# What an office may give as a cause, with the time it takes told in writing; the other one comes about by itself.
GIVEN_CAUSES = tuple(cause for cause in RestCause if cause != RestCause.APPLICANT)
SETTLED = (Standing.RECEIVED, Standing.NOT_NEEDED, Standing.OBTAINED)
# How a resident says that a paper comes.
UPLOAD, BRING, PROMISE = "upload", "bring", "promise"
