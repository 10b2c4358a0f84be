from django.db import models
from django.utils.translation import pgettext_lazy

GRID_MATTER = "grid_matter"  # the procedure of the matters that the standard lists


class Source(models.TextChoices):
    """The door through which a matter came in."""

    PORTAL = "portal", pgettext_lazy("source", "Portal")
    WINDOW = "window", pgettext_lazy("source", "Window")
    GRID = "grid", pgettext_lazy("source", "Grid")
    HOTLINE = "hotline", pgettext_lazy("source", "Hotline")
    PAPER = "paper", pgettext_lazy("source", "Letter or paper")
    INSPECTION = "inspection", pgettext_lazy("source", "Inspection")
    SENSOR = "sensor", pgettext_lazy("source", "Sensor")
    INTERFACE = "interface", pgettext_lazy("source", "Interface")
    IMPORT = "import", pgettext_lazy("source", "Import")
    INSTRUCTION = "instruction", pgettext_lazy("source", "Leader’s instruction")


class Stage(models.TextChoices):
    """Where a state stands for everybody who counts: running, resting, or over."""

    OPEN = "open", pgettext_lazy("stage", "Open")
    WAITING = "waiting", pgettext_lazy("stage", "Waiting")
    DONE = "done", pgettext_lazy("stage", "Done")


class Verb(models.TextChoices):
    """All that can happen to a case. Each but `erase` is one function in `cases.domain`."""

    OPEN = "open", pgettext_lazy("deed", "Reported")
    ACCEPT = "accept", pgettext_lazy("deed", "Accepted")
    REFUSE = "refuse", pgettext_lazy("deed", "Not accepted")
    RETURN_FOR_MATERIALS = "return_for_materials", pgettext_lazy("deed", "Asked for more")
    SUPPLEMENT = "supplement", pgettext_lazy("deed", "Supplemented")
    ASSIGN = "assign", pgettext_lazy("deed", "Assigned")
    JOIN_UNIT = "join_unit", pgettext_lazy("deed", "Co-handling unit joined")
    RELEASE_UNIT = "release_unit", pgettext_lazy("deed", "Co-handling unit released")
    TRANSFER = "transfer", pgettext_lazy("deed", "Transferred")
    RECLASSIFY = "reclassify", pgettext_lazy("deed", "Kind changed")
    TAKE_BACK = "take_back", pgettext_lazy("deed", "Taken back")
    OBJECT = "object", pgettext_lazy("deed", "Assignment objected to")
    DECIDE_OBJECTION = "decide_objection", pgettext_lazy("deed", "Objection decided")
    REPORT_PROGRESS = "report_progress", pgettext_lazy("deed", "Progress reported")
    PAUSE_CLOCK = "pause_clock", pgettext_lazy("deed", "Clock paused")
    RESUME_CLOCK = "resume_clock", pgettext_lazy("deed", "Clock resumed")
    ASK_EXTENSION = "ask_extension", pgettext_lazy("deed", "Extension asked for")
    EXTEND_LIMIT = "extend_limit", pgettext_lazy("deed", "Limit extended")
    REFUSE_EXTENSION = "refuse_extension", pgettext_lazy("deed", "Extension refused")
    PROPOSE_CLOSURE = "propose_closure", pgettext_lazy("deed", "Closure proposed")
    SEND_BACK = "send_back", pgettext_lazy("deed", "Sent back for rework")
    RECORD_VISIT = "record_visit", pgettext_lazy("deed", "Return visit recorded")
    CLOSE = "close", pgettext_lazy("deed", "Closed")
    REOPEN = "reopen", pgettext_lazy("deed", "Reopened")
    RATE = "rate", pgettext_lazy("deed", "Rated")
    MERGE = "merge", pgettext_lazy("deed", "Merged")
    WITHDRAW = "withdraw", pgettext_lazy("deed", "Withdrawn")
    URGE = "urge", pgettext_lazy("deed", "Urged")
    REMIND = "remind", pgettext_lazy("deed", "Reminded")
    ESCALATE = "escalate", pgettext_lazy("deed", "Escalated")
    LINK = "link", pgettext_lazy("deed", "Linked matter")
    TASK = "task", pgettext_lazy("deed", "Who does it in the grid")
    RECOMPUTE = "recompute", pgettext_lazy("deed", "Limit recomputed")
    ERASE = "erase", pgettext_lazy("deed", "Personal text erased")


# The deeds with which a matter ends: they lead to a state of the stage "done", and no other deed does.
ENDS = frozenset({Verb.CLOSE, Verb.REFUSE, Verb.WITHDRAW, Verb.MERGE, Verb.RECORD_VISIT})
# What happens whatever the procedure says.
BY_ITSELF = frozenset({Verb.OPEN, Verb.REMIND, Verb.ESCALATE, Verb.RECOMPUTE, Verb.ERASE, Verb.LINK, Verb.TASK})


