from linli.bookings.domain.receiving import finish, remind
from linli.bookings.domain.waiting import end_waiting, release_expired
from linli.common.jobs import every


@every(1, topic="bookings.release")
def release() -> None:
    """Holds whose time is over go back, first to those who wait."""
    release_expired()


@every(10, topic="bookings.remind")
def look_ahead() -> None:
    """Remind of tomorrow, and end what is over."""
    remind()
    finish()
    end_waiting()
