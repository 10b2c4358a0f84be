from datetime import date, datetime, timedelta

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.common.calendar import WorkingDays
from linli.places.opening import DAYS, HOLIDAY, MAKEUP, Change, Opening, Why, hours_words, spans_of, text_of, week_of

moment = datetime.fromisoformat
CALENDAR = WorkingDays.load()
DAILY = spans_of("8:00-12:00, 14:30-17:30")
WEEK = tuple(DAILY if day in (0, 1, 2, 3, 4, MAKEUP) else () for day in range(DAYS))
PLAIN = Opening(WEEK, (), CALENDAR)
SATURDAY = date(2026, 11, 28)
MAKE_UP_SATURDAY = date(2026, 10, 10)
NATIONAL_DAY = date(2026, 10, 1)  # a Thursday


@pytest.mark.parametrize(
    ("day", "spans", "why"),
    [
        (date(2026, 11, 25), DAILY, Why.WEEK),
        (SATURDAY, (), Why.WEEK),
        (MAKE_UP_SATURDAY, DAILY, Why.MAKEUP),
        (NATIONAL_DAY, (), Why.HOLIDAY),
    ],
)
def test_a_day_has_the_hours_of_its_kind(day, spans, why):
    found = PLAIN.on(day)

    assert (found.spans, found.why, found.is_certain) == (spans, why, True)


def test_a_holiday_may_have_hours_of_its_own():
    week = (*WEEK[:HOLIDAY], spans_of("9:00-11:00"), WEEK[MAKEUP])

    assert Opening(week, (), CALENDAR).on(NATIONAL_DAY).spans == ((540, 660),)


def test_a_day_of_a_year_without_notice_says_so():
    assert PLAIN.on(date(2027, 1, 4)).is_certain is False


def test_an_exception_goes_before_everything_and_the_later_before_the_earlier():
    changes = (
        Change(NATIONAL_DAY, NATIONAL_DAY + timedelta(days=2), DAILY, "值班"),
        Change(NATIONAL_DAY, NATIONAL_DAY, (), "停电"),
    )
    opening = Opening(WEEK, changes, CALENDAR)

    assert [(one.spans, one.why, one.reason) for one in opening.days_from(NATIONAL_DAY, 4)] == [
        ((), Why.EXCEPTION, "停电"), (DAILY, Why.EXCEPTION, "值班"), (DAILY, Why.EXCEPTION, "值班"), ((), Why.HOLIDAY, ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("at", "closes", "opens"),
    [
        (moment("2026-11-25 08:00"), moment("2026-11-25 12:00"), None),
        (moment("2026-11-25 11:59:59"), moment("2026-11-25 12:00"), None),
        (moment("2026-11-25 12:00"), None, moment("2026-11-25 14:30")),
        (moment("2026-11-27 17:30"), None, moment("2026-11-30 08:00")),  # over the weekend
        (moment("2026-09-30 18:00"), None, moment("2026-10-08 08:00")),  # over the National Day holiday
        (moment("2026-10-10 07:00"), None, moment("2026-10-10 08:00")),  # a make-up Saturday
    ],
)
def test_when_it_closes_and_when_it_opens_next(at, closes, opens):
    assert (PLAIN.closes_at(at), PLAIN.opens_at(at)) == (closes, opens)


def test_a_night_that_goes_on_past_midnight_is_one_opening():
    week = tuple(((0, 360), (1200, 1440)) for _ in range(DAYS))

    assert Opening(week, (), CALENDAR).closes_at(moment("2026-11-25 23:00")) == moment("2026-11-26 06:00")


def test_what_never_closes_and_what_never_opens_have_no_moment():
    always = Opening(tuple(((0, 1440),) for _ in range(DAYS)), (), CALENDAR)
    never = Opening(tuple(() for _ in range(DAYS)), (), CALENDAR)
    at = moment("2026-11-25 09:00")

    assert (always.is_open(at), always.closes_at(at), always.opens_at(at)) == (True, None, None)
    assert (never.is_open(at), never.closes_at(at), never.opens_at(at)) == (False, None, None)


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 60 * 24 * 40))
def test_open_and_the_next_moments_agree_with_a_walk_minute_by_minute(minute):
    at = moment("2026-09-15 00:00") + timedelta(minutes=minute)
    is_open, step = PLAIN.is_open(at), at
    while PLAIN.is_open(step) == is_open:
        step += timedelta(minutes=1)

    assert (PLAIN.closes_at(at) if is_open else PLAIN.opens_at(at)) == step


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("", ()),
        ("8:00-12:00", ((480, 720),)),
        ("14:30–17:30，8:00至12:00", ((480, 720), (870, 1050))),
        ("00:00-24:00", ((0, 1440),)),
    ],
)
def test_hours_are_read_as_people_write_them(text, spans):
    assert spans_of(text) == spans
    assert spans_of(text_of(spans)) == spans
    assert spans_of(hours_words(spans)) == spans


@pytest.mark.parametrize(
    ("language", "words"), [("zh-hans", "08:00–12:00、14:30–17:30"), ("en", "08:00–12:00, 14:30–17:30")]
)
def test_hours_are_parted_as_the_language_parts_them(language, words):
    with override(language):
        assert hours_words(spans_of("8:00-12:00, 14:30-17:30")) == words


@pytest.mark.parametrize(
    "text", ["8-12", "12:00-8:00", "8:00-24:01", "8:60-9:00", "8:00-12:00, 12:00-13:00", "８点", "9:00-9:00"]
)
def test_hours_that_mean_nothing_are_refused(text):
    with pytest.raises(ValueError, match=r"."):
        spans_of(text)


def test_a_week_is_put_in_order():
    assert week_of([(8, 870, 1050), (8, 480, 720)])[MAKEUP] == ((480, 720), (870, 1050))
