"""A morning in a town, played in real browsers; after every step the screen is recounted from the histories alone."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import psycopg
import pytest
from playwright.sync_api import expect

from linli.config.database import OWNER_ROLE
from tests.browser.field_steps import becomes, enrol, write_report, wrongs
from tests.browser.steps import NUMBER, do_deed, report

TOWN = "350181005"
LAMPS, OTHER = "路灯管理所（演示）", "市政设施中心（演示）"
EVENTS = """SELECT event.case_id, event.at, event.to_state, held.procedure_id FROM cases_caseevent AS event
            JOIN cases_case AS held ON held.id = event.case_id WHERE held.area LIKE %s AND held.compartment = '' ORDER BY event.case_id, event.seq"""


class Screen:
    """The town's screen on the wall, and what the histories say of the same moment."""

    def __init__(self, page, database):
        self.page, self.database = page, database

    def tells_the_truth(self):
        truth = self.recount()
        self.page.goto(f"/screen/{TOWN}/")
        shown = [self.page.locator(".big-figures .value b").nth(place).inner_text() for place in (0, 1)]
        running, waiting = self.page.locator(".big-figures + p.meta a").all_inner_texts()[:2]
        opened, closed, running, waiting = (int(word.replace(",", "")) for word in (*shown, running, waiting))
        assert {"opened": opened, "closed": closed, "open": running + waiting} == truth
        return truth

    def recount(self):
        """Told by the histories alone: no figure, no list and no column of a matter's own state is asked."""
        rows = self.database.execute("SELECT id, content FROM cases_procedure").fetchall()
        done = {
            (number, state["code"])
            for number, content in rows
            for state in content["states"]
            if state["stage"] == "done"
        }
        histories = {}
        for case, at, state, procedure in self.database.execute(EVENTS, [f"{TOWN}%"]):
            histories.setdefault(case, []).append((at, (procedure, state) in done))
        ends = [end_of(history) for history in histories.values()]
        return {
            "opened": sum(is_today(history[0][0]) for history in histories.values()),
            "closed": sum(end is not None and is_today(end) for end in ends),
            "open": ends.count(None),
        }


@pytest.fixture
def database(house):
    where = {"host": str(house.server.socket_folder), "user": OWNER_ROLE, "dbname": house.database}
    with psycopg.connect(**where, autocommit=True) as connection:
        connection.execute("SET search_path TO c350181, public")
        yield connection


def is_today(moment):
    zone = ZoneInfo("Asia/Shanghai")
    return moment.astimezone(zone).date() == datetime.now(UTC).astimezone(zone).date()


def end_of(history):
    """When a matter last came to its end; None while it is open."""
    ended = None
    for at, is_done in history:
        ended = (ended or at) if is_done else None
    return ended


def assign(page, number, unit, noun="assignment", note="按职责派遣。", **choices):
    page.goto(f"/desk/cases/{number}/")
    page.locator(f".deeds a[href*='/{noun}/']").first.click()
    form = page.locator("#deed form.form")
    for name, value in choices.items():
        form.locator(f"[name={name}][value={value}]").check()
    form.locator("[name=unit]").fill(unit)
    form.locator("[name=note]").fill(note)
    form.locator(".actions button").first.click()
    expect(page.locator("#deed form.form")).to_have_count(0)


