"""Every address × everybody × GET and POST: what is answered stands in permissions.toml, read by a person before it is kept.

What is read there is searched for the words of others in the same walk (`test_leaks`).

Where the table and the answers differ, the test prints the lines as they would stand in the table.
"""

import tomllib
from pathlib import Path
from unittest.mock import patch

import pytest
from django.template.backends.django import Template

from linli.people.enums import Role
from tests.browser.pages import url_names
from tests.guards.test_leaks import leaks_of
from tests.guards.world import NOBODY

pytestmark = pytest.mark.timeout(900)  # some twenty thousand requests
TABLE = Path(__file__).with_name("permissions.toml")
# Below the floor of people, where the doors are, or another's: open to everybody, and they show nothing of a county.
NO_DOOR = {
    "common:text-size", "common:theme", "common:patterns", "common:pattern-page", "set_language", "common:colours",
    "common:emblem",
}  # fmt: skip

UNDRAWN = patch.object(Template, "render", lambda *_args, **_more: "")


def table():
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


def line_of(statuses):
    """Statuses by actor as the table writes them: the status, then who gets it; the most frequent is `others`."""
    by_status = {}
    for actor, status in statuses.items():
        by_status.setdefault(status, []).append(actor)
    most = max(by_status, key=lambda status: len(by_status[status]))
    words = [f"{status}: {' '.join(actors)}" for status, actors in sorted(by_status.items()) if status != most]
    return "; ".join([f"{most}: others", *words])


def test_every_address_answers_everybody_as_the_table_says_and_with_nothing_of_others(world):
    expected, found, leaks = table(), {}, []
    for name, path in world.addresses():
        pages = expected.get(name, {}).get("GET", "200: others")
        read = {actor: get(world, actor, path, _status(pages, actor)) for actor in world.actors}
        with UNDRAWN:  # of what was sent nothing but the status is read
            sent = {actor: world.ask(actor, "POST", path, body=world.body(name))[0] for actor in world.actors}
        found[name] = {"GET": line_of({actor: status for actor, (status, _) in read.items()}), "POST": line_of(sent)}
        for actor, (status, body) in read.items():
            leaks += leaks_of(name, body, world, actor) if status == 200 else []

    wrong = [
        f'["{name}"]\nGET = "{lines["GET"]}"\nPOST = "{lines["POST"]}"'
        for name, lines in found.items()
        if expected.get(name) != lines
    ]
    assert wrong == [], "\n" + "\n".join(wrong)
    assert leaks == [], "\n" + "\n".join(leaks)
    assert set(expected) == set(found)


def get(world, actor, path, expected):
    """The status and the page; a refusal that is expected is not drawn, as nothing but its status is read."""
    if expected != "200":
        with UNDRAWN:
            answer = world.ask(actor, "GET", path)
        if answer[0] != 200:
            return answer
    return world.ask(actor, "GET", path)


def test_every_url_of_the_urlconf_stands_in_the_table():
    assert {name for name, _view in url_names()} == {key.split()[0] for key in table()}


def test_nothing_fails():
    assert [name for name, lines in table().items() if any("50" in line for line in lines.values())] == []


def test_every_view_says_who_may_enter():
    without = {name for name, view in url_names() if not getattr(view, "audience", None)}

    assert {name for name in without if not name.startswith("api:")} == NO_DOOR


def test_no_door_lets_in_whom_it_does_not_name(world):
    """The table itself against the marks on the views: nobody but its audience gets a page."""
    audiences = {name: view.audience for name, view in url_names() if hasattr(view, "audience")}
    staff = {str(role) for role in Role} | {"other_manager", "unit_concerned", "substitute"}
    faults = []
    for name, lines in table().items():
        audience = audiences.get(name.split()[0], frozenset({"anybody"}))
        if "anybody" in audience:
            continue
        outside = {NOBODY, "inactive"} | (set() if "resident" in audience else {"reporter", "stranger"})
        outside |= staff - _holders(audience) if audience <= set(Role) else set()
        for method, line in lines.items():
            faults += [f"{method} {name}: {actor} gets 200" for actor in outside if _status(line, actor) == "200"]

    assert faults == []


def test_the_interface_answers_nobody_without_a_token(world):
    nothing = {"api:api-root", "api:<path:rest>"}  # 404 to everybody: there is nothing at these addresses
    names = [name for name in table() if name.startswith("api:") and name not in nothing]

    assert {_status(table()[name]["GET"], NOBODY) for name in names} <= {"401", "405"}
    assert {_status(table()[name]["POST"], NOBODY) for name in names} <= {"401", "405", "422"}


def _holders(audience):
    more = {"manager": {"other_manager", "substitute"}, "officer": {"unit_concerned"}}
    return {str(role) for role in audience} | {one for role in audience for one in more.get(str(role), ())}


def _status(line, actor):
    first, *others = line.split("; ")
    return next((part.split(":")[0] for part in others if actor in part.split(": ")[1].split()), first.split(":")[0])
