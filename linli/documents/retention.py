from django.utils.translation import gettext_lazy as _

from linli.common.setting import register_number
from linli.documents.domain.sweeping import old_drafts


def register_retention() -> None:
    """Say what of documents ages out."""
    register_number(
        "documents.drafts_kept_days", _("Photos and papers of a form that was never sent"), group="retention",
        default=2, least=1, most=30, unit=_("days"), basis=_("Our own rule: nobody asked us to keep them."),
        about=_("Removed with their files. What was sent belongs to its matter and stays with it."),
        aged=old_drafts,
    )  # fmt: skip
