"""The rule of turns, on paper and on simulated mornings; no database."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from linli.tickets.turns import Arrival, Turn, in_turn, play

NINE = datetime(2026, 11, 30, 9, tzinfo=UTC)


def at(minutes):
    return NINE + timedelta(minutes=minutes)


def turn(key, minutes, first=None):
    return Turn(at(minutes), key, at(first) if first is not None else None)


def order(*waiting, now=60, run=0, most=2):
    return "".join(one.key for one in in_turn(waiting, at=at(now), run=run, most=most))


@pytest.mark.parametrize(
    ("waiting", "facts", "expected"),
    [
        ((turn("b", 2), turn("a", 1), turn("c", 3)), {}, "abc"),
        ((turn("a", 1), turn("p", 5, 5)), {}, "pa"),  # priority passes
        ((turn("a", 1), turn("b", 2), *(turn(key, 5 + n, 5) for n, key in enumerate("pqrst"))), {}, "pqarsbt"),
        ((turn("a", 1), turn("p", 5, 5)), {"run": 2}, "ap"),  # two have passed already
        ((turn("a", 1), turn("p", 5, 5)), {"most": 0}, "ap"),
        ((turn("p", 1, 1), turn("a", 5)), {"run": 2}, "pa"),  # nobody is passed by who came first
        ((turn("a", 20), turn("y", 90, 90)), {"now": 60}, "ay"),  # an appointment before its time waits in line
        ((turn("y", 90, 90),), {"now": 60}, "y"),  # and is called early where nobody else waits
        ((turn("a", 20), turn("y", 90, 90)), {"now": 90}, "ya"),
        # Three appointments for minute 60 among those who walk in: e came early, o on time, l too late.
        ((turn("a", 10), turn("b", 30), turn("e", 60, 60)), {"now": 45}, "abe"),
        ((turn("a", 10), turn("b", 30), turn("c", 50), turn("e", 60, 60), turn("o", 60, 60)), {"now": 65}, "eoabc"),
        (
            (turn("b", 30), turn("c", 50), turn("d", 70), turn("e", 60, 60), turn("o", 60, 60), turn("l", 80)),
            {"now": 85},
            "eobcdl",
        ),
    ],
)
def test_who_is_called_in_which_order(waiting, facts, expected):
    assert order(*waiting, **facts) == expected


def morning(seed, *, people=160, share=0.3):
    """A simulated morning of four hours: some with priority, some with an appointment that they come early or late to."""
    draw = Random(seed)
    found = []
    for number in range(people):
        came, serving = draw.uniform(0, 4 * 3600), draw.uniform(120, 900)
        first, since, kind = None, came, draw.random()
        if kind < share / 2:
            first = came
        elif kind < share:
            since = first = max(came, came + draw.uniform(-900, 1800))
        moment = NINE + timedelta(seconds=since)
        one = Turn(moment, f"{number:03}", NINE + timedelta(seconds=first) if first is not None else None)
        found.append(Arrival(came, serving, one))
    return found


@pytest.mark.parametrize("most", [0, 1, 2, 5])
@pytest.mark.parametrize("seed", range(4))
def test_on_simulated_mornings_nobody_is_starved(seed, most):
    arrivals = morning(seed, share=0.6)

    called = play(arrivals, windows=3, most=most, moment=lambda seconds: NINE + timedelta(seconds=seconds))

    assert len(called) == len(arrivals)
    run = 0
    for place, (one, clock) in enumerate(called):
        moment = NINE + timedelta(seconds=clock)
        waiting = [other.turn for other, _ in called[place:] if other.at <= clock]
        older = [other for other in waiting if not other.goes_first(moment) and other.order < one.turn.order]
        passes = one.turn.goes_first(moment) and bool(older)
        run = run + 1 if passes else 0 if not one.turn.goes_first(moment) else run
        assert run <= most
        if not one.turn.goes_first(moment):
            assert not older  # those who merely wait are called in the order of coming


def test_appointments_wait_less_for_it_and_the_others_little_more():
    def waits(most):
        called = play(morning(7), windows=5, most=most, moment=lambda seconds: NINE + timedelta(seconds=seconds))
        first = [clock - (one.turn.first_from - NINE).total_seconds() for one, clock in called if one.turn.first_from]
        other = [clock - one.at for one, clock in called if not one.turn.first_from]
        return sum(max(wait, 0) for wait in first) / len(first), max(other)

    (first_with, longest_with), (first_without, longest_without) = waits(2), waits(0)

    assert first_with < first_without / 2
    assert longest_with < longest_without * 2
