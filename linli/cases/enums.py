from django.db import models
from django.utils.translation import gettext_lazy as _


class Source(models.TextChoices):
    """The door through which a matter came in."""

    PORTAL = "portal", _("Portal")
    WINDOW = "window", _("Window")
    GRID = "grid", _("Grid")
    HOTLINE = "hotline", _("Hotline")
    PAPER = "paper", _("Letter or paper")
    INSPECTION = "inspection", _("Inspection")
    SENSOR = "sensor", _("Sensor")
    INTERFACE = "interface", _("Interface")
    IMPORT = "import", _("Import")


class Stage(models.TextChoices):
    """Where a state stands for everybody who counts: running, resting, or over."""

    OPEN = "open", _("Open")
    WAITING = "waiting", _("Waiting")
    DONE = "done", _("Done")


class Verb(models.TextChoices):
    """All that can happen to a case. Each but `erase` is one function in `cases.domain`."""

    OPEN = "open", _("Reported")
    ACCEPT = "accept", _("Accepted")
    REFUSE = "refuse", _("Not accepted")
    RETURN_FOR_MATERIALS = "return_for_materials", _("Asked for more")
    SUPPLEMENT = "supplement", _("Supplemented")
    ASSIGN = "assign", _("Assigned")
    JOIN_UNIT = "join_unit", _("Co-handling unit joined")
    TRANSFER = "transfer", _("Transferred")
    REPORT_PROGRESS = "report_progress", _("Progress reported")
    PAUSE_CLOCK = "pause_clock", _("Clock paused")
    RESUME_CLOCK = "resume_clock", _("Clock resumed")
    ASK_EXTENSION = "ask_extension", _("Extension asked for")
    EXTEND_LIMIT = "extend_limit", _("Limit extended")
    REFUSE_EXTENSION = "refuse_extension", _("Extension refused")
    PROPOSE_CLOSURE = "propose_closure", _("Closure proposed")
    SEND_BACK = "send_back", _("Sent back for rework")
    RECORD_VISIT = "record_visit", _("Return visit recorded")
    CLOSE = "close", _("Closed")
    REOPEN = "reopen", _("Reopened")
    RATE = "rate", _("Rated")
    MERGE = "merge", _("Merged")
    WITHDRAW = "withdraw", _("Withdrawn")
    URGE = "urge", _("Urged")
    REMIND = "remind", _("Reminded")
    ESCALATE = "escalate", _("Escalated")
    RECOMPUTE = "recompute", _("Limit recomputed")
    ERASE = "erase", _("Personal text erased")


class Outcome(models.TextChoices):
    RESOLVED = "resolved", _("Resolved")
    EXPLAINED = "explained", _("Explained")
    NOT_ACCEPTED = "not_accepted", _("Not accepted")
    MERGED = "merged", _("Merged into another")
    WITHDRAWN = "withdrawn", _("Withdrawn by the reporter")


class Grade(models.IntegerChoices):
    """Rating of government service 好差评: five grades, the two lowest are followed up (国办发〔2019〕51号, unverified)."""

    VERY_DISSATISFIED = 1, _("Very dissatisfied")
    DISSATISFIED = 2, _("Dissatisfied")
    FAIR = 3, _("Fairly satisfied")
    SATISFIED = 4, _("Satisfied")
    VERY_SATISFIED = 5, _("Very satisfied")


class Part(models.TextChoices):
    """In what capacity a person stands in a case."""

    REPORTER = "reporter", _("Reporter")
    HELPER = "helper", _("Helper")


class TextPart(models.TextChoices):
    WORDS = "words", _("Words")
    PLACE = "place", _("Place")
    NOTE = "note", _("Note")
    REPLY = "reply", _("Reply")
    COMMENT = "comment", _("Comment")


class Clock(models.TextChoices):
    """Whose clock a limit is: the place that receives, or the body that decides."""

    RECEIVER = "receiver", _("Receiving place")
    DECIDER = "decider", _("Deciding body")


class Movement(models.TextChoices):
    """What a delta row counts."""

    OPENED = "opened", _("Opened")
    CLOSED_ON_TIME = "closed_on_time", _("Closed on time")
    CLOSED_LATE = "closed_late", _("Closed late")
    REOPENED = "reopened", _("Reopened")
    RATED = "rated", _("Rated")
    RATED_GOOD = "rated_good", _("Rated fairly satisfied or better")
