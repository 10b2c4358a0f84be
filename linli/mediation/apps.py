from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MediationConfig(AppConfig):
    """Disputes settled by a mediator whom all sides accept, in a compartment of its own."""

    name = "linli.mediation"
    label = "mediation"

    def ready(self) -> None:
        from linli.bookings.hearing import register_change_hearer
        from linli.cases.compartments import register_compartment
        from linli.common.surfaces import Entry, Help, register_entry, register_help
        from linli.documents.holders import register_holder
        from linli.mediation import exchange
        from linli.mediation.domain.session import follow_booking
        from linli.mediation.queries.address import capacities, describe_mediations, may_see_files, mediation_path
        from linli.mediation.queries.mediations import count_to_do
        from linli.mediation.retention import register_settings
        from linli.mediation.rules import AT_THE_DESK, MAY_COUNT, MAY_TYPE, SUBJECT
        from linli.mediation.words import register_words
        from linli.notices.texts import register_place
        from linli.people.enums import Role
        from linli.people.subjects import register_subject
        from linli.places.counter import CounterDeed, register_counter_deed

        register_compartment("mediation", capacities)
        register_holder(SUBJECT, may_see_files)
        register_subject(SUBJECT, describe_mediations)
        register_place(SUBJECT, mediation_path)
        register_words()
        register_change_hearer(follow_booking)
        register_settings()
        exchange.register()
        register_entry(
            Entry(_("Mediation"), "mediation:desk", "hall", order=60, roles=frozenset(AT_THE_DESK), tally=count_to_do,
                  about=_("Disputes in mediation, by their numbers; sessions and return visits.")),
        )  # fmt: skip
        register_entry(
            Entry(_("Figures of mediation"), "mediation:figures", "records", order=60, roles=frozenset(MAY_COUNT),
                  about=_("How many disputes came in and were settled, by town, from five up.")),
        )  # fmt: skip
        register_entry(
            Entry(_("Return visits after mediation"), "mediation:intervals", "settings", order=86,
                  roles=frozenset({Role.ADMINISTRATOR}),
                  about=_("When all sides are asked again whether an agreement holds.")),
        )  # fmt: skip
        register_help(
            Help(
                _("Mediation"),
                "mediation:about",
                _("A dispute with somebody: free, voluntary, and closed to others"),
                order=20,
            )
        )
        register_counter_deed(
            CounterDeed(_("Apply for mediation"), "mediation:type", frozenset(MAY_TYPE), order=70)
        )  # fmt: skip
