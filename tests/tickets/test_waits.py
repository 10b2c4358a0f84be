"""Estimated waits, on paper and on simulated mornings; no database."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from linli.tickets.turns import Arrival, Turn, play
from linli.tickets.waits import ASSUMED, usual_of, wait_of


@pytest.mark.parametrize(
    ("ahead", "served", "windows", "minutes"),
    [
        (0, [], 1, 1),  # nobody there: as good as at once
        (3, [], 1, 30),
        (3, [], 3, 10),
        (0, [("", 240)], 1, 6),  # somebody has been there for four minutes of ten
        (0, [("", 3000)], 1, 3),  # longer than usual: nearly done, not gone
        (5, [("", 0)], 0, None),  # no window is open
    ],
)
def test_a_wait_is_reckoned_from_who_is_before_and_which_windows_call(ahead, served, windows, minutes):
    usual = usual_of([("", 600.0)] * 20)

    found = wait_of([""] * ahead, served, windows, usual)

    assert (found.minutes, found.count) == (minutes, 20)


def test_the_usual_time_is_of_the_matter_where_there_are_enough_and_assumed_where_there_are_none():
    usual = usual_of([("card", 300.0)] * 5 + [("relief", 1500.0)] * 2)

    assert (usual.of("card"), usual.of("relief"), usual.of("")) == (300, 300, 300)
    assert usual_of([]).of("card") == ASSUMED
    assert wait_of([], [], 1, usual_of([])).count == 0


@pytest.mark.parametrize("seed", range(6))
def test_on_simulated_mornings_the_estimate_is_near_what_comes(seed):
    draw, nine = Random(seed), datetime(2026, 11, 30, 9, tzinfo=UTC)
    arrivals = []
    for number in range(60):
        came = draw.uniform(0, 5400)
        arrivals.append(
            Arrival(came, draw.choice([240, 360, 600]), Turn(nine + timedelta(seconds=came), f"{number:02}"))
        )
    called = play(arrivals, windows=3, most=2, moment=lambda seconds: nine + timedelta(seconds=seconds))
    usual = usual_of([("", one.serving) for one, _ in called])

    errors = []
    for one, clock in called:
        ahead = [other for other, later in called if other.at < one.at and later > one.at]
        serving = [("", one.at - later) for other, later in called if later <= one.at < later + other.serving]
        found = wait_of([""] * len(ahead), serving, 3, usual)
        errors.append(abs(found.seconds - (clock - one.at)))

    errors.sort()
    assert (
        errors[len(errors) // 2] < 300
    )  # half of them within five minutes, of waits of up to three quarters of an hour
