"""What happens by itself: nobody told in time, so it is accepted; what was promised did not come, so it goes back."""

import logging
from datetime import datetime, timedelta

from django.utils.timezone import localdate, now

from linli.cases.domain.acceptance import accept_case, refuse_case
from linli.cases.enums import Stage
from linli.cases.models import CaseLimit
from linli.common.errors import Refusal
from linli.common.setting import value_of
from linli.hall.application_enums import Standing
from linli.hall.domain.application_draft import drop_draft
from linli.hall.domain.attending import NOTICE
from linli.hall.models import Application, ApplicationDraft
from linli.people.reader import system

logger = logging.getLogger(__name__)
AT_ONCE = 500


def deem_accepted(*, at: datetime | None = None) -> int:
    """Accept what nobody answered within the time of its notice, where the item's rule says that it then counts as accepted."""
    moment, done = at or now(), 0
    late = CaseLimit.objects.filter(key=NOTICE, met_at__isnull=True, paused_at__isnull=True, due_at__lt=moment)
    found = Application.objects.filter(
        case__in=late.values("case_id"),
        case__state="applied",
        version__is_deemed_accepted=True,
        stopped_at__isnull=True,
    )
    for application in found.select_related("case").order_by("opened_at")[:AT_ONCE]:
        try:
            accept_case(application.case, by=system("deemed acceptance"), at=moment)
            done += 1
        except Refusal as refusal:  # somebody was faster in this very moment
            logger.info("not deemed accepted: %s", refusal.code)
    return done


def lapse_promises(*, at: datetime | None = None) -> int:
    """Return what was taken on with papers promised for later, the day after the first of them was due."""
    moment, done = at or now(), 0
    overdue = Application.objects.filter(lapses_on__lt=localdate(moment)).exclude(case__stage=Stage.DONE)
    for application in overdue.select_related("case").order_by("lapses_on")[:AT_ONCE]:
        names = application.materials.filter(standing=Standing.PROMISED, promised_until__lt=localdate(moment))
        note = f"承诺补交的材料逾期未交：{'、'.join(names.values_list('name', flat=True))}。备齐后可以重新申请。"
        try:
            refuse_case(application.case, by=system("lapsed promise"), note=note, at=moment)
            done += 1
        except Refusal as refusal:  # it stands where it cannot be returned: somebody has to look
            logger.warning("a lapsed promise could not be returned: %s", refusal.code)
    return done


def drop_old_drafts(*, at: datetime | None = None) -> int:
    """Throw away, with its files, what nobody has gone on with for as long as the county keeps drafts."""
    before = (at or now()) - timedelta(days=value_of("hall.drafts_kept_days"))
    old = list(ApplicationDraft.objects.filter(touched_at__lt=before).order_by("touched_at")[:AT_ONCE])
    for draft in old:
        drop_draft(draft)
    return len(old)
