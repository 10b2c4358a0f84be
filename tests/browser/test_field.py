"""The field in a real browser whose network the test switches off and on: what was written arrives, once, or says why not."""

import pytest
from playwright.sync_api import expect

from tests.browser.chromium import FLAGS, PHONE, cookies
from tests.browser.conftest import CHROMIUM
from tests.browser.field_steps import (
    APP,
    DELIVERIES,
    PIN,
    Line,
    becomes,
    enrol,
    entry,
    fill_report,
    matters_with,
    open_again,
    open_deed,
    signal_is_back,
    stored,
    tab,
    unlock,
    write_report,
    wrongs,
)
from tests.browser.newer import NEWER, Way
from tests.browser.steps import NUMBER, do_deed, photo

# The draft is sealed: that the words are in it shows by its length only.
DRAFT_IS_KEPT = """async () => {
  const request = indexedDB.open("linli-field");
  const database = await new Promise((done) => (request.onsuccess = () => done(request.result)));
  let length = 0;
  while (length < 500) {
    const read = database.transaction("kept").objectStore("kept").get("draft:report");
    const draft = await new Promise((done) => (read.onsuccess = () => done(read.result)));
    length = draft?.data.byteLength ?? 0;
    await new Promise(requestAnimationFrame);
  }
  database.close();
}"""


@pytest.fixture
def phone(open_browser, watch):
    """An enrolled phone in the hand of a grid member. A cut line is no fault of the page."""
    watch.allowed = frozenset({403, 409, 422, 500})
    page = open_browser("phone", "en", who="grid")
    enrol(page)
    yield page
    page.context.close()
    watch.faults[:] = wrongs(watch.faults)


def test_what_is_written_without_signal_arrives_once_there_is_some(phone):
    phone.context.set_offline(True)
    write_report(phone, "无信号处的井盖松动甲", with_photo=True, with_voice=True)
    becomes(phone, "无信号处的井盖松动甲", "waiting")
    assert matters_with(phone, "无信号处的井盖松动甲") == 0

    phone.context.set_offline(False)

    done = becomes(phone, "无信号处的井盖松动甲", "delivered")
    expect(done).to_contain_text(NUMBER)
    assert matters_with(phone, "无信号处的井盖松动甲") == 1
    number = NUMBER.search(done.inner_text())[0]
    phone.goto(f"/field/cases/{number}/")
    heard = phone.locator("audio").evaluate(
        "one => new Promise(done => { one.onloadedmetadata = () => done(true); one.onerror = () => done(false); one.load(); })"
    )
    assert heard, "the voice note is kept and can be played"


def test_the_list_of_today_is_read_and_a_matter_handled_without_signal(phone, world):
    number = world["matters"]["dispatched"]
    phone.context.set_offline(True)
    open_again(phone)
    phone.locator(f"[data-slot=lines] a[href='#case/{number}']").click()
    expect(phone.locator("[data-slot=words]")).to_contain_text("老街中段")
    phone.locator(f"a[href='#deed/{number}/progress']").click()
    phone.fill("#id_note", "到现场看过，三盏都灭。")
    phone.locator("form button.primary").click()
    becomes(phone, "三盏都灭", "waiting")

    phone.context.set_offline(False)

    becomes(phone, "三盏都灭", "delivered")
    phone.goto(f"/field/cases/{number}/")
    expect(phone.locator(".timeline")).to_contain_text("三盏都灭")


@pytest.mark.parametrize("cut", ["cut before", "cut after", "broken"])
def test_a_line_cut_at_any_step_makes_exactly_one_matter(phone, cut):
    words = f"断线也只报一次{cut}"
    line = Line(phone.context)
    line.mode = cut
    write_report(phone, words, with_photo=True)
    line.wait_until_tried(phone)
    becomes(phone, words, "waiting")
    open_again(phone)
    tab(phone, "outbox")
    becomes(phone, words, "waiting")

    line.mode = "whole"
    signal_is_back(phone)

    becomes(phone, words, "delivered")
    assert line.sent >= 2
    assert matters_with(phone, words) == 1


