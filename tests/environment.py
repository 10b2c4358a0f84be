"""Loaded before Django: tests have a database server, keys and files of their own."""

import os
import tempfile
from pathlib import Path

STATE = Path(tempfile.mkdtemp(prefix="linli-test-"))
(STATE / "static").mkdir()
os.environ["LINLI_SERVER"] = "test"
os.environ["LINLI_DB_ROLE"] = "owner"
os.environ["LINLI_STATE"] = str(STATE)
os.environ["LINLI_DEMO"] = "yes"
os.environ["LINLI_SCREEN_REST"] = "0"  # what a test has done is on the screen at once
for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "LINLI_COUNTY", "LINLI_HOLIDAYS", "LINLI_OFFICE_HOURS"):
    os.environ.pop(name, None)


def pytest_unconfigure() -> None:
    import shutil

    shutil.rmtree(STATE, ignore_errors=True)