@pytest.mark.timeout(600)
def test_a_morning_in_a_town(open_browser, house, database, watch):
    watch.allowed = frozenset({403, 409, 422})
    screen = Screen(open_browser("desktop", who="leader"), database)
    before = screen.tells_the_truth()

    # Eight: a rider reports from the phone; the village takes it on.
    rider = open_browser("phone")
    number, _secret = report(rider, "路口配电箱门开着，骑车经过看见电线。")
    manager = open_browser("desktop", who="manager")
    do_deed(manager, number, "acceptance", "到现场看过，属实。")
    assert screen.tells_the_truth() == {**before, "opened": before["opened"] + 1, "open": before["open"] + 1}

    # Half past: a grid member elsewhere is without signal. Nothing has happened for the office until there is some.
    member = open_browser("phone", who="grid")
    enrol(member)
    member.context.set_offline(True)
    write_report(member, "早上巡查：桥头护栏缺一段", with_photo=True)
    becomes(member, "桥头护栏缺一段", "waiting")
    assert screen.tells_the_truth()["opened"] == before["opened"] + 1
    member.context.set_offline(False)
    expect(becomes(member, "桥头护栏缺一段", "delivered")).to_contain_text(NUMBER)
    assert screen.tells_the_truth()["opened"] == before["opened"] + 2
    watch.faults[:] = wrongs(watch.faults)

    # A quarter to nine: a department objects to what it was given; somebody of another unit decides.
    wrong = filed(open_browser, manager, "路灯杆旁的井盖响。")
    assert lead_of(manager, wrong) == LAMPS
    officer = open_browser("desktop", who="officer")
    do_deed(officer, wrong, "objection", "井盖不在路灯所的清单内。")
    dispatcher = open_browser("desktop", who="dispatcher")
    assign(dispatcher, wrong, OTHER, "objection-decision", "井盖归市政设施中心。", decision="moved")
    assert lead_of(manager, wrong) == OTHER
    screen.tells_the_truth()

    # Nine: the subdistrict calls units to the rider's matter, and one reports in.
    town = open_browser("desktop", who="town")
    town.goto("/desk/grids/call-outs/new/")
    town.locator("[name=words]").fill("配电箱门开着，靠近学校门口，请到场。")
    town.get_by_label(LAMPS).check()
    town.locator("[name=number]").fill(number)
    town.locator("main form .actions button").first.click()
    town.wait_for_url("**/call-outs/*-*/")
    officer.goto(town.url)
    officer.locator("[name=words]").fill("两人已到场，先挂警示带。")
    officer.locator("main form button").first.click()
    expect(officer.locator(".tag.done")).to_be_visible()

    # Ten: somebody who set the rules yesterday changes one; at five past it holds, and what went before stays where it is.
    first = filed(open_browser, manager, "路灯杆上的线垂下来。")
    clerk = open_browser("desktop", who="admin")
    clerk.goto("/settings/rules/new/")
    clerk.locator("#id_kind").fill("M01060")
    clerk.locator("#id_area").fill(TOWN)
    clerk.locator("#id_unit").fill(OTHER)
    clerk.locator("main form.form .actions button").first.click()
    clerk.wait_for_url("**/settings/rules/")
    second = filed(open_browser, manager, "广场西侧灯罩碎了一地，怕扎脚。")
    assert (lead_of(manager, first), lead_of(manager, second)) == (LAMPS, OTHER)
    clerk.locator("form[action*='taking-back'] button").first.click()  # and is taken back with one press
    clerk.wait_for_url("**/settings/rules/")
    screen.tells_the_truth()

    # Half past ten: a caller of the hotline; the answer, and the hotline's own call back.
    hotline = open_browser("desktop", who="hotline")
    order = taken(hotline, "文化广场的灯昨晚又灭了。")
    do_deed(hotline, order, "acceptance")
    assign(hotline, order, LAMPS)
    do_deed(officer, order, "progress", "上午派人去看。")
    do_deed(officer, order, "closure-proposal", "换了保险丝，灯已亮。")
    assert screen.tells_the_truth()["closed"] == before["closed"]
    do_deed(hotline, order, "visit", "已回电，说灯亮了。", is_reached="yes", is_resolved="yes", is_satisfied="yes")
    assert screen.tells_the_truth()["closed"] == before["closed"] + 1

    # And every figure of the screen opens a list of just as many.
    for place in (0, 1):
        screen.page.goto(f"/screen/{TOWN}/")
        figure = screen.page.locator(".big-figures .value").nth(place)
        said = int(figure.locator("b").inner_text().replace(",", ""))
        figure.click()
        assert said == counted(screen.page)
    assert "no faults" in house.run("verify-history", "--case", str(int(number[-6:])))


def filed(open_browser, manager, words):
    """A matter reported by anybody, and taken on by the village: the rules then name its unit."""
    page = open_browser("phone")
    number, _secret = report(page, words)
    do_deed(manager, number, "acceptance", "属实。")
    return number


def lead_of(page, number):
    page.goto(f"/desk/cases/{number}/")
    text = page.locator("dt", has_text="主办").first.locator("+ dd").inner_text()
    return next(unit for unit in (LAMPS, OTHER) if unit in text)


def taken(page, words):
    page.goto("/desk/hotline/orders/new/")
    page.locator("[name=number]").fill("FZ20261126123456")
    page.locator("[name=asked][value=request]").check()
    page.locator("[name=words]").fill(words)
    page.locator("[name=town]").select_option(TOWN)
    page.locator("[name=place]").fill("宏侨社区文化广场")
    page.locator("[name=is_public]").check()
    page.locator("main form.form .actions button").first.click()
    found = NUMBER.search(page.locator("main").inner_text())
    assert found
    return found[0]


def counted(page):
    """How many rows the list has, over all its pages."""
    total = 0
    while True:
        total += page.locator("[data-keys=row]").count()
        older = page.locator("a[rel=next]")
        if not older.count():
            return total
        older.first.click()
