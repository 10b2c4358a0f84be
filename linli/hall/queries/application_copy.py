"""What of an application is carried over into the system in which it ends: the keys that the item names, with their values."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from linli.cases.queries.detail import reporter_of
from linli.cases.rules import may_see_persons
from linli.hall.queries.answers import answered
from linli.hall.queries.application import ApplicationPage

USUAL = ("name", "identity", "phone")


@dataclass(frozen=True)
class CopyLine:
    """One value with what it is called."""

    name: str
    label: str
    value: str


def may_copy(found: ApplicationPage) -> bool:
    """Where it ends in another system, for those who take it there and may see persons at all."""
    is_there = bool(found.application.version.outside_system or found.application.outside_body)
    return is_there and found.may_mark and may_see_persons(found.reader, found.case)


def may_read_answers(found: ApplicationPage) -> bool:
    """Whoever takes it down and whoever decides read what was answered, by a recorded look."""
    return bool(found.answers) and found.may_look and may_see_persons(found.reader, found.case)


def copy_lines(found: ApplicationPage) -> list[CopyLine]:
    """The values by the keys of the item; the applicant's own where it names none. What nobody gave is left out."""
    party = reporter_of(found.page)
    labels = {"name": _("Name of the applicant"), "identity": _("Number of the identity card"), "phone": _("Telephone")}
    known = {key: (labels[key], getattr(party, key) if party else "") for key in USUAL}
    known |= {one.name: (one.question, one.text) for one in answered(found.application)}
    keys = found.application.version.outside_fields or USUAL
    return [CopyLine(key, *known[key]) for key in keys if key in known and known[key][1]]
