from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.utils import translation

from linli.common.templatetags.linli import day, gap, moment, times, whole_day

NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)  # Monday 14:00 in Fuqing


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (datetime(2026, 11, 23, 4, 40, tzinfo=UTC), "today 12:40"),
        (datetime(2026, 11, 22, 15, 59, tzinfo=UTC), "yesterday 23:59"),
        (datetime(2026, 11, 22, 16, 0, tzinfo=UTC), "today 00:00"),
        (datetime(2026, 11, 24, 9, 30, tzinfo=UTC), "tomorrow (Tue) 17:30"),
        (datetime(2026, 11, 27, 9, 30, tzinfo=UTC), "27 Nov 17:30"),
        (datetime(2027, 1, 4, 9, 30, tzinfo=UTC), "4 Jan 2027 17:30"),
    ],
)
def test_a_moment_is_written_as_people_say_it(value: datetime, words: str) -> None:
    with translation.override("en"):
        text = moment(value, NOW)

    assert text.partition(">")[2] == f"{words}</time>"


def test_a_moment_carries_its_machine_form_with_the_offset() -> None:
    with translation.override("en"):
        text = moment(datetime(2026, 11, 24, 9, 30, tzinfo=UTC), NOW)

    assert text.startswith('<time datetime="2026-11-24T17:30+08:00">')


def test_a_day_is_written_as_people_say_it() -> None:
    with translation.override("en"):
        assert day(date(2026, 11, 24), NOW) == '<time datetime="2026-11-24">tomorrow (Tue)</time>'


@pytest.mark.parametrize(
    ("language", "tomorrow", "whole", "django", "between"),
    [
        ("en", "tomorrow (Tue) 17:30", "Tuesday, 5 Jan 2027", "5 Jan 2027 · 5 Jan", " "),
        ("zh-hans", "明天（周二）17:30", "2027年1月5日 星期二", "2027年1月5日 · 1月5日", ""),
    ],
)
def test_each_language_has_one_form_of_dates(
    language: str, tomorrow: str, whole: str, django: str, between: str
) -> None:
    on = date(2027, 1, 5)
    with translation.override(language):
        assert moment(datetime(2026, 11, 24, 9, 30, tzinfo=UTC), NOW).partition(">")[2] == f"{tomorrow}</time>"
        assert whole_day(on) == f'<time datetime="2027-01-05">{whole}</time>'
        page = Template('{{ on|date:"DATE_FORMAT" }} · {{ on|date:"MONTH_DAY_FORMAT" }}').render(Context({"on": on}))
        assert (page, gap()) == (django, between)


def test_nothing_is_written_as_nothing() -> None:
    assert (moment(None), day(None)) == ("", "")


def test_times_counts() -> None:
    assert list(times("3")) == [0, 1, 2]
