"""Pages, lists, searches, exports, interface and notices never hold the words of a matter for whoever may not read it.

Name and telephone of a reporter are on no page at all before somebody has given a reason; the unit that a complaint is
about never learns who complains.
"""

import json
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from tests.guards.world import PLAIN, SECRETS

AREA_READERS = {"dispatcher", "supervisor", "leader", "auditor", "administrator"}
VILLAGE_READERS = AREA_READERS | {"grid_head", "clerk", "manager", "substitute"}
MAY_READ = {
    "own": VILLAGE_READERS | {"reporter", "grid_member", "officer"},
    "far": AREA_READERS | {"other_manager"},
    "complaint": VILLAGE_READERS,
    "sealed": set(),
}
# Searches that would find each matter; what was typed is shown again, so it is left out of what is looked for.
SOUGHT = {"own": "灯杆倒在", "far": "井盖翘起", "complaint": "办事推来", "sealed": "两家争地"}
# Pages without a matter on them; and the demonstration's outbox, which shows every text and is in no real installation.
UNASKED = ("account", "mfa", "areas", "common", "people:sign", "people:demo-outbox")
LISTS = ("desk:cases", "desk:search", "desk:export", "api:listed", "portal:search", "desk:dispatch", "desk:today")


def plain(body):
    """The text of an answer; of a workbook, that of its sheets."""
    try:
        with ZipFile(BytesIO(body)) as book:
            body = b" ".join(book.read(name) for name in book.namelist())
    except BadZipFile:
        pass
    text = body.decode(errors="replace")
    return json.dumps(json.loads(text), ensure_ascii=False) if text[:1] in ("{", "[") else text


def asked(world):
    """Every address that is read, and every list once for each matter that it must not find."""
    for name, path in world.addresses():
        if not name.startswith(UNASKED):
            yield name, path, {}
    for name, path in world.addresses():
        if name in PLAIN and name in LISTS:
            for case, words in SOUGHT.items():
                yield f"{name} q={case}", path, {"q": words, "view": "all"}
                yield f"{name} phone={case}", path, {"q": SECRETS[case].phone[-4:], "view": "all"}
                yield f"{name} number={case}", path, {"q": world.numbers[case], "view": "all"}


def found_in(text, world, actor, name):
    """What stands in an answer that this reader must not see."""
    for case, secret in SECRETS.items():
        mine = case == "own" and actor == "reporter"
        if not mine:
            yield from (f"{case}: {word}" for word in (secret.name, secret.phone, secret.phone[3:]) if word in text)
        if actor not in MAY_READ[case]:
            words = [secret.words[-3:], secret.place]
            if f"number={case}" not in name and not name.endswith(f" {case}"):
                words.append(world.numbers[case])
            yield from (f"{case}: {word}" for word in words if word in text)


def test_nobody_reads_what_is_not_theirs(world):
    leaks = []
    for name, path, query in asked(world):
        for actor in world.actors:
            status, body = world.ask(actor, "GET", path, query)
            if status == 200:
                leaks += [f"{name} as {actor}: {found}" for found in found_in(plain(body), world, actor, name)]

    assert leaks == [], "\n".join(leaks)


def test_whoever_may_read_does_so(world):
    """The walk above would also pass if nobody could read anything."""
    for case, readers in MAY_READ.items():
        seen = {
            actor
            for actor in world.actors
            if SECRETS[case].words[-3:] in plain(world.ask(actor, "GET", f"/desk/cases/{world.numbers[case]}/")[1])
        }
        assert seen == readers - {"reporter"}, case


def test_the_unit_concerned_learns_nothing_from_its_notices(world):
    status, body = world.ask("unit_concerned", "GET", "/me/notices/")

    assert status == 200
    assert not [word for word in (SECRETS["complaint"].name, SECRETS["complaint"].words[-3:]) if word in body.decode()]


def test_a_look_at_who_complains_is_for_those_who_decide_on_it(world):
    path, reason = f"/desk/cases/{world.numbers['complaint']}/look/", world.body("desk:look complaint")

    shown = {actor for actor in world.actors if SECRETS["complaint"].name in plain(world.ask(actor, "POST", path, body=reason)[1])}  # fmt: skip

    assert shown == {"supervisor"}
