from datetime import timedelta

from django.db.models import QuerySet
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from linli.common.setting import register_number
from linli.forms.models import KeptAnswer, Sheet

SHEETS, ANSWERS = "forms.sheets_kept_days", "forms.answers_kept_months"
DAYS_A_MONTH = 30


def old_sheets(after_days: int) -> QuerySet[Sheet]:
    """Sheets that were last saved, or sent, so many days ago."""
    return Sheet.objects.filter(saved_at__lt=now() - timedelta(days=after_days))


def old_answers(after_months: int) -> QuerySet[KeptAnswer]:
    """Kept answers that were last given so many months ago."""
    return KeptAnswer.objects.filter(kept_at__lt=now() - timedelta(days=after_months * DAYS_A_MONTH))


def register_retention() -> None:
    """Say what of forms ages out."""
    register_number(
        SHEETS, _("Forms that were saved and never sent"), group="retention", default=30, least=7, most=180,
        unit=_("days"), basis=_("Our own rule: nobody asked us to keep them."),
        about=_("Deleted with their files. What was sent belongs to its matter; here only its number remained."),
        aged=old_sheets,
    )  # fmt: skip
    register_number(
        ANSWERS, _("Answers kept for the next form"), group="retention", default=24, least=1, most=60,
        unit=_("months"), basis=_("Our own rule: long enough to be of use, no longer."),
        about=_("Counted from when they were last given. Whoever keeps them deletes them at any time."),
        aged=old_answers,
    )  # fmt: skip
