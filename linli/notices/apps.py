from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    name = "linli.notices"
    label = "notices"

    def ready(self) -> None:
        from linli.common.surfaces import Entry, register_entry
        from linli.notices.carriers import hook, mail, register_carrier, text
        from linli.notices.enums import Channel
        from linli.notices.exchange import register_parts
        from linli.notices.queries.dead_letters import dead_letters
        from linli.notices.queries.inbox import unread_of
        from linli.notices.retention import register_retention
        from linli.notices.rules import MAY_RESEND
        from linli.notices.texts import register_text
        from linli.people.account_links import register_account_link

        register_retention()
        register_parts()
        # Told by whoever sets up a mail server or a webhook, to see whether it works.
        register_text(
            "notices.trial", subject=_("A trial from Linli"), body=_("If you read this, Linli reaches you here."),
            group="trial", urgent=True,
        )  # fmt: skip
        register_carrier(Channel.EMAIL, mail.carrier)
        register_carrier(Channel.SMS, text.carrier)
        register_carrier(Channel.WEBHOOK, hook.carrier)
        register_account_link("notices:inbox", _("My notices"))
        register_account_link("notices:preferences", _("What I want to be told"))
        register_entry(Entry(_("Notices"), "notices:inbox", "", order=80, tally=unread_of))
        register_entry(
            Entry(
                _("Undelivered notices"), "notices:dead-letters", "settings", order=60,
                roles=frozenset(MAY_RESEND), tally=lambda _account: dead_letters(),
                about=_("What could not be delivered, why, and sending it again."),
            )
        )  # fmt: skip
