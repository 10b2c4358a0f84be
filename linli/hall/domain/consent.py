"""Consent of one person that another applies for them: asked, given, refused, taken back, always by the one concerned."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import now

from linli.cases.enums import Stage
from linli.common.domain.audit import note_deed
from linli.hall.application_enums import ConsentState, HelpKind
from linli.hall.application_errors import ConsentForbidden, ConsentNeeded, SelfConsent
from linli.hall.domain.errand import stop
from linli.hall.domain.holding import hold
from linli.hall.models import Application, Consent
from linli.notices.domain.tell import tell
from linli.notices.recipients import account as to_account
from linli.people.models import Account
from linli.people.reader import Reader
from linli.people.sealing import by_index

FINAL = (ConsentState.REFUSED, ConsentState.TAKEN_BACK)


def ask_consent(phone: str, *, name: str, own_name: str, by: Reader, at: datetime | None = None) -> Consent | None:
    """Ask somebody, by the number of their account, whether one may apply for them. `phone` is normalised.

    Asked again, it is one question still. None where nobody has this number or the person has refused before: who asks
    is not told which, for numbers are not to be tried out. Raises SelfConsent.
    """
    moment = at or now()
    giver = by_index(Account.objects.filter(is_active=True, is_staff=False), "phone_index", phone).first()
    if giver is None:
        return None
    if giver.id == by.actor_id:
        raise SelfConsent
    with transaction.atomic():
        consent, is_new = Consent.objects.select_for_update(of=("self",)).get_or_create(
            asker_id=by.actor_id, giver=giver,
            defaults={"asked_at": moment, "asker_name": own_name, "giver_name": name, "state": ConsentState.ASKED},
        )  # fmt: skip
        if consent.state == ConsentState.REFUSED:
            return None
        if consent.state == ConsentState.TAKEN_BACK:
            consent.state, consent.asked_at, consent.decided_at = ConsentState.ASKED, moment, None
            consent.save(update_fields=["state", "asked_at", "decided_at"])
            is_new = True
        if is_new:
            note_deed("consent.asked", by=by, subject_kind="consent", subject_id=consent.id)
            tell("consent.asked", to=[to_account(giver)], subject_kind="consent", subject_id=consent.id)
    return consent


def decide_consent(consent: Consent, *, state: ConsentState, by: Reader, at: datetime | None = None) -> Consent:
    """Give, refuse or take back. Only the person concerned does, at any time; the one who asked is told.

    Refused or taken back, what the other has sent in their name stands still until they say how it goes on.
    """
    with transaction.atomic():
        locked = Consent.objects.select_for_update(of=("self",)).get(pk=consent.pk, giver_id=by.actor_id)
        if locked.state == state:
            return locked
        locked.state, locked.decided_at = state, at or now()
        locked.save(update_fields=["state", "decided_at"])
        note_deed(f"consent.{state}", by=by, subject_kind="consent", subject_id=locked.id)
        tell("consent.decided", to=[to_account(locked.asker_id)], subject_kind="consent", subject_id=locked.id,
             parameters={"decision": DECIDED[ConsentState(state)]})  # fmt: skip
        if state in FINAL:
            _stop_all(locked, by, locked.decided_at)
    return locked


def _stop_all(consent: Consent, by: Reader, at: datetime) -> None:
    """The cases first, then their applications, as every deed on them locks."""
    sent = Application.objects.filter(
        helper_account_id=consent.asker_id, case__reporter=consent.giver_id, help_kind=HelpKind.FAMILY
    ).exclude(case__stage=Stage.DONE)
    for application in sent.order_by("case_id"):
        held = hold(application)
        if held.case.is_open and held.stopped_at is None:
            stop(held, by=by, at=at)


DECIDED = {
    ConsentState.GIVEN: {"zh-hans": "同意您代为办理", "en": "you may apply for them"},
    ConsentState.REFUSED: {"zh-hans": "不同意您代为办理", "en": "you may not apply for them"},
    ConsentState.TAKEN_BACK: {"zh-hans": "收回了同意", "en": "the consent was taken back"},
    ConsentState.ASKED: {"zh-hans": "", "en": ""},
}


def check_consent(asker: UUID, giver: UUID) -> None:
    """Raises ConsentNeeded, ConsentForbidden. The row is held, so that it cannot be taken back in the same moment."""
    state = Consent.objects.filter(asker_id=asker, giver_id=giver).values_list("state", flat=True).first()
    if state in FINAL:
        raise ConsentForbidden
    if state != ConsentState.GIVEN:
        raise ConsentNeeded
