from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class FormsConfig(AppConfig):
    """What a form asks, as data: drawn without a programmer, checked alike by server and browser."""

    name = "linli.forms"
    label = "forms"

    def ready(self) -> None:
        from linli.common.patterns import register_pattern
        from linli.documents.holders import register_waiting
        from linli.forms.domain.sweeping import forget_account
        from linli.forms.exchange import register_parts
        from linli.forms.models import Sheet
        from linli.forms.retention import register_retention
        from linli.people.account_links import register_account_link
        from linli.people.leaving import register_leaving

        register_pattern("answers-form", pgettext_lazy("component", "Form drawn in the settings"), "asking")
        register_retention()
        register_parts()
        register_waiting(lambda: Sheet.objects.filter(sent_at=None).values_list("basket", flat=True))
        register_leaving(forget_account)
        register_account_link("forms:mine", _("My forms"))
