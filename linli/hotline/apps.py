from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HotlineConfig(AppConfig):
    name = "linli.hotline"
    label = "hotline"

    def ready(self) -> None:
        from linli.cases.hearing import register_hearer
        from linli.cases.returns import Returns, register_returns
        from linli.common.surfaces import Entry, register_entry
        from linli.hotline.domain.hearing import hear_case
        from linli.hotline.queries.kinds import kinds_of_matter
        from linli.hotline.queries.orders import order_path
        from linli.hotline.queries.returned import asked_cases, why_asked
        from linli.hotline.rules import (
            MAY_READ_ANSWERS,
            MAY_READ_BULLETINS,
            MAY_READ_RATES,
            MAY_READ_TOPICS,
            MAY_SET_UP,
        )
        from linli.knowledge.kinds import register_kinds
        from linli.notices.texts import register_group, register_place, register_text

        register_hearer(hear_case)
        register_kinds(kinds_of_matter)
        register_returns(Returns(asked_cases, why_asked))
        register_entry(Entry(_("Hotline orders"), "hotline:orders", "governance", order=40))
        register_entry(
            Entry(_("Answers to the hotline"), "hotline:answers", "governance", order=41, roles=frozenset(MAY_READ_ANSWERS))
        )  # fmt: skip
        register_entry(
            Entry(_("Reported by many"), "hotline:topics", "governance", order=42, roles=frozenset(MAY_READ_TOPICS))
        )
        register_entry(
            Entry(_("Supervision of the hotline"), "hotline:supervision", "governance", order=43, roles=frozenset(MAY_READ_ANSWERS))
        )  # fmt: skip
        register_entry(Entry(_("Hotline rates"), "hotline:rates", "screen", order=20, roles=frozenset(MAY_READ_RATES)))
        register_entry(
            Entry(_("Hotline bulletins"), "hotline:bulletins", "screen", order=21, roles=frozenset(MAY_READ_BULLETINS))
        )  # fmt: skip
        register_entry(
            Entry(
                _("Hotlines"), "hotline:lines", "settings", order=60, roles=frozenset(MAY_SET_UP),
                about=_("Which hotlines give orders, where their answers go, and how long an order may be given back."),
            )
        )  # fmt: skip
        register_group("hotline", _("Hotline"), for_residents=False)
        register_place("hotline_order", order_path)
        register_text(
            "hotline.return_asked",
            subject=_("%(number)s: %(unit)s asks to give an order back"),
            body=_("Order %(outside)s of the hotline. Somebody of another unit decides."),
            group="hotline",
        )
        register_text(
            "hotline.return_decided",
            subject=_("%(number)s: %(decision)s"),
            body=_("Order %(outside)s of the hotline, which %(unit)s asked to give back."),
            group="hotline",
        )