def test_a_phone_switched_off_while_sending_sends_the_same_again(phone):
    held = []
    phone.context.route(DELIVERIES, lambda route: held.append(route))
    write_report(phone, "发到一半关机乙")
    becomes(phone, "发到一半关机乙", "sending")
    held[0].fetch()  # the office has it; the phone goes off before it hears so
    phone.goto("about:blank")
    phone.context.unroute(DELIVERIES)

    open_again(phone)
    tab(phone, "outbox")

    becomes(phone, "发到一半关机乙", "delivered")
    assert matters_with(phone, "发到一半关机乙") == 1


def test_a_browser_that_was_closed_keeps_what_waits(chromium, house, world, tmp_path):
    def start():
        context = chromium.browser_type.launch_persistent_context(
            tmp_path / "profile", executable_path=CHROMIUM, args=list(FLAGS), base_url=house.address, viewport=PHONE
        )
        context.add_cookies(cookies(house.address, "en", world["sessions"]["grid"]))
        return context

    context = start()
    page = context.pages[0]
    enrol(page)
    context.set_offline(True)
    write_report(page, "关掉浏览器再打开丙", with_photo=True)
    context.close()
    context = start()
    page = context.pages[0]
    page.goto(APP)
    unlock(page)
    expect(page.locator("[data-show=due]")).to_be_visible()
    tab(page, "outbox")

    becomes(page, "关掉浏览器再打开丙", "delivered")
    assert matters_with(page, "关掉浏览器再打开丙") == 1
    context.close()


def test_who_was_faster_is_shown_side_by_side_and_the_writer_decides(phone, open_browser, world):
    number = world["matters"]["handling"]
    phone.context.set_offline(True)
    open_deed(phone, number, "progress")
    phone.fill("#id_note", "我看还是不亮。")
    phone.locator("form button.primary").click()
    becomes(phone, "我看还是不亮", "waiting")
    do_deed(open_browser("desktop", "en", who="officer"), number, "progress", "已换好三只灯泡。")
    phone.context.set_offline(False)

    both = becomes(phone, "我看还是不亮", "conflict")
    expect(both.locator(".field-both")).to_contain_text("已换好三只灯泡。")
    expect(both.locator(".field-both")).to_contain_text("我看还是不亮。")
    page = phone.request.get(f"/field/cases/{number}/").text()
    assert "我看还是不亮" not in page
    both.locator("[data-slot=again]").click()
    becomes(phone, "我看还是不亮", "delivered")
    assert phone.request.get(f"/field/cases/{number}/").text().count("我看还是不亮") == 1


def test_signed_out_meanwhile_it_waits_until_the_sign_in(phone, house, world):
    phone.context.set_offline(True)
    write_report(phone, "退登以后再发丁")
    session = world["sessions"]["grid"]
    phone.context.clear_cookies(name="sessionid")
    phone.context.set_offline(False)
    expect(phone.locator("[data-slot=status]")).to_contain_text("signed out")
    becomes(phone, "退登以后再发丁", "waiting")

    phone.context.add_cookies(cookies(house.address, "en", session))
    open_again(phone)
    tab(phone, "outbox")

    becomes(phone, "退登以后再发丁", "delivered")


def test_somebody_else_who_signed_in_sends_nothing_of_it(phone, house, world):
    phone.context.set_offline(True)
    write_report(phone, "换人登录也不发戊")
    phone.context.add_cookies(cookies(house.address, "en", world["sessions"]["manager"]))
    phone.context.set_offline(False)

    expect(phone.locator("[data-slot=status]")).to_contain_text("somebody else")
    becomes(phone, "换人登录也不发戊", "waiting")
    assert matters_with(phone, "换人登录也不发戊") == 0


