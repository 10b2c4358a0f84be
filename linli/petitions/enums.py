from django.db import models
from django.utils.translation import pgettext_lazy


class Way(models.TextChoices):
    """How it came (信访工作条例 17)."""

    ONLINE = "online", pgettext_lazy("petition", "Written here")
    LETTER = "letter", pgettext_lazy("petition", "Letter")
    VISIT = "visit", pgettext_lazy("petition", "Visit")
    CALL = "call", pgettext_lazy("petition", "Telephone")


class Aim(models.TextChoices):
    """What is wanted (29–31): only a claim that was answered is reviewed (35 speaks of the opinion on it)."""

    CLAIM = "claim", pgettext_lazy("petition", "Asks for something, or complains of a decision")
    SUGGESTION = "suggestion", pgettext_lazy("petition", "Suggests something")
    REPORT = "report", pgettext_lazy("petition", "Reports what somebody has done")


class Round(models.TextChoices):
    """Which time it is decided (34, 35, 36)."""

    FIRST = "first", pgettext_lazy("petition", "First answer")
    REVIEW = "review", pgettext_lazy("petition", "Review")
    REEXAMINATION = "reexam", pgettext_lazy("petition", "Re-examination")


class Verdict(models.TextChoices):
    """The three opinions of article 32; a review upholds, changes or returns (unverified wording)."""

    SUPPORTED = "supported", pgettext_lazy("petition", "Supported")
    EXPLAINED = "explained", pgettext_lazy("petition", "Reasonable, but without a ground in law: explained")
    NOT_SUPPORTED = "not_supported", pgettext_lazy("petition", "Not supported")


class Part(models.TextChoices):
    """What was said beside the petition itself, sealed with it."""

    ROUTING = "routing", pgettext_lazy("petition note", "On passing it on")
    DECLINED = "declined", pgettext_lazy("petition note", "Why it is not accepted")
    OBJECTION = "objection", pgettext_lazy("petition note", "Why it is for another body")
    DECISION = "decision", pgettext_lazy("petition note", "On the objection")
    MORE_TIME = "more_time", pgettext_lazy("petition note", "Why more time is needed")
    TIME_DECIDED = "time_decided", pgettext_lazy("petition note", "On the time asked for")
    RATED = "rated", pgettext_lazy("petition note", "With the grade")


class Pressure(models.TextChoices):
    """How a unit is brought to act (信访工作条例 14, 40): asked for haste first, then supervised with suggestions."""

    URGE = "urge", pgettext_lazy("petition pressure", "Urged")
    SUPERVISE = "supervise", pgettext_lazy("petition pressure", "Supervised")


class Fault(models.TextChoices):
    """What a unit is urged for: the closed list of article 40."""

    LATE = "late", pgettext_lazy("petition fault", "A limit has passed")
    EVADED = "evaded", pgettext_lazy("petition fault", "It is evaded, dragged out, or dealt with for show")
    BY_NO_RULE = "by_no_rule", pgettext_lazy("petition fault", "It was not taken on or dealt with by the rules")
    UNTRUE = "untrue", pgettext_lazy("petition fault", "What was said of it is not true")
    NOT_DONE = "not_done", pgettext_lazy("petition fault", "What was answered is not carried out")


class Handed(models.TextChoices):
    """How the answer reached whoever petitioned."""

    ONLINE = "online", pgettext_lazy("petition", "opened here and confirmed")
    COUNTER = "counter", pgettext_lazy("petition", "handed over and signed for")
    POST = "post", pgettext_lazy("petition", "by post, signed for")
