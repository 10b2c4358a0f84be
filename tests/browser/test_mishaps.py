"""What happens to people: the session is gone, the button is pressed twice, somebody was faster, the file is no photo."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.field_steps import matters_with
from tests.browser.steps import do_deed, fill_report, photo, photos_sent, report, send, slip
from tests.documents.files import telling_jpeg

GONE = "灯箱的门锁坏了。"


def test_a_resident_whose_session_has_ended_loses_nothing(open_browser, watch):
    watch.allowed = frozenset({422})
    page = open_browser("phone", who="resident")
    fill_report(page, GONE, place="三山镇")
    page.locator("input[type=file]").set_input_files(photo())
    photos_sent(page)
    page.context.clear_cookies(name="sessionid")
    send(page)

    expect(page.locator("[role=alert]").first).to_be_visible()
    expect(page.locator("#id_words")).to_have_value(GONE)
    expect(page.locator("#id_address")).to_have_value("三山镇")
    expect(page.locator("input[name=kind][value=M01060]")).to_be_checked()


def test_a_clerk_whose_session_has_ended_finds_the_words_again(open_browser, world):
    page = open_browser("desktop", who="officer")
    number = world["matters"]["interrupted"]
    page.goto(f"/desk/cases/{number}/progress/")
    page.locator("#deed [name=note]").fill("写了很久的一段话。")
    page.context.clear_cookies(name="sessionid")
    page.locator("#deed .actions button").first.click()
    page.wait_for_url("**/staff/login/**")
    page.fill("#id_login", "officer")
    page.fill("#id_password", "linli-demo-2026")
    page.locator("main .button").first.click()
    page.wait_for_url(f"**/desk/cases/{number}/progress/**")

    expect(page.locator("#deed [name=note]")).to_have_value("写了很久的一段话。")


def test_back_after_sending_brings_the_form_and_sending_again_doubles_nothing(open_browser):
    page = open_browser("phone")
    number, _secret = report(page, "后退再提交。", place="东瀚镇")
    page.go_back()
    expect(page.locator("#id_words")).to_have_value("后退再提交。")
    send(page)
    page.wait_for_url(f"**/matters/{number}/received/")

    assert matters_with(open_browser("desktop", who="dispatcher"), "后退再提交") == 1


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_double_click_sends_once(script, open_browser):
    page = open_browser("desktop", java_script_enabled=script)
    words = f"点了两下{script}"
    fill_report(page, words, place="沙埔镇")
    page.locator("form.report .actions .button").last.dblclick()
    slip(page)

    assert matters_with(open_browser("desktop", who="dispatcher"), words) == 1


def test_the_second_of_two_who_close_is_told_plainly_and_keeps_the_words(open_browser, world, watch):
    watch.allowed = frozenset({409})
    number = world["matters"]["to_be_closed"]
    first, second = (open_browser("desktop", "en", who=who) for who in ("manager", "dispatcher"))
    second.goto(f"/desk/cases/{number}/closure/")
    second.locator("#deed [name=outcome][value=resolved]").check()
    second.locator("#deed [name=note]").fill("Checked from the road.")
    do_deed(first, number, "closure", "Checked on site.", outcome="resolved")
    second.locator("#deed .actions button").first.click()

    expect(second.locator("#deed [role=alert]")).to_be_visible()
    expect(second.locator("#deed .meanwhile")).to_contain_text("Checked on site.")
    expect(second.locator("#deed [name=note]")).to_have_value("Checked from the road.")
    second.goto(f"/desk/cases/{number}/")
    expect(second.locator(".timeline").first).not_to_contain_text("Checked from the road.")


BAD = {
    "empty": photo("empty.jpg", b"", "image/jpeg"),
    "web page": photo("photo.png", b"<!doctype html><script>alert(1)</script>", "image/png"),
    "great": photo("great.jpg", b"\xff\xd8\xff\xe0" + b"\0" * (50 * 1024 * 1024), "image/jpeg"),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_file_that_is_no_photo_is_told_beside_it_and_the_rest_is_sent(kind, open_browser, watch, tmp_path):
    watch.allowed = frozenset({400, 413, 415, 422})
    page = open_browser("phone", "en")
    fill_report(page, f"照片不行（{kind}）。", place="江阴镇")
    file = tmp_path / BAD[kind]["name"]  # a large file travels by its path only
    file.write_bytes(BAD[kind]["buffer"])
    page.locator("input[type=file]").set_input_files(file)
    said = page.locator("photo-strip .shot [role=alert], photo-strip .status, photo-strip .shot .error")
    expect(said.filter(has_text=re.compile(r"\w{3,}")).first).to_be_visible()
    expect(page.locator("photo-strip input[name=photo_ids]")).to_have_count(0)
    expect(page.locator("#id_words")).to_have_value(f"照片不行（{kind}）。")


@pytest.mark.parametrize("kind", BAD)
def test_without_script_such_a_file_is_told_with_the_form(kind, open_browser, watch, tmp_path):
    watch.allowed = frozenset({413, 422})
    page = open_browser("phone", java_script_enabled=False)
    fill_report(page, f"照片不行（{kind}）。", place="江阴镇")
    file = tmp_path / BAD[kind]["name"]
    file.write_bytes(BAD[kind]["buffer"])
    page.locator("input[type=file]").set_input_files(file)
    send(page)

    expect(page.locator("#id_photos_error")).to_be_visible()
    expect(page.locator("#id_words")).to_have_value(f"照片不行（{kind}）。")


def test_rare_characters_travel_from_the_form_to_the_search_of_the_desk(open_browser):
    words = "𠮷野家门口𠮷㙟路灯🙏🏽坏了 &lt;b&gt; ' OR 1=1"
    page = open_browser("phone")
    number, _secret = report(page, words, place="宏路街道宏侨社区𠮷安里👍")
    page.goto(f"/matters/{number}/")
    expect(page.locator(".timeline")).to_contain_text(words)
    desk = open_browser("desktop", who="dispatcher")
    desk.goto("/desk/search/?q=𠮷㙟")

    expect(desk.locator("main")).to_contain_text(number)


def test_a_point_in_the_sea_asks_for_the_place(open_browser, watch):
    watch.allowed = frozenset({422})
    page = open_browser("phone", "en", geolocation={"longitude": 121.5, "latitude": 24.5}, permissions=["geolocation"])
    page.goto("/report/?kind=M01060&kind_words=路灯")
    page.locator("[data-here]").click()
    expect(page.locator("#id_longitude")).not_to_have_value("")
    page.fill("#id_words", "船上的灯。")
    send(page)

    expect(page.locator("#id_address_error")).to_be_visible()
    expect(page.locator("#id_words")).to_have_value("船上的灯。")


def test_where_a_photo_was_taken_is_gone_from_what_others_see(open_browser, world):
    taken = telling_jpeg()
    page = open_browser("phone")
    fill_report(page, "照片里有拍摄地点。", place="城头镇")
    page.locator("input[type=file]").set_input_files(photo("taken.jpg", taken, "image/jpeg"))
    photos_sent(page)
    send(page)
    number, _secret = slip(page)
    desk = open_browser("desktop", who="dispatcher")
    desk.goto(f"/desk/cases/{number}/")
    full = desk.locator(".timeline a:has(img)").first.get_attribute("href")
    seen = desk.request.get(full).body()

    assert b"Exif" in taken
    assert len(seen) > 500
    assert not [trace for trace in (b"Exif", b"Telltale") if trace in seen]
