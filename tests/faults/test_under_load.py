"""The database stops for ten seconds, a web process is killed: what was acknowledged is there, once; the rest was told so."""

import os
import signal
import threading
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

from linli.config.database import APP_ROLE, prepare_roles
from linli.config.embedded import Server
from tests.background import wait_until
from tests.browser.server import House
from tests.faults.load import Crowd

NAME = f"faults_{os.getpid()}"
AWAY_SECONDS = 10
pytestmark = pytest.mark.timeout(240)


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """A Linli on a database server of its own, so that it may be stopped."""
    server = Server(settings.PROJECT, "faults")
    with server.running():
        prepare_roles(server, NAME)
        house = House(server, NAME, tmp_path_factory.mktemp("faults"), workers=2)
        house.run("migrate", "--quiet")
        house.run("county", "lay")
        with house.open():
            yield house
        server.start()
        server.sql([f"DROP DATABASE {NAME} WITH (FORCE)"])


def ask(house, statement):
    host = str(house.server.socket_folder)
    with psycopg.connect(host=host, user=APP_ROLE, dbname=house.database) as connection:
        return connection.execute(statement).fetchall()


def is_stored_once(house, answers, name):
    """Every acknowledged report is one case under the number that was told, and there is no other."""
    rows = ask(house, f"SELECT number, idempotency FROM c350181.cases_case WHERE idempotency LIKE 'door:{name}-%'")
    stored = {key.removeprefix("door:"): number for number, key in rows}
    assert len(rows) == len(stored)
    assert {key: int(number.rpartition("-")[2]) for key, number in answers.acknowledged.items()} == stored


def worker_has_caught_up(house):
    waiting = "SELECT count(*) FROM c350181.common_outboxentry WHERE relayed_at IS NULL"
    due = "SELECT count(*) FROM public.procrastinate_jobs WHERE status = 'doing' OR status = 'todo' AND (scheduled_at IS NULL OR scheduled_at <= now())"
    return ask(house, waiting) == ask(house, due) == [(0,)]


def test_ten_seconds_without_a_database_lose_nothing(house):
    with Crowd(house.port, "away") as answers:
        house.server.stop("fast")
        threading.Event().wait(AWAY_SECONDS)
        house.server.start()

    assert answers.odd == []
    assert len(answers.acknowledged) == 160
    assert answers.away
    assert all(b"12345" in page and b"Traceback" not in page for page in answers.away)
    is_stored_once(house, answers, "away")
    wait_until(lambda: worker_has_caught_up(house), seconds=60)
    assert "no faults" in house.run("verify-history")


def test_a_web_process_killed_in_mid_work_loses_nothing(house):
    def processes():
        return [int(pid) for pid in Path(f"/proc/{house.web.pid}/task/{house.web.pid}/children").read_text().split()]

    before = processes()
    with Crowd(house.port, "killed") as answers:
        os.kill(before[0], signal.SIGKILL)
        wait_until(lambda: before[0] not in processes() and len(processes()) == len(before), seconds=30)

    assert answers.odd == []
    assert len(answers.acknowledged) == 160
    is_stored_once(house, answers, "killed")


def test_a_database_killed_as_by_a_power_cut_keeps_what_was_acknowledged(house):
    with Crowd(house.port, "cut", people=4, reports=20) as answers:
        house.server.kill()
        wait_until(lambda: house.server.pid is None)
        house.server.start()

    assert answers.odd == []
    assert len(answers.acknowledged) == 80
    is_stored_once(house, answers, "cut")
    wait_until(lambda: worker_has_caught_up(house), seconds=60)
