"""The menu of a centre: who keeps it, what is refused, what is taken back, and what residents read."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from linli.common.models import AuditEntry
from linli.hall.domain.menu import (
    EntryWords,
    add_entry,
    change_entry,
    restore_entry,
    take_back_entry,
    withdraw_entry,
)
from linli.hall.models import MenuEntry
from linli.hall.order_enums import BroughtBy
from linli.hall.queries.menu import menu_page
from tests.hall.conftest import refused
from tests.hall.order_world import make_menu
from tests.settings.conftest import _static_folder, sit  # noqa: F401

pytestmark = pytest.mark.django_db
MENU = "/centres/350181005004/menu/"
DESK = "/desk/menu/350181005004/"
FORM = {
    "name": "小件维修",
    "brought_by": "partner",
    "days": "2",
    "take_days": "1",
    "about": "换灯泡",
    "for_whom": "社区居民",
}


@pytest.fixture
def menu():
    return make_menu()


def words(**facts):
    return EntryWords(**({"name": "小件维修", "brought_by": BroughtBy.PARTNER, "days": 2} | facts))


def test_a_line_is_added_changed_withdrawn_restored_and_each_is_on_record(menu):
    place, by = menu.place, menu.manager
    entry = add_entry(place, words(), by=by)
    changed = change_entry(place, entry.code, words(name="维修", days=4), by=by)
    change_entry(place, entry.code, words(name="维修", days=4), by=by)  # nothing new: nothing on record
    gone = withdraw_entry(place, entry.code, reason="师傅出差", by=by)
    back = restore_entry(place, entry.code, by=by)

    assert (changed.name, changed.days) == ("维修", 4)
    assert (gone.reason, gone.withdrawn_at is None) == ("师傅出差", False)
    assert (back.reason, back.withdrawn_at) == ("", None)
    trail = AuditEntry.objects.filter(subject_kind="menu_entry", detail__entry="m2").order_by("at", "id")
    assert [row.action for row in trail] == ["menu.added", "menu.changed", "menu.withdrawn", "menu.restored"]


def test_what_was_done_last_is_taken_back_and_nothing_older(menu):
    entry = add_entry(menu.place, words(), by=menu.manager)
    change_entry(menu.place, entry.code, words(days=9), by=menu.manager)
    added, changed = AuditEntry.objects.filter(detail__entry=entry.code).order_by("at", "id")

    with refused("changed_since"):
        take_back_entry(added, by=menu.manager)
    assert take_back_entry(changed, by=menu.manager).days == 2
    gone = take_back_entry(added, by=menu.manager)
    assert gone.withdrawn_at is not None
    with refused("not_taken_back"):
        take_back_entry(AuditEntry.objects.exclude(subject_kind="menu_entry").first() or AuditEntry(), by=menu.manager)
    with refused("not_your_place"):
        take_back_entry(changed, by=menu.other_manager)


@pytest.mark.parametrize(
    ("facts", "code"),
    [({"name": "  "}, "entry_name_needed"), ({"days": 0}, "entry_due"), ({"days": 61}, "entry_due"),
     ({"active_until": localdate() - timedelta(days=1)}, "entry_days")],
)  # fmt: skip
def test_a_line_that_does_not_hold_is_refused(menu, facts, code):
    with refused(code):
        add_entry(menu.place, words(**facts), by=menu.manager)
    with refused(code):
        change_entry(menu.place, "m1", words(**facts), by=menu.manager)


def test_whoever_may_not_is_refused(menu):
    for stranger in (menu.other_manager, menu.clerk, menu.resident):
        with refused("not_your_place"):
            add_entry(menu.place, words(), by=stranger)
    with refused("entry_reason_needed"):
        withdraw_entry(menu.place, "m1", reason=" ", by=menu.manager)
    with refused("entry_unknown"):
        change_entry(menu.place, "m9", words(), by=menu.manager)
    with refused("entry_as_before"):
        restore_entry(menu.place, "m1", by=menu.manager)
    withdraw_entry(menu.place, "m1", reason="停办", by=menu.manager)
    with refused("entry_as_before"):
        withdraw_entry(menu.place, "m1", reason="停办", by=menu.manager)


def test_pages_of_the_desk_add_change_withdraw_restore_and_take_back(menu):
    client = sit(menu.manager)
    assert client.get("/desk/menu/").headers["Location"] == DESK
    wrong = client.post(f"{DESK}new/", FORM | {"days": "0", "about": "留着"})
    assert (wrong.status_code, "留着" in wrong.content.decode()) == (422, True)

    assert client.post(f"{DESK}new/", FORM).headers["Location"] == DESK
    assert client.post(f"{DESK}m2/", FORM | {"days": "7"}).status_code == 302
    assert client.post(f"{DESK}m2/withdrawal/", {"reason": ""}).status_code == 422
    assert client.post(f"{DESK}m2/withdrawal/", {"reason": "师傅出差"}).status_code == 302
    assert "师傅出差" in client.get(MENU).content.decode()
    assert client.post(f"{DESK}m2/restoration/").status_code == 302
    entry = MenuEntry.objects.get(code="m2")
    assert (entry.days, entry.withdrawn_at) == (7, None)

    newest = AuditEntry.objects.filter(action="menu.restored").get()
    client.post(f"/desk/menu/changes/{newest.id}/taking-back/")
    entry.refresh_from_db()
    assert entry.reason == "师傅出差"
    assert sit(menu.other_manager).get(DESK).status_code == 404
    assert sit(menu.clerk).get(DESK).status_code == 403


def test_residents_read_what_is_on_the_menu_today_and_nothing_else(menu, client, django_assert_num_queries):
    add_entry(menu.place, words(name="明天才有", active_from=localdate() + timedelta(days=1)), by=menu.manager)
    page = client.get(MENU).content.decode()
    assert ("上门理发" in page, "明天才有" in page) == (True, False)
    assert menu_page(menu.place.code).url == MENU
    assert MENU in client.get("/centres/350181005004/").content.decode()

    client.get(MENU)
    with django_assert_num_queries(2):
        client.get(MENU)
    for number in (1, 2):
        add_entry(menu.place, words(name=f"第{number}样"), by=menu.manager)
    client.get(MENU)  # what stays in memory is read
    with django_assert_num_queries(2):
        client.get(MENU)

    for entry in MenuEntry.objects.all():
        withdraw_entry(menu.place, entry.code, reason="停办", by=menu.manager)
    assert client.get(MENU).context["entries"] == []
    assert menu_page(menu.place.code) is None
    assert client.get("/centres/nowhere/menu/").status_code == 404
