"""From events to time, to the second: over midnight, pauses, transfers, parking; no database."""

from datetime import UTC, datetime, timedelta, timezone

from linli.tickets.spans import Event, by_day, seconds_of, ticket_spans, window_spans

ZONE = timezone(timedelta(hours=8))


def at(clock, *, later=0):
    hours, minutes, seconds = map(int, clock.split(":"))
    return (datetime(2026, 11, 30, hours, minutes, seconds, tzinfo=ZONE) + timedelta(days=later)).astimezone(UTC)


def test_every_second_of_a_ticket_is_in_one_span():
    events = [
        Event(at("09:00:00"), "taken", "waiting"),
        Event(at("09:10:07"), "called", "at_window", "1"),
        Event(at("09:10:40"), "recalled", "at_window", "1"),
        Event(at("09:14:00"), "case", "at_window"),
        Event(at("09:15:00"), "parked", "parked", "1"),
        Event(at("09:25:00"), "called", "at_window", "1"),
        Event(at("09:30:00"), "transferred", "waiting", "1", "relief"),
        Event(at("09:31:00"), "called", "at_window", "2", "relief"),
        Event(at("09:32:00"), "missed", "waiting", "2", "relief"),
        Event(at("09:40:00"), "called", "at_window", "2", "relief"),
        Event(at("09:41:30"), "finished", "done", "2", "relief"),
    ]

    spans = ticket_spans(events, until=at("18:00:00"))

    assert [(span.state, span.seconds, span.window) for span in spans if span.is_serving] == [
        ("at_window", 293, "1"), ("at_window", 300, "1"), ("at_window", 90, "2"),
    ]  # fmt: skip
    assert (seconds_of(spans, "waiting"), seconds_of(spans, "parked")) == (607 + 60 + 480, 600)
    assert sum(span.seconds for span in spans) == (events[-1].at - events[0].at).total_seconds()


def test_what_lasts_runs_to_now_and_what_the_night_ended_is_no_service():
    waiting = ticket_spans([Event(at("09:00:00"), "taken", "waiting")], until=at("09:01:00"))
    forgotten = [Event(at("09:00:00"), "taken", "waiting"), Event(at("09:05:00"), "called", "at_window", "1")]
    closed = ticket_spans([*forgotten, Event(at("23:59:00"), "closed", "closed")], until=at("23:59:59"))

    assert [span.seconds for span in waiting] == [60]
    assert not any(span.is_serving for span in closed)


def test_a_span_over_midnight_belongs_to_both_days_and_adds_up():
    events = [Event(at("23:58:30"), "called", "at_window", "1"), Event(at("00:00:45", later=1), "finished", "done")]
    (span,) = ticket_spans(events, until=at("23:59:59"))

    pieces = list(by_day([span], ZONE))

    assert [(piece.starts_at.astimezone(ZONE).day, piece.seconds) for piece in pieces] == [(30, 90), (1, 45)]
    assert sum(piece.seconds for piece in pieces) == span.seconds


def test_a_window_is_open_less_its_pauses():
    events = [
        Event(at("08:00:00"), "opened", window="1"), Event(at("10:00:00"), "paused", window="1"),
        Event(at("10:15:30"), "resumed", window="1"), Event(at("12:00:00"), "closed", window="1"),
    ]  # fmt: skip

    spans = window_spans(events, until=at("18:00:00"))

    assert (seconds_of(spans, "open"), seconds_of(spans, "paused")) == (4 * 3600 - 930, 930)
