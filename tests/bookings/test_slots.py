from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from linli.bookings.slots import Shape, Taken, free_slots, joined, run_of

DAY = datetime(2026, 11, 30, tzinfo=UTC)


def at(minute):
    return DAY + timedelta(minutes=minute)


def spans(most=3):
    span = st.tuples(st.integers(0, 280), st.integers(1, 120)).map(lambda pair: (pair[0], pair[0] + pair[1]))
    return st.lists(span, max_size=most)


SHAPES = st.builds(
    Shape, slot=st.integers(5, 40), buffer=st.integers(0, 10), units=st.integers(1, 3), lead=st.integers(0, 60),
    horizon=st.integers(0, 1),
)  # fmt: skip


def brute_force(opening, closed, taken, shape, now):
    """Minute by minute: what is open, what is closed, who sits where."""
    is_open = [any(opens <= minute < closes for opens, closes in opening) for minute in range(500)]
    is_closed = [any(opens <= minute < closes for opens, closes in closed) for minute in range(500)]
    found, minute = [], 0
    while minute < 500:
        begins_span = is_open[minute] and (minute == 0 or not is_open[minute - 1])
        if begins_span:
            start = minute
            while all(start + step < 500 and is_open[start + step] for step in range(shape.slot)):
                within = range(start, start + shape.slot)
                late = start < now + shape.lead or start > now + shape.horizon * 1440
                if not late and not any(is_closed[one] for one in within):
                    blocked = range(start, start + shape.slot + shape.buffer)
                    left = tuple(
                        seat for seat in range(1, shape.units + 1)
                        if not any(sits == seat and begins <= one < ends for begins, ends, sits in taken for one in blocked)
                    )  # fmt: skip
                    found.append((start, start + shape.slot, left))
                start += shape.slot + shape.buffer
        minute += 1
    return found


@settings(deadline=None, max_examples=60)
@given(
    spans(), spans(2), st.lists(st.tuples(st.integers(0, 300), st.integers(1, 60), st.integers(1, 3)), max_size=4), SHAPES,
    st.integers(-100, 100),
)  # fmt: skip
def test_free_slots_are_those_of_a_walk_minute_by_minute(opening, closed, taken, shape, now):
    sits = [(start, start + length, seat) for start, length, seat in taken]
    found = free_slots(
        [(at(a), at(b)) for a, b in opening], [(at(a), at(b)) for a, b in closed],
        [Taken(at(a), at(b), seat) for a, b, seat in sits], shape, at(now),
    )  # fmt: skip

    assert [(slot.starts_at, slot.ends_at, slot.seats) for slot in found] == [
        (at(start), at(end), left) for start, end, left in brute_force(opening, closed, sits, shape, now)
    ]


@settings(deadline=None, max_examples=40)
@given(spans(5))
def test_joined_spans_cover_the_same_minutes_and_never_touch(opening):
    found = joined([(at(a), at(b)) for a, b in opening])

    covered = {minute for a, b in opening for minute in range(a, b)}
    assert {minute for minute in range(500) for a, b in found if a <= at(minute) < b} == covered
    assert all(earlier[1] < later[0] for earlier, later in pairwise(found))


def test_several_slots_in_a_row_are_one_time():
    shape = Shape(slot=30, buffer=10)
    offered = [(at(start), at(start + 30)) for start in (0, 40, 80, 300)]

    assert run_of(offered, at(0), 3, shape) == (at(0), at(110))
    assert run_of(offered, at(80), 2, shape) is None  # the next is not offered
    assert run_of(offered, at(5), 1, shape) is None
    assert run_of(offered, at(0), 0, shape) is None
