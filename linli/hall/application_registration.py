"""What applications put on the surfaces and into the floors below; called by the app's `ready`."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

PURPOSE = "item"  # of a form that an item asks


def register_applications() -> None:
    from linli.cases.enums import Verb
    from linli.cases.own_page import OwnPage, register_own_page
    from linli.common.patterns import register_pattern
    from linli.common.setting import register_number
    from linli.common.surfaces import Entry, register_entry
    from linli.documents.holders import register_holder, register_waiting
    from linli.forms.fillers import register_filler
    from linli.hall.application_rules import MAY_READ, MAY_READ_ARCHIVE, MAY_RECEIVE
    from linli.hall.domain.application import DRAFT_HOLDER, PROCEDURE
    from linli.hall.domain.attending import attend, erase
    from linli.hall.domain.counter_draft import KEPT
    from linli.hall.queries.application import application_path, may_see_draft
    from linli.notices.texts import register_group, register_place, register_text
    from linli.places.counter import CounterDeed, register_counter_deed

    own = frozenset(
        {Verb.ACCEPT, Verb.RETURN_FOR_MATERIALS, Verb.SUPPLEMENT, Verb.REFUSE, Verb.ASSIGN, Verb.REPORT_PROGRESS,
         Verb.PROPOSE_CLOSURE, Verb.CLOSE, Verb.PAUSE_CLOCK, Verb.RESUME_CLOCK}
    )  # fmt: skip
    register_pattern("copy-field", pgettext_lazy("component", "Value to copy"), "hall")
    register_own_page(PROCEDURE, OwnPage(application_path, attend, erase, own))
    register_holder(DRAFT_HOLDER, may_see_draft)
    register_counter_deed(
        CounterDeed(_("Take an application"), "hall:new-application", frozenset(MAY_RECEIVE), order=10)
    )
    register_entry(Entry(pgettext_lazy("navigation", "Applications"), "hall:applications", "hall", order=10, roles=frozenset(MAY_READ),
                         about=_("What was applied for: papers, both clocks, decision and delivery.")))  # fmt: skip
    register_entry(Entry(pgettext_lazy("applications", "Archive"), "hall:archive", "hall", order=14, roles=frozenset(MAY_READ_ARCHIVE),
                         about=_("Applications that are over; opened with a reason, which is on record.")))  # fmt: skip
    register_number(
        "hall.drafts_kept_days", _("Applications that were begun and not sent"), group="retention", default=30, least=2,
        most=180, unit=_("days"), basis=_("Our own rule: nobody asked us to keep them."),
        about=_("Removed with their files. What was sent belongs to its matter and stays with it."), aged=old_drafts,
    )  # fmt: skip
    register_number(
        KEPT, _("What clerks have begun to take down and not sent"), group="retention", default=3, least=1, most=30,
        unit=_("days"), basis=_("Our own rule: long enough to go on after a crash or a weekend."),
        about=_("Removed with its files."), aged=old_counter_drafts,
    )  # fmt: skip
    register_filler(PURPOSE, apply_path)
    register_waiting(waiting_baskets)
    register_group("hall", _("Applications"))
    register_place("consent", lambda _key, _is_staff: "/me/consents/")
    register_text(
        "application.for_you", subject=_("%(item)s was applied for in your name"),
        body=_("Somebody who helps you has sent it. See who, by what right, and how it goes on with your matters."),
        group="hall",
    )  # fmt: skip
    _register_help_texts()
    for topic, subject, body in (
        ("application.outside_soon", _("%(item)s: %(body)s is due on %(due_on)s"),
         _("It waits there. Ask how it stands, and bring the result back once it is there.")),
        ("application.outside_late", _("%(item)s: %(body)s was due on %(due_on)s, and no result is here"),
         _("Ask there and write down what they say; the applicant sees that it waits, and for whom.")),
    ):  # fmt: skip
        register_text(topic, subject=subject, body=body, group="hall")
    register_text(
        "consent.asked", subject=_("Somebody asks to apply for you"),
        body=_("Nothing is done unless you agree. You can take it back at any time."), group="hall",
    )  # fmt: skip
    register_text(
        "consent.decided", subject=_("Whom you may act for: %(decision)s"),
        body=_("You find it with the people you may act for."), group="hall",
    )  # fmt: skip


def _register_help_texts() -> None:
    """Each time somebody begins, changes or ends to act for an applicant, those concerned are told."""
    from linli.notices.texts import register_text

    for topic, subject, body in (
        ("application.helper_set", _("%(item)s: somebody does it for you"),
         _("Free of charge. See who it is with your matter, and say so there if you do not want it.")),
        ("application.helper_changed", _("%(item)s: somebody else does it for you now"),
         _("Free of charge. See who it is with your matter, and say so there if you do not want it.")),
        ("application.helper_gone", _("%(item)s: nobody does it for the applicant any more"),
         _("It goes on. Originals that are still out stand on the list until they are back.")),
        ("application.you_help", _("You do it for somebody: %(item)s"),
         _("You find it under your applications. If you cannot, say so there.")),
        ("application.help_over", _("%(item)s: you no longer act for the applicant"),
         _("Bring back any originals that you still have; the list stands with the place that received it.")),
        ("application.stopped", _("%(item)s: the applicant does not want whoever acted for them"),
         _("It stands still. Ask the applicant how it goes on, and see that originals go back.")),
        ("application.gone_on", _("%(item)s: it goes on without whoever helped"),
         _("The applicant goes on by themselves.")),
    ):  # fmt: skip
        register_text(topic, subject=subject, body=body, group="hall")


def waiting_baskets() -> "QuerySet[Any, Any]":
    """The files of what clerks are taking down wait with it."""
    from linli.hall.models import CounterDraft

    return CounterDraft.objects.filter(basket__isnull=False).values_list("basket", flat=True)


def apply_path(code: str) -> str:
    """Where a saved form of an item is gone on with; "" where the item is not applied for online any more."""
    from linli.hall.queries.item import item_of

    item = item_of(code)
    is_there = item is not None and item.is_offered and item.current is not None and item.current.has_online
    return reverse("hall:apply", args=[code]) if is_there else ""


def old_counter_drafts(after_days: int, *, at: datetime | None = None) -> QuerySet[Any]:
    """What clerks have not gone on with for so many days."""
    from linli.hall.models import CounterDraft

    return CounterDraft.objects.filter(touched_at__lt=(at or now()) - timedelta(days=after_days))


def old_drafts(after_days: int, *, at: datetime | None = None) -> QuerySet[Any]:
    """Drafts that nobody has gone on with for so many days."""
    from linli.hall.models import ApplicationDraft

    return ApplicationDraft.objects.filter(touched_at__lt=(at or now()) - timedelta(days=after_days))
