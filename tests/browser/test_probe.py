def test_probe(open_browser, world):
    page = open_browser("phone")
    page.goto("/report/")
    page.screenshot(path="/tmp/linli/report.png", full_page=True)
    m = world["matters"]
    for who in ("resident",):
      for n, num in m.items():
        page = open_browser("phone", who=who)
        r = page.goto(f"/matters/{num}/")
        print(n, r.status, [a.get_attribute("href") for a in page.locator(".actions a").all()])
    for who in ("manager","officer","dispatcher", "hotline"):
      page = open_browser("desktop", who=who)
      for n, num in m.items():
        r = page.goto(f"/desk/cases/{num}/")
        print(who, n, r.status, [a.get_attribute("href") for a in page.locator(".deeds a").all()])
