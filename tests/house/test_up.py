"""`linli up` as people use and abuse it: Ctrl-C, a port in use, two at once, and kill -9 of each part."""

import socket
import threading

import psycopg
import pytest

from linli.config.leftovers import marked
from linli.config.port import first_page
from tests.background import wait_until
from tests.house.installation import Installation

pytestmark = pytest.mark.timeout(240)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A folder under a private home, with a path of over a hundred characters, spaces among them."""
    home = tmp_path_factory.mktemp("home")
    home.chmod(0o700)
    folder = home / ("a folder of a very long name " * 4).strip() / "linli"
    folder.mkdir(parents=True)
    installation = Installation(folder)
    yield installation
    installation.close()
    assert home.stat().st_mode & 0o777 == 0o700


@pytest.fixture
def running(place):
    if place.process is None or place.process.poll() is not None:
        place.up()
    wait_until(lambda: place.answers)
    return place


@pytest.fixture
def stopped(place):
    if place.process is not None and place.process.poll() is None:
        place.interrupt()
    return place


def test_ctrl_c_stops_everything_that_was_started(running):
    mark, port = running.mark, running.port
    assert len(marked(mark)) == 4  # the web server with two workers, and the worker
    before = len(running.said)

    status = running.interrupt()

    assert status == 0
    assert marked(mark) == []
    assert running.server.pid is None
    assert first_page("127.0.0.1", port) is None
    assert "Traceback" not in running.said[before:]
    assert running.said.endswith("\nStopped.\n")


def test_a_port_in_use_is_said_before_anything_is_started(stopped):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]

        done = stopped.run("up", "--no-demo", "--port", str(taken))

    assert done.returncode == 1
    assert f"127.0.0.1:{taken} cannot be used" in done.stderr
    assert stopped.server.pid is None


def test_a_second_up_is_refused_and_the_first_goes_on(running):
    done = running.run("up", "--no-demo", "--port", str(running.port + 1))

    assert done.returncode == 1
    assert done.stderr == (
        f"Error: Linli already runs from this folder (process {running.process.pid}, "
        f"http://127.0.0.1:{running.port}/). Stop it first, with Ctrl-C where it runs.\n"
    )
    assert running.answers


def test_a_killed_web_worker_is_replaced(running):
    before = running.parts("granian")

    running.kill(before[1])

    wait_until(lambda: len(running.parts("granian")) == 3 and before[1] not in running.parts("granian"))
    wait_until(lambda: running.answers)


def test_a_killed_web_server_is_started_anew(running):
    before = running.parts("granian")

    running.kill(before[0])

    wait_until(lambda: len(running.parts("granian")) == 3 and not set(before) & set(running.parts("granian")))
    wait_until(lambda: running.answers)
    assert "The web server has ended (killed by SIGKILL); starting it anew" in running.said


def test_a_killed_worker_is_started_anew(running):
    (before,) = running.parts("worker")

    running.kill(before)

    wait_until(lambda: running.parts("worker") not in ([], [before]))
    assert "The worker has ended (killed by SIGKILL); starting it anew" in running.said


def test_a_killed_database_comes_back_with_all_that_was_acknowledged(running):
    acknowledged, is_broken = [], threading.Event()

    def write():
        try:
            with connect(running) as database:
                for number in range(1_000_000):
                    database.execute("INSERT INTO probe.promises VALUES (%s)", [number])
                    acknowledged.append(number)
        except psycopg.OperationalError:
            is_broken.set()

    with connect(running) as database:  # in a schema of its own: a start grants what lies in Linli's
        database.execute("CREATE SCHEMA probe; CREATE TABLE probe.promises (number int PRIMARY KEY)")
    writer = threading.Thread(target=write)
    writer.start()
    wait_until(lambda: len(acknowledged) > 100)

    before = running.server.pid
    running.kill(before)

    writer.join(30)
    assert is_broken.is_set()
    wait_until(lambda: running.server.pid not in (None, before) and "The database server is back." in running.said)
    with connect(running) as database:
        kept = {number for (number,) in database.execute("SELECT number FROM probe.promises")}
        database.execute("DROP SCHEMA probe CASCADE")
    assert set(acknowledged) <= kept
    wait_until(lambda: running.answers)


def test_what_a_killed_up_leaves_is_taken_over_by_the_next(running):
    mark, server = running.mark, running.server.pid
    web = running.parts("granian")

    running.kill(web[0])  # its workers are orphans now, and hold the port
    running.kill_up()
    running.up()

    assert marked(mark) == []
    assert running.server.pid == server
    wait_until(lambda: running.answers)
    assert running.interrupt() == 0
    assert running.server.pid is None  # the killed one had started it, so this one stops it


def test_children_end_with_their_parent(running):
    mark = running.mark

    running.kill_up()

    wait_until(lambda: marked(mark) == [])


def connect(installation):
    return psycopg.connect(
        host=str(installation.server.socket_folder), user="postgres", dbname="linli", autocommit=True
    )
