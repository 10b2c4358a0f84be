"""What is kept of the screen is true: it goes with the next deed, with the next limit that passes, and with the day."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from linli.cases.models import Case, CaseEvent
from linli.cases.queries.pulse import pulse
from linli.screen import reading as kept
from linli.screen.queries.view import View
from tests.factories import make_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def drawn():
    return []


@pytest.fixture
def read(drawn):
    def draw(found):
        drawn.append(found)
        return f"<p>{found.open.value} {found.late.value}</p>"

    return lambda: kept.reading(View.read("350181", {}), draw)


def test_it_is_drawn_once_while_nothing_happens_and_anew_after_a_deed(people, read, drawn):
    make_case(people.resident)
    first, second = read(), read()
    assert (len(drawn), first.mark, second.at > first.at) == (1, second.mark, True)

    make_case(people.resident)

    assert (read().markup, len(drawn)) == ("<p>2 0</p>", 2)


def test_it_is_drawn_anew_once_a_limit_has_passed(people, read, monkeypatch):
    case = make_case(people.resident)
    soon = now() + timedelta(seconds=20)
    Case.objects.filter(id=case.id).update(next_due_at=soon)
    assert read().markup == "<p>1 0</p>"

    monkeypatch.setattr(kept, "now", lambda: soon + timedelta(seconds=1))

    assert read().markup == "<p>1 1</p>"


def test_while_matters_move_it_rests_for_the_time_set_and_says_its_own_moment(people, read, settings, monkeypatch):
    settings.LINLI_SCREEN_REST = 5
    first = read()
    make_case(people.resident)
    resting = read()
    assert (resting.markup, resting.at) == (first.markup, first.at)

    monkeypatch.setattr(kept, "now", lambda: first.at + timedelta(seconds=6))

    assert read().markup == "<p>1 0</p>"


def test_a_deed_that_commits_after_a_later_one_moves_the_pulse(people):
    case = make_case(people.resident)
    make_case(people.resident)
    whole, _ = pulse(None, now())
    hidden = CaseEvent.objects.get(case=case)

    def without():
        """As another transaction sees it while the first is not committed yet."""
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("SELECT max(id), sum(id)::bigint FROM cases_caseevent WHERE id <> %s", [hidden.id])
            return cursor.fetchone()

    assert (whole.last, whole.together) != without()
    assert whole.last == without()[0]
