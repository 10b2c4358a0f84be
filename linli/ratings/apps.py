from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RatingsConfig(AppConfig):
    """How it was: said once of each visit, application and order, and what follows from a low grade."""

    name = "linli.ratings"
    label = "ratings"

    def ready(self) -> None:
        from linli.common.patterns import register_pattern
        from linli.common.surfaces import Entry, register_entry
        from linli.notices.texts import register_group, register_place, register_text
        from linli.people.withdrawal import register_withdrawal
        from linli.ratings.domain.forgetting import forget_account
        from linli.ratings.queries.address import follow_ups_path
        from linli.ratings.queries.follow_ups import late_of
        from linli.ratings.retention import register_retention
        from linli.ratings.rules import MAY_FOLLOW_UP, MAY_READ
        from linli.ratings.settings import register_settings

        register_settings()
        register_retention()
        register_withdrawal(forget_account)
        register_pattern("grades", pgettext_lazy("component", "Five grades"), "hall")
        register_entry(
            Entry(_("Low ratings"), "ratings:follow-ups", "hall", order=16, roles=frozenset(MAY_FOLLOW_UP), tally=late_of,
                  about=_("The two lowest grades: checked with the person, put right, answered. The number is of the overdue.")),
        )  # fmt: skip
        register_entry(
            Entry(pgettext_lazy("navigation", "Ratings"), "ratings:figures", "hall", order=17, roles=frozenset(MAY_READ),
                  about=_("How visits, applications and orders were rated: by item, centre and town.")),
        )  # fmt: skip
        register_group("ratings", pgettext_lazy("navigation", "Ratings"))
        register_place("follow_up", follow_ups_path)
        register_place("follow_ups", follow_ups_path)
        register_text(
            "ratings.low", group="ratings", subject=_("A low rating at %(place)s"),
            body=_("Somebody was not satisfied with a visit. It is checked with them, put right and answered; its day stands in the list."),
        )  # fmt: skip
        register_text(
            "ratings.overdue", group="ratings", subject=_("Low ratings in your town are overdue"),
            body=_("%(count)s were not answered in time by the centre. Please see to it that they are."),
        )  # fmt: skip
        register_text(
            "ratings.answered", group="ratings", subject=_("%(item)s: what became of your rating"), body=_("%(note)s")
        )
