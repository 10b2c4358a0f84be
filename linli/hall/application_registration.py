"""What applications put on the surfaces and into the floors below; called by the app's `ready`."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


def register_applications() -> None:
    from linli.cases.enums import Verb
    from linli.cases.own_page import OwnPage, register_own_page
    from linli.common.patterns import register_pattern
    from linli.common.setting import register_number
    from linli.common.surfaces import Entry, register_entry
    from linli.documents.holders import register_holder
    from linli.hall.application_rules import MAY_READ, MAY_RECEIVE
    from linli.hall.domain.application import DRAFT_HOLDER, PROCEDURE
    from linli.hall.domain.attending import attend, erase
    from linli.hall.queries.application import application_path, may_see_draft
    from linli.notices.texts import register_group, register_place, register_text
    from linli.places.counter import CounterDeed, register_counter_deed

    own = frozenset(
        {Verb.ACCEPT, Verb.RETURN_FOR_MATERIALS, Verb.SUPPLEMENT, Verb.REFUSE, Verb.ASSIGN, Verb.REPORT_PROGRESS,
         Verb.PROPOSE_CLOSURE, Verb.CLOSE}
    )  # fmt: skip
    register_pattern("copy-field", pgettext_lazy("component", "Value to copy"), "hall")
    register_own_page(PROCEDURE, OwnPage(application_path, attend, erase, own))
    register_holder(DRAFT_HOLDER, may_see_draft)
    register_counter_deed(
        CounterDeed(_("Take an application"), "hall:new-application", frozenset(MAY_RECEIVE), order=10)
    )
    register_entry(Entry(pgettext_lazy("navigation", "Applications"), "hall:applications", "hall", order=10, roles=frozenset(MAY_READ),
                         about=_("What was applied for: papers, both clocks, decision and delivery.")))  # fmt: skip
    register_number(
        "hall.drafts_kept_days", _("Applications that were begun and not sent"), group="retention", default=30, least=2,
        most=180, unit=_("days"), basis=_("Our own rule: nobody asked us to keep them."),
        about=_("Removed with their files. What was sent belongs to its matter and stays with it."), aged=old_drafts,
    )  # fmt: skip
    register_group("hall", _("Applications"))
    register_place("consent", lambda _key, _is_staff: "/me/consents/")
    register_text(
        "application.for_you", subject=_("%(item)s was applied for in your name"),
        body=_("Somebody who helps you has sent it. See who, by what right, and how it goes on with your matters."),
        group="hall",
    )  # fmt: skip
    register_text(
        "consent.asked", subject=_("Somebody asks to apply for you"),
        body=_("Nothing is done unless you agree. You can take it back at any time."), group="hall",
    )  # fmt: skip
    register_text(
        "consent.decided", subject=_("Whom you may act for: %(decision)s"),
        body=_("You find it with the people you may act for."), group="hall",
    )  # fmt: skip


def old_drafts(after_days: int, *, at: datetime | None = None) -> QuerySet[Any]:
    """Drafts that nobody has gone on with for so many days."""
    from linli.hall.models import ApplicationDraft

    return ApplicationDraft.objects.filter(touched_at__lt=(at or now()) - timedelta(days=after_days))
