"""The newcomer's way: from the portal's door to a closed and rated matter, on a phone in Chinese and at a desk in English."""

import pytest
from playwright.sync_api import expect

from tests.browser.steps import HERE, NUMBER, Hand, do_deed, follow, photos_sent, sign_in_staff, slip

WORDS = {
    "zh-hans": "广场旁的路灯配电箱门开着。小孩会伸手进去。",
    "en": "The door of the lamp box is open. Children reach in.",
}
CASES = [pytest.param("phone", "zh-hans", id="phone-zh"), pytest.param("desktop", "en", id="desktop-en")]


@pytest.mark.parametrize(("size", "language"), CASES)
def test_a_matter_goes_from_door_to_proof(size, language, open_browser, house):
    resident = open_browser(size, language, geolocation=HERE, permissions=["geolocation"])
    number, secret = report_with_photo(resident, WORDS[language])

    manager = open_browser(size, language)
    sign_in_staff(manager, "manager")
    do_deed(manager, number, "acceptance", "到现场看过，属实。")
    officer = open_browser(size, language)
    sign_in_staff(officer, "officer")
    do_deed(officer, number, "progress", "今天下午派人上门。")
    do_deed(officer, number, "closure-proposal", "门已关好并上锁。", with_photo=True)
    do_deed(manager, number, "closure", "现场核查，箱门已锁。", outcome="resolved")

    elsewhere = open_browser(size, language)
    follow(elsewhere, number, secret)
    told = elsewhere.locator(".timeline").inner_text()
    for words in (
        "到现场看过，属实。",
        "今天下午派人上门。",
        "门已关好并上锁。",
        "现场核查，箱门已锁。",
        WORDS[language],
    ):
        assert words in told
    expect(elsewhere.locator(".timeline img")).to_have_count(2)
    rate(elsewhere, number)
    assert "no faults" in house.run("verify-history", "--case", str(int(number[-6:])))


def report_with_photo(page, words):
    """From the home page to the acknowledgement: two sentences, one photo, at most six taps."""
    hand = Hand(page)
    page.goto("/")
    hand.write("#search-q", "路灯配电箱")
    page.keyboard.press("Enter")
    hand.tap(".row a[href*='kind=M01060']")
    hand.tap("[data-here]")
    expect(page.locator("#id_longitude")).not_to_have_value("")
    hand.write("#id_words", words)
    hand.choose_photo()
    photos_sent(page)
    hand.tap(page.locator("form.report .actions .button").last)
    number, secret = slip(page)
    assert NUMBER.fullmatch(number)
    assert hand.taps <= 6
    return number, secret


def rate(page, number):
    page.goto(f"/matters/{number}/")
    page.locator("a.button[href='rating/']").click()
    page.locator("[name=grade][value='5']").check()
    page.locator("[name=note]").fill("办得快。")
    page.locator("form.form .actions .button").last.click()
    page.wait_for_url(f"**/matters/{number}/")
    expect(page.locator("a[href='rating/']")).to_have_count(0)
