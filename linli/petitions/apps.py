from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PetitionsConfig(AppConfig):
    """Letters and visits: taken down by a community, passed on, answered by the body that may, reviewed above it."""

    name = "linli.petitions"
    label = "petitions"

    def ready(self) -> None:
        from linli.cases.compartments import register_compartment
        from linli.common.surfaces import Entry, Help, register_entry, register_help
        from linli.documents.holders import register_holder
        from linli.notices.texts import register_place
        from linli.people.subjects import register_subject
        from linli.petitions.queries.address import (
            capacities,
            describe_petitions,
            may_see_letter,
            may_see_papers,
            may_see_urging,
            petition_path,
        )
        from linli.petitions.queries.listing import waiting_for
        from linli.petitions.retention import register_retention
        from linli.petitions.rules import AT_THE_DESK, COMPARTMENT, LETTER, MAY_TYPE, SUBJECT, URGED
        from linli.petitions.settings import register_settings
        from linli.petitions.words import register_words
        from linli.places.counter import CounterDeed, register_counter_deed

        register_compartment(COMPARTMENT, capacities)
        register_holder(SUBJECT, may_see_papers)
        register_holder(LETTER, may_see_letter)
        register_holder(URGED, may_see_urging)
        register_subject(SUBJECT, describe_petitions)
        register_place(SUBJECT, petition_path)
        register_words()
        register_settings()
        register_retention()
        register_entry(
            Entry(_("Letters and visits"), "petitions:desk", "hall", order=55, roles=frozenset(AT_THE_DESK),
                  tally=waiting_for, about=_("Petitions by their numbers: to pass on, to answer, to decide, with their limits.")),
        )  # fmt: skip
        register_help(
            Help(_("Letters and visits"), "petitions:about",
                 _("Ask, suggest or complain to the body that may decide, answered in writing"), order=25)
        )  # fmt: skip
        register_counter_deed(
            CounterDeed(_("Register a letter or visit"), "petitions:type", frozenset(MAY_TYPE), order=65)
        )  # fmt: skip
