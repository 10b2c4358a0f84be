from uuid import UUID

from linli.bookings.domain.guest import forget_guests
from linli.bookings.domain.receiving import finish, remind
from linli.bookings.domain.waiting import end_waiting, promote_due, release_expired
from linli.bookings.hearing import let_hear
from linli.common.jobs import every, job, nightly
from linli.common.setting import value_of


@job("bookings.changed")
def changed(booking: str) -> None:
    """What hangs on a booking is told that it is over or at another time."""
    let_hear(UUID(booking))


@every(1, topic="bookings.release")
def release() -> None:
    """Holds whose time is over go back, first to those who wait; what is free otherwise is kept for them too."""
    release_expired()
    promote_due()


@every(10, topic="bookings.remind")
def look_ahead() -> None:
    """Remind of tomorrow, and end what is over."""
    remind()
    finish()
    end_waiting()


@nightly("bookings.forget", hour=3, minute=50)
def forget() -> None:
    """Names, numbers and addresses go when their time is over."""
    while forget_guests(after_days=value_of("bookings.guests_kept_days")):
        pass
