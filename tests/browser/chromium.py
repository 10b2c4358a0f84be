"""The Chromium of this machine, with nothing running in its background."""

import os
import shutil
from typing import Any

# The one without windows first: it does the same with three quarters of the processor.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-first-run", "--disable-dev-shm-usage", "--hide-scrollbars",
    "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",  # a microphone that beeps
)  # fmt: skip


def find_chromium() -> str:
    """Return the path of a Chromium, or "" where there is none."""
    named = os.environ.get("LINLI_CHROMIUM", "")
    return next((found for name in (named, *NAMES) if name and (found := shutil.which(name))), "")


PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1440, "height": 900}
SIZES: dict[str, Any] = {"phone": PHONE, "desktop": DESKTOP}
LANGUAGES = ("zh-hans", "en")


def cookies(address: str, language: str, session: str = "", **more: str) -> list[Any]:
    """The cookies of a reader's language and session."""
    found = {"linli_language": language, **({"sessionid": session} if session else {}), **more}
    return [{"name": name, "value": value, "url": address} for name, value in found.items()]
