"""Pictures of every page, on a phone and at a desk, in both languages, of a demonstration of their own: shots/.

make shots                        all of them
make shots SHOTS="report desk"    those whose name holds one of the words
"""

import json
import os
import shutil
import sys
import tempfile
from pathlib import Path

os.environ["LINLI_SERVER"] = "test"
os.environ["LINLI_DEMO"] = "yes"
os.environ["DJANGO_SETTINGS_MODULE"] = "linli.config.settings"
NAME = f"test_linli_{os.getpid()}"


def main(words: list[str]) -> int:
    if {"-h", "--help"} & set(words):
        print(__doc__)
        return 0
    state = Path(tempfile.mkdtemp(prefix="linli-shots-"))
    os.environ["LINLI_STATE"] = str(state)
    import django

    django.setup()
    from django.conf import settings

    from linli.config.database import OWNER_ROLE, prepare_roles
    from tests.browser.chromium import find_chromium
    from tests.browser.server import House

    chromium = find_chromium()
    if not chromium:
        print("No pictures: there is no Chromium on this machine.")
        return 1
    server, house = settings.EMBEDDED_SERVER, House(settings.EMBEDDED_SERVER, NAME, state)
    with server.running():
        prepare_roles(server)
        server.sql([f"CREATE DATABASE {NAME} OWNER {OWNER_ROLE}"])
        try:
            print("Loading the demonstration city …", flush=True)
            house.run("migrate")
            house.run("demo", "--quiet")
            world = json.loads(house.run(module="tests.browser.world"))
            with house.open():
                count = take_all(chromium, house.address, world, words, settings.PROJECT / "shots")
        finally:
            server.sql([f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)"])
            shutil.rmtree(state, ignore_errors=True)
    print(f"{count} pictures in shots/.")
    return 0 if count else 1


def take_all(chromium: str, address: str, world: dict, words: list[str], folder: Path) -> int:  # type: ignore[type-arg]
    """Take every picture that was asked for; print each file's name with its page."""
    from playwright.sync_api import sync_playwright

    from tests.browser.chromium import FLAGS, LANGUAGES, SIZES, cookies
    from tests.browser.pages import PAGES

    chosen = [page for page in PAGES if not words or any(word in page.name for word in words)]
    folder.mkdir(exist_ok=True)
    count = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        for size, viewport in SIZES.items():
            for language in LANGUAGES:
                context = browser.new_context(base_url=address, viewport=viewport, timezone_id="Asia/Shanghai")
                sheet = context.new_page()
                for page in chosen:
                    context.clear_cookies()
                    context.add_cookies(cookies(address, language, world["sessions"].get(page.who, "")))
                    path = page.at(world["matters"])
                    sheet.goto(path)
                    file = folder / f"{page.name}.{size}.{language[:2]}.png"
                    sheet.screenshot(path=file, full_page=True)
                    print(f"{file.name:<44} {page.who or 'anybody':<11} {path}", flush=True)
                    count += 1
                context.close()
        browser.close()
    return count


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    sys.exit(main(sys.argv[1:]))
