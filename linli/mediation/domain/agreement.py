"""The agreement: drawn by the mediator, signed by every side and the mediator, told what the court can do with it."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from linli.cases.enums import Outcome, Verb
from linli.common.setting import value_of
from linli.documents.domain.draft import attach_drafts
from linli.mediation.domain.deed import Step, step
from linli.mediation.domain.telling import say, to_sides
from linli.mediation.enums import AgreementForm
from linli.mediation.errors import AgreementChanged, NotSignedYet, NotYourMediation, TermsNeeded
from linli.mediation.models import Agreement, Mediation, ReturnVisit
from linli.mediation.rules import SUBJECT
from linli.people.reader import Reader

MOST_WORDS = 6000
MEDIATOR = "mediator"
CONFIRMED_WITHIN = timedelta(days=30)  # people's mediation law, unverified (domain.md §20): all may ask the court


def draw_agreement(
    mediation: Mediation, form: AgreementForm, *, facts: str, terms: str, by: Reader, seq: int | None = None,
    at: datetime | None = None,
) -> Agreement:  # fmt: skip
    """Write what they agree to; worded anew, what was signed counts no more.

    Raises TermsNeeded, NotPossibleNow, NotYours, StaleCase.
    """
    if not terms.strip():
        raise TermsNeeded
    with step(mediation, Verb.PROPOSE_CLOSURE, by=by, what="agreement_drawn", seq=seq, at=at) as this:
        drawn = Agreement.objects.filter(mediation=this.mediation).first() or Agreement(
            mediation=this.mediation, version=0
        )  # fmt: skip
        drawn.form, drawn.facts, drawn.terms = form, facts.strip()[:MOST_WORDS], terms.strip()[:MOST_WORDS]
        drawn.drawn_at, drawn.version = this.at, drawn.version + 1
        drawn.mediator_signed_at = None
        drawn.save()
        unsign(this)
        this.deed.facts["version"] = drawn.version
        say("agreement", this.mediation, this.deed.case, to_sides(this.sides))
    return drawn


def talk_again(
    mediation: Mediation, *, by: Reader, seq: int | None = None, at: datetime | None = None
) -> Mediation:  # fmt: skip
    """Somebody does not want to sign as it stands: back to talking. Raises NotPossibleNow, NotYours, StaleCase."""
    with step(mediation, Verb.SEND_BACK, by=by, what="talk_again", seq=seq, at=at) as this:
        say("talk_again", this.mediation, this.deed.case, to_sides(this.sides))
    return this.mediation


def sign_agreement(
    mediation: Mediation, version: int, *, by: Reader, whose: frozenset[str] = frozenset(), basket: UUID | None = None,
    seq: int | None = None, at: datetime | None = None,
) -> Agreement:  # fmt: skip
    """A side signs on its own page; the mediator signs, and notes who has signed on the spot, with the signed paper if there is one.

    `version` is the wording that was seen. With the last of the signatures it is settled.
    Raises AgreementChanged, NotYourMediation, NotPossibleNow, NotYours, StaleCase.
    """
    with transaction.atomic():
        with step(mediation, Verb.REPORT_PROGRESS, by=by, what="signed", seq=seq, at=at) as this:
            drawn = _drawn(this, version)
            mine = this.mine(by)
            names = frozenset({str(mine.of)}) if mine else whose
            if not names or not names <= {MEDIATOR, *(str(side.of) for side in this.sides)}:
                raise NotYourMediation
            for side in this.sides:
                if side.of in names:
                    side.signed_at = side.signed_at or this.at
                    side.save(update_fields=["signed_at"])
            if MEDIATOR in names:
                drawn.mediator_signed_at = drawn.mediator_signed_at or this.at
            drawn.save()
            is_signed = drawn.is_signed_by(this.sides)
            if basket is not None:
                attach_drafts(basket, holder_kind=SUBJECT, holder_id=this.mediation.id, event_seq=None, by=by)
            this.deed.facts |= {"whose": sorted(names), "version": version}
        if is_signed:
            settle(mediation, version, by=by, at=at)
    return drawn


def unsign(this: Step) -> None:
    """What was signed counts no more."""
    for side in this.everyone:
        side.signed_at = None
        side.save(update_fields=["signed_at"])


def _drawn(this: Step, version: int) -> Agreement:
    drawn = Agreement.objects.select_for_update().filter(mediation=this.mediation).first()
    if drawn is None or this.deed.case.state != "drawn" or drawn.version != version:
        raise AgreementChanged
    return drawn


def settle(mediation: Mediation, version: int, *, by: Reader, at: datetime | None = None) -> Mediation:
    """All have signed: it is settled; the return visits are set, and all are told about the court's confirmation.

    Raises NotSignedYet, AgreementChanged, NotPossibleNow, NotYours.
    """
    with step(mediation, Verb.CLOSE, by=by, what="settled", at=at) as this:
        if not _drawn(this, version).is_signed_by(this.sides):
            raise NotSignedYet
        this.end("settled", Outcome.RESOLVED)
        this.mediation.is_settled = True
        today = localdate(this.at)
        days = {value_of("mediation.first_visit_days"), value_of("mediation.second_visit_days")}
        ReturnVisit.objects.bulk_create(
            ReturnVisit(mediation=this.mediation, due_on=today + timedelta(days=number)) for number in sorted(days)
        )
        until = localdate(this.at + CONFIRMED_WITHIN)
        say("settled", this.mediation, this.deed.case, to_sides(this.sides), until_on=until.isoformat())
    return this.mediation
