from django.utils.translation import gettext_lazy as _

from linli.common.setting import register_number
from linli.grid.domain.message import old_messages
from linli.grid.domain.task_refusal import old_refusals
from linli.grid.domain.visit import old_visits, stale_consents
from linli.grid.domain.voluntary_post import old_posts
from linli.grid.domain.wish import ended_wishes, unclaimed_wishes

LEAST_DATA = _(
    "Personal Information Protection Law, art. 19: no longer than the purpose needs. The number is our own and unverified."
)


def register_retention() -> None:
    """Say what of grids ages out."""
    register_number(
        "grid.messages_kept_days", _("Messages to grids"), group="retention", default=180, least=30, most=730,
        unit=_("days"), basis=LEAST_DATA, aged=old_messages,
        about=_("Deleted with the answer; a matter that was opened from one stays."),
    )  # fmt: skip
    register_number(
        "grid.visits_kept_days", _("What was found on a visit"), group="retention", default=365, least=30, most=1095,
        unit=_("days"), basis=LEAST_DATA, aged=old_visits,
        about=_("The words are emptied; that there was a visit stays."),
    )  # fmt: skip
    register_number(
        "grid.consents_kept_days", _("Consents to visits under which nobody came"), group="retention", default=730,
        least=90, most=1825, unit=_("days"), basis=LEAST_DATA, aged=stale_consents,
        about=_("Name, address and phone are emptied, and the words of the visits with them."),
    )  # fmt: skip
    register_number(
        "grid.names_kept_days", _("Names of voluntary posts that have ended"), group="retention", default=365, least=30,
        most=1095, unit=_("days"), basis=LEAST_DATA, aged=old_posts,
        about=_("The name is emptied; that the post was held stays."),
    )  # fmt: skip
    register_number(
        "grid.refusals_kept_days", _("Who refused a matter that is over"), group="retention", default=90, least=1,
        most=365, unit=_("days"), basis=LEAST_DATA, aged=old_refusals,
        about=_("Deleted, with who it was. The reason stands in the history of the matter and is erased with its words."),
    )  # fmt: skip
    register_number(
        "grid.wishes_open_days", _("Small wishes that nobody takes on"), group="retention", default=180, least=30,
        most=730, unit=_("days"), basis=LEAST_DATA, aged=unclaimed_wishes,
        about=_("Taken off the page; whoever made the wish is told."),
    )  # fmt: skip
    register_number(
        "grid.wishes_kept_days", _("Small wishes that are over"), group="retention", default=180, least=30, most=730,
        unit=_("days"), basis=LEAST_DATA, aged=ended_wishes, about=_("Deleted, with who took it on."),
    )  # fmt: skip
