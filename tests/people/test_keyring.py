import pytest

from linli.people.models import Account


@pytest.mark.django_db
def test_sealed_text_is_unreadable_in_the_database_and_plain_in_memory():
    from django.db import connection

    account = Account.objects.create(phone="+8613800000000", phone_index="1:x")

    with connection.cursor() as cursor:
        cursor.execute("SELECT phone FROM people_account WHERE id = %s", [account.id])
        stored = bytes(cursor.fetchone()[0])
    assert b"138" not in stored
    assert Account.objects.get().phone == "+8613800000000"


def test_committed(committed):
    Account.objects.create(phone="+8613800000000", phone_index="1:x")

    assert Account.objects.count() == 1
