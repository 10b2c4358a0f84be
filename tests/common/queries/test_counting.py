import pytest

from linli.common.models import OutboxEntry
from linli.common.queries.counting import bounded_counts

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("rows", [1, 3])
def test_several_counts_are_one_statement_up_to_a_bound(rows, django_assert_num_queries):
    OutboxEntry.objects.bulk_create(OutboxEntry(topic="t", payload={}) for _ in range(rows))
    asked = {"all": OutboxEntry.objects.order_by("-id"), "one": OutboxEntry.objects.filter(topic="other"),
             "never": OutboxEntry.objects.none()}  # fmt: skip

    with django_assert_num_queries(1):
        found = bounded_counts(asked, most=1)

    assert found == {"all": min(rows, 2), "one": 0, "never": 0}


def test_nothing_to_count_is_no_statement(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert bounded_counts({}, most=10) == {}
