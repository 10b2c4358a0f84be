import json
import re

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client

from tests.factories import GRID, make_case
from tests.field.conftest import sit


def test_the_page_of_the_app_holds_nothing_of_anybody(people, case):
    mine, nobody = sit(people.grid_member), Client()
    mine.cookies["csrftoken"] = nobody.cookies["csrftoken"] = "a" * 32

    assert mine.get("/field/app/").content == nobody.get("/field/app/").content


def test_the_page_of_the_app_has_no_script_and_no_style_of_its_own(people):
    body = Client().get("/field/app/").content.decode()

    assert re.findall(r"<script(?![^>]*\bsrc=)", body) == []
    assert re.findall(r"<style|\sstyle=|\son[a-z]+=", body) == []


def test_the_manifest_names_icons_that_are_there(db):
    answer = Client().get("/field/manifest.webmanifest")
    told = json.loads(answer.content)

    assert answer["Content-Type"] == "application/manifest+json"
    assert (told["start_url"], told["scope"], told["display"]) == ("/field/app/", "/field/", "standalone")
    assert {icon["sizes"] for icon in told["icons"]} == {"192x192", "512x512"}
    assert all(finders.find(icon["src"].removeprefix(settings.STATIC_URL)) for icon in told["icons"])


def test_the_worker_is_served_within_its_scope_and_names_what_it_keeps(db):
    answer = Client().get("/field/worker.js")
    told = json.loads(re.search(r"self\.LINLI_FIELD = (\{.*?\});\n", answer.content.decode())[1])

    assert answer["Content-Type"].startswith("text/javascript")
    assert answer["Cache-Control"] == "no-cache"
    assert told["version"] == Client().get("/field/app/")["Linli-Version"]
    assert all(finders.find(path.removeprefix(settings.STATIC_URL)) for path in told["files"])
    assert not any("maplibre" in path for path in told["files"])


def test_the_policy_allows_worker_and_manifest_from_here_only(db):
    policy = Client().get("/field/app/")["Content-Security-Policy"]

    assert "manifest-src 'self'" in policy
    assert re.search(r"worker-src 'self'", policy)
    assert "unsafe" not in policy


def test_the_day_is_for_whoever_holds_a_post(people, case):
    told = sit(people.grid_member).get("/field/day.json")

    assert told.json()["account"] == str(people.grid_member.actor_id)
    assert len(told.json()["matters"]) == 1
    assert told.json()["places"][0][0] == GRID
    assert "no-store" in told["Cache-Control"]
    assert Client().get("/field/day.json").status_code == 302


@pytest.mark.parametrize("count", [1, 3])
def test_the_day_takes_the_same_statements_whatever_the_number(people, count, django_assert_num_queries):
    for _ in range(count):
        make_case(area=GRID)
    client = sit(people.grid_member)
    client.get("/field/day.json")

    with django_assert_num_queries(10):
        client.get("/field/day.json")


def test_kinds_are_told_once_and_then_unchanged(db):
    first = Client().get("/field/kinds.json")
    again = Client().get("/field/kinds.json", headers={"If-None-Match": first["ETag"]})

    assert "M01037" in {kind[0] for kind in first.json()["kinds"]}
    assert "H001" not in {kind[0] for kind in first.json()["kinds"]}
    assert again.status_code == 304
