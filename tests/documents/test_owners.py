import pytest
from django.test import RequestFactory

from linli.documents import owners
from linli.people.reader import ANONYMOUS, reader_of


def request(reader=ANONYMOUS, session=None, **sent):
    made = RequestFactory().post("/", sent)
    made.reader, made.session = reader, {} if session is None else session
    return made


def test_a_basket_is_its_sessions_own_and_no_others():
    mine, other = request(), request()

    basket = owners.new_basket(mine)

    assert (basket.version, basket.variant) == (8, "specified in RFC 4122")
    assert owners.is_own_basket(basket, mine)
    assert not owners.is_own_basket(basket, other)
    owners.new_basket(other)
    assert not owners.is_own_basket(basket, other)


def test_the_form_keeps_its_basket_and_another_form_gets_another():
    first = request()
    basket = owners.basket_of(first)

    again = request(session=first.session, basket=str(basket))

    assert owners.basket_of(again) == basket
    assert owners.basket_of(request(session=first.session)) != basket
    assert not owners.basket_was_lost(again)


@pytest.mark.parametrize("named", ["1", "01920000-0000-8000-8000-000000000001", "../.."])
def test_a_basket_that_is_not_ones_own_is_lost_and_replaced(named):
    asked = request(basket=named)

    assert owners.basket_was_lost(asked)
    assert owners.is_own_basket(owners.basket_of(asked), asked)


@pytest.mark.django_db
def test_who_signs_in_again_after_the_session_ended_finds_the_basket(resident, neighbour):
    basket = owners.new_basket(request(reader_of(resident)))

    assert owners.is_own_basket(basket, request(reader_of(resident)))
    assert not owners.is_own_basket(basket, request(reader_of(neighbour)))
    assert not owners.is_own_basket(basket, request())


@pytest.mark.django_db
def test_who_signs_in_half_way_keeps_what_the_session_began(resident):
    session = {}
    basket = owners.new_basket(request(session=session))

    assert owners.is_own_basket(basket, request(reader_of(resident), session=session))


def test_the_hidden_field_carries_the_basket():
    basket = owners.new_basket(request())

    assert owners.basket_field(basket) == f'<input type="hidden" name="basket" value="{basket}">'


def test_without_account_and_request_nobody_is_known():
    with pytest.raises(LookupError):
        owners.owner_key(ANONYMOUS, None)
