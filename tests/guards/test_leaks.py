"""Pages, lists, searches, exports, interface and notices never hold the words of a matter for whoever may not read it.

Name and telephone of a reporter are on no page at all before somebody has given a reason; the unit that a complaint is
about never learns who complains.
"""

import json
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from django.apps import apps

from tests.guards.world import MEDIATED, PETITIONED, PLAIN, SECRETS, _session

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
    """Every list once for each matter that it must not find; every address bare is read by the walk of the permissions."""
    for name, path in world.addresses():
        if name in PLAIN and name in LISTS:
            for case, words in SOUGHT.items():
                yield f"{name} q={case}", path, {"q": words, "view": "all"}
                yield f"{name} phone={case}", path, {"q": SECRETS[case].phone[-4:], "view": "all"}
                yield f"{name} number={case}", path, {"q": world.numbers[case], "view": "all"}
            # What was typed is shown again: half a word is looked for, and the other half must not come.
            yield f"{name} words=mediation", path, {"q": MEDIATED.words[:2], "view": "all"}
            yield f"{name} mediation number", path, {"q": world.mediated, "view": "all"}
            yield f"{name} words=petition", path, {"q": PETITIONED.words[:2], "view": "all"}
            yield f"{name} petition number", path, {"q": world.petitioned, "view": "all"}


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
    yield from leaked(text, world, actor, name)
    yield from leaked_of_petition(text, world, actor, name)


def leaks_of(name, body, world, actor):
    """What somebody read at an address and must not have: one line each."""
    return (
        []
        if name.startswith(UNASKED)
        else [f"{name} as {actor}: {found}" for found in found_in(plain(body), world, actor, name)]
    )


def test_nobody_finds_what_is_not_theirs(world):
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


# Where each of those who may read a mediation reads what of it; everybody else reads nothing anywhere, not even its number.
MEDIATION = {
    "words": (MEDIATED.words[-3:], MEDIATED.words[:4]), "said": (MEDIATED.said[-3:],), "note": (MEDIATED.note[-3:],),
    "terms": (MEDIATED.terms[-3:],), "name": (MEDIATED.name,), "other": (MEDIATED.other,), "guest": (MEDIATED.guest,),
    "phone": (MEDIATED.phone, MEDIATED.phone[3:]), "other phone": (MEDIATED.other_phone, MEDIATED.other_phone[3:]),
}  # fmt: skip
ON_ITS_PAGES = {
    "reporter": {"words", "said", "terms", "name", "other", "guest", "phone"},
    "second": {"said", "terms", "name", "other", "guest", "other phone"},
    "mediator": {"words", "said", "note", "terms", "name", "other", "guest"},
}
KNOW_ITS_NUMBER = {"reporter", "second", "mediator", "mediation_head", "auditor"}
PHONES = {"phone", "other phone"}
OF_MEDIATION = ("mediation:matter", "mediation:desk-matter", "mediation:paper")


def leaked(text, world, actor, name):
    """What of the mediation stands in an answer and must not."""
    allowed = ON_ITS_PAGES.get(actor, set()) if name.startswith(OF_MEDIATION) else set()
    for part, words in MEDIATION.items():
        if part in allowed or (part in PHONES and actor in ("reporter", "second")):
            continue
        yield from (f"{part}: {word}" for word in words if word in text)
    if actor not in KNOW_ITS_NUMBER and "mediation number" not in name and world.mediated in text:
        yield world.mediated


# Who reads what of the petition, and only on its own page; its number also in lists and notices of its own.
PETITION = {
    "words": (PETITIONED.words[-3:], PETITIONED.wish[-3:]), "extract": (PETITIONED.extract[-3:],),
    "urging": (PETITIONED.urging[-3:],),
    "person": (PETITIONED.name, PETITIONED.address[-4:]),
}  # fmt: skip
TAKES_IT = {"reporter", "clerk", "manager", "substitute", "dispatcher", "supervisor"}
ON_ITS_PAGE = {actor: {"words", "extract", "urging"} for actor in TAKES_IT} | {"officer": {"extract", "urging"}}
ON_ITS_PAGE["reporter"] = {"words"}  # of what offices write to each other, only that there is such


def leaked_of_petition(text, world, actor, name):
    """What of the petition stands in an answer and must not."""
    is_its_page = name in ("petitions:matter", "petitions:desk-matter")
    allowed = ON_ITS_PAGE.get(actor, set()) if is_its_page else set()
    for part, words in PETITION.items():
        if part not in allowed:
            yield from (f"petition {part}: {word}" for word in words if word in text)
    if actor not in ON_ITS_PAGE and "petition number" not in name and world.petitioned in text:
        yield world.petitioned


def test_each_reads_its_own_view_of_a_petition(world):
    """The walk would also pass if nobody could read anything."""
    read = {}
    for actor in world.actors:
        for path in (f"/petitions/{world.petitioned}/", f"/desk/petitions/{world.petitioned}/"):
            status, body = world.ask(actor, "GET", path)
            text = plain(body) if status == 200 else ""
            read.setdefault(actor, set()).update(part for part, words in PETITION.items() if words[0] in text)

    assert {actor: parts for actor, parts in read.items() if parts} == ON_ITS_PAGE | {"reporter": {"words"}}


def test_each_side_reads_its_own_view_of_a_mediation(world):
    """The walk above would also pass if nobody could read anything; and the other side is none of its actors."""
    world.actors["second"] = world.second.account
    world.sessions["second"] = _session(world.second.account)
    leaks, read = [], {}
    for name, path in world.addresses():
        if name.startswith(
            ("mediation:", "people:me", "people:looks", "notices:inbox", "portal:matters", "portal:home")
        ):
            for actor in ("second", "reporter", "mediator", "mediation_head", "stranger"):
                status, body = world.ask(actor, "GET", path)
                text = plain(body) if status == 200 else ""
                leaks += [f"{name} as {actor}: {found}" for found in leaked(text, world, actor, name)]
                read.setdefault(actor, set()).update(part for part, words in MEDIATION.items() if words[0] in text)

    assert leaks == [], "\n".join(leaks)
    assert {actor: parts - PHONES for actor, parts in read.items() if parts - PHONES} == {
        actor: parts - PHONES for actor, parts in ON_ITS_PAGES.items()
    }


def test_no_other_table_holds_a_word_of_a_mediation(world):
    """Events, audit, outbox, notices, bookings, search words, queue: nothing of it lies in the open anywhere."""
    words = [word for part, found in MEDIATION.items() if "phone" not in part for word in found]
    held = []
    for model in apps.get_models():
        fields = [
            field.name for field in model._meta.local_concrete_fields if field.get_internal_type() != "BinaryField"
        ]
        text = str(list(model.objects.values_list(*fields))) if model._meta.managed else ""
        held += [f"{model._meta.label}: {word}" for word in words if word in text]

    assert held == [], "\n".join(held)


def test_a_head_opens_a_mediation_only_with_a_reason(world):
    path = f"/desk/mediation/{world.mediated}/"
    for actor in ("mediation_head", "auditor"):
        assert MEDIATED.words not in plain(world.ask(actor, "GET", path)[1])
        status, body = world.ask(actor, "POST", f"{path}look/", body="reason=gossip")
        assert (status, MEDIATED.words in plain(body)) == (422, False)
