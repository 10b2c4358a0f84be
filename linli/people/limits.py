"""How often somebody may try at the staff door, counted for all workers together."""

from datetime import timedelta

from django.utils.crypto import salted_hmac

from linli.common.cache import count_up

QUARTER = timedelta(minutes=15)
Limit = tuple[str, int]


def name_limits(name: str, address: str) -> tuple[Limit, ...]:
    """A name from one address, a name from anywhere, an address with any name. `name` is already hashed.

    The second is wider than the first: somebody elsewhere should not easily lock a clerk out of the desk.
    """
    return (
        (f"staff:both:{name}:{address}", 10),
        (f"staff:name:{name}", 50),
        (f"staff:address:{address}", 100),
    )


def second_factor_limits(account: object) -> tuple[Limit, ...]:
    return ((f"staff:code:{account}", 10),)


def within(*limits: Limit) -> bool:
    """Count one try under each limit; say whether all are kept."""
    counted = [count_up(key, window=QUARTER) <= most for key, most in limits]
    return all(counted)


def is_first_use(account: object, code: str) -> bool:
    """Note a code of a second factor as used; false where it was used in the last two minutes, by any worker."""
    trace = salted_hmac("linli.people.used", code, algorithm="sha256").hexdigest()
    return count_up(f"staff:used:{account}:{trace}", window=timedelta(minutes=2)) == 1
