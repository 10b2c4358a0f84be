"""Lists that no app counts for itself: the same literal number of statements with 1 row and with 3."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from linli.people.enums import Role
from tests.factories import make_case, make_offices, make_staff


@pytest.fixture
def dispatcher(db):
    make_offices()
    client = Client()
    client.force_login(get_user_model().objects.get(id=make_staff(Role.DISPATCHER).actor_id))
    client.get("/desk/")  # what stays in memory is read
    return client


@pytest.mark.parametrize("count", [1, 3])
def test_a_search_at_the_desk(count, dispatcher, django_assert_num_queries):
    for _ in range(count):
        make_case()

    with django_assert_num_queries(SEARCH):
        answer = dispatcher.get("/desk/search/?q=路灯")
    assert answer.content.count(b'data-keys="row"') == count


SEARCH = 6  # session, account, posts, words, cases of these; all counts
