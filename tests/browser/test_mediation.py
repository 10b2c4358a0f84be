"""A dispute between two neighbours, from the application to the signed agreement; nobody else learns what it is about."""

from playwright.sync_api import Page, expect

from tests.browser.steps import NUMBER, press

OTHER = "13800000002"  # the volunteer of the demonstration, here the neighbour who is asked
WORDS = "楼上空调滴水滴到我家晒衣服的地方"


def apply(page: Page) -> str:
    page.goto("/mediation/new/")
    page.locator("[name=danger][value=none]").check()
    page.locator("[name=sort]").select_option("neighbours")
    page.locator("[name=village]").select_option("350181005004")
    page.locator("[name=words]").fill(WORDS)
    page.locator("[name=other_name]").fill("楼上邻居")
    page.locator("[name=other_phone]").fill(OTHER)
    page.locator("[name=said]").fill("想把滴水的事说开")
    page.locator("main form .actions button").click()
    found = NUMBER.search(page.url)
    assert found, page.locator("main").inner_text()
    return found[0]


def test_two_neighbours_agree_and_nobody_else_learns_of_it(open_browser):
    first = open_browser("phone", who="resident")
    number = apply(first)
    at_desk, theirs = f"/desk/mediation/{number}/", f"/mediation/{number}/"

    head = open_browser("desktop", who="committee")
    head.goto(at_desk)
    assert WORDS not in head.content()
    press(head, "look", reason="take_on")
    expect(head.locator("main")).to_contain_text(WORDS)
    press(head, "taking-on")

    other = open_browser("phone", who="helper")
    other.goto(theirs)
    expect(other.locator("main")).to_contain_text("想把滴水的事说开")
    assert WORDS not in other.content()
    press(other, "agreeing")
    other.locator("form[action$='/mediator/'] [name=mediator]").first.check()
    press(other, "mediator")

    mediator = open_browser("desktop", who="mediator")
    mediator.goto(at_desk)
    assert WORDS not in mediator.content()  # it opens once all have accepted
    first.goto(theirs)
    press(first, "acceptance")

    mediator.goto(at_desk)
    mediator.locator("#session .chips a, #session a").first.click()
    mediator.locator("#session input[name=slot]:enabled").first.check()
    press(mediator, "session")
    first.reload()
    expect(first.locator("form[action$='/session-cancellation/']")).to_have_count(1)

    press(mediator, "agreement", form="written", facts="空调外机滴水", terms="楼上七日内接好排水管")
    for page in (first, other):
        page.goto(theirs)
        expect(page.locator("section[aria-labelledby=agreement]")).to_contain_text("楼上七日内接好排水管")
        press(page, "signature")
    mediator.reload()
    press(mediator, "signature", whose="mediator")

    first.goto(theirs)
    with first.expect_download() as paper:
        first.locator("a[href$='/agreement.pdf']").click()
    assert paper.value.path().read_bytes()[:5] == b"%PDF-"
    assert first.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for page, address in ((head, "/desk/mediation/?view=all"), (head, "/desk/cases/"), (first, "/search/?q=滴水")):
        page.goto(address)
        assert WORDS not in page.content()
    mediator.goto("/desk/mediation/?view=visits")
    expect(mediator.locator("main")).not_to_contain_text("楼上")
