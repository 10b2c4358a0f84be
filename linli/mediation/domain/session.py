"""Sessions: a room of a centre is booked in the mediator's name, all sides are told, and what came of it is noted."""

import logging
from datetime import datetime
from uuid import UUID

from django.utils.timezone import now

from linli.bookings.domain.booking import book_slot
from linli.bookings.enums import LIVE, ResourceKind
from linli.bookings.models import Resource
from linli.bookings.queries.bookings import resources_of
from linli.cases.enums import Outcome, Verb
from linli.common.errors import Refusal
from linli.mediation.domain.deed import Step, give_back, step
from linli.mediation.domain.telling import say, to_mediator, to_sides
from linli.mediation.enums import SessionResult
from linli.mediation.errors import NoRoom, NotYourMediation, SessionInPast, SessionOver
from linli.mediation.models import Mediation, Session
from linli.people.reader import Reader, system
from linli.places.queries.directory import open_places

MOST_NOTE = 2000
logger = logging.getLogger(__name__)


def rooms_for(village: str) -> list[Resource]:
    """What can be booked at the centres of a community, else of its town. A statement for each centre of the community."""
    places = open_places(within=(village,)) or open_places(within=(village[:9],))
    return [
        resource for place in places[:5] for resource in resources_of(place.id) if resource.kind == ResourceKind.ROOM
    ]


def plan_session(
    mediation: Mediation, resource: Resource, starts_at: datetime, *, by: Reader, key: str, slots: int = 1,
    seq: int | None = None, at: datetime | None = None,
) -> Session:  # fmt: skip
    """Book a room for a session and tell the sides. A key sent again gives the same session.

    Raises NoRoom, SessionInPast, what `book_slot` raises, NotPossibleNow, NotYours, StaleCase.
    """
    if resource.kind != ResourceKind.ROOM or not resource.place.area.startswith(mediation.village[:9]):
        raise NoRoom
    known = Session.objects.filter(mediation=mediation, key=key).first()
    if known is not None:
        return known
    with step(mediation, Verb.REPORT_PROGRESS, by=by, what="session_planned", seq=seq, at=at) as this:
        if this.mine(by) is not None:
            raise NotYourMediation
        if starts_at <= this.at:
            raise SessionInPast
        # No purpose: whoever keeps the centre's calendar sees a room taken by a colleague, and no more.
        booking = book_slot(resource, starts_at, by=by, slots=slots, key=f"mediation:{key}"[:64], at=at)
        session = Session.objects.create(
            mediation=this.mediation, booking=booking, starts_at=booking.starts_at, key=key
        )  # fmt: skip
        this.deed.facts["starts_at"] = booking.starts_at.isoformat()
        _say("session", this, session)
    return session


def cancel_session(
    session: Session, *, by: Reader, seq: int | None = None, at: datetime | None = None
) -> Session:  # fmt: skip
    """Call a session off: by the mediator, or by a side that cannot come. Raises SessionOver, NotPossibleNow, NotYours."""
    what = "session_cancelled"
    with step(session.mediation, Verb.REPORT_PROGRESS, by=by, what=what, seq=seq, at=at) as this:
        locked = _open(session)
        give_back(locked, at=at)
        _say("session_cancelled", this, locked)
    return locked


def follow_booking(booking_id: UUID, *, at: datetime | None = None) -> Session | None:
    """The room of a session is gone, or booked for another time: so is the session, and all are told before a shut door.

    Harmless when told twice, and of a booking that is none of a session.
    """
    session = Session.objects.select_related("booking").filter(
        booking_id=booking_id, cancelled_at__isnull=True, result=""
    ).first()  # fmt: skip
    if session is None or session.starts_at <= (at or now()):
        return None
    is_kept = session.booking.state in LIVE
    if is_kept and session.booking.starts_at == session.starts_at:
        return None
    try:
        return (_move if is_kept else cancel_session)(session, by=system("the room"), at=at)
    except Refusal as refusal:  # it was called off in this very moment, or its procedure is an older one
        logger.warning("a session did not follow its room: %s", refusal.code)
        return None


def _move(session: Session, *, by: Reader, at: datetime | None = None) -> Session:
    with step(session.mediation, Verb.REPORT_PROGRESS, by=by, what="session_moved", at=at) as this:
        locked = _open(session)
        locked.starts_at = locked.booking.starts_at
        locked.save(update_fields=["starts_at"])
        this.deed.facts["starts_at"] = locked.starts_at.isoformat()
        _say("session_moved", this, locked)
    return locked


def _open(session: Session) -> Session:
    locked = Session.objects.select_related("booking__resource__place").get(pk=session.pk)
    if locked.cancelled_at or locked.result:
        raise SessionOver
    return locked


def record_session(
    session: Session, result: SessionResult, *, by: Reader, note: str = "", seq: int | None = None, at: datetime | None = None
) -> Session:  # fmt: skip
    """The mediator notes what came of a session; the note is the mediator's own. Raises SessionOver, NotPossibleNow, NotYours."""
    what = f"session_{result}"
    with step(session.mediation, Verb.REPORT_PROGRESS, by=by, what=what, seq=seq, at=at) as this:
        if this.mine(by) is not None:
            raise NotYourMediation
        locked = _open(session)
        locked.result, locked.note = result, note.strip()[:MOST_NOTE]
        locked.save(update_fields=["result", "note"])
    return locked


def end_without_agreement(
    mediation: Mediation, *, by: Reader, seq: int | None = None, at: datetime | None = None
) -> Mediation:
    """The mediator ends it without an agreement; all are told where they can go. Raises NotPossibleNow, NotYours, StaleCase."""
    with step(mediation, Verb.CLOSE, by=by, what="unsettled", seq=seq, at=at) as this:
        if this.deed.case.state != "mediating":
            raise NotYourMediation
        this.end("unsettled", Outcome.EXPLAINED)
        say("unsettled", this.mediation, this.deed.case, to_sides(this.sides))
    return this.mediation


def find_session(mediation: Mediation, session_id: UUID) -> Session | None:
    return Session.objects.select_related("mediation", "booking").filter(id=session_id, mediation=mediation).first()


def _say(topic: str, this: Step, session: Session) -> None:
    told = to_sides(this.sides) + to_mediator(this.mediation)
    resource = session.booking.resource
    say(topic, this.mediation, this.deed.case, told, starts_at=session.starts_at.isoformat(),
        place=resource.place.name, room=resource.name)  # fmt: skip