def test_a_phone_stopped_from_the_desk_learns_so_at_its_next_contact(phone, open_browser):
    phone.context.set_offline(True)
    write_report(phone, "停用之后写的己")
    desk = open_browser("desktop", "en", who="admin")
    desk.goto("/desk/phones/")
    desk.locator("table form .button").first.click()
    expect(desk.locator(".toasts")).to_contain_text("Stopped")
    phone.context.set_offline(False)

    expect(phone.locator("[data-slot=status]")).to_contain_text("stopped from the desk")
    becomes(phone, "停用之后写的己", "waiting")
    tab(phone, "today")
    expect(phone.locator("[data-slot=lines] li")).to_have_count(0)
    assert matters_with(phone, "停用之后写的己") == 0


def test_what_the_office_refuses_says_why_and_can_be_sent_anew(phone, open_browser, world):
    number = world["matters"]["field_asked"]
    phone.context.set_offline(True)
    open_deed(phone, number, "closure-proposal")
    phone.locator("#id_photos").set_input_files(photo())
    expect(phone.locator("[data-slot=shots] li")).to_have_count(1)
    phone.fill("#id_note", "已修好，请核查。")
    phone.locator("form button.primary").click()
    becomes(phone, "已修好，请核查", "waiting")
    do_deed(open_browser("desktop", "en", who="officer"), number, "closure-proposal", "办好了。", with_photo=True)
    phone.context.set_offline(False)

    late = becomes(phone, "已修好，请核查", "conflict")
    expect(late.locator("[data-slot=again]")).to_be_hidden()  # it cannot be done any more; the words stay to be read
    late.locator("[data-slot=away]").click()
    expect(entry(phone, "已修好，请核查")).to_have_count(0)


def test_a_photo_is_asked_for_where_the_procedure_asks_with_the_reason(phone, world):
    open_deed(phone, world["matters"]["paused"], "closure-proposal")
    expect(phone.locator("#id_photos_hint")).to_contain_text("somebody who was not there")
    phone.fill("#id_note", "没有照片。")
    phone.locator("form button.primary").click()
    expect(phone.locator("form [data-slot=error]")).to_contain_text("photo")

    open_deed(phone, world["matters"]["paused"], "progress")
    expect(phone.locator("#id_photos")).to_be_hidden()


def test_a_photo_is_made_small_on_the_phone(phone):
    phone.evaluate("location.hash = '#report'")
    size = phone.evaluate(
        """async () => {
          const canvas = Object.assign(document.createElement("canvas"), {width: 4000, height: 3000});
          canvas.getContext("2d").fillRect(0, 0, 2000, 1500);
          const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
          const load = new DataTransfer();
          load.items.add(new File([blob], "large.png", {type: "image/png"}));
          const input = document.querySelector("#id_photos");
          input.files = load.files;
          input.dispatchEvent(new Event("change"));
          const image = await new Promise((done) => {
            const look = () => {
              const found = document.querySelector("[data-slot=shots] img");
              if (found?.naturalWidth) done(found);
              else requestAnimationFrame(look);
            };
            look();
          });
          return [image.naturalWidth, image.naturalHeight];
        }"""
    )
    assert size == [1600, 1200]


def test_a_full_phone_says_so_and_loses_nothing(open_browser, house):
    page = open_browser("phone", "en", who="grid")
    store = page.context.new_cdp_session(page)
    # Before the first write: the browser believes for a while what it once found out about its room.
    store.send("Storage.overrideQuotaForOrigin", {"origin": house.address, "quotaSize": 1_500_000})
    enrol(page)
    fill_report(page, "存储已满也不丢庚")
    page.evaluate(LARGE_PHOTO)
    expect(page.locator("[data-slot=shots] li")).to_have_count(1)
    page.locator("form.report button.primary").click()
    expect(page.locator("form.report [data-slot=error]")).to_contain_text("full")
    expect(page.locator("#id_words")).to_have_value("存储已满也不丢庚")
    expect(page.locator("[data-slot=shots] li")).to_have_count(1)

    store.send("Storage.overrideQuotaForOrigin", {"origin": house.address})
    page.locator("form.report button.primary").click()

    becomes(page, "存储已满也不丢庚", "delivered")


