"""A record written by a kept statement is what Django would have written, and it is read back as Django reads it."""

import pytest
from django.db import IntegrityError, transaction

from linli.common.domain.inserting import insert
from linli.common.queries.compiled import record
from linli.people.models import Account
from linli.tickets.enums import TicketDeed, TicketState
from linli.tickets.models import TicketEvent
from tests.factories import make_resident
from tests.tickets.conftest import NINE, make_hall, make_ticket

pytestmark = pytest.mark.django_db


def _named(values):
    return Account.objects.filter(id=values["id"])


def test_a_record_is_written_and_its_key_is_known():
    ticket = make_ticket(make_hall("hall"))
    event = TicketEvent(
        ticket=ticket, seq=9, at=NINE, deed=TicketDeed.CALLED, state=TicketState.AT_WINDOW, by="it's “me”\\ 100 %s"
    )

    insert(event)

    assert not event._state.adding
    found = TicketEvent.objects.get(pk=event.pk)
    assert [getattr(found, one.attname) for one in TicketEvent._meta.concrete_fields] == [
        getattr(event, one.attname) for one in TicketEvent._meta.concrete_fields
    ]
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(TicketEvent(ticket=ticket, seq=9, at=NINE, deed="called", state="waiting", by=""))


def test_a_record_is_read_whole_its_sealed_texts_opened():
    account = Account.objects.get(id=make_resident().actor_id)

    found = record(Account, {"id": account.id}, _named)

    assert account.phone
    assert found is not None
    assert found.__dict__ | {"_state": 0} == account.__dict__ | {"_state": 0}
    account.delete()
    assert record(Account, {"id": found.id}, _named) is None
