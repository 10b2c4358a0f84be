"""A morning at Hongqiao in real browsers: one books from home, one walks in, one is visited at home through an agent."""

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import psycopg
import pytest
from playwright.sync_api import expect

from linli.config.database import OWNER_ROLE
from tests.browser.hall_steps import (
    CENTRE,
    begin_here,
    call_next,
    do,
    number_in,
    open_all_day,
    open_window,
    take_application,
    take_at_kiosk,
)

SHANGHAI = ZoneInfo("Asia/Shanghai")
TEAM = "上门服务队（演示）"
DONE_TODAY = """SELECT count(*) FILTER (WHERE event.deed = 'taken'), count(*) FILTER (WHERE event.deed = 'finished')
                FROM tickets_ticketevent AS event JOIN tickets_ticket AS ticket ON ticket.id = event.ticket_id
                JOIN places_place AS place ON place.id = ticket.place_id WHERE place.code = %s AND ticket.on = %s"""
OPENED_TODAY = """SELECT count(DISTINCT event.case_id) FROM cases_caseevent AS event JOIN cases_case AS held ON held.id = event.case_id
                  JOIN cases_procedure AS procedure ON procedure.id = held.procedure_id
                  WHERE procedure.code = 'service_item' AND event.verb = %s AND held.town = %s
                  AND (event.at AT TIME ZONE 'Asia/Shanghai')::date = %s"""

# Noted from an hour before: where the next free time is a little later than that, it is moved.
VISIT_NOW = """UPDATE bookings_booking SET starts_at = starts_at - interval '1 hour', ends_at = ends_at - interval '1 hour',
               during = tstzrange(lower(during) - interval '1 hour', upper(during) - interval '1 hour')
               WHERE id = %s AND starts_at > now() + interval '55 minutes'"""


@pytest.fixture
def database(house):
    where = {"host": str(house.server.socket_folder), "user": OWNER_ROLE, "dbname": house.database}
    with psycopg.connect(**where, autocommit=True) as connection:
        connection.execute("SET search_path TO c350181, public")
        yield connection


@pytest.fixture
def manager(open_browser):
    """The centre is open all day; windows and the team can be booked until the minute before."""
    page = open_browser("desktop", who="manager")
    open_all_day(page)
    page.goto(f"/desk/centres/{CENTRE}/appointments/")
    third = page.locator("li.spot", has=page.locator("b.number", has_text=re.compile("^3$"))).first
    third.locator("summary", has_text="预约规则").click()
    third.locator("[name=lead_minutes]").fill("0")
    third.locator("form[action$='/window/'] button").click()
    page.wait_for_load_state()
    form = page.locator("form[action$='/team/']")
    page.locator("details").filter(has=form).locator("summary").click()
    for name, value in (("name", TEAM), ("slot_minutes", "30"), ("buffer_minutes", "10"), ("lead_minutes", "0")):
        form.locator(f"[name={name}]").fill(value)
    form.locator("button").click()
    page.wait_for_load_state()
    return page


def first_slot(page):
    page.locator("input[name=slot]:not([disabled])").first.check()


def book_window(page, item):
    page.goto(f"/centres/{CENTRE}/windows/?item={item}")
    first_slot(page)
    page.locator(".actions button").first.click()
    page.wait_for_url("**/me/bookings/*/")
    page.locator("form[action$='/confirmation/'] button").click()
    page.wait_for_load_state()
    assert page.locator("form[action$='/confirmation/']").count() == 0


def arrive_at_kiosk(page, digits):
    page.goto(f"/kiosk/{CENTRE}/")
    page.locator("details.booked summary").click()
    for place, digit in enumerate(digits, 1):
        page.locator(f"[name=d{place}][value='{digit}']").check(force=True)
    page.locator("details.booked form button").click()
    page.wait_for_url(re.compile(rf"/kiosk/{CENTRE}/[^/]+/$"))
    return number_in(page.locator("main").inner_text())


def ask_for_visit(page):
    """An agent asks that somebody be visited at home; returns the address of the booking."""
    page.goto(f"/centres/{CENTRE}/visits/?item=temporary-relief")
    first_slot(page)
    page.select_option("[name=area]", CENTRE)
    page.fill("[name=address]", "演示小区9号楼（演示）")
    page.fill("[name=reason]", "老人下不了楼（演示）")
    page.locator("[name=whom]").last.check()
    page.fill("[name=guest_name]", "薛玉兰（演示）")
    page.locator("[name=agreed]").check()
    page.locator("form:has([name=address]) .actions button").click()
    page.wait_for_url("**/me/bookings/*/")
    return page.url


def papers_of(page, number):
    """The official papers of an application, once the worker has made them: title → address of the check page."""
    for _ in range(40):
        page.goto(f"/desk/applications/{number}/")
        made = page.locator("aside .documents a[href*='/verify/']")
        if made.count() and made.count() == page.locator("aside .document").count():
            break
        page.wait_for_timeout(500)
    rows = page.locator("aside .document")
    return {
        rows.nth(row).locator(".head").inner_text(): (
            rows.nth(row).locator(".head a").get_attribute("href"),
            rows.nth(row).locator("a[href*='/verify/']").get_attribute("href"),
        )
        for row in range(rows.count())
    }