# A photo of nothing but noise, which no encoder makes small.
LARGE_PHOTO = """async () => {
  const canvas = Object.assign(document.createElement("canvas"), {width: 1600, height: 1600});
  const paint = canvas.getContext("2d");
  const noise = paint.createImageData(1600, 1600);
  for (let start = 0; start < noise.data.length; start += 65536)
    crypto.getRandomValues(noise.data.subarray(start, Math.min(start + 65536, noise.data.length)));
  for (let place = 3; place < noise.data.length; place += 4) noise.data[place] = 255;
  paint.putImageData(noise, 0, 0);
  const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.95));
  const load = new DataTransfer();
  load.items.add(new File([blob], "noise.jpg", {type: "image/jpeg"}));
  const input = document.querySelector("#id_photos");
  input.files = load.files;
  input.dispatchEvent(new Event("change"));
}"""


def test_what_was_being_typed_is_there_again_after_the_phone_was_off(phone):
    words = "写到一半辛" * 30
    fill_report(phone, words)
    phone.evaluate(DRAFT_IS_KEPT)
    open_again(phone)
    phone.evaluate("location.hash = '#report'")

    expect(phone.locator("#id_words")).to_have_value(words)


def test_the_store_shows_nothing_and_opens_with_the_pin_only(phone):
    phone.context.set_offline(True)
    write_report(phone, "锁住的内容壬")
    expect(phone.locator("[data-slot=status]")).to_contain_text("No signal")
    becomes(phone, "锁住的内容壬", "waiting")
    text = stored(phone)
    assert '"state":"waiting"' in text
    assert not [word for word in ("锁住的内容壬", "老街中段", "M01037", PIN) if word in text]

    phone.goto("about:blank")
    phone.goto(APP)
    for _ in range(6):
        phone.locator("[data-slot=error]").evaluate("said => { said.textContent = ''; }")  # what the last try said
        unlock(phone, "000000")
        expect(phone.locator("[data-slot=error]")).not_to_be_empty()
    expect(phone.locator("[data-slot=screen]")).not_to_contain_text("锁住的内容壬")
    unlock(phone)
    expect(phone.locator("[data-slot=error]")).to_contain_text("Too many wrong PINs")


def test_signing_out_asks_first_and_takes_everything_along(phone):
    phone.context.set_offline(True)
    write_report(phone, "退出前还没发癸")
    tab(phone, "leave")
    expect(phone.locator("[data-slot=waiting]")).to_contain_text("1 entries")
    phone.locator("[data-slot=leave]").click()
    expect(phone.locator("[data-slot=error]")).to_contain_text("needs signal")
    tab(phone, "outbox")
    becomes(phone, "退出前还没发癸", "waiting")

    phone.context.set_offline(False)
    becomes(phone, "退出前还没发癸", "delivered")
    tab(phone, "leave")
    expect(phone.locator("[data-slot=waiting]")).to_contain_text("Nothing is waiting")


def test_a_link_from_a_chat_opens_without_signal_too(phone, world):
    number = world["matters"]["dispatched"]
    phone.context.set_offline(True)
    phone.goto(f"/field/cases/{number}/")
    unlock(phone)

    expect(phone.locator("[data-slot=number]")).to_contain_text(number)


def test_no_place_is_read_without_a_tap(phone):
    phone.context.grant_permissions(["geolocation"])
    phone.context.set_geolocation({"longitude": 119.28906, "latitude": 25.71351, "accuracy": 17})
    phone.add_init_script(
        """const ask = navigator.geolocation.getCurrentPosition.bind(navigator.geolocation);
        window.asked = 0;
        navigator.geolocation.getCurrentPosition = (...words) => { window.asked += 1; ask(...words); };
        navigator.geolocation.watchPosition = () => { window.asked += 100; return 0; };"""
    )
    open_again(phone)
    phone.evaluate("location.hash = '#report'")
    expect(phone.locator("#id_words")).to_be_visible()
    assert phone.evaluate("window.asked") == 0
    phone.locator("[data-slot=here]").click()

    expect(phone.locator("[data-slot=here-said]")).to_contain_text("17 metres")
    assert phone.evaluate("window.asked") == 1


