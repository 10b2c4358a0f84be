"""`linli story` against a running demonstration, and where none runs."""

import os
import re
import socket
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from click.testing import CliRunner
from django.conf import settings

from linli.config.cli import front_door
from linli.config.story.page import form_values, read_page
from tests.browser.server import House, copy_of, demonstration, run_number
from tests.conftest import NAME
from tests.database import drop_database

STEPS = ["You sent it", "Filed", "Dispatched", "Being handled", "Reported done, to be checked", "Closed", "Rated"]


@pytest.fixture(scope="module")
def house(django_db_setup, tmp_path_factory):
    folder = tmp_path_factory.getbasetemp()
    origin, state = demonstration(NAME, folder.parent if run_number() != os.getpid() else folder)
    copy_of(origin, f"{NAME}_story")
    with House(settings.EMBEDDED_SERVER, f"{NAME}_story", state).open() as running:
        yield running
    drop_database(f"{NAME}_story")


@pytest.fixture
def story(monkeypatch):
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    return lambda base: CliRunner().invoke(front_door, ["story", "--base", base], catch_exceptions=False)


def test_a_matter_is_played_from_door_to_proof(house, story):
    done = story(house.address)

    assert done.exit_code == 0, done.output
    told = re.findall(r"^  \d{4}-\d\d-\d\d \d\d:\d\d  ([^·\n]+?)(?: · .*)?$", done.output, re.MULTILINE)
    assert told == STEPS
    assert "The history is unchanged." in done.output
    number = re.search(r"FQ\d{4}-(\d{6})", done.output)[1]
    assert "no faults" in house.run("verify-history", "--case", str(int(number)))


def test_it_can_be_played_again_though_the_spot_was_reported(house, story):
    assert [story(house.address).exit_code for _ in range(2)] == [0, 0]


def test_chinese_terminal_reads_chinese(house, story, monkeypatch):
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")

    done = story(house.address)

    assert done.exit_code == 0, done.output
    assert "已结案" in done.output
    assert "夜间现场核查，路灯已亮。" in done.output


def test_where_nothing_runs_it_says_so(story):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        done = story(f"http://127.0.0.1:{probe.getsockname()[1]}")

    assert done.exit_code == 2
    assert "Start Linli first: make run" in done.output


def test_what_is_no_linli_is_left_alone(story):
    class Other(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"<h1>Something else</h1>")

        def log_message(self, *words):
            pass

    with HTTPServer(("127.0.0.1", 0), Other) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        done = story(f"http://127.0.0.1:{server.server_port}")
        server.shutdown()
        thread.join()

    assert done.exit_code == 2
    assert "is not Linli" in done.output


def test_form_is_read_as_a_browser_sends_it():
    page = read_page(
        """<form><p>open paragraph<input name=a value="1 &amp; 2"><input type=checkbox name=b checked><input type=radio
        name=c value=x><input type=radio name=c value=y checked><textarea name=d>\nwords</textarea><select name=e><option
        value=1>one<option value=2 selected>two</select><input type=file name=f><button name=g value=h>go</button>
        <input name=i disabled value=j></form>"""
    )

    assert form_values(page.first("form")) == [("a", "1 & 2"), ("b", "on"), ("c", "y"), ("d", "words"), ("e", "2")]
