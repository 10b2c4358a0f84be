"""A measurement, only when asked for: LINLI_CROWD=1 … -s. So many residents a second take numbers and slots over HTTP."""

import http.client
import os
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Event
from time import perf_counter
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.db import connection
from django.utils.timezone import localdate

from linli.bookings.models import Booking
from linli.bookings.queries.slots import slots_from
from linli.people.models import Account
from linli.tickets.models import NumberSeries, Ticket, TicketEvent
from tests.bookings.conftest import make_resource
from tests.browser.server import House
from tests.factories import make_resident
from tests.guards.world import _session as session_of
from tests.tickets.conftest import make_hall
from tools.bench.load import cpu_seconds

HALLS, RESIDENTS = 10, int(os.environ.get("LINLI_CROWD_PEOPLE", "1000"))
A_SECOND = int(os.environ.get("LINLI_CROWD_RATE", "200"))  # requests: each resident takes a number, then a slot
TOKEN = "a" * 32


@pytest.mark.skipif("LINLI_CROWD" not in os.environ, reason="a measurement: LINLI_CROWD=1 and -s")
@pytest.mark.usefixtures("committed")
@pytest.mark.timeout(600)
def test_two_hundred_a_second_take_numbers_and_slots():
    halls = [make_hall(f"hall{number}", hours="0:00-24:00") for number in range(HALLS)]
    rooms = [make_resource(hall, units=min(RESIDENTS, 500), horizon_days=30) for hall in halls]
    days = slots_from(rooms[0], localdate() + timedelta(days=1), 3)
    slots = [slot.starts_at.isoformat() for day in days for slot in day.slots]
    keys = [session_of(Account.objects.get(id=make_resident().actor_id)) for _ in range(RESIDENTS)]
    house = House(settings.EMBEDDED_SERVER, connection.settings_dict["NAME"], Path(settings.STATE), workers=2)

    def request(number):
        who, hall = number // 2, number // 2 % HALLS
        if number % 2:
            path, form = f"/centres/hall{hall}/rooms/{rooms[hall].id}/hold/", {"slot": slots[who % len(slots)]}
        else:
            path, form = f"/centres/hall{hall}/ticket/", {"item": ""}
        return path, urlencode(form | {"key": f"crowd-{number}", "csrfmiddlewaretoken": TOKEN}), keys[who]

    try:
        house.start_web()
        _send(house.port, request, range(40), rate=20)  # what is read once is read
        begun, spent = perf_counter(), _cpu(house)
        answers, waits = _send(house.port, request, range(40, RESIDENTS * 2), rate=A_SECOND)
        took, spent = perf_counter() - begun, [after - before for before, after in zip(spent, _cpu(house), strict=True)]
    finally:
        house.stop()

    waits.sort()
    count = len(waits)
    print(f"{count} in {took:.1f} s: {count / took:.0f} a second; answered within {waits[count // 2] * 1000:.0f} ms (p50), "  # noqa: T201
          f"{waits[int(count * 0.95)] * 1000:.0f} ms (p95), {waits[int(count * 0.99)] * 1000:.0f} ms (p99); CPU {spent[0] / count * 1000:.1f} ms web, "
          f"{spent[1] / count * 1000:.1f} ms database a request; {dict(answers)}")  # fmt: skip
    assert set(answers) == {302}
    assert Ticket.objects.count() == RESIDENTS == Ticket.objects.values("account").distinct().count()
    assert Ticket.objects.values("place", "on", "letter", "number").distinct().count() == RESIDENTS
    assert sum(NumberSeries.objects.values_list("last", flat=True)) == RESIDENTS == TicketEvent.objects.count()
    assert Booking.objects.count() == RESIDENTS == Booking.objects.values("account").distinct().count()
    assert Booking.objects.values("resource", "seat", "starts_at").distinct().count() == RESIDENTS


def _cpu(house):
    """CPU seconds of the web server and of the database, so far; the machine may be busy with other things."""
    pid = int((house.server.data / "postmaster.pid").read_text().split()[0])
    return cpu_seconds(house.web.pid), cpu_seconds(pid)


def _send(port, request, numbers, *, rate):
    """Send one after the other at a fixed pace, whether those before are answered or not; a late answer counts in full."""
    begun, pause = perf_counter() + 0.2, Event()

    def one(turn, number):
        due = begun + turn / rate
        if (early := due - perf_counter()) > 0:
            pause.wait(early)
        path, body, session = request(number)
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": f"csrftoken={TOKEN}; {settings.SESSION_COOKIE_NAME}={session}",
        }
        there = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        there.request("POST", path, body, headers)
        answer = there.getresponse()
        answer.read()
        there.close()
        return answer.status, perf_counter() - due

    with ThreadPoolExecutor(64) as pool:
        found = list(pool.map(lambda pair: one(*pair), enumerate(numbers)))
    return Counter(status for status, _ in found), [wait for _, wait in found]
