import pytest

from linli.people.models import Unit
from linli.people.queries.page import page_of
from tests.people.makers import make_unit

pytestmark = pytest.mark.django_db


def test_pages_lead_to_each_other_and_end():
    units = [make_unit() for _ in range(5)][::-1]
    rows = Unit.objects.all()

    first = page_of(rows, size=2)
    second = page_of(rows, size=2, before=first.older)
    third = page_of(rows, size=2, before=second.older)
    back = page_of(rows, size=2, after=third.newer)
    start = page_of(rows, size=2, after=back.newer)

    assert [page.rows for page in (first, second, third)] == [units[:2], units[2:4], units[4:]]
    assert (first.newer, third.older) == (None, None)
    assert (back.rows, start.rows, start.newer) == (second.rows, first.rows, None)


def test_an_empty_list_is_one_page():
    page = page_of(Unit.objects.none(), size=2)

    assert (page.rows, page.older, page.newer) == ([], None, None)
