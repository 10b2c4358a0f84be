"""The response rate, once for all pages: first contacts in time, of all owed that were made or whose time has run.

What is not due yet is no failure and is not counted. What nobody signed for in time is one: no contact is owed there
yet only because nobody began (docs/decisions/0022-one-response-rate.md).
"""

from datetime import datetime

from django.db.models import Count, Exists, F, OuterRef, Q

from linli.cases.models import CaseLimit
from linli.cases.models.limit import FIRST_CONTACT, SIGNING

CONTACTS = ("owed", "judged", "on_time")


def contact_condition(word: str, at: datetime, *, case: str = "pk") -> Q:
    """What a word of the rate holds of a case; `case`: its column, where another row is asked.

    "judged" is the denominator and "on_time" the numerator; "owed" is all to whom a contact is or was owed.
    """
    limits = CaseLimit.objects.filter(case=OuterRef(case))
    contact = limits.filter(key=FIRST_CONTACT)
    if word == "owed":
        return Q(Exists(contact))
    if word == "on_time":
        return Q(Exists(contact.filter(met_at__lte=F("due_at"))))
    return Q(Exists(contact.filter(~pending(at)))) | Q(Exists(limits.filter(never_signed(at))))


def pending(at: datetime) -> Q:
    """A limit whose time still runs, or rests."""
    return Q(met_at__isnull=True) & (Q(due_at__gte=at) | Q(paused_at__isnull=False))


def never_signed(at: datetime) -> Q:
    return Q(key=SIGNING, met_at__isnull=True, paused_at__isnull=True, due_at__lt=at)


def judged_count(owed: int, cases: Q, at: datetime) -> int:
    """The denominator, from the count of all owed and one statement on the few limits that are not met.

    `cases`: which cases are counted, as a condition on the case of a limit. The cost follows what is not met, never the cases.
    """
    few = CaseLimit.objects.filter(cases, key__in=[FIRST_CONTACT, SIGNING], met_at__isnull=True)
    found = few.aggregate(
        pending=Count("pk", filter=Q(key=FIRST_CONTACT) & pending(at)), unsigned=Count("pk", filter=never_signed(at))
    )
    return owed - int(found["pending"]) + int(found["unsigned"])