def test_a_morning_without_photos_takes_less_than_200_kb(open_browser, world):
    """Opened, read, one report, one progress, fetched anew three times, opened again: all bytes of the line."""
    page = open_browser("phone", "en", who="grid")
    taken = []
    page.context.on("requestfinished", lambda request: taken.append(size_of(request)))
    enrol(page)
    write_report(page, "流量也要省子")
    becomes(page, "流量也要省子", "delivered")
    open_deed(page, world["matters"]["dispatched"], "progress")
    page.fill("#id_note", "上午看过。")
    page.locator("form button.primary").click()
    becomes(page, "上午看过", "delivered")
    tab(page, "today")
    for _ in range(3):
        with page.expect_response("**/field/day.json"):
            page.locator("[data-slot=refresh]").click()
    open_again(page)

    assert sum(taken) > 30_000  # what was counted is the line, not the cache
    assert sum(taken) < 200_000


def size_of(request):
    sizes = request.sizes()
    answer = request.response()
    if answer is not None and answer.from_service_worker:
        return 0  # from the phone; what the worker fetched is counted as its own request
    return max(0, sum(sizes.values()))


def test_a_new_version_waits_until_the_outbox_is_safe(open_browser, watch, house, world):
    way = Way(house.address)
    with way.open() as address:
        page = open_browser("phone", "en", base_url=address)
        page.context.add_cookies(cookies(address, "en", world["sessions"]["grid"]))
        enrol(page)
        line = Line(page.context)
        line.mode = "cut before"
        write_report(page, "更新也不丢丑")
        becomes(page, "更新也不丢丑", "waiting")

        way.is_newer = True
        page.evaluate("navigator.serviceWorker.getRegistration('/field/').then((one) => one.update()).then(() => 0)")
        expect(page.locator("[data-slot=update]")).to_contain_text("waits until your outbox")
        line.mode = "whole"
        signal_is_back(page)
        becomes(page, "更新也不丢丑", "delivered")
        page.locator("[data-slot=take]").click()

        expect(page.locator("#id_pin")).to_be_visible()
        unlock(page)
        tab(page, "outbox")
        becomes(page, "更新也不丢丑", "delivered")
        assert page.evaluate("caches.keys()") == [f"linli-field-{NEWER}"]
        page.context.close()
    watch.faults[:] = wrongs(watch.faults)


def test_targets_are_large_enough_for_a_thumb_and_the_primary_one_is_at_the_bottom(phone):
    for name in ("today", "report", "outbox", "leave"):
        phone.evaluate(f"location.hash = '#{name}'")
        expect(phone.locator("[data-slot=screen] h1")).to_be_visible()
        small = phone.evaluate(
            """() => [...document.querySelectorAll("field-app :is(a.button, button, .row a, input:not([type=hidden],[type=radio]), select), .portal-nav a")]
              .filter((one) => one.offsetParent !== null && one.getBoundingClientRect().height < 43.5)
              .map((one) => one.outerHTML.slice(0, 80))"""
        )
        assert small == [], name


def test_a_visit_that_is_due_is_written_down_without_signal(phone):
    phone.context.set_offline(True)
    open_again(phone)
    phone.locator("[data-slot=visits] a").first.click()
    phone.locator("[data-slot=arrived]").click()
    expect(phone.locator("[data-slot=arrived-said]")).to_contain_text("Arrived at")
    phone.fill("#id_found", "一切都好，灯也亮（演示）。")
    phone.locator("[data-slot=form] button.primary").click()
    becomes(phone, "一切都好，灯也亮", "waiting")

    phone.context.set_offline(False)

    becomes(phone, "一切都好，灯也亮", "delivered")
