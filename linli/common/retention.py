from django.utils.translation import gettext_lazy as _

from linli.common.domain.relay import old_entries
from linli.common.setting import register_number


def register_retention() -> None:
    """Say what of the house itself ages out. The audit trail does not: nothing is taken from it."""
    register_number(
        "common.outbox_kept_days", _("Records of finished background work"), group="retention", default=7, least=1, most=90,
        unit=_("days"), basis=_("Our own rule: long enough to find out what became of a piece of work."),
        about=_("Only work that has been done; what waits stays."), aged=old_entries,
    )  # fmt: skip