class Outcome(models.TextChoices):
    RESOLVED = "resolved", pgettext_lazy("outcome", "Resolved")
    EXPLAINED = "explained", pgettext_lazy("outcome", "Explained")
    NOT_ACCEPTED = "not_accepted", pgettext_lazy("outcome", "Not accepted")
    MERGED = "merged", pgettext_lazy("outcome", "Merged into another")
    WITHDRAWN = "withdrawn", pgettext_lazy("outcome", "Withdrawn by the reporter")


class Sense(models.TextChoices):
    """In what sense a matter hangs on an earlier one."""

    INSTRUCTION = "instruction", pgettext_lazy("link", "Leader’s instruction")


class Turn(models.TextChoices):
    """What became of a matter as somebody's task in its grid. It changes neither state nor unit nor limit."""

    REFUSED = "refused", pgettext_lazy("task", "Refused by the grid member")
    TAKEN_BACK = "taken_back", pgettext_lazy("task", "The grid member does it after all")
    TAKEN_ON = "taken_on", pgettext_lazy("task", "Taken on in the grid")


class Part(models.TextChoices):
    """In what capacity a person stands in a case."""

    REPORTER = "reporter", pgettext_lazy("part", "Reporter")
    HELPER = "helper", pgettext_lazy("part", "Helper")


class TextPart(models.TextChoices):
    WORDS = "words", pgettext_lazy("text", "Words")
    PLACE = "place", pgettext_lazy("text", "Place")
    NOTE = "note", pgettext_lazy("text", "Note")
    REPLY = "reply", pgettext_lazy("text", "Reply")
    COMMENT = "comment", pgettext_lazy("text", "Comment")


class Clock(models.TextChoices):
    """Whose clock a limit is: the place that receives, or the body that decides."""

    RECEIVER = "receiver", pgettext_lazy("clock", "Receiving place")
    DECIDER = "decider", pgettext_lazy("clock", "Deciding body")


class Subject(models.TextChoices):
    """What is learned from the words of closed cases."""

    UNIT = "unit", pgettext_lazy("lesson", "Unit")
    KIND = "kind", pgettext_lazy("lesson", "Kind")


class Decision(models.TextChoices):
    """What became of an objection to an assignment."""

    MOVED = "moved", pgettext_lazy("objection", "Given to another unit")
    STAYS = "stays", pgettext_lazy("objection", "Stays with the unit")
    LAPSED = "lapsed", pgettext_lazy("objection", "Handed on or over before it was decided")


class BulkAction(models.TextChoices):
    """What can be done to many matters at once."""

    GIVE = "give", pgettext_lazy("bulk", "Give to a unit")
    ACCEPT = "accept", pgettext_lazy("bulk", "Take on")


class Movement(models.TextChoices):
    """What a delta row counts."""

    OPENED = "opened", pgettext_lazy("figure", "Opened")
    CLOSED_ON_TIME = "closed_on_time", pgettext_lazy("figure", "Closed on time")
    CLOSED_LATE = "closed_late", pgettext_lazy("figure", "Closed late")
    REOPENED = "reopened", pgettext_lazy("figure", "Reopened")
    RATED = "rated", pgettext_lazy("figure", "Rated")
    RATED_GOOD = "rated_good", pgettext_lazy("figure", "Rated fairly satisfied or better")
    FILED = "filed", pgettext_lazy("figure", "Filed")
    DISPATCHED = "dispatched", pgettext_lazy("figure", "Dispatched")
    REDIRECTED = "redirected", pgettext_lazy("figure", "Went on to another unit")
    CONCLUDED = "concluded", pgettext_lazy("figure", "Filed and over")
    REWORKED = "reworked", pgettext_lazy("figure", "Closed after rework")
    CONTACT_OWED = "contact_owed", pgettext_lazy("figure", "First contact owed")
    CONTACTED_ON_TIME = "contacted_on_time", pgettext_lazy("figure", "Contacted in time")
    VISITED = "visited", pgettext_lazy("figure", "Called back")
    VISIT_REACHED = "visit_reached", pgettext_lazy("figure", "Reached")
    VISIT_RESOLVED = "visit_resolved", pgettext_lazy("figure", "Said to be resolved")
    VISIT_UNRESOLVED = "visit_unresolved", pgettext_lazy("figure", "Said not to be resolved")
    VISIT_SATISFIED = "visit_satisfied", pgettext_lazy("figure", "Said to be satisfied")
    VISIT_DISSATISFIED = "visit_dissatisfied", pgettext_lazy("figure", "Said not to be satisfied")


class Span(models.IntegerChoices):
    """How many days a roll-up holds: one; a third of a month (旬: from the 1st, the 11th, the 21st); a month."""

    DAY = 1, pgettext_lazy("span", "Day")
    TEN = 10, pgettext_lazy("span", "Third of a month")
    MONTH = 30, pgettext_lazy("span", "Month")
