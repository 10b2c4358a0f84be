from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CentresConfig(AppConfig):
    """What everybody reads of a centre, how its rooms are booked, and how its manager looks after it."""

    name = "linli.centres"
    label = "centres"

    def ready(self) -> None:
        from linli.bookings.pages import register_booking_page
        from linli.bookings.queries.visits import MAY_GO
        from linli.bookings.rules import MAY_RECEIVE
        from linli.centres.domain.photo import HOLDER
        from linli.centres.queries.address import (
            booking_path,
            describe_bookings,
            describe_places,
            duties_path,
            page_of_booking,
            resource_path,
        )
        from linli.centres.queries.current import disclosures_current, grids_path, grids_with_place, lapsed_path
        from linli.centres.queries.duties import lapsed_of
        from linli.centres.queries.visited import serve_visited, visited
        from linli.centres.rules import MAY_SEE_STALE, may_see_photo
        from linli.centres.settings import register_settings
        from linli.common.area_shares import AreaShare, register_share
        from linli.common.patterns import register_pattern
        from linli.common.surfaces import Entry, register_entry
        from linli.documents.holders import register_holder
        from linli.notices.texts import register_group, register_place, register_text
        from linli.people.subjects import register_subject
        from linli.places.counter import register_counter_visits

        register_entry(
            Entry(_("Centres"), "centres:desk", "hall", order=20, roles=frozenset(MAY_RECEIVE),
                  about=_("Hours, rooms, windows and bookings of the centres, and which grids have their place.")),
        )  # fmt: skip
        register_entry(
            Entry(_("To renew"), "centres:duties", "hall", order=21, roles=frozenset(MAY_SEE_STALE), tally=lapsed_of,
                  about=_("Which disclosures of the centres are older than their rule, by town and kind.")),
        )  # fmt: skip
        register_entry(
            Entry(_("Home visits"), "centres:visits", "hall", order=22, roles=frozenset(MAY_GO | MAY_RECEIVE),
                  about=_("The day of the visiting team: in the order of the way, with who goes.")),
        )  # fmt: skip
        register_settings()
        register_share(
            AreaShare("disclosures", _("Disclosures up to date"),
                      _("centres of which all four disclosures are within their rule, of all centres; as the duty calendar has them this morning"),
                      disclosures_current, lapsed_path, frozenset(MAY_SEE_STALE), order=10),
        )  # fmt: skip
        register_share(
            AreaShare("grids_with_place", _("Grids with their place"), _("grids that an open place serves, of all active grids"),
                      grids_with_place, grids_path, frozenset(MAY_SEE_STALE), order=20),
        )  # fmt: skip
        for name, title in (
            ("place-photos", pgettext_lazy("component", "Photos of a place")),
            ("activity-plan", pgettext_lazy("component", "Activity plan")),
            ("visit-route", pgettext_lazy("component", "Way of a visiting team")),
            ("door-word", pgettext_lazy("component", "Code at the door")),
        ):
            register_pattern(name, title, "hall")
        register_group("centres", _("Centres"))
        for topic, subject, body in (
            ("stale", _("To renew: %(place)s"), _("%(count)s of the four disclosures are older than their rule, or missing.")),
            ("stale_in_town", _("Centres of your town have something to renew"),
             _("%(count)s disclosures in %(centres)s centres are overdue; their managers were told a while ago.")),
        ):  # fmt: skip
            register_text(f"centres.{topic}", subject=subject, body=body, group="centres")
        register_place("duties", duties_path)
        register_holder(HOLDER, may_see_photo)
        register_booking_page(page_of_booking)
        register_counter_visits(visited, serve_visited)
        register_place("booking", booking_path)
        register_place("resource", resource_path)
        register_subject("place", describe_places)
        register_subject("booking", describe_bookings)