def test_a_morning_at_hongqiao(open_browser, manager, database, watch):
    home, kiosk, display = (
        open_browser(size, who=who) for size, who in (("phone", "resident"), ("desktop", ""), ("desktop", ""))
    )
    clerk = open_browser("desktop", who="clerk")
    display.goto(f"/display/{CENTRE}/")

    # From home: what is needed, then a time at a window. At the kiosk: I am here.
    home.goto("/items/elder-card/")
    expect(home.locator("main")).to_contain_text("居民身份证")
    book_window(home, "elder-card")
    booked = arrive_at_kiosk(kiosk, "0001")
    walked_in = take_at_kiosk(kiosk, "temporary-relief")
    assert booked != walked_in

    # Two windows, two keys, two people; the display shows both.
    open_window(clerk, 0)
    open_window(manager, 1)
    called = {}
    for page in (clerk, manager):
        number = call_next(page)
        while number not in (booked, walked_in):  # whoever waited before them in the demonstration
            number = call_next(page)
        called[number] = page
    assert set(called) == {booked, walked_in}
    for number in (booked, walked_in):
        expect(display.locator(f"[data-number='{number}']").first).to_be_visible(timeout=10_000)

    # Nothing is missing at one window; at the other a paper is, which is told once.
    card = serve_card(called[booked])
    relief = serve_relief(called[walked_in])

    # Through an agent: asked for at home, approved, let in by a code, taken down there.
    visit = ask_for_visit(home)
    third = visit_at_home(manager, open_browser("phone", who="grid"), home, visit, database)

    # The back office decides what is there, hands it over, and every paper can be checked by anybody.
    for number in (card, third):
        do(manager, number, "decision", verdict="granted")
        do(manager, number, "delivery", way="window")
    papers = {number: papers_of(manager, number) for number in (card, relief, third)}
    assert {number: len(found) for number, found in papers.items()} == {card: 3, relief: 3, third: 3}
    anybody = open_browser("phone")
    for file, check in (pair for found in papers.values() for pair in found.values()):
        content = manager.request.get(file).body()
        assert content.startswith(b"%PDF")
        anybody.goto(check)
        expect(anybody.locator("main")).to_contain_text("有效")

    clerk.goto("/desk/window/")
    manager.goto("/desk/window/")
    for page in (clerk, manager):
        page.locator('button[data-key="F"]').click()
        page.get_by_role("button", name="关闭窗口").click()
    tells_the_truth(manager, database)
    shows_what_it_must(anybody)
    watch.allowed = frozenset()


def serve_card(page):
    begin_here(page)
    number = take_application(
        page, {"identity": "received", "photo": "received", "residence": "received"}, channel="window", name="林小满（演示）",
    )  # fmt: skip
    do(page, number, "acceptance")
    page.goto("/desk/window/")
    expect(page.locator("main")).to_contain_text(number)  # the number at the window hangs on the matter
    return number


def serve_relief(page):
    begin_here(page)
    number = take_application(
        page, {"application": "received", "identity": "missing", "proof": "received"}, channel="window", name="陈阿明（演示）",
        phone="13900000077",
    )  # fmt: skip
    do(page, number, "notice")
    expect(page.locator("main")).to_contain_text("待补正")
    page.select_option("select[name='identity-standing']", "received")
    page.locator("form[action$='/check-list/'] .actions button").click()
    do(page, number, "supplement")
    do(page, number, "acceptance")
    return number


def visit_at_home(manager, member, home, booking, database):
    number = booking.rstrip("/").rsplit("/", 1)[1]
    manager.goto(f"/desk/visits/{number}/")
    for box in manager.locator("[name=visitor]").all():
        box.check()
    manager.locator("form[action$='/approval/'] button").click()
    manager.wait_for_load_state()
    home.goto(booking)
    member.goto(f"/desk/visits/{number}/")
    assert member.locator(".door-word").inner_text() == home.locator(".door-word").inner_text()
    home.locator("form[action$='/known/'] button").click()
    database.execute(VISIT_NOW, [number])
    member.reload()
    member.locator("[name=code_was_right]").check()
    member.locator("[name=let_in]").check()
    member.locator("form[action$='/arrival/'] button").click()
    member.fill("[name=found]", "材料当面收下。")
    member.locator("form[action$='/ending/'] button[name=result]").first.click()
    home.reload()
    expect(home.locator("main")).to_contain_text("材料当面收下。")
    manager.goto(f"/desk/applications/new/?place={CENTRE}&item=temporary-relief")
    third = take_application(
        manager, {"application": "received", "identity": "received", "proof": "received"}, channel="visit",
        name="薛玉兰（演示）", phone="13900000078", help_kind="agency", helper_name="江小月（演示）", authorised_by="授权委托书",
    )  # fmt: skip
    do(manager, third, "acceptance")
    manager.goto(f"/desk/applications/{third}/")
    expect(manager.locator("aside.case-facts")).to_contain_text("授权委托书")
    return third


def tells_the_truth(page, database):
    """The figures of the day against the events alone."""
    today = datetime.now(UTC).astimezone(SHANGHAI).date()
    page.goto(f"/desk/tickets/{CENTRE}/figures/?first={today}&last={today}")
    shown = [int(words.replace(",", "")) for words in page.locator(".figures .figure b").all_inner_texts()[:2]]
    taken, finished = database.execute(DONE_TODAY, [CENTRE, today]).fetchone()
    assert shown == [taken, finished]
    page.goto(f"/desk/applications/figures/?by=town&first={today}&last={today}")
    row = page.locator("table tbody tr").filter(has_text="宏路")
    came = int(row.locator("td").first.inner_text())
    assert came == database.execute(OPENED_TODAY, ["open", CENTRE[:9], today]).fetchone()[0]


def shows_what_it_must(page):
    page.goto(f"/centres/{CENTRE}/")
    for words in (
        "未来一周开放时间",
        "功能室",
        "窗口",
        "四公开",
        "活动安排",
        "便民内容",
        "服务事项",
        "老年人优待证",
        "低位服务台",
    ):
        expect(page.locator("main")).to_contain_text(words)
